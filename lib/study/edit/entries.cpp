#include "study/edit/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace quickscan {

namespace {

bool read_tree(const std::string& text, YamlTree& tree) {
  Diagnostics ignored;
  return read_yaml(text, 0, tree, ignored) && !tree.empty();
}

/// The text with a line at its end, all lines of it ended as in the file.
std::string with_line(std::string text, const std::string& line) {
  const auto end = line_end_of(text);
  if (!text.empty() && !text.ends_with('\n')) text += end;
  return text + line + end;
}

/// The text with an entry at the end of its top mapping.
std::string with_last_entry(const YamlTree& tree, const std::string& text, const std::string& entry) {
  const auto& root = tree.root();
  if (text[root.begin] != '{') return with_line(text, entry);
  const auto before = text.find_last_not_of(" \r\n", whole_end(tree, root) - 2) + 1;
  const auto at = static_cast<std::uint32_t>(before);
  const bool first = text[before - 1] == '{' || text[before - 1] == ',';
  return replaced_at(text, {{at, at, (first ? "" : ", ") + entry}});
}

/// The entry below a mapping or list that `at` lies in, the innermost; nothing where it lies in none.
std::optional<Replacement> innermost_entry(const YamlTree& tree, const YamlNode& node, std::uint32_t at) {
  const auto holds = [&](const YamlNode& one) { return one.begin <= at && at < whole_end(tree, one); };
  if (node.kind == YamlNode::Kind::scalar) return std::nullopt;
  for (auto child = node.first; child != 0; child = tree.at(child).next) {
    const auto& one = tree.at(child);
    const bool is_key = node.kind == YamlNode::Kind::mapping;
    const auto& value = is_key ? tree.at(child = one.next) : one;
    if (is_key && holds(one)) return Replacement{one.begin, std::max(one.end, whole_end(tree, value)), {}};
    if (!holds(value)) continue;
    if (value.kind == YamlNode::Kind::scalar) return Replacement{node.begin, whole_end(tree, node), {}};
    return innermost_entry(tree, value, at);
  }
  return std::nullopt;
}

}  // namespace

std::string entry_at(const std::string& text, std::uint32_t at) {
  YamlTree tree;
  const auto span = read_tree(text, tree) ? innermost_entry(tree, tree.root(), at) : std::nullopt;
  if (!span) return {};
  const auto line = text.rfind('\n', span->begin) + 1;  // its indentation, which lines below the first have too
  const bool indented = text.find_first_not_of(' ', line) == span->begin;
  const auto begin = indented ? line : span->begin;
  return text.substr(begin, span->end - begin);
}

std::string line_end_of(std::string_view text) {
  const auto first = text.find('\n');
  return first != std::string_view::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

std::string top_value(const std::string& text, std::string_view key) {
  YamlTree tree;
  const auto* node = read_tree(text, tree) ? tree.find(tree.root(), key) : nullptr;
  return node == nullptr ? std::string() : std::string(tree.text(*node));
}

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
  const char open = node.begin < tree.file.size() ? tree.file[node.begin] : ' ';
  if (node.kind == YamlNode::Kind::scalar || (open != '{' && open != '[')) return end;
  // Between the last item and the closing bracket there are commas and comments only.
  std::size_t at = std::max(end, node.begin + 1);
  while (at < tree.file.size() && tree.file[at] != (open == '{' ? '}' : ']'))
    at = tree.file[at] == '#' ? std::min(tree.file.find('\n', at), tree.file.size()) : at + 1;
  return static_cast<std::uint32_t>(std::min(at + 1, tree.file.size()));
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
  constexpr auto blanks = " \r\n";
  const auto after = text.find_first_not_of(blanks, end);
  if (after != std::string::npos && text[after] == ',')
    return {begin, static_cast<std::uint32_t>(std::min(text.find_first_not_of(blanks, after + 1), text.size())), {}};
  const auto before = text.find_last_not_of(blanks, begin - 1);
  return {text[before] == ',' ? static_cast<std::uint32_t>(before) : begin, end, {}};
}

std::string without_keys(const std::string& text, const std::vector<std::string>& keys,
                         const std::vector<std::string>& references) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  const auto is_gone = [&](const YamlNode& node) { return std::ranges::find(keys, tree.text(node)) != keys.end(); };
  std::vector<Replacement> gone;
  for (auto at = tree.root().first; at != 0; at = tree.at(tree.at(at).next).next) {
    const auto& key = tree.at(at);
    const auto& value = tree.at(key.next);
    const auto remove = [&](const YamlNode& from, const YamlNode& to) {
      gone.push_back(entry_span(text, from.begin, std::max(from.end, whole_end(tree, to))));
    };
    if (is_gone(key)) remove(key, value);
    if (value.kind != YamlNode::Kind::mapping) continue;
    for (auto inner = value.first; inner != 0; inner = tree.at(tree.at(inner).next).next) {
      const auto& of = tree.at(inner);
      const bool refers = std::ranges::find(references, tree.text(of)) != references.end();
      if (refers && is_gone(tree.at(of.next))) remove(of, tree.at(of.next));
    }
  }
  return replaced_at(text, std::move(gone));
}

std::string with_value(const std::string& text, std::string_view key, std::string_view value, std::string_view after) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  const auto* node = tree.find(tree.root(), key);
  if (node != nullptr && node->kind == YamlNode::Kind::scalar)
    return replaced_at(text, {{node->begin, node->end, std::string(value)}});
  const auto entry = fmt::format("{}: {}", key, value);
  const auto* before = after.empty() ? nullptr : tree.find(tree.root(), after);
  if (before == nullptr || text[tree.root().begin] == '{') return with_last_entry(tree, text, entry);
  const auto line = std::min(text.find('\n', whole_end(tree, *before)), text.size() - 1) + 1;
  const auto at = static_cast<std::uint32_t>(line);
  return replaced_at(text, {{at, at, entry + line_end_of(text)}});
}

std::string with_item(const std::string& text, std::string_view key, const std::string& item) {
  YamlTree tree;
  if (!read_tree(text, tree)) return text;
  const auto* list = tree.find(tree.root(), key);
  const auto line_end = line_end_of(text);
  if (list == nullptr && text[tree.root().begin] == '{')
    return with_last_entry(tree, text, fmt::format("{}: [{}]", key, item));
  if (list == nullptr) return with_line(text, fmt::format("{}:{}- {}", key, line_end, item));
  const bool mapping = list->kind == YamlNode::Kind::mapping;
  if (list->first == 0) return replaced_at(text, {{list->begin, list->end, fmt::format("[{}]", item)}});
  auto begin = list->first;
  auto value = mapping ? tree.at(begin).next : begin;
  for (auto next = tree.at(value).next; next != 0; next = tree.at(value).next) {
    begin = next;
    value = mapping ? tree.at(next).next : next;
  }
  const auto end = whole_end(tree, tree.at(value));
  const auto span = entry_span(text, tree.at(begin).begin, end);
  if (text[list->begin] == '{' || text[list->begin] == '[') return replaced_at(text, {{end, end, ", " + item}});
  const auto indent = text.substr(span.begin, text.find_first_not_of(' ', span.begin) - span.begin);
  const auto ended = text[span.end - 1] == '\n' ? std::string() : line_end;
  const auto line = fmt::format("{}{}{}{}{}", ended, indent, mapping ? "" : "- ", item, line_end);
  return replaced_at(text, {{span.end, span.end, line}});
}

}  // namespace quickscan
