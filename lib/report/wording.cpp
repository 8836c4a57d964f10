#include "report/wording.hpp"

#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/provenance.hpp"
#include "report/reasons.hpp"
#include "report/small_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace quickscan {

std::string level_name(const ReportContext& context, LevelId level) {
  return context.framework()[level].name.in(context.language);
}

std::string clients_heard(const ReportContext& context) {
  std::vector<std::string> names;
  for (std::size_t level = 0; level < context.framework().levels.size(); ++level) {
    if (context.framework().levels[level].clients && context.analysis.heard.levels[level].voices != 0)
      names.push_back(level_name(context, LevelId(level)));
  }
  return context.say.list(names);
}

std::string level_people(const ReportContext& context, LevelId level) {
  const auto& found = context.framework()[level];
  return (found.people.empty() ? found.name : found.people).in(context.language);
}

std::string rec_name(const ReportContext& context, RecommendationId rec) {
  return context.framework()[rec].name.in(context.language);
}

std::string rec_short(const ReportContext& context, RecommendationId rec) {
  const auto& found = context.framework()[rec];
  return (found.short_name.empty() ? found.name : found.short_name).in(context.language);
}

std::string rung_name(const ReportContext& context, int rung) {
  return context.framework()[RungId(std::clamp(rung, 0, context.framework().top()))].name.in(context.language);
}

std::string factor_name(const ReportContext& context, FactorId factor) {
  return context.framework()[factor].name.in(context.language);
}

std::string development_name(const ReportContext& context, DevelopmentId development) {
  const auto& found = context.study[development];
  return found.name.empty() ? found.id : found.name.in(context.language);
}

std::string stakeholder_name(const ReportContext& context, const std::string& id) {
  const auto index = context.study.find_stakeholder(id);
  return index == none ? id : context.study[index].name.in(context.language);
}

std::string commissioner_name(const ReportContext& context) {
  const auto& own = context.study.commissioner_short;
  return own.empty() ? context.say("word.commissioner") : own.in(context.language);
}

std::string actor_name(const ReportContext& context, const std::string& id) {
  const auto at = id.find('@');
  const auto name = stakeholder_name(context, id.substr(0, at));
  if (at == std::string::npos) return name;
  const auto level = context.framework().find_level(id.substr(at + 1));
  return level == none ? name : fmt::format("{} ({})", name, level_name(context, level));
}

std::string rung_label(const Framework& framework, std::optional<int> rung, Language language) {
  if (!rung) return std::string(missing_number);
  return fmt::format("{} {}", *rung, framework[RungId(*rung)].name.in(language));
}

std::string rung_label(const ReportContext& context, std::optional<int> rung) {
  return rung_label(context.framework(), rung, context.language);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string quoted(const std::string& name) { return "‘" + name + "’"; }

std::string median_text(const Cell& cell) {
  if (!cell.median) return "–";
  if (cell.median_pair && cell.median_pair->low != cell.median_pair->high)
    return fmt::format("{}–{}", cell.median_pair->low, cell.median_pair->high);
  return fmt::format("{}", *cell.median);
}

std::string count_of(const ReportContext& context, int count, int of) {
  if (count == hidden_count) return context.say("withheld.shown");
  if (of == hidden_count) return context.say("count.voices", {{"voices", count}});
  return context.say("count.of", {{"count", count}, {"of", of}});
}

std::string shown_count(const Messages& say, int count) {
  return count == hidden_count ? say("withheld.shown") : format_count(count);
}

bool was_heard(const ReportContext& context, LevelId level) {
  return context.analysis.heard.levels[level.index()].voices != 0;
}

std::string beside_text(const ReportContext& context, const std::array<int, 3>& beside) {
  constexpr std::array<std::string_view, 3> forms = {"factors.documents", "factors.meetings", "factors.surveys"};
  std::vector<std::string> parts;
  for (std::size_t form = 0; form < forms.size(); ++form)
    if (beside.at(form) > 0) parts.push_back(context.say(forms.at(form), {{"count", beside.at(form)}}));
  return join(parts, ", ");
}

std::array<int, 3> named_beside(const FactorResult& factor, bool barrier) {
  std::array<int, 3> named{};
  std::ranges::transform(factor.beside, named.begin(),
                         [&](const FactorCount& count) { return barrier ? count.barrier : count.enabler; });
  return named;
}

std::string factor_text(const ReportContext& context, FactorId factor, int voices, const std::array<int, 3>& beside) {
  std::vector<std::string> parts;
  if (voices > 0)
    parts.push_back(context.say("factors.item", {{"count", count_of(context, voices, context.analysis.heard.voices)}}));
  if (auto others = beside_text(context, beside); !others.empty()) parts.push_back(std::move(others));
  const auto name = factor_name(context, factor);
  return parts.empty() ? name : fmt::format("{} ({})", name, join(parts, "; "));
}

std::string base_text(const ReportContext& context, int voices, int organisations, int persons) {
  return base_text(context.say, voices, organisations, persons);
}

std::string base_text(const Messages& say, int voices, int organisations, int persons) {
  if (voices == hidden_count) return say("withheld.shown");
  if (voices == 0) return say("count.nobody");
  if (organisations == hidden_count) return say("count.voices", {{"voices", voices}});
  return say("count.base", {{"voices", voices}, {"organisations", organisations}, {"persons", persons}});
}

std::string base_text(const Messages& say, const Cell& cell) {
  const auto silent = cell.undefined + cell.unknown + cell.not_applicable + cell.silent;
  if (cell.n == 0 && silent > 0) return say("count.no_rung", {{"voices", silent}});
  if (cell.clients && cell.n > 0 && cell.persons != hidden_count)
    return say("count.base_clients", {{"voices", cell.n}, {"persons", cell.persons}});
  return base_text(say, cell.n, cell.organisations, cell.persons);
}

std::string grade_name(const ReportContext& context, Grade grade) {
  constexpr std::array<std::string_view, 4> keys = {"grade.high", "grade.moderate", "grade.low", "grade.very_low"};
  return context.say(keys[static_cast<std::size_t>(grade)]);
}

std::optional<Callout> provenance_banner(Provenance provenance, const Messages& say) {
  auto banner = banner_of(provenance, say.language());
  if (!banner) return std::nullopt;
  return Callout{Callout::Kind::provenance, std::move(banner->title), {plain(std::move(banner->text))}};
}

std::string verdict_text(const ReportContext& context, const RecommendationResult& result) {
  if (!result.verdict) return context.say("verdict.not_given");
  return verdict_text(context.say, *result.verdict);
}

std::string_view confirmation_key(DevelopmentConfirmation confirmation, std::size_t organisations, int interviews,
                                  int documents) {
  switch (confirmation) {
    case DevelopmentConfirmation::independent: return "confirmation.independent";
    case DevelopmentConfirmation::partners_only: return "confirmation.partners";
    case DevelopmentConfirmation::unconfirmed: return "confirmation.none";
    case DevelopmentConfirmation::single: break;
  }
  if (organisations > 1) return "confirmation.one_interview";
  if (interviews + documents <= 1) return "confirmation.single";
  return interviews == 0 ? "confirmation.documents" : "confirmation.one_organisation";
}

std::string withheld_what(const Withheld& withheld, const Framework& framework, const Messages& say) {
  switch (withheld.kind) {
    case Withheld::Kind::cells: {
      std::vector<std::string> levels;
      for (const auto level : withheld.levels) levels.push_back(framework[level].name.in(say.language()));
      return say("withheld.cells",
                 {{"recommendation", framework[withheld.rec].name.in(say.language())}, {"levels", say.list(levels)}});
    }
    case Withheld::Kind::heard: return say("withheld.heard");
    case Withheld::Kind::section: return say("withheld.section", {{"section", withheld.section}});
    case Withheld::Kind::quote: return say("withheld.quote");
    case Withheld::Kind::counts: return say("withheld.counts", {{"count", withheld.count}});
    case Withheld::Kind::factors: return say("withheld.factors", {{"count", withheld.count}});
    case Withheld::Kind::actors: break;
  }
  return say("withheld.actors");
}

std::string withheld_why(const Withheld& withheld, const Messages& say) {
  constexpr std::array<std::string_view, 7> keys = {"withheld.cells_why",  "withheld.heard_why",  "withheld.identifies",
                                                    "withheld.identifies", "withheld.counts_why", "withheld.few",
                                                    "withheld.actors_why"};
  return say(keys.at(static_cast<std::size_t>(withheld.kind)));
}

const RecommendationResult* find_result(const ReportContext& context, RecommendationId rec) {
  const auto& results = context.analysis.recommendations;
  const auto found = std::ranges::find(results, rec, &RecommendationResult::rec);
  return found == results.end() ? nullptr : &*found;
}

std::vector<const FactorResult*> ranked_factors(const ReportContext& context, Sign sign) {
  // A factor of both signs goes where its ratings point.
  const auto points_to = [&](const FactorResult& factor) {
    const auto own = context.framework()[factor.factor].sign;
    if (own != Sign::both) return own;
    int sum = 0;
    for (const auto& level : factor.levels) sum += level.rating;
    for (const auto& count : factor.beside) sum += factor.voices == 0 ? count.enabler - count.barrier : 0;
    return sum < 0 ? Sign::barrier : sum > 0 ? Sign::enabler : Sign::both;
  };
  // Where the total is not shown, nor may the place in the order show it: the levels that are shown decide.
  const auto beside = [](const FactorResult& factor) {
    int count = 0;
    for (const auto& [barrier, enabler] : factor.beside) count += barrier + enabler;
    return count;
  };
  const auto weight = [&](const FactorResult& factor) {
    if (!factor.withheld) return std::tuple(factor.voices, factor.organisations, beside(factor));
    const auto& levels = factor.levels;
    return std::tuple(levels.empty() ? 0 : std::ranges::max(levels, {}, &FactorRating::voices).voices, 0, 0);
  };
  std::vector<const FactorResult*> ranked;
  for (const auto& factor : context.analysis.factors) {
    const bool named = factor.voices > 0 || factor.withheld || beside(factor) > 0;
    if (named && points_to(factor) == sign) ranked.push_back(&factor);
  }
  std::ranges::stable_sort(ranked, [&](const auto* a, const auto* b) { return weight(*a) > weight(*b); });
  return ranked;
}

std::vector<const DevelopmentResult*> by_weight(const ReportContext& context) {
  std::vector<const DevelopmentResult*> ordered;
  for (const auto& result : context.analysis.developments) ordered.push_back(&result);
  std::ranges::stable_sort(ordered, [](const auto* a, const auto* b) {
    const auto weight = [](const DevelopmentResult& one) {
      // The best confirmed first: the kinds are in that order.
      return std::tuple(-static_cast<int>(one.confirmation), one.confirmed_by.size(), one.documents, one.mentions);
    };
    return weight(*a) > weight(*b);
  });
  return ordered;
}

std::vector<const DevelopmentResult*> developments_of(const ReportContext& context, RecommendationId rec) {
  auto own = by_weight(context);
  std::erase_if(own, [&](const DevelopmentResult* result) {
    return !concerns(context.framework(), context.study[result->development], rec);
  });
  return own;
}

bool is_old(const ReportContext& context, Date date) {
  auto limit = date;
  limit.year += 2;
  return date.known() && last_day(limit) < first_day(context.study.reference_date);
}

std::optional<int> old_source(const ReportContext& context, DevelopmentId development) {
  const auto last = context.last_named[development.index()];
  return is_old(context, last) ? std::optional(last.year) : std::nullopt;
}

std::string status_text(const ReportContext& context, DevelopmentId development) {
  const auto status = context.study[development].status;
  const auto year = old_source(context, development);
  const bool open = status == DevelopmentStatus::planned || status == DevelopmentStatus::idea;
  const bool runs = status == DevelopmentStatus::running || status == DevelopmentStatus::pilot ||
                    status == DevelopmentStatus::secured;
  if (year && (open || runs))
    return context.say(runs                                ? "developments.existed_in"
                       : status == DevelopmentStatus::idea ? "developments.idea_in"
                                                           : "developments.planned_in",
                       {{"year", fmt::format("{}", *year)}});
  return context.say("status." + std::string(id_of(status)));
}

std::string quantities_text(const ReportContext& context, const Development& development) {
  std::string text;
  for (const auto& [name, number] : development.quantities) {
    const auto key = "quantity." + name;
    const bool whole = number == std::floor(number);
    auto words = name;
    std::ranges::replace(words, '-', ' ');
    if (context.say.has(key)) words = context.say(key, {{"count", whole ? static_cast<int>(number) : 2}});
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", format_number(number, whole ? 0 : 1, context.language), words);
  }
  return text;
}

std::vector<const FactorResult*> barriers_at(const ReportContext& context, LevelId level) {
  // Those that were named for no recommendation: the others stand with theirs. Voices weigh before other sources.
  std::map<FactorId, int> counts;
  std::set<FactorId> beside;
  for (const auto& interview : context.study.interviews) {
    if (!interview.first_coding || interview.has_voice()) continue;
    for (const auto& segment : interview.segments) {
      const bool here = segment.about == level && segment.barrier.given() && !segment.rec.given();
      if (here) beside.insert(segment.barrier);
    }
  }
  for (const auto& voice : context.voices) {
    std::set<FactorId> named;
    for (const auto index : voice.interviews) {
      for (const auto& segment : context.study[index].segments) {
        const auto about = segment.about.given() ? segment.about : voice.level;
        if (segment.barrier.given() && !segment.rec.given() && about == level) named.insert(segment.barrier);
      }
    }
    for (const auto factor : named) ++counts[factor];
  }
  std::vector<const FactorResult*> barriers;
  for (const auto& factor : context.analysis.factors) {
    auto& count = counts[factor.factor];
    // In public, only what several name, in the order of the counts that are shown.
    if (factor.levels[level.index()].withheld || (context.is_public() && count < fewest_voices)) count = 0;
    if (context.is_public() && count > 0) count = factor.levels[level.index()].voices;
    if (count > 0 || beside.contains(factor.factor)) barriers.push_back(&factor);
  }
  std::ranges::stable_sort(barriers, std::ranges::greater{}, [&](const FactorResult* factor) {
    return std::pair(counts[factor->factor], factor->voices);
  });
  return barriers;
}

}  // namespace quickscan
