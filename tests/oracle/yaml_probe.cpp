// Reads YAML texts from standard input, each after its size in bytes on a line of its own, and prints for each a line
// of JSON: the tree, or the first finding of a text that is refused.

#include "core/render_diagnostics.hpp"
#include "yaml/parse.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string>

using namespace quickscan;
using nlohmann::json;

namespace {

/// A mapping is {"map": [[key, value] …]}, so that its order is seen; nothing is null.
json value_of(const YamlTree& tree, const YamlNode& node) {
  if (node.kind == YamlNode::Kind::scalar) return node.empty ? json() : json(tree.text(node));
  auto children = json::array();
  for (auto index = node.first; index != 0; index = tree.at(index).next) {
    auto child = value_of(tree, tree.at(index));
    if (node.kind == YamlNode::Kind::mapping) {
      index = tree.at(index).next;
      child = json::array({std::move(child), value_of(tree, tree.at(index))});
    }
    children.push_back(std::move(child));
  }
  return node.kind == YamlNode::Kind::mapping ? json{{"map", std::move(children)}} : children;
}

json reading_of(const std::string& text) {
  Sources sources([&](const std::string&) { return std::optional(text); });
  YamlTree tree;
  Diagnostics diagnostics;
  if (read_yaml(text, sources.add("a"), tree, diagnostics)) return {{"tree", value_of(tree, tree.root())}};
  return {{"refused", render_line(diagnostics.front(), sources)}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::size_t size = 0;
  while (std::cin >> size) {
    std::cin.get();
    std::string text(size, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(size));
    std::cout << reading_of(text).dump() << '\n';
  }
}
