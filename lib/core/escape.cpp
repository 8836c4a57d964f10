#include "core/escape.hpp"

#include "core/format.hpp"
#include "core/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace quickscan {

namespace {

bool is_invisible(std::uint32_t value) {
  if (value < 0x20U) return value != '\n' && value != '\t';
  return (value >= 0x7fU && value < 0xa0U) || (value >= 0x202aU && value <= 0x202eU) ||
         (value >= 0x2066U && value <= 0x2069U) || value == 0xfffeU || value == 0xffffU;
}

// Adds the character at `at` if it is neither ASCII punctuation to escape nor invisible; returns its size.
std::size_t add_character(std::string& out, std::string_view text, std::size_t at, std::string_view opening) {
  const auto point = code_point_at(text, at);
  if (is_invisible(point.value)) {
    append_format(out, "{}u{{{:04X}}}", opening, point.value);
  } else {
    out += text.substr(at, point.size);
  }
  return point.size;
}

bool is_plain_in_html(char letter) {
  return letter >= ' ' && letter < '\x7f' && letter != '&' && letter != '<' && letter != '>' && letter != '"' &&
         letter != '\'';
}

bool begins_markup(char letter) {
  return std::string_view("\\`*_{}[]<>|~^$&#@").find(letter) != std::string_view::npos;
}

bool is_alphanumeric(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

// Where a line of Markdown would begin a list ("1.", "(a)", "iv)"), the place of the mark that makes it one.
std::size_t list_mark(std::string_view text) {
  std::size_t at = text.starts_with('(') ? 1 : 0;
  while (at < text.size() && is_alphanumeric(text[at])) ++at;
  return at > 0 && at < text.size() && (text[at] == '.' || text[at] == ')') ? at : std::string_view::npos;
}

}  // namespace

void escape_html(std::string& out, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto plain = at;
    while (at < text.size() && is_plain_in_html(text[at])) ++at;
    out += text.substr(plain, at - plain);
    if (at == text.size()) break;
    const char letter = text[at];
    switch (letter) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: at += add_character(out, text, at, "\\"); continue;
    }
    ++at;
  }
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  escape_html(out, text);
  return out;
}

std::string escape_svg(std::string_view text) { return escape_html(text); }

std::string escape_markdown(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  const auto mark = list_mark(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const char letter = text[at];
    if (letter == '\n' || letter == '\t') {
      out += ' ';
      ++at;
    } else if (begins_markup(letter) || at == mark ||
               (at == 0 && std::string_view("+-=:%").find(letter) != std::string_view::npos)) {
      out += '\\';
      out += letter;
      ++at;
    } else {
      at += add_character(out, text, at, "\\\\");
    }
  }
  return out;
}

std::string escape_markdown_cell(std::string_view text) { return escape_markdown(text); }

void escape_uri(std::string& out, std::string_view text, std::string_view plain) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (const char letter : text) {
    if (is_plain_letter(letter) || is_digit(letter) || plain.find(letter) != std::string_view::npos) {
      out += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      out += {'%', hex[byte >> 4U], hex[byte & 15U]};
    }
  }
}

}  // namespace quickscan
