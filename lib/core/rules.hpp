#pragma once

#include "core/rule.hpp"
#include "rule_table.hpp"

#include <span>
#include <string_view>

namespace quickscan {

/// All rules by code.
std::span<const Rule> rules();

/// The rule with this code or name, or null.
const Rule* find_rule(std::string_view code_or_name);

/// The page of a rule without its front matter, in Markdown.
std::string_view page_of(const Rule& rule);

}  // namespace quickscan
