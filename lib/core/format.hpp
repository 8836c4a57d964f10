#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace quickscan {

/// Adds to `out`. `fmt::format_to` and `fmt::join` would do, but every unit that names them compiles fmt's formatting
/// of all types once more.
void append_formatted(std::string& out, fmt::string_view format, fmt::format_args values);
template <typename... Values>
void append_format(std::string& out, fmt::format_string<Values...> format, Values&&... values) {
  append_formatted(out, format, fmt::make_format_args(values...));
}

/// Texts or numbers, with `between` between each two.
template <typename Texts>
std::string join(const Texts& texts, std::string_view between) {
  std::string all;
  bool first = true;
  for (const auto& text : texts) {
    if (!first) all += between;
    first = false;
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(text)>>) {
      all += fmt::to_string(text);
    } else {
      all += text;
    }
  }
  return all;
}

}  // namespace quickscan
