#pragma once

#include "study/study.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A file for an editor, by its name.
struct SchemaFile {
  std::string name;
  std::string text;
};

/// The JSON Schemas (draft-07) of data/schema, one a kind of file, with the study's own recommendations, levels, rungs,
/// stakeholders, developments and factors in their `definitions`, each with its name as description.
std::vector<SchemaFile> study_schemas(const Study& study, Language language);

/// settings.json, tasks.json (with a problem matcher for `check --format line`) and extensions.json for
/// VS Code; `schema_folder` is where the schemas are, as seen from the study's folder.
std::vector<SchemaFile> editor_files(const std::string& schema_folder);

}  // namespace quickscan
