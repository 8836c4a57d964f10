#pragma once

#include "scoring/compare.hpp"

#include <string>
#include <vector>

namespace quickscan {

struct CompareTextOptions {
  Language language = Language::nl;
  std::size_t width = 100;
};

/// What changed between two waves, with n everywhere, and what cannot be said and why.
std::string waves_text(const ComparedStudy& before, const ComparedStudy& after, const CompareTextOptions& options);

/// Studies of several places side by side: never ranked, never averaged.
std::string places_text(const std::vector<ComparedStudy>& studies, const CompareTextOptions& options);

}  // namespace quickscan
