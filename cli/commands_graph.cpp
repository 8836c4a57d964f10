#include "commands.hpp"
#include "files.hpp"

namespace quickscan {

int graph_command(const Options& /*options*/, Terminal& /*terminal*/) {
  throw WorldError("graph is not in this version yet");
}

int compare_command(const Options& /*options*/, Terminal& /*terminal*/) {
  throw WorldError("compare is not in this version yet");
}

}  // namespace quickscan
