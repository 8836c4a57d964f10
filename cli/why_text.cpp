#include "why_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "summary_words.hpp"
#include "text/unicode.hpp"
#include "text_table.hpp"

namespace quickscan {

namespace {

class Writer {
 public:
  Writer(const Study& study, const WhyOptions& options) : study_(study), options_(options) {}

  std::string verdict(const VerdictTrace& trace) {
    const auto& rec = study_.framework.recommendations.at(static_cast<std::size_t>(trace.rec));
    line(0, fmt::format("{}: {}", rec.id, in(rec.name)));
    if (trace.verdict) {
      line(0, in(trace.verdict->hedged.empty() ? trace.verdict->text : trace.verdict->hedged));
    } else {
      line(0, in(trace.none_because));
    }
    rows(trace);
    developments(trace);
    levels(trace);
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
    if (!cell.sufficient) return cell.reason;
    return fmt::format("{} ({})", rung_text(study_.framework, cell.median, options_.language),
                       base_text(cell.n, cell.organisations, cell.persons, options_.language));
  }

  void rows(const VerdictTrace& trace) {
    section({"De oordeelstabel, rij voor rij", "The verdict table, row by row"});
    for (const auto& row : trace.rows) {
      line(2, fmt::format("{} {}", row.fits ? "✓" : "·", row.id));
      for (const auto& each : row.conditions) {
        line(6, fmt::format("{} {}{}: {}", each.holds ? "✓" : "✗", each.alternative ? say({"of ", "or "}) : "",
                            in(each.wanted), in(each.met)));
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
    const auto& rec = study_.framework.recommendations.at(static_cast<std::size_t>(trace.rec)).id;
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
    text_ += '\n';
    line(0, fmt::format(fmt::runtime(
                            say({"Meer over een niveau: quickscan why {}/{}", "More of a level: quickscan why {}/{}"})),
                        rec, front_line()));
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
    if (!in(voice.how).empty()) line(4, in(voice.how));
    for (const auto& each : voice.segments) segment(each);
  }

  std::string coded(const SegmentTrace& found) const {
    std::string text = found.rec;
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
    if (!in(found.remark).empty()) line(8, fmt::format("({})", in(found.remark)));
    if (!found.quote.empty()) line(8, fmt::format("“{}”", found.quote));
    if (!found.note.empty()) line(8, found.note);
  }

  const Study& study_;
  const WhyOptions& options_;
  std::string text_;
};

}  // namespace

std::string why_text(const Study& study, const VerdictTrace& trace, const WhyOptions& options) {
  return Writer(study, options).verdict(trace);
}

std::string why_text(const Study& study, const CellTrace& trace, const WhyOptions& options) {
  return Writer(study, options).cell(trace);
}

}  // namespace quickscan
