#include "yaml/fields.hpp"

#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "yaml/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <vector>

namespace quickscan {

namespace {

std::string_view kind_name(const YamlNode& node) {
  if (node.empty) return "nothing";
  if (node.kind == YamlNode::Kind::sequence) return "a list";
  return node.kind == YamlNode::Kind::mapping ? "a mapping" : "a text";
}

std::vector<std::string> to_strings(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

// A merge key or a key that is too long was reported when the file was read.
bool refused_already(std::string_view key) { return key == "<<" || key.size() > YamlLimits{}.key; }

std::string listed(std::span<const std::string_view> names) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += i + 1 == names.size() ? " or " : ", ";
    result += fmt::format("`{}`", names[i]);
  }
  return result;
}

}  // namespace

bool is_id(std::string_view text) {
  constexpr std::size_t most = 64;
  const auto first = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= most && first(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return first(c) || c == '.' || c == '_' || c == '-'; });
}

Diagnostic& Fields::report(const Rule& rule, const YamlNode& node, std::string message) const {
  return diagnostics_.emplace_back(finding(rule, tree_.place(node), std::move(message)));
}

std::optional<std::string_view> Fields::text(const YamlNode& node) const {
  if (node.kind != YamlNode::Kind::scalar || node.empty) {
    report(rule::wrong_shape, node, fmt::format("found {}, expected a text", kind_name(node)));
    return std::nullopt;
  }
  if (node.text_size == 0) {
    report(rule::empty_value, node, "an empty text");
    return std::nullopt;
  }
  return raw(node);
}

LocalText Fields::local_text(const YamlNode& node) const {
  LocalText result;
  if (node.kind != YamlNode::Kind::mapping) {
    if (const auto both = text(node)) result = {std::string(*both), std::string(*both)};
    return result;
  }
  static constexpr auto keys = std::to_array<std::string_view>({"nl", "en"});
  const Record record(*this, node, keys);
  for (auto [key, target] : {std::pair{"nl", &result.nl}, std::pair{"en", &result.en}}) {
    const auto* value = record.find(key);
    if (const auto one = value == nullptr ? std::nullopt : text(*value)) *target = *one;
  }
  return result;
}

std::optional<std::string_view> Fields::id(const YamlNode& node, bool dots) const {
  const auto given = text(node);
  if (!given) return std::nullopt;
  if (!is_id(*given)) {
    report(rule::not_an_id, node, fmt::format("`{}` is not an id", shown_value(*given))).help =
        "an id has lower-case letters, digits, dots, dashes and underscores, at most 64, and begins with a letter or "
        "digit";
    return std::nullopt;
  }
  if (!dots && given->find('.') != std::string_view::npos) {
    report(rule::not_an_id, node, fmt::format("`{}` holds a dot", shown_value(*given))).help = "use a dash instead";
    return std::nullopt;
  }
  return given;
}

std::optional<int> Fields::whole_number(const YamlNode& node, int low, int high) const {
  const auto given = text(node);
  if (!given) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  const bool leading_zero = given->size() > 1 && given->front() == '0';
  if (error != std::errc{} || end != given->data() + given->size() || leading_zero || given->front() == '-') {
    report(rule::not_a_number, node, fmt::format("`{}` is not a whole number", shown_value(*given)));
    return std::nullopt;
  }
  if (value < low || value > high) {
    constexpr int no_limit = 1'000'000;
    report(rule::out_of_range, node,
           high < no_limit ? fmt::format("{} lies outside {} to {}", value, low, high)
                           : fmt::format("found {}, expected at least {}", value, low));
    return std::nullopt;
  }
  return value;
}

std::optional<double> Fields::number(const YamlNode& node) const {
  const auto given = text(node);
  if (!given) return std::nullopt;
  const bool plain = std::ranges::all_of(*given, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  const bool leading_zero = given->size() > 1 && given->front() == '0' && (*given)[1] != '.';
  double value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (!plain || leading_zero || given->back() == '.' || error != std::errc{} || end != given->data() + given->size()) {
    auto& one = report(rule::not_a_number, node, fmt::format("`{}` is not a number", shown_value(*given)));
    if (given->find(',') != std::string_view::npos) one.help = "write a decimal point, not a comma";
    return std::nullopt;
  }
  return value;
}

std::optional<bool> Fields::boolean(const YamlNode& node) const {
  const auto given = text(node);
  if (!given) return std::nullopt;
  if (!node.quoted && (*given == "true" || *given == "false")) return *given == "true";
  auto& one = report(rule::not_a_boolean, node, fmt::format("`{}` is not `true` or `false`", shown_value(*given)));
  static constexpr auto yes =
      std::to_array<std::string_view>({"yes", "ja", "Yes", "Ja", "y", "on", "True", "TRUE", "true"});
  static constexpr auto no =
      std::to_array<std::string_view>({"no", "nee", "No", "Nee", "n", "off", "False", "FALSE", "false"});
  if (std::ranges::find(yes, *given) != yes.end()) one.help = "write `true`, without quotes";
  if (std::ranges::find(no, *given) != no.end()) one.help = "write `false`, without quotes";
  static const std::array<std::string, 2> words{"true", "false"};
  if (one.help.empty()) one.help = did_you_mean(*given, words);
  return std::nullopt;
}

bool Fields::is_mapping(const YamlNode& node) const {
  if (node.kind == YamlNode::Kind::mapping) return true;
  report(rule::wrong_shape, node, fmt::format("found {}, expected a mapping of keys to values", kind_name(node)));
  return false;
}

bool Fields::is_sequence(const YamlNode& node) const {
  if (node.kind == YamlNode::Kind::sequence) return true;
  report(rule::wrong_shape, node, fmt::format("found {}, expected a list", kind_name(node)));
  return false;
}

void Fields::unknown_value(const YamlNode& node, std::span<const std::string_view> names) const {
  auto& one = report(rule::unknown_value, node, fmt::format("unknown value `{}`", shown_value(raw(node))));
  one.label = "expected " + listed(names);
  one.help = did_you_mean(raw(node), to_strings(names));
}

Record::Record(const Fields& fields, const YamlNode& mapping, std::span<const std::string_view> keys)
    : fields_(fields), mapping_(mapping), keys_(keys) {
  assert(keys.size() <= most_keys);
  if (mapping.kind != YamlNode::Kind::mapping) return;
  // Keys mostly come in their order, so that the next one is looked at first.
  std::size_t next = 0;
  std::size_t unknown = 0;
  constexpr std::size_t most_explained = 200;  // of one file no more are shown
  fields.each_entry(mapping, [&](const YamlNode& key, const YamlNode& value) {
    while (next < keys_.size() && keys_[next] != fields.raw(key)) ++next;
    const auto index = next < keys_.size() ? next : index_of(fields.raw(key));
    next = index < keys_.size() ? index + 1 : 0;
    if (index == keys_.size() && refused_already(fields.raw(key))) return;
    if (index == keys_.size()) {
      auto& one = fields.report(rule::unknown_key, key, fmt::format("unknown key `{}`", shown_value(fields.raw(key))));
      if (++unknown > most_explained) return;
      const auto meant = key_meant_by(fields.raw(key));
      if (const auto colon = fields.raw(key).find(':'); meant && value.empty && colon != std::string_view::npos) {
        one.help = fmt::format("write a blank behind the colon, `{}: {}`", *meant,
                               shown_value(fields.raw(key).substr(colon + 1)));
        written_ |= 1U << index_of(*meant);
      } else if (meant) {
        one.help = fmt::format("did you mean `{}`?", *meant);
        // A slip is one mistake: the key that was meant is not missing as well.
        written_ |= 1U << index_of(*meant);
      } else {
        one.label = "expected " + listed(keys_);
      }
    } else if (value.empty) {
      written_ |= 1U << index;
      fields.report(rule::empty_value, value, fmt::format("`{}` has no value", fields.raw(key)));
    } else {
      written_ |= 1U << index;
      values_[index] = &value;
    }
  });
}

std::optional<std::string> Record::key_meant_by(std::string_view written) const {
  // `level:operational` is a key to YAML, and `recommendation` begins with the `rec` that is meant.
  const auto name = written.substr(0, written.find(':'));
  if (std::ranges::find(keys_, name) != keys_.end()) return std::string(name);
  if (auto near = suggest(written, to_strings(keys_))) return near;
  constexpr std::size_t telling = 3;
  const auto begun = std::ranges::find_if(
      keys_, [&](std::string_view key) { return key.size() >= telling && written.starts_with(key); });
  return begun == keys_.end() ? std::nullopt : std::optional<std::string>(*begun);
}

std::size_t Record::index_of(std::string_view key) const {
  return static_cast<std::size_t>(std::ranges::find(keys_, key) - keys_.begin());
}

const YamlNode* Record::find(std::string_view key) const {
  const auto index = index_of(key);
  assert(index < keys_.size());
  return values_[index];
}

const YamlNode* Record::require(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr && !has(key) && mapping_.kind == YamlNode::Kind::mapping) {
    // The first key is a place that exists; the whole mapping would underline half a file.
    const auto& place = mapping_.first == 0 ? mapping_ : fields_.tree().at(mapping_.first);
    fields_.report(rule::missing_key, place, fmt::format("`{}` is missing", key));
  }
  return value;
}

bool Record::has(std::string_view key) const { return (written_ >> index_of(key) & 1U) != 0; }

}  // namespace quickscan
