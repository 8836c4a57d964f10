#include "commands/fix.hpp"

#include "atomic_write.hpp"
#include "files.hpp"

#include <fmt/format.h>

namespace quickscan {

std::string fixed_form(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';  // a lone carriage return, as old editors end their lines
    }
  }
  if (!out.empty() && !out.ends_with('\n')) out += '\n';
  return out;
}

bool fix_form(const std::vector<CheckedTarget>& targets, const Options& options, Terminal& terminal) {
  std::vector<OutputFile> files;
  for (const auto& target : targets) {
    for (const auto& path : target.on_disk) {
      const auto text = read_file(path);
      if (text.size() > file_limit) continue;
      if (auto fixed = fixed_form(text); fixed != text) {
        files.push_back({.path = path, .text = std::move(fixed), .mode = owner_only});
      }
    }
  }
  write_files(files);
  if (!options.quiet) {
    for (const auto& file : files) terminal.err(fmt::format("mended the form of {}\n", file.path));
  }
  return !files.empty();
}

}  // namespace quickscan
