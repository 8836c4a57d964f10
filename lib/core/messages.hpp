#pragma once

#include "core/language.hpp"
#include "embedded.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// A value for a placeholder of a message.
struct MessageArgument {
  MessageArgument(std::string_view its_name, std::string its_value) : name(its_name), value(std::move(its_value)) {}
  MessageArgument(std::string_view its_name, std::string_view its_value) : name(its_name), value(its_value) {}
  MessageArgument(std::string_view its_name, const char* its_value) : name(its_name), value(its_value) {}
  MessageArgument(std::string_view its_name, int its_value);

  std::string_view name;
  std::string value;
};

/// The texts of one language, from data/messages/<language>.yaml: a mapping of groups to keys to texts,
/// asked for as `group.key`. In a text, `{name}` is replaced by an argument and `{name?one|many}` for the
/// word that goes with it (`one` where the argument is 1).
class Messages {
 public:
  explicit Messages(Language language);

  Language language() const { return language_; }
  bool has(std::string_view key) const;
  /// The text of `key`; the key itself in brackets where it is missing, which a test rules out.
  std::string operator()(std::string_view key) const;
  std::string operator()(std::string_view key, std::initializer_list<MessageArgument> arguments) const;
  /// All keys, sorted.
  std::vector<std::string> keys() const;
  /// `a, b en c`.
  std::string list(const std::vector<std::string>& items) const;
  /// `a, b of c`.
  std::string list_or(const std::vector<std::string>& items) const;

 private:
  const EmbeddedMessage* find(std::string_view key) const;

  Language language_;
  std::span<const EmbeddedMessage> texts_;  // sorted by key
};

/// Fills the placeholders of a message.
std::string fill_in(std::string_view pattern, std::initializer_list<MessageArgument> arguments);

}  // namespace quickscan
