#include "study/privacy/plain_signs.hpp"

#include "core/byte_blocks.hpp"
#include "core/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace quickscan {

namespace {

struct ReadSign {
  std::uint32_t value = 0;
  std::size_t size = 0;
};

/// A reference of HTML that stands for a sign with which numbers and names are written.
std::optional<ReadSign> reference_at(std::string_view text, std::size_t at) {
  const auto end = text.substr(at, 12).find(';');
  if (text[at] != '&' || end == std::string_view::npos) return std::nullopt;
  auto name = text.substr(at + 1, end - 1);
  static constexpr auto names = std::to_array<std::pair<std::string_view, std::uint32_t>>({{"nbsp", 0xA0},
                                                                                           {"shy", 0xAD},
                                                                                           {"ndash", 0x2013},
                                                                                           {"mdash", 0x2014},
                                                                                           {"rsquo", 0x2019},
                                                                                           {"thinsp", 0x2009},
                                                                                           {"eacute", 0xE9},
                                                                                           {"euml", 0xEB},
                                                                                           {"egrave", 0xE8},
                                                                                           {"iuml", 0xEF},
                                                                                           {"ouml", 0xF6},
                                                                                           {"uuml", 0xFC}});
  const auto* known = std::ranges::find(names, name, &std::pair<std::string_view, std::uint32_t>::first);
  if (known != names.end()) return ReadSign{known->second, end + 1};
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t value = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
  if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return std::nullopt;
  return ReadSign{value, end + 1};
}

bool is_any_blank(std::uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_unseen(std::uint32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         c == 0xFEFF || (c >= 0x300 && c <= 0x36F);
}

/// The byte that an ordinary text would have here; 0 where the sign stays as it is.
char plain_sign(std::uint32_t c) {
  if (is_any_blank(c)) return ' ';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0xB4 || c == 0x2032) return '\'';
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<char>(c - 0xFF01 + '!');
  return 0;
}

void append_code_point(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

}  // namespace

PlainSigns plain_signs(std::string_view text) {
  PlainSigns plain;
  plain.text.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto reference = reference_at(text, at);
    const auto point = code_point_at(text, at);
    const auto sign = reference.value_or(ReadSign{point.value, point.size});
    const char byte = plain_sign(sign.value);
    // Every byte of the sign has the sign's place; the rest of a run of blanks is left out.
    if (byte == ' ') {
      if (!plain.text.ends_with(' ')) plain.text += byte;
    } else if (byte != 0) {
      plain.text += byte;
    } else if (reference) {
      if (!is_unseen(sign.value)) append_code_point(plain.text, sign.value);
    } else if (!is_unseen(sign.value)) {
      plain.text += text.substr(at, sign.size);
    }
    while (plain.origins.size() < plain.text.size()) plain.origins.push_back(static_cast<std::uint32_t>(at));
    at += sign.size;
  }
  plain.origins.push_back(static_cast<std::uint32_t>(text.size()));
  return plain;
}

std::string rendered_words(std::string_view markdown) {
  std::string words;
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    constexpr std::size_t longest = 2000;
    const auto rest = markdown.substr(at, longest);
    const bool tag =
        rest.size() > 2 && rest[0] == '<' && (is_plain_letter(rest[1]) || rest[1] == '/' || rest[1] == '!');
    const auto end = tag ? rest.find('>') : rest.starts_with("](") ? rest.find(')') : std::string_view::npos;
    if (end == std::string_view::npos) {
      words += markdown[at];
    } else {
      at += end;
    }
  }
  return plain_signs(words).text;
}

bool is_plain(std::string_view text) {
  const auto plain = [&](std::size_t at) {
    const char c = text[at];
    if (c == ' ') return at + 1 == text.size() || text[at + 1] != ' ';
    return static_cast<unsigned char>(c) < 0x80U && c > ' ' && c != '&';
  };
  for (std::size_t at = 0;;) {
    at = find_in_blocks(text.data(), at, text.size(), [](ByteBlock bytes, ByteBlock next) {
      return within(bytes, 0x80, 0x1F) | equal(bytes, '&') | (equal(bytes, ' ') & equal(next, ' '));
    });
    while (at < text.size() && plain(at)) ++at;
    if (at >= text.size()) return true;
    if (text[at] != '\xC3') return false;  // é and the like
    at += 2;
  }
}

}  // namespace quickscan
