#pragma once

#include <cstddef>
#include <string_view>

namespace quickscan {

/// What may be the name of a person: bytes `begin` to `end`, none where they are equal; and where to go on.
struct NameHit {
  std::size_t begin = 0, end = 0, next = 0;
};

/// Looks at the capital at `at`: a name behind a title or an office, with initials, or after a common first name.
/// Careful: rather one missed than ten false alarms.
NameHit name_at(std::string_view text, std::size_t at);

}  // namespace quickscan
