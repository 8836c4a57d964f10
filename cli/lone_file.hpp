#pragma once

#include "check_targets.hpp"

#include <string>

namespace quickscan {

/// Checks a file without a study around it: its YAML and, by its keys, the shape of an interview,
/// a framework or a study. Findings that need other files are left out.
CheckedTarget check_lone_file(const std::string& path, const std::string& text, const CheckOptions& options);

/// What a folder gives that holds interviews, but no study.yaml.
CheckedTarget missing_study_file(const std::string& folder);

}  // namespace quickscan
