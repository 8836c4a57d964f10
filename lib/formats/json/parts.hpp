#pragma once

#include "formats/json/analysis.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// The parts of the analysis as JSON; only sources of this room include this header.

using Json = nlohmann::ordered_json;

/// What the parts need to name things.
struct JsonContext {
  const Study& study;
  const JsonOptions& options;

  const Framework& framework() const { return study.framework; }
  bool internal() const { return options.audience == Audience::internal; }
  const std::string& text(const LocalText& local) const { return local.in(options.language); }
  const std::string& level(Index index) const { return framework().levels.at(static_cast<std::size_t>(index)).id; }
  const std::string& rec(Index index) const {
    return framework().recommendations.at(static_cast<std::size_t>(index)).id;
  }
  const std::string& stakeholder(Index index) const {
    return study.stakeholders.at(static_cast<std::size_t>(index)).id;
  }
};

/// A number that exists; we are wrong where it does not.
Json number(double value);
Json number_or_null(const std::optional<double>& value);
/// A text, `null` where it is empty.
Json text_or_null(std::string_view text);

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

template <typename Number>
Json range_json(const std::optional<Range<Number>>& range) {
  return range ? Json{{"low", range->low}, {"high", range->high}} : Json();
}

Json recommendations_json(const JsonContext& context, const Analysis& analysis);
Json agreement_json(const JsonContext& context, const std::optional<Agreement>& agreement);
Json saturation_json(const JsonContext& context, const Saturation& saturation);
Json coverage_json(const JsonContext& context, const Coverage& coverage);
/// The key `network`: unit, status, counts, metrics, actors, ties and findings, in the shape of `graph/1`.
Json network_json(const NetworkResult& network, const Study& study, Language language);

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

/// Text with two blanks of indentation and a line end.
std::string dump(const Json& json);

}  // namespace quickscan
