#pragma once

#include "report/disclosure_control.hpp"
#include "report/provenance.hpp"
#include "scoring/analysis.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

struct JsonOptions {
  Language language = Language::nl;
  /// For a public output `study` and `analysis` are those that the publication gate let through.
  Audience audience = Audience::internal;
  std::vector<Withheld> withheld;
  /// As ReportOptions has them.
  std::string no_key = {};
  std::string replaces = {};
  /// What check found.
  int errors = 0;
  int warnings = 0;
};

/// The analysis as JSON, `analysis/2` (a contract that other tools are written against): every key in
/// its fixed order, `null` for what is missing, nothing rounded.
std::string analysis_json(const Study& study, const Analysis& analysis, const JsonOptions& options = {});

/// The provenance that an analysis in JSON records; nothing if the text is no such analysis.
std::optional<ProvenanceRecord> read_json_provenance(std::string_view text);

}  // namespace quickscan
