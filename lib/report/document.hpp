#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "analysis/analysis.hpp"
#include "report/figure.hpp"
#include "report/provenance.hpp"
#include "study/model.hpp"

namespace quickscan {

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
};

/// `lead` is larger, `small` is for what only the careful reader wants.
struct Paragraph {
  enum class Role : std::uint8_t { normal, lead, verdict, small };
  Text text;
  Role role = Role::normal;
};

struct ListBlock {
  bool ordered = false;
  std::vector<Text> items;
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
  std::string table_title;  ///< what is said on the fold of its data table
  /// A sheet of its own on paper, lying down.
  bool wide = false;
};

using Block = std::variant<Heading, Paragraph, ListBlock, Callout, Definitions, Quotation, TableBlock, FigureBlock>;

struct Section {
  std::string id;
  std::string title;
  std::vector<Block> blocks;
};

/// The one page for a councillor who reads nothing else.
struct Briefing {
  std::string answer;
  Table matrix;
  std::string works_title, hinders_title, ask_title;
  std::vector<std::string> works;    ///< at most three
  std::vector<std::string> hinders;  ///< at most three
  std::vector<std::string> ask;      ///< at most three
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
  std::string skip_link, contents_title, footer;
};

struct ReportOptions {
  Language language = Language::nl;
  Audience audience = Audience::internal;
  /// What the publication gate withheld; shown in the report.
  std::vector<Withheld> withheld;
  /// The earlier wave that `--since` or `previous` names, or null.
  const Study* previous_study = nullptr;
  const Analysis* previous_analysis = nullptr;
};

/// Makes the report of a study: sections 0 to 12 of report.md, the answer first.
/// For a public report `study` and `analysis` are those that the publication gate let through.
Document compose(const Study& study, const Analysis& analysis, const ReportOptions& options);

}  // namespace quickscan
