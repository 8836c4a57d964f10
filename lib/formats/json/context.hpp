#pragma once

#include "formats/json/analysis.hpp"
#include "formats/json/values.hpp"

#include <cstdint>
#include <string>

namespace quickscan {

/// The study and the options of one output, with the ids of its rows.
struct JsonContext {
  const Study& study;
  const JsonOptions& options;

  const Framework& framework() const { return study.framework; }
  bool internal() const { return options.audience == Audience::internal; }
  const std::string& text(const LocalText& local) const { return local.in(options.language); }
  const std::string& level(LevelId index) const { return framework()[index].id; }
  const std::string& rec(RecommendationId index) const { return framework()[index].id; }
  const std::string& stakeholder(StakeholderId index) const { return study[index].id; }
};

/// The paths of a study's sources from the study's own folder: the same from wherever the program was called.
class StudyPaths {
 public:
  explicit StudyPaths(const Study& study);
  /// The path of a source; `null` where there is none.
  Json operator()(std::uint32_t source) const;

 private:
  const Sources& sources_;
  std::string folder_;
};

}  // namespace quickscan
