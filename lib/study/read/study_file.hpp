#pragma once

#include "study/read/references.hpp"
#include "study/study.hpp"
#include "yaml/fields.hpp"

#include <span>
#include <string_view>

namespace quickscan {

/// The keys that study.yaml may have.
std::span<const std::string_view> study_keys();

/// Reads from study.yaml what refers to nothing else: title, dates, coders, sectors, places, thresholds.
void read_study_header(const Fields& fields, const Record& record, Study& study);

/// Reads from study.yaml what refers to the framework, stakeholders and developments, once those are read.
void read_study_references(const ReadContext& context, const Record& record, Study& study);

}  // namespace quickscan
