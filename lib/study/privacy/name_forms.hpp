#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// With fewer letters other words may be meant, or be begun: "Ad Vos" and "advos".
inline constexpr std::size_t certain_letters = 8;

/// One way in which a name is written, by its letters alone (as `fold_text` gives them).
struct NameForm {
  /// Where two of its parts meet: the first letter of the second.
  struct Joint {
    std::uint32_t at = 0;
    /// Something stands between them: not between initials, and not where the name has a hyphen or an apostrophe.
    bool apart = true;
    /// What comes before is a surname that was put before the first name.
    bool turned = false;
  };
  std::string letters;
  std::vector<Joint> joints;
  /// Long enough that no other words are meant, however its letters are put together or apart.
  bool certain = false;
};

/// The names in a value of the key file. "mevr. Wilhelmina Oosterkamp (Veilig Thuis)" holds one without its title and
/// without what is added in brackets, behind a comma or behind a dash; `&`, `/`, `+`, `;`, "en" and "and" stand between
/// several. "Oosterkamp, Wilhelmina" is one name with its surname first.
std::vector<std::string> names_in_value(std::string_view value);

/// The ways in which a name is written: as it is, its surname first, without its middle names, and without the second
/// half of a double surname.
std::vector<NameForm> forms_of_name(std::string_view name);

/// The parts of a name that identify somebody by themselves: no particles, no initials.
std::vector<NameForm> parts_of_name(std::string_view name);

}  // namespace quickscan
