#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A text with the signs that a reader takes for the same made the same: blanks of every kind and line ends one space,
/// dashes `-`, apostrophes `'`, full-width letters and digits ordinary ones; soft hyphens, invisible signs and loose
/// accents left out; HTML's references (`&nbsp;`, `&#8209;`) resolved. Letter case stays.
struct PlainSigns {
  std::string text;
  std::vector<std::uint32_t> origins;  ///< of every byte, and of the end: its place in the text as it was given
};
PlainSigns plain_signs(std::string_view text);

/// A researcher's Markdown as it may come out of a program that renders more of it than a report does: without tags and
/// the addresses of links, and with `plain_signs`.
std::string rendered_words(std::string_view markdown);

/// Whether a text is its own `plain_signs`, by its bytes alone: false for some texts that are.
bool is_plain(std::string_view text);

}  // namespace quickscan
