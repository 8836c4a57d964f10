#include "study_files.hpp"

#include "core/render_diagnostics.hpp"
#include "report/narrative.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace quickscan::test {

const char* const plain_study = R"(quickscan: 1
id: test
title: Test
reference_date: 2021-11
)";

const char* const plain_framework = R"(framework: test
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
accepted: endorsed
practice: tried
caps: {shown: secured, said: prepared, heard: prepared}
recommendations:
  access: {name: Access}
  plan: {name: Plan, parts: {one: {name: One}, two: {name: Two}}}
factors:
  rules: {name: Rules, sign: barrier}
)";

const char* const plain_stakeholders =
    R"(gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}
wijkteam: {name: Wijkteam, part_of: gemeente, levels: [operational]}
politie: {name: Politie, levels: [strategic, tactical, operational]}
arosa: {name: Arosa, levels: [strategic, tactical, operational]}
fier: {name: Fier, levels: [strategic, tactical, operational]}
huisarts: {name: Huisarts, kind: role, levels: [operational]}
advocaat: {name: Advocaat, kind: role, levels: [operational]}
)";

StudyFiles study_files(Files files) {
  StudyFiles result;
  for (const auto& [path, text] : files) result.paths.push_back(path);
  result.load = [files = std::move(files)](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  return result;
}

ReadResult read_files(const Files& files, ReadOptions options) { return read_study(study_files(files), options); }

ReadResult checked(const Files& files, const CheckOptions& options, std::optional<Language> language) {
  auto read = read_files(files);
  read.diagnostics = check_study(read, {.check_texts = check_texts, .language = language}, options);
  return read;
}

std::string lines_of(const ReadResult& result) {
  std::string lines;
  for (const auto& one : result.diagnostics) lines += render_line(one, result.study.sources) + "\n";
  return lines;
}

std::string findings_in(const Files& files) { return lines_of(read_files(files)); }

std::string findings_in_yaml(const std::string& text, YamlTree* tree) {
  Sources sources([&](const std::string&) { return std::optional(text); });
  YamlTree own;
  Diagnostics diagnostics;
  read_yaml(text, sources.add("a.yaml"), tree == nullptr ? own : *tree, diagnostics);
  std::string lines;
  for (const auto& one : diagnostics) lines += render_line(one, sources) + "\n";
  return lines;
}

Files small_study() {
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

Study study_of(Files files) {
  files.try_emplace("study.yaml", plain_study);
  files.try_emplace("framework.yaml", plain_framework);
  files.try_emplace("stakeholders.yaml", plain_stakeholders);
  auto read = read_files(files);
  const auto is_error = [](const Diagnostic& one) { return one.severity == Severity::error; };
  if (std::ranges::any_of(read.diagnostics, is_error)) throw std::invalid_argument(lines_of(read));
  return std::move(read.study);
}

std::string single(const std::string& id, const std::string& level, const std::string& who, const std::string& segments,
                   const std::string& more_of_speaker) {
  return "interview: " + id + "\ndate: 2021-09\nform: single\nspeakers:\n  a: {level: " + level + ", who: " + who +
         more_of_speaker + "}\nsegments:\n" + segments;
}

std::string shown(const std::string& rec, int rung) {
  const std::string stage = rung == 0 ? "<1" : std::to_string(rung);
  return "- {rec: " + rec + ", stage: " + stage + ", basis: shown}\n";
}

void add_voices(Files& files, const std::string& level, const std::vector<int>& values, const std::string& rec,
                const std::vector<std::string>& who) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string id = level.substr(0, 1) + "-" + rec + "-" + std::to_string(i);
    std::ranges::replace(id, '.', '-');
    files["interviews/" + id + ".yaml"] = single(id, level, who[i % who.size()], shown(rec, values[i]));
  }
}

}  // namespace quickscan::test
