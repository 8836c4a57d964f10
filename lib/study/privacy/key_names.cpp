#include "study/privacy/key_names.hpp"

#include "core/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace quickscan {

namespace {

bool is_capital(std::string_view text, std::size_t at) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point_at(text, at).value));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

/// Compares a text, from one of its letters on, with names.
class Comparison {
 public:
  Comparison(std::string_view text, const FoldedText& folded) : text_(text), folded_(folded) {}

  /// The end, in the folded text, of the longest name that begins at `at`, so that "Jan de Vries" is reported rather
  /// than "Jan"; 0 where there is none. Letter by letter, fewer names are left that begin as the text does.
  std::size_t longest_at(const std::vector<NameForm>& names, std::size_t at) {
    begin_ = at;
    gaps_.clear();
    std::size_t longest = 0;
    auto first = names.begin();
    auto last = names.end();
    for (std::size_t length = 0; first != last; ++length) {
      for (; first != last && first->letters.size() == length; ++first)
        if (const auto end = end_of(*first, at); end > 0) longest = end;
      const auto letter = next_letter(at);
      if (first == last || letter >= folded_.text.size() || letter - at > most_between) break;
      if (letter > at) gaps_.push_back({length, at, letter});
      at = letter + 1;
      const auto here = static_cast<unsigned char>(folded_.text[letter]);
      const auto byte = [&](const NameForm& name) { return static_cast<unsigned char>(name.letters[length]); };
      first = std::partition_point(first, last, [&](const NameForm& name) { return byte(name) < here; });
      last = std::partition_point(first, last, [&](const NameForm& name) { return byte(name) == here; });
    }
    return longest;
  }

 private:
  static constexpr std::size_t most_between = 40;

  /// What stands between two letters of the text.
  struct Gap {
    std::size_t length = 0;  ///< the number of bytes of letters before it
    std::size_t begin = 0, end = 0;
  };

  std::size_t next_letter(std::size_t at) const {
    while (at < folded_.text.size()) {
      const char c = folded_.text[at];
      if (is_lower(c) || is_digit(c) || is_continuation(c)) return at;
      if (static_cast<unsigned char>(c) >= 0x80U && folded_.word_at(at)) return at;
      at += code_point_at(folded_.text, at).size;
    }
    return at;
  }

  std::string_view typed(const Gap& gap) const {
    const auto begin = folded_.origins[gap.begin];
    return text_.substr(begin, folded_.origins[gap.end] - begin);
  }

  /// Markup, or a word that a line's end breaks: no sign that ends a word.
  bool is_within_word(const Gap& gap) const {
    const auto between = typed(gap);
    if (between.find_first_not_of("*_~`\\") == std::string_view::npos) return true;
    const auto line = between.find('\n');
    return line != std::string_view::npos && (between[0] == '-' || between.starts_with("\u2010")) &&
           between.find_first_not_of(" \t\r\n#>", line) == std::string_view::npos;
  }

  /// Whether something can be seen between two letters without a gap: a capital, or a sign that is left out.
  bool is_apart_at(std::size_t length) const {
    auto at = begin_ + length;
    for (const auto& gap : gaps_)
      if (gap.length <= length) at += gap.end - gap.begin;
    const auto origin = folded_.origins[at];
    const auto before = folded_.origins[at - 1];
    return is_capital(text_, origin) || origin > before + code_point_at(text_, before).size;
  }

  bool fits(const NameForm& name) const {
    for (const auto& joint : name.joints) {
      const auto gap = std::ranges::find(gaps_, joint.at, &Gap::length);
      if (gap == gaps_.end()) {
        if (joint.apart && !name.certain && !is_apart_at(joint.at)) return false;
      } else if (joint.turned && typed(*gap).find_first_of(".!?") != std::string_view::npos) {
        return false;  // "van de wit. Roos zei": the name does not go on in the next sentence
      }
    }
    return std::ranges::all_of(gaps_, [&](const Gap& gap) {
      return name.certain || std::ranges::find(name.joints, gap.length, &NameForm::Joint::at) != name.joints.end() ||
             is_within_word(gap);
    });
  }

  /// The end of a name of which all letters are there, the last before `at`, or 0.
  std::size_t end_of(const NameForm& name, std::size_t at) const {
    const bool genitive = (name.certain || name.letters.size() >= certain_letters) && at < folded_.text.size() &&
                          folded_.text[at] == 's' && !folded_.word_at(at + 1);
    const bool ends = !folded_.word_at(at) || genitive || (name.certain && is_capital(text_, folded_.origins[at]));
    const bool begins = !folded_.word_before(begin_) || name.certain;
    return ends && begins && fits(name) ? at : 0;
  }

  std::string_view text_;
  const FoldedText& folded_;
  std::size_t begin_ = 0;
  std::vector<Gap> gaps_;
};

/// Whether a name, without its title, is more than one word that texts may hold.
bool is_telling(const std::vector<NameForm>& forms) {
  return forms.size() > 1 || (!forms.empty() && forms[0].letters.size() >= certain_letters);
}

}  // namespace

void NameIndex::Forms::add(std::vector<NameForm> more) {
  for (auto& form : more)
    if (form.letters.size() >= 2) forms.push_back(std::move(form));
}

void NameIndex::Forms::sort() {
  std::ranges::sort(forms, {}, &NameForm::letters);
  for (const auto& form : forms) starts[static_cast<unsigned char>(form.letters[0])] = true;
}

NameIndex::NameIndex(const std::vector<std::string>& values) {
  for (const auto& value : values) {
    auto whole = forms_of_name(value);
    if (!whole.empty()) wholes_.add({std::move(whole[0])});
    for (const auto& name : names_in_value(value)) {
      // "mevr. de Boer": a farmer is no person of the key; with a capital it is found as a part of the name.
      if (auto forms = forms_of_name(name); is_telling(forms)) wholes_.add(std::move(forms));
      parts_.add(parts_of_name(name));
    }
  }
  wholes_.sort();
  parts_.sort();
}

std::vector<NameIndex::Hit> NameIndex::find_all(std::string_view text, std::size_t most) const {
  std::vector<Hit> hits;
  if (empty()) return hits;
  const auto folded = fold_text(text);
  Comparison comparison(text, folded);
  for (std::size_t at = 0; at < folded.text.size() && hits.size() < most; ++at) {
    if (!wholes_.starts[static_cast<unsigned char>(folded.text[at])]) continue;
    // "metWilhelminaOosterkamp" begins a name within a word.
    if (folded.word_before(at) && !is_upper(text[folded.origins[at]])) continue;
    const auto end = comparison.longest_at(wholes_.forms, at);
    if (end == 0) continue;
    hits.push_back({folded.origins[at], folded.origins[end]});
    at = end - 1;
  }
  return hits;
}

std::optional<NameIndex::Hit> NameIndex::find(std::string_view text) const {
  const auto hits = find_all(text, 1);
  return hits.empty() ? std::nullopt : std::optional(hits.front());
}

std::optional<NameIndex::Hit> NameIndex::find_part(std::string_view text) const {
  if (parts_.forms.empty()) return std::nullopt;
  const auto folded = fold_text(text);
  Comparison comparison(text, folded);
  for (std::size_t at = 0; at < folded.text.size(); ++at) {
    if (!parts_.starts[static_cast<unsigned char>(folded.text[at])] || !is_capital(text, folded.origins[at]) ||
        folded.word_before(at)) {
      continue;
    }
    if (const auto end = comparison.longest_at(parts_.forms, at); end > 0)
      return Hit{folded.origins[at], folded.origins[end]};
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
