#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quickscan {

/// The candidate nearest to `word` (edit distance with transpositions, case ignored), if any is near
/// enough to be meant: at most a third of the word's length, and 3.
std::optional<std::string> suggest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean `x`?", or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace quickscan
