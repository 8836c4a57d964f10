#include "study/privacy/name_forms.hpp"

#include "core/utf8.hpp"
#include "study/privacy/folded_text.hpp"
#include "study/privacy/person_names.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace quickscan {

namespace {

/// Parts of names that are words of every text, or that stand in too many names to identify anybody.
constexpr std::string_view name_particles[] = {"af",  "al",  "bin", "da",    "das",    "de",     "del", "den",  "der",
                                               "des", "di",  "do",  "dos",   "du",     "el",     "en",  "het",  "in",
                                               "la",  "las", "le",  "les",   "los",    "op",     "te",  "ten",  "ter",
                                               "tot", "uit", "van", "vande", "vanden", "vander", "von", "voor", "zu"};

bool is_particle(std::string_view part) { return std::ranges::find(name_particles, part) != std::end(name_particles); }

// ---- a name in parts

struct Part {
  std::string letters;
  char before = ' ';  ///< what stands between it and the part before: a blank, a hyphen or an apostrophe
};

std::vector<Part> parts_of(std::string_view name) {
  const auto folded = fold_text(name);
  std::vector<Part> parts;
  std::size_t end = 0;  // of the part before
  for (std::size_t at = 0; at < folded.text.size();) {
    const auto size = code_point_at(folded.text, at).size;
    if (folded.word_at(at)) {
      if (parts.empty() || at != end) {
        const auto gap = std::string_view(folded.text).substr(end, at - end);
        const auto typed = name.substr(folded.origins[end], folded.origins[at] - folded.origins[end]);
        const bool hyphen = gap == " " && typed.find_first_of(" \t\n._") == std::string_view::npos;
        parts.push_back({.letters = {}, .before = gap == "'" ? '\'' : hyphen ? '-' : ' '});
      }
      parts.back().letters += folded.text.substr(at, size);
      end = at + size;
    }
    at += size;
  }
  return parts;
}

std::size_t count_identifying(std::span<const Part> parts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [](const Part& part) { return !is_particle(part.letters); }));
}

bool is_certain(std::span<const Part> parts, std::size_t letters) {
  constexpr std::size_t shortest = 3;
  return letters >= certain_letters && count_identifying(parts) >= 2 && std::ranges::all_of(parts, [](const Part& one) {
           return one.letters.size() >= shortest || is_particle(one.letters);
         });
}

/// `turn` is the part that was the first of the name; 0 where none was moved.
NameForm form_of(std::span<const Part> parts, std::size_t turn = 0) {
  NameForm form;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool turned = turn != 0 && i == turn;
    const bool initials = i > 0 && parts[i].letters.size() == 1 && parts[i - 1].letters.size() == 1;
    const bool tied = parts[i].before == '-' || parts[i].before == '\'';
    if (i > 0)
      form.joints.push_back({.at = static_cast<std::uint32_t>(form.letters.size()),
                             .apart = turned || !(initials || tied),
                             .turned = turned});
    form.letters += parts[i].letters;
  }
  form.certain = is_certain(parts, form.letters.size());
  return form;
}

/// The first part of the surname: what the last part begins with, particles and the first half of a double name.
std::size_t surname_begin(std::span<const Part> parts) {
  auto at = parts.size() - 1;
  while (at > 1 && (parts[at].before != ' ' || is_particle(parts[at - 1].letters))) --at;
  return at;
}

void add_forms(const std::vector<Part>& parts, std::vector<NameForm>& forms) {
  constexpr std::size_t most = 8;  // parts, of what is a name and no sentence
  forms.push_back(form_of(parts));
  if (parts.size() > most || count_identifying(parts) < 2) return;
  for (std::size_t first = 1; first < parts.size(); ++first) {
    if (parts[first].before != ' ') continue;
    auto turned = parts;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(first), turned.end());
    forms.push_back(form_of(turned, parts.size() - first));
  }
}

// ---- a value of the key file

std::string without_brackets(std::string_view value) {
  std::string text;
  for (std::size_t at = 0; at < value.size(); ++at) {
    constexpr std::string_view opening = "([{<", closing = ")]}>";
    const auto kind = opening.find(value[at]);
    if (kind == std::string_view::npos) {
      text += value[at];
      continue;
    }
    at = value.find(closing[kind], at);
    if (at == std::string_view::npos) break;
    text += ' ';
  }
  return text;
}

/// Cuts a text where one of these stands.
std::vector<std::string_view> cut(std::string_view text, std::span<const std::string_view> between) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const auto found = std::ranges::find_if(
        between, [&](std::string_view each) { return equal_ignoring_case(text.substr(at, each.size()), each); });
    if (at < text.size() && found == between.end()) continue;
    if (const auto piece = trimmed(text.substr(begin, at - begin)); !piece.empty()) pieces.push_back(piece);
    if (at < text.size()) at += found->size() - 1;
    begin = at + 1;
  }
  return pieces;
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

bool is_degree(std::string_view word) {
  constexpr auto degrees = std::to_array<std::string_view>({"msc", "bsc", "llm", "phd", "mba"});
  return std::ranges::any_of(degrees, [&](std::string_view each) { return equal_ignoring_case(word, each); });
}

/// The words of a piece without titles before and degrees behind; none where it is nothing else and `may_be_none`.
std::vector<std::string_view> words_without_titles(std::string_view piece, bool may_be_none) {
  constexpr auto blanks = std::to_array<std::string_view>({" ", "\t", "\n", ".", "\u00A0"});
  auto words = cut(piece, blanks);
  const std::size_t fewest = may_be_none ? 0 : 1;
  const auto titled = [&] {
    const bool article = words.size() > 1 && equal_ignoring_case(words[0], "de");
    return words.size() > fewest && is_title(words[article ? 1 : 0]);
  };
  while (titled()) words.erase(words.begin());
  while (words.size() > fewest && is_degree(words.back())) words.pop_back();
  return words;
}

/// The names in what stands between two `&`: one, and others behind a comma that begin with a first name.
void add_names(std::string_view piece, std::vector<std::string>& names) {
  constexpr auto additions = std::to_array<std::string_view>({",", " - ", " – ", " — ", ": "});
  std::vector<std::vector<std::string_view>> pieces;
  for (const auto each : cut(piece, additions))
    if (auto words = words_without_titles(each, !pieces.empty()); !words.empty()) pieces.push_back(std::move(words));
  if (pieces.empty()) return;
  const auto first = joined(pieces[0]);
  std::size_t next = 1;
  if (pieces.size() > 1 && count_identifying(parts_of(first)) == 1 &&
      (!is_first_name(pieces[0][0]) || is_first_name(pieces[1][0]))) {
    names.push_back(joined(pieces[1]) + ' ' + first);
    next = 2;
  } else {
    names.push_back(first);
  }
  for (; next < pieces.size(); ++next)
    if (pieces[next].size() > 1 && is_first_name(pieces[next][0])) names.push_back(joined(pieces[next]));
}

}  // namespace

std::vector<std::string> names_in_value(std::string_view value) {
  constexpr auto between = std::to_array<std::string_view>({"&", "/", "+", ";", "|", "\n", " en ", " and "});
  const auto text = without_brackets(value);
  std::vector<std::string> names;
  for (const auto piece : cut(text, between)) add_names(piece, names);
  // "Kees en Wilhelmina Oosterkamp": the surname is that of both.
  for (std::size_t i = names.size(); i-- > 1;) {
    const auto blank = names[i].find(' ');
    if (blank != std::string::npos && names[i - 1].find(' ') == std::string::npos)
      names[i - 1] += names[i].substr(blank);
  }
  return names;
}

std::vector<NameForm> forms_of_name(std::string_view name) {
  std::vector<NameForm> forms;
  auto parts = parts_of(name);
  if (parts.empty()) return forms;
  add_forms(parts, forms);
  auto surname = surname_begin(parts);
  if (surname > 1 && count_identifying(parts) > 2) {
    parts.erase(parts.begin() + 1, parts.begin() + static_cast<std::ptrdiff_t>(surname));
    add_forms(parts, forms);
    surname = 1;
  }
  if (surname > 0 && parts.back().before == '-') {
    parts.pop_back();
    if (count_identifying(parts) > 1) add_forms(parts, forms);
  }
  return forms;
}

std::vector<NameForm> parts_of_name(std::string_view name) {
  std::vector<NameForm> forms;
  if (name.find('@') != std::string_view::npos) return forms;
  const auto parts = parts_of(name);
  for (std::size_t i = 0; i < parts.size();) {
    auto end = i + 1;
    while (end < parts.size() && parts[end].before == '\'') ++end;
    auto form = form_of(std::span(parts).subspan(i, end - i));
    if (form.letters.size() >= 2 && !is_particle(form.letters)) forms.push_back(std::move(form));
    i = end;
  }
  return forms;
}

}  // namespace quickscan
