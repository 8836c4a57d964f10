#include "scoring/robustness.hpp"

#include "scoring/verdict.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace quickscan {

namespace {

/// A level's median as a variant has it; empty where the level is insufficient.
using LevelMedian = std::optional<int>;

struct LevelAt {
  const CellScores& scores;
  const Cell& cell;
};

/// The same voices with other values.
LevelMedian with_values(const LevelAt& level, std::int8_t ScoredVoice::*value) {
  if (!level.cell.sufficient) return std::nullopt;
  RungCounts counts(level.scores.counts.size(), 0);
  for (const ScoredVoice& voice : level.scores.valued) ++counts[static_cast<std::size_t>(voice.*value)];
  return median_of(counts);
}

LevelMedian with_persons(const RobustnessInputs& inputs, const LevelAt& level) {
  if (inputs.persons == nullptr) return level.cell.median;
  const CellScores scores = score_cell(inputs.study, *inputs.persons, inputs.rec, level.cell.level);
  const bool sufficient = is_sufficient(inputs.study.thresholds, static_cast<int>(scores.valued.size()),
                                        static_cast<int>(scores.organisations.size()), scores.persons);
  return sufficient ? LevelMedian(median_of(scores.counts)) : std::nullopt;
}

LevelMedian without_organisation(const Study& study, const LevelAt& level, const std::string& id) {
  if (!level.cell.sufficient) return std::nullopt;
  const auto by_id = [&](const OrganisationShare& share) -> const std::string& { return study[share.organisation].id; };
  const auto& shares = level.scores.organisations;
  const auto share = std::ranges::lower_bound(shares, id, {}, by_id);
  if (share == shares.end() || by_id(*share) != id) return level.cell.median;
  const int left = level.cell.organisations - (share->voices == share->sole_voices ? 1 : 0);
  if (!is_sufficient(study.thresholds, level.cell.n - share->sole_voices, left,
                     level.cell.persons - share->sole_persons)) {
    return std::nullopt;
  }
  RungCounts counts = level.scores.counts;
  for (std::size_t rung = 0; rung < counts.size(); ++rung) counts[rung] -= share->sole_values[rung];
  return median_of(counts);
}

template <typename Drop>
LevelMedian without_voices(const Study& study, const LevelAt& level, const Drop& drop) {
  if (!level.cell.sufficient) return std::nullopt;
  RungCounts counts(level.scores.counts.size(), 0);
  std::set<StakeholderId> organisations;
  int n = 0;
  int persons = 0;
  for (const ScoredVoice& voice : level.scores.valued) {
    if (drop(voice)) continue;
    ++n;
    persons += static_cast<int>(voice.persons);
    organisations.insert(voice.organisations.begin(), voice.organisations.end());
    ++counts[static_cast<std::size_t>(voice.value)];
  }
  if (!is_sufficient(study.thresholds, n, static_cast<int>(organisations.size()), persons)) return std::nullopt;
  return median_of(counts);
}

/// Runs the variants one after the other and notes which touch the verdict and which change it.
class Variants {
 public:
  Variants(const RobustnessInputs& inputs, const VerdictFacts& facts)
      : inputs_(inputs), facts_(facts), row_(*fitting_row(inputs.study.framework, facts)) {}

  template <typename MedianOf>
  void run(Variant variant, const MedianOf& median_of_level, int live) {
    VerdictFacts facts;
    facts.live = live;
    for (std::size_t i = 0; i < inputs_.scores.size(); ++i)
      facts.medians.push_back(median_of_level(LevelAt{inputs_.scores[i], inputs_.cells[i]}));
    const VerdictRow& row = *fitting_row(inputs_.study.framework, facts);
    ++result_.variants;
    const bool other_rung = names_rung(row) && facts.front() != facts_.front();
    if (&row != &row_ || other_rung) {
      ++result_.counted;
      result_.changes.push_back({std::move(variant), row.id, name_of(inputs_.study.framework, row, facts)});
    } else if (touches(facts)) {
      ++result_.counted;
      ++result_.unchanged;
    }
  }
  template <typename MedianOf>
  void run(Variant variant, const MedianOf& median_of_level) {
    run(std::move(variant), median_of_level, facts_.live);
  }
  Robustness result() const { return result_; }

 private:
  bool touches(const VerdictFacts& facts) const {
    if (uses_levels_above(row_) ? facts.medians != facts_.medians : facts.front() != facts_.front()) return true;
    return facts.live != facts_.live && uses_live(inputs_.study.framework, row_);
  }

  const RobustnessInputs& inputs_;
  const VerdictFacts& facts_;
  const VerdictRow& row_;
  Robustness result_;
};

std::set<std::string> organisation_ids(const std::vector<Cell>& cells) {
  std::set<std::string> ids;
  for (const Cell& cell : cells) ids.insert(cell.organisation_ids.begin(), cell.organisation_ids.end());
  return ids;
}

}  // namespace

std::string_view id_of(Variant::Kind kind) {
  constexpr std::array<std::string_view, 11> ids = {"said-cap-minus-1",   "said-cap-plus-1",      "upper-median",
                                                    "groups-as-persons",  "without-organisation", "silent-at-0",
                                                    "silent-at-top",      "without-heard-only",   "without-mixed",
                                                    "without-interested", "independent-live"};
  return ids[static_cast<std::size_t>(kind)];
}

Robustness robustness_of(const RobustnessInputs& inputs, const VerdictFacts& facts) {
  using enum Variant::Kind;
  Variants variants(inputs, facts);
  const auto unchanged = [](const LevelAt& level) { return level.cell.median; };
  const auto without = [&](Variant::Kind kind, const auto& drop) {
    variants.run({kind, {}}, [&](const LevelAt& level) { return without_voices(inputs.study, level, drop); });
  };
  const auto silent_at = [&](Variant::Kind kind, int Range<int>::*bound) {
    variants.run({kind, {}}, [&](const LevelAt& level) {
      return level.cell.silent_bounds ? LevelMedian((*level.cell.silent_bounds).*bound) : std::nullopt;
    });
  };
  const auto live_if = [&](const auto& stays) {
    return live_developments(inputs.study, inputs.developments, inputs.rec, stays);
  };
  variants.run({said_cap_lower, {}},
               [](const LevelAt& level) { return with_values(level, &ScoredVoice::said_cap_lower); });
  variants.run({said_cap_higher, {}},
               [](const LevelAt& level) { return with_values(level, &ScoredVoice::said_cap_higher); });
  variants.run({upper_median, {}}, [](const LevelAt& level) {
    return level.cell.median_pair ? LevelMedian(level.cell.median_pair->high) : std::nullopt;
  });
  variants.run({groups_as_persons, {}}, [&](const LevelAt& level) { return with_persons(inputs, level); });
  for (const std::string& id : organisation_ids(inputs.cells)) {
    const int live = live_if([&](const DevelopmentResult& result) { return !depends_on(result, id); });
    variants.run(
        {organisation_left_out, id},
        [&](const LevelAt& level) { return without_organisation(inputs.study, level, id); }, live);
  }
  silent_at(silent_at_bottom, &Range<int>::low);
  silent_at(silent_at_top, &Range<int>::high);
  without(without_heard_only, [](const ScoredVoice& voice) { return voice.heard_only; });
  without(without_mixed, [](const ScoredVoice& voice) { return voice.mixed; });
  without(without_interested, [&](const ScoredVoice& voice) { return inputs.index.traits(voice.voice).interest; });
  variants.run({independent_live, {}}, unchanged, live_if([](const DevelopmentResult& result) {
                 return result.confirmation == DevelopmentConfirmation::independent;
               }));
  return variants.result();
}

}  // namespace quickscan
