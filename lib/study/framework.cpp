#include "study/framework.hpp"

#include <algorithm>

namespace quickscan {

Index Framework::find_level(std::string_view wanted) const { return find_by_id(levels, wanted); }
Index Framework::find_recommendation(std::string_view wanted) const { return find_by_id(recommendations, wanted); }
Index Framework::find_factor(std::string_view wanted) const { return find_by_id(factors, wanted); }
Index Framework::find_concept(std::string_view wanted) const { return find_by_id(terms, wanted); }
Index Framework::find_rung(std::string_view wanted) const { return find_by_id(ladder, wanted); }

Index Framework::whole(Index recommendation) const {
  const auto parent = recommendations[static_cast<std::size_t>(recommendation)].parent;
  return parent == none ? recommendation : parent;
}

std::vector<Index> Framework::inside_levels() const {
  std::vector<Index> result;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!levels[i].outside) result.push_back(static_cast<Index>(i));
  }
  return result;
}

std::vector<Index> Framework::whole_recommendations() const {
  std::vector<Index> result;
  for (std::size_t i = 0; i < recommendations.size(); ++i) {
    if (recommendations[i].parent == none) result.push_back(static_cast<Index>(i));
  }
  return result;
}

}  // namespace quickscan
