#pragma once

#include "core/diagnostic.hpp"

#include <cstdint>
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
  /// What the format does not have, in one file; more than are ever shown.
  std::size_t refusals = 1000;
};

/// A value of a YAML file. A mapping's children are key, value, key, value …; keys are always text.
struct YamlNode {
  enum class Kind : std::uint8_t { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  /// The scalar was quoted or a block, so it is text whatever it looks like.
  bool quoted = false;
  /// There was no value (`key:`).
  bool empty = false;
  /// The scalar's text is not in the file as it is (it has escapes, or several lines), so the tree keeps it.
  bool kept = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// The line where it begins, from 1.
  std::uint32_t line = 0;
  /// Index of the next sibling in the tree, 0 for none.
  std::uint32_t next = 0;
  /// Index of the first child, 0 for none.
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  /// The scalar's text, a span of the file or of the texts that the tree keeps.
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;

  bool operator==(const YamlNode&) const = default;
};

/// A file as a tree: the file, one vector of nodes (the root is the first), and the texts that are written otherwise
/// than they read. A tree can be read into again and again without new memory.
class YamlTree {
 public:
  std::uint32_t source = Place::nowhere;
  std::string file;
  std::vector<YamlNode> nodes;
  std::string texts;

  void clear();
  bool empty() const { return nodes.empty(); }
  const YamlNode& root() const { return nodes.front(); }
  const YamlNode& at(std::uint32_t index) const { return nodes[index]; }
  std::string_view text(const YamlNode& node) const {
    return std::string_view(node.kept ? texts : file).substr(node.text_begin, node.text_size);
  }
  Place place(const YamlNode& node) const { return {source, node.begin, node.end}; }
  /// The value of `key` in a mapping, or null.
  const YamlNode* find(const YamlNode& mapping, std::string_view key) const;

  /// Adds a node as the last child of `parent`, whose last child so far is `last`; a root where the tree is empty.
  YamlNode& add(YamlNode::Kind kind, std::uint32_t parent, std::uint32_t& last);
};

/// Who reads a file: the reader of the subset that studies are written in (yaml/subset.hpp) and, where that gives up,
/// yaml-cpp. The tree and the findings are the same, which tests show with one of the two alone.
enum class YamlReaders : std::uint8_t { subset_first, subset_alone, authority_alone };

/// Reads `text` by the rules of every file of a study: strict UTF-8, exactly one document, a mapping
/// at the top, no anchors, aliases, tags, directives, duplicate keys or control characters, no
/// unclosed quote. What is wrong is added to `diagnostics`; false if the file cannot be used at all.
bool read_yaml(std::string_view text, std::uint32_t source, YamlTree& tree, Diagnostics& diagnostics,
               const YamlLimits& limits = {}, YamlReaders readers = YamlReaders::subset_first);

}  // namespace quickscan
