#include "yaml/duplicate_keys.hpp"

#include "core/rules.hpp"
#include "yaml/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

bool refuse_duplicate_keys(const YamlTree& tree, const YamlNode& mapping, Diagnostics& diagnostics) {
  std::vector<const YamlNode*> keys;
  keys.reserve(mapping.count / 2);
  for (auto key = mapping.first; key != 0; key = tree.at(tree.at(key).next).next) keys.push_back(&tree.at(key));
  const auto text = [&](const YamlNode* key) { return tree.text(*key); };
  std::ranges::stable_sort(keys, {}, text);
  bool found = false;
  std::size_t first = 0;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (text(keys[i]) != text(keys[first])) {
      first = i;
      continue;
    }
    found = true;
    auto& one = diagnostics.emplace_back(finding(rule::duplicate_key, tree.place(*keys[i]),
                                                 fmt::format("duplicate key `{}`", shown_value(text(keys[i])))));
    one.label = "given again here";
    one.notes.push_back({tree.place(*keys[first]), "first given here"});
  }
  return found;
}

}  // namespace quickscan
