#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// Adds `text` to `out` as HTML text or the value of a double-quoted attribute: `& < > " '` become
/// references, and control characters, bidirectional overrides, U+FFFE and U+FFFF are shown as `\u{…}`. Of valid UTF-8
/// the result is also well-formed XML, so SVG text uses it too.
void escape_html(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);

/// SVG and XML text and attribute values: the same rules.
std::string escape_svg(std::string_view text);

/// Text inside a Markdown paragraph (CommonMark and pandoc): every character that could begin markup is
/// escaped with a backslash, line breaks become spaces.
std::string escape_markdown(std::string_view text);

/// A cell of a Markdown pipe table: as above; `|` is among the escaped.
std::string escape_markdown_cell(std::string_view text);

/// Adds `text` to `out` as part of a URI: letters, digits and what is in `plain` as they are, any other byte as `%XX`.
void escape_uri(std::string& out, std::string_view text, std::string_view plain);

}  // namespace quickscan
