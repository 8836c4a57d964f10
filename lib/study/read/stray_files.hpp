#pragma once

#include "study/read/read_study.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

inline constexpr auto confidential_key = "confidential/key.yaml";

/// Whether a file is never read and may be meant as one of the study's: beside study.yaml and its like, in text/ and
/// confidential/, or in a folder that is called nearly as one of them. `paths` are those of the study, sorted.
bool is_stray_file(std::string_view path, const std::vector<std::string>& paths);

/// The finding of a stray file: an error where an interview or the key is left out with it.
Diagnostic stray_file_finding(const std::string& path, std::uint32_t source, const StudyFiles& files,
                              const std::vector<std::string>& paths);

/// Whether a file is called as the key is, in any folder: `key.yaml`, `Key.yml`, `sleutel.yaml`.
bool may_be_the_key(std::string_view path);

/// Whether a file beside study.yaml explains the folder to people, as a text: `README.md`.
bool explains_folder(std::string_view path);

/// The folder of a study (`interviews`, `text`, `confidential`) that a folder beside study.yaml is, or may be meant as:
/// `Interviews`, `interviews (1)`, `interviews-old`, `texts`.
std::optional<std::string> meant_folder(std::string_view name);

/// Whether a file or folder has the ending of a YAML file, in any capitals.
bool is_called_as_yaml(std::string_view path);

}  // namespace quickscan
