#include "report/reasons.hpp"
#include "report/sections/sections.hpp"
#include "report/small_cells.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>

namespace quickscan {

namespace {

// Per factor of one recommendation and sign: how many voices, and of which organisations.
struct FactorTally {
  int voices = 0;
  std::set<StakeholderId> organisations;
  std::array<int, 3> beside{};
};
using Tallies = std::map<std::pair<FactorId, bool>, FactorTally>;  // by factor and whether it hinders

bool may_quote(const ReportContext& context, const Interview& interview, const Segment& segment) {
  return context.is_public() ? may_be_published(interview, segment) : may_be_quoted(interview, segment);
}

// The organisations of those speakers of the voice who said it, which clients need not have; nothing if none of them
// did.
std::optional<std::set<StakeholderId>> organisations_of(const ReportContext& context, const Voice& voice,
                                                        InterviewId interview, const Segment& segment) {
  const auto& whole = context.study[interview];
  std::optional<std::set<StakeholderId>> organisations;
  for (const auto speaker : speakers_of(whole, segment)) {
    if (!std::ranges::binary_search(voice.speakers, SpeakerRef{interview, static_cast<Index>(speaker)})) continue;
    if (!organisations) organisations.emplace();
    const auto who = whole.speakers[speaker].who;
    if (who.given()) organisations->insert(context.study[who].organisation);
  }
  return organisations;
}

/// The quotes of a recommendation that were taken.
using Known = std::unordered_set<std::string_view>;

void order_quotes(const ReportContext& context, std::vector<RecommendationEvidence::Quote>& quotes) {
  // The order of interviews would tell whose they are.
  if (context.is_public()) std::ranges::sort(quotes, {}, &RecommendationEvidence::Quote::text);
  std::ranges::stable_sort(quotes, {}, &RecommendationEvidence::Quote::level);
  std::map<LevelId, int> chosen;
  std::erase_if(quotes, [&](const auto& quote) { return ++chosen[quote.level] > 2; });
}

// What one voice names is counted once, however often it says so.
using Named = std::map<std::pair<RecommendationId, std::pair<FactorId, bool>>, std::set<StakeholderId>>;

void read_voice(const ReportContext& context, const Voice& voice, std::vector<RecommendationEvidence>& evidence,
                std::vector<Known>& known, Named& named) {
  for (const auto index : voice.interviews) {
    const auto& interview = context.study[index];
    for (const auto& segment : interview.segments) {
      const bool factor = segment.barrier.given() || segment.enabler.given();
      const bool quote = may_quote(context, interview, segment);
      if (!segment.rec.given() || (!factor && !quote)) continue;
      const auto organisations = organisations_of(context, voice, index, segment);
      if (!organisations) continue;
      const auto rec = context.framework().whole(segment.rec);
      if (segment.barrier.given())
        named[{rec, {segment.barrier, true}}].insert(organisations->begin(), organisations->end());
      if (segment.enabler.given())
        named[{rec, {segment.enabler, false}}].insert(organisations->begin(), organisations->end());
      if (const auto text = interview.text(segment.quote); quote && known[rec.index()].insert(text).second)
        evidence[rec.index()].quotes.push_back({voice.level, std::string(text)});
    }
  }
}

/// What documents, meetings and surveys name for a recommendation, each of them once.
void read_beside(const ReportContext& context, std::vector<Tallies>& tallies) {
  for (const auto& interview : context.study.interviews) {
    const auto form = place_beside(interview.form);
    if (!interview.first_coding || !form) continue;
    std::set<std::pair<RecommendationId, std::pair<FactorId, bool>>> named;
    for (const auto& segment : interview.segments) {
      if (!segment.rec.given()) continue;
      const auto rec = context.framework().whole(segment.rec);
      if (segment.barrier.given()) named.insert({rec, {segment.barrier, true}});
      if (segment.enabler.given()) named.insert({rec, {segment.enabler, false}});
    }
    for (const auto& [rec, key] : named) ++tallies[rec.index()][key].beside.at(*form);
  }
}

void rank(std::vector<RecommendationEvidence::FactorCount>& counts) {
  std::ranges::stable_sort(counts, [](const auto& a, const auto& b) {
    return std::tuple(a.voices, a.organisations, a.beside) > std::tuple(b.voices, b.organisations, b.beside);
  });
}

/// The years that sources are from, and how many of them are old.
struct Years {
  int first = 0, last = 0, old = 0;

  void add(const ReportContext& context, Date date) {
    if (!date.known()) return;
    const int year = date.year;
    first = first == 0 ? year : std::min(first, year);
    last = std::max(last, year);
    old += is_old(context, date) ? 1 : 0;
  }
  std::string text(const Messages& say) const {
    const auto low = fmt::format("{}", first);
    return first == last ? low : say("word.from_to", {{"low", low}, {"high", fmt::format("{}", last)}});
  }
};

/// Of the documents and surveys that give the cell a rung, or, for `denied`, that only say of one that it is not
/// reached.
Years years_of_documents(const ReportContext& context, const Cell& cell, StageKind asked) {
  Years years;
  for (const auto& interview : context.study.interviews) {
    if (!interview.first_coding || (interview.form != Form::document && interview.form != Form::survey)) continue;
    const auto says = [&](StageKind stage) {
      return std::ranges::any_of(interview.segments, [&](const Segment& segment) {
        return segment.about == cell.level && segment.stage == stage && segment.rec.given() &&
               context.framework().whole(segment.rec) == cell.rec;
      });
    };
    if (says(asked) && (asked == StageKind::reached || !says(StageKind::reached))) years.add(context, interview.date);
  }
  return years;
}

/// Of the old voices that have a value in the cell: the years, by the last interview in which each gave a rung or a
/// denial.
Years years_of_old_voices(const ReportContext& context, const Cell& cell) {
  Years years;
  for (const auto& voice : context.voices) {
    const auto old = [&](InterviewId interview) { return is_old(context, context.study[interview].date); };
    if (voice.level != cell.level || std::ranges::none_of(voice.interviews, old)) continue;
    const auto statement = statement_of(context.study, voice, cell.rec, cell.level);
    if (statement.state() != VoiceState::value) continue;
    Date last;
    for (const auto& part : statement.segments) {
      const auto& interview = context.study[part.interview];
      const auto stage = interview.segments[part.segment.index()].stage;
      if (stage != StageKind::reached && stage != StageKind::denied) continue;
      if (!last.known() || first_day(last) < first_day(interview.date)) last = interview.date;
    }
    if (is_old(context, last)) years.add(context, last);
  }
  return years;
}

/// `1 or 2`, or `0 to 3`.
std::string rungs_text(const Messages& say, const Range<int>& rungs) {
  const auto* key = rungs.high - rungs.low == 1 ? "word.or" : "word.from_to";
  return say(key, {{"low", rungs.low}, {"high", rungs.high}});
}

// The remarks on one level, each for what the reader would otherwise miss.
void remark_on(const ReportContext& context, const Cell& cell, std::vector<Text>& texts) {
  const auto& say = context.say;
  const auto label = capitalised(level_name(context, cell.level)) + ':';
  const auto add = [&](const std::string& text) { texts.push_back(labelled(label, text)); };
  if (cell.claim_practice_gap && *cell.claim_practice_gap > 0) {
    add(say("remark.claim", {{"claimed", rung_name(context, *cell.claimed_median)},
                             {"median", rung_name(context, *cell.median)},
                             {"voices", cell.n}}));
  }
  if (cell.perception_gap && *cell.perception_gap > 0 && cell.outside_median) {
    add(say("remark.outside", {{"rung", rung_name(context, *cell.outside_median)},
                               {"voices", cell.outside_n},
                               {"gap", *cell.perception_gap}}));
  } else if (!cell.sufficient && cell.outside_median) {
    add(say("remark.outside_only", {{"rung", rung_name(context, *cell.outside_median)}, {"voices", cell.outside_n}}));
  }
  if (cell.silent_bounds && cell.silent_bounds->low != cell.silent_bounds->high) {
    add(say("remark.silent", {{"rungs", rungs_text(say, *cell.silent_bounds)},
                              {"silent", cell.silent + cell.unknown + cell.undefined}}));
  }
  if (cell.leave_one_organisation_out) {
    const auto& left_out = *cell.leave_one_organisation_out;
    std::vector<std::string> names;
    for (const auto& id : left_out.rests_on) names.push_back(stakeholder_name(context, id));
    if (!names.empty()) {
      add(say("remark.rests_on", {{"organisations", say.list(names)}, {"count", static_cast<int>(names.size())}}));
    } else if (left_out.medians && left_out.medians->low != left_out.medians->high) {
      add(say("remark.leave_out", {{"rungs", rungs_text(say, *left_out.medians)}}));
    }
  }
  // A small level whose old voices were counted would show when who was heard.
  if (cell.sufficient && !context.is_public()) {
    if (const auto years = years_of_old_voices(context, cell); years.old > 0)
      add(say("remark.old_voices", {{"old", years.old}, {"voices", cell.n}, {"years", years.text(say)}}));
  }
  const auto rungs = [&](int low, int high) {
    auto rung = quoted(rung_name(context, high));
    return low == high ? rung : say("word.from_to", {{"low", quoted(rung_name(context, low))}, {"high", rung}});
  };
  const auto year_of = [&](StageKind stage) {
    const auto years = years_of_documents(context, cell, stage);
    return years.old > 0 ? say("remark.year", {{"years", years.text(say)}}) : std::string();
  };
  const bool surveys = context.analysis.heard.forms[static_cast<std::size_t>(Form::survey)] > 0;
  if (cell.documents.highest) {
    const bool differs = cell.documents.differs.value_or(false);
    add(say(surveys ? "remark.sources" : "remark.documents",
            {{"rung", rungs(cell.documents.lowest, *cell.documents.highest)},
             {"documents", cell.documents.n},
             {"year", year_of(StageKind::reached)},
             {"differs", differs ? say("remark.documents_differ") : std::string()}}));
  }
  if (cell.documents.denials > 0) {
    add(say(surveys ? "remark.sources_deny" : "remark.documents_deny",
            {{"rung", rungs(cell.documents.denied.low, cell.documents.denied.high)},
             {"documents", cell.documents.denials},
             {"year", year_of(StageKind::denied)}}));
  }
}

}  // namespace

std::vector<RecommendationEvidence> evidence_by_recommendation(const ReportContext& context) {
  std::vector<RecommendationEvidence> evidence(context.framework().recommendations.size());
  std::vector<Tallies> tallies(evidence.size());
  std::vector<Known> known(evidence.size());
  for (const auto& voice : context.voices) {
    Named named;
    read_voice(context, voice, evidence, known, named);
    for (const auto& [key, organisations] : named) {
      auto& tally = tallies[key.first.index()][key.second];
      ++tally.voices;
      tally.organisations.insert(organisations.begin(), organisations.end());
    }
  }
  read_beside(context, tallies);
  for (std::size_t rec = 0; rec < evidence.size(); ++rec) {
    for (const auto& [key, tally] : tallies[rec]) {
      const bool hidden = context.is_public();
      const bool several = tally.voices >= fewest_voices || (!hidden && tally.voices > 0);
      if (!several && tally.beside == std::array<int, 3>{}) continue;
      auto& list = key.second ? evidence[rec].barriers : evidence[rec].enablers;
      list.push_back(
          {key.first, several ? tally.voices : 0, static_cast<int>(tally.organisations.size()), tally.beside});
      if (hidden && several) list.back().voices = hidden_count;
      if (hidden) list.back().organisations = several ? hidden_count : 0;
    }
    rank(evidence[rec].barriers);
    rank(evidence[rec].enablers);
    order_quotes(context, evidence[rec].quotes);
  }
  return evidence;
}

std::vector<std::vector<std::vector<std::string>>> paraphrases(const ReportContext& context) {
  const auto levels = context.framework().levels.size();
  std::vector<std::vector<std::vector<std::string>>> found(context.framework().recommendations.size(),
                                                           std::vector<std::vector<std::string>>(levels));
  if (context.is_public()) return found;
  for (const auto& voice : context.voices) {
    for (const auto index : voice.interviews) {
      const auto& interview = context.study[index];
      for (const auto& segment : interview.segments) {
        const auto note = interview.text(segment.note);
        if (!segment.rec.given() || note.empty() || !organisations_of(context, voice, index, segment)) continue;
        auto line = capitalised(level_name(context, voice.level)) + ": " + std::string(note);
        if (const auto at = interview.text(segment.at); !at.empty()) line += " (" + std::string(at) + ')';
        const auto level = segment.about.given() ? segment.about : voice.level;
        found[context.framework().whole(segment.rec).index()][level.index()].push_back(std::move(line));
      }
    }
  }
  return found;
}

std::vector<Text> remarks(const ReportContext& context, const RecommendationResult& result) {
  std::vector<Text> texts;
  for (const auto& cell : result.levels) remark_on(context, cell, texts);
  return texts;
}

std::string robustness_text(const ReportContext& context, const Robustness& robustness) {
  const auto& say = context.say;
  if (robustness.counted == 0) return say("robust.untouched");
  std::map<std::string, std::vector<std::string>> by_verdict;
  std::vector<std::string> order;
  for (const auto& [variant, verdict, verdict_name] : robustness.changes) {
    const auto& organisation = variant.organisation;
    auto name = variant_text(say, variant, context.framework(),
                             organisation.empty() ? organisation : stakeholder_name(context, organisation));
    auto& names = by_verdict[verdict_name.in(context.language)];
    if (names.empty()) order.push_back(verdict_name.in(context.language));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  const bool alone = robustness.counted == 1;
  const auto* key = robustness.unchanged == robustness.counted ? (alone ? "robust.one" : "robust.every")
                    : robustness.unchanged == 0                ? (alone ? "robust.not_one" : "robust.no_one")
                                                               : "robust.some";
  auto text = say(key, {{"unchanged", robustness.unchanged}, {"counted", robustness.counted}});
  for (const auto& verdict : order) {
    text += ' ' +
            capitalised(say("robust.becomes", {{"variants", say.list_or(by_verdict[verdict])}, {"verdict", verdict}}));
  }
  return text;
}

}  // namespace quickscan
