#pragma once

#include "scoring/analysis.hpp"
#include "study/study.hpp"

#include <string>
#include <string_view>

namespace quickscan {

/// A phrase of the terminal's summaries in both languages.
struct Phrase {
  std::string_view nl;
  std::string_view en;
  std::string_view in(Language language) const { return language == Language::nl ? nl : en; }
};

std::string_view grade_word(Grade grade, Language language);
/// How far voices agree, in a word (scoring.md 4.3).
std::string_view consensus_word(double consensus, Language language);
/// `3 uitgeprobeerd`; an en dash for none.
std::string rung_text(const Framework& framework, std::optional<int> rung, Language language);
/// What must be said over every output of a study that is not fieldwork; empty where it is.
std::string provenance_banner(Provenance provenance, Language language);
/// `8 stemmen`, `1 stem`.
std::string count_text(int count, Phrase one, Phrase many, Language language);
/// `8 stemmen, 5 organisaties, 9 personen`.
std::string base_text(int voices, int organisations, int persons, Language language);

}  // namespace quickscan
