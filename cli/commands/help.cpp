#include "help.hpp"

#include "commands.hpp"
#include "manual.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <utility>

namespace quickscan {

int help_command(const Options& options, Terminal& terminal) {
  auto text = help_text(options.topic);
  if (text.empty()) {
    auto answer = look_up(options.topic, terminal.width);
    if (answer.text.empty())
      return usage_problem({fmt::format("nothing known of `{}`", options.topic), std::move(answer.help)}, terminal);
    text = std::move(answer.text);
  } else if (!options.operands.empty()) {  // `help coverage`, not `coverage --help`
    if (const auto more = concept_behind(options.topic, terminal.width); !more.empty()) text += "\n" + more;
  }
  print_text(terminal, text);
  return exit_clean;
}

int version_command(const Options& /*options*/, Terminal& terminal) {
  terminal.out(fmt::format("quickscan {}\n", tool_version()));
  return exit_clean;
}

}  // namespace quickscan
