#include "study/edit/entries.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

bool read_tree(const std::string& text, YamlTree& tree) {
  Diagnostics ignored;
  return read_yaml(text, 0, tree, ignored) && !tree.empty();
}

std::string with_line(std::string text, std::string_view line) {
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  return text.append(line) += '\n';
}

}  // namespace

std::string replaced_at(const std::string& text, std::vector<Replacement> replacements) {
  std::ranges::stable_sort(replacements, {}, &Replacement::begin);
  std::string out;
  std::uint32_t from = 0;
  for (const auto& one : replacements) {
    if (one.begin < from) continue;  // inside something that goes as a whole
    out.append(text, from, one.begin - from);
    out += one.text;
    from = one.end;
  }
  return out.append(text, from);
}

std::uint32_t whole_end(const YamlTree& tree, const YamlNode& node) {
  auto end = node.end;
  for (auto at = node.first; at != 0; at = tree.at(at).next) end = std::max(end, whole_end(tree, tree.at(at)));
  return end;
}

Replacement entry_span(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  const auto line = begin == 0 ? 0 : text.rfind('\n', begin - 1) + 1;
  const bool own_lines = text.substr(line, begin - line).find_first_not_of(" -") == std::string::npos;
  if (own_lines) {
    const auto next = text.find('\n', end);
    return {static_cast<std::uint32_t>(line),
            static_cast<std::uint32_t>(next == std::string::npos ? text.size() : next + 1),
            {}};
  }
  const auto after = text.find_first_not_of(" \n", end);
  if (after != std::string::npos && text[after] == ',')
    return {begin, static_cast<std::uint32_t>(std::min(text.find_first_not_of(" \n", after + 1), text.size())), {}};
  const auto before = text.find_last_not_of(" \n", begin - 1);
  return {text[before] == ',' ? static_cast<std::uint32_t>(before) : begin, end, {}};
}

std::string without_keys(const std::string& text, const std::vector<std::string>& keys) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  std::vector<Replacement> gone;
  for (auto at = tree.root().first; at != 0; at = tree.at(tree.at(at).next).next) {
    const auto& key = tree.at(at);
    if (std::ranges::find(keys, tree.text(key)) != keys.end())
      gone.push_back(entry_span(text, key.begin, std::max(key.end, whole_end(tree, tree.at(key.next)))));
  }
  return replaced_at(text, std::move(gone));
}

std::string with_value(const std::string& text, std::string_view key, std::string_view value) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  const auto* node = tree.find(tree.root(), key);
  if (node == nullptr || node->kind != YamlNode::Kind::scalar)
    return with_line(text, fmt::format("{}: {}", key, value));
  return replaced_at(text, {{node->begin, node->end, std::string(value)}});
}

std::string with_item(const std::string& text, std::string_view key, std::string_view item) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  const auto* list = tree.find(tree.root(), key);
  if (list == nullptr) return with_line(text, fmt::format("{}:\n- {}", key, item));
  if (list->first == 0) return replaced_at(text, {{list->begin, list->end, fmt::format("[{}]", item)}});
  auto last = list->first;
  while (tree.at(last).next != 0) last = tree.at(last).next;
  const auto& node = tree.at(last);
  const auto end = whole_end(tree, node);
  const auto span = entry_span(text, node.begin, end);
  if (span.begin == node.begin || text[span.begin] == ',')  // between brackets
    return replaced_at(text, {{end, end, fmt::format(", {}", item)}});
  const auto dash = text.find('-', span.begin);
  const auto indent = text.substr(span.begin, dash - span.begin);
  const std::string line_end = text[span.end - 1] == '\n' ? "" : "\n";
  return replaced_at(text, {{span.end, span.end, fmt::format("{}{}- {}\n", line_end, indent, item)}});
}

}  // namespace quickscan
