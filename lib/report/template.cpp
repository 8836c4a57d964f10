#include "report/template.hpp"

#include "report/escape.hpp"

#include <kainjow/mustache.hpp>

namespace quickscan {

std::string render_template(std::string_view template_text, const TemplateValues& values) {
  kainjow::mustache::mustache page{std::string(template_text)};
  if (!page.is_valid()) return {};
  page.set_custom_escape([](const std::string& text) { return escape_html(text); });
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
  return out;
}

std::optional<std::string> template_problem(std::string_view template_text) {
  const kainjow::mustache::mustache page{std::string(template_text)};
  if (page.is_valid()) return std::nullopt;
  return page.error_message();
}

}  // namespace quickscan
