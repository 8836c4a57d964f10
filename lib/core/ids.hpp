#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace quickscan {

/// "Not given", for an id of any kind and for a plain position.
struct None {
  constexpr operator std::int32_t() const { return -1; }
};
inline constexpr None none;

/// The position of a row in the list of its kind (`Framework::levels`, `Study::stakeholders`, …), or none. Ids of
/// different kinds do not mix, so that a level cannot be looked up among the recommendations. `Number` is the type that
/// stores it: 16 bits where a million segments hold one.
template <typename Row, typename Number>
class Id {
 public:
  constexpr Id() = default;
  constexpr Id(None) {}
  constexpr explicit Id(std::integral auto index) : index_(static_cast<Number>(index)) {}

  constexpr bool given() const { return index_ >= 0; }
  /// The position; only where it is given.
  constexpr std::size_t index() const { return static_cast<std::size_t>(index_); }

  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
  /// How far apart two rows are; none comes right before the first.
  friend constexpr int steps_between(Id a, Id b) { return a < b ? b.index_ - a.index_ : a.index_ - b.index_; }

 private:
  Number index_ = -1;
};

using RecommendationId = Id<struct Recommendation, std::int16_t>;
using LevelId = Id<struct Level, std::int16_t>;
using RungId = Id<struct Rung, std::int16_t>;
using FactorId = Id<struct Factor, std::int16_t>;
using ConceptId = Id<struct Concept, std::int16_t>;
using StakeholderId = Id<struct Stakeholder, std::int32_t>;
using DevelopmentId = Id<struct Development, std::int32_t>;
using PlaceId = Id<struct StudyPlace, std::int32_t>;
using InterviewId = Id<struct Interview, std::int32_t>;
using SegmentId = Id<struct Segment, std::int32_t>;  ///< of an interview

}  // namespace quickscan
