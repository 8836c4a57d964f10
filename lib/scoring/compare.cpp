#include "scoring/compare.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace quickscan {

namespace {

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

void compare_ladders(const Framework& a, const Framework& b, std::vector<Incomparable>& refused) {
  if (a.ladder.size() != b.ladder.size()) {
    refused.push_back(
        {Incomparable::Kind::ladder_sizes, 0, std::to_string(a.ladder.size()), std::to_string(b.ladder.size()), {}});
    return;
  }
  for (std::size_t rung = 0; rung < a.ladder.size(); ++rung) {
    if (a.ladder[rung].id == b.ladder[rung].id) continue;
    refused.push_back({Incomparable::Kind::rungs, static_cast<int>(rung), a.ladder[rung].id, b.ladder[rung].id, {}});
    return;
  }
}

/// The names of rows that another list has no row of the same id for, by id.
template <typename Row>
std::vector<LocalText> names_only_in_first(const std::vector<Row>& a, const std::vector<Row>& b) {
  std::map<std::string, LocalText> names;
  for (const auto& row : a) {
    if (std::ranges::find(b, row.id, &Row::id) == b.end()) names.emplace(row.id, row.name);
  }
  std::vector<LocalText> result;
  for (auto& [id, name] : names) result.push_back(name.empty() ? LocalText{id, id} : std::move(name));
  return result;
}

std::vector<Level> inside_levels_of(const Framework& framework) {
  std::vector<Level> levels;
  std::ranges::copy_if(framework.levels, std::back_inserter(levels), &Level::inside);
  return levels;
}

std::vector<std::string> sorted_levels(const Framework& framework) {
  auto ids = inside_level_ids(framework);
  std::ranges::sort(ids);
  return ids;
}

/// Recommendations and levels that only one of two frameworks has.
void note_what_is_missing(const Framework& a, const Framework& b, const std::string& name_a, const std::string& name_b,
                          std::vector<CompareNote>& notes) {
  const auto note = [&notes](std::vector<LocalText> names, const std::string& where) {
    if (!names.empty()) notes.push_back({CompareNote::Kind::only_in_one, where, std::move(names)});
  };
  note(names_only_in_first(a.recommendations, b.recommendations), name_a);
  note(names_only_in_first(b.recommendations, a.recommendations), name_b);
  note(names_only_in_first(inside_levels_of(a), inside_levels_of(b)), name_a);
  note(names_only_in_first(inside_levels_of(b), inside_levels_of(a)), name_b);
}

/// Organisations and persons who spoke in single and group interviews.
struct Speakers {
  std::vector<std::string> organisations;
  std::vector<std::string> persons;
  bool every_person_given = true;
};

Speakers speakers_in(const Study& study) {
  std::set<std::string> organisations;
  std::set<std::string> persons;
  bool every_person_given = true;
  for (const auto& interview : study.interviews) {
    if (!interview.first_coding || !interview.has_voice()) continue;
    for (const auto& speaker : interview.speakers) {
      if (speaker.who.given()) organisations.insert(study.organisation_id(speaker.who));
      every_person_given &= !speaker.person.empty();
      if (!speaker.person.empty()) persons.insert(speaker.person);
    }
  }
  return {{organisations.begin(), organisations.end()}, {persons.begin(), persons.end()}, every_person_given};
}

std::vector<Incomparable> why_no_waves(const Study& before, const Study& after) {
  auto refused = why_not_comparable(before.framework, after.framework);
  if (earlier(after.reference_date, before.reference_date))
    refused.push_back({Incomparable::Kind::wrong_order, 0, {}, {}, {}});
  return refused;
}

/// Ids of all studies in the order of the first that has them.
template <typename IdsOf>
std::vector<std::string> united(const std::vector<ComparedStudy>& studies, IdsOf ids_of) {
  std::vector<std::string> united;
  for (const auto& compared : studies) {
    for (const auto& id : ids_of(compared.study.framework))
      if (std::ranges::find(united, id) == united.end()) united.push_back(id);
  }
  return united;
}

std::vector<std::string> whole_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const RecommendationId rec : framework.whole_recommendations()) ids.push_back(framework[rec].id);
  return ids;
}

/// Rungs of one id whose name or meaning another framework states differently.
void note_redefined_rungs(const Framework& a, const Framework& b, const std::string& where,
                          std::vector<CompareNote>& notes) {
  const auto same = [](const LocalText& one, const LocalText& other) {
    return one.nl == other.nl && one.en == other.en;
  };
  std::vector<LocalText> ids;
  for (std::size_t rung = 0; rung < std::min(a.ladder.size(), b.ladder.size()); ++rung) {
    const auto& one = a.ladder[rung];
    const auto& other = b.ladder[rung];
    if (one.id == other.id && !(same(one.name, other.name) && same(one.means, other.means)))
      ids.push_back({one.id, one.id});
  }
  if (!ids.empty()) notes.push_back({CompareNote::Kind::rungs_redefined, where, ids});
}

/// Levels of clients at which somebody was heard: there are no organisations there to match.
void note_clients(const std::vector<ComparedStudy>& studies, std::vector<CompareNote>& notes) {
  std::map<std::string, LocalText> names;
  for (const auto& [study, analysis] : studies) {
    for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
      const auto& row = study.framework.levels[level];
      if (row.clients && analysis.heard.levels[level].voices > 0) names.emplace(row.id, row.name);
    }
  }
  if (names.empty()) return;
  CompareNote note{CompareNote::Kind::clients, {}, {}};
  for (auto& [id, name] : names) note.names.push_back(std::move(name));
  notes.push_back(std::move(note));
}

std::vector<std::string> factor_ids(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto& factor : framework.factors) ids.push_back(factor.id);
  return ids;
}

/// Factors by study; nothing for two studies or several frameworks.
std::vector<FactorRow> compare_factors(const std::vector<ComparedStudy>& studies, const StudyGroups& groups) {
  const auto& first = studies.front().study.framework.id;
  const bool one_framework =
      std::ranges::all_of(studies, [&](const ComparedStudy& each) { return each.study.framework.id == first; });
  std::vector<FactorRow> rows;
  if (studies.size() < 3 || !one_framework) return rows;
  for (const auto& id : united(studies, factor_ids)) {
    FactorRow row{id, {}, Separation::not_asked};
    for (const auto& [study, analysis] : studies) {
      const FactorId factor = study.framework.find_factor(id);
      row.ratings.push_back(factor.given() ? std::optional(analysis.factors.at(factor.index()).overall) : std::nullopt);
    }
    row.separates = separation(row.ratings, groups);
    rows.push_back(std::move(row));
  }
  return rows;
}

PlaceRow row_of(const std::vector<ComparedStudy>& studies, const std::string& rec, const std::string& level) {
  PlaceRow row{rec, level, {}};
  for (std::size_t i = 0; i < studies.size(); ++i) {
    PlaceCell cell{i, nullptr, nullptr};
    const auto* result = find_result(studies[i], rec);
    const LevelId at = studies[i].study.framework.find_level(level);
    if (result != nullptr && level.empty() && result->verdict) cell.verdict = &*result->verdict;
    if (result != nullptr && at != none) cell.cell = &result->levels[at.index()];
    row.cells.push_back(cell);
  }
  return row;
}

}  // namespace

std::vector<Incomparable> why_not_comparable(const Framework& a, const Framework& b) {
  std::vector<Incomparable> refused;
  compare_ladders(a, b, refused);
  if (a.caps != b.caps) refused.push_back({Incomparable::Kind::caps, 0, {}, {}, {}});
  if (in_both(sorted_levels(a), sorted_levels(b)).empty())
    refused.push_back({Incomparable::Kind::no_common_level, 0, {}, {}, {}});
  return refused;
}

Separation separation(const std::vector<std::optional<FactorRating>>& ratings, const StudyGroups& groups) {
  if (!groups.asked()) return Separation::not_asked;
  const auto of = [&](const std::vector<std::size_t>& group) {
    std::vector<int> values;
    for (const std::size_t study : group) {
      const auto& rating = ratings[study];
      if (rating && rating->kind != FactorRating::Kind::missing) values.push_back(rating->rating);
    }
    return values;
  };
  const auto high = of(groups.high);
  const auto low = of(groups.low);
  if (high.empty() || low.empty()) return Separation::undecided;
  if (std::ranges::min(high) > std::ranges::max(low)) return Separation::yes;
  return std::ranges::max(high) < std::ranges::min(low) ? Separation::reversed : Separation::no;
}

std::string_view id_of(Separation value) {
  constexpr std::array<std::string_view, 5> ids = {"", "yes", "reversed", "no", "not decided"};
  return ids[static_cast<std::size_t>(value)];
}

bool are_waves(const Study& a, const Study& b) { return a.id == b.id || !a.previous.empty() || !b.previous.empty(); }

WaveComparison compare_waves(const ComparedStudy& before, const ComparedStudy& after) {
  WaveComparison comparison;
  const auto earlier_speakers = speakers_in(before.study);
  const auto later_speakers = speakers_in(after.study);
  if (!earlier_speakers.persons.empty() && !later_speakers.persons.empty())
    comparison.persons_in_both = static_cast<int>(in_both(earlier_speakers.persons, later_speakers.persons).size());
  comparison.every_person_given = earlier_speakers.every_person_given && later_speakers.every_person_given;
  comparison.organisations_in_both = in_both(earlier_speakers.organisations, later_speakers.organisations);
  comparison.organisations_only_before = only_in_first(earlier_speakers.organisations, later_speakers.organisations);
  comparison.organisations_only_after = only_in_first(later_speakers.organisations, earlier_speakers.organisations);
  comparison.developments = compare_developments(before, after);
  comparison.network = compare_networks(before.analysis.network, after.analysis.network);
  comparison.refused = why_no_waves(before.study, after.study);
  if (!comparison.refused.empty()) return comparison;
  note_what_is_missing(before.study.framework, after.study.framework, to_string(before.study.reference_date),
                       to_string(after.study.reference_date), comparison.notes);
  note_redefined_rungs(before.study.framework, after.study.framework, to_string(after.study.reference_date),
                       comparison.notes);
  if (before.study.thresholds != after.study.thresholds)
    comparison.notes.push_back({CompareNote::Kind::thresholds, {}, {}});
  note_clients({before, after}, comparison.notes);
  comparison.cells = compare_cells(before, after);
  if (auto verdicts = compare_verdicts(before, after, comparison.cells)) {
    comparison.verdicts = std::move(*verdicts);
  } else {
    comparison.notes.push_back({CompareNote::Kind::verdicts_not_compared, {}, {}});
  }
  return comparison;
}

PlaceComparison compare_places(const std::vector<ComparedStudy>& studies, const StudyGroups& groups) {
  PlaceComparison comparison;
  for (std::size_t i = 1; i < studies.size(); ++i) {
    const auto& first = studies.front().study;
    const auto& other = studies[i].study;
    for (auto& reason : why_not_comparable(first.framework, other.framework)) {
      reason.studies = {first.id, other.id};
      comparison.refused.push_back(std::move(reason));
    }
    note_what_is_missing(first.framework, other.framework, first.id, other.id, comparison.notes);
    note_redefined_rungs(first.framework, other.framework, other.id, comparison.notes);
  }
  if (!comparison.refused.empty()) return comparison;
  note_clients(studies, comparison.notes);
  comparison.factors = compare_factors(studies, groups);
  for (const auto& rec : united(studies, whole_ids)) {
    comparison.rows.push_back(row_of(studies, rec, ""));
    for (const auto& level : united(studies, inside_level_ids)) comparison.rows.push_back(row_of(studies, rec, level));
  }
  return comparison;
}

}  // namespace quickscan
