#pragma once

#include "core/ranges.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

using Json = nlohmann::ordered_json;

/// A finite number; JSON has no other, and a computed value that is not finite is an error of ours.
Json number(double value);
Json number_or_null(const std::optional<double>& value);
/// A count; `null` where a public edition hides it.
Json count_or_null(int count);
/// A text; `null` where it is empty.
Json text_or_null(std::string_view text);

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

template <typename Number>
Json range_json(const std::optional<Range<Number>>& range) {
  return range ? Json{{"low", range->low}, {"high", range->high}} : Json();
}

/// The text with two blanks of indentation and a line end.
std::string dump(const Json& json);

}  // namespace quickscan
