#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/pages/pages.hpp"
#include "report/reasons.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace quickscan {

namespace {

class WhyPage {
 public:
  WhyPage(const Study& study, Language language)
      : study_(study), say_(language), language_(language), page_(start_page(study, say_)) {}

  Document verdict(const VerdictTrace& trace) {
    const auto& rec = study_.framework[trace.rec];
    page_.title = fmt::format("{}: {}", rec.id, in(rec.name));
    page_.subtitle = trace.verdict ? verdict_text(say_, *trace.verdict) : no_verdict_text(say_, trace.no_verdict);
    rows(trace);
    if (trace.verdict) robustness(*trace.verdict);
    developments(trace);
    levels(trace);
    if (trace.gap) gap(*trace.gap);
    findings(trace.findings);
    const auto inside = study_.framework.inside_levels();
    if (!inside.empty()) {
      add_section(page_).blocks.push_back(paragraph(
          say_("why.more", {{"recommendation", rec.id}, {"level", level_id(inside.back())}}), Paragraph::Role::small));
    }
    return std::move(page_);
  }

  Document cell(const CellTrace& trace) {
    const auto& cell = trace.cell;
    page_.title = fmt::format("{}/{}: {}", study_.framework[cell.rec].id, level_id(cell.level), headline(cell));
    cell_facts(trace);
    voices("why.inside", trace.inside);
    voices("why.outside", trace.outside);
    if (!trace.documents.empty()) {
      Outline outline;
      for (const auto& each : trace.documents) outline.items.push_back(segment(each));
      add("why.documents", std::move(outline));
    }
    findings(trace.findings);
    return std::move(page_);
  }

  Document factor(const FactorTrace& trace, LevelId asked) {
    const auto& factor = study_.framework[trace.factor];
    page_.title = fmt::format("{}: {}", factor.id, in(factor.name));
    page_.subtitle = say_("factors.base", {{"voices", trace.voices}, {"organisations", trace.organisations}});
    for (const auto& each : trace.levels)
      if (asked == none ? !each.voices.empty() : asked == each.level) factor_level(each);
    return std::move(page_);
  }

 private:
  const std::string& in(const LocalText& local) const { return local.in(language_); }
  const std::string& level_id(LevelId level) const { return study_.framework[level].id; }
  const std::string& level_name(LevelId level) const { return in(study_.framework[level].name); }

  static OutlineItem item(std::string text, std::string mark = {}) {
    return {std::move(mark), plain(std::move(text)), {}};
  }
  static void below(OutlineItem& parent, std::string text, std::string mark = {}) {
    parent.items.push_back(item(std::move(text), std::move(mark)));
  }
  void add(std::string_view title, Outline outline) {
    add_section(page_, say_(title)).blocks.push_back(std::move(outline));
  }

  std::string headline(const Cell& cell) const {
    const auto base = base_text(say_, cell);
    return fmt::format(
        "{} ({})", cell.sufficient ? rung_label(study_.framework, cell.median, language_) : say_("matrix.insufficient"),
        base);
  }

  /// `in gebruik (in-use)`. Which rung a name holds is known of a verdict only; in other rows it stays open.
  std::string row_name(const std::string& id) const {
    const auto& table = study_.framework.verdicts;
    const auto row = std::ranges::find(table, id, &VerdictRow::id);
    if (row == table.end()) return id;
    auto name = in(row->name);
    if (const auto at = name.find("<rung>"); at != std::string::npos) name.replace(at, 6, "…");
    return with_id(name, id);
  }
  static std::string with_id(const std::string& name, const std::string& id) {
    return fmt::format("{} ({})", name, id);
  }

  /// A stage as it is coded, but with the sign of a denial in words.
  std::string stage_words(const std::string& stage) const {
    return stage.starts_with('<') ? say_("why.below", {{"rung", stage.substr(1)}}) : stage;
  }

  void rows(const VerdictTrace& trace) {
    Outline outline;
    for (const auto& row : trace.rows) {
      auto each_row =
          item(row.fits ? with_id(in(trace.verdict->name), row.id) : row_name(row.id), row.fits ? "✓" : "·");
      for (const auto& each : row.conditions) {
        const bool alternative = each.kind == ConditionTrace::Kind::alternative;
        below(each_row,
              say_(alternative ? "why.condition_or" : "why.condition",
                   {{"wanted", condition_text(say_, study_.framework, each)},
                    {"met", met_text(say_, study_.framework, each)}}),
              each.holds ? "✓" : "✗");
      }
      outline.items.push_back(std::move(each_row));
    }
    if (!outline.items.empty()) add("why.rows", std::move(outline));
  }

  /// Under which ways of counting the verdict becomes another one, and what that does to its confidence.
  void robustness(const Verdict& verdict) {
    if (!verdict.robustness) return;
    Outline outline;
    const auto& found = *verdict.robustness;
    auto counted = item(say_(
        "why.counted", {{"unchanged", found.unchanged}, {"counted", found.counted}, {"variants", found.variants}}));
    for (const auto& flip : found.changes) {
      below(counted,
            fmt::format("{}: {}", variant_text(say_, flip.variant, study_.framework, flip.variant.organisation),
                        with_id(in(flip.name), flip.verdict)));
    }
    outline.items.push_back(std::move(counted));
    if (verdict.flips > 0 && verdict.confidence) {
      outline.items.push_back(item(say_(*verdict.confidence == Grade::low ? "why.capped_low" : "why.capped_moderate",
                                        {{"count", verdict.flips}})));
    }
    add("why.robustness", std::move(outline));
  }

  void developments(const VerdictTrace& trace) {
    Outline outline;
    for (const auto& each : trace.developments) {
      auto confirmed =
          say_(confirmation_key(each.confirmation, each.confirmed_by.size(), each.interviews, each.documents));
      if (!each.confirmed_by.empty())
        confirmed += "; " + say_("why.named_by", {{"names", join(each.confirmed_by, ", ")}});
      auto development = item(fmt::format("{} ({}): {}", in(each.name), each.id, confirmed), each.counted ? "✓" : "·");
      for (const auto& found : each.segments) below(development, place(found));
      outline.items.push_back(std::move(development));
    }
    if (!outline.items.empty()) add("why.developments", std::move(outline));
  }

  /// What the confidence and the report say of a cell beside its rung.
  void cell_facts(const CellTrace& trace) {
    const auto& cell = trace.cell;
    // The organisations of clients do not count.
    const auto strengths = cell.clients ? std::array{"strength.single", "strength.single", "strength.several_clients",
                                                     "strength.corroborated_clients"}
                                        : std::array{"strength.single", "strength.one_organisation", "strength.several",
                                                     "strength.corroborated"};
    Outline outline;
    if (cell.strength) {
      const auto* by = !cell.confirmed_finding ? "strength.document"
                       : cell.near_document    ? "strength.both"
                                               : "strength.finding";
      outline.items.push_back(item(say_(strengths.at(static_cast<std::size_t>(*cell.strength)), {{"by", say_(by)}})));
    }
    if (cell.answered) {
      outline.items.push_back(item(say_("why.answered", {{"count", static_cast<int>(cell.answered->numerator)},
                                                         {"of", static_cast<int>(cell.answered->denominator)}})));
    }
    if (cell.outside_values && !cell.outside_values->empty())
      outline.items.push_back(item(say_("why.outside_values", {{"values", join(*cell.outside_values, " ")}})));
    if (cell.confidence) {
      for (auto& reason : confidence_reasons(say_, *cell.confidence, Coefficients::in_numbers))
        outline.items.push_back(item(std::move(reason)));
    }
    if (!outline.items.empty()) add("why.evidence", std::move(outline));
  }

  void levels(const VerdictTrace& trace) {
    Outline outline;
    for (const auto& each : trace.levels) {
      if (!study_.framework[each.cell.level].inside() && each.inside.empty()) continue;
      auto level = item(fmt::format("{}: {}", level_name(each.cell.level), headline(each.cell)), each.used ? "✓" : "·");
      for (const auto& voice : each.inside) {
        if (voice.state != VoiceState::value) continue;
        auto one =
            item(fmt::format("{} {}: {}", value_text(voice), join(voice.interviews, "+"), join(voice.speakers, ", ")));
        for (const auto& found : voice.segments) {
          if (found.counts) below(one, place(found, voice.speakers.size()));
        }
        level.items.push_back(std::move(one));
      }
      outline.items.push_back(std::move(level));
    }
    add("why.levels", std::move(outline));
  }

  void gap(const GapTrace& trace) {
    Outline outline;
    const auto inside = study_.framework.inside_levels();
    if (inside.size() < 2) {
      outline.items.push_back(item(say_("why.one_level")));
      return add("why.gap", std::move(outline));
    }
    const auto ends = fmt::format("{} − {}", level_name(inside.front()), level_name(inside.back()));
    auto difference =
        item(fmt::format("{}: {}", ends,
                         trace.gap ? say_("why.gap_rungs", {{"gap", format_number(*trace.gap, 0, language_)}})
                                   : std::string(missing_number)));
    for (std::size_t i = 0; i < inside.size() && i < trace.values.size(); ++i) {
      below(difference, fmt::format("{}: {}", level_name(inside[i]), join(trace.values[i], " ")));
    }
    if (!trace.excluded.empty()) {
      below(difference, say_("why.excluded", {{"names", join(trace.excluded, ", ")}}));
    }
    outline.items.push_back(std::move(difference));
    if (trace.test) {
      gap_test(*trace.test, ends, outline);
    } else {
      outline.items.push_back(item(say_("why.not_tested")));
    }
    add("why.gap", std::move(outline));
  }

  std::string chance(const std::optional<double>& p, const std::optional<double>& smallest) const {
    if (!p) return say_("why.no_p");
    auto text = fmt::format("p = {}", format_probability(*p, language_));
    if (smallest) text += say_("why.smallest_p", {{"p", format_probability(*smallest, language_)}});
    return text;
  }

  void gap_test(const GapTest& test, const std::string& ends, Outline& outline) const {
    auto trend = fmt::format("Jonckheere–Terpstra, {}: J = {}, {}", say_(test.exact ? "why.exact" : "why.approximate"),
                             format_number(test.j, 1, language_), chance(test.p, test.p_min));
    if (test.p_holm) trend += say_("why.holm", {{"p", format_probability(*test.p_holm, language_)}});
    outline.items.push_back(item(std::move(trend)));
    outline.items.push_back(
        item(fmt::format("{}: Cliff's δ = {}, {}", ends, format_number(test.cliffs_delta, 2, language_),
                         chance(test.delta_p, test.delta_p_min))));
    outline.items.push_back(item(
        say_("why.pairs", {{"higher", test.pairs_higher}, {"equal", test.pairs_equal}, {"lower", test.pairs_lower}})));
    outline.items.push_back(item(say_("why.p_means")));
  }

  void findings(const std::vector<FindingTrace>& traces) {
    Outline outline;
    constexpr std::array<std::string_view, 3> responses = {"why.confirmed_finding", "why.nuanced_finding",
                                                           "why.contested_finding"};
    for (const auto& each : traces) {
      const auto about = each.level == none ? std::string() : fmt::format(" ({})", level_name(each.level));
      auto finding = item(say_(responses.at(static_cast<std::size_t>(each.response))) + about);
      const auto& at = each.segment;
      auto where = item(fmt::format("{}:{}{}", at.file, at.line, position(at)));
      add_words(at, where);
      finding.items.push_back(std::move(where));
      outline.items.push_back(std::move(finding));
    }
    if (!outline.items.empty()) add("why.findings", std::move(outline));
  }

  std::string rating_text(const FactorRating& rating) const {
    if (rating.kind == FactorRating::Kind::missing) return say_("why.rating_missing");
    if (rating.kind == FactorRating::Kind::mixed) return say_("why.rating_mixed");
    constexpr std::array<std::string_view, 5> keys = {"why.hinders_strongly", "why.hinders", "why.rating_mixed",
                                                      "why.helps", "why.helps_strongly"};
    const int step = rating.rating + 2;
    return fmt::format("{}{} ({})", rating.rating > 0 ? "+" : "−", std::abs(rating.rating),
                       say_(keys.at(static_cast<std::size_t>(step))));
  }

  void factor_level(const FactorLevelTrace& trace) {
    Outline outline;
    for (const auto& voice : trace.voices) {
      auto one = item(speakers_text(voice.interviews, voice.speakers, voice.level),
                      voice.barrier && voice.enabler ? "±" : (voice.enabler ? "+" : "−"));
      if (voice.shown) one.text.front().text += " · " + say_("why.with_example");
      for (const auto& each : voice.segments) one.items.push_back(segment(each, voice.speakers.size()));
      outline.items.push_back(std::move(one));
    }
    add_section(page_, fmt::format("{}: {}, {}", level_name(trace.level), rating_text(trace.rating),
                                   say_("count.voices", {{"voices", trace.rating.voices}})))
        .blocks.push_back(std::move(outline));
  }

  /// `g1 · a (wijkteam), b (wijkteam) (operational)`.
  std::string speakers_text(const std::vector<std::string>& interviews, const std::vector<std::string>& speakers,
                            LevelId level) const {
    return fmt::format("{} · {} ({})", join(interviews, "+"), join(speakers, ", "), level_name(level));
  }

  std::string value_text(const VoiceTrace& voice) const {
    switch (voice.state) {
      case VoiceState::value: return fmt::format("{}", voice.value.value.value_or(0));
      case VoiceState::undefined: return say_("why.below", {{"rung", voice.value.ceiling.value_or(0) + 1}});
      case VoiceState::unknown: return say_("why.unknown");
      case VoiceState::not_applicable: return say_("why.not_applicable");
      case VoiceState::silent: break;
    }
    return say_(voice.asked ? "why.asked_silent" : "why.silent");
  }

  /// The speakers of a voice who speak of an own programme.
  std::vector<std::string> interested_in(const VoiceTrace& voice) const {
    std::vector<std::string> names;
    for (const auto& interview : study_.interviews) {
      if (!interview.first_coding || std::ranges::find(voice.interviews, interview.id) == voice.interviews.end())
        continue;
      for (const auto& speaker : interview.speakers)
        if (speaker.level == voice.level && speaker.interest) names.push_back(speaker_words(study_, speaker));
    }
    return names;
  }

  void voices(std::string_view title, const std::vector<VoiceTrace>& found) {
    Outline outline;
    outline.spaced = true;
    for (const auto& voice : found) {
      auto one =
          item(fmt::format("{} · {}", value_text(voice), speakers_text(voice.interviews, voice.speakers, voice.level)));
      if (voice.interest) {
        one.text.front().text += fmt::format(" · {}: {}", say_("why.own_programme"), join(interested_in(voice), ", "));
      }
      below(one, value_reason(say_, study_.framework, voice));
      for (const auto& each : voice.segments) one.items.push_back(segment(each, voice.speakers.size()));
      outline.items.push_back(std::move(one));
    }
    if (!outline.items.empty()) add(title, std::move(outline));
  }

  /// Where in the recording or document: `, op §3.4.1`.
  std::string position(const SegmentTrace& found) const {
    return found.at.empty() ? std::string() : say_("why.at", {{"place", found.at}});
  }

  /// The speakers are named where they are not all of those who could have said it.
  std::string place(const SegmentTrace& found, std::size_t of_speakers = 0) const {
    auto text = fmt::format("{}:{} {}", found.file, found.line, found.rec.empty() ? say_("why.by_itself") : found.rec);
    if (!found.stage.empty()) text += ' ' + stage_words(found.stage);
    if (!in(found.rung).empty()) text += fmt::format(" ({})", in(found.rung));
    text += ", " + say_("statement." + std::string(id_of(found.basis)));
    if (!found.development.empty()) text += ", " + found.development;
    if (found.speakers.size() < of_speakers)
      text += ", " + say_("statement.by", {{"speakers", join(found.speakers, ", ")}});
    return text + position(found);
  }

  OutlineItem segment(const SegmentTrace& found, std::size_t of_speakers = 0) const {
    auto result = item(place(found, of_speakers));
    const auto remark = remark_text(say_, found);
    if (!remark.empty()) below(result, fmt::format("({})", remark));
    add_words(found, result);
    return result;
  }

  static void add_words(const SegmentTrace& found, OutlineItem& parent) {
    if (!found.quote.empty()) below(parent, fmt::format("“{}”", found.quote));
    if (!found.note.empty()) below(parent, found.note);
  }

  const Study& study_;
  Messages say_;
  Language language_;
  Document page_;
};

}  // namespace

Document why_page(const Study& study, const VerdictTrace& trace, Language language) {
  return WhyPage(study, language).verdict(trace);
}

Document why_page(const Study& study, const CellTrace& trace, Language language) {
  return WhyPage(study, language).cell(trace);
}

Document why_page(const Study& study, const FactorTrace& trace, LevelId level, Language language) {
  return WhyPage(study, language).factor(trace, level);
}

}  // namespace quickscan
