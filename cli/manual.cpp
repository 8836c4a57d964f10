#include "manual.hpp"

#include "arguments.hpp"
#include "core/format.hpp"
#include "core/messages.hpp"
#include "core/rules.hpp"
#include "core/suggest.hpp"
#include "embedded.hpp"
#include "formats/manual_terminal.hpp"
#include "study/format_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace quickscan {

namespace {

constexpr std::string_view manual_folder = "data/manual/";

/// A heading of the manual with the text up to the next heading that is not below it.
struct ManualSection {
  std::string_view page;
  std::string slug;
  std::string_view text;
  bool whole_page = false;
};

// The anchor that GitHub gives a heading; also what two ways of writing a topic have in common.
std::string slug_of(std::string_view title) {
  std::string slug;
  for (char c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ') c = '-';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c < 0;
    if (kept) slug += c;
  }
  return slug;
}

void add_sections(std::string_view page, std::string_view text, std::vector<ManualSection>& sections) {
  std::vector<std::pair<std::size_t, std::size_t>> open;  // level of a heading, its place in `sections`
  bool in_code = false;
  const auto close = [&](std::size_t level, std::size_t end) {
    while (!open.empty() && open.back().first >= level) {
      auto& section = sections[open.back().second];
      section.text = section.text.substr(0, section.text.size() - (text.size() - end));
      open.pop_back();
    }
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    if (line.starts_with("```")) in_code = !in_code;
    if (!in_code && line.starts_with('#')) {
      const auto level = line.find_first_not_of('#');
      close(level, begin);
      open.emplace_back(level, sections.size());
      const bool whole = level == 1;
      sections.push_back(
          {page, whole ? std::string(page) : slug_of(line.substr(level + 1)), text.substr(begin), whole});
    }
    begin = end + 1;
  }
}

std::vector<ManualSection> manual_sections() {
  std::vector<ManualSection> sections;
  for (const auto& file : embedded_files()) {
    if (!file.path.starts_with(manual_folder)) continue;
    const auto name = file.path.substr(manual_folder.size());
    add_sections(name.substr(0, name.rfind('.')), file.text, sections);
  }
  return sections;
}

// A section's own text, without what stands under headings below its own.
std::string_view own_text(const ManualSection& section) { return section.text.substr(0, section.text.find("\n#", 1)); }

std::string file_title(const std::string& file) { return file == "interview" ? "interviews/<id>.yaml" : file; }

std::string key_entry(const FormatKey& key) {
  std::string text = fmt::format("## {} ({})\n\n{}\n\n", key.path, file_title(key.file), key.meaning.in(Language::en));
  const auto item = [&](std::string_view label, std::string_view value) {
    if (!value.empty()) append_format(text, "- {}: {}\n", label, value);
  };
  item("values", key.values);
  for (const auto& [value, meaning] : key.meanings) item(fmt::format("`{}`", value), meaning.in(Language::en));
  item("left out", key.fallback);
  item("example", fmt::format("`{}`", key.example));
  std::string rules;
  for (const auto& code : key.rules) {
    const auto* rule = find_rule(code);
    append_format(rules, "{}{} {}", rules.empty() ? "" : ", ", code, rule == nullptr ? std::string_view{} : rule->name);
  }
  item("rules", rules);
  item("more", fmt::format("`quickscan help {}`", key.file == "interview" ? "interviews" : key.file));
  return text + '\n';
}

bool takes_word(const FormatKey& key, std::string_view word) {
  return key.values.find(fmt::format("`{}`", word)) != std::string::npos;
}

// `voice` finds "Voices", `variants` a **variant**.
bool is_same_word(std::string_view one, std::string_view other) {
  return one == other || one == fmt::format("{}s", other) || other == fmt::format("{}s", one);
}

/// The terms that a page sets in bold where it explains them.
std::vector<std::string> bold_terms(std::string_view text) {
  std::vector<std::string> terms;
  constexpr std::size_t longest = 60;
  for (auto begin = text.find("**"); begin != std::string_view::npos; begin = text.find("**", begin)) {
    const auto end = text.find("**", begin + 2);
    if (end == std::string_view::npos) break;
    const auto term = text.substr(begin + 2, end - begin - 2);
    if (!term.empty() && term.size() <= longest && term.find('\n') == std::string_view::npos) terms.emplace_back(term);
    begin = end + 2;
  }
  return terms;
}

/// What a message of the outputs calls something: all of it, what stands before a colon ("probably: …"), or the words
/// that go with a number.
std::vector<std::string> terms_in(std::string_view message) {
  std::vector<std::string> terms{slug_of(message.substr(0, message.find(": ")))};
  for (auto at = message.find('?'); at != std::string_view::npos; at = message.find('?', at + 1)) {
    const auto bar = message.find('|', at);
    const auto end = message.find('}', at);
    if (end == std::string_view::npos || bar > end) continue;
    terms.push_back(slug_of(message.substr(at + 1, bar - at - 1)));
    terms.push_back(slug_of(message.substr(bar + 1, end - bar - 1)));
  }
  return terms;
}

/// What English outputs call a term of Dutch ones.
std::vector<std::string> in_english(std::string_view slug) {
  const Messages dutch(Language::nl);
  const Messages english(Language::en);
  std::vector<std::string> found;
  for (const auto& key : dutch.keys()) {
    const auto terms = terms_in(dutch(key));
    const auto same = terms_in(english(key));
    const auto term = std::ranges::find(terms, slug);
    if (term != terms.end() && same.size() == terms.size())
      found.push_back(same[static_cast<std::size_t>(term - terms.begin())]);
  }
  return found;
}

// The pages on files that are written name their parts after what is in them, and answer where no other page does.
bool is_on_outputs(const ManualSection& section) { return section.page == "json" || section.page == "exchange"; }

std::string parts_that_answer(std::string_view topic, const std::vector<ManualSection>& sections,
                              const std::vector<FormatKey>& keys) {
  const auto slug = slug_of(topic);
  auto dashed = std::string(topic);  // `study.yaml` is described under "Study YAML"
  std::ranges::replace(dashed, '.', '-');
  std::string markdown;
  const auto add = [&](std::string_view part) { markdown.append(part).append("\n\n"); };
  for (const auto& key : keys) {
    if (slug_of(key.name()) == slug || key.path == topic || slug_of(file_title(key.file) + key.path) == slug)
      add(key_entry(key));
  }
  const auto add_sections = [&](bool of_outputs) {
    std::vector<const ManualSection*> found;
    for (const auto& section : sections) {
      const bool is_asked = is_same_word(section.slug, slug) || section.slug == dashed;
      if ((is_asked && is_on_outputs(section) == of_outputs) ||
          fmt::format("{}-{}", section.page, section.slug) == slug)
        found.push_back(&section);
    }
    for (const auto* section : found) {
      const auto title = section->text.find('\n');
      // Two pages may have a heading in common.
      add(found.size() == 1 ? std::string(section->text)
                            : fmt::format("{} ({}.md){}", section->text.substr(0, title), section->page,
                                          section->text.substr(title)));
    }
  };
  add_sections(false);
  if (markdown.empty()) add_sections(true);
  if (!markdown.empty()) return markdown;
  for (const auto& key : keys)
    if (takes_word(key, slug)) add(key_entry(key));
  // A term is set in bold where it is explained.
  for (const auto& section : sections) {
    const auto is_term = [&](const std::string& term) { return is_same_word(slug_of(term), slug); };
    if (std::ranges::any_of(bold_terms(own_text(section)), is_term)) add(section.text);
  }
  return markdown;
}

/// The parts that answer to a word of the outputs, of either language.
std::string parts_on(std::string_view topic, const std::vector<ManualSection>& sections,
                     const std::vector<FormatKey>& keys) {
  auto markdown = parts_that_answer(topic, sections, keys);
  if (!markdown.empty()) return markdown;
  for (const auto& term : in_english(slug_of(topic))) {
    markdown = parts_that_answer(term, sections, keys);
    if (!markdown.empty()) break;
  }
  return markdown;
}

/// The topic that is nearest to what was asked for, or that has a word near to it: `agrement` finds
/// `coder-agreement`.
std::string nearest_topic(std::string_view topic, const std::vector<std::string>& known) {
  const auto slug = slug_of(topic);
  if (auto help = did_you_mean(slug, known); !help.empty()) return help;
  std::vector<std::string> words;
  for (const auto& one : known) {
    const auto whole = slug_of(one);
    for (std::size_t at = 0; at < whole.size();) {
      const auto end = std::min(whole.find('-', at), whole.size());
      words.push_back(whole.substr(at, end - at));
      at = end + 1;
    }
  }
  const auto word = suggest(slug, words);
  if (!word) return {};
  const auto has_word = [&](const std::string& one) {
    return fmt::format("-{}-", slug_of(one)).find(fmt::format("-{}-", *word)) != std::string::npos;
  };
  return fmt::format("did you mean `{}`?", *std::ranges::find_if(known, has_word));
}

/// The commands that print the sections in which a text occurs.
std::vector<std::string> places_of(std::string_view text, const std::vector<ManualSection>& sections) {
  std::vector<std::string> places;
  constexpr std::size_t most = 5;
  for (const auto& section : sections) {
    if (section.whole_page || places.size() == most) continue;
    auto place = fmt::format("`quickscan help {}`", section.slug);
    if (own_text(section).find(text) != std::string_view::npos && std::ranges::find(places, place) == places.end())
      places.push_back(std::move(place));
  }
  return places;
}

/// The words of a text, of letters without accents, that are long enough to be told from others when misspelt.
std::vector<std::string> long_words(std::string_view text) {
  constexpr std::size_t shortest = 6;
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += c;
      continue;
    }
    if (word.size() >= shortest) words.push_back(word);
    word.clear();
  }
  return words;
}

/// Where a word of the manual's texts stands that is near to one that was asked for: `krippendorf` finds
/// "Krippendorff".
std::string nearest_word(std::string_view topic, const std::vector<ManualSection>& sections) {
  std::vector<std::string> known;
  for (const auto& section : sections)
    if (!section.whole_page) std::ranges::move(long_words(own_text(section)), std::back_inserter(known));
  for (const auto& word : long_words(topic)) {
    if (std::ranges::find(known, word) != known.end()) continue;
    if (const auto near = suggest(word, known))
      return fmt::format("`{}` occurs in {}", *near, join(places_of(*near, sections), ", "));
  }
  return {};
}

std::string help_for(std::string_view topic, const std::vector<ManualSection>& sections,
                     const std::vector<FormatKey>& keys) {
  std::vector<std::string> known;
  for (const auto& entry : command_entries()) known.emplace_back(entry.name);
  for (const auto& section : sections) {
    known.push_back(section.slug);
    if (section.slug.ends_with('s')) known.push_back(section.slug.substr(0, section.slug.size() - 1));
  }
  for (const auto& key : keys) known.push_back(key.name());
  for (const auto& section : sections) std::ranges::move(bold_terms(own_text(section)), std::back_inserter(known));
  auto help = nearest_topic(topic, known);
  if (!help.empty()) return help;
  const auto places = places_of(topic, sections);
  if (!places.empty()) return fmt::format("it occurs in {}", join(places, ", "));
  help = nearest_word(topic, sections);
  return help.empty() ? std::string("`quickscan help` lists the commands and the pages of the manual") : help;
}

}  // namespace

ManualAnswer look_up(std::string_view topic, std::size_t width) {
  const auto sections = manual_sections();
  const auto keys = format_keys();
  // A link of the manual, or of a comment in the code: `manual/scoring.md#median`.
  std::string wanted(topic.starts_with("interviews/") ? "interviews" : topic);
  if (wanted.starts_with("manual/")) wanted.erase(0, 7);
  if (const auto page = wanted.find(".md"); page != std::string::npos) {
    const auto anchor = page + 4 < wanted.size() ? wanted.substr(page + 4) : std::string();
    wanted.erase(page);
    const auto is_page = [&](const ManualSection& section) { return section.whole_page && section.page == wanted; };
    if (std::ranges::none_of(sections, is_page)) {
      const bool known = std::ranges::find(command_entries(), wanted, &CommandEntry::name) != command_entries().end() ||
                         !parts_on(wanted, sections, keys).empty();
      return {{}, known ? fmt::format("did you mean `{}`?", wanted) : help_for(wanted, sections, keys)};
    }
    if (!anchor.empty()) wanted = anchor;
  }
  const auto markdown = parts_on(wanted, sections, keys);
  if (!markdown.empty()) return {manual_for_terminal(markdown, width), {}};
  if (const auto* rule = find_rule(wanted); rule != nullptr) return {manual_for_terminal(page_of(*rule), width), {}};
  return {{}, help_for(wanted, sections, keys)};
}

std::string concept_behind(std::string_view command, std::size_t width) {
  const auto sections = manual_sections();
  std::string markdown;
  for (const auto& section : sections) {
    const auto is_term = [&](const std::string& term) { return is_same_word(term, command); };
    if (section.whole_page || is_on_outputs(section)) continue;
    if (is_same_word(section.slug, command) || std::ranges::any_of(bold_terms(own_text(section)), is_term))
      markdown.append(section.text).append("\n\n");
  }
  return manual_for_terminal(markdown, width);
}

std::vector<std::pair<std::string, std::string>> manual_pages() {
  std::vector<std::pair<std::string, std::string>> titles;
  for (const auto& section : manual_sections())
    if (section.whole_page) titles.emplace_back(section.page, section.text.substr(2, section.text.find('\n') - 2));
  return titles;
}

}  // namespace quickscan
