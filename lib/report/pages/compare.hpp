#pragma once

#include "report/document.hpp"
#include "scoring/compare.hpp"

#include <vector>

namespace quickscan {

/// What changed between two waves, with n everywhere, and what cannot be compared and why
/// (manual/scoring.md#compare).
Document waves_page(const ComparedStudy& before, const ComparedStudy& after, Language language);

/// Studies of several places side by side: never ranked, never averaged.
Document places_page(const std::vector<ComparedStudy>& studies, const StudyGroups& groups, Language language);

}  // namespace quickscan
