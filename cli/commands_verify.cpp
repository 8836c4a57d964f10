#include <fmt/format.h>

#include "checking.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "report/provenance.hpp"

namespace quickscan {

namespace {

constexpr std::size_t report_limit = std::size_t{256} << 20U;

void say_files(Terminal& terminal, std::string_view what, const std::vector<std::string>& paths) {
  for (const auto& path : paths) terminal.out(fmt::format("  {} {}\n", what, path));
}

}  // namespace

int verify_command(const Options& options, Terminal& terminal) {
  const auto& report = options.operands.front();
  const auto record = read_provenance(read_file(report, report_limit));
  if (!record) throw WorldError(fmt::format("{} says nothing about where it comes from", report));
  const auto folder = study_path(options.operands.size() > 1 ? options.operands[1] : std::string());
  // A study that has errors by now can still be told apart from the one that was reported.
  const auto checked =
      check_folder(StudyFolder(folder), {.check = {}, .read = {.threads = options.threads, .hashes = true}});
  const auto difference = compare_provenance(*record, checked.read.study.inputs);
  if (difference.same) {
    terminal.out(fmt::format("same data: {} was made from these {} files\n", report, checked.read.study.inputs.size()));
    if (record->version != tool_version()) {
      terminal.out(fmt::format("made by version {}; this is version {}\n", record->version, tool_version()));
    }
    return exit_clean;
  }
  terminal.out(fmt::format("not the same data: {} was made from other files\n", report));
  if (difference.files_unknown) terminal.out("  a public report names no files, so which ones cannot be told\n");
  say_files(terminal, "changed", difference.changed);
  say_files(terminal, "new    ", difference.added);
  say_files(terminal, "gone   ", difference.removed);
  return exit_findings;
}

}  // namespace quickscan
