#include "formats/findings.hpp"

#include "core/sha256.hpp"
#include "core/source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace quickscan {

namespace {

std::string counted(int count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

nlohmann::ordered_json json_of(const PlacedFinding& finding) {
  nlohmann::ordered_json row;
  row["rule"] = finding.rule->code;
  row["name"] = finding.rule->name;
  row["severity"] = name_of(finding.severity);
  row["path"] = finding.path;
  row["line"] = finding.begin.line;
  row["column"] = finding.begin.column;
  row["end_line"] = finding.end.line;
  row["end_column"] = finding.end.column;
  row["message"] = finding.message;
  row["help"] = finding.help.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(finding.help);
  auto& notes = row["notes"] = nlohmann::ordered_json::array();
  for (const auto& note : finding.notes) {
    notes.push_back(
        {{"path", note.path}, {"line", note.begin.line}, {"column", note.begin.column}, {"text", note.text}});
  }
  row["fingerprint"] = finding.fingerprint;
  return row;
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
    auto key = fmt::format("{}\n{}\n{}", finding.rule->code, finding.path, finding.message);
    const int number = seen[key]++;
    finding.fingerprint = sha256_hex(fmt::format("{}\n{}", key, number)).substr(0, 32);
  }
}

FindingCounts count_findings(std::span<const PlacedFinding> findings) {
  FindingCounts counts;
  for (const auto& finding : findings) {
    switch (finding.severity) {
      case Severity::error:
        ++counts.errors;
        break;
      case Severity::warning:
        ++counts.warnings;
        break;
      case Severity::note:
        ++counts.notes;
        break;
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
  nlohmann::ordered_json root;
  root["quickscan"] = "check/1";
  root["errors"] = counts.errors;
  root["warnings"] = counts.warnings;
  root["notes"] = counts.notes;
  auto& rows = root["findings"] = nlohmann::ordered_json::array();
  for (const auto& finding : findings) rows.push_back(json_of(finding));
  return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool read_baseline(std::string_view text, std::vector<std::string>& fingerprints) {
  const auto root = nlohmann::json::parse(text, nullptr, false);
  if (!root.is_object() || root.value("quickscan", nlohmann::json()) != "check/1") return false;
  const auto rows = root.find("findings");
  if (rows == root.end() || !rows->is_array()) return false;
  for (const auto& row : *rows) {
    if (!row.is_object() || !row.contains("fingerprint") || !row["fingerprint"].is_string()) return false;
    fingerprints.push_back(row["fingerprint"].get<std::string>());
  }
  std::ranges::sort(fingerprints);
  return true;
}

}  // namespace quickscan
