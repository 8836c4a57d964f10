#include "exchange/statement_text.hpp"

#include "core/format.hpp"
#include "core/messages.hpp"
#include "scoring/trace_segment.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace quickscan {

namespace {

/// Statements for people, one after the other.
class StatementPrinter {
 public:
  StatementPrinter(const Study& study, Language language) : study_(study), say_(language), language_(language) {}

  /// The place as compilers give it, the codes, and below them words, ties, route, term and member check.
  std::string print(const SegmentRef& ref) {
    const auto& interview = study_[ref.interview];
    const auto& segment = interview.segments[ref.segment.index()];
    const auto trace = trace_segment(study_, interview, segment);
    add_codes(interview, segment);
    auto text = fmt::format("{}:{}:{}\n", trace.file, segment.line, std::exchange(codes_, {}));
    const auto below = [&](const std::string& line) { text += "    " + line + "\n"; };
    if (!trace.quote.empty()) {
      const bool open = segment.quote_ok == Stated::yes;
      below(fmt::format("\"{}\"{}", trace.quote, open ? "" : fmt::format(" ({})", say_("statement.not_public"))));
    }
    if (!trace.note.empty()) below(trace.note);
    for (const auto& tie : ties_of(interview, segment)) below(tie_text(tie));
    if (segment.route >= 0) {
      std::vector<std::string> actors;
      for (const auto& actor : interview.routes[static_cast<std::size_t>(segment.route)])
        actors.push_back(study_.actor_id(actor));
      below(say_("statement.route", {{"actors", join(actors, " → ")}}));
    }
    if (segment.term >= 0) {
      const auto& use = interview.terms[static_cast<std::size_t>(segment.term)];
      std::vector<std::string> words;
      for (const auto& [who, word] : use.words) words.push_back(fmt::format("{} “{}”", study_[who].id, word));
      below(say_("statement.term",
                 {{"concept", name(study_.framework.terms[use.concept_index.index()])}, {"words", join(words, ", ")}}));
    }
    if (segment.member_check >= 0) {
      const auto response = interview.member_checks[static_cast<std::size_t>(segment.member_check)].response;
      constexpr std::array<std::string_view, 3> responses = {"why.confirmed_finding", "why.nuanced_finding",
                                                             "why.contested_finding"};
      below(say_("statement.finding", {{"response", say_(responses.at(static_cast<std::size_t>(response)))}}));
    }
    return text;
  }

 private:
  template <typename NamedRow>
  const std::string& name(const NamedRow& row) const {
    return row.name.in(language_);
  }

  void add(const std::string& text) {
    if (!text.empty()) codes_ += "  " + text;
  }

  void add_codes(const Interview& interview, const Segment& segment) {
    const auto& framework = study_.framework;
    if (segment.rec.given()) add(framework[segment.rec].id);
    if (segment.stage == StageKind::reached || segment.stage == StageKind::denied) {
      const auto* sign = segment.stage == StageKind::denied ? "<" : "";
      add(fmt::format("{}{} {}", sign, segment.rung, name(framework[RungId(segment.rung)])));
    } else if (segment.stage != StageKind::not_given) {
      add(say_("statement." + std::string(stage_kind_of(segment))));
    }
    if (segment.rec.given() || segment.barrier.given() || segment.enabler.given())
      add(say_("statement." + std::string(id_of(segment.basis))));
    std::vector<std::string> levels;
    for (const auto level : levels_about(study_, interview, segment)) levels.push_back(name(framework[level]));
    if (!levels.empty()) add(say_("statement.about", {{"level", join(levels, ", ")}}));
    std::vector<std::string> who;
    for (const auto at : speakers_of(interview, segment)) who.push_back(speaker_words(study_, interview.speakers[at]));
    if (!who.empty()) add(say_("statement.by", {{"speakers", join(who, ", ")}}));
    if (segment.development.given()) add(say_("statement.development", {{"name", name(study_[segment.development])}}));
    if (segment.barrier.given()) add(say_("statement.barrier", {{"name", name(framework[segment.barrier])}}));
    if (segment.enabler.given()) add(say_("statement.enabler", {{"name", name(framework[segment.enabler])}}));
  }

  std::string tie_text(const TieClaim& tie) const {
    const auto from = study_.actor_id(tie.from);
    const auto to = study_.actor_id(tie.to);
    auto text = tie.relation == Relation::steers
                    ? say_("statement.steers", {{"from", from}, {"to", to}})  // Dutch splits the verb
                    : fmt::format("{} {} {}", from, say_(fmt::format("network.relation_{}", id_of(tie.relation))), to);
    if (tie.status != TieStatus::working)
      text += fmt::format(" ({})", say_(fmt::format("network.status_{}", id_of(tie.status))));
    return text;
  }

  const Study& study_;
  Messages say_;
  Language language_;
  std::string codes_;
};

}  // namespace

std::string statements_text(const Study& study, const std::vector<SegmentRef>& segments, Language language) {
  std::string text;
  StatementPrinter printer(study, language);
  for (const auto& segment : segments) text += printer.print(segment);
  return text + Messages(language)("statement.count", {{"count", static_cast<int>(segments.size())}}) + "\n";
}

}  // namespace quickscan
