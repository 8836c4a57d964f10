#include "study/check/hidden_names.hpp"

#include <algorithm>

namespace quickscan {

namespace {

std::vector<HiddenNames::Lines> lines_with_names(std::string_view text, const NameIndex& names) {
  std::vector<HiddenNames::Lines> lines;
  for (const auto& hit : names.find_all(text)) {
    const auto before = text.substr(0, hit.begin).rfind('\n');
    lines.push_back(
        {before == std::string_view::npos ? 0 : before + 1, std::min(text.find('\n', hit.end), text.size())});
  }
  return lines;
}

/// What stands between backticks, which may be the user's own words, becomes "…".
std::string without_values(std::string_view words) {
  std::string text;
  while (!words.empty()) {
    const auto open = words.find('`');
    const auto close = open == std::string_view::npos ? open : words.find('`', open + 1);
    if (close == std::string_view::npos) break;
    text += words.substr(0, open);
    text += "`…`";
    words.remove_prefix(close + 1);
  }
  return text += words;
}

void hide(Diagnostic& one) {
  // What the program says of the key file by itself repeats nothing of it either.
  if (!one.confidential)
    for (auto* words : {&one.message, &one.label, &one.help}) *words = without_values(*words);
  for (auto& note : one.notes) note.text = without_values(note.text);
  one.confidential = true;
}

}  // namespace

HiddenNames::HiddenNames(const Sources& sources, const NameIndex& names, const Diagnostics& found)
    : sources_(sources), names_(names) {
  for (const auto& one : found) {
    const auto source = one.place.source;
    if (!one.is(rule::name_of_a_person) || !one.place.known() || lines_.contains(source)) continue;
    lines_.emplace(source, lines_with_names(sources.text(source), names));
  }
}

void HiddenNames::hide_in(Diagnostics& found, std::vector<Suppressed>& suppressed) const {
  for (auto& one : found)
    if (concerns(one)) hide(one);
  for (auto& one : suppressed)
    if (concerns(one.diagnostic)) hide(one.diagnostic);
}

// The messages of privacy repeat nothing.
bool HiddenNames::concerns(const Diagnostic& one) const {
  if (one.rule->privacy) return false;
  const auto may_show = [&](const Label& label) { return shows(label.place) || says(label.text); };
  if (shows(one.place) || std::ranges::any_of(one.notes, may_show)) return true;
  return !lines_.empty() && (says(one.message) || says(one.label) || says(one.help));
}

bool HiddenNames::shows(const Place& place) const {
  if (!place.known()) return false;
  if (sources_.path(place.source).find("confidential/") != std::string::npos) return true;
  const auto lines = lines_.find(place.source);
  return lines != lines_.end() && std::ranges::any_of(lines->second, [&](const Lines& each) {
           return place.begin <= each.end && std::max(place.begin, place.end) >= each.begin;
         });
}

bool HiddenNames::says(const std::string& words) const {
  return words.find('`') != std::string::npos && names_.find(words).has_value();
}

}  // namespace quickscan
