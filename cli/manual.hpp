#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// What the manual has on a topic.
struct ManualAnswer {
  /// The parts that answer, for a terminal; empty where the topic is unknown.
  std::string text;
  /// For an unknown topic: what may have been meant, and the sections in which the words occur.
  std::string help;
};

/// The part of the manual on a page (`format`), a file (`study.yaml`), a key (`stage`, `thresholds.voices`), a section
/// or term (`median interval`, `voice`, `stem`), a value (`shown`) or a rule (`QS201`).
ManualAnswer look_up(std::string_view topic, std::size_t width);

/// The part of the manual on what a command shows, such as `coverage`; empty where there is none, or a whole page.
std::string concept_behind(std::string_view command, std::size_t width);

/// The pages of the manual with what each is about, for the overview.
std::vector<std::pair<std::string, std::string>> manual_pages();

}  // namespace quickscan
