#include "formats/check_findings.hpp"

#include "core/escape.hpp"
#include "core/format.hpp"
#include "core/sha256.hpp"
#include "core/source.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "formats/json/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace quickscan {

namespace {

std::string counted(int count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

Json json_of(const PlacedFinding& finding) {
  Json row;
  row["rule"] = finding.rule->code;
  row["name"] = finding.rule->name;
  row["severity"] = name_of(finding.severity);
  row["path"] = finding.path;
  row["line"] = finding.begin.line;
  row["column"] = finding.begin.column;
  row["end_line"] = finding.end.line;
  row["end_column"] = finding.end.column;
  row["message"] = finding.message;
  row["help"] = finding.help.empty() ? Json() : Json(finding.help);
  auto& notes = row["notes"] = Json::array();
  for (const auto& note : finding.notes) {
    notes.push_back(
        {{"path", note.path}, {"line", note.begin.line}, {"column", note.begin.column}, {"text", note.text}});
  }
  row["fingerprint"] = finding.fingerprint;
  return row;
}

/// The message with its help and its second places, where a format has only one text for all of it.
std::string whole_message(const PlacedFinding& finding) {
  auto text = finding.help.empty() ? finding.message : fmt::format("{} ({})", finding.message, finding.help);
  for (const auto& note : finding.notes)
    append_format(text, "; {} at {}:{}:{}", note.text, note.path, note.begin.line, note.begin.column);
  return text;
}

/// A workflow command ends at a line end; its properties also at `:` and `,`.
std::string escape_github(std::string_view text, bool property) {
  std::string out;
  for (const char c : make_visible(text)) {
    if (c == '%') {
      out += "%25";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view github_kind(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "notice";
}

std::string github_line(const PlacedFinding& finding) {
  std::string place;
  if (!finding.path.empty()) {
    place = fmt::format("file={},line={},endLine={},col={},endColumn={},", escape_github(finding.path, true),
                        finding.begin.line, finding.end.line, finding.begin.column, finding.end.column);
  }
  return fmt::format("::{} {}title={} {}::{}\n", github_kind(finding.severity), place, finding.rule->code,
                     finding.rule->name, escape_github(whole_message(finding), false));
}

std::string_view gitlab_severity(Severity severity) {
  if (severity == Severity::error) return "major";
  return severity == Severity::warning ? "minor" : "info";
}

std::string rule_page(const Rule& rule) {
  const auto page = page_of(rule);
  return std::string(page.empty() ? rule.summary : page);
}

Json sarif_rule(const Rule& rule) {
  return {{"id", rule.code},
          {"name", rule.name},
          {"shortDescription", {{"text", rule.summary}}},
          {"fullDescription", {{"text", rule.summary}}},
          {"helpUri", fmt::format("urn:quickscan:rule:{}", rule.code)},
          {"help", {{"text", rule_page(rule)}, {"markdown", rule_page(rule)}}},
          {"defaultConfiguration", {{"level", name_of(rule.severity)}}}};
}

/// A path as a URI reference: everything but unreserved characters and slashes is a per cent escape.
std::string uri_of(std::string_view path) {
  std::string uri;
  escape_uri(uri, path, "-._~/@");
  return uri;
}

Json sarif_location(std::string_view path, Json region) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(path)}, {"uriBaseId", "SRCROOT"}}}, {"region", std::move(region)}}}};
}

Json sarif_result(const PlacedFinding& finding, std::size_t rule_index) {
  const auto text = finding.help.empty() ? finding.message : fmt::format("{}; {}", finding.message, finding.help);
  Json result{{"ruleId", finding.rule->code},
              {"ruleIndex", rule_index},
              {"level", name_of(finding.severity)},
              {"message", {{"text", text}}}};
  if (!finding.path.empty()) {
    result["locations"] = Json::array({sarif_location(finding.path, {{"startLine", finding.begin.line},
                                                                     {"startColumn", finding.begin.column},
                                                                     {"endLine", finding.end.line},
                                                                     {"endColumn", finding.end.column}})});
  }
  for (const auto& note : finding.notes) {
    auto place = sarif_location(note.path, {{"startLine", note.begin.line}, {"startColumn", note.begin.column}});
    place["message"] = {{"text", note.text}};
    result["relatedLocations"].push_back(std::move(place));
  }
  result["partialFingerprints"] = {{"primaryLocationLineHash", finding.fingerprint}};
  return result;
}

/// What a message has between backticks remains code; a bar ends a cell even there.
std::string cell_with_code(std::string_view text) {
  std::string out;
  for (;;) {
    const auto begin = text.find('`');
    const auto end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos) return out + escape_markdown_cell(text);
    out += escape_markdown_cell(text.substr(0, begin));
    for (const char c : make_visible(text.substr(begin, end + 1 - begin))) {
      if (c == '|') out += '\\';
      out += c;
    }
    text.remove_prefix(end + 1);
  }
}

std::string markdown_row(const PlacedFinding& finding) {
  const auto place = finding.path.empty() ? std::string()
                                          : fmt::format("{}:{}:{}", escape_markdown_cell(finding.path),
                                                        finding.begin.line, finding.begin.column);
  return fmt::format("| {} | {} {} | {} | {} |\n", name_of(finding.severity), finding.rule->code,
                     escape_markdown_cell(finding.rule->name), place, cell_with_code(whole_message(finding)));
}

/// As many findings as may be kept, errors before warnings before notes, in their own order.
std::vector<const PlacedFinding*> gravest(std::span<const PlacedFinding> findings, std::size_t most) {
  std::vector<const PlacedFinding*> kept;
  for (const auto severity : {Severity::error, Severity::warning, Severity::note}) {
    for (const auto& finding : findings)
      if (finding.severity == severity && kept.size() < most) kept.push_back(&finding);
  }
  std::ranges::sort(kept);  // pointers into one array: file order
  return kept;
}

}  // namespace

std::vector<PlacedFinding> place_findings(const Diagnostics& diagnostics, const Sources& sources) {
  RecentTexts texts(sources);
  std::vector<PlacedFinding> findings;
  findings.reserve(diagnostics.size());
  for (const auto& diagnostic : diagnostics) {
    PlacedFinding finding{.rule = diagnostic.rule,
                          .severity = diagnostic.severity,
                          .path = {},
                          .begin = {},
                          .end = {},
                          .message = diagnostic.message,
                          .help = diagnostic.help,
                          .notes = {},
                          .fingerprint = {}};
    if (const auto& place = diagnostic.place; place.known()) {
      finding.path = sources.path(place.source);
      finding.begin = texts.position(place.source, place.begin);
      finding.end = texts.position(place.source, std::max(place.begin, place.end));
    }
    for (const auto& note : diagnostic.notes) {
      if (!note.place.known()) continue;
      finding.notes.push_back(
          {sources.path(note.place.source), texts.position(note.place.source, note.place.begin), note.text});
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

void number_fingerprints(std::span<PlacedFinding> findings) {
  std::map<std::string, int> seen;
  for (auto& finding : findings) {
    const auto& path = finding.stable_path.empty() ? finding.path : finding.stable_path;
    auto key = fmt::format("{}\n{}\n{}", finding.rule->code, path, finding.message);
    const int number = seen[key]++;
    finding.fingerprint = sha256_hex(fmt::format("{}\n{}", key, number)).substr(0, 32);
  }
}

FindingCounts count_findings(std::span<const PlacedFinding> findings) {
  FindingCounts counts;
  for (const auto& finding : findings) {
    switch (finding.severity) {
      case Severity::error: ++counts.errors; break;
      case Severity::warning: ++counts.warnings; break;
      case Severity::note: ++counts.notes; break;
    }
  }
  return counts;
}

std::string describe(const FindingCounts& counts) {
  std::string text;
  for (const auto& [count, name] :
       {std::pair{counts.errors, "error"}, {counts.warnings, "warning"}, {counts.notes, "note"}}) {
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += counted(count, name);
  }
  return text.empty() ? "no findings" : text;
}

std::string findings_json(std::span<const PlacedFinding> findings) {
  const auto counts = count_findings(findings);
  Json root;
  root["quickscan"] = "check/1";
  root["errors"] = counts.errors;
  root["warnings"] = counts.warnings;
  root["notes"] = counts.notes;
  auto& rows = root["findings"] = Json::array();
  for (const auto& finding : findings) rows.push_back(json_of(finding));
  return dump(root);
}

bool read_baseline(std::string_view text, std::vector<std::string>& fingerprints) {
  const auto root = Json::parse(text, nullptr, false);
  if (!root.is_object() || root.value("quickscan", Json()) != "check/1") return false;
  const auto rows = root.find("findings");
  if (rows == root.end() || !rows->is_array()) return false;
  for (const auto& row : *rows) {
    if (!row.is_object() || !row.contains("fingerprint") || !row["fingerprint"].is_string()) return false;
    fingerprints.push_back(row["fingerprint"].get<std::string>());
  }
  std::ranges::sort(fingerprints);
  return true;
}

std::string findings_github(std::span<const PlacedFinding> findings) {
  constexpr int shown = 9;  // the runner shows ten of a kind and step; the tenth is the count of the rest
  std::map<Severity, int> counts;
  std::string text;
  for (const auto& finding : findings)
    if (++counts[finding.severity] <= shown) text += github_line(finding);
  for (const auto& [severity, count] : counts) {
    if (count <= shown) continue;
    append_format(text, "::{} title=quickscan::and {} more; the step summary lists all\n", github_kind(severity),
                  count - shown);
  }
  return text;
}

std::string findings_gitlab(std::span<const PlacedFinding> findings) {
  auto rows = Json::array();
  for (const auto& finding : findings) {
    rows.push_back({{"description", whole_message(finding)},
                    {"check_name", finding.rule->code},
                    {"fingerprint", finding.fingerprint},
                    {"severity", gitlab_severity(finding.severity)},
                    {"location",
                     {{"path", finding.path.empty() ? std::string("study.yaml") : finding.path},
                      {"lines", {{"begin", finding.begin.line}}}}}});
  }
  return dump(rows);
}

std::string findings_sarif(std::span<const PlacedFinding> findings, std::string_view version) {
  std::map<std::string_view, std::size_t> index;
  for (const auto& finding : findings) index.emplace(finding.rule->code, 0);
  auto rules_json = Json::array();
  for (auto& [code, number] : index) {
    number = rules_json.size();
    rules_json.push_back(sarif_rule(*find_rule(code)));
  }
  constexpr std::size_t most = 25'000;
  auto results = Json::array();
  for (const auto* finding : gravest(findings, most))
    results.push_back(sarif_result(*finding, index.at(finding->rule->code)));
  // A name, not an address: the program has no page of its own, and `help` has all that one would hold.
  const Json driver{
      {"name", "quickscan"}, {"version", version}, {"informationUri", "urn:quickscan"}, {"rules", rules_json}};
  Json root;
  root["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  root["version"] = "2.1.0";
  Json invocation{{"executionSuccessful", true}};
  if (findings.size() > most) {
    const auto text = fmt::format("left out: {} more", findings.size() - most);
    invocation["toolExecutionNotifications"] = Json::array({{{"level", "warning"}, {"message", {{"text", text}}}}});
  }
  Json run{{"tool", {{"driver", driver}}},
           {"invocations", Json::array({std::move(invocation)})},
           {"automationDetails", {{"id", "quickscan/check/"}}},
           {"originalUriBaseIds",
            {{"SRCROOT", {{"description", {{"text", "the root of the repository, or the folder of the run"}}}}}}},
           {"columnKind", "unicodeCodePoints"}};
  run["results"] = std::move(results);
  root["runs"] = Json::array({std::move(run)});
  return dump(root);
}

std::string findings_junit(std::span<const PlacedFinding> findings, const std::vector<std::string>& files) {
  std::map<std::string, std::map<std::string_view, std::vector<const PlacedFinding*>>> failed;
  for (const auto& file : files) failed[file];
  std::string notes;
  const auto line = [](const PlacedFinding& each) {
    return fmt::format("{}:{}:{}: {}: {}\n", escape_svg(each.path), each.begin.line, each.begin.column,
                       name_of(each.severity), escape_svg(each.message));
  };
  for (const auto& finding : findings) {
    auto& rules_of_file = failed[finding.path.empty() ? "study" : finding.path];
    if (finding.severity == Severity::note) {
      notes += line(finding);
    } else {
      rules_of_file[finding.rule->code].push_back(&finding);
    }
  }
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::string cases;
  for (const auto& [file, rules_of_file] : failed) {
    const auto name = escape_svg(file);
    if (rules_of_file.empty())
      append_format(cases, "    <testcase classname=\"{}\" name=\"check\" time=\"0\"/>\n", name);
    for (const auto& [code, group] : rules_of_file) {
      append_format(
          cases,
          "    <testcase classname=\"{}\" name=\"{} {}\" time=\"0\">\n      <failure type=\"{}\" message=\"{}\">", name,
          code, group.front()->rule->name, code, escape_svg(group.front()->message));
      for (const auto* each : group) cases += line(*each);
      cases += "</failure>\n    </testcase>\n";
    }
    tests += std::max<std::size_t>(rules_of_file.size(), 1);
    failures += rules_of_file.size();
  }
  // Schemas ask for a time and a host; an output depends on its input only.
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"quickscan check\" package=\"quickscan\" id=\"0\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "skipped=\"0\" time=\"0\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\">\n    <properties/>\n{}"
      "    <system-out>{}</system-out>\n    <system-err/>\n  </testsuite>\n</testsuites>\n",
      tests, failures, cases, notes);
}

std::string findings_markdown(std::span<const PlacedFinding> findings, std::size_t most_bytes) {
  std::string text = fmt::format("## quickscan check: {}\n", describe(count_findings(findings)));
  if (findings.empty()) return text;
  text += "\n| severity | rule | place | finding |\n|---|---|---|---|\n";
  constexpr std::size_t for_the_rest = 80;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto row = markdown_row(findings[i]);
    if (text.size() + row.size() + for_the_rest > most_bytes)
      return text += fmt::format("\nand {} more\n", findings.size() - i);
    text += row;
  }
  return text;
}

}  // namespace quickscan
