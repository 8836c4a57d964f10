#pragma once

#include "core/language.hpp"
#include "yaml/parse.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace quickscan {

/// Whether a text is an id: `[a-z0-9][a-z0-9._-]{0,63}`.
bool is_id(std::string_view text);

/// Reads values of a YAML tree strictly and reports what is wrong with them: nothing is guessed.
/// Every function takes the node it reads and gives nothing where the node is not what it should be,
/// after adding a finding at its place.
class Fields {
 public:
  Fields(const YamlTree& tree, Diagnostics& diagnostics) : tree_(tree), diagnostics_(diagnostics) {}

  const YamlTree& tree() const { return tree_; }
  Diagnostics& diagnostics() const { return diagnostics_; }
  std::string_view raw(const YamlNode& node) const { return tree_.text(node); }

  /// Adds a finding at a node.
  Diagnostic& report(const Rule& rule, const YamlNode& node, std::string message) const;

  /// A text that is not empty.
  std::optional<std::string_view> text(const YamlNode& node) const;
  /// A text for people: one string, or a map by language.
  LocalText local_text(const YamlNode& node) const;
  /// An id: `[a-z0-9][a-z0-9._-]{0,63}`, without a dot where `dots` is off.
  std::optional<std::string_view> id(const YamlNode& node, bool dots = true) const;
  /// A whole number from `low` to `high`, without sign, leading zero or decimal point.
  std::optional<int> whole_number(const YamlNode& node, int low, int high) const;
  /// A number not below 0, with a decimal point where it has one.
  std::optional<double> number(const YamlNode& node) const;
  /// `true` or `false`.
  std::optional<bool> boolean(const YamlNode& node) const;

  bool is_mapping(const YamlNode& node) const;
  bool is_sequence(const YamlNode& node) const;

  /// One of the values that a key may have.
  template <typename Value, std::size_t size>
  std::optional<Value> choice(const YamlNode& node,
                              const std::array<std::pair<std::string_view, Value>, size>& choices) const {
    const auto given = text(node);
    if (!given) return std::nullopt;
    for (const auto& [name, value] : choices)
      if (name == *given) return value;
    std::array<std::string_view, size> names{};
    for (std::size_t i = 0; i < size; ++i) names[i] = choices[i].first;
    unknown_value(node, names);
    return std::nullopt;
  }

  /// Calls `function(const YamlNode& item)` for each item of a list.
  template <typename Function>
  void each(const YamlNode& sequence, Function function) const {
    for (auto index = sequence.first; index != 0; index = tree_.at(index).next) function(tree_.at(index));
  }
  /// Calls `function(const YamlNode& key, const YamlNode& value)` for each entry of a mapping.
  template <typename Function>
  void each_entry(const YamlNode& mapping, Function function) const {
    for (auto index = mapping.first; index != 0; index = tree_.at(tree_.at(index).next).next)
      function(tree_.at(index), tree_.at(tree_.at(index).next));
  }

 private:
  void unknown_value(const YamlNode& node, std::span<const std::string_view> names) const;

  const YamlTree& tree_;
  Diagnostics& diagnostics_;
};

/// The entries of one mapping by the keys it may have; unknown keys and empty values are reported
/// when it is made.
class Record {
 public:
  static constexpr std::size_t most_keys = 24;

  /// `keys` are static texts; `nullable` entries of it may be empty.
  Record(const Fields& fields, const YamlNode& mapping, std::span<const std::string_view> keys);

  /// The value of the key with this index in `keys`, or null.
  const YamlNode* at(std::size_t key) const { return values_[key]; }
  /// The value of a key, or null where it is not there or has no value.
  const YamlNode* find(std::string_view key) const;
  /// The value of a required key; a missing one is reported at the mapping, a misspelt one was reported at its
  /// place.
  const YamlNode* require(std::string_view key) const;
  /// Whether the key was written, with a value or without, or misspelt.
  bool has(std::string_view key) const;
  const YamlNode& node() const { return mapping_; }

 private:
  std::size_t index_of(std::string_view key) const;
  /// The key that an unknown one may be meant as.
  std::optional<std::string> key_meant_by(std::string_view written) const;

  const Fields& fields_;
  const YamlNode& mapping_;
  std::span<const std::string_view> keys_;
  std::array<const YamlNode*, most_keys> values_{};
  std::uint32_t written_ = 0;
};

}  // namespace quickscan
