#pragma once

#include "scoring/compare.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Two waves of one study: `{"quickscan": "waves/1", …}`.
std::string waves_json(const ComparedStudy& before, const ComparedStudy& after, Language language);

/// Studies of several places: `{"quickscan": "compare/2", …}`.
std::string places_json(const std::vector<ComparedStudy>& studies, const StudyGroups& groups, Language language);

}  // namespace quickscan
