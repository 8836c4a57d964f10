#include "report/pages/why.hpp"

#include "core/format_number.hpp"
#include "core/utf8.hpp"
#include "formats/terminal.hpp"
#include "report/pages/summary_words.hpp"
#include "report/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace quickscan {

namespace {

class WhyWriter {
 public:
  WhyWriter(const Study& study, const WhyOptions& options) : study_(study), options_(options) {}

  std::string verdict(const VerdictTrace& trace) {
    const auto& rec = study_.framework.recommendations.at(static_cast<std::size_t>(trace.rec));
    line(0, fmt::format("{}: {}", rec.id, in(rec.name)));
    if (trace.verdict) {
      line(0, verdict_text(messages_, *trace.verdict));
    } else {
      line(0, no_verdict_text(messages_, trace.no_verdict));
    }
    rows(trace);
    developments(trace);
    levels(trace);
    if (trace.gap) gap(*trace.gap);
    findings(trace.findings);
    text_ += '\n';
    line(0, fmt::format(fmt::runtime(
                            say({"Meer over een niveau: quickscan why {}/{}", "More of a level: quickscan why {}/{}"})),
                        rec.id, front_line()));
    return std::move(text_);
  }

  std::string cell(const CellTrace& trace) {
    const auto& cell = trace.cell;
    const auto& rec = study_.framework.recommendations.at(static_cast<std::size_t>(cell.rec)).id;
    const auto& level = study_.framework.levels.at(static_cast<std::size_t>(cell.level));
    line(0, fmt::format("{}/{}: {}", rec, level.id, headline(cell)));
    group({"Stemmen van dit niveau", "Voices of this level"}, trace.inside);
    group({"Stemmen van andere niveaus, die niet meetellen", "Voices of other levels, which do not count"},
          trace.outside);
    if (!trace.documents.empty()) {
      section({"Documenten en enquêtes, die niet meetellen", "Documents and surveys, which do not count"});
      for (const auto& each : trace.documents) segment(each);
    }
    findings(trace.findings);
    return std::move(text_);
  }

  std::string factor(const FactorTrace& trace, Index level) {
    const auto& factor = study_.framework.factors.at(static_cast<std::size_t>(trace.factor));
    line(0, fmt::format("{}: {}", factor.id, in(factor.name)));
    const auto voices = count_text(trace.voices, {"stem", "voice"}, {"stemmen", "voices"}, options_.language);
    const auto organisations = count_text(trace.organisations, {"organisatie", "organisation"},
                                          {"organisaties", "organisations"}, options_.language);
    line(0, fmt::format("{}, {}", voices, organisations));
    for (const auto& each : trace.levels) {
      const bool asked = level == none || level == each.level;
      if (asked && (!each.voices.empty() || level != none)) factor_level(each);
    }
    return std::move(text_);
  }

 private:
  const std::string& in(const LocalText& local) const { return local.in(options_.language); }
  std::string say(Phrase phrase) const { return std::string(phrase.in(options_.language)); }

  void line(std::size_t indent, const std::string& text) {
    text_.append(indent, ' ');
    text_ += wrapped(text, options_.width > indent ? options_.width - indent : options_.width, indent + 2);
    text_ += '\n';
  }

  void section(Phrase title) {
    text_ += '\n';
    line(0, say(title));
  }

  std::string headline(const Cell& cell) const {
    if (!cell.sufficient) return insufficient_evidence_text(cell);
    return fmt::format("{} ({})", rung_text(study_.framework, cell.median, options_.language),
                       base_text(cell.n, cell.organisations, cell.persons, options_.language));
  }

  void rows(const VerdictTrace& trace) {
    if (trace.rows.empty()) return;
    section({"De oordeelstabel, rij voor rij", "The verdict table, row by row"});
    for (const auto& row : trace.rows) {
      line(2, fmt::format("{} {}", row.fits ? "✓" : "·", row.id));
      for (const auto& each : row.conditions) {
        const bool alternative = each.kind == ConditionTrace::Kind::alternative;
        line(6, fmt::format("{} {}{}: {}", each.holds ? "✓" : "✗", alternative ? say({"of ", "or "}) : "",
                            condition_text(messages_, study_.framework, each),
                            met_text(messages_, study_.framework, each)));
      }
    }
  }

  void developments(const VerdictTrace& trace) {
    if (trace.developments.empty()) return;
    section({"Ontwikkelingen in de uitvoering", "Developments at the front line"});
    for (const auto& each : trace.developments) {
      const auto confirmed = each.confirmed_by.empty() ? say({"door niemand bevestigd", "confirmed by nobody"})
                                                       : fmt::format("{} {}", say({"bevestigd door", "confirmed by"}),
                                                                     fmt::join(each.confirmed_by, ", "));
      line(2, fmt::format("{} {} ({}): {}", each.counted ? "✓" : "·", in(each.name), each.id, confirmed));
      for (const auto& found : each.segments) place(found, 6);
    }
  }

  void levels(const VerdictTrace& trace) {
    section({"Niveaus", "Levels"});
    for (const auto& each : trace.levels) {
      const auto& level = study_.framework.levels.at(static_cast<std::size_t>(each.cell.level));
      if (level.outside) continue;
      line(2, fmt::format("{} {}: {}", each.used ? "✓" : "·", level.id, headline(each.cell)));
      for (const auto& voice : each.inside) {
        if (voice.state != VoiceState::value) continue;
        line(6, fmt::format("{} {}: {}", value_text(voice), fmt::join(voice.interviews, "+"),
                            fmt::join(voice.speakers, ", ")));
        for (const auto& found : voice.segments) {
          if (found.counts) place(found, 10);
        }
      }
    }
  }

  const std::string& level_id(Index level) const {
    return study_.framework.levels.at(static_cast<std::size_t>(level)).id;
  }

  void gap(const GapTrace& trace) {
    section({"Verschil tussen de niveaus", "Gap between the levels"});
    const auto inside = study_.framework.inside_levels();
    if (inside.size() < 2) return line(2, say({"er is maar één niveau", "there is one level only"}));
    const auto ends = fmt::format("{} − {}", level_id(inside.front()), level_id(inside.back()));
    line(2, trace.gap ? fmt::format("{}: {} {}", ends, *trace.gap, say({"treden (mediaan)", "rungs (median)"}))
                      : fmt::format("{}: –", ends));
    for (std::size_t i = 0; i < inside.size() && i < trace.values.size(); ++i)
      line(4, fmt::format("{}: {}", level_id(inside[i]), fmt::join(trace.values[i], " ")));
    if (!trace.excluded.empty())
      line(4, fmt::format("{}: {}",
                          say({"buiten de toets, met sprekers van twee niveaus",
                               "not in the test, with speakers of two levels"}),
                          fmt::join(trace.excluded, ", ")));
    if (!trace.test) {
      return line(2, say({"niet getoetst: dat vraagt drie stemmen op elk niveau, en op elk niveau voldoende zicht",
                          "not tested: that takes three voices, and sufficient evidence, at every level"}));
    }
    gap_test(*trace.test, ends);
  }

  void gap_test(const GapTest& test, const std::string& ends) {
    const auto number = [&](double value) { return format_number(value, 2, options_.language); };
    const auto chance = [&](const std::optional<double>& p, const std::optional<double>& smallest) {
      const auto least = smallest ? fmt::format(" ({} {})", say({"kleinst mogelijke", "smallest possible"}),
                                                format_probability(*smallest, options_.language))
                                  : std::string();
      return p ? fmt::format("p = {}{}", format_probability(*p, options_.language), least)
               : say({"met zo weinig stemmen is geen p onder 0,05 mogelijk", "so few voices allow no p below .05"});
    };
    auto trend = fmt::format("Jonckheere–Terpstra, {}: J = {}, {}",
                             test.exact ? say({"exact", "exact"}) : say({"bij benadering", "approximate"}),
                             format_number(test.j, 1, options_.language), chance(test.p, test.p_min));
    if (test.p_holm)
      trend += fmt::format("; {} p = {}", say({"na Holm", "after Holm"}),
                           format_probability(*test.p_holm, options_.language));
    line(2, trend);
    line(2, fmt::format("{}: Cliff's δ = {}, {}", ends, number(test.cliffs_delta),
                        chance(test.delta_p, test.delta_p_min)));
    line(2, say({"p: zou zo'n verschil ontstaan als de niveaus onder deze stemmen werden verwisseld? Het zegt niets "
                 "over anderen.",
                 "p: would so large a difference arise if the levels were shuffled among these voices? It says nothing "
                 "of others."}));
  }

  void findings(const std::vector<FindingTrace>& traces) {
    if (traces.empty()) return;
    section({"Voorgelegd aan betrokkenen", "Put to those involved"});
    for (const auto& each : traces) {
      const auto about = each.level == none ? std::string() : fmt::format(" ({})", level_id(each.level));
      line(2, fmt::format("{}{}", response_text(each.response), about));
      const auto& at = each.segment;
      line(4, fmt::format("{}:{}{}", at.file, at.line,
                          at.at.empty() ? "" : fmt::format("  {} {}", say({"op", "at"}), at.at)));
      words(at);
    }
  }

  std::string response_text(CheckResponse response) const {
    switch (response) {
      case CheckResponse::confirmed:
        return say({"bevestigd", "confirmed"});
      case CheckResponse::nuanced:
        return say({"genuanceerd", "nuanced"});
      case CheckResponse::contested:
        break;
    }
    return say({"betwist", "contested"});
  }

  std::string rating_text(const FactorRating& rating) const {
    switch (rating.kind) {
      case FactorRating::Kind::missing:
        return say({"M (door niemand genoemd)", "M (named by nobody)"});
      case FactorRating::Kind::mixed:
        return say({"X (evenveel stemmen voor als tegen)", "X (as many voices for as against)"});
      case FactorRating::Kind::rated:
        break;
    }
    const auto sign = rating.rating > 0 ? "+" : "−";
    const bool strong = std::abs(rating.rating) > 1;
    return fmt::format("{}{} ({}{})", sign, std::abs(rating.rating),
                       rating.rating > 0 ? say({"helpt", "helps"}) : say({"belemmert", "hinders"}),
                       strong ? say({", met voorbeelden van de meesten", ", with examples from most"}) : "");
  }

  void factor_level(const FactorLevelTrace& trace) {
    text_ += '\n';
    const auto voices = count_text(trace.rating.voices, {"stem", "voice"}, {"stemmen", "voices"}, options_.language);
    line(0, fmt::format("{}: {}, {}", level_id(trace.level), rating_text(trace.rating), voices));
    for (const auto& voice : trace.voices) {
      const auto* sign = voice.barrier && voice.enabler ? "±" : (voice.enabler ? "+" : "−");
      line(2,
           fmt::format("{} · {} · {} ({}){}", sign, fmt::join(voice.interviews, "+"), fmt::join(voice.speakers, ", "),
                       level_id(voice.level), voice.shown ? say({" · met voorbeeld", " · with an example"}) : ""));
      for (const auto& each : voice.segments) segment(each);
    }
  }

  std::string front_line() const {
    const auto inside = study_.framework.inside_levels();
    return inside.empty() ? std::string() : study_.framework.levels.at(static_cast<std::size_t>(inside.back())).id;
  }

  std::string value_text(const VoiceTrace& voice) const {
    switch (voice.state) {
      case VoiceState::value:
        return fmt::format("{}", voice.value.value.value_or(0));
      case VoiceState::undefined:
        return fmt::format("<{}", voice.value.ceiling.value_or(0) + 1);
      case VoiceState::unknown:
        return say({"weet niet", "unknown"});
      case VoiceState::not_applicable:
        return say({"n.v.t.", "n/a"});
      case VoiceState::silent:
        break;
    }
    return say(voice.asked ? Phrase{"gevraagd, zwijgt", "asked, silent"} : Phrase{"zwijgt", "silent"});
  }

  void group(Phrase title, const std::vector<VoiceTrace>& voices) {
    if (voices.empty()) return;
    section(title);
    for (const auto& each : voices) voice(each);
  }

  void voice(const VoiceTrace& voice) {
    text_ += '\n';
    const auto& level = study_.framework.levels.at(static_cast<std::size_t>(voice.level)).id;
    line(2, fmt::format("{} · {} · {} ({}){}", value_text(voice), fmt::join(voice.interviews, "+"),
                        fmt::join(voice.speakers, ", "), level,
                        voice.interest ? say({" · eigen programma", " · own programme"}) : ""));
    line(4, value_reason(messages_, study_.framework, voice));
    for (const auto& each : voice.segments) segment(each);
  }

  std::string coded(const SegmentTrace& found) const {
    std::string text = found.rec.empty() ? say({"los genoemd", "named by itself"}) : found.rec;
    if (!found.stage.empty()) fmt::format_to(std::back_inserter(text), " {}", found.stage);
    if (!in(found.rung).empty()) fmt::format_to(std::back_inserter(text), " ({})", in(found.rung));
    fmt::format_to(std::back_inserter(text), ", {}", id_of(found.basis));
    if (!found.development.empty()) fmt::format_to(std::back_inserter(text), ", {}", found.development);
    if (!found.at.empty()) fmt::format_to(std::back_inserter(text), ", {} {}", say({"op", "at"}), found.at);
    return text;
  }

  void place(const SegmentTrace& found, std::size_t indent) {
    line(indent, fmt::format("{}:{}  {}", found.file, found.line, coded(found)));
  }

  void segment(const SegmentTrace& found) {
    place(found, 4);
    const auto remark = remark_text(messages_, found);
    if (!remark.empty()) line(8, fmt::format("({})", remark));
    words(found);
  }

  void words(const SegmentTrace& found) {
    if (!found.quote.empty()) line(8, fmt::format("“{}”", found.quote));
    if (!found.note.empty()) line(8, found.note);
  }

  const Study& study_;
  const WhyOptions& options_;
  Messages messages_{options_.language};
  std::string text_;
};

}  // namespace

std::string why_text(const Study& study, const VerdictTrace& trace, const WhyOptions& options) {
  return WhyWriter(study, options).verdict(trace);
}

std::string why_text(const Study& study, const CellTrace& trace, const WhyOptions& options) {
  return WhyWriter(study, options).cell(trace);
}

std::string why_text(const Study& study, const FactorTrace& trace, Index level, const WhyOptions& options) {
  return WhyWriter(study, options).factor(trace, level);
}

}  // namespace quickscan
