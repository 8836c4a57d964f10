#include "report/pages/summary_words.hpp"

#include <fmt/format.h>

#include <array>

namespace quickscan {

std::string_view grade_word(Grade grade, Language language) {
  constexpr std::array<Phrase, 4> words{
      {{"hoog", "high"}, {"redelijk", "moderate"}, {"laag", "low"}, {"zeer laag", "very low"}}};
  return words.at(static_cast<std::size_t>(grade)).in(language);
}

std::string_view consensus_word(double consensus, Language language) {
  constexpr std::array<Phrase, 4> words{{{"brede overeenstemming", "broad agreement"},
                                         {"grotendeels eens", "largely agreed"},
                                         {"verdeeld", "divided"},
                                         {"sterk verdeeld", "strongly divided"}}};
  return words.at(static_cast<std::size_t>(consensus_band(consensus))).in(language);
}

std::string rung_text(const Framework& framework, std::optional<int> rung, Language language) {
  if (!rung) return "–";
  return fmt::format("{} {}", *rung, framework.ladder.at(static_cast<std::size_t>(*rung)).name.in(language));
}

std::string provenance_banner(Provenance provenance, Language language) {
  switch (provenance) {
    case Provenance::fieldwork:
      return {};
    case Provenance::documents:
      return std::string(Phrase{"Gecodeerd uit gepubliceerde documenten; er zijn geen eigen interviews gehouden.",
                                "Coded from published documents; no interviews were held for it."}
                             .in(language));
    case Provenance::reconstructed:
      return std::string(Phrase{"Gereconstrueerd uit een gepubliceerd rapport: dit zijn geen interviewgegevens.",
                                "Rebuilt from a published report: these are not interview data."}
                             .in(language));
    case Provenance::synthetic:
      break;
  }
  return std::string(
      Phrase{"Verzonnen gegevens: hier is niemand voor gesproken.", "Invented data: nobody was heard for it."}.in(
          language));
}

std::string count_text(int count, Phrase one, Phrase many, Language language) {
  return fmt::format("{} {}", count, (count == 1 ? one : many).in(language));
}

std::string base_text(int voices, int organisations, int persons, Language language) {
  return fmt::format(
      "{}, {}, {}", count_text(voices, {"stem", "voice"}, {"stemmen", "voices"}, language),
      count_text(organisations, {"organisatie", "organisation"}, {"organisaties", "organisations"}, language),
      count_text(persons, {"persoon", "person"}, {"personen", "persons"}, language));
}

}  // namespace quickscan
