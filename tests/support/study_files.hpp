#pragma once

#include "core/render.hpp"
#include "study/read/read_study.hpp"

#include <map>
#include <string>

/// A study as a test writes it: path -> text.
using TextFiles = std::map<std::string, std::string>;

inline quickscan::StudyFiles study_files(const TextFiles& files) {
  quickscan::StudyFiles result;
  for (const auto& [path, text] : files) result.paths.push_back(path);
  result.load = [files](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  return result;
}

/// A small study without a finding; a test changes what it is about.
inline TextFiles small_study() {
  return {
      {"study.yaml", R"(quickscan: 1
id: small
title: A small study
reference_date: 2021-11
baseline_date: 2020-09-21
framework: domestic-violence-2020
sectors:
  public: {name: Public}
  health: {name: Health}
frame:
  operational: [wijkteam, huisarts]
)"},
      {"stakeholders.yaml", R"(gemeente: {name: Gemeente, sector: public, levels: [strategic, tactical, operational]}
wijkteam: {name: Wijkteam, kind: team, sector: public, levels: [operational], part_of: gemeente, help: true}
huisarts: {name: Huisarts, kind: role, sector: health, levels: [operational], entry: true}
)"},
      {"developments.yaml", R"(spreekuur:
  name: Spreekuur
  recs: [access]
  level: operational
  status: pilot
  start: 2021-03
)"},
      {"interviews/r1.yaml", R"(interview: r1
date: 2021-09-14
form: single
notes_from: notes
consent: {quotes: true, function: false}
speakers:
  a: {level: operational, who: wijkteam, role: wijkcoach}
asked: [access]

segments:
- rec: access
  stage: 3
  basis: shown
  dev: spreekuur
  ties:
  - huisarts > wijkteam
  quote: Het kan dezelfde dag.
)"}};
}

/// All findings of reading, each as `path:line:column: severity[code]: message`.
inline std::string lines_of(const quickscan::ReadResult& result) {
  std::string out;
  for (const auto& one : result.diagnostics) out += quickscan::render_line(one, result.study.sources) + "\n";
  return out;
}

inline std::string findings_in(const TextFiles& files) { return lines_of(quickscan::read_study(study_files(files))); }
