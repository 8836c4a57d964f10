#include "study/check/unchecked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace quickscan {

namespace {

/// The errors among what is shown that may be in the way of rules.
class ShownErrors {
 public:
  explicit ShownErrors(const Diagnostics& shown) {
    for (const auto& one : shown) {
      if (one.severity != Severity::error || one.is(rule::not_checked)) continue;
      places_.emplace(one.place.source, one.place.begin);
      if (!one.rule->suppressible) in_reading_.insert(one.place.source);
    }
  }

  /// Whether an error that is in the way is shown: this one, or another that no comment can set aside.
  bool explain(const Unchecked& one) const {
    if (places_.contains({one.cause.place.source, one.cause.place.begin})) return true;
    return one.source == Place::nowhere ? !in_reading_.empty() : in_reading_.contains(one.source);
  }

 private:
  std::set<std::pair<std::uint32_t, std::uint32_t>> places_;
  std::set<std::uint32_t> in_reading_;
};

std::string message_of(const std::set<std::string_view>& codes, const Unchecked& one) {
  if (codes.empty()) {
    return one.source == Place::nowhere ? "what goes by this file was not checked because of this error"
                                        : "nothing else in this file was checked because of this error";
  }
  std::string list;
  for (const auto code : codes) list += fmt::format("{}`{}`", list.empty() ? "" : ", ", code);
  return fmt::format("not checked because of this error: {}", list);
}

}  // namespace

bool asks_for(const CheckOptions& options, const Rule& rule, Severity severity) {
  const auto named = [&](const std::string& text) {
    return rule.name == text || rule.code.starts_with(text) || name_of(severity) == text;
  };
  const bool asked_for = options.select.empty() || std::ranges::any_of(options.select, named);
  return asked_for && std::ranges::none_of(options.ignore, named);
}

bool Unchecked::holds(const Rule& rule) const {
  return rules.empty() || std::ranges::find(rules, &rule) != rules.end();
}

void report_unchecked(const std::vector<Unchecked>& unchecked, const CheckOptions& options, const Sources& sources,
                      Diagnostics& shown) {
  if (unchecked.empty()) return;
  std::erase_if(shown, [](const Diagnostic& one) { return one.is(rule::not_checked); });
  struct Said {
    const Unchecked* one = nullptr;
    std::set<std::string_view> codes;
  };
  const ShownErrors errors(shown);
  const bool about_this = asks_for(options, rule::not_checked, rule::not_checked.severity);
  std::map<std::pair<std::uint32_t, std::uint32_t>, Said> by_cause;
  for (const auto& one : unchecked) {
    std::set<std::string_view> codes;
    for (const auto* rule : one.rules)
      if (about_this || asks_for(options, *rule, rule->severity)) codes.insert(rule->code);
    if ((codes.empty() && !one.rules.empty()) || errors.explain(one)) continue;
    auto& said = by_cause[{one.cause.place.source, one.cause.place.begin}];
    if (said.one == nullptr || one.rules.empty()) said.one = &one;
    said.codes.merge(codes);
  }
  if (by_cause.empty()) return;
  for (auto& [place, said] : by_cause) {
    if (said.one->rules.empty()) said.codes.clear();
    auto& one =
        shown.emplace_back(finding(rule::not_checked, said.one->cause.place, message_of(said.codes, *said.one)));
    one.label = fmt::format("{} `{}`", said.one->cause.rule->code, said.one->cause.rule->name);
    one.confidential = said.one->cause.confidential;
  }
  sort_and_unify(shown, sources);
}

}  // namespace quickscan
