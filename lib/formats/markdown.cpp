#include "formats/markdown.hpp"

#include "core/escape.hpp"
#include "core/source.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "formats/template.hpp"
#include "formats/word_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string styled(const Run& run) {
  const auto text = escape_markdown(run.text);
  if (text.find_first_not_of(' ') == std::string::npos) return text;
  // Marks must touch the words, so white space at the ends stays outside.
  const auto begin = text.find_first_not_of(' ');
  const auto end = text.find_last_not_of(' ') + 1;
  const auto wrap = [&](std::string_view mark) {
    return fmt::format("{}{}{}{}{}", text.substr(0, begin), mark, text.substr(begin, end - begin), mark,
                       text.substr(end));
  };
  switch (run.style) {
    case Run::Style::strong: return wrap("**");
    case Run::Style::emphasis: return wrap("*");
    case Run::Style::code:
    case Run::Style::plain: break;
  }
  return text;
}

std::string inline_text(const Text& text) {
  std::string out;
  for (const auto& run : text) out += styled(run);
  return out;
}

std::string markdown_cell(const TableCell& cell) {
  auto text = escape_markdown_cell(cell.symbol.empty() ? cell.text : cell.symbol + ' ' + cell.text);
  for (const auto& line : cell.lines) {
    if (!text.empty()) text += "; ";
    text += escape_markdown_cell(line.symbol.empty() ? line.text : line.symbol + ' ' + line.text);
  }
  if (!cell.detail.empty()) text += (text.empty() ? "" : ": ") + escape_markdown_cell(cell.detail);
  return text;
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" -"), text.size());
    longest = std::max(longest, count_code_points(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

// Pandoc takes the widths of columns from the dashes: no word is broken, and longer texts get more within bounds.
std::size_t column_width(const Table& table, std::size_t column) {
  constexpr std::size_t most = 36;
  auto word = longest_word(table.columns[column]);
  std::size_t text = count_code_points(table.columns[column]);
  for (const auto& row : table.rows) {
    if (column >= row.size()) continue;
    const auto cell = markdown_cell(row[column]);
    word = std::max(word, longest_word(cell));
    text = std::max(text, count_code_points(cell));
  }
  return std::max({word + 1, std::min(text, most), std::size_t{6}});
}

void add_table(std::string& out, const Table& table) {
  if (table.columns.empty()) return;
  out += "\n|";
  for (const auto& column : table.columns) out += ' ' + escape_markdown_cell(column) + " |";
  out += "\n|";
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const bool number = !table.rows.empty() && column < table.rows.front().size() && table.rows.front()[column].number;
    out += std::string(column_width(table, column), '-') + (number ? ":|" : "-|");
  }
  out += '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const auto& cell : row) out += ' ' + markdown_cell(cell) + " |";
    out += '\n';
  }
  if (!table.caption.empty()) out += "\nTable: " + escape_markdown(table.caption) + '\n';
}

/// A path between angle brackets where blanks or signs would end it.
std::string image_address(const std::string& path) {
  if (path.find_first_of(" ()<>\\\t") == std::string::npos) return path;
  std::string out = "<";
  for (const char c : path) {
    if (c == '<' || c == '>' || c == '\\') out += '\\';
    out += c;
  }
  return out + '>';
}

/// Writes one block after another and collects the drawings.
struct MarkdownWriter {
  MarkdownOutput& output;
  const std::string& folder;
  std::string_view image_type;
  bool word_tables = false;

  std::string& out() { return output.text; }

  void operator()(const Heading& heading) {
    out() += '\n' + std::string(static_cast<std::size_t>(heading.level), '#') + ' ' + escape_markdown(heading.text);
    if (!heading.id.empty()) out() += " {#" + heading.id + '}';
    out() += '\n';
    if (!heading.detail.empty()) out() += '\n' + styled({heading.detail, Run::Style::strong}) + '\n';
  }

  void operator()(const Paragraph& paragraph) {
    const bool strong = paragraph.role == Paragraph::Role::verdict && paragraph.text.size() == 1;
    out() += '\n' + (strong ? styled({paragraph.text.front().text, Run::Style::strong}) : inline_text(paragraph.text)) +
             '\n';
  }

  void operator()(const ListBlock& list) {
    out() += '\n';
    for (std::size_t index = 0; index < list.items.size(); ++index) {
      out() +=
          (list.ordered ? fmt::format("{}. ", index + 1) : std::string("- ")) + inline_text(list.items[index]) + '\n';
    }
  }

  void operator()(const Outline& outline) {
    out() += '\n';
    add_items(outline.items, 0);
  }

  void add_items(const std::vector<OutlineItem>& items, std::size_t indent) {
    for (const auto& item : items) {
      const auto mark = item.mark.empty() ? std::string() : escape_markdown(item.mark) + ' ';
      out() += std::string(indent, ' ') + "- " + mark + inline_text(item.text) + '\n';
      add_items(item.items, indent + 2);
    }
  }

  void operator()(const Callout& callout) {
    out() += "\n> **" + escape_markdown(callout.title) + "**\n";
    for (const auto& paragraph : callout.paragraphs) out() += ">\n> " + inline_text(paragraph) + '\n';
  }

  void operator()(const Definitions& definitions) {
    out() += '\n';
    for (const auto& [term, meaning] : definitions.items)
      out() += "- **" + escape_markdown(term) + "**: " + inline_text(meaning) + '\n';
  }

  void operator()(const Quotation& quotation) {
    out() +=
        "\n> " + escape_markdown(quotation.text) + "\n>\n> " + escape_markdown("— " + quotation.attribution) + '\n';
  }

  void operator()(const TableBlock& block) { add(block.table); }

  void add_word(const std::string& xml) { out() += "\n```{=openxml}\n" + xml + "\n```\n"; }

  void add(const Table& table) {
    if (word_tables && !table.columns.empty()) {
      add_word(word_table(table));
    } else {
      add_table(out(), table);
    }
  }

  void operator()(const FigureBlock& block) {
    const auto& figure = block.figure;
    if (figure.svg.empty()) return;
    const auto name = fmt::format("{}.{}", figure.id, image_type);
    if (word_tables) {
      add_word(word_figure_title(figure.title));
    } else {
      out() += "\n**" + escape_markdown(figure.title) + "**\n";
    }
    out() += "\n![" + escape_markdown(figure.description) + "](" + image_address(folder + '/' + name) + ")\n";
    output.images.push_back({name, figure.svg});
    if (!figure.data.rows.empty()) add(figure.data);
  }
};

// Pandoc reads the title as Markdown out of a single-quoted YAML text, which doubles its quotes.
std::string front_matter(std::string_view text) {
  std::string out;
  for (const char letter : escape_markdown(text)) out += letter == '\'' ? std::string("''") : std::string(1, letter);
  return out;
}

}  // namespace

MarkdownOutput to_markdown(const Document& document, const MarkdownOptions& options) {
  MarkdownOutput output;
  MarkdownWriter writer{output, options.image_folder, options.image_type, options.word_tables};
  Definitions facts;
  for (const auto& [name, value] : document.facts) facts.items.emplace_back(name, Text{{value}});
  writer(facts);
  for (const auto& banner : document.banners) writer(banner);
  char annex = 'A';
  for (const auto& section : document.sections) {
    writer(Heading{
        2, section.annex ? fmt::format("{} {}: {}", document.annex_title, annex++, section.title) : section.title,
        section.id});
    for (const auto& block : section.blocks) std::visit(writer, block);
  }
  const auto frame =
      options.template_text.empty() ? embedded("data/templates/report.md.mustache") : options.template_text;
  std::string metas = "<!--\n" + provenance_meta(document.provenance) + "-->\n";
  output.text = render_template(frame, {{"language", std::string(name_of(document.language))},
                                        {"title", front_matter(document.title)},
                                        {"subtitle", front_matter(document.subtitle)},
                                        {"body", std::move(output.text)},
                                        {"footer", escape_markdown(document.footer)},
                                        {"provenance", std::move(metas)}});
  return output;
}

}  // namespace quickscan
