#include "study/check/check_study.hpp"

#include "study/check/suppressions.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace quickscan {

namespace {

constexpr auto table = std::to_array<CheckRow>({
    {check_declared_persons},
    {check_declared_interviews},
    {check_declared_levels},
    {check_declared_actors},
    {check_headers, false},
    {check_development_dates, false},
    {check_study_dates, false},
    {check_mentions, true, "QS204"},
    {check_contacts, false},
    {check_development_status, false},
    {check_tie_statuses, false},
    {check_front_line},
    {check_single_organisation},
    {check_outside_levels},
    {check_optional_keys},
    {check_other_files_for_names, false},
    {check_contact_notes, false},
});

/// Whether a file, or a part of one that others count on, could not be read.
bool incomplete(const Diagnostics& found) {
  return std::ranges::any_of(
      found, [](const Diagnostic& one) { return one.severity == Severity::error && one.rule->code < "QS150"; });
}

bool matches(const Diagnostic& one, const std::vector<std::string>& wanted) {
  return std::ranges::any_of(
      wanted, [&](const std::string& each) { return one.rule->code.starts_with(each) || one.rule->name == each; });
}

/// What a check makes of a value that is itself in error only follows from that error, but for what may expose a
/// person (QS5). Findings on the file itself (QS1, QS2) stand on their own.
void drop_consequences(Diagnostics& found) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> wrong;
  for (const auto& one : found) {
    if (one.severity == Severity::error && one.place.known()) wrong.emplace(one.place.source, one.place.begin);
  }
  std::erase_if(found, [&](const Diagnostic& one) {
    const bool follows = one.rule->code >= "QS3" && !one.rule->code.starts_with("QS5");
    return follows && one.severity != Severity::error && wrong.contains({one.place.source, one.place.begin});
  });
}

/// The lines of the mapping that begins at this byte, with what stands before it in its line made blank.
std::string lines_of_mapping(std::string_view text, std::uint32_t begin) {
  const auto line = text.rfind('\n', begin) + 1;
  const auto column = begin - line;
  auto end = text.find('\n', begin);
  while (end != std::string_view::npos) {
    const auto next = text.find_first_not_of(" \r\n", end + 1);
    const auto next_line = next == std::string_view::npos ? next : text.rfind('\n', next) + 1;
    if (next == std::string_view::npos || next - next_line < column) break;
    end = text.find('\n', next);
  }
  return std::string(column, ' ') + std::string(text.substr(begin, end == std::string_view::npos ? end : end - begin)) +
         '\n';
}

}  // namespace

std::span<const CheckRow> check_rows() { return table; }

Diagnostics check_study(ReadResult& read, const CheckOptions& options) {
  auto& study = read.study;
  auto diagnostics = std::move(read.diagnostics);
  read.diagnostics.clear();
  const bool some_missing = incomplete(diagnostics);
  FileTrees files(study.sources, std::exchange(read.trees, {}));
  Diagnostics added;
  for (const auto& row : check_rows()) {
    if (row.needs_all_files && (some_missing || study.framework.levels.empty())) continue;
    const bool said = !row.unless.empty() && std::ranges::any_of(diagnostics, [&](const Diagnostic& one) {
      return one.rule->code == row.unless;
    });
    if (!said) row.run({study, files, added});
  }
  diagnostics.insert(diagnostics.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
  drop_consequences(diagnostics);
  sort_and_unify(diagnostics, study.sources);
  apply_suppressions(study, diagnostics);
  sort_and_unify(diagnostics, study.sources);
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    return (!options.select.empty() && !matches(one, options.select)) || matches(one, options.ignore);
  });
  return diagnostics;
}

const YamlTree& FileTrees::tree(std::uint32_t source) {
  const auto [found, fresh] = trees_.try_emplace(source);
  auto& tree = found->second;
  if (fresh && source < sources_.size()) {
    Diagnostics told_already;
    if (!read_yaml(sources_.text(source), source, tree, told_already)) tree.clear();
    tree.source = source;
  }
  return tree;
}

std::uint32_t FileTrees::source_of(std::string_view name) const {
  for (std::uint32_t source = 0; source < sources_.size(); ++source) {
    const auto& path = sources_.path(source);
    if (path == name || (path.ends_with(name) && path[path.size() - name.size() - 1] == '/')) return source;
  }
  return Place::nowhere;
}

Place FileTrees::value(std::uint32_t source, std::initializer_list<std::string_view> keys) {
  if (source == Place::nowhere) return {};
  const auto& read = tree(source);
  if (read.empty()) return {source, 0, 0};
  const auto* node = &read.root();
  auto place = node->first == 0 ? read.place(*node) : read.place(read.at(node->first));
  for (const auto key : keys) {
    node = read.find(*node, key);
    if (node == nullptr) break;
    place = read.place(*node);
  }
  return place;
}

Place FileTrees::segment_value(std::uint32_t source, std::uint32_t begin, std::string_view key) {
  const auto whole = sources_.text(source);
  if (begin >= whole.size()) return {source, begin, begin + 1};
  YamlTree read;
  Diagnostics told_already;
  const auto lines = lines_of_mapping(whole, begin);
  if (!read_yaml(lines, source, read, told_already) || read.empty()) return {source, begin, begin + 1};
  const auto* value = read.find(read.root(), key);
  if (value == nullptr && read.root().first != 0) value = &read.at(read.root().first);
  if (value == nullptr) return {source, begin, begin + 1};
  const auto place = read.place(*value);
  const auto shift = static_cast<std::uint32_t>(lines.find_first_not_of(' '));
  return {source, place.begin - shift + begin, place.end - shift + begin};
}

}  // namespace quickscan
