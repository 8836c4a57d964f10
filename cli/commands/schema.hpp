#pragma once

#include "atomic_write.hpp"
#include "open_study.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Writes the JSON Schemas of a study into `schema_folder` and the editor's files into `.vscode` of
/// `study_folder`; files of the editor that are there already are left alone. Gives the paths written.
std::vector<std::string> write_schema_files(const CheckedStudy& checked, const std::string& schema_folder,
                                            const std::string& study_folder);

/// The schemas in `.quickscan` of a study that no longer agree with it, as they should be; none where that folder was
/// never made, or where ids could not be read.
std::vector<OutputFile> stale_schemas(const CheckedStudy& checked);

}  // namespace quickscan
