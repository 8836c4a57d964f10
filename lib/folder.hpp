#pragma once

#include "study/read/read_study.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace quickscan {

/// The text of a file; nothing where it cannot be read.
inline std::optional<std::string> text_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_regular_file(path)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The files of the study in a folder, for read_study(): those in the folder itself and below `interviews`, `text` and
/// `confidential`, hidden ones left out. All are read at once; throws std::filesystem::filesystem_error where one
/// cannot be. Only for programs that use the library: the library itself reads no file, and `quickscan` has limits
/// and messages of its own.
inline StudyFiles files_of(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  const auto texts = std::make_shared<std::map<std::string, std::string>>();
  const auto take = [&](const fs::directory_entry& entry) {
    const auto& path = entry.path();
    if (!entry.is_regular_file() || path.filename().string().starts_with('.')) return;
    auto text = text_of(path);
    if (!text) throw fs::filesystem_error("cannot read", path, std::make_error_code(std::errc::permission_denied));
    texts->emplace(path.lexically_relative(folder).generic_string(), std::move(*text));
  };
  for (const auto& entry : fs::directory_iterator(folder)) take(entry);
  for (const auto* below : {"interviews", "text", "confidential"}) {
    if (!fs::is_directory(folder / below)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder / below)) take(entry);
  }
  StudyFiles files;
  for (const auto& [path, text] : *texts) files.paths.push_back(path);
  files.load = [folder, texts](const std::string& path) -> std::optional<std::string> {
    if (const auto found = texts->find(path); found != texts->end()) return found->second;
    // A framework that several studies share is outside the folder.
    return text_of(folder / path);
  };
  files.shown_prefix = folder == "." ? "" : (folder / "").generic_string();
  return files;
}

}  // namespace quickscan
