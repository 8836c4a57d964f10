#pragma once

#include "core/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The limits of reading (manual/format.md#limits).
struct YamlLimits {
  std::size_t bytes = std::size_t{8} << 20U;
  std::size_t depth = 32;
  std::size_t nodes = 500'000;
  std::size_t text = std::size_t{1} << 20U;
  std::size_t key = 200;
};

/// A value of a YAML file. A mapping's children are key, value, key, value …; keys are always text.
struct YamlNode {
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  /// The scalar was quoted or a block, so it is text whatever it looks like.
  bool quoted = false;
  /// There was no value (`key:`).
  bool empty = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Index of the next sibling in the tree, 0 for none.
  std::uint32_t next = 0;
  /// Index of the first child, 0 for none.
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  /// The scalar's text, a span of the tree's own store.
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;

  bool operator==(const YamlNode&) const = default;
};

/// A file as a tree: one vector of nodes (the root is the first) and one store of texts.
/// A tree can be read into again and again without new memory.
class YamlTree {
 public:
  std::uint32_t source = Place::nowhere;
  /// It came from the first pass (YamlPasses).
  bool spared = false;
  std::vector<YamlNode> nodes;
  std::string texts;

  void clear();
  bool empty() const { return nodes.empty(); }
  const YamlNode& root() const { return nodes.front(); }
  const YamlNode& at(std::uint32_t index) const { return nodes[index]; }
  std::string_view text(const YamlNode& node) const {
    return std::string_view(texts).substr(node.text_begin, node.text_size);
  }
  Place place(const YamlNode& node) const { return {source, node.begin, node.end}; }
  /// The value of `key` in a mapping, or null.
  const YamlNode* find(const YamlNode& mapping, std::string_view key) const;
};

/// How often yaml-cpp goes over a file: once without the texts that it can be spared and, only if
/// anything is wrong or doubtful then, over the whole (yaml/spared.hpp); or over the whole at once.
/// The tree and the findings are the same.
enum class YamlPasses : std::uint8_t { spared_first, whole };

/// Reads `text` by the rules of every file of a study: strict UTF-8, exactly one document, a mapping
/// at the top, no anchors, aliases, tags, directives, duplicate keys or control characters, no
/// unclosed quote. What is wrong is added to `diagnostics`; false if the file cannot be used at all.
bool read_yaml(std::string_view text, std::uint32_t source, YamlTree& tree, Diagnostics& diagnostics,
               const YamlLimits& limits = {}, YamlPasses passes = YamlPasses::spared_first);

}  // namespace quickscan
