#include "study/privacy/key_names.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace quickscan {

namespace {

// Of four letters and more: shorter parts are never looked for.
constexpr std::string_view joined_particles[] = {"van", "vande", "vanden", "vander"};

}  // namespace

NameIndex::NameIndex(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    if (name.size() < 2) continue;
    auto small = lower_case(name);
    for (std::size_t at = 0; at < small.size();) {
      const auto end = std::max(word_end(small, at), at + 1);
      const auto part = std::string_view(small).substr(at, end - at);
      if (part.size() >= 4 && std::ranges::find(joined_particles, part) == std::end(joined_particles))
        parts_.emplace_back(part);
      at = end;
    }
    names_.push_back(std::move(small));
  }
  // Longest names first, so that "Jan de Vries" is reported rather than "Jan".
  std::ranges::sort(names_, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  std::ranges::sort(parts_);
  for (const auto& name : names_) {
    starts_[static_cast<unsigned char>(name[0])] = true;
    if (is_lower(name[0])) starts_[static_cast<unsigned char>(name[0] - 'a' + 'A')] = true;
  }
}

std::optional<NameIndex::Hit> NameIndex::find(std::string_view text, std::size_t from) const {
  if (names_.empty()) return std::nullopt;
  for (auto at = from; at < text.size(); ++at) {
    if (!starts_[static_cast<unsigned char>(text[at])] || word_before(text, at)) continue;
    for (const auto& name : names_) {
      if (at + name.size() > text.size() || word_at(text, at + name.size())) continue;
      if (lower_case(text.substr(at, name.size())) == name) return Hit{at, at + name.size()};
    }
  }
  return std::nullopt;
}

bool NameIndex::is_part(std::string_view word) const { return std::ranges::binary_search(parts_, lower_case(word)); }

std::optional<NameIndex::Hit> find_part_of_name(std::string_view text, const NameIndex& names) {
  if (names.empty()) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!capital_at(text, at) || word_before(text, at)) continue;
    const auto end = word_end(text, at);
    if (names.is_part(text.substr(at, end - at))) return NameIndex::Hit{at, end};
    at = end;
  }
  return std::nullopt;
}

Diagnostic key_name_finding(Place place) {
  auto one = finding(rule::name_of_a_person, place, "a name of confidential/key.yaml stands here");
  one.help = "write the role or the person's code instead";
  one.confidential = true;
  return one;
}

void find_key_names(std::string_view raw, std::uint32_t source, const NameIndex& names, Diagnostics& diagnostics) {
  for (auto hit = names.find(raw); hit; hit = names.find(raw, hit->end)) {
    diagnostics.push_back(
        key_name_finding({source, static_cast<std::uint32_t>(hit->begin), static_cast<std::uint32_t>(hit->end)}));
  }
}

}  // namespace quickscan
