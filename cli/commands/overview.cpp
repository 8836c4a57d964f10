#include "commands.hpp"
#include "core/utf8.hpp"
#include "formats/check_findings.hpp"
#include "open_study.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

int overview_command(const Options& options, Terminal& terminal) {
  const auto around = find_study_around(".");
  if (!around) {
    print_text(terminal,
               "No study here: there is no study.yaml in this folder or above it.\n\n"
               "  quickscan init my-study                             start one\n"
               "  quickscan init my-study --example rotterdam-2021    start from one that is complete\n"
               "  quickscan --help                                    all commands\n");
    return exit_clean;
  }
  const auto checked = check_folder(
      StudyFolder(*around),
      {.check = {},
       .read = {.threads = options.threads, .hashes = false, .texts = KeptTexts::nothing, .outside = options.outside}});
  const auto& study = checked.read.study;
  const FindingCounts counts{.errors = checked.count(Severity::error),
                             .warnings = checked.count(Severity::warning),
                             .notes = checked.count(Severity::note)};
  const auto interviews = std::ranges::count_if(
      study.interviews, [](const Interview& each) { return each.first_coding && each.has_voice(); });
  const auto title = study.title.in(language_of(study, options));
  const auto counted = [](std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  };
  print_text(terminal, fmt::format("{}{}{}\n  {}, {}, {}, {}\n  check: {}\n\n", study.id, title.empty() ? "" : ": ",
                                   make_visible(title), counted(static_cast<std::size_t>(interviews), "interview"),
                                   counted(study.stakeholders.size(), "stakeholder"),
                                   counted(study.developments.size(), "development"),
                                   counted(checked.folder.paths().size(), "file"), describe(counts)));
  print_text(terminal, counts.errors > 0     ? "Next: quickscan check      the errors, with places and cures\n"
                       : counts.warnings > 0 ? "Next: quickscan check      the warnings\n"
                                               "      quickscan summary    where every recommendation stands\n"
                                             : "Next: quickscan summary    where every recommendation stands\n"
                                               "      quickscan report     the report\n");
  return exit_clean;
}

}  // namespace quickscan
