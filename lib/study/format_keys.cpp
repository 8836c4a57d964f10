#include "study/format_keys.hpp"

#include "embedded.hpp"
#include "yaml/fields.hpp"

#include <array>
#include <cassert>

namespace quickscan {

std::string FormatKey::name() const {
  auto last = path.substr(path.rfind('.') + 1);
  if (last.ends_with("[]")) last.resize(last.size() - 2);
  return last;
}

std::vector<FormatKey> format_keys() {
  static constexpr auto columns =
      std::to_array<std::string_view>({"meaning", "values", "meanings", "default", "example", "rules"});
  YamlTree tree;
  Diagnostics diagnostics;
  std::vector<FormatKey> keys;
  if (!read_yaml(embedded("data/keys.yaml"), 0, tree, diagnostics)) return keys;
  const Fields fields(tree, diagnostics);
  fields.each_entry(tree.root(), [&](const YamlNode& file, const YamlNode& entries) {
    fields.each_entry(entries, [&](const YamlNode& path, const YamlNode& entry) {
      const Record record(fields, entry, columns);
      const auto text = [&](std::string_view column) {
        const auto* node = record.find(column);
        return node == nullptr ? std::string() : std::string(fields.raw(*node));
      };
      FormatKey key;
      key.file = fields.raw(file);
      key.path = fields.raw(path);
      if (const auto* meaning = record.require("meaning")) key.meaning = fields.local_text(*meaning);
      key.values = text("values");
      if (const auto* meanings = record.find("meanings")) {
        fields.each_entry(*meanings, [&](const YamlNode& value, const YamlNode& meaning) {
          key.meanings.emplace_back(fields.raw(value), fields.local_text(meaning));
        });
      }
      key.fallback = text("default");
      key.example = text("example");
      if (const auto* rules = record.find("rules"))
        fields.each(*rules, [&](const YamlNode& rule) { key.rules.emplace_back(fields.raw(rule)); });
      keys.push_back(std::move(key));
    });
  });
  assert(diagnostics.empty());
  return keys;
}

}  // namespace quickscan
