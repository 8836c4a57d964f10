#include "study/privacy/folded_text.hpp"

#include "core/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

// Signs that are typed for an apostrophe and that utf8proc does not count as one.
constexpr std::array<std::uint32_t, 6> apostrophes{0x60, 0xB4, 0x2B9, 0x2BB, 0x201B, 0x2032};

/// Letters that utf8proc does not take apart, as they are typed without their stroke or by two letters.
constexpr std::array<std::pair<std::uint32_t, std::string_view>, 9> plain_letters{{{0x131, "i"},
                                                                                   {0x142, "l"},
                                                                                   {0xF8, "o"},
                                                                                   {0x111, "d"},
                                                                                   {0x127, "h"},
                                                                                   {0xE6, "ae"},
                                                                                   {0x153, "oe"},
                                                                                   {0xF0, "d"},
                                                                                   {0xFE, "th"}}};

bool is_letter_or_digit(std::uint32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || category == UTF8PROC_CATEGORY_ND;
}

class Folding {
 public:
  explicit Folding(std::string_view text) : text_(text) {
    folded_.text.reserve(text.size());
    folded_.origins.reserve(text.size() + 1);
  }

  FoldedText fold() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        put(' ');
        // A comment or a quotation goes on behind its sign.
        at_ = std::min(text_.find_first_not_of(" \t#>", at_ + 1), text_.size());
        continue;
      }
      if (static_cast<unsigned char>(text_[at_]) < 0x80) {
        put(text_[at_]);
        ++at_;
        continue;
      }
      const auto point = code_point_at(text_, at_);
      if (point.valid) {
        put_decomposed(point.value);
      } else {
        put(text_[at_]);
      }
      at_ += point.size;
    }
    folded_.origins.push_back(static_cast<std::uint32_t>(text_.size()));
    return std::move(folded_);
  }

 private:
  void put(char c) {
    if (c == '\t' || c == '\r' || c == '-' || c == '_' || c == '.') c = ' ';
    if (c == '`') c = '\'';
    const bool repeated = (c == ' ' || c == '\'') && folded_.text.ends_with(c);
    if (repeated) return;
    folded_.text += to_lower(c);
    folded_.origins.push_back(static_cast<std::uint32_t>(at_));
  }

  void put_decomposed(std::uint32_t code) {
    if (std::ranges::find(apostrophes, code) != apostrophes.end()) return put('\'');
    constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                            UTF8PROC_IGNORE | UTF8PROC_LUMP);
    std::array<utf8proc_int32_t, 32> parts{};  // the longest decomposition has 18
    int last_class = 0;
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code), parts.data(),
                                               static_cast<utf8proc_ssize_t>(parts.size()), options, &last_class);
    for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, std::ssize(parts)); ++i) {
      const auto part = parts.at(static_cast<std::size_t>(i));
      const auto* property = utf8proc_get_property(part);
      if (property->combining_class != 0) continue;
      const auto plain = std::ranges::find(plain_letters, static_cast<std::uint32_t>(part),
                                           &std::pair<std::uint32_t, std::string_view>::first);
      if (plain != plain_letters.end()) {
        std::ranges::for_each(plain->second, [&](char c) { put(c); });
        continue;
      }
      std::array<utf8proc_uint8_t, 4> bytes{};
      const auto size = utf8proc_encode_char(part, bytes.data());
      if (size == 1) {
        put(static_cast<char>(bytes.front()));
        continue;
      }
      folded_.text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
      folded_.origins.insert(folded_.origins.end(), static_cast<std::size_t>(size), static_cast<std::uint32_t>(at_));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  FoldedText folded_;
};

}  // namespace

bool FoldedText::word_at(std::size_t at) const {
  return at < text.size() && is_letter_or_digit(code_point_at(text, at).value);
}

bool FoldedText::word_before(std::size_t at) const { return at > 0 && word_at(code_point_begin(text, at - 1)); }

FoldedText fold_text(std::string_view text) { return Folding(text).fold(); }

}  // namespace quickscan
