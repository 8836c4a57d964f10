#pragma once

#include "study/framework.hpp"
#include "yaml/fields.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Reads a framework from its tree.
Framework read_framework_tree(const Fields& fields);

/// Reads a framework from its text; nothing where the text is no YAML.
std::optional<Framework> read_framework(std::string_view text, std::uint32_t source, Diagnostics& diagnostics);

/// The ids of the frameworks that are built in.
std::vector<std::string> built_in_frameworks();

/// The id of the framework that is built in, and that lends its tables to a framework without its own.
inline constexpr std::string_view default_framework = "domestic-violence-2020";

/// Reads the tables of judgement, `verdicts` and `confidence`, of the framework in `record` (its other
/// parts are read). What is not given is that of the built-in framework; another ladder than 0–5 has to
/// bring its own verdicts.
void read_judgement_tables(const Fields& fields, const Record& record, Framework& framework);

}  // namespace quickscan
