#include "study/privacy/key_names.hpp"

#include "core/utf8.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>

namespace quickscan {

namespace {

/// Parts of names that are words of every text, or that stand in too many names to identify anybody.
constexpr std::string_view name_particles[] = {"af",  "al",  "bin", "da",    "das",    "de",     "del", "den",  "der",
                                               "des", "di",  "do",  "dos",   "du",     "el",     "en",  "het",  "in",
                                               "la",  "las", "le",  "les",   "los",    "op",     "te",  "ten",  "ter",
                                               "tot", "uit", "van", "vande", "vanden", "vander", "von", "voor", "zu"};

bool is_capital(std::string_view text, std::size_t at) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point_at(text, at).value));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/// The end of the word that begins at `at`; an apostrophe between letters belongs to it.
std::size_t end_of_word(const FoldedText& folded, std::size_t at) {
  while (folded.word_at(at) || (folded.text.substr(at, 1) == "'" && folded.word_at(at + 1)))
    at += code_point_at(folded.text, at).size;
  return at;
}

/// A folded name as it stands in a text: without blanks around it.
std::string_view trimmed_name(std::string_view name) {
  const auto begin = name.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return name.substr(begin, name.find_last_not_of(' ') + 1 - begin);
}

/// The ways in which one name is written: "Berg, Jan van den" also as "Jan van den Berg" and the reverse ("van den
/// Berg, Jan" too), and initials together ("JP Berg") as well as apart ("J. P. Berg").
std::vector<std::string> written_forms(const std::string& folded) {
  std::vector<std::string> forms{std::string(trimmed_name(folded))};
  if (const auto comma = folded.find(','); comma != std::string::npos) {
    const auto first = trimmed_name(std::string_view(folded).substr(comma + 1));
    forms.push_back(std::string(first) + ' ' + std::string(trimmed_name(std::string_view(folded).substr(0, comma))));
  }
  constexpr std::ptrdiff_t longest = 8;  // words, of what is a name and no sentence
  const auto plain = forms.back();
  if (std::ranges::count(plain, ' ') < longest) {
    for (auto at = plain.find(' '); at != std::string::npos; at = plain.find(' ', at + 1))
      forms.push_back(
          fmt::format("{}, {}", std::string_view(plain).substr(at + 1), std::string_view(plain).substr(0, at)));
  }
  for (std::size_t i = forms.size(); i-- > 0;) {
    std::string initials;
    auto rest = std::string_view(forms[i]);
    for (; rest.size() > 1 && rest[1] == ' '; rest.remove_prefix(2)) initials += rest[0];
    if (initials.size() > 1) forms.push_back(fmt::format("{} {}", initials, rest));
  }
  return forms;
}

}  // namespace

NameIndex::NameIndex(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    auto folded = fold_text(name);
    for (std::size_t at = 0; at < folded.text.size();) {
      const auto end = std::max(end_of_word(folded, at), at + 1);
      auto part = folded.text.substr(at, end - at);
      if (part.size() >= 2 && std::ranges::find(name_particles, part) == std::end(name_particles))
        parts_.push_back(std::move(part));
      at = end;
    }
    for (auto& form : written_forms(folded.text))
      if (form.size() >= 2) names_.push_back(std::move(form));
  }
  std::ranges::sort(names_);
  std::ranges::sort(parts_);
  for (const auto& name : names_) starts_[static_cast<unsigned char>(name[0])] = true;
}

// Of the names that are here the longest, so that "Jan de Vries" is reported rather than "Jan". Letter by letter, fewer
// names are left that begin as the text does.
std::size_t NameIndex::longest_at(const FoldedText& folded, std::size_t at) const {
  std::size_t longest = 0;
  auto first = names_.begin();
  auto last = names_.end();
  for (std::size_t length = 0; first != last; ++length) {
    if (first->size() == length && !folded.word_at(at + length)) longest = length;
    if (at + length >= folded.text.size()) break;
    const auto here = static_cast<unsigned char>(folded.text[at + length]);
    const auto letter = [&](const std::string& name) {
      return name.size() <= length ? -1 : static_cast<int>(static_cast<unsigned char>(name[length]));
    };
    first = std::partition_point(first, last, [&](const std::string& name) { return letter(name) < here; });
    last = std::partition_point(first, last, [&](const std::string& name) { return letter(name) == here; });
  }
  return longest;
}

std::vector<NameIndex::Hit> NameIndex::find_all(std::string_view text, std::size_t most) const {
  std::vector<Hit> hits;
  if (names_.empty()) return hits;
  const auto folded = fold_text(text);
  const std::string_view small = folded.text;
  for (std::size_t at = 0; at < small.size() && hits.size() < most;) {
    if (!starts_[static_cast<unsigned char>(small[at])] || folded.word_before(at)) {
      ++at;
      continue;
    }
    const auto length = longest_at(folded, at);
    if (length > 0) hits.push_back({folded.origins[at], folded.origins[at + length]});
    at += std::max<std::size_t>(length, 1);
  }
  return hits;
}

std::optional<NameIndex::Hit> NameIndex::find(std::string_view text) const {
  const auto hits = find_all(text, 1);
  return hits.empty() ? std::nullopt : std::optional(hits.front());
}

std::optional<NameIndex::Hit> NameIndex::find_part(std::string_view text) const {
  if (parts_.empty()) return std::nullopt;
  const auto folded = fold_text(text);
  const auto is_part = [&](std::string_view word) { return std::ranges::binary_search(parts_, word); };
  for (std::size_t at = 0; at < folded.text.size();) {
    const auto end = std::max(end_of_word(folded, at), at + 1);
    const auto word = std::string_view(folded.text).substr(at, end - at);
    // "Sanne's" is Sanne too.
    const auto short_word = word.substr(0, word.find('\''));
    if (is_capital(text, folded.origins[at])) {
      for (const auto& each : {word, short_word})
        if (is_part(each)) return Hit{folded.origins[at], folded.origins[at + each.size()]};
    }
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
  for (const auto& hit : names.find_all(raw)) {
    diagnostics.push_back(
        key_name_finding({source, static_cast<std::uint32_t>(hit.begin), static_cast<std::uint32_t>(hit.end)}));
  }
}

}  // namespace quickscan
