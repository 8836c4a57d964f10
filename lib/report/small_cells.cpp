#include "report/small_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace quickscan {

namespace {

bool is_few(int count) { return count > 0 && count < fewest_voices; }

/// Takes the counts of one analysis away, group by group.
class CountGate {
 public:
  explicit CountGate(Publication& publication)
      : publication_(publication), analysis_(publication.analysis), voices_(analysis_.heard.voices) {}

  void pass() {
    for (auto& recommendation : analysis_.recommendations) {
      withhold_row(recommendation);
      for (auto& part : recommendation.parts) withhold_row(part, true);
    }
    analysis_.overall.index.reset();
    if (hidden_reaches_ > 0) withhold({.kind = Withheld::Kind::counts, .count = hidden_reaches_});
    withhold_factors();
    withhold_heard();
    withhold_escalation();
    withhold_developments();
    withhold_evidence();
  }

 private:
  const Framework& framework() const { return publication_.study.framework; }
  void withhold(Withheld one) { publication_.withheld.push_back(std::move(one)); }

  // ---- cells

  void withhold_row(RecommendationResult& row, bool is_part = false) {
    std::vector<LevelId> withheld;
    for (auto& cell : row.levels) {
      const auto& level = framework()[cell.level];
      if (cell.sufficient) {
        cell = published(cell, is_part);
      } else {
        // A level without voices has no answers to withhold.
        const bool silent = level.outside || (level.clients && heard_at(cell.level) == 0);
        if (!silent) {
          refuse(cell, level);
          withheld.push_back(cell.level);
        }
        cell = covered(cell, !silent);
      }
    }
    // All of them: were those without an answer left out, the list would say who gave one.
    if (!withheld.empty()) withhold({.kind = Withheld::Kind::cells, .rec = row.rec, .levels = std::move(withheld)});
    // Each of these is made from all values of its cells.
    row.index.reset();
    row.index_interval.reset();
    row.spacing_stable.reset();
    row.gap_test.reset();
    if (!row.verdict) return;
    row.verdict->robustness.reset();
    row.verdict->views_differ = false;
    row.verdict->flips = 0;
  }

  /// What a public edition says of a cell, and nothing else.
  Cell published(const Cell& cell, bool is_part) {
    Cell shown = covered(cell, false);
    shown.sufficient = true;
    shown.n = cell.n;
    shown.median = cell.median;
    shown.documents = cell.documents;
    shown.organisations = shown.persons = hidden_count;
    shown.reach.assign(cell.reach.size(), hidden_count);
    const auto practice = std::min<std::size_t>(static_cast<std::size_t>(framework().practice), cell.reach.size());
    // The reach of a part could be held against that of the whole.
    if (practice > 0 && cell.median && !is_part) {
      const int reach = cell.reach[practice - 1];
      // One rung alone on a side of practice: a later edition with one voice more would show whether that voice is on
      // it.
      const bool two_on_each_side = practice > 1 && practice < cell.reach.size();
      if (two_on_each_side && may_publish_reach(reach, cell.n, *cell.median, static_cast<int>(practice))) {
        shown.reach[practice - 1] = reach;
      } else {
        ++hidden_reaches_;
      }
    }
    return shown;
  }

  static Cell covered(const Cell& cell, bool withheld) {
    Cell shown;
    shown.rec = cell.rec;
    shown.level = cell.level;
    shown.clients = cell.clients;
    shown.withheld = withheld;
    if (!withheld) shown.documents = cell.documents;
    return shown;
  }

  int heard_at(LevelId level) const { return analysis_.heard.levels[level.index()].voices; }

  void refuse(const Cell& cell, const Level& level) {
    if (cell.n + cell.undefined == 0) return;
    const auto& thresholds = publication_.study.thresholds;
    publication_.refusals.push_back(fmt::format(
        "{}/{} rests on too few: at least {} voices, {} organisations and {} persons are needed to publish "
        "it; hear more people, or withhold it with --suppress",
        framework()[cell.rec].id, level.id, thresholds.voices, thresholds.organisations, thresholds.persons));
  }

  // ---- factors

  void withhold_factors() {
    int covered = 0;
    for (auto& factor : analysis_.factors) {
      int hidden = 0;
      for (auto& rating : factor.levels) {
        if (!is_few(rating.voices)) continue;
        rating = {};
        rating.withheld = true;
        ++hidden;
      }
      covered += hidden;
      // A total bounds what it is the total of.
      factor.withheld = hidden > 0 || is_few(factor.voices) || is_few(factor.organisations) ||
                        !may_publish_count(factor.voices, voices_);
      if (factor.withheld) factor.voices = factor.organisations = 0;
    }
    if (covered > 0) withhold({.kind = Withheld::Kind::factors, .count = covered});
  }

  // ---- who was heard

  void withhold_heard() {
    auto& heard = analysis_.heard;
    bool hidden = false;
    for (std::size_t level = 0; level < heard.levels.size(); ++level) {
      auto& row = heard.levels[level];
      if (!is_few(row.voices)) continue;
      row.voices = row.persons = row.organisations = hidden_count;
      analysis_.coverage.frame.erase(LevelId(level));
      hidden = true;
    }
    if (!hidden) return;
    // The other levels are known: any total, also of interviews, would give back the hidden one.
    heard.interviews = heard.voices = heard.persons = heard.organisations = hidden_count;
    for (const auto form : {Form::single, Form::group}) heard.forms[static_cast<std::size_t>(form)] = hidden_count;
    // Who of the named was never heard, is who was.
    analysis_.coverage.named_never_heard.clear();
    withhold({.kind = Withheld::Kind::heard});
  }

  // ---- what points at interviews and speakers

  /// Kinds of moves, and skipped steps, that come from too few interviews are left out; the others lose their ends.
  void withhold_escalation() {
    auto& moves = analysis_.escalation;
    std::map<EscalationKind, std::set<std::string>> of_kind;
    std::map<std::string, std::set<std::string>> of_step;
    for (const auto& move : moves) {
      of_kind[move.kind].insert(move.interview);
      for (const auto& step : move.skipped) of_step[step].insert(move.interview);
    }
    const auto few = [](const std::set<std::string>& interviews) { return interviews.size() < fewest_voices; };
    std::erase_if(moves, [&](const auto& move) { return few(of_kind[move.kind]); });
    for (auto& move : moves) {
      std::erase_if(move.skipped, [&](const auto& step) { return few(of_step[step]); });
      move.interview.clear();
      move.line = 0;
      move.from = move.to = {};
    }
    // In the order of the files, neighbours would be of one interview.
    std::ranges::stable_sort(moves, {}, [](const auto& move) { return std::tuple(move.kind, move.skipped); });
  }

  void withhold_developments() {
    for (auto& development : analysis_.developments) {
      auto& confirming = development.confirmed_by;
      // One stands for one or two: how many is not shown.
      if (is_few(static_cast<int>(confirming.size()))) confirming.resize(1);
      for (auto& organisation : confirming) organisation.clear();
      development.depends_on.clear();
      development.mentions = hidden_count;
    }
    for (auto& check : analysis_.member_checks) {
      if (is_few(check.confirmed) || is_few(check.nuanced) || is_few(check.contested))
        check.confirmed = check.nuanced = check.contested = hidden_count;
    }
  }

  void withhold_evidence() {
    if (analysis_.agreement) analysis_.agreement->disagreements.clear();
    analysis_.saturation = {};
    analysis_.saturation.base_codes = hidden_count;
    analysis_.terms.clear();
    for (auto& [level, frame] : analysis_.coverage.frame) frame.missing.clear();
    analysis_.coverage.dominant.clear();
    analysis_.coverage.levels_not_heard.clear();
    for (auto& [level, statements] : analysis_.coverage.spoken_about)
      if (is_few(statements)) statements = hidden_count;
  }

  Publication& publication_;
  Analysis& analysis_;
  int voices_;
  int hidden_reaches_ = 0;
};

}  // namespace

bool may_publish_count(int count, int of) {
  constexpr int many = 10;
  return of >= many || count == 0 || count == of || (count >= fewest_voices && of - count >= fewest_voices);
}

bool may_publish_reach(int reach, int voices, int median, int rung) {
  // The median says on which side of the middle the reach lies: 0 … half, or half + 1 … all of them.
  const int half = voices / 2;
  const bool low = median < rung;
  // A reach at the middle's edge fixes the reach of the rungs between it and the median.
  const int edge = low ? (median < rung - 1 ? half : -1) : (median > rung ? half + 1 : -1);
  // Beside an edition of one voice less, "none" and "all" leave only the median's rung to a voice that moved it there:
  // one more makes an odd number and a lower median rise, or an even number and it falls.
  const bool odd = voices % 2 == 1;
  const int fence = odd && median == rung - 1 ? 0 : !odd && median == rung ? voices : -1;
  const auto may = [&](int count) { return may_publish_count(count, voices) && count != edge && count != fence; };
  int hidden = 0;
  for (int count = low ? 0 : half + 1; count <= (low ? half : voices); ++count) hidden += may(count) ? 0 : 1;
  // Were a single count hidden, its absence would give it.
  return may(reach) && hidden != 1;
}

void withhold_counts(Publication& publication) { CountGate(publication).pass(); }

}  // namespace quickscan
