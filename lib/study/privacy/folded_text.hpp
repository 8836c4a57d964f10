#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A text as names are compared: by the letters alone, whatever way they were typed. Compatibility decomposition
/// without marks of accents, case folding, one apostrophe for all forms of it (and for the two of a YAML string in
/// single quotes), one blank for each run of blanks, line ends, dashes and underscores, and nothing for invisible
/// characters.
struct FoldedText {
  std::string text;
  /// For every byte of `text`, and for its end, where it comes from in the original.
  std::vector<std::uint32_t> origins;

  bool is_blank(std::size_t at) const { return at >= text.size() || text[at] == ' '; }
  /// Whether a letter or digit begins at `at`, or ends just before it.
  bool word_at(std::size_t at) const;
  bool word_before(std::size_t at) const;
};

FoldedText fold_text(std::string_view text);

}  // namespace quickscan
