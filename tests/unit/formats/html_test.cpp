#include "formats/briefing.hpp"
#include "formats/markdown.hpp"
#include "formats/template.hpp"
#include "page_reader.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

constexpr const char* hostile = R"(</title><script>alert("x")</script> & 'q' <img src=x onerror=y> *b* | [l](u))";

Document hostile_document() {
  Document document;
  document.title = hostile;
  document.subtitle = hostile;
  document.facts = {{hostile, hostile}};
  document.banners = {{Callout::Kind::warning, hostile, {{{hostile}}}}};
  document.skip_link = hostile;
  document.contents_title = hostile;
  document.footer = hostile;
  document.provenance.inputs = {{hostile, "00"}};
  document.provenance.weights = hostile;
  Section section{"one", hostile, {}};
  section.blocks.push_back(Heading{3, hostile, "deep"});
  section.blocks.push_back(Paragraph{{{hostile, Run::Style::strong}, {hostile, Run::Style::code}}});
  section.blocks.push_back(ListBlock{true, {{{hostile}}}});
  section.blocks.push_back(Definitions{{{hostile, {{hostile}}}}});
  section.blocks.push_back(Quotation{hostile, hostile});
  Table table{hostile,
              {hostile, "n"},
              {{{.text = hostile, .detail = hostile, .symbol = hostile}, {.text = "1", .number = true}}},
              true};
  section.blocks.push_back(TableBlock{table, {}, true, hostile});
  section.blocks.push_back(
      FigureBlock{{"drawing", "<svg role=\"img\"><title>t</title></svg>", hostile, hostile, table}, hostile});
  Section annex{"two", hostile, {}, true};
  annex.blocks.push_back(Heading{3, hostile, "folded", true, hostile});
  Table cards{hostile,
              {hostile, hostile},
              {{{.text = hostile, .link = "deep"},
                {.text = hostile, .lines = {CellLine{hostile, hostile}}, .evidence = {hostile}}}},
              true,
              true};
  annex.blocks.push_back(TableBlock{cards, "cards", false, {}});
  Figure filtered{"filtered", "<svg role=\"img\"><title>t</title></svg>", hostile, hostile, {}};
  filtered.filters = {{"refers", hostile}};
  filtered.filter_title = hostile;
  annex.blocks.push_back(FigureBlock{filtered, hostile});
  document.sections = {section, annex};
  document.about_title = document.annex_title = document.evidence_title = document.values_title = hostile;
  document.briefing = {{Text{{hostile}}}, cards,   hostile, hostile, hostile, {hostile},
                       {hostile},         hostile, hostile, hostile, hostile};
  return document;
}

const std::set<std::string> allowed = {
    "html",  "head",  "meta",    "title",   "style",    "body",       "a",     "header",     "h1",
    "h2",    "h3",    "p",       "dl",      "div",      "dt",         "dd",    "nav",        "ol",
    "ul",    "li",    "main",    "section", "strong",   "em",         "code",  "table",      "caption",
    "thead", "tbody", "tr",      "button",  "fieldset", "legend",     "label", "input",      "th",
    "td",    "span",  "details", "summary", "figure",   "figcaption", "svg",   "blockquote", "footer"};

void check_nothing_foreign(const Page& page) {
  CHECK(page.problem == "");
  for (const auto& element : page.elements) {
    CAPTURE(element.name);
    CHECK(allowed.contains(element.name));
    for (const auto& attribute : element.attributes) {
      const auto& name = attribute.first;
      const auto& value = attribute.second;
      CAPTURE(name);
      CHECK_FALSE(name.starts_with("on"));
      const bool known = name == "class" || name == "id" || name == "lang" || name == "charset" || name == "name" ||
                         name == "content" || name == "http-equiv" || name == "href" || name == "scope" ||
                         name == "role" || name == "tabindex" || name.starts_with("aria-") || name == "popover" ||
                         name == "popovertarget" || name == "type" || name == "checked" || name == "download" ||
                         name == "data-column";
      CHECK(known);
      if (name == "href") CHECK((value.starts_with('#') || value.starts_with("data:text/csv;charset=utf-8,%22")));
    }
  }
}

}  // namespace

TEST_CASE("hostile text stays text in every place of the page") {
  const auto page = read_page(to_html(hostile_document()));
  check_nothing_foreign(page);
  CHECK(page.all("h1").front()->text == hostile);
  CHECK(page.all("h3").front()->text == hostile);
  CHECK(page.all("blockquote").front()->text == std::string(hostile) + hostile);
  CHECK(page.all("caption").front()->text == hostile);
  CHECK(page.all("summary").back()->text.find(hostile) != std::string::npos);
}

TEST_CASE("hostile text stays text in the briefing") {
  const auto page = read_page(briefing_html(hostile_document()));
  check_nothing_foreign(page);
  CHECK(page.all("li").front()->text == hostile);
}

TEST_CASE("hostile text stays text in Markdown") {
  const auto markdown = to_markdown(hostile_document());
  // Each of these is harmless only behind a backslash.
  const auto bare = [&](const std::string& mark) {
    for (auto at = markdown.text.find(mark); at != std::string::npos; at = markdown.text.find(mark, at + 1)) {
      if (at == 0 || markdown.text[at - 1] != '\\') return true;
    }
    return false;
  };
  CHECK_FALSE(bare("<script"));
  CHECK_FALSE(bare("<img"));
  CHECK(markdown.images.size() == 2);
  CHECK(markdown.images.front().name == "drawing.svg");
}

TEST_CASE("the page forbids scripts and everything from elsewhere") {
  const auto html = to_html(hostile_document());
  CHECK(html.find("default-src 'none'; style-src 'unsafe-inline'; img-src data:") != std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("http://") == std::string::npos);
  CHECK(html.find("https://") == std::string::npos);
  CHECK(html.find("url(") == std::string::npos);
}

TEST_CASE("a table names its headers by scope and scrolls by keyboard") {
  Document document;
  document.title = "t";
  document.sections = {
      {"one",
       "One",
       {TableBlock{
           {"Caption", {"Level", "n"}, {{{.text = "Front"}, {.text = "4", .number = true}}}, true}, {}, false, {}}}}};
  const auto html = to_html(document);
  CHECK(html.find(R"(<div class="scroll short" role="region" tabindex="0" aria-labelledby="one-table-1-caption">
<table id="one-table-1">
<caption id="one-table-1-caption">Caption</caption>
<thead><tr><th scope="col">Level</th><th scope="col" class="number">n</th></tr></thead>
<tbody>
<tr><th scope="row">Front</th><td class="number">4</td></tr>
</tbody>
</table>
</div>
)") != std::string::npos);
}

TEST_CASE("a title stays a title in the front matter of Markdown") {
  Document document;
  document.title = R"(De "raad" & 't \ #1: [x])";
  CHECK(to_markdown(document).text.starts_with(R"(---
title: 'De "raad" \& ''t \\ \#1: \[x\]'
)"));
}

TEST_CASE("Markdown is what pandoc and git read") {
  Document document;
  document.title = "Titel";
  document.subtitle = "Stand";
  document.footer = "quickscan";
  Section section{"one", "Een", {}};
  section.blocks.push_back(Paragraph{{{"Tekst."}}});
  section.blocks.push_back(ListBlock{false, {{{"vet", Run::Style::strong}, {" en gewoon"}}}});
  section.blocks.push_back(TableBlock{{"Bijschrift",
                                       {"Niveau", "n"},
                                       {{{.text = "uitvoering", .detail = "vier"}, {.text = "4", .number = true}}},
                                       true},
                                      {},
                                      false,
                                      {}});
  document.sections = {section};
  const auto text = to_markdown(document).text;
  CHECK(text.substr(0, text.find("<!--")) == R"(---
title: 'Titel'
subtitle: 'Stand'
lang: nl
---


## Een {#one}

Tekst\.

- **vet** en gewoon

| Niveau | n |
|-----------------|------:|
| uitvoering: vier | 4 |

Table: Bijschrift

quickscan

)");
}

TEST_CASE("a house template frames the same report, and a broken one is named") {
  Document document;
  document.title = "A & B";
  CHECK(to_html(document,
                {.template_text = "<h1>{{title}}</h1>{{#subtitle}}<p>{{subtitle}}</p>{{/subtitle}}", .css = {}}) ==
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
        "data:\" /><h1>A &amp; B</h1>");
  CHECK_FALSE(template_problem("{{title}}"));
  CHECK(template_problem("{{#title}}"));
  CHECK(template_problem("{{title"));
}

TEST_CASE("a house template shows what every report must, and names nothing else") {
  CHECK_FALSE(house_template_problem("<h1>{{ title }}</h1>{{{provenance}}}{{! remark }}{{{banners}}}{{&body}}"));
  CHECK(house_template_problem("{{title}}{{{provenance}}}{{{body}}}") == "it does not show `banners`");
  CHECK(house_template_problem("{{title}}{{{provenance}}}{{{banners}}}{{{bodi}}}") ==
        "nothing is called `bodi`; did you mean `body`?");
  CHECK(house_template_problem("{{> footer.html}}{{title}}") == "nothing is called `> footer.html`");
}

TEST_CASE("a house template adds nothing that runs, loads or leads out of the page") {
  const auto problem_with = [](const std::string& added) {
    return house_template_problem("{{title}}{{{provenance}}}{{{banners}}}{{{body}}}" + added).value_or("");
  };
  for (const std::string_view fine :
       {"<p class=\"lead\" lang='nl'>House</p><hr/>", "<img src=\"data:image/png;base64,AAAA\" alt=\"\">",
        "<style>h1 { color: #036; background: url(data:image/png;base64,AA) }</style>", "<a href=\"#content\">down</a>",
        "<!-- a remark -->", "2 &lt; 3", "<title>A < B</title>", "<p title=\"{{title}}\" lang='{{ language }}'>x</p>",
        "<style>p{}{{{css}}}q{}</style>"}) {
    CHECK_MESSAGE(problem_with(std::string(fine)).empty(), fine);
  }
  for (const std::string_view bad : {"<script>1</script>",
                                     "<SCRIPT src='x'></SCRIPT>",
                                     "<iframe src='data:text/html,x'></iframe>",
                                     "<object data='x'></object>",
                                     "<embed src='x'>",
                                     "<link rel='stylesheet' href='x.css'>",
                                     "<base href='x'>",
                                     "<form action='x'></form>",
                                     "<svg onload='x'></svg>",
                                     "<img src='https://example.org/x.png'>",
                                     "<img src='file:///etc/passwd'>",
                                     "<img src='//example.org/x'>",
                                     "<img src='logo.png'>",
                                     "<img src='data:image/svg+xml,x'>",
                                     "<a href='https://example.org'>x</a>",
                                     "<a href='javascript:x'>x</a>",
                                     "<a href='jAvAscript:x'>x</a>",
                                     "<p onclick='x'>x</p>",
                                     "<p style='background:url(https://example.org/x)'>x</p>",
                                     "<style>@import 'https://example.org/x.css';</style>",
                                     "<style>p{background:url(file:///etc/passwd)}</style>",
                                     "<style>p{background:\\75rl(x)}</style>",
                                     "<meta http-equiv='refresh' content='0;url=x'>",
                                     "<img src=x>",
                                     "<p class='a\"x>",
                                     "<!-- --!><b>x</b>-->",
                                     "<{{title}}>",
                                     "{{{title}}}",
                                     "{{& footer }}",
                                     "<template></template>",
                                     "<title><style></title><script>1</script></style>",
                                     "<TITLE><STYLE></TITLE><img src='data:image/png;base64,A' onerror='1'></STYLE>",
                                     "<!-- --{{! }}><script>1</script>-->",
                                     "<!-- --{{banner}}><script>1</script>-->",
                                     "<!--><script>1</script>-->",
                                     "<!---><script>1</script>-->",
                                     "<p style='background:&#117;rl(//x)'>x</p>",
                                     "<p style='background:u{{! }}rl(//x)'>x</p>",
                                     "<p style='background:u/**/rl(//x)'>x</p><p style='content:url(//x)'>",
                                     "<p style='width:expression(1)'>x</p>",
                                     "<style>@imp{{! }}ort '//x';</style>",
                                     "<style>{{{css}}}@IMPORT '//x';</style>",
                                     "<style>p{background:u{{banner}}rl(//x)}</style>",
                                     "<style>p{background:url( '//x')}</style>",
                                     "<style>p{background:image-set('//x' 1x)}</style>",
                                     "<img src='data:image/{{! }}svg+xml,x'>",
                                     "<img src='data:image/&#115;vg+xml,x'>",
                                     "<img src='data:image/png;base64,A' srcset='//x 2x'>",
                                     "<a href='#x' ping='//x'>x</a>",
                                     "<a href='&#106;avascript:1'>x</a>",
                                     "<a href='java\tscript:1'>x</a>",
                                     "<a href='java\nscript:1'>x</a>",
                                     "<a href=' javascript:1'>x</a>",
                                     "<a href='data:text/html,x'>x</a>",
                                     "<button formaction='javascript:1'>x</button>",
                                     "<input autofocus onfocus='1'>",
                                     "<math><mtext></mtext></math>",
                                     "<sVg/onload='1'>",
                                     "<img/src='x'/onerror='1'>",
                                     "<p class='a'onclick='1'>x</p>",
                                     "<p\fonclick='1'>x</p>",
                                     "<p onclick",
                                     "<p title='{{{contents}}}'>x</p>",
                                     "<p title='{{#banner}}x'>x</p>",
                                     "<p title=\"{{! \"}}onclick='1'\">x</p>",
                                     "<mEtA hTTp-eQuiv='ReFresh' content='0'>",
                                     "<meta http-equiv='Content-Security-Policy' http-equiv='refresh' content='0'>",
                                     "<noscript><p title='</noscript><script>1</script>'>",
                                     "<textarea></textarea>",
                                     "<scr{{! }}ipt>1</script>",
                                     "<{{! }}script>1</script>",
                                     "</{{! }}style>",
                                     "<?xml-stylesheet href='//x'?>",
                                     "<![CDATA[x]]>",
                                     "<video src='//x'></video>",
                                     "<audio autoplay src='//x'></audio>",
                                     "<bgsound src='//x'>",
                                     "<body background='//x'>",
                                     "<table background='//x'></table>",
                                     "<frameset></frameset>",
                                     "<portal src='//x'></portal>",
                                     "<dialog open>x</dialog>",
                                     "<slot></slot>"}) {
    CHECK_MESSAGE(!problem_with(std::string(bad)).empty(), bad);
  }
  std::string deep;
  for (int depth = 0; depth < 20'000; ++depth) deep += "{{#title}}";
  CHECK(problem_with(deep) == "its sections are nested more than 20 deep");
}

TEST_CASE("a large text goes into its place in a template like a small one") {
  const std::string large(100'000, 'x');
  const TemplateValues values{{"title", "A & B"}, {"body", large + "<b>&"}};
  CHECK(render_template("<h1>{{title}}</h1>{{{body}}}.", values) == "<h1>A &amp; B</h1>" + large + "<b>&.");
  CHECK(render_template("{{body}}", values) == large + "&lt;b&gt;&amp;");
  CHECK(render_template("{{{body}}}{{{body}}}", values).size() == 2 * values.back().second.size());
  CHECK(render_template("{{#body}}<{{{body}}}>{{/body}}", values) == "<" + large + "<b>&>");
  CHECK(render_template("{{#none}}{{{body}}}{{/none}}.", values) == ".");
  CHECK(render_template("{{! {{{body}}}.", values) == "}.");
}
