#pragma once

#include "core/language.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quickscan {

/// A key of the format as data/keys.yaml describes it.
struct FormatKey {
  std::string file;  ///< `study.yaml`; `interview` for the files of interviews/
  std::string path;  ///< `thresholds.voices`; `<id>` stands for an id of the study's own, `[]` for the items of a list
  LocalText meaning;
  std::string values;
  std::vector<std::pair<std::string, LocalText>> meanings;  ///< of each value, where it takes one of several words
  std::string fallback;  ///< what holds where the key is left out, or `required`; empty: nothing
  std::string example;
  std::vector<std::string> rules;  ///< codes of the rules that guard it

  /// The key itself: `voices` of `thresholds.voices`.
  std::string name() const;
};

/// Every key that a file of a study may have, by file and in the order of data/keys.yaml.
std::vector<FormatKey> format_keys();

}  // namespace quickscan
