#include "starter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

struct Words {
  std::string_view title, municipality, welfare, meeting_point, said, tried, rejected;
};

constexpr Words dutch{"Mijn quick scan",
                      "Gemeente",
                      "Welzijnsorganisatie",
                      "Inloopspreekuur",
                      "genoemd in het collegeprogramma",
                      "wekelijks spreekuur in het wijkgebouw",
                      "kent het alleen van de website"};
constexpr Words english{"My quick scan",
                        "Municipality",
                        "Welfare organisation",
                        "Walk-in surgery",
                        "named in the coalition agreement",
                        "weekly surgery in the community centre",
                        "knows it from the website only"};

/// The first recommendations and factors of a framework, for the examples to be about.
struct Samples {
  std::vector<std::string> recs;
  std::vector<std::string> levels;
  std::string barrier;
  std::string enabler;
};

Samples samples_of(const Framework& framework) {
  Samples samples;
  constexpr std::size_t enough = 2;
  for (const Index rec : framework.whole_recommendations()) {
    if (samples.recs.size() == enough) break;
    samples.recs.push_back(framework.recommendations[static_cast<std::size_t>(rec)].id);
  }
  for (const Index level : framework.inside_levels()) {
    samples.levels.push_back(framework.levels[static_cast<std::size_t>(level)].id);
  }
  for (const auto& factor : framework.factors) {
    if (samples.barrier.empty() && factor.sign != Sign::enabler) samples.barrier = factor.id;
    if (samples.enabler.empty() && factor.sign != Sign::barrier) samples.enabler = factor.id;
  }
  return samples;
}

std::string study_file(const StarterOptions& options, const Words& words) {
  return fmt::format(R"(# yaml-language-server: $schema=.quickscan/study.schema.json
quickscan: 1
id: {}
title: {}
provenance: synthetic        # what stands here is invented; fieldwork once it is your own
reference_date: 2026-01-31   # the state of play is as of this date
language: {}
framework: {}
sectors:
  government: {{name: {{nl: overheid, en: government}}}}
  welfare: {{name: {{nl: welzijn, en: welfare}}}}
)",
                     options.id, words.title, name_of(options.language), options.framework);
}

std::string stakeholders_file(const Samples& samples, const Words& words) {
  const auto levels = fmt::format("{}", fmt::join(samples.levels, ", "));
  return fmt::format(R"(# yaml-language-server: $schema=.quickscan/stakeholders.schema.json
municipality: {{name: {}, sector: government, levels: [{}], entry: true}}
welfare: {{name: {}, sector: welfare, levels: [{}], help: true}}
)",
                     words.municipality, levels, words.welfare, levels);
}

std::string developments_file(const Samples& samples, const Words& words) {
  return fmt::format(R"(# yaml-language-server: $schema=.quickscan/developments.schema.json
surgery:
  name: {}
  recs: [{}]
  level: {}
  status: pilot
  origin: bottom-up
  scope: neighbourhood
  start: 2025-09
  partners: [municipality, welfare]
)",
                     words.meeting_point, samples.recs.front(), samples.levels.back());
}

std::string interview_file(const Samples& samples, const Words& words, std::size_t number) {
  const bool front = number + 1 == samples.levels.size();
  std::string text = fmt::format(R"(# yaml-language-server: $schema=../.quickscan/interview.schema.json
interview: i{:02}
date: 2026-01-{:02}
form: group
notes_from: notes
consent: {{quotes: false, function: true}}
speakers:
  a: {{level: {}, who: municipality}}
  b: {{level: {}, who: welfare}}
asked: [{}]

segments:
)",
                                 number + 1, number + 12, samples.levels[number], samples.levels[number],
                                 fmt::join(samples.recs, ", "));
  fmt::format_to(std::back_inserter(text), "- rec: {}\n  stage: {}\n  basis: {}\n{}  note: {}\n", samples.recs.front(),
                 front ? 3 : 2, front ? "shown" : "said", front ? "  dev: surgery\n" : "",
                 front ? words.tried : words.said);
  if (samples.recs.size() > 1) {
    fmt::format_to(std::back_inserter(text), "\n- rec: {}\n  stage: {}\n  note: {}\n", samples.recs[1],
                   front ? "<1" : "1", front ? words.rejected : words.said);
  }
  if (front && !samples.barrier.empty()) {
    fmt::format_to(std::back_inserter(text), "\n- barrier: {}\n  basis: shown\n  by: b\n", samples.barrier);
  }
  if (!front && !samples.enabler.empty()) {
    fmt::format_to(std::back_inserter(text), "\n- enabler: {}\n  by: a\n", samples.enabler);
  }
  text += "\n- ties:\n  - municipality - welfare\n";
  return text;
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

std::vector<StarterFile> starter_study(const Framework& framework, const StarterOptions& options) {
  const auto& words = options.language == Language::nl ? dutch : english;
  const auto samples = samples_of(framework);
  std::vector<StarterFile> files{
      {".gitignore",
       "# Names never go into git.\nconfidential/\n.quickscan/\nreport*.html\nreport*.pdf\nreport*.docx\n"},
      {"study.yaml", study_file(options, words)},
      {"stakeholders.yaml", stakeholders_file(samples, words)},
      {"developments.yaml", developments_file(samples, words)},
  };
  for (std::size_t i = 0; i < samples.levels.size(); ++i) {
    files.push_back({fmt::format("interviews/i{:02}.yaml", i + 1), interview_file(samples, words, i)});
  }
  return files;
}

}  // namespace quickscan
