#include "report/pages/summary.hpp"

#include "core/format_number.hpp"
#include "core/utf8.hpp"
#include "formats/terminal.hpp"
#include "report/pages/summary_words.hpp"
#include "report/provenance.hpp"
#include "report/reasons.hpp"
#include "scoring/recommendation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace quickscan {

namespace {

/// Everything that the pieces of the summary look things up in.
struct View {
  const Study& study;
  const Analysis& analysis;
  const SummaryOptions& options;

  const Framework& framework() const { return study.framework; }
  std::string say(Phrase phrase) const { return std::string(phrase.in(options.language)); }
  const std::string& in(const LocalText& text) const { return text.in(options.language); }
  const Recommendation& rec(Index index) const {
    return framework().recommendations.at(static_cast<std::size_t>(index));
  }
  const Level& level(Index index) const { return framework().levels.at(static_cast<std::size_t>(index)); }
};

std::string heading(const View& view) {
  const auto& heard = view.analysis.heard;
  const auto language = view.options.language;
  auto text = fmt::format("{}\n", make_visible(view.in(view.study.title)));
  fmt::format_to(std::back_inserter(text), "{} {} · {}, {}\n", view.say({"Stand van zaken", "State of play"}),
                 format_date(view.study.reference_date, language),
                 count_text(heard.interviews, {"interview", "interview"}, {"interviews", "interviews"}, language),
                 base_text(heard.voices, heard.organisations, heard.persons, language));
  if (const auto banner = provenance_banner(view.study.provenance, language); !banner.empty()) text += banner + "\n";
  if (view.study.weights.any()) {
    fmt::format_to(std::back_inserter(text), "{}: {}\n", view.say({"Gewichten", "Weights"}),
                   describe_weights(view.study));
  }
  return text + "\n";
}

std::string cell_text(const View& view, const Cell& cell) {
  if (!cell.sufficient) return fmt::format("–\nn={}", cell.n);
  auto text = rung_text(view.framework(), cell.median, view.options.language);
  const bool pair = cell.median_pair && cell.median_pair->low != cell.median_pair->high;
  fmt::format_to(std::back_inserter(text), "\nn={}{}", cell.n,
                 pair ? fmt::format(" ({}–{})", cell.median_pair->low, cell.median_pair->high) : "");
  return text;
}

std::string verdict_line(const View& view, const RecommendationResult& result) {
  if (!result.verdict)
    return view.say({"geen oordeel: de codering is niet betrouwbaar", "no verdict: the coding is not reliable"});
  const auto& verdict = *result.verdict;
  auto text = verdict_text(Messages(view.options.language), verdict);
  if (verdict.confidence) {
    fmt::format_to(std::back_inserter(text), " · {} {}", view.say({"vertrouwen", "confidence"}),
                   grade_word(*verdict.confidence, view.options.language));
  }
  if (verdict.robustness) {
    fmt::format_to(
        std::back_inserter(text), " · {}",
        fmt::format(fmt::runtime(view.say({"ongewijzigd in {} van {} varianten", "unchanged in {} of {} variants"})),
                    verdict.robustness->unchanged, verdict.robustness->variants));
  }
  return text;
}

std::string matrix(const View& view) {
  const auto inside = view.framework().inside_levels();
  TextTable table;
  TextTable::Row head{view.say({"aanbeveling", "recommendation"})};
  for (const Index level : inside) head.push_back(view.in(view.level(level).name));
  table.add(std::move(head));
  for (const auto& result : view.analysis.recommendations) {
    const auto& rec = view.rec(result.rec);
    TextTable::Row row{rec.id};
    for (const Index level : inside) row.push_back(cell_text(view, result.levels.at(static_cast<std::size_t>(level))));
    table.add_line("");
    table.add(std::move(row));
    table.add_line(fmt::format("  {}", wrapped(verdict_line(view, result), view.options.width, 2)));
  }
  return table.text();
}

std::string number_text(const View& view, const std::optional<double>& value, int decimals) {
  return format_number(value, decimals, view.options.language);
}

/// Where voices are too few for an interval: how far the index moves when any one of them is left out.
std::string without_one_voice(const View& view, const std::optional<Range<double>>& range) {
  if (!range) return {};
  return fmt::format(", {} {}–{}", view.say({"zonder één stem", "without one voice"}), number_text(view, range->low, 1),
                     number_text(view, range->high, 1));
}

/// One line a cell: what stands behind its rung.
TextTable::Row cell_row(const View& view, const Cell& cell, std::string name) {
  const auto language = view.options.language;
  TextTable::Row row{std::move(name), rung_text(view.framework(), cell.median, language)};
  row.push_back(base_text(cell.n, cell.organisations, cell.persons, language));
  if (!cell.sufficient) return row;
  constexpr std::size_t practice = 3;
  const auto landing = std::min(practice, cell.reach.size());
  row.push_back(landing == 0 ? "–"
                             : fmt::format(fmt::runtime(view.say({"{} van {} op {}+", "{} of {} at {}+"})),
                                           cell.reach[landing - 1], cell.n, landing));
  row.push_back(cell.interval ? fmt::format("{}–{} ({} %)", cell.interval->low, cell.interval->high,
                                            format_number(cell.interval->coverage * 100, 1, language))
                              : "–");
  row.push_back(cell.consensus ? fmt::format("{} {}", number_text(view, cell.consensus, 2),
                                             consensus_word(*cell.consensus, language))
                               : "–");
  row.push_back(cell.confidence ? std::string(grade_word(cell.confidence->grade, language)) : "–");
  return row;
}

TextTable::Row cell_head(const View& view, std::string first) {
  return {std::move(first),
          view.say({"mediaan", "median"}),
          view.say({"gehoord", "heard"}),
          view.say({"bereik", "reach"}),
          view.say({"interval", "interval"}),
          view.say({"consensus", "consensus"}),
          view.say({"vertrouwen", "confidence"})};
}

std::string level_table(const View& view) {
  const auto& level = view.level(view.options.level);
  auto text = fmt::format("{}\n", view.in(level.name));
  if (level.outside) {
    text += view.say({"Over dit niveau wordt alleen gesproken; het heeft geen eigen stem.\n",
                      "This level is only spoken about; it has no voice of its own.\n"});
  }
  TextTable table;
  table.add(cell_head(view, view.say({"aanbeveling", "recommendation"})));
  const auto add = [&](const RecommendationResult& result, const std::string& indent) {
    table.add(cell_row(view, result.levels.at(static_cast<std::size_t>(view.options.level)),
                       indent + view.rec(result.rec).id));
  };
  for (const auto& result : view.analysis.recommendations) {
    add(result, "");
    for (const auto& part : result.parts) add(part, "  ");
  }
  return text + table.text();
}

/// What the careful reader wants of a cell: everything that was counted.
std::string details_of(const View& view, const Cell& cell) {
  const auto language = view.options.language;
  std::string text;
  const auto line = [&](Phrase name, const std::string& value) {
    fmt::format_to(std::back_inserter(text), "      {}: {}\n", name.in(language), make_visible(value));
  };
  if (!cell.sufficient) line({"reden", "reason"}, insufficient_evidence_text(cell));
  if (cell.sufficient) {
    line({"waarden", "values"}, fmt::format("{}", fmt::join(cell.values, " ")));
    line({"bereik per trede", "reach by rung"}, fmt::format("{}", fmt::join(cell.reach, " ")));
    line({"index", "index"}, fmt::format("{} ({} – {}){}", number_text(view, cell.index, 1),
                                         number_text(view, cell.index_front, 1), number_text(view, cell.index_back, 1),
                                         without_one_voice(view, index_without_one_voice(view.study, cell))));
    if (cell.silent_bounds) {
      line({"als zwijgers meetelden", "if the silent counted"},
           fmt::format("{}–{}", cell.silent_bounds->low, cell.silent_bounds->high));
    }
  }
  line({"zonder waarde", "without a value"},
       fmt::format(fmt::runtime(view.say({"{} onbepaald, {} weet niet, {} n.v.t., {} zwijgt",
                                          "{} undefined, {} unknown, {} n/a, {} silent"})),
                   cell.undefined, cell.unknown, cell.not_applicable, cell.silent));
  line({"bewijs", "evidence"},
       fmt::format(
           fmt::runtime(view.say({"{} getoond, {} gemengd, {} van horen zeggen", "{} shown, {} mixed, {} heard only"})),
           cell.shown, cell.mixed, cell.heard_only));
  if (cell.claimed_median) {
    line({"beweerd tegenover praktijk", "claimed against practice"},
         fmt::format("{} – {}", *cell.claimed_median, cell.median.value_or(0)));
  }
  line({"andere niveaus", "other levels"},
       fmt::format("{} (n={})", rung_text(view.framework(), cell.outside_median, language), cell.outside_n));
  if (cell.documents.n > 0) {
    line({"documenten", "documents"},
         fmt::format("{} (n={})", rung_text(view.framework(), cell.documents.highest, language), cell.documents.n));
  }
  if (cell.leave_one_organisation_out && !cell.leave_one_organisation_out->rests_on.empty()) {
    line({"rust op", "rests on"}, fmt::format("{}", fmt::join(cell.leave_one_organisation_out->rests_on, ", ")));
  }
  if (cell.confidence) {
    for (const auto& reason : confidence_reasons(Messages(language), *cell.confidence)) {
      line({"vertrouwen", "confidence"}, reason);
    }
  }
  return text;
}

std::string recommendation_table(const View& view, const RecommendationResult& result) {
  const auto& rec = view.rec(result.rec);
  auto text = make_visible(fmt::format("{}: {}", rec.id, view.in(rec.name))) + "\n";
  TextTable table;
  table.add(cell_head(view, view.say({"niveau", "level"})));
  for (const auto& cell : result.levels) table.add(cell_row(view, cell, view.level(cell.level).id));
  text += table.text(2);
  if (rec.parent == none) text += fmt::format("  {}\n", wrapped(verdict_line(view, result), view.options.width, 2));
  return text;
}

std::string recommendation_block(const View& view, const RecommendationResult& result) {
  auto text = recommendation_table(view, result);
  if (view.options.details) {
    for (const auto& cell : result.levels) {
      fmt::format_to(std::back_inserter(text), "\n    {}\n{}", view.level(cell.level).id, details_of(view, cell));
    }
    if (result.index) {
      fmt::format_to(std::back_inserter(text), "\n    {}: {}{}\n", view.say({"index", "index"}),
                     number_text(view, result.index, 1),
                     without_one_voice(view, index_without_one_voice(view.study, result)));
    }
    if (result.spacing_stable == false) {
      fmt::format_to(
          std::back_inserter(text), "    {}\n",
          view.say({"de volgorde hangt af van hoe treden wegen", "order depends on how rungs are weighted"}));
    }
  }
  for (const auto& part : result.parts) text += "\n" + recommendation_block(view, part);
  return text;
}

const RecommendationResult* find_result(const std::vector<RecommendationResult>& results, Index rec) {
  for (const auto& result : results) {
    if (result.rec == rec) return &result;
    if (const auto* part = find_result(result.parts, rec)) return part;
  }
  return nullptr;
}

std::string footnotes(const View& view) {
  const auto insufficient = [](const RecommendationResult& result) {
    return std::ranges::any_of(result.profile, [](const auto& median) { return !median.has_value(); });
  };
  std::string text = view.say(
      {"\nn = stemmen: wat de sprekers van één niveau in één interview zeggen. Het cijfer is de mediaan op de "
       "ladder.\n",
       "\nn = voices: what the speakers of one level say in one interview. The figure is the median on the ladder.\n"});
  if (std::ranges::any_of(view.analysis.recommendations, insufficient)) {
    const auto& least = view.study.thresholds;
    text += fmt::format(
        fmt::runtime(view.say({"– = onvoldoende zicht: minder dan {} stemmen, {} organisaties of {} personen.\n",
                               "– = insufficient evidence: fewer than {} voices, {} organisations or {} persons.\n"})),
        least.voices, least.organisations, least.persons);
  }
  return text;
}

}  // namespace

std::string summary_text(const Study& study, const Analysis& analysis, const SummaryOptions& options) {
  const View view{study, analysis, options};
  auto text = heading(view);
  if (options.rec != none) {
    const auto* result = find_result(analysis.recommendations, options.rec);
    if (result != nullptr) text += recommendation_block(view, *result);
  } else if (options.level != none) {
    text += level_table(view);
  } else if (options.details) {
    for (const auto& result : analysis.recommendations) text += recommendation_block(view, result) + "\n";
  } else {
    text += matrix(view);
  }
  return text + footnotes(view);
}

}  // namespace quickscan
