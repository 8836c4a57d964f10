#include "embedded.hpp"

namespace quickscan {

std::string_view embedded(std::string_view path) {
  for (const auto& file : embedded_files()) {
    if (file.path == path) return file.text;
  }
  return {};
}

}  // namespace quickscan
