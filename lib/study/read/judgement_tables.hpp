#pragma once

#include "study/framework.hpp"
#include "yaml/fields.hpp"

namespace quickscan {

/// The id of the framework that is built in, and that lends its tables to a framework without its own.
inline constexpr std::string_view default_framework = "domestic-violence-2020";

/// Reads the tables of judgement, `verdicts` and `confidence`, of the framework in `record` (its other
/// parts are read). What is not given is that of the built-in framework; another ladder than 0–5 has to
/// bring its own verdicts.
void read_judgement_tables(const Fields& fields, const Record& record, Framework& framework);

}  // namespace quickscan
