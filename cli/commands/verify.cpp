#include "commands.hpp"
#include "core/utf8.hpp"
#include "files.hpp"
#include "formats/json/analysis.hpp"
#include "open_study.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quickscan {

namespace {

constexpr std::size_t report_limit = std::size_t{256} << 20U;

void list_files(Terminal& terminal, std::string_view what, const std::vector<std::string>& paths) {
  for (const auto& path : paths) terminal.out(fmt::format("  {} {}\n", what, make_visible(path)));
}

ProvenanceRecord record_in(const std::string& report) {
  const auto text = read_file(report, report_limit);
  if (auto record = read_provenance(text)) return *std::move(record);
  if (auto record = read_json_provenance(text)) return *std::move(record);
  throw IoError(fmt::format("{} says nothing about where it comes from", report));
}

}  // namespace

int verify_command(const Options& options, Terminal& terminal) {
  const auto& report = options.operands.front();
  const auto record = record_in(report);
  const auto folder = study_path(options.operand(1));
  // A study that has errors by now can still be told apart from the one that was reported.
  const auto checked =
      check_folder(StudyFolder(folder),
                   {.check = {}, .read = {.threads = options.threads, .hashes = true, .outside = options.outside}});
  const auto difference = compare_provenance(record, checked.read.study.inputs);
  if (options.json) {
    const nlohmann::ordered_json json{{"quickscan", "verify/1"},       {"same", difference.same},
                                      {"version", record.version},     {"files_known", !difference.files_unknown},
                                      {"changed", difference.changed}, {"added", difference.added},
                                      {"removed", difference.removed}};
    terminal.out(json.dump(2) + "\n");
    return difference.same ? exit_clean : exit_findings;
  }
  if (difference.same) {
    terminal.out(fmt::format("same data: {} was made from these {} files\n", make_visible(report),
                             checked.read.study.inputs.size()));
    if (record.version != tool_version()) {
      terminal.out(
          fmt::format("made by version {}; this is version {}\n", make_visible(record.version), tool_version()));
    }
    return exit_clean;
  }
  terminal.out(fmt::format("not the same data: {} was made from other files\n", make_visible(report)));
  if (difference.files_unknown) terminal.out("  a public report names no files, so which ones cannot be told\n");
  list_files(terminal, "changed", difference.changed);
  list_files(terminal, "new    ", difference.added);
  list_files(terminal, "gone   ", difference.removed);
  return exit_findings;
}

}  // namespace quickscan
