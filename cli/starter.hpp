#pragma once

#include "core/language.hpp"
#include "study/framework.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// A file of a new study, by its path in the study's folder.
struct StarterFile {
  std::string path;
  std::string text;
};

struct StarterOptions {
  std::string id = "my-study";
  std::string framework;
  Language language = Language::nl;
};

/// A small invented study against a framework, which passes check and reports at once: to be changed, file
/// by file, into a real one.
std::vector<StarterFile> starter_study(const Framework& framework, const StarterOptions& options);

/// The lines of a study's .gitignore: the key, and what the program writes itself.
std::string starter_ignores();

/// An id made of a folder's name: characters that an id may not have become dashes.
std::string id_from(std::string_view folder);

}  // namespace quickscan
