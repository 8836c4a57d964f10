#pragma once

#include "study/read/read_study.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan::testing {

/// The files of a study as a test writes them: text by path.
using Files = std::map<std::string, std::string>;

inline constexpr const char* plain_study = R"(quickscan: 1
id: test
title: Test
reference_date: 2021-11
)";

inline constexpr const char* plain_framework = R"(framework: test
title: Test
levels:
  strategic: {name: {nl: bestuur, en: strategic}}
  tactical: {name: {nl: beleid, en: tactical}}
  operational: {name: {nl: uitvoering, en: front line}}
  client: {name: {nl: cliënten, en: clients}, outside: true}
ladder:
- {id: not-begun, name: {nl: niet begonnen, en: not begun}}
- {id: endorsed, name: {nl: onderschreven, en: endorsed}}
- {id: prepared, name: {nl: voorbereid, en: prepared}}
- {id: tried, name: {nl: uitgeprobeerd, en: tried}}
- {id: in-use, name: {nl: in gebruik, en: in use}}
- {id: secured, name: {nl: geborgd, en: secured}}
recommendations:
  access: {name: Access}
  plan: {name: Plan, parts: {one: {name: One}, two: {name: Two}}}
factors:
  rules: {name: Rules, sign: barrier}
)";

inline constexpr const char* plain_stakeholders =
    R"(gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}
wijkteam: {name: Wijkteam, part_of: gemeente, levels: [operational]}
politie: {name: Politie, levels: [strategic, tactical, operational]}
arosa: {name: Arosa, levels: [strategic, tactical, operational]}
fier: {name: Fier, levels: [strategic, tactical, operational]}
huisarts: {name: Huisarts, kind: role, levels: [operational]}
advocaat: {name: Advocaat, kind: role, levels: [operational]}
)";

/// Reads a study; study.yaml, framework.yaml and stakeholders.yaml are the plain ones where not given.
inline ReadResult read_files(Files files) {
  files.try_emplace("study.yaml", plain_study);
  files.try_emplace("framework.yaml", plain_framework);
  files.try_emplace("stakeholders.yaml", plain_stakeholders);
  StudyFiles study;
  for (const auto& [path, text] : files) study.paths.push_back(path);
  study.load = [files](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return std::nullopt;
    return found->second;
  };
  ReadOptions options;
  options.threads = 1;
  return read_study(study, options);
}

/// A study that must be without errors.
inline Study study_of(Files files) {
  ReadResult read = read_files(std::move(files));
  for (const Diagnostic& diagnostic : read.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    FAIL_CHECK(diagnostic.message);
  }
  return std::move(read.study);
}

/// A single interview with one speaker `a`; `segments` is the YAML list below `segments:`.
inline std::string single(const std::string& id, const std::string& level, const std::string& who,
                          const std::string& segments, const std::string& more_of_speaker = "") {
  return "interview: " + id + "\ndate: 2021-09\nform: single\nspeakers:\n  a: {level: " + level + ", who: " + who +
         more_of_speaker + "}\nsegments:\n" + segments;
}

/// A segment that gives the voice exactly this rung, by example.
inline std::string shown(const std::string& rec, int rung) {
  const std::string stage = rung == 0 ? "<1" : std::to_string(rung);
  return "- {rec: " + rec + ", stage: " + stage + ", basis: shown}\n";
}

/// One single interview for every value, of the organisations in turn.
inline void add_voices(Files& files, const std::string& level, const std::vector<int>& values,
                       const std::string& rec = "access",
                       const std::vector<std::string>& who = {"gemeente", "politie", "arosa", "fier"}) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string id = level.substr(0, 1) + "-" + rec + "-" + std::to_string(i);
    std::ranges::replace(id, '.', '-');
    files["interviews/" + id + ".yaml"] = single(id, level, who[i % who.size()], shown(rec, values[i]));
  }
}

}  // namespace quickscan::testing
