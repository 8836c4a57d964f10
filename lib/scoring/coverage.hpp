#pragma once

#include "scoring/voices.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace quickscan {

struct NetworkResult;

/// How many voices, persons and organisations spoke at a level.
struct HeardLevel {
  int voices = 0, persons = 0, organisations = 0;
};

/// The same over all levels, with the numbers of interviews.
struct Heard {
  int interviews = 0, persons = 0, voices = 0, organisations = 0;
  std::vector<HeardLevel> levels;  ///< by level
  std::array<int, 5> forms{};      ///< by Form
};

/// How many of the stakeholders that a study set out to hear at a level spoke there.
struct FrameCoverage {
  int heard = 0;
  int of = 0;
  std::vector<std::string> missing;  ///< ids of stakeholders
};

/// A stakeholder in the ties of others that spoke at no level.
struct NamedNeverHeard {
  std::string stakeholder;
  int ties = 0;  ///< claimed by others
};

/// The levels of a heard organisation at which none of it spoke.
struct LevelNotHeard {
  std::string organisation;
  std::vector<std::string> levels;
};

/// An organisation that takes part in more than half of the two or more voices of a level.
struct DominantEmployer {
  LevelId level;
  std::string organisation;
  int voices = 0;
  int of = 0;
};

/// Who was heard and who was not (manual/scoring.md#coverage).
struct Coverage {
  std::map<LevelId, FrameCoverage> frame;
  std::vector<NamedNeverHeard> named_never_heard;
  std::vector<LevelNotHeard> levels_not_heard;
  std::vector<DominantEmployer> dominant;
  /// By outside level: the number of statements about it by speakers of other levels.
  std::map<LevelId, int> spoken_about;
};

/// Who was heard: interviews, voices, persons and organisations, all and by level (manual/scoring.md#coverage).
Heard count_heard(const Study& study, const std::vector<Voice>& voices);

/// Who was heard and who was not, with the findings of the actor network: the frame, stakeholders that others name but
/// that never spoke, levels of an organisation that were not heard, employers behind more than half of a level's
/// voices, and statements about levels that have no voice.
Coverage coverage(const Study& study, const std::vector<Voice>& voices, const NetworkResult& network);

}  // namespace quickscan
