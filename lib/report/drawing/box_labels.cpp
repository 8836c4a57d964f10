#include "report/drawing/box_labels.hpp"

#include "core/utf8.hpp"
#include "report/drawing/network_map.hpp"
#include "report/drawing/text_metrics.hpp"

#include <algorithm>

namespace quickscan {

namespace {

bool is_vowel(char letter) { return std::string_view("aeiouyAEIOUY").find(letter) != std::string_view::npos; }

bool is_latin_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

/// Where to break a word that is too wide: before a consonant that a vowel follows, as at the start of a syllable.
std::size_t break_of(std::string_view word, double width) {
  std::size_t fits = 0;
  std::size_t syllable = 0;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (is_continuation(word[at])) continue;
    if (text_width(word.substr(0, at), map_label_size) + text_width("-", map_label_size) > width) break;
    fits = at;
    const bool begins =
        at + 2 < word.size() && is_latin_letter(word[at]) && !is_vowel(word[at]) && is_vowel(word[at + 1]);
    if (begins && at >= 3 && word.size() - at >= 3) syllable = at;
  }
  return syllable > 0 ? syllable : std::max<std::size_t>(fits, 1);
}

/// Part of a label; `broken` where a word goes on in the next part.
struct LabelPart {
  std::string text;
  bool broken = false;
};

std::vector<LabelPart> label_parts(std::string_view label, double width) {
  std::vector<LabelPart> words;
  while (!label.empty()) {
    const auto end = std::min(label.find_first_of(" \n\t"), label.size());
    auto word = label.substr(0, end);
    while (text_width(word, map_label_size) > width && word.size() > 1) {
      const auto at = break_of(word, width);
      const bool hyphened = word[at - 1] == '-' || word[at - 1] == '/';
      words.push_back({std::string(word.substr(0, at)) + (hyphened ? "" : "-"), true});
      word.remove_prefix(at);
    }
    if (!word.empty()) words.push_back({std::string(word), false});
    label.remove_prefix(std::min(end + 1, label.size()));
  }
  return words;
}

}  // namespace

std::vector<std::string> wrap_label(std::string_view label, double width, std::size_t most) {
  std::vector<std::string> lines;
  bool broken = false;
  for (const auto& word : label_parts(label, width)) {
    if (!lines.empty() && !broken && text_width(lines.back() + ' ' + word.text, map_label_size) <= width) {
      lines.back() += ' ' + word.text;
    } else {
      lines.push_back(word.text);
    }
    broken = word.broken;
  }
  if (lines.size() > most) {
    lines.resize(most);
    lines.back() = fit_text(lines.back() + " …", map_label_size, width);
  }
  return lines;
}

double widest_part(std::string_view label, double width) {
  double widest = 0;
  for (const auto& part : label_parts(label, width)) widest = std::max(widest, text_width(part.text, map_label_size));
  return widest;
}

}  // namespace quickscan
