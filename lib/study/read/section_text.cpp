#include "core/suggest.hpp"
#include "study/read/files.hpp"
#include "study/read/markdown.hpp"
#include "yaml/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace quickscan {

namespace {

/// Whether the bytes of a text are sound. Markdown is no YAML: only its encoding matters, and an empty text is no
/// mistake.
bool is_sound_markdown(std::string_view text, std::uint32_t source, Diagnostics& diagnostics) {
  Diagnostics found;
  check_raw_text(text, source, found, {});
  std::erase_if(found, [](const Diagnostic& one) {
    return one.is(rule::empty_file) || one.is(rule::directive) || one.is(rule::no_newline_at_end);
  });
  const bool sound = found.empty();
  std::ranges::move(found, std::back_inserter(diagnostics));
  return sound;
}

std::vector<std::string> sections_of(const Framework& framework) {
  std::vector<std::string> sections(own_sections.begin(), own_sections.end());
  for (const auto rec : framework.whole_recommendations()) sections.push_back("rec-" + framework[rec].id);
  return sections;
}

}  // namespace

void read_section_text(std::string_view path, std::uint32_t source, std::string text, Study& study,
                       Diagnostics& diagnostics) {
  if (!is_sound_markdown(text, source, diagnostics)) return;
  constexpr std::string_view folder = "text/", ending = ".md";
  const auto name = path.substr(folder.size(), path.size() - folder.size() - ending.size());
  const auto dot = name.rfind('.');
  const auto language = dot == std::string_view::npos ? std::nullopt : parse_language(name.substr(dot + 1));
  const auto section = name.substr(0, dot);
  const auto known = sections_of(study.framework);
  if (language && std::ranges::find(known, section) != known.end()) {
    study.texts.push_back(
        {std::string(section), *language, read_markdown(std::move(text), source, diagnostics), source});
    return;
  }
  auto& one = diagnostics.emplace_back(
      finding(rule::unknown_section, {source, 0, 0}, fmt::format("`{}` is no section of the report", name)));
  one.help = did_you_mean(section, known);
  if (one.help.empty() || !language) one.help = "a text is `text/<section>.nl.md` or `text/<section>.en.md`";
}

}  // namespace quickscan
