#include "starter.hpp"

#include "core/format.hpp"
#include "core/messages.hpp"
#include "embedded.hpp"
#include "formats/template.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

/// What the examples of a new study refer to: the first recommendations, levels and factors of its framework.
struct Samples {
  int accepted = 0;  ///< the rungs that mean so
  int practice = 0;
  std::vector<std::string> recs = {};
  std::vector<std::string> levels = {};
  std::string barrier = {};
  std::string enabler = {};
};

Samples samples_of(const Framework& framework) {
  Samples samples{.accepted = framework.accepted, .practice = framework.practice};
  constexpr std::size_t enough = 2;
  for (const RecommendationId rec : framework.whole_recommendations()) {
    if (samples.recs.size() == enough) break;
    samples.recs.push_back(framework[rec].id);
  }
  for (const LevelId level : framework.inside_levels()) samples.levels.push_back(framework[level].id);
  for (const auto& factor : framework.factors) {
    if (samples.barrier.empty() && factor.sign != Sign::enabler) samples.barrier = factor.id;
    if (samples.enabler.empty() && factor.sign != Sign::barrier) samples.enabler = factor.id;
  }
  return samples;
}

std::string fill(std::string_view name, TemplateValues values) {
  return render_template(embedded(fmt::format("data/templates/starter/{}.mustache", name)), std::move(values));
}

/// One interview a level: those above the front line report what was said, the front line what it has tried.
std::string interview_file(const Samples& samples, const Messages& messages, std::size_t number) {
  const bool front = number + 1 == samples.levels.size();
  return fill("interview.yaml", {{"number", fmt::format("{:02}", number + 1)},
                                 {"day", fmt::format("{:02}", number + 12)},
                                 {"level", samples.levels[number]},
                                 {"asked", join(samples.recs, ", ")},
                                 {"first", samples.recs.front()},
                                 {"first_stage", fmt::format("{}", front ? samples.practice : samples.accepted)},
                                 {"basis", front ? "shown" : "said"},
                                 {"front", front ? "yes" : ""},
                                 {"first_note", messages(front ? "starter.tried" : "starter.said")},
                                 {"second", samples.recs.size() > 1 ? samples.recs[1] : ""},
                                 {"second_stage", front ? "<1" : "1"},
                                 {"second_note", messages(front ? "starter.rejected" : "starter.said")},
                                 {"barrier", front ? samples.barrier : ""},
                                 {"enabler", front ? "" : samples.enabler}});
}

}  // namespace

std::string id_from(std::string_view folder) {
  constexpr std::size_t longest = 64;
  std::string id;
  for (char c : folder.substr(0, longest)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '_' && !id.empty());
    if (plain) {
      id += c;
    } else if (!id.empty() && !id.ends_with('-')) {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id.empty() ? "my-study" : id;
}

std::string starter_ignores() { return fill("gitignore", {}); }

std::vector<StarterFile> starter_study(const Framework& framework, const StarterOptions& options) {
  const Messages messages(options.language);
  const auto samples = samples_of(framework);
  const auto levels = join(samples.levels, ", ");
  std::vector<StarterFile> files{
      {".gitignore", starter_ignores()},
      {"study.yaml", fill("study.yaml", {{"id", options.id},
                                         {"title", messages("starter.title")},
                                         {"provenance", messages("starter.provenance")},
                                         {"reference", messages("starter.reference")},
                                         {"language", std::string(name_of(options.language))},
                                         {"framework", options.framework}})},
      {"stakeholders.yaml", fill("stakeholders.yaml", {{"municipality", messages("starter.municipality")},
                                                       {"welfare", messages("starter.welfare")},
                                                       {"levels", levels}})},
      {"developments.yaml", fill("developments.yaml", {{"surgery", messages("starter.surgery")},
                                                       {"first", samples.recs.front()},
                                                       {"front_line", samples.levels.back()}})},
  };
  for (std::size_t i = 0; i < samples.levels.size(); ++i)
    files.push_back({fmt::format("interviews/i{:02}.yaml", i + 1), interview_file(samples, messages, i)});
  return files;
}

}  // namespace quickscan
