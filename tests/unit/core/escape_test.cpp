#include "core/escape.hpp"

#include <doctest/doctest.h>

using namespace quickscan;

TEST_CASE("every character that means something in HTML becomes a reference") {
  CHECK(escape_html(R"(<a href="x" title='y'>&amp;)") == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
}

TEST_CASE("characters that nobody sees are shown, and only those") {
  CHECK(escape_html("a\x01"
                    "b") == "a\\u{0001}b");
  CHECK(escape_html("\xe2\x80\xae"
                    "evil") == "\\u{202E}evil");
  CHECK(escape_html("één – “ja” 😀\n\t") == "één – “ja” 😀\n\t");
  CHECK(escape_html("\xc2\x85") == "\\u{0085}");
  CHECK(escape_html("\x7f") == "\\u{007F}");
}

TEST_CASE("SVG text is escaped as HTML is, so both stay well-formed XML") {
  CHECK(escape_svg("R&D <b>") == "R&amp;D &lt;b&gt;");
}

TEST_CASE("Markdown marks lose their meaning") {
  CHECK(escape_markdown("*a* _b_ `c` [d](e) <f> #g |h| $i$ ~j~ @k {l}") ==
        R"(\*a\* \_b\_ \`c\` \[d\](e) \<f\> \#g \|h\| \$i\$ \~j\~ \@k \{l\})");
}

TEST_CASE("a text does not begin a list or a heading in Markdown by accident") {
  CHECK(escape_markdown("1. ja") == R"(1\. ja)");
  CHECK(escape_markdown("(a) ja") == R"((a\) ja)");
  CHECK(escape_markdown("- ja") == R"(\- ja)");
  CHECK(escape_markdown("+ ja") == R"(\+ ja)");
  CHECK(escape_markdown("# ja") == R"(\# ja)");
  CHECK(escape_markdown("Op 1. januari - dus + meer") == "Op 1. januari - dus + meer");
}

TEST_CASE("a text stays in its paragraph and in its table cell") {
  CHECK(escape_markdown("een\n\n# twee") == R"(een  \# twee)");
  CHECK(escape_markdown_cell("a|b\nc") == R"(a\|b c)");
}
