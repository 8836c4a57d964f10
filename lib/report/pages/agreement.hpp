#pragma once

#include "scoring/agreement.hpp"

#include <string>

namespace quickscan {

struct AgreementTextOptions {
  Language language = Language::nl;
  std::size_t width = 100;
};

/// How far coders agree, by recommendation and level, and where they differ, side by side with segments and
/// quotes: a list that two people can work through.
std::string agreement_text(const Study& study, const AgreementTextOptions& options);

}  // namespace quickscan
