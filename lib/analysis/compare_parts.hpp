#pragma once

#include <string>
#include <vector>

#include "analysis/compare.hpp"

namespace quickscan {

/// The ids of the inside levels, in order.
std::vector<std::string> inside_level_ids(const Framework& framework);

/// The result of the recommendation with this id, or null.
const RecommendationResult* find_result(const ComparedStudy& compared, const std::string& id);

/// The sorted ids that stand in both, or only in the first.
std::vector<std::string> in_both(const std::vector<std::string>& a, const std::vector<std::string>& b);
std::vector<std::string> only_in_first(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// The cells of two waves over voices, matched organisations and persons (compare_cells.cpp).
void compare_cells(const ComparedStudy& before, const ComparedStudy& after, WaveComparison& comparison);

/// The verdicts, once the cells are there.
void compare_verdicts(const ComparedStudy& before, const ComparedStudy& after, WaveComparison& comparison);

/// What became of every development.
std::vector<DevelopmentChange> compare_developments(const ComparedStudy& before, const ComparedStudy& after);

}  // namespace quickscan
