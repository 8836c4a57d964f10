#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// The values of a Mustache template, by name. `{{name}}` is escaped for HTML, `{{{name}}}` is not.
using TemplateValues = std::vector<std::pair<std::string, std::string>>;

/// Fills in a template; an empty value makes a `{{#name}}` section disappear. A template that cannot be
/// read gives an empty text (ask `template_problem` first).
std::string render_template(std::string_view template_text, TemplateValues values);

/// Whether a template shows a value without escaping it: `{{{name}}}` or `{{&name}}`.
bool shows_unescaped(std::string_view template_text, std::string_view name);

/// What is wrong with a template, in the words of its reader; nothing where it can be used. A value that it does not
/// know and one that it must have and lacks are wrong too: a misspelt name would leave a hole in the page unseen.
std::optional<std::string> template_problem(std::string_view template_text, std::span<const std::string> known = {},
                                            std::span<const std::string> required = {});

}  // namespace quickscan
