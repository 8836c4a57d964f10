#include "study/check/file_trees.hpp"

#include <string>

namespace quickscan {

namespace {

/// The lines of the mapping that begins at this byte, with blanks for what precedes it in its line.
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

const YamlTree& FileTrees::tree(std::uint32_t source) {
  const auto [found, fresh] = trees_.try_emplace(source);
  auto& tree = found->second;
  if (fresh && source < sources_.size()) {
    Diagnostics ignored;
    if (!read_yaml(sources_.text(source), source, tree, ignored)) tree.clear();
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
  Diagnostics ignored;
  const auto lines = lines_of_mapping(whole, begin);
  if (!read_yaml(lines, source, read, ignored) || read.empty()) return {source, begin, begin + 1};
  const auto* value = read.find(read.root(), key);
  if (value == nullptr && read.root().first != 0) value = &read.at(read.root().first);
  if (value == nullptr) return {source, begin, begin + 1};
  const auto place = read.place(*value);
  const auto shift = static_cast<std::uint32_t>(lines.find_first_not_of(' '));
  return {source, place.begin - shift + begin, place.end - shift + begin};
}

}  // namespace quickscan
