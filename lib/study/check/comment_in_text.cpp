#include "study/check/comment_in_text.hpp"

#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

/// Where a text without quotation marks ends; of one over several lines a node has only the first. What YAML makes of
/// their ends and indents is white space.
std::size_t end_of(std::string_view raw, const YamlTree& tree, const YamlNode& text) {
  if (!text.kept) return raw.substr(0, text.end).find_last_not_of(" \t\r\n") + 1;
  std::size_t at = text.begin;
  for (const char sign : tree.text(text)) {
    if (is_white(sign)) continue;
    while (at < raw.size() && is_white(raw[at])) ++at;
    ++at;
  }
  return std::min(at, raw.size());
}

}  // namespace

void check_comment_behind(std::string_view raw, const YamlTree& tree, const YamlNode& value, std::string_view key,
                          Diagnostics& diagnostics) {
  for (auto index = value.first; index != 0; index = tree.at(index).next)
    check_comment_behind(raw, tree, tree.at(index), key, diagnostics);
  if (value.kind != YamlNode::Kind::scalar || value.quoted || value.empty) return;
  const auto text_end = end_of(raw, tree, value);
  const auto begin = raw.find_first_not_of(" \t", text_end);
  if (begin == std::string_view::npos || begin == text_end || raw[begin] != '#') return;
  const auto end = std::min(raw.find_first_of("\r\n", begin), raw.size());
  if (raw.substr(begin, end - begin).starts_with("# quickscan:")) return;
  auto& one = diagnostics.emplace_back(
      finding(rule::comment_in_text, {tree.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
              fmt::format("`{}` ends before this number sign", key)));
  one.label = "a comment, no part of the text";
  one.help = "put the whole text in quotation marks, or the comment on a line of its own";
}

}  // namespace quickscan
