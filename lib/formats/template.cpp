#include "formats/template.hpp"

#include "core/escape.hpp"
#include "core/suggest.hpp"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <algorithm>
#include <utility>

namespace quickscan {

namespace {

/// The names between the braces, with those of sections and of templates to be put in.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open)) {
    const auto close = text.find("}}", open);
    if (close == std::string_view::npos) break;
    auto inside = text.substr(open + 2, close - open - 2);
    open = close;
    if (inside.starts_with('!')) continue;
    constexpr std::string_view around = " \t\r\n{}#^/&";
    const auto first = inside.find_first_not_of(around);
    if (first == std::string_view::npos) continue;
    names.emplace_back(inside.substr(first, inside.find_last_not_of(around) - first + 1));
  }
  return names;
}

// Mustache reads a section within a section by calling itself.
constexpr int most_nested = 20;

int nested_sections(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
    const auto sign = text.find_first_not_of(" \t\r\n", open + 2);
    if (sign == std::string_view::npos) break;
    if (text[sign] == '#' || text[sign] == '^') deepest = std::max(deepest, ++depth);
    if (text[sign] == '/' && depth > 0) --depth;
  }
  return deepest;
}

}  // namespace

std::string render_template(std::string_view template_text, TemplateValues values) {
  kainjow::mustache::mustache page{std::string(template_text)};
  if (!page.is_valid()) return {};
  page.set_custom_escape([](const std::string& text) { return escape_html(text); });
  // Mustache copies a value several times over. The body of a large report goes in afterwards, where the template
  // shows it once and as it is.
  constexpr std::size_t large = std::size_t{1} << 16U;
  const std::string mark = "\x02later\x03";
  const auto names = names_in(template_text);
  std::string later;
  for (auto& one : values) {
    const bool as_it_is = template_text.find("{{{" + one.first + "}}}") != std::string_view::npos;
    const bool once = as_it_is && std::ranges::count(names, one.first) == 1;
    if (once && one.second.size() > large && later.empty()) later = std::exchange(one.second, mark);
  }
  kainjow::mustache::data data;
  for (const auto& [name, value] : values) {
    // Mustache calls an empty text true, but a frame around nothing should not be shown.
    if (value.empty()) {
      data.set(name, kainjow::mustache::data{kainjow::mustache::data::type::bool_false});
    } else {
      data.set(name, value);
    }
  }
  std::string out;
  page.render(data, [&out](const std::string& text) { out += text; });
  const auto at = later.empty() ? std::string::npos : out.find(mark);
  if (at == std::string::npos) return out;
  later.insert(0, out, 0, at);
  later.append(out, at + mark.size());
  return later;
}

bool shows_unescaped(std::string_view template_text, std::string_view name) {
  for (auto open = template_text.find("{{"); open != std::string_view::npos;
       open = template_text.find("{{", open + 2)) {
    auto inside = template_text.substr(open + 2);
    if (!inside.starts_with('{') && !inside.starts_with('&')) continue;
    inside.remove_prefix(1);
    inside.remove_prefix(std::min(inside.find_first_not_of(" \t\r\n&"), inside.size()));
    if (!inside.starts_with(name)) continue;
    inside.remove_prefix(name.size());
    if (inside.find_first_not_of(" \t\r\n") == inside.find('}')) return true;
  }
  return false;
}

std::optional<std::string> template_problem(std::string_view template_text, std::span<const std::string> known,
                                            std::span<const std::string> required) {
  if (nested_sections(template_text) > most_nested)
    return fmt::format("its sections are nested more than {} deep", most_nested);
  const kainjow::mustache::mustache page{std::string(template_text)};
  if (!page.is_valid()) return page.error_message();
  const auto names = names_in(template_text);
  for (const auto& name : names) {
    if (known.empty() || std::ranges::find(known, name) != known.end()) continue;
    auto help = did_you_mean(name, known);
    return fmt::format("nothing is called `{}`{}{}", name, help.empty() ? "" : "; ", help);
  }
  for (const auto& name : required)
    if (std::ranges::find(names, name) == names.end()) return fmt::format("it does not show `{}`", name);
  return std::nullopt;
}

}  // namespace quickscan
