#include "report/pages/coverage.hpp"

#include "core/format_number.hpp"
#include "core/utf8.hpp"
#include "formats/terminal.hpp"
#include "report/pages/summary_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

class CoverageWriter {
 public:
  CoverageWriter(const Study& study, const Analysis& analysis, const CoverageTextOptions& options)
      : study_(study), analysis_(analysis), options_(options) {}

  std::string write() {
    heard();
    frame();
    contacts();
    never_heard();
    dominance();
    saturation();
    return std::move(text_);
  }

 private:
  std::string say(Phrase phrase) const { return std::string(phrase.in(options_.language)); }
  const std::string& level(Index index) const {
    return study_.framework.levels.at(static_cast<std::size_t>(index)).name.in(options_.language);
  }
  void title(Phrase phrase) { text_ += (text_.empty() ? "" : "\n") + say(phrase) + "\n"; }
  void line(const std::string& text) { text_ += "  " + wrapped(text, options_.width - 2, 4) + "\n"; }

  void heard() {
    title({"Gehoord", "Heard"});
    TextTable table;
    for (const Index index : study_.framework.inside_levels()) {
      const auto& row = analysis_.heard.levels.at(static_cast<std::size_t>(index));
      table.add({level(index), base_text(row.voices, row.organisations, row.persons, options_.language)});
    }
    const auto& all = analysis_.heard;
    table.add({say({"samen", "together"}), base_text(all.voices, all.organisations, all.persons, options_.language)});
    text_ += table.text(2);
    for (const auto& [index, count] : analysis_.coverage.spoken_about) {
      line(fmt::format(fmt::runtime(say({"{} uitspraken over {}, van wie niemand is gehoord",
                                         "{} statements about {}, none of whom was heard"})),
                       count, level(index)));
    }
  }

  void frame() {
    if (analysis_.coverage.frame.empty()) return;
    title({"Van wie gehoord had moeten worden", "Of those who were to be heard"});
    TextTable table;
    for (const auto& [index, row] : analysis_.coverage.frame) {
      table.add({level(index), fmt::format(fmt::runtime(say({"{} van {}", "{} of {}"})), row.heard, row.of),
                 row.missing.empty() ? std::string()
                                     : fmt::format("{}: {}", say({"niet", "not"}), fmt::join(row.missing, ", "))});
    }
    text_ += table.text(2);
  }

  void contacts() {
    const auto reached = [&](const Contact& contact) { return study_.was_reached(contact); };
    if (std::ranges::all_of(study_.contacts, reached)) return;
    title({"Benaderd, niet bereikt", "Approached, not reached"});
    TextTable table;
    for (const auto& each : study_.contacts) {
      if (reached(each)) continue;
      table.add({study_.actor_id(each.who), outcome(each.outcome),
                 each.attempts > 0
                     ? count_text(each.attempts, {"poging", "attempt"}, {"pogingen", "attempts"}, options_.language)
                     : "",
                 each.note.in(options_.language)});
    }
    text_ += table.text(2);
  }

  std::string outcome(ContactOutcome value) const {
    switch (value) {
      case ContactOutcome::refused:
        return say({"geweigerd", "refused"});
      case ContactOutcome::no_answer:
        return say({"geen antwoord", "no answer"});
      case ContactOutcome::alternative:
        break;
    }
    return say({"iemand anders", "somebody else"});
  }

  void never_heard() {
    if (!analysis_.coverage.named_never_heard.empty()) {
      title({"Genoemd, nooit gehoord", "Named, never heard"});
      TextTable table;
      for (const auto& row : analysis_.coverage.named_never_heard) {
        table.add(
            {row.stakeholder, count_text(row.ties, {"relatie op andermans woord", "tie on others' word"},
                                         {"relaties op andermans woord", "ties on others' word"}, options_.language)});
      }
      text_ += table.text(2);
    }
    if (analysis_.coverage.levels_not_heard.empty()) return;
    title({"Organisaties waarvan niveaus ontbreken", "Organisations with levels not heard"});
    TextTable table;
    for (const auto& row : analysis_.coverage.levels_not_heard) {
      std::vector<std::string> names;
      for (const auto& id : row.levels) names.push_back(level(study_.framework.find_level(id)));
      table.add({row.organisation, fmt::format("{}", fmt::join(names, ", "))});
    }
    text_ += table.text(2);
  }

  void dominance() {
    if (analysis_.coverage.dominant.empty()) return;
    title({"Werkgevers achter meer dan de helft van een niveau", "Employers behind more than half of a level"});
    for (const auto& row : analysis_.coverage.dominant) {
      line(fmt::format(fmt::runtime(say({"{}: {} in {} van {} stemmen", "{}: {} in {} of {} voices"})),
                       level(row.level), row.organisation, row.voices, row.of));
    }
  }

  void saturation() {
    title({"Verzadiging: nieuwe factoren en ontwikkelingen per twee interviews",
           "Saturation: new factors and developments by two interviews"});
    const auto& found = analysis_.saturation;
    if (found.points.empty()) {
      line(say({"te weinig interviews om er iets over te zeggen", "too few interviews to say anything"}));
      return;
    }
    line(fmt::format(fmt::runtime(say({"{} codes in de eerste {} interviews", "{} codes in the first {} interviews"})),
                     found.base_codes, found.base));
    TextTable table;
    for (const auto& point : found.points) {
      table.add({point.interview, fmt::format("+{}", point.fresh),
                 point.share ? format_number(*point.share * 100, 0, options_.language) + " %" : std::string("–")});
    }
    text_ += table.text(4);
    line(fmt::format("{}: {}; {}: {}", say({"hoogstens 5 % nieuw", "at most 5 % new"}), found.reached_5.value_or("–"),
                     say({"niets nieuws", "nothing new"}), found.reached_0.value_or("–")));
    if (!found.later_novelty.empty()) {
      line(fmt::format("{}: {}", say({"later toch nieuw", "new after that"}), fmt::join(found.later_novelty, ", ")));
    }
  }

  const Study& study_;
  const Analysis& analysis_;
  const CoverageTextOptions& options_;
  std::string text_;
};

}  // namespace

std::string coverage_text(const Study& study, const Analysis& analysis, const CoverageTextOptions& options) {
  return CoverageWriter(study, analysis, options).write();
}

}  // namespace quickscan
