#include "report/provenance.hpp"

#include "core/escape.hpp"
#include "core/format.hpp"
#include "core/messages.hpp"
#include "core/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace quickscan {

namespace {

std::string number_text(double value) { return fmt::format("{}", value); }

void add_meta(std::string& out, std::string_view name, std::string_view value) {
  out += "<meta name=\"quickscan-";
  out += name;
  out += "\" content=\"";
  escape_html(out, value);
  out += "\" />\n";
}

std::string unescape(std::string_view text) {
  static constexpr std::pair<std::string_view, char> references[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string out;
  while (!text.empty()) {
    const auto* found = std::ranges::find_if(references, [&](const auto& row) { return text.starts_with(row.first); });
    const bool any = found != std::end(references);
    out += any ? found->second : text.front();
    text.remove_prefix(any ? found->first.size() : 1);
  }
  return out;
}

int parse_count(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The metas of a report, by name; an input comes more than once and goes to `inputs`.
std::map<std::string, std::string> read_metas(std::string_view report, std::vector<InputFile>& inputs) {
  constexpr std::string_view opening = "<meta name=\"quickscan-";
  constexpr std::string_view middle = "\" content=\"";
  std::map<std::string, std::string> metas;
  for (auto at = report.find(opening); at != std::string_view::npos; at = report.find(opening, at + 1)) {
    const auto name_begin = at + opening.size();
    const auto name_end = report.find('"', name_begin);
    if (name_end == std::string_view::npos || report.substr(name_end, middle.size()) != middle) continue;
    const auto value_begin = name_end + middle.size();
    const auto value_end = report.find('"', value_begin);
    if (value_end == std::string_view::npos) break;
    const auto name = report.substr(name_begin, name_end - name_begin);
    const auto value = unescape(report.substr(value_begin, value_end - value_begin));
    const auto space = value.find(' ');
    if (name == "input" && space != std::string::npos) {
      inputs.push_back({value.substr(space + 1), value.substr(0, space)});
    } else {
      metas.emplace(name, value);
    }
  }
  return metas;
}

}  // namespace

std::string_view tool_version() { return QUICKSCAN_VERSION; }

std::string hash_inputs(std::vector<InputFile> inputs) {
  std::ranges::sort(inputs, {}, &InputFile::path);
  std::string lines;
  for (const auto& input : inputs) lines += input.sha256 + "  " + input.path + '\n';
  return sha256_hex(lines);
}

std::string describe_weights(const Study& study) {
  const auto& weights = study.weights;
  std::vector<std::string> parts;
  if (!weights.levels.empty()) {
    std::string part = "levels:";
    for (const auto& [level, weight] : weights.levels)
      part += ' ' + study.framework[level].id + ' ' + number_text(weight);
    parts.push_back(std::move(part));
  }
  if (!weights.rungs.empty()) {
    std::string part = "rungs:";
    for (const auto weight : weights.rungs) part += ' ' + number_text(weight);
    parts.push_back(std::move(part));
  }
  if (weights.recommendations_given) {
    std::string part = "recommendations:";
    for (const auto& [rec, weight] : weights.recommendations)
      part += ' ' + study.framework[rec].id + ' ' + number_text(weight);
    parts.push_back(std::move(part));
  }
  return join(parts, "; ");
}

std::optional<ProvenanceBanner> banner_of(Provenance provenance, Language language) {
  if (provenance == Provenance::fieldwork) return std::nullopt;
  const Messages messages(language);
  const auto key = "banner." + std::string(id_of(provenance));
  return ProvenanceBanner{messages(key + "_title"), messages(key)};
}

std::string banner_title_of(Provenance provenance, Language language) {
  const auto banner = banner_of(provenance, language);
  return banner ? banner->title : std::string();
}

ProvenanceRecord provenance_of(const Study& study, Audience audience, Language language) {
  ProvenanceRecord record;
  record.version = tool_version();
  record.study = study.id;
  record.input_sha256 = hash_inputs(study.inputs);
  if (audience == Audience::internal) {
    record.inputs = study.inputs;
    std::ranges::sort(record.inputs, {}, &InputFile::path);
  }
  record.thresholds = study.thresholds;
  record.weights = describe_weights(study);
  record.audience = audience == Audience::internal ? "internal" : "public";
  record.language = name_of(language);
  return record;
}

std::string provenance_meta(const ProvenanceRecord& record) {
  std::string out;
  add_meta(out, "version", record.version);
  add_meta(out, "study", record.study);
  add_meta(out, "input-sha256", record.input_sha256);
  add_meta(
      out, "thresholds",
      fmt::format("{} {} {}", record.thresholds.voices, record.thresholds.organisations, record.thresholds.persons));
  add_meta(out, "weights", record.weights);
  add_meta(out, "audience", record.audience);
  add_meta(out, "language", record.language);
  for (const auto& input : record.inputs) add_meta(out, "input", input.sha256 + ' ' + input.path);
  return out;
}

std::optional<ProvenanceRecord> read_provenance(std::string_view report) {
  ProvenanceRecord record;
  auto metas = read_metas(report, record.inputs);
  if (!metas.contains("input-sha256") || !metas.contains("version")) return std::nullopt;
  record.version = metas["version"];
  record.study = metas["study"];
  record.input_sha256 = metas["input-sha256"];
  const std::string_view thresholds = metas["thresholds"];
  const auto first = thresholds.find(' ');
  const auto last = thresholds.rfind(' ');
  if (first != std::string_view::npos && last > first) {
    record.thresholds = {parse_count(thresholds.substr(0, first)),
                         parse_count(thresholds.substr(first + 1, last - first - 1)),
                         parse_count(thresholds.substr(last + 1))};
  }
  record.weights = metas["weights"];
  record.audience = metas["audience"];
  record.language = metas["language"];
  return record;
}

ProvenanceDifference compare_provenance(const ProvenanceRecord& record, const std::vector<InputFile>& inputs) {
  ProvenanceDifference difference;
  difference.same = record.input_sha256 == hash_inputs(inputs);
  if (difference.same) return difference;
  difference.files_unknown = record.inputs.empty();
  if (difference.files_unknown) return difference;
  std::map<std::string, std::string> before;
  for (const auto& input : record.inputs) before.emplace(input.path, input.sha256);
  std::map<std::string, std::string> now;
  for (const auto& input : inputs) now.emplace(input.path, input.sha256);
  for (const auto& [path, hash] : before) {
    const auto found = now.find(path);
    if (found == now.end()) {
      difference.removed.push_back(path);
    } else if (found->second != hash) {
      difference.changed.push_back(path);
    }
  }
  for (const auto& [path, hash] : now)
    if (!before.contains(path)) difference.added.push_back(path);
  return difference;
}

}  // namespace quickscan
