#pragma once

#include "report/disclosure_control.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Where an output comes from: what `quickscan verify` compares.
struct ProvenanceRecord {
  std::string version;
  std::string study;         ///< its id
  std::string input_sha256;  ///< of all inputs together
  /// By path; empty in a public report, which names no files: their number would give that of the interviews.
  std::vector<InputFile> inputs;
  Thresholds thresholds;
  std::string weights;   ///< as in study.yaml; empty where every weight is 1
  std::string audience;  ///< `internal` or `public`
  std::string language;  ///< `nl` or `en`
};

/// The version of this program.
std::string_view tool_version();

/// SHA-256 over the lines `<sha256>  <path>\n` of all inputs, sorted by path.
std::string hash_inputs(std::vector<InputFile> inputs);

/// Declared weights as a text: `levels: strategic 2; rungs: 1 1 1 2 2`; empty where all are 1.
std::string describe_weights(const Study& study);

/// What every output says about data that are not fieldwork.
struct ProvenanceBanner {
  std::string title;
  std::string text;
};
/// None for fieldwork.
std::optional<ProvenanceBanner> banner_of(Provenance provenance, Language language);
/// The title alone, for a figure; empty for fieldwork.
std::string banner_title_of(Provenance provenance, Language language);

ProvenanceRecord provenance_of(const Study& study, Audience audience, Language language);

/// The record as <meta> elements for the head of an HTML page.
std::string provenance_meta(const ProvenanceRecord& record);

/// Reads it back from an HTML report (or a Markdown one's front matter); nothing if the text holds none.
std::optional<ProvenanceRecord> read_provenance(std::string_view report);

/// How the inputs of a report differ from a study's: empty lists and `same` where they do not.
struct ProvenanceDifference {
  bool same = false;
  std::vector<std::string> changed, added, removed;
  /// The report names no files (public), so only "same" or "not the same" can be said.
  bool files_unknown = false;
};
ProvenanceDifference compare_provenance(const ProvenanceRecord& record, const std::vector<InputFile>& inputs);

}  // namespace quickscan
