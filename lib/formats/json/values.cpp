#include "formats/json/values.hpp"

#include "report/disclosure_control.hpp"

#include <cassert>
#include <cmath>

namespace quickscan {

Json number(double value) {
  assert(std::isfinite(value));
  return std::isfinite(value) ? Json(value) : Json();
}

Json number_or_null(const std::optional<double>& value) { return value ? number(*value) : Json(); }

Json count_or_null(int count) { return count == hidden_count ? Json() : Json(count); }

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace quickscan
