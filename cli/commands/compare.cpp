#include "scoring/compare.hpp"

#include "commands.hpp"
#include "formats/json/compare.hpp"
#include "open_study.hpp"
#include "report/pages/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>

namespace quickscan {

namespace {

struct Opened {
  CheckedStudy checked;
  Analysis analysis;
};

bool earlier_wave_of(const Study& later, const Study& study) {
  return earlier(study.reference_date, later.reference_date);
}

/// The studies that were named; a single one brings the wave before it. Nothing where one has errors.
std::optional<std::list<Opened>> open_all(const Options& options, Terminal& terminal) {
  std::list<Opened> opened;
  auto paths = options.operands;
  if (paths.empty()) paths.emplace_back();  // the study around the current folder, against its `previous`
  for (std::size_t i = 0; i < paths.size(); ++i) {
    auto checked = open_study(paths[i], options, terminal);
    if (!checked) return std::nullopt;
    if (paths.size() == 1 && !checked->read.study.previous.empty()) {
      paths.insert(paths.begin(), checked->folder.on_disk(checked->read.study.previous));
      auto before = open_study(paths.front(), options, terminal);
      if (!before) return std::nullopt;
      auto analysis = analyse(before->read.study);
      opened.push_back({std::move(*before), std::move(analysis)});
      ++i;
    }
    auto analysis = analyse(checked->read.study);
    opened.push_back({std::move(*checked), std::move(analysis)});
  }
  return opened;
}

/// The studies with these ids, as places in the list; the first unknown id where there is one.
std::optional<std::string> find_studies(const std::vector<ComparedStudy>& studies, const std::vector<std::string>& ids,
                                        std::vector<std::size_t>& found) {
  for (const auto& id : ids) {
    const auto study = std::ranges::find_if(studies, [&](const auto& each) { return each.study.id == id; });
    if (study == studies.end()) return id;
    found.push_back(static_cast<std::size_t>(study - studies.begin()));
  }
  return std::nullopt;
}

}  // namespace

int compare_command(const Options& options, Terminal& terminal) {
  const auto opened = open_all(options, terminal);
  if (!opened) return exit_findings;
  if (opened->size() < 2) {
    return usage_problem({"`quickscan compare` needs two studies, or one whose `previous` names the wave before it",
                          "quickscan compare wave-2021 wave-2023"},
                         terminal);
  }
  std::vector<ComparedStudy> studies;
  for (const auto& each : *opened) studies.push_back({each.checked.read.study, each.analysis});
  StudyGroups groups;
  auto unknown = find_studies(studies, options.high, groups.high);
  if (!unknown) unknown = find_studies(studies, options.low, groups.low);
  if (unknown) return usage_problem({fmt::format("none of these studies has the id `{}`", *unknown), {}}, terminal);
  if (groups.asked() && studies.size() < 3)
    return usage_problem({"--high and --low need three studies or more", {}}, terminal);
  const auto& last = opened->back();
  const bool waves = studies.size() == 2 && are_waves(studies[0].study, studies[1].study);
  const bool swapped = waves && earlier_wave_of(studies[0].study, studies[1].study);
  const auto& before = swapped ? studies[1] : studies[0];
  const auto& after = swapped ? studies[0] : studies[1];
  const auto language = language_of(last.checked.read.study, options);
  if (options.json) {
    write_result(waves ? waves_json(before, after, language) : places_json(studies, groups, language), options,
                 terminal, last.checked.folder);
  } else {
    write_page(waves ? waves_page(before, after, language) : places_page(studies, groups, language), options, terminal,
               last.checked.folder);
  }
  return exit_clean;
}

}  // namespace quickscan
