#include "core/render_diagnostics.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"

#include <doctest/doctest.h>

using namespace quickscan;

namespace {

struct Shown {
  std::string text;
  Sources sources;

  explicit Shown(std::string given)
      : text(std::move(given)), sources([copy = text](const std::string&) { return std::optional(copy); }) {
    sources.add("interviews/r07.yaml");
  }
};

}  // namespace

TEST_CASE("a finding shows the user's own line with a caret under the smallest span") {
  const Shown file("interview: r07\ndate: 2021\nform: single\nsegments:\n- rec: acces\n  stage: 3\n");
  auto one = finding(rule::unknown_recommendation, {0, 56, 61}, "unknown recommendation `acces`");
  one.label = "not in the framework";
  one.help = "did you mean `access`?";
  CHECK(render_text(one, file.sources) == R"(error[QS201]: unknown recommendation `acces`
 --> interviews/r07.yaml:5:8
  |
5 | - rec: acces
  |        ^^^^^ not in the framework
  = help: did you mean `access`?
  = more: quickscan explain QS201
)");
}

TEST_CASE("a second place is shown as a labelled note") {
  const Shown file("a: 1\na: 2\n");
  auto one = finding(rule::duplicate_key, {0, 5, 6}, "duplicate key `a`");
  one.notes.push_back({{0, 0, 1}, "first given here"});
  CHECK(render_text(one, file.sources) == R"(error[QS120]: duplicate key `a`
 --> interviews/r07.yaml:2:1
  |
2 | a: 2
  | ^
 ::: interviews/r07.yaml:1:1
  |
1 | a: 1
  | - first given here
  = more: quickscan explain QS120
)");
}

TEST_CASE("the caret stands under wide characters and after tabs, the column counts code points") {
  const Shown file("a: 日本x\n");
  const auto one = finding(rule::unknown_value, {0, 9, 10}, "unknown value");
  CHECK(render_text(one, file.sources).find("1 | a: 日本x\n  |        ^\n") != std::string::npos);
  CHECK(render_line(one, file.sources) == "interviews/r07.yaml:1:6: error[QS158]: unknown value");
}

TEST_CASE("a long line is cut around the span") {
  const Shown file("quote: " + std::string(300, 'x') + "HERE" + std::string(300, 'y') + "\n");
  RenderOptions options;
  options.width = 60;
  const auto text = render_text(finding(rule::e_mail_address, {0, 307, 311}, "found"), file.sources, options);
  CHECK(text.find("…") != std::string::npos);
  CHECK(text.find("HERE") != std::string::npos);
  CHECK(text.find(std::string(60, 'x')) == std::string::npos);
}

TEST_CASE("what could steer a terminal is made visible") {
  CHECK(make_visible("a\u202Eb\x1B[0m\tc") == "a<U+202E>b<U+001B>[0m c");
  CHECK(display_width("e\u0301日") == 3);
}

TEST_CASE("positions that were counted together are those of each byte by itself, and need no text any more") {
  // A byte-order mark, Windows line ends, letters of two bytes, and more newlines than a byte counts to in any place
  // of a block of sixteen.
  std::string text = "\xEF\xBB\xBF";
  text += "een: 1\r\n" + std::string(5000, '\n');
  for (int line = 0; line < 100; ++line) text += line % 3 == 0 ? "\n\n\n\n" : "coördinatie: twee\n";
  text += "geen regeleinde";
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t at = 3; at < text.size() + 3; at += at % 7 + 1) offsets.push_back(at);
  std::vector<Position> naive;
  for (const auto offset : offsets) {
    Position position;
    for (std::size_t at = 3; at < std::min<std::size_t>(offset, text.size()); ++at) {
      if (text[at] == '\n') {
        position = {position.line + 1, 1};
      } else if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) {
        ++position.column;
      }
    }
    naive.push_back(position);
  }
  CHECK(positions_of(text, offsets) == naive);
  CHECK(position_of(text, offsets.back()) == naive.back());

  Sources gone;
  gone.add("interviews/r07.yaml");
  const auto one = finding(rule::duplicate_key, {0, 12, 13}, "duplicate key `a`");
  CHECK(render_line(one, gone).starts_with("interviews/r07.yaml:1:1: "));
  gone.keep(positions_of({one}, 0, "a: 1\nb: 2\na: 3\n"));
  CHECK(render_line(one, gone).starts_with("interviews/r07.yaml:3:3: "));
}

TEST_CASE("findings stand in file order and the same one stands once") {
  Sources sources([](const std::string&) { return std::optional<std::string>("abc\n"); });
  sources.add("b.yaml");
  sources.add("a.yaml");
  Diagnostics all;
  all.push_back(finding(rule::unknown_key, {0, 2, 3}, "late"));
  all.push_back(finding(rule::unknown_key, {1, 1, 2}, "second"));
  all.push_back(finding(rule::unknown_key, {1, 0, 1}, "first"));
  all.push_back(finding(rule::unknown_key, {1, 1, 2}, "second"));
  sort_and_unify(all, sources);
  REQUIRE(all.size() == 3);
  CHECK(all[0].message == "first");
  CHECK(all[1].message == "second");
  CHECK(all[2].message == "late");
}

TEST_CASE("a suggestion is near, or there is none") {
  const std::vector<std::string> known{"access", "joint", "principles", "arrangement"};
  CHECK(suggest("acces", known) == "access");
  CHECK(suggest("Access", known) == "access");
  CHECK(suggest("jiont", known) == "joint");
  CHECK(suggest("pricniples", known) == "principles");
  CHECK_FALSE(suggest("budget", known).has_value());
  CHECK_FALSE(suggest("", known).has_value());
  CHECK(did_you_mean("acces", known) == "did you mean `access`?");
  CHECK(did_you_mean("budget", known) == "");
}

TEST_CASE("the line form of many findings is that of each, one a line") {
  const Shown file("a: 1\nb: 2\n");
  const Diagnostics two{finding(rule::unknown_key, {0, 0, 1}, "unknown key `a`"),
                        finding(rule::missing_file, {}, "a file is missing")};
  CHECK(render_lines(two, file.sources) ==
        "interviews/r07.yaml:1:1: error[QS150]: unknown key `a`\nerror[QS160]: a file is missing\n");
}

TEST_CASE("the line of a person's name or number is not shown, nor any line of the key file") {
  const Shown file("note: Naam\n");
  auto one = finding(rule::name_of_a_person, {0, 6, 10}, "a name stands here");
  one.confidential = true;
  CHECK(render_text(one, file.sources) == R"(error[QS501]: a name stands here
 --> interviews/r07.yaml:1:7
  = more: quickscan explain QS501
)");
  Sources key([](const std::string&) { return std::optional<std::string>("p1: Naam\np1: Naam\n"); });
  key.add("study/confidential/key.yaml");
  CHECK(render_text(finding(rule::duplicate_key, {0, 9, 11}, "duplicate key `p1`"), key).find("Naam") ==
        std::string::npos);
}
