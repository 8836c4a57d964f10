#include "study/framework.hpp"

namespace quickscan {

LevelId Framework::find_level(std::string_view wanted) const { return find_by_id<LevelId>(levels, wanted); }
RecommendationId Framework::find_recommendation(std::string_view wanted) const {
  return find_by_id<RecommendationId>(recommendations, wanted);
}
FactorId Framework::find_factor(std::string_view wanted) const { return find_by_id<FactorId>(factors, wanted); }
ConceptId Framework::find_concept(std::string_view wanted) const { return find_by_id<ConceptId>(terms, wanted); }
RungId Framework::find_rung(std::string_view wanted) const { return find_by_id<RungId>(ladder, wanted); }

RecommendationId Framework::whole(RecommendationId recommendation) const {
  const auto parent = (*this)[recommendation].parent;
  return parent == none ? recommendation : parent;
}

std::vector<LevelId> Framework::inside_levels() const {
  std::vector<LevelId> result;
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i].inside()) result.emplace_back(i);
  return result;
}

std::vector<RecommendationId> Framework::whole_recommendations() const {
  std::vector<RecommendationId> result;
  for (std::size_t i = 0; i < recommendations.size(); ++i)
    if (recommendations[i].parent == none) result.emplace_back(i);
  return result;
}

}  // namespace quickscan
