#include "scoring/compare.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace quickscan {

namespace {

LocalText same_in_both(std::string text) { return {text, std::move(text)}; }

LocalText operator+(const LocalText& a, const LocalText& b) { return {a.nl + b.nl, a.en + b.en}; }

void compare_ladders(const Framework& a, const Framework& b, std::vector<LocalText>& refused) {
  if (a.ladder.size() != b.ladder.size()) {
    refused.push_back(LocalText{"de ladders verschillen: ", "the ladders differ: "} +
                      same_in_both(std::to_string(a.ladder.size())) + LocalText{" en ", " and "} +
                      same_in_both(std::to_string(b.ladder.size())) + LocalText{" treden", " rungs"});
    return;
  }
  for (std::size_t rung = 0; rung < a.ladder.size(); ++rung) {
    if (a.ladder[rung].id == b.ladder[rung].id) continue;
    refused.push_back(LocalText{"de ladders verschillen: trede ", "the ladders differ: rung "} +
                      same_in_both(std::to_string(rung)) + LocalText{" is ", " is "} +
                      same_in_both("`" + a.ladder[rung].id + "`") + LocalText{" en ", " and "} +
                      same_in_both("`" + b.ladder[rung].id + "`"));
    return;
  }
}

std::vector<std::string> ids_of_recommendations(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto& recommendation : framework.recommendations) ids.push_back(recommendation.id);
  std::ranges::sort(ids);
  return ids;
}

std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "`" : ", `") + id + "`";
  return text;
}

std::vector<std::string> sorted_levels(const Framework& framework) {
  auto ids = inside_level_ids(framework);
  std::ranges::sort(ids);
  return ids;
}

/// Recommendations and levels that only one of two frameworks has.
void note_what_is_missing(const Framework& a, const Framework& b, const std::string& name_a, const std::string& name_b,
                          std::vector<LocalText>& notes) {
  const auto note = [&notes](const std::vector<std::string>& ids, const std::string& where) {
    if (ids.empty()) return;
    notes.push_back(LocalText{"alleen in ", "only in "} + same_in_both("`" + where + "`: " + listed(ids)));
  };
  note(only_in_first(ids_of_recommendations(a), ids_of_recommendations(b)), name_a);
  note(only_in_first(ids_of_recommendations(b), ids_of_recommendations(a)), name_b);
  note(only_in_first(sorted_levels(a), sorted_levels(b)), name_a);
  note(only_in_first(sorted_levels(b), sorted_levels(a)), name_b);
}

/// Organisations and persons who spoke in single and group interviews.
struct Speakers {
  std::vector<std::string> organisations;
  std::vector<std::string> persons;
};

Speakers speakers_in(const Study& study) {
  std::set<std::string> organisations;
  std::set<std::string> persons;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      organisations.insert(study.organisation_id(speaker.who));
      if (!speaker.person.empty()) persons.insert(speaker.person);
    }
  }
  return {{organisations.begin(), organisations.end()}, {persons.begin(), persons.end()}};
}

std::vector<LocalText> why_no_waves(const Study& before, const Study& after) {
  auto refused = why_not_comparable(before.framework, after.framework);
  if (earlier(after.reference_date, before.reference_date)) {
    refused.push_back({"de tweede meting heeft een eerdere peildatum dan de eerste",
                       "the second wave has an earlier reference date than the first"});
  }
  return refused;
}

/// Ids of all studies in the order of the first that has them.
template <typename IdsOf>
std::vector<std::string> united(const std::vector<ComparedStudy>& studies, IdsOf ids_of) {
  std::vector<std::string> united;
  for (const auto& compared : studies) {
    for (const auto& id : ids_of(compared.study.framework)) {
      if (std::ranges::find(united, id) == united.end()) united.push_back(id);
    }
  }
  return united;
}

std::vector<std::string> whole_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const Index rec : framework.whole_recommendations()) {
    ids.push_back(framework.recommendations[static_cast<std::size_t>(rec)].id);
  }
  return ids;
}

PlaceRow row_of(const std::vector<ComparedStudy>& studies, const std::string& rec, const std::string& level) {
  PlaceRow row{rec, level, {}};
  for (std::size_t i = 0; i < studies.size(); ++i) {
    PlaceCell cell{i, nullptr, nullptr};
    const auto* result = find_result(studies[i], rec);
    const Index at = studies[i].study.framework.find_level(level);
    if (result != nullptr && level.empty() && result->verdict) cell.verdict = &*result->verdict;
    if (result != nullptr && at != none) cell.cell = &result->levels[static_cast<std::size_t>(at)];
    row.cells.push_back(cell);
  }
  return row;
}

}  // namespace

std::vector<std::string> inside_level_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const Index level : framework.inside_levels()) {
    ids.push_back(framework.levels[static_cast<std::size_t>(level)].id);
  }
  return ids;
}

std::vector<std::string> in_both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> result;
  std::ranges::set_intersection(a, b, std::back_inserter(result));
  return result;
}

std::vector<std::string> only_in_first(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> result;
  std::ranges::set_difference(a, b, std::back_inserter(result));
  return result;
}

std::vector<LocalText> why_not_comparable(const Framework& a, const Framework& b) {
  std::vector<LocalText> refused;
  compare_ladders(a, b, refused);
  if (a.caps != b.caps) {
    refused.push_back({"wat een uitspraak hoogstens kan dragen (`caps`) verschilt",
                       "what a statement can carry at most (`caps`) differs"});
  }
  if (in_both(sorted_levels(a), sorted_levels(b)).empty()) {
    refused.push_back({"de twee hebben geen niveau gemeen", "the two have no level in common"});
  }
  return refused;
}

bool are_waves(const Study& a, const Study& b) { return a.id == b.id || !a.previous.empty() || !b.previous.empty(); }

WaveComparison compare_waves(const ComparedStudy& before, const ComparedStudy& after) {
  WaveComparison comparison;
  const auto earlier_speakers = speakers_in(before.study);
  const auto later_speakers = speakers_in(after.study);
  comparison.persons_in_both = static_cast<int>(in_both(earlier_speakers.persons, later_speakers.persons).size());
  comparison.organisations_in_both = in_both(earlier_speakers.organisations, later_speakers.organisations);
  comparison.organisations_only_before = only_in_first(earlier_speakers.organisations, later_speakers.organisations);
  comparison.organisations_only_after = only_in_first(later_speakers.organisations, earlier_speakers.organisations);
  comparison.developments = compare_developments(before, after);
  comparison.network = compare_networks(before.analysis.network, after.analysis.network);
  comparison.refused = why_no_waves(before.study, after.study);
  if (!comparison.refused.empty()) return comparison;
  note_what_is_missing(before.study.framework, after.study.framework, to_string(before.study.reference_date),
                       to_string(after.study.reference_date), comparison.notes);
  compare_cells(before, after, comparison);
  compare_verdicts(before, after, comparison);
  return comparison;
}

PlaceComparison compare_places(const std::vector<ComparedStudy>& studies) {
  PlaceComparison comparison;
  for (std::size_t i = 1; i < studies.size(); ++i) {
    const auto& first = studies.front().study;
    const auto& other = studies[i].study;
    for (const auto& reason : why_not_comparable(first.framework, other.framework)) {
      comparison.refused.push_back(same_in_both("`" + first.id + "`, `" + other.id + "`: ") + reason);
    }
    note_what_is_missing(first.framework, other.framework, first.id, other.id, comparison.notes);
  }
  if (!comparison.refused.empty()) return comparison;
  for (const auto& rec : united(studies, whole_ids)) {
    comparison.rows.push_back(row_of(studies, rec, ""));
    for (const auto& level : united(studies, inside_level_ids)) {
      comparison.rows.push_back(row_of(studies, rec, level));
    }
  }
  return comparison;
}

std::string_view id_of(DevelopmentStep value) {
  switch (value) {
    case DevelopmentStep::started:
      return "started";
    case DevelopmentStep::found_later:
      return "found-later";
    case DevelopmentStep::not_mentioned:
      return "not-mentioned";
    case DevelopmentStep::advanced:
      return "advanced";
    case DevelopmentStep::set_back:
      return "set-back";
    case DevelopmentStep::stopped:
      return "stopped";
    case DevelopmentStep::same:
      break;
  }
  return "same";
}

namespace {

bool has_stopped(DevelopmentStatus status) {
  return status == DevelopmentStatus::ended || status == DevelopmentStatus::withdrawn ||
         status == DevelopmentStatus::superseded;
}

DevelopmentStep step_of(DevelopmentStatus before, DevelopmentStatus after) {
  if (before == after) return DevelopmentStep::same;
  if (has_stopped(before) && has_stopped(after)) return DevelopmentStep::same;
  if (has_stopped(after)) return DevelopmentStep::stopped;
  return has_stopped(before) || after > before ? DevelopmentStep::advanced : DevelopmentStep::set_back;
}

const Development* find(const Study& study, const std::string& id) {
  const Index index = study.find_development(id);
  return index == none ? nullptr : &study.developments[static_cast<std::size_t>(index)];
}

bool is_live(const ComparedStudy& compared, const std::string& id) {
  const Index index = compared.study.find_development(id);
  return std::ranges::any_of(compared.analysis.developments, [index](const DevelopmentResult& result) {
    return result.development == index && result.live;
  });
}

}  // namespace

std::vector<DevelopmentChange> compare_developments(const ComparedStudy& before, const ComparedStudy& after) {
  std::set<std::string> ids;
  for (const auto& development : before.study.developments) ids.insert(development.id);
  for (const auto& development : after.study.developments) ids.insert(development.id);
  std::vector<DevelopmentChange> changes;
  for (const auto& id : ids) {
    const auto* earlier_one = find(before.study, id);
    const auto* later_one = find(after.study, id);
    DevelopmentChange change;
    change.development = id;
    if (earlier_one != nullptr) {
      change.status_before = earlier_one->status;
      change.live_before = is_live(before, id);
    }
    if (later_one != nullptr) {
      change.status_after = later_one->status;
      change.live_after = is_live(after, id);
    }
    if (earlier_one != nullptr && later_one != nullptr) {
      change.step = step_of(earlier_one->status, later_one->status);
    } else if (later_one == nullptr) {
      change.step = DevelopmentStep::not_mentioned;
    } else {
      const bool new_since = later_one->start.known() && earlier(before.study.reference_date, later_one->start);
      change.step = new_since ? DevelopmentStep::started : DevelopmentStep::found_later;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace quickscan
