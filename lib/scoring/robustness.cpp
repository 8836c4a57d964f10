#include "scoring/robustness.hpp"

#include "scoring/verdict.hpp"

#include <algorithm>
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
LevelMedian with_said_uncapped(const LevelAt& level) {
  if (!level.cell.sufficient) return std::nullopt;
  RungCounts counts(level.scores.counts.size(), 0);
  for (const ScoredVoice& voice : level.scores.valued) ++counts[static_cast<std::size_t>(voice.said_uncapped)];
  return median_of(counts);
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

/// Runs the variants one after the other and counts in how many the verdict stays the same.
class Variants {
 public:
  Variants(const Study& study, const std::vector<CellScores>& scores, const std::vector<Cell>& cells, int live,
           const std::string& verdict_id)
      : study_(study), scores_(scores), cells_(cells), live_(live), verdict_id_(verdict_id) {}

  template <typename MedianOf>
  void run(Variant variant, const MedianOf& median_of_level) {
    VerdictFacts facts;
    facts.live = live_;
    for (std::size_t i = 0; i < scores_.size(); ++i)
      facts.medians.push_back(median_of_level(LevelAt{scores_[i], cells_[i]}));
    const VerdictRow* row = fitting_row(study_.framework, facts);
    ++result_.variants;
    if (row != nullptr && row->id == verdict_id_) {
      ++result_.unchanged;
    } else {
      result_.changed_by.push_back(std::move(variant));
    }
  }
  Robustness result() const { return result_; }

 private:
  const Study& study_;
  const std::vector<CellScores>& scores_;
  const std::vector<Cell>& cells_;
  int live_;
  const std::string& verdict_id_;
  Robustness result_;
};

std::set<std::string> organisation_ids(const std::vector<Cell>& cells) {
  std::set<std::string> ids;
  for (const Cell& cell : cells) ids.insert(cell.organisation_ids.begin(), cell.organisation_ids.end());
  return ids;
}

}  // namespace

Robustness robustness_of(const Study& study, const EvidenceIndex& index, const std::vector<CellScores>& scores,
                         const std::vector<Cell>& cells, int live, const std::string& verdict_id) {
  using enum Variant::Kind;
  Variants variants(study, scores, cells, live, verdict_id);
  const auto without = [&](Variant::Kind kind, const auto& drop) {
    variants.run({kind, {}}, [&](const LevelAt& level) { return without_voices(study, level, drop); });
  };
  const auto silent_at = [&](Variant::Kind kind, int Range<int>::*bound) {
    variants.run({kind, {}}, [&](const LevelAt& level) {
      return level.cell.silent_bounds ? LevelMedian((*level.cell.silent_bounds).*bound) : std::nullopt;
    });
  };
  variants.run({claims_uncapped, {}}, [](const LevelAt& level) { return with_said_uncapped(level); });
  for (const std::string& id : organisation_ids(cells)) {
    variants.run({organisation_left_out, id},
                 [&](const LevelAt& level) { return without_organisation(study, level, id); });
  }
  silent_at(silent_at_bottom, &Range<int>::low);
  silent_at(silent_at_top, &Range<int>::high);
  without(without_heard_only, [](const ScoredVoice& voice) { return voice.heard_only; });
  without(without_mixed, [](const ScoredVoice& voice) { return voice.mixed; });
  without(without_interested, [&](const ScoredVoice& voice) { return index.traits(voice.voice).interest; });
  return variants.result();
}

}  // namespace quickscan
