#include "core/messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace quickscan {

namespace {

const MessageArgument* find_argument(std::initializer_list<MessageArgument> arguments, std::string_view name) {
  const auto* found = std::ranges::find(arguments, name, &MessageArgument::name);
  return found == arguments.end() ? nullptr : found;
}

std::string list_of(const std::vector<std::string>& items, std::string_view last_separator) {
  std::string result;
  for (std::size_t index = 0; index < items.size(); ++index) {
    if (index > 0) result += index + 1 < items.size() ? ", " : last_separator;
    result += items[index];
  }
  return result;
}

}  // namespace

MessageArgument::MessageArgument(std::string_view its_name, int its_value)
    : name(its_name), value(fmt::format("{}", its_value)) {}

Messages::Messages(Language language) : language_(language), texts_(embedded_messages(name_of(language))) {}

const EmbeddedMessage* Messages::find(std::string_view key) const {
  const auto found = std::ranges::lower_bound(texts_, key, {}, &EmbeddedMessage::key);
  return found != texts_.end() && found->key == key ? &*found : nullptr;
}

bool Messages::has(std::string_view key) const { return find(key) != nullptr; }

std::string Messages::operator()(std::string_view key) const {
  const auto* message = find(key);
  return message == nullptr ? fmt::format("[{}]", key) : std::string(message->text);
}

std::string Messages::operator()(std::string_view key, std::initializer_list<MessageArgument> arguments) const {
  const auto* message = find(key);
  return message == nullptr ? fmt::format("[{}]", key) : fill_in(message->text, arguments);
}

std::vector<std::string> Messages::keys() const {
  std::vector<std::string> result;
  result.reserve(texts_.size());
  std::ranges::transform(texts_, std::back_inserter(result), [](const auto& row) { return std::string(row.key); });
  return result;
}

std::string Messages::list(const std::vector<std::string>& items) const {
  return list_of(items, language_ == Language::nl ? " en " : " and ");
}

std::string Messages::list_or(const std::vector<std::string>& items) const {
  return list_of(items, language_ == Language::nl ? " of " : " or ");
}

std::string fill_in(std::string_view pattern, std::initializer_list<MessageArgument> arguments) {
  std::string result;
  result.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    if (close == std::string_view::npos) {
      result += pattern.substr(open);
      break;
    }
    const auto inside = pattern.substr(open + 1, close - open - 1);
    const auto question = inside.find('?');
    const auto* argument = find_argument(arguments, inside.substr(0, question));
    if (argument == nullptr) {
      result += pattern.substr(open, close - open + 1);
    } else if (question == std::string_view::npos) {
      result += argument->value;
    } else {
      const auto words = inside.substr(question + 1);
      const auto bar = words.find('|');
      const bool one = argument->value == "1" || argument->value == "\u22121";
      result += one ? words.substr(0, bar) : words.substr(bar + 1);
    }
    pattern.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace quickscan
