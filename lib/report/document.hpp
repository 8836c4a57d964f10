#pragma once

#include "report/provenance.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace quickscan {

/// How a table's cell is filled: the steps of the one sequential hue (manual/report.md#charts), palest first.
/// `withheld` is hatched; the words in the cell always say the same as the fill.
enum class Shade : std::uint8_t { plain, step_0, step_1, step_2, step_3, step_4, withheld };

/// One of several lines of a cell.
struct CellLine {
  std::string text;
  /// For the eye alone, before the text: "■■■□□".
  std::string symbol = {};
};

/// A cell of a table; give `text` by name or as the only initialiser. Texts are plain; every format escapes them
/// itself.
struct TableCell {
  std::string text;
  /// A second, smaller line: "5 van 8 stemmen".
  std::string detail = {};
  Shade shade = Shade::plain;
  /// Aligned right, figures of one width.
  bool number = false;
  /// Put before the text for the eye alone; says nothing that the text does not: "■■■□□".
  std::string symbol = {};
  /// Further lines, each by itself.
  std::vector<CellLine> lines = {};
  /// The id of the block in this document that tells more.
  std::string link = {};
  /// What the cell rests on; on a screen on demand, elsewhere left out.
  std::vector<std::string> evidence = {};
};

/// A table with a header row (scope col); the first cell of a row is its header (scope row). A row of a single cell is
/// a note under the row before it, over all columns.
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<TableCell>> rows;
  /// False where the rows have no header of their own.
  bool row_headers = true;
  /// On a narrow screen every row becomes a card, its cells under the names of their columns.
  bool cards = false;
};

/// A chart as inline SVG (`<svg … role="img">` with its own <title> and <desc>), the same two texts for
/// formats that cannot read them, and the numbers it shows, which stand beside it as a table.
/// An empty `svg` means that there is nothing to draw: nothing is shown then.
struct Figure {
  /// Unique in the document and a file name: `gap-access`. Ids inside the SVG begin with it.
  std::string id, svg, title, description;
  Table data;
  /// The paper that a drawing needs, lying down: `A3`. Empty: A4.
  std::string sheet = {};
  /// How large its letters are there and on A4; for above the drawing. Empty where A4 is large enough.
  std::string sheet_note = {};
  /// Parts that can be shown or not on a screen: the class of their elements without `part-`, and a label.
  std::vector<std::pair<std::string, std::string>> filters = {};
  std::string filter_title = {};
};

/// A stretch of text of one style. Texts are plain: every format escapes them itself.
struct Run {
  enum class Style : std::uint8_t { plain, strong, emphasis, code };
  std::string text;
  Style style = Style::plain;
};
using Text = std::vector<Run>;

struct Heading {
  int level = 3;  ///< 2 is a section's title
  std::string text;
  std::string id;  ///< may be empty
  /// What follows, up to the next heading of this level or above, is opened on demand on a screen.
  bool folded = false;
  std::string detail = {};  ///< a line under a folded heading
};

/// `lead` is larger, `small` is for notes on method and sources.
struct Paragraph {
  enum class Role : std::uint8_t { normal, lead, verdict, small };
  Text text;
  Role role = Role::normal;
};

struct ListBlock {
  bool ordered = false;
  std::vector<Text> items;
};

/// A statement with what belongs below it. `mark` stands before it: "✓", "1.", "[ ]".
struct OutlineItem {
  std::string mark;
  Text text;
  std::vector<OutlineItem> items;
};

/// Statements within statements: a verdict's rows and their conditions, a voice and its segments.
struct Outline {
  std::vector<OutlineItem> items;
  bool spaced = false;  ///< the outermost are set apart
};

/// A box that must not be overlooked.
struct Callout {
  enum class Kind : std::uint8_t { provenance, warning, information };
  Kind kind = Kind::information;
  std::string title;
  std::vector<Text> paragraphs;
};

struct Definitions {
  std::vector<std::pair<std::string, Text>> items;
};

struct Quotation {
  std::string text;
  std::string attribution;
};

struct TableBlock {
  Table table;
  std::string id;
  /// Opened on demand on a screen, always open on paper.
  bool folded = false;
  /// What is said on the fold.
  std::string fold_title;
};

struct FigureBlock {
  Figure figure;
  std::string table_title;  ///< what is said on the link to its data table
  /// A sheet of its own on paper, lying down.
  bool wide = false;
  std::string data_id = {};  ///< where its data table stands in the document
};

using Block =
    std::variant<Heading, Paragraph, ListBlock, Outline, Callout, Definitions, Quotation, TableBlock, FigureBlock>;

struct Section {
  std::string id;
  std::string title;
  std::vector<Block> blocks;
  /// After the main part: method and sources.
  bool annex = false;
};

/// The one page for a councillor who reads nothing else.
struct Briefing {
  std::vector<Text> answers;  ///< a question in strong words, and its answer
  Table tracker;
  std::string reading;  ///< what its signs mean
  std::string agenda_title, ask_title;
  std::vector<std::string> agenda;
  std::vector<std::string> ask;  ///< at most three
  std::string certainty_title, certainty;
  std::string banner;      ///< empty for fieldwork
  std::string provenance;  ///< one line
};

/// A report as values, made once; every format renders the same document.
struct Document {
  Language language = Language::nl;
  std::string title;
  std::string subtitle;
  /// Commissioner, reference date, authors, audience, who was heard.
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Callout> banners;
  std::vector<Section> sections;
  Briefing briefing;
  ProvenanceRecord provenance;
  // Words of the frame around the sections.
  std::string skip_link, contents_title, about_title, annex_title, footer;
  /// What the evidence of a cell and the values of a table are called on their buttons and links.
  std::string evidence_title, values_title;
};

/// A text of one plain run.
Text plain(std::string text);
/// A text that begins with a strong label.
Text labelled(const std::string& label, const std::string& text);
Paragraph paragraph(std::string text, Paragraph::Role role = Paragraph::Role::normal);
void append(std::vector<Block>& blocks, std::vector<Block> more);
/// The foot of every page: what the report was made from, and the banner on where the data come from.
std::string foot_of_page(const Document& document);

}  // namespace quickscan
