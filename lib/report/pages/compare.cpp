#include "report/pages/compare.hpp"

#include "core/format_number.hpp"
#include "core/utf8.hpp"
#include "formats/terminal.hpp"
#include "report/network_statements.hpp"
#include "report/pages/summary_words.hpp"
#include "report/reasons.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

class CompareWords {
 public:
  explicit CompareWords(const CompareTextOptions& options) : options_(options) {}

  std::string say(Phrase phrase) const { return std::string(phrase.in(options_.language)); }
  std::string line(const std::string& text, std::size_t indent = 2) const {
    return std::string(indent, ' ') + wrapped(text, options_.width - indent, indent + 2) + "\n";
  }
  std::string title(Phrase phrase) const { return "\n" + say(phrase) + "\n"; }

  /// What cannot be said, and what the reader should know.
  std::string cautions(const std::vector<Incomparable>& refused, const std::vector<CompareNote>& notes) const {
    std::string text;
    if (!refused.empty()) text += title({"Niet te vergelijken", "Cannot be compared"});
    for (const auto& each : refused) text += line(incomparable_text(messages_, each));
    for (const auto& each : notes) text += line(note_text(messages_, each), 0);
    return text;
  }

  std::string verdict(const std::optional<Verdict>& verdict) const {
    return verdict ? verdict_text(messages_, *verdict) : "–";
  }

  /// `3 (n=5) → 4 (n=5)`.
  static std::string both(const GroupInBothWaves& group) {
    const auto one = [](const VoiceGroup& each) {
      return fmt::format("{} (n={})", each.median ? fmt::format("{}", *each.median) : std::string("–"), each.n);
    };
    return fmt::format("{} → {}", one(group.before), one(group.after));
  }

 private:
  const CompareTextOptions& options_;
  Messages messages_{options_.language};
};

std::string study_line(const CompareWords& words, const Study& study, Language language) {
  return words.line(
      fmt::format("{} · {} · {}", study.id, study.title.in(language), format_date(study.reference_date, language)), 0);
}

std::string cells_table(const CompareWords& words, const WaveComparison& found, Language language) {
  if (found.cells.empty()) return {};
  auto text = words.title({"Aanbevelingen per niveau", "Recommendations by level"});
  const Messages messages(language);
  TextTable table;
  table.add({"", words.say({"dezelfde organisaties", "matched organisations"}), words.say({"verschil", "change"}),
             words.say({"alle stemmen", "all voices"})});
  const auto silent = [](const CellChange& cell) { return cell.all.before.n == 0 && cell.all.after.n == 0; };
  for (const auto& cell : found.cells) {
    if (silent(cell)) continue;
    table.add({cell.rec + "/" + cell.level, CompareWords::both(cell.matched),
               cell.change ? fmt::format("{:+}", *cell.change) : std::string("–"), CompareWords::both(cell.all)});
  }
  text += table.text(2);
  for (const auto& cell : found.cells) {
    const auto refusal = refusal_text(messages, cell);
    if (!refusal.empty() && !silent(cell))
      text += words.line(fmt::format("{}/{}: {}", cell.rec, cell.level, refusal), 4);
  }
  return text;
}

std::string verdicts_table(const CompareWords& words, const WaveComparison& found, Language language) {
  if (found.verdicts.empty()) return {};
  auto text = words.title({"Oordelen", "Verdicts"});
  for (const auto& each : found.verdicts) {
    text += words.line(fmt::format("{}: {} → {}", each.rec, words.verdict(each.before), words.verdict(each.after)));
    if (each.matched_before && each.matched_after) {
      text += words.line(fmt::format("{}: {} → {}", words.say({"op dezelfde organisaties", "on matched organisations"}),
                                     *each.matched_before, *each.matched_after),
                         6);
    }
    const auto refusal = refusal_text(Messages(language), each);
    if (!refusal.empty()) text += words.line(refusal, 6);
  }
  return text;
}

std::string step_text(const CompareWords& words, DevelopmentStep step) {
  switch (step) {
    case DevelopmentStep::started:
      return words.say({"begonnen", "started"});
    case DevelopmentStep::found_later:
      return words.say({"ouder, nu pas gevonden", "older, found now"});
    case DevelopmentStep::not_mentioned:
      return words.say({"niet meer genoemd", "no longer mentioned"});
    case DevelopmentStep::advanced:
      return words.say({"verder", "advanced"});
    case DevelopmentStep::set_back:
      return words.say({"terug", "set back"});
    case DevelopmentStep::stopped:
      return words.say({"gestopt", "stopped"});
    case DevelopmentStep::same:
      break;
  }
  return words.say({"gelijk", "same"});
}

std::string developments_table(const CompareWords& words, const WaveComparison& found) {
  if (found.developments.empty()) return {};
  auto text = words.title({"Ontwikkelingen", "Developments"});
  TextTable table;
  const auto status = [](const std::optional<DevelopmentStatus>& value) {
    return value ? std::string(id_of(*value)) : std::string("–");
  };
  for (const auto& each : found.developments) {
    table.add({each.development, step_text(words, each.step),
               fmt::format("{} → {}", status(each.status_before), status(each.status_after))});
  }
  return text + table.text(2);
}

std::string place_cell(const CompareWords& words, const PlaceCell& place, bool of_verdicts) {
  if (of_verdicts) return place.verdict != nullptr ? words.verdict(std::optional<Verdict>(*place.verdict)) : "–";
  if (place.cell == nullptr) return "";
  const auto& cell = *place.cell;
  return fmt::format("{} (n={})", cell.median ? fmt::format("{}", *cell.median) : std::string("–"), cell.n);
}

}  // namespace

std::string waves_text(const ComparedStudy& before, const ComparedStudy& after, const CompareTextOptions& options) {
  const auto found = compare_waves(before, after);
  const CompareWords words(options);
  auto text = study_line(words, before.study, options.language) + study_line(words, after.study, options.language);
  text += words.line(fmt::format("{}: {} · {}: {}", words.say({"personen in beide", "persons in both"}),
                                 found.persons_in_both, words.say({"organisaties in beide", "organisations in both"}),
                                 found.organisations_in_both.empty()
                                     ? std::string("–")
                                     : fmt::format("{}", fmt::join(found.organisations_in_both, ", "))),
                     0);
  text += words.cautions(found.refused, found.notes);
  text += cells_table(words, found, options.language);
  text += verdicts_table(words, found, options.language);
  text += developments_table(words, found);
  text += words.title({"Netwerk", "Network"});
  for (const auto& sentence : network_change_sentences(found.network, before.analysis.network, after.analysis.network,
                                                       after.study, options.language)) {
    text += words.line(sentence);
  }
  return text;
}

std::string places_text(const std::vector<ComparedStudy>& studies, const CompareTextOptions& options) {
  const auto found = compare_places(studies);
  const CompareWords words(options);
  std::string text;
  for (const auto& each : studies) text += study_line(words, each.study, options.language);
  text += words.cautions(found.refused, found.notes);
  if (found.rows.empty()) return text;
  TextTable table;
  TextTable::Row head{""};
  for (const auto& each : studies) head.push_back(each.study.id);
  table.add(std::move(head));
  for (const auto& row : found.rows) {
    TextTable::Row cells{row.level.empty() ? row.rec : fmt::format("  {}/{}", row.rec, row.level)};
    for (const auto& cell : row.cells) cells.push_back(place_cell(words, cell, row.level.empty()));
    table.add(std::move(cells));
  }
  return text + "\n" + table.text() +
         words.say({"\nNaast elkaar gelegd, niet gerangschikt: elke studie hoorde andere mensen.\n",
                    "\nLaid side by side, not ranked: every study heard other people.\n"});
}

}  // namespace quickscan
