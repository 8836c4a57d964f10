#pragma once

#include "formats/json/context.hpp"

namespace quickscan {

/// `recommendations`: cells by level, profile, verdict, gap test and parts, in framework order.
Json recommendations_json(const JsonContext& context, const Analysis& analysis);

}  // namespace quickscan
