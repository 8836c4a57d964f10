#include "core/suggest.hpp"

#include "core/utf8.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr std::size_t longest_word = 64;

// Optimal string alignment distance: insertions, deletions, substitutions and neighbours swapped.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto columns = b.size() + 1;
  std::array<std::size_t, longest_word + 4> before{}, last{}, row{};
  for (std::size_t j = 0; j < columns; ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> suggest(std::string_view word, std::span<const std::string> candidates) {
  if (word.empty() || word.size() > longest_word) return std::nullopt;
  const auto wanted = lower_ascii(word);
  const auto limit = std::clamp<std::size_t>(word.size() / 3, 1, 3);
  std::optional<std::string> best;
  auto nearest = limit + 1;
  for (const auto& candidate : candidates) {
    // Each letter that one has more is a step.
    if (candidate == word || candidate.size() > word.size() + limit || word.size() > candidate.size() + limit) continue;
    const auto far = distance(wanted, lower_ascii(candidate));
    // A word of which no letter is left is another word.
    if (far < nearest && far < std::max(wanted.size(), candidate.size())) {
      nearest = far;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto found = suggest(word, candidates);
  return found ? "did you mean `" + *found + "`?" : std::string{};
}

}  // namespace quickscan
