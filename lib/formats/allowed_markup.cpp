#include "formats/allowed_markup.hpp"

#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace quickscan {

namespace {

constexpr auto allowed_elements = std::to_array<std::string_view>(
    {"html",    "head",   "meta",       "title",   "style",   "body",   "a",          "abbr",   "address",  "article",
     "aside",   "b",      "blockquote", "br",      "caption", "cite",   "code",       "col",    "colgroup", "dd",
     "details", "dfn",    "div",        "dl",      "dt",      "em",     "figcaption", "figure", "footer",   "h1",
     "h2",      "h3",     "h4",         "h5",      "h6",      "header", "hr",         "i",      "img",      "li",
     "main",    "mark",   "nav",        "ol",      "p",       "pre",    "q",          "s",      "section",  "small",
     "span",    "strong", "sub",        "summary", "sup",     "table",  "tbody",      "td",     "tfoot",    "th",
     "thead",   "time",   "tr",         "u",       "ul"});
constexpr auto allowed_attributes = std::to_array<std::string_view>(
    {"alt",    "charset", "class", "colspan", "content",  "datetime", "dir",   "height",
     "hidden", "href",    "id",    "lang",    "name",     "open",     "role",  "rowspan",
     "scope",  "src",     "start", "style",   "tabindex", "title",    "width", "http-equiv"});

bool is_listed(std::span<const std::string_view> list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool is_name_sign(char c) { return is_plain_letter(c) || is_digit(c) || c == '-' || c == ':' || c == '_'; }

/// A style sheet that loads something, or that a browser may read in another way than it looks.
bool loads_something(std::string_view css) {
  const auto small = lower_case(css);
  for (const std::string_view word :
       {"@import", "expression(", "javascript:", "behavior:", "-moz-binding", "\\", "image-set(", "src("}) {
    if (small.find(word) != std::string::npos) return true;
  }
  for (auto at = small.find("url("); at != std::string::npos; at = small.find("url(", at + 4)) {
    auto inside = std::string_view(small).substr(at + 4);
    inside.remove_prefix(std::min(inside.find_first_not_of(" \t\n\"'"), inside.size()));
    if (!inside.starts_with("data:image/") && !inside.starts_with('#')) return true;
  }
  return false;
}

/// Whether a value holds a mark of mustache that is not `{{name}}`: a section, a remark, or HTML as it is.
bool shows_more_than_text(std::string_view value) {
  for (auto at = value.find("{{"); at != std::string_view::npos; at = value.find("{{", at + 2)) {
    const auto sign = value.find_first_not_of(" \t\r\n", at + 2);
    if (sign == std::string_view::npos || !is_plain_letter(value[sign])) return true;
  }
  return false;
}

bool is_in_the_page(std::string_view name, std::string_view address) {
  if (address.starts_with('#') && name == "href") return true;
  const auto small = lower_case(address.substr(0, 40));
  return name == "src" && small.starts_with("data:image/") && !small.starts_with("data:image/svg");
}

/// Reads a page tag by tag.
class MarkupReader {
 public:
  explicit MarkupReader(std::string_view html) : rest_(html) {}

  std::optional<std::string> problem() {
    while (!problem_ && !rest_.empty()) {
      const auto open = std::min(rest_.find('<'), rest_.size());
      rest_.remove_prefix(open);
      if (!rest_.empty()) read_tag();
    }
    return std::move(problem_);
  }

 private:
  void read_tag() {
    if (rest_.starts_with("<!--")) {
      const auto remark = rest_.substr(0, rest_.find("-->"));
      if (remark.find("--!>") != std::string_view::npos) return refuse("a `--!>`");
      // What mustache leaves out could end the remark earlier than it looks.
      if (remark.find("{{") != std::string_view::npos) return refuse("a `{{` in a remark");
      return skip_past("-->");
    }
    if (lower_case(rest_.substr(0, 9)) == "<!doctype") return skip_past(">");
    const bool closing = rest_.starts_with("</");
    rest_.remove_prefix(closing ? 2 : 1);
    const auto element = take_name();
    if (element.empty()) return refuse("a `<` that begins no element");
    if (!is_listed(allowed_elements, element)) return refuse(fmt::format("the element `{}`", element));
    while (!problem_ && !at_end_of_tag()) read_attribute(element);
    if (problem_) return;
    rest_.remove_prefix(rest_.find('>') + 1);
    if (element == "style" && !closing) read_style();
    // A title holds text alone: a browser reads no element in it.
    if (element == "title" && !closing) rest_.remove_prefix(std::min(lower_case(rest_).find("</title"), rest_.size()));
  }

  void skip_past(std::string_view mark) {
    const auto end = rest_.find(mark);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + mark.size());
  }

  bool at_end_of_tag() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
    if (rest_.empty()) {
      refuse("a tag without an end");
      return true;
    }
    return rest_.starts_with('>') || rest_.starts_with("/>");
  }

  std::string take_name() {
    std::size_t end = 0;
    while (end < rest_.size() && is_name_sign(rest_[end])) ++end;
    auto name = lower_case(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return name;
  }

  /// In quotation marks, which a value cannot end early.
  std::optional<std::string_view> take_value() {
    if (!rest_.starts_with('=')) return std::string_view{};
    rest_.remove_prefix(1);
    if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) return std::nullopt;
    const auto end = rest_.find(rest_.front(), 1);
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return value;
  }

  void read_attribute(const std::string& element) {
    const auto name = take_name();
    if (name.empty()) return refuse(fmt::format("a sign in `<{}>` that begins no attribute", element));
    if (!is_listed(allowed_attributes, name) && !name.starts_with("aria-"))
      return refuse(fmt::format("the attribute `{}`", name));
    const auto value = take_value();
    if (!value) return refuse(fmt::format("a value of `{}` without quotation marks", name));
    // A browser decodes `&#117;` first, and mustache leaves its own marks out.
    const bool plain = value->find('&') == std::string_view::npos && value->find("{{") == std::string_view::npos;
    if (!plain && (name == "style" || name == "src" || name == "href" || name == "http-equiv"))
      return refuse(fmt::format("a `&` or `{{{{` in `{}`", name));
    if (shows_more_than_text(*value)) return refuse(fmt::format("a mark of mustache other than a text in `{}`", name));
    if ((name == "href" || name == "src") && !is_in_the_page(name, *value))
      return refuse(fmt::format("an address in `{}` that is not in the page", name));
    if (name == "style" && loads_something(*value)) return refuse("a `style` that loads something");
    if (name == "http-equiv" && *value != "Content-Security-Policy") return refuse("the attribute `http-equiv`");
  }

  void read_style() {
    const auto end = lower_case(rest_).find("</style");
    auto css = rest_.substr(0, end);
    rest_.remove_prefix(std::min(css.size(), rest_.size()));
    constexpr std::string_view ours = "{{{css}}}";
    const auto at = css.find(ours);
    if (at != std::string_view::npos) {
      if (loads_something(css.substr(0, at))) return refuse("a style sheet that loads something");
      css.remove_prefix(at + ours.size());
    }
    if (css.find("{{") != std::string_view::npos) return refuse("a mark of mustache in a style sheet");
    if (loads_something(css)) return refuse("a style sheet that loads something");
  }

  void refuse(std::string what) {
    if (!problem_) problem_ = fmt::format("it holds {}", what);
  }

  std::string_view rest_;
  std::optional<std::string> problem_;
};

}  // namespace

std::optional<std::string> disallowed_markup(std::string_view html) { return MarkupReader(html).problem(); }

}  // namespace quickscan
