// Any bytes as an interview of a sound study: findings, or a study whose whole report can be made.

#include "formats/html.hpp"
#include "formats/json/analysis.hpp"
#include "report/report.hpp"
#include "scoring/analysis.hpp"
#include "study_files.hpp"

#include <cstdint>

namespace {

// The seeds and the sound files of the corpus are interviews of this study: from them on there is much to report.
const quickscan::test::Files& frame() {
  static const quickscan::test::Files files{
      {"study.yaml", "quickscan: 1\nid: fuzz\ntitle: Fuzz\nreference_date: 2021\nframework: domestic-violence-2020\n"},
      {"stakeholders.yaml",
       "wijkteam: {name: A, levels: [strategic, tactical, operational]}\n"
       "veilig-thuis: {name: B, levels: [strategic, operational], part_of: wijkteam}\n"
       "overleg: {name: C, kind: platform, levels: [tactical]}\n"},
      {"developments.yaml", "d: {name: D, recs: [access], level: operational, status: pilot}\n"}};
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto files = frame();
  files["interviews/r01.yaml"] = std::string(reinterpret_cast<const char*>(data), size);
  const auto result = quickscan::test::checked(files);
  for (const auto& one : result.diagnostics) {
    if (one.severity == quickscan::Severity::error) return 0;
  }
  const auto analysis = quickscan::analyse(result.study);
  quickscan::analysis_json(result.study, analysis, {});
  quickscan::to_html(quickscan::compose(result.study, analysis, {}), {});
  return 0;
}
