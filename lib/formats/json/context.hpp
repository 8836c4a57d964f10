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

/// `recommendations`: cells by level, profile, verdict, gap test and parts, in framework order.
Json recommendations_json(const JsonContext& context, const Analysis& analysis);

/// −2 … 2, "X" or "M".
Json rating_json(const FactorRating& rating);
/// `agreement`; `null` where no interview was coded twice.
Json agreement_json(const JsonContext& context, const std::optional<Agreement>& agreement);
/// Coder agreement alone: `{"quickscan": "agreement/1", "provenance": …, "agreement": …, "side_by_side": …}` with the
/// key of `analysis/2` and the rows of the table of codings.
std::string agreement_report_json(const Study& study, const std::optional<Agreement>& agreement, Json side_by_side,
                                  Language language);
Json saturation_json(const JsonContext& context, const Saturation& saturation);
/// `coverage`; contacts that were not reached are listed for the internal audience only.
Json coverage_json(const JsonContext& context, const Coverage& coverage);

}  // namespace quickscan
