#include "report/disclosure_control.hpp"

#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"
#include "study/read/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace quickscan {

namespace {

/// Fewer voices than this are too few: readers could work out who they are.
constexpr int fewest = 3;

class Gate {
 public:
  Gate(const Study& study, const Analysis& analysis)
      : names_(study.confidential_names), result_{study, analysis, {}, {}, {}} {}

  Publication pass() {
    strip_study();
    for (auto& recommendation : result_.analysis.recommendations) {
      suppress_row(recommendation);
      for (auto& part : recommendation.parts) suppress_row(part);
    }
    suppress_overall();
    suppress_factors();
    strip_evidence();
    suppress_network();
    if (hidden_counts_ > 0) withhold({.kind = Withheld::Kind::counts, .count = hidden_counts_});
    return std::move(result_);
  }

 private:
  const Framework& framework() const { return result_.study.framework; }

  void withhold(Withheld one) { result_.withheld.push_back(std::move(one)); }
  void refuse(std::string why) { result_.refusals.push_back(std::move(why)); }

  // ---- texts

  // Certain identifiers only; a word that may be a name is for `check` to ask about, except in a quote.
  bool identifies(std::string_view text, bool quote) const {
    if (!names_.empty() && (names_.find(text) || names_.find_part(text))) return true;
    std::vector<PersonalDatum> found;
    find_personal_data(text, found);
    return std::ranges::any_of(found,
                               [&](const PersonalDatum& one) { return quote || one.rule != &rule::possible_name; });
  }

  bool identifies(const std::string& text) const { return identifies(text, false); }
  bool identifies(const LocalText& text) const { return identifies(text.nl, false) || identifies(text.en, false); }

  void strip_study() {
    auto& study = result_.study;
    for (auto& interview : study.interviews) strip_interview(interview);
    for (auto& contact : study.contacts) contact.note = {};
    for (auto& one : study.overrides) one.reason.clear();
    for (auto& coder : study.coders) coder.name = {};
    for (auto& development : study.developments) {
      development.sources.clear();
      development.target = {};
    }
    study.suppressed.clear();
    look_for_identifying_names();
    strip_sections();
  }

  // Every table and drawing shows names: they cannot be withheld, only changed.
  void look_for_identifying_names() {
    const auto& study = result_.study;
    const auto look = [&](std::string_view file, const std::string& what, const auto&... texts) {
      if (!(identifies(texts) || ...)) return;
      result_.identifying.push_back(
          fmt::format("{} holds something that identifies a person: change it in {}", what, file));
    };
    const auto look_all = [&](std::string_view file, std::string_view kind, const auto& rows) {
      for (const auto& row : rows) look(file, fmt::format("the name of {} `{}`", kind, row.id), row.name, row.id);
    };
    std::string authors;
    for (const auto& author : study.authors) authors += author.nl + '\n' + author.en + '\n';
    look("study.yaml", "the study's title, commissioner, id or authors", study.title, study.commissioner, study.id,
         authors);
    look_all("study.yaml", "sector", study.sectors);
    look_all("study.yaml", "place", study.places);
    for (const auto& step : study.escalation) look("study.yaml", fmt::format("escalation step `{}`", step.id), step.id);
    look_all("stakeholders.yaml", "stakeholder", study.stakeholders);
    for (const auto& one : study.stakeholders) {
      look("stakeholders.yaml", fmt::format("the short name of stakeholder `{}`", one.id), one.short_name);
    }
    look_all("developments.yaml", "development", study.developments);
    look("the framework", "its title", framework().title);
    look_all("the framework", "level", framework().levels);
    for (const auto& one : framework().levels) look("the framework", fmt::format("level `{}`", one.id), one.people);
    for (const auto& one : framework().ladder) {
      look("the framework", fmt::format("rung `{}`", one.id), one.name, one.means, one.anchor, one.not_enough);
    }
    look_all("the framework", "recommendation", framework().recommendations);
    for (const auto& one : framework().recommendations) {
      look("the framework", fmt::format("recommendation `{}`", one.id), one.short_name, one.question);
    }
    look_all("the framework", "factor", framework().factors);
    look_all("the framework", "verdict", framework().verdicts);
    for (const auto& line : framework().lines) {
      look("the framework", fmt::format("the name of line `{}`", line.id), line.name, line.id);
      look_all("the framework", "item", line.items);
    }
  }

  void strip_sections() {
    auto& texts = result_.study.texts;
    const auto exposed = [&](const SectionText& one) { return identifies(shown_markdown(one.text), false); };
    for (const auto& one : texts) {
      if (!exposed(one)) continue;
      refuse(fmt::format(
          "text/{}.{}.md holds something that identifies a person: change it, or withhold the section with --suppress",
          one.section, name_of(one.language)));
      withhold({.kind = Withheld::Kind::section, .section = one.section});
    }
    std::erase_if(texts, exposed);
  }

  void strip_interview(Interview& interview) {
    std::string kept;
    for (auto& segment : interview.segments) {
      const auto quote = std::string(interview.text(segment.quote));
      segment.at = segment.note = segment.quote = {};
      if (quote.empty() || segment.quote_ok != Stated::yes || !interview.consent.quotes) continue;
      if (identifies(quote, true)) {
        refuse(fmt::format("a quote in {}, line {}, may identify a person: change it, or withhold it with --suppress",
                           result_.study.sources.path(interview.source), segment.line));
        withhold({.kind = Withheld::Kind::quote});
        continue;
      }
      segment.quote = {static_cast<std::uint32_t>(kept.size()), static_cast<std::uint32_t>(quote.size())};
      kept += quote;
    }
    interview.texts = std::move(kept);
    interview.coder.clear();
    interview.agreed_by.clear();
    interview.memo = {};
    interview.transcript.clear();
    for (auto& speaker : interview.speakers) speaker.role = {};
  }

  // ---- cells

  std::string cell_name(const Cell& cell, const std::string& level) const {
    return framework()[cell.rec].id + "/" + level;
  }

  // True where the cell's index must not be shown.
  bool suppress_cell(Cell& cell) {
    const auto& level = framework()[cell.level];
    if (level.outside || (level.clients && cell.n == 0)) {
      suppress_outside(cell);
      return false;
    }
    if (!cell.sufficient) {
      withhold_cell(cell, level);
      return true;
    }
    strip_confidence(cell);
    suppress_outside(cell);
    // Whose answer it was could be read from any of these where the counts are small.
    const auto small = [&](int count) { return !may_publish_count(count, cell.n); };
    const bool publishable = std::ranges::none_of(cell.reach, small);
    cell.leave_one_organisation_out.reset();
    if (is_few(cell.silent + cell.unknown)) cell.silent_bounds.reset();
    if (publishable) return false;
    ++hidden_counts_;
    cell.index = cell.index_front = cell.index_back = cell.consensus = std::nullopt;
    cell.index_interval.reset();
    cell.interval.reset();
    cell.silent_bounds.reset();
    return true;
  }

  void withhold_cell(Cell& cell, const Level& level) {
    if (cell.n + cell.undefined > 0) {
      const auto& thresholds = result_.study.thresholds;
      refuse(
          fmt::format("{} rests on too few: at least {} voices, {} organisations and {} persons are needed to publish "
                      "it; hear more people, or "
                      "withhold it with --suppress",
                      cell_name(cell, level.id), thresholds.voices, thresholds.organisations, thresholds.persons));
      withhold({.kind = Withheld::Kind::cell, .rec = cell.rec, .level = cell.level});
    }
    Cell covered;
    covered.rec = cell.rec;
    covered.level = cell.level;
    covered.withheld = true;
    cell = std::move(covered);
  }

  static bool is_few(int count) { return count > 0 && count < fewest; }

  // What others say of a level is evidence of a few too.
  static void suppress_outside(Cell& cell) {
    if (!is_few(cell.outside_n)) return;
    cell.outside_n = 0;
    cell.outside_median.reset();
    cell.perception_gap.reset();
  }

  static void strip_confidence(Cell& cell) {
    if (!cell.confidence) return;
    // Reasons name counts of a cell; the grade and its components remain.
    cell.confidence->reasons.clear();
    cell.confidence->caps.clear();
    if (cell.confidence->overridden) cell.confidence->overridden->reason.clear();
  }

  void suppress_row(RecommendationResult& row) {
    int hidden = 0;
    for (auto& cell : row.levels) hidden += suppress_cell(cell) ? 1 : 0;
    if (row.index) row.index = std::round(*row.index);
    // A hidden cell, or a count known within a few, could be computed back from an average.
    if (hidden > 0) {
      averages_published_ = averages_published_ && !row.index;
      row.index.reset();
      row.index_interval.reset();
    }
    row.gap_test.reset();
    if (!row.verdict || !row.verdict->robustness) return;
    auto& changes = row.verdict->robustness->changes;
    for (auto& flip : changes) flip.variant.organisation.clear();
    const auto same = [](const VerdictFlip& a, const VerdictFlip& b) {
      return a.variant == b.variant && a.verdict == b.verdict;
    };
    changes.erase(std::unique(changes.begin(), changes.end(), same), changes.end());
  }

  void suppress_overall() {
    auto& index = result_.analysis.overall.index;
    if (index) index = std::round(*index);
    if (!averages_published_) index.reset();
  }

  // ---- factors

  void suppress_factors() {
    int covered = 0;
    for (auto& factor : result_.analysis.factors) {
      int hidden = 0;
      int shown = 0;
      for (auto& rating : factor.levels) {
        shown += is_few(rating.voices) ? 0 : rating.voices;
        if (!is_few(rating.voices)) continue;
        rating = {};
        rating.withheld = true;
        ++hidden;
      }
      covered += hidden;
      // The total would fill a single gap, and as many as two each every gap.
      const bool fills = hidden == 1 || (hidden > 0 && factor.voices - shown >= hidden * (fewest - 1));
      factor.withheld = is_few(factor.voices) || fills;
      if (factor.withheld) factor.voices = factor.organisations = 0;
    }
    if (covered > 0) withhold({.kind = Withheld::Kind::factors, .count = covered});
  }

  // ---- what points at interviews and speakers

  void strip_evidence() {
    auto& analysis = result_.analysis;
    if (analysis.agreement) analysis.agreement->disagreements.clear();
    const auto strip = [](Saturation& one) {
      one.points.clear();
      one.later_novelty.clear();
    };
    strip(analysis.saturation);
    for (auto& [level, one] : analysis.saturation.levels) strip(one);
    for (auto& move : analysis.escalation) {
      move.interview.clear();
      move.line = 0;
      move.from = move.to = {};
    }
    for (auto& development : analysis.developments) {
      for (auto& organisation : development.confirmed_by) organisation.clear();
    }
    analysis.terms.clear();
    for (auto& [level, frame] : analysis.coverage.frame) frame.missing.clear();
    analysis.coverage.dominant.clear();
    analysis.coverage.levels_not_heard.clear();
  }

  void suppress_network() {
    // An actor that is one person would be that person; organisations are not.
    NetworkOptions options = result_.analysis.network.options;
    if (has_single_person()) {
      options.unit = NetworkUnit::organisation;
      withhold({.kind = Withheld::Kind::actors});
    }
    auto network = analyse_network(result_.study, options);
    for (auto& actor : network.actors) actor.interviews.clear();
    // The number of interviews remains; which they are, and who spoke, does not.
    for (auto& tie : network.ties) {
      for (auto& claim : tie.claims) {
        ClaimResult counted;
        counted.interview_index = claim.interview_index;
        claim = std::move(counted);
      }
    }
    network.findings.unheard_levels.clear();
    network.findings.rest_on_one.clear();
    result_.analysis.network = std::move(network);
  }

  bool has_single_person() const {
    std::map<Actor, std::set<std::string>> persons;
    for (const auto& interview : result_.study.interviews) {
      if (!interview.has_voice() || !interview.first_coding) continue;
      for (const auto& speaker : interview.speakers) {
        if (speaker.who == none) continue;
        persons[{speaker.who, speaker.level}].insert(speaker.person.empty() ? interview.id + ":" + speaker.key
                                                                            : speaker.person);
      }
    }
    return std::ranges::any_of(persons, [](const auto& row) { return row.second.size() == 1; });
  }

  NameIndex names_;
  Publication result_;
  int hidden_counts_ = 0;
  bool averages_published_ = true;
};

}  // namespace

Publication pass_gate(const Study& study, const Analysis& analysis) { return Gate(study, analysis).pass(); }

}  // namespace quickscan
