#pragma once

#include "scoring/analysis.hpp"

#include <string>

namespace quickscan {

struct CoverageTextOptions {
  Language language = Language::nl;
  std::size_t width = 100;
};

/// Who was to be heard and who was: frame, contacts, those named but never heard, dominant employers and
/// saturation.
std::string coverage_text(const Study& study, const Analysis& analysis, const CoverageTextOptions& options);

}  // namespace quickscan
