#include "formats/html.hpp"

#include "core/escape.hpp"
#include "core/format.hpp"
#include "core/parallel.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "formats/allowed_markup.hpp"
#include "formats/template.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

namespace quickscan {

namespace {

/// A wide drawing gets a sheet of its own; `report.css` defines the sizes of paper.
std::string class_of(const FigureBlock& block) {
  if (!block.wide) return {};
  return " class=\"wide" + (block.figure.sheet.empty() ? std::string() : ' ' + block.figure.sheet) + '"';
}

std::string_view shade_class(Shade shade) {
  constexpr std::array<std::string_view, 7> classes = {"", "s0", "s1", "s2", "s3", "s4", "withheld"};
  return classes[static_cast<std::size_t>(shade)];
}

void add_run(std::string& out, const Run& run) {
  constexpr std::array<std::string_view, 4> elements = {"", "strong", "em", "code"};
  const auto element = elements[static_cast<std::size_t>(run.style)];
  if (!element.empty()) append_format(out, "<{}>", element);
  escape_html(out, run.text);
  if (!element.empty()) append_format(out, "</{}>", element);
}

void add_text(std::string& out, const Text& text) {
  for (const auto& run : text) add_run(out, run);
}

/// A text between two pieces of markup.
void add_between(std::string& out, std::string_view before, std::string_view text, std::string_view after) {
  out += before;
  escape_html(out, text);
  out += after;
}

void add_between(std::string& out, std::string_view before, const Text& text, std::string_view after) {
  out += before;
  add_text(out, text);
  out += after;
}

/// What frames a table and its cells: the id that theirs begin with, and the words on their buttons.
struct TableFrame {
  std::string id;
  const Document* document = nullptr;
};

/// `about` names the row and the column.
void add_evidence(std::string& out, const TableCell& cell, const TableFrame& frame, int number,
                  std::string_view about) {
  if (cell.evidence.empty() || frame.document == nullptr) return;
  const auto id = fmt::format("{}-evidence-{}", frame.id, number);
  const auto& title = frame.document->evidence_title;
  append_format(
      out,
      " <button type=\"button\" popovertarget=\"{0}\">{1}</button><div popover=\"auto\" id=\"{0}\" role=\"dialog\" "
      "aria-labelledby=\"{0}-title\"><p id=\"{0}-title\"><strong>{2}</strong></p><ul>\n",
      id, escape_html(title), escape_html(about));
  for (const auto& line : cell.evidence) out += "<li>" + escape_html(line) + "</li>\n";
  out += "</ul></div>";
}

void add_symbol(std::string& out, std::string_view symbol) {
  if (symbol.empty()) return;
  add_between(out, "<span class=\"symbol\" aria-hidden=\"true\">", symbol, "</span> ");
}

/// `name` of the column, for a card; empty where the table stays a table.
void add_cell(std::string& out, const TableCell& cell, bool header, std::string_view name) {
  out += header ? "<th scope=\"row\"" : "<td";
  if (!name.empty()) append_format(out, " data-column=\"{}\"", escape_html(name));
  const auto shade = shade_class(cell.shade);
  if (!shade.empty() || cell.number) {
    append_format(out, " class=\"{}{}{}\"", shade, !shade.empty() && cell.number ? " " : "",
                  cell.number ? "number" : "");
  }
  out += '>';
  add_symbol(out, cell.symbol);
  if (!cell.link.empty()) append_format(out, "<a href=\"#{}\">", escape_html(cell.link));
  escape_html(out, cell.text);
  if (!cell.link.empty()) out += "</a>";
  for (const auto& line : cell.lines) {
    out += "<span class=\"line\">";
    add_symbol(out, line.symbol);
    escape_html(out, line.text);
    out += "</span> ";
  }
  if (!cell.detail.empty()) add_between(out, " <span class=\"detail\">", cell.detail, "</span>");
}

bool is_number_column(const Table& table, std::size_t column) {
  return !table.rows.empty() && column < table.rows.front().size() && table.rows.front()[column].number;
}

void add_table(std::string& out, const Table& table, const TableFrame& frame) {
  const auto& id = frame.id;
  // A table that is wider than a telephone scrolls by itself, and by keyboard; a short one stays on one sheet.
  const auto* length = table.rows.size() <= 8 ? " short" : "";
  append_format(out, "<div class=\"scroll{}{}\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{}-caption\">\n",
                length, table.cards ? " cards" : "", id);
  append_format(out, "<table id=\"{0}\">\n<caption id=\"{0}-caption\">", id);
  escape_html(out, table.caption);
  out += "</caption>\n<thead><tr>";
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    add_between(out, is_number_column(table, column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">",
                table.columns[column], "</th>");
  }
  out += "</tr></thead>\n<tbody>\n";
  int number = 0;
  for (const auto& row : table.rows) {
    out += "<tr>";
    if (row.size() == 1 && table.columns.size() > 1) {
      append_format(out, "<td colspan=\"{}\">", table.columns.size());
      escape_html(out, row.front().text);
      out += "</td></tr>\n";
      continue;
    }
    for (std::size_t column = 0; column < row.size(); ++column) {
      const bool header = column == 0 && table.row_headers;
      add_cell(out, row[column], header, table.cards && column > 0 ? table.columns[column] : std::string_view{});
      add_evidence(out, row[column], frame, ++number, row.front().text + ": " + table.columns[column]);
      out += header ? "</th>" : "</td>";
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
}

void add_fold(std::string& out, std::string_view title, const Table& table, const TableFrame& frame) {
  add_between(out, "<details><summary>", title, "</summary>\n");
  add_table(out, table, frame);
  out += "</details>\n";
}

/// The values of a table as a file in the page itself.
std::string csv_link(const Table& table) {
  std::string out = "data:text/csv;charset=utf-8,";
  const auto field = [&](std::string_view text) {
    out += "%22";
    // A spreadsheet runs what begins like a formula.
    const bool formula = text.starts_with('=') || text.starts_with('@') ||
                         ((text.starts_with('+') || text.starts_with('-')) && (text.size() < 2 || !is_digit(text[1])));
    if (formula) out += "%27";
    for (auto quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
      escape_uri(out, text.substr(0, quote), "-.");
      out += "%22%22";
      text.remove_prefix(quote + 1);
    }
    escape_uri(out, text, "-.");
    out += "%22";
  };
  const auto line = [&](const auto& cells, auto text_of) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      field(text_of(cells[i]));
    }
    out += "%0D%0A";
  };
  line(table.columns, [](const std::string& name) { return name; });
  for (const auto& row : table.rows)
    line(row, [](const TableCell& cell) { return cell.detail.empty() ? cell.text : cell.text + ": " + cell.detail; });
  return out;
}

/// Writes one block after another.
struct HtmlWriter {
  std::string& out;
  std::string_view section;
  const Document* document = nullptr;
  bool annex = false;
  int tables = 0;
  int open_fold = 0;  ///< the level of the heading that began it

  std::string table_id() { return fmt::format("{}-table-{}", section, ++tables); }

  void close_fold(int level) {
    if (open_fold == 0 || level > open_fold) return;
    out += "</details>\n";
    open_fold = 0;
  }

  void operator()(const Heading& heading) {
    close_fold(heading.level);
    if (heading.folded) {
      // One at a time: the same name for all of a section.
      append_format(out, "<details class=\"fold\" name=\"{}\"><summary>", section);
      open_fold = heading.level;
    }
    if (heading.id.empty()) {
      append_format(out, "<h{}>", heading.level);
    } else {
      append_format(out, "<h{} id=\"{}\">", heading.level, escape_html(heading.id));
    }
    escape_html(out, heading.text);
    append_format(out, "</h{}>\n", heading.level);
    if (!heading.folded) return;
    if (!heading.detail.empty()) out += "<span class=\"verdict\">" + escape_html(heading.detail) + "</span>";
    out += "</summary>\n";
  }

  void operator()(const Paragraph& paragraph) {
    constexpr std::array<std::string_view, 4> openings = {"<p>", "<p class=\"lead\">", "<p class=\"verdict\">",
                                                          "<p class=\"small\">"};
    add_between(out, openings[static_cast<std::size_t>(paragraph.role)], paragraph.text, "</p>\n");
  }

  void operator()(const ListBlock& list) {
    out += list.ordered ? "<ol>\n" : "<ul>\n";
    for (const auto& item : list.items) add_between(out, "<li>", item, "</li>\n");
    out += list.ordered ? "</ol>\n" : "</ul>\n";
  }

  void operator()(const Outline& outline) { add_items(outline.items); }

  void add_items(const std::vector<OutlineItem>& items) {
    if (items.empty()) return;
    out += "<ul>\n";
    for (const auto& item : items) {
      out += "<li>";
      escape_html(out, item.mark.empty() ? std::string() : item.mark + ' ');
      add_text(out, item.text);
      add_items(item.items);
      out += "</li>\n";
    }
    out += "</ul>\n";
  }

  void operator()(const Callout& callout) {
    constexpr std::array<std::string_view, 3> kinds = {"provenance", "warning", "information"};
    append_format(out, "<div class=\"callout {}\">\n<p><strong>", kinds[static_cast<std::size_t>(callout.kind)]);
    escape_html(out, callout.title);
    out += "</strong></p>\n";
    for (const auto& paragraph : callout.paragraphs) (*this)(Paragraph{paragraph});
    out += "</div>\n";
  }

  void operator()(const Definitions& definitions) {
    out += "<dl>\n";
    for (const auto& [term, meaning] : definitions.items) {
      add_between(out, "<div><dt>", term, "</dt><dd>");
      add_text(out, meaning);
      out += "</dd></div>\n";
    }
    out += "</dl>\n";
  }

  void operator()(const Quotation& quotation) {
    add_between(out, "<blockquote><p>", quotation.text, "</p><footer>");
    escape_html(out, quotation.attribution);
    out += "</footer></blockquote>\n";
  }

  void operator()(const TableBlock& block) {
    const auto id = block.id.empty() ? table_id() : block.id;
    if (block.folded && !annex) {
      add_fold(out, block.fold_title, block.table, {id, document});
    } else {
      add_table(out, block.table, {id, document});
    }
    if (annex && document != nullptr) {
      append_format(out, "<p class=\"small values\"><a download=\"{}.csv\" href=\"{}\">{}</a></p>\n", escape_html(id),
                    csv_link(block.table), escape_html(document->values_title));
    }
  }

  void operator()(const FigureBlock& block) {
    const auto& figure = block.figure;
    if (figure.svg.empty()) return;
    // Named, because a figure without a name has no alternative text in the PDF.
    const auto id = escape_html(figure.id);
    append_format(out,
                  "<figure{1} id=\"figure-{0}\" aria-labelledby=\"figure-{0}-caption\">\n"
                  "<figcaption id=\"figure-{0}-caption\">",
                  id, class_of(block));
    escape_html(out, figure.title);
    out += "</figcaption>\n";
    if (!figure.filters.empty()) {
      out += "<fieldset class=\"filters\"><legend>" + escape_html(figure.filter_title) + "</legend>\n";
      for (const auto& [part, label] : figure.filters) {
        append_format(out, "<label><input type=\"checkbox\" id=\"show-{}\" checked=\"checked\" />{}</label>\n",
                      escape_html(part), escape_html(label));
      }
      out += "</fieldset>\n";
    }
    add_between(out, "<div class=\"scroll drawing\" role=\"group\" tabindex=\"0\" aria-label=\"", figure.title,
                "\">\n");
    out += figure.svg;
    out += "\n</div>\n</figure>\n";
    if (!figure.data.rows.empty()) add_fold(out, block.table_title, figure.data, {figure.id + "-data", document});
    if (!block.data_id.empty()) {
      append_format(out, "<p class=\"small\"><a href=\"#{}\">{}</a></p>\n", escape_html(block.data_id),
                    escape_html(block.table_title));
    }
  }
};

/// The numbers of the main part, the letters of the annexes.
std::vector<std::string> section_numbers(const Document& document) {
  std::vector<std::string> numbers;
  int main = 0;
  char annex = 'A';
  for (const auto& section : document.sections)
    numbers.push_back(section.annex ? fmt::format("{} {}", document.annex_title, annex++) : fmt::format("{}", ++main));
  return numbers;
}

void add_section(std::string& out, const Document& document, const Section& section, std::string_view number) {
  append_format(out, "<section id=\"{0}\"{2} aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1} ", section.id,
                escape_html(number), section.annex ? " class=\"annex\"" : "");
  escape_html(out, section.title);
  out += "</h2>\n";
  HtmlWriter writer{out, section.id, &document, section.annex};
  for (const auto& block : section.blocks) std::visit(writer, block);
  writer.close_fold(1);
  out += "</section>\n";
}

std::string contents_of(const Document& document, const HtmlOptions& options) {
  std::string out = "<ul>\n";
  const auto numbers = section_numbers(document);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto& section = document.sections[i];
    append_format(out, "<li><a href=\"#{}\">{} ", section.id, escape_html(numbers[i]));
    escape_html(out, section.title);
    out += "</a>";
    const auto page = options.pages.find(section.id);
    if (page != options.pages.end()) append_format(out, "<span class=\"page\">{}</span>", page->second);
    out += "</li>\n";
  }
  return out + "</ul>\n";
}

std::string facts_of(const Document& document) {
  std::string out;
  HtmlWriter writer{out, "facts"};
  Definitions definitions;
  for (const auto& [name, value] : document.facts) definitions.items.emplace_back(name, Text{{value}});
  writer(definitions);
  return out;
}

std::string banners_of(const Document& document) {
  std::string out;
  HtmlWriter writer{out, "banners"};
  // One line each; what they mean is opened on demand.
  for (const auto& banner : document.banners) {
    out += "<details class=\"banner\"><summary>" + escape_html(banner.title) + "</summary>\n";
    for (const auto& text : banner.paragraphs) writer(Paragraph{text});
    out += "</details>\n";
  }
  return out;
}

constexpr std::string_view page_policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
    "data:\" />";

/// A page that can load nothing, whatever its frame: a second policy only makes the first stricter.
std::string with_policy(std::string page) {
  if (page.find(page_policy) != std::string::npos) return page;
  const auto head = page.find("<head>");
  constexpr std::string_view opening = "<head>";
  if (head != std::string::npos) return page.insert(head + opening.size(), page_policy);
  const auto type = page.starts_with("<!") ? page.find('>') : std::string::npos;
  return page.insert(type == std::string::npos ? 0 : type + 1, page_policy);
}

// The foot of every printed page, as a style.
std::string page_footer(const Document& document) {
  std::string quoted;
  for (const char sign : foot_of_page(document)) {
    if (std::string_view("\"\\<>&").find(sign) != std::string_view::npos) {
      quoted += fmt::format("\\{:x} ", static_cast<unsigned char>(sign));
    } else {
      quoted += sign == '\n' ? ' ' : sign;
    }
  }
  return fmt::format("@page {{ @bottom-left {{ content: \"{}\"; }} }}\n", quoted);
}

}  // namespace

std::string html_table(const Table& table, std::string_view id) {
  std::string out;
  add_table(out, table, {std::string(id)});
  return out;
}

std::string to_html(const Document& document, const HtmlOptions& options) {
  std::string body;
  const auto frame =
      options.template_text.empty() ? embedded("data/templates/report.html.mustache") : options.template_text;
  const auto numbers = section_numbers(document);
  std::vector<std::string> sections(numbers.size());
  for_each_parallel(sections.size(), count_workers(sections.size()), [&](std::size_t index, std::size_t) {
    add_section(sections[index], document, document.sections[index], numbers[index]);
  });
  for (std::size_t index = 0; index < numbers.size(); ++index) {
    body += std::exchange(sections[index], {});
    // The answer comes before the contents; a frame that has a place for them keeps it.
    if (index == 0 && !shows_unescaped(frame, "contents")) {
      body += "<nav aria-labelledby=\"contents-title\">\n<h2 id=\"contents-title\">" +
              escape_html(document.contents_title) + "</h2>\n" + contents_of(document, options) + "</nav>\n";
    }
  }
  const auto css = options.css.empty() ? embedded("data/report.css") : options.css;
  TemplateValues values{{"language", std::string(name_of(document.language))},
                        {"title", document.title},
                        {"subtitle", document.subtitle},
                        {"css", std::string(css) + page_footer(document)},
                        {"provenance", provenance_meta(document.provenance)},
                        {"skip_link", document.skip_link},
                        {"facts", facts_of(document)},
                        {"banners", banners_of(document)},
                        {"about_title", document.about_title},
                        {"banner", document.briefing.banner},
                        {"contents_title", document.contents_title},
                        {"contents", contents_of(document, options)},
                        {"footer", document.footer}};
  values.emplace_back("body", std::move(body));
  return with_policy(render_template(frame, std::move(values)));
}

std::optional<std::string> house_template_problem(std::string_view template_text) {
  static const std::vector<std::string> known = {"language",       "title",    "subtitle", "css",         "provenance",
                                                 "skip_link",      "facts",    "banners",  "about_title", "banner",
                                                 "contents_title", "contents", "body",     "footer"};
  // What the numbers rest on goes with them, whatever the house style.
  static const std::vector<std::string> required = {"title", "provenance", "banners", "body"};
  if (auto problem = template_problem(template_text, known, required)) return problem;
  // A value without escaping is HTML that this program wrote; a text of the study is not.
  for (const std::string_view text : {"language", "title", "subtitle", "skip_link", "contents_title", "footer"})
    if (shows_unescaped(template_text, text)) return fmt::format("`{0}` is a text: write `{{{{{0}}}}}`", text);
  return disallowed_markup(template_text);
}

}  // namespace quickscan
