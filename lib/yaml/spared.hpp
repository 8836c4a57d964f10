#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

/// Bytes of a YAML file that yaml-cpp need not see, [begin, end): the rest of a key, or of a text whose end is
/// plain to see. yaml-cpp takes some 60 ns for every letter, so a file is read without them first. The
/// character before `begin` decides what yaml-cpp is given instead:
/// - after a quotation mark, with its twin at `end`: yaml-cpp sees an empty quoted text;
/// - after another character: yaml-cpp sees a plain text of that one character.
struct SparedText {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// The bytes spared before this text.
  std::uint32_t before = 0;
  bool key = false;

  std::uint32_t size() const { return end - begin; }
};

/// Finds what can be spared in a text that holds no encoding fault: keys of lines `key: …`, and values `"…"`,
/// `'…'` or plain that end with their line and hold nothing that YAML gives a meaning to.
///
/// A line is looked at by itself, so one inside a block of text or inside quotes of several lines is
/// found as well. That does no harm as long as the reader takes the result only if every spared text
/// came back as a key or value of a block mapping at just that place: up to there, and by induction up to
/// the end, yaml-cpp then did what it would have done with the whole text. Columns differ only after a
/// spared key, where they mean nothing.
void find_spared_texts(std::string_view text, std::vector<SparedText>& found);

}  // namespace quickscan
