#include "yaml/parse.hpp"

#include "core/utf8.hpp"
#include "yaml/authority.hpp"
#include "yaml/errors.hpp"
#include "yaml/subset.hpp"

#include <fmt/format.h>

namespace quickscan {

void YamlTree::clear() {
  file.clear();
  nodes.clear();
  texts.clear();
  source = Place::nowhere;
}

const YamlNode* YamlTree::find(const YamlNode& mapping, std::string_view key) const {
  if (mapping.kind != YamlNode::Kind::mapping) return nullptr;
  for (auto index = mapping.first; index != 0; index = nodes[nodes[index].next].next) {
    if (text(nodes[index]) == key) return &nodes[nodes[index].next];
  }
  return nullptr;
}

YamlNode& YamlTree::add(YamlNode::Kind kind, std::uint32_t parent, std::uint32_t& last) {
  const auto index = static_cast<std::uint32_t>(nodes.size());
  auto& node = nodes.emplace_back();
  node.kind = kind;
  if (index == 0) return node;
  auto& above = nodes[parent];
  (above.count == 0 ? above.first : nodes[last].next) = index;
  ++above.count;
  last = index;
  return node;
}

bool read_yaml(std::string_view text, std::uint32_t source, YamlTree& tree, Diagnostics& diagnostics,
               const YamlLimits& limits, YamlReaders readers) {
  tree.clear();
  tree.source = source;
  if (!check_raw_text(text, source, diagnostics, limits)) return false;
  tree.file.assign(text);
  const auto begin = text.starts_with(utf8_byte_order_mark) ? utf8_byte_order_mark.size() : 0;
  const auto end = text.find_last_not_of(" \r\n") + 1;
  std::optional<std::uint32_t> full_at;
  if (readers != YamlReaders::authority_alone && read_subset(tree, begin, end, limits, full_at)) return true;
  if (full_at) {
    diagnostics.push_back(finding(rule::too_many_values, {source, *full_at, *full_at},
                                  fmt::format("more than {} values in one file", limits.nodes)));
    return false;
  }
  if (readers == YamlReaders::subset_alone) return false;
  tree.nodes.clear();
  tree.texts.clear();
  return read_with_authority(tree, begin, end, diagnostics, limits);
}

}  // namespace quickscan
