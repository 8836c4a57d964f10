#pragma once

namespace quickscan {

/// Whether "count of n" may be published: with fewer than ten voices only where it is none, all, or at
/// least three on both sides (scoring.md 4.13); otherwise it could be told who said what.
inline bool may_tell(int count, int of) {
  constexpr int many = 10;
  constexpr int few = 3;
  return of >= many || count == 0 || count == of || (count >= few && of - count >= few);
}

}  // namespace quickscan
