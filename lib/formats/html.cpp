#include "formats/html.hpp"

#include "core/escape.hpp"
#include "embedded.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <vector>

namespace quickscan {

namespace {

/// A wide drawing gets a sheet of its own; `report.css` knows the sizes of paper.
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
  if (!element.empty()) fmt::format_to(std::back_inserter(out), "<{}>", element);
  escape_html(out, run.text);
  if (!element.empty()) fmt::format_to(std::back_inserter(out), "</{}>", element);
}

void add_text(std::string& out, const Text& text) {
  for (const auto& run : text) add_run(out, run);
}

void add_cell(std::string& out, const TableCell& cell, bool header) {
  out += header ? "<th scope=\"row\"" : "<td";
  const auto shade = shade_class(cell.shade);
  if (!shade.empty() || cell.number) {
    fmt::format_to(std::back_inserter(out), " class=\"{}{}{}\"", shade, !shade.empty() && cell.number ? " " : "",
                   cell.number ? "number" : "");
  }
  out += '>';
  if (!cell.symbol.empty()) {
    out += "<span class=\"symbol\" aria-hidden=\"true\">";
    escape_html(out, cell.symbol);
    out += "</span> ";
  }
  escape_html(out, cell.text);
  if (!cell.detail.empty()) {
    out += " <span class=\"detail\">";
    escape_html(out, cell.detail);
    out += "</span>";
  }
  out += header ? "</th>" : "</td>";
}

bool is_number_column(const Table& table, std::size_t column) {
  return !table.rows.empty() && column < table.rows.front().size() && table.rows.front()[column].number;
}

void add_table(std::string& out, const Table& table, std::string_view id) {
  // A table that is wider than a telephone scrolls by itself, and by keyboard; a short one stays on one sheet.
  const auto* length = table.rows.size() <= 8 ? " short" : "";
  fmt::format_to(std::back_inserter(out),
                 "<div class=\"scroll{}\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{}-caption\">\n", length,
                 id);
  fmt::format_to(std::back_inserter(out), "<table>\n<caption id=\"{}-caption\">", id);
  escape_html(out, table.caption);
  out += "</caption>\n<thead><tr>";
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    out += is_number_column(table, column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">";
    escape_html(out, table.columns[column]);
    out += "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    if (row.size() == 1 && table.columns.size() > 1) {
      fmt::format_to(std::back_inserter(out), "<td colspan=\"{}\">", table.columns.size());
      escape_html(out, row.front().text);
      out += "</td></tr>\n";
      continue;
    }
    for (std::size_t column = 0; column < row.size(); ++column) {
      add_cell(out, row[column], column == 0 && table.row_headers);
    }
    out += "</tr>\n";
  }
  out += "</tbody>\n</table>\n</div>\n";
}

void add_fold(std::string& out, std::string_view title, const Table& table, std::string_view id) {
  out += "<details><summary>";
  escape_html(out, title);
  out += "</summary>\n";
  add_table(out, table, id);
  out += "</details>\n";
}

/// Writes one block after another.
struct HtmlWriter {
  std::string& out;
  std::string_view section;
  int tables = 0;

  std::string table_id() { return fmt::format("{}-table-{}", section, ++tables); }

  void operator()(const Heading& heading) {
    if (heading.id.empty()) {
      fmt::format_to(std::back_inserter(out), "<h{}>", heading.level);
    } else {
      fmt::format_to(std::back_inserter(out), "<h{} id=\"{}\">", heading.level, escape_html(heading.id));
    }
    escape_html(out, heading.text);
    fmt::format_to(std::back_inserter(out), "</h{}>\n", heading.level);
  }

  void operator()(const Paragraph& paragraph) {
    constexpr std::array<std::string_view, 4> openings = {"<p>", "<p class=\"lead\">", "<p class=\"verdict\">",
                                                          "<p class=\"small\">"};
    out += openings[static_cast<std::size_t>(paragraph.role)];
    add_text(out, paragraph.text);
    out += "</p>\n";
  }

  void operator()(const ListBlock& list) {
    out += list.ordered ? "<ol>\n" : "<ul>\n";
    for (const auto& item : list.items) {
      out += "<li>";
      add_text(out, item);
      out += "</li>\n";
    }
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
    fmt::format_to(std::back_inserter(out), "<div class=\"callout {}\">\n<p><strong>",
                   kinds[static_cast<std::size_t>(callout.kind)]);
    escape_html(out, callout.title);
    out += "</strong></p>\n";
    for (const auto& paragraph : callout.paragraphs) (*this)(Paragraph{paragraph});
    out += "</div>\n";
  }

  void operator()(const Definitions& definitions) {
    out += "<dl>\n";
    for (const auto& [term, meaning] : definitions.items) {
      out += "<div><dt>";
      escape_html(out, term);
      out += "</dt><dd>";
      add_text(out, meaning);
      out += "</dd></div>\n";
    }
    out += "</dl>\n";
  }

  void operator()(const Quotation& quotation) {
    out += "<blockquote><p>";
    escape_html(out, quotation.text);
    out += "</p><footer>";
    escape_html(out, quotation.attribution);
    out += "</footer></blockquote>\n";
  }

  void operator()(const TableBlock& block) {
    const auto id = block.id.empty() ? table_id() : block.id;
    if (block.folded) {
      add_fold(out, block.fold_title, block.table, id);
    } else {
      add_table(out, block.table, id);
    }
  }

  void operator()(const FigureBlock& block) {
    const auto& figure = block.figure;
    if (figure.svg.empty()) return;
    // Named, because a figure without a name has no alternative text in the PDF.
    const auto id = escape_html(figure.id);
    fmt::format_to(std::back_inserter(out),
                   "<figure{1} id=\"figure-{0}\" aria-labelledby=\"figure-{0}-caption\">\n"
                   "<figcaption id=\"figure-{0}-caption\">",
                   id, class_of(block));
    escape_html(out, figure.title);
    out += "</figcaption>\n<div class=\"scroll drawing\" role=\"group\" tabindex=\"0\" aria-label=\"";
    escape_html(out, figure.title);
    out += "\">\n";
    out += figure.svg;
    out += "\n</div>\n</figure>\n";
    if (!figure.data.rows.empty()) add_fold(out, block.table_title, figure.data, id + "-data");
  }
};

void add_section(std::string& out, const Section& section, std::size_t number) {
  fmt::format_to(std::back_inserter(out),
                 "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1} ", section.id, number);
  escape_html(out, section.title);
  out += "</h2>\n";
  HtmlWriter writer{out, section.id};
  for (const auto& block : section.blocks) std::visit(writer, block);
  out += "</section>\n";
}

std::string contents_of(const Document& document) {
  std::string out = "<ol>\n";
  for (const auto& section : document.sections) {
    fmt::format_to(std::back_inserter(out), "<li><a href=\"#{}\">", section.id);
    escape_html(out, section.title);
    out += "</a></li>\n";
  }
  return out + "</ol>\n";
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
  for (const auto& banner : document.banners) writer(banner);
  return out;
}

}  // namespace

std::string html_table(const Table& table, std::string_view id) {
  std::string out;
  add_table(out, table, id);
  return out;
}

std::string to_html(const Document& document, const HtmlOptions& options) {
  std::string body;
  body.reserve(std::size_t{1} << 18U);
  for (std::size_t index = 0; index < document.sections.size(); ++index) {
    add_section(body, document.sections[index], index + 1);
  }
  const auto frame =
      options.template_text.empty() ? embedded("data/templates/report.html.mustache") : options.template_text;
  const auto css = options.css.empty() ? embedded("data/report.css") : options.css;
  TemplateValues values{{"language", std::string(name_of(document.language))},
                        {"title", document.title},
                        {"subtitle", document.subtitle},
                        {"css", std::string(css)},
                        {"provenance", provenance_meta(document.provenance)},
                        {"skip_link", document.skip_link},
                        {"facts", facts_of(document)},
                        {"banners", banners_of(document)},
                        {"contents_title", document.contents_title},
                        {"contents", contents_of(document)},
                        {"footer", document.footer}};
  values.emplace_back("body", std::move(body));
  return render_template(frame, std::move(values));
}

std::optional<std::string> house_template_problem(std::string_view template_text) {
  static const std::vector<std::string> known = {"language",       "title",     "subtitle", "css",
                                                 "provenance",     "skip_link", "facts",    "banners",
                                                 "contents_title", "contents",  "body",     "footer"};
  // What the numbers rest on goes with them, whatever the house style.
  static const std::vector<std::string> required = {"title", "provenance", "banners", "body"};
  return template_problem(template_text, known, required);
}

}  // namespace quickscan
