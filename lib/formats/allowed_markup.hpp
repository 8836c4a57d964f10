#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// What the markup of a house template holds that a report may not: an element or attribute that is not on the list, an
/// address that is not in the page itself, a style sheet that loads something. In the words of its reader; nothing
/// where all is well. Mustache tags count as text.
std::optional<std::string> disallowed_markup(std::string_view html);

}  // namespace quickscan
