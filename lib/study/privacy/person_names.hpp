#pragma once

#include <cstddef>
#include <string_view>

namespace quickscan {

/// What may be the name of a person: bytes `begin` to `end`, none where they are equal; and where to go on.
struct NameHit {
  std::size_t begin = 0, end = 0, next = 0;
};

/// Whether `word` is a common first name of the Netherlands that means nothing else.
bool is_first_name(std::string_view word);

/// Whether a word, without its stop, stands before a name: "mevr", "wethouder".
bool is_title(std::string_view word);

/// Looks at the capital at `at`: a name behind a title or an office, with initials, or after a common first name.
/// Careful: rather one missed than ten false alarms.
NameHit name_at(std::string_view text, std::size_t at);

}  // namespace quickscan
