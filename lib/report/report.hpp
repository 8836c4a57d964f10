#pragma once

#include "core/messages.hpp"
#include "report/document.hpp"
#include "scoring/voices.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

/// What every section is made from. Shared by the compose_*.cpp files only.
struct ReportContext {
  const Study& study;
  const Analysis& analysis;
  const ReportOptions& options;
  Messages say;
  Language language;
  /// The front line: the last level that is not outside; none where there is no such level.
  Index front = none;
  /// The rung from which something counts as landed: 3, or the top where it is lower.
  int landing = 3;
  std::vector<Voice> voices;

  const Framework& framework() const { return study.framework; }
  bool is_public() const { return options.audience == Audience::public_audience; }
};

ReportContext make_context(const Study& study, const Analysis& analysis, const ReportOptions& options);

// Names, as they stand in running text or, capitalised, at the start of a cell.
std::string level_name(const ReportContext& context, Index level);
std::string level_people(const ReportContext& context, Index level);
std::string rec_name(const ReportContext& context, Index rec);
std::string rec_short(const ReportContext& context, Index rec);
std::string rung_name(const ReportContext& context, int rung);
std::string factor_name(const ReportContext& context, Index factor);
std::string development_name(const ReportContext& context, Index development);
std::string stakeholder_name(const ReportContext& context, const std::string& id);
/// `Veilig Thuis (uitvoering)` for `veilig-thuis@operational`.
std::string actor_name(const ReportContext& context, const std::string& id);
std::string capitalised(std::string text);

// Pieces of a document.
Text plain(std::string text);
Text labelled(const std::string& label, const std::string& text);
Paragraph paragraph(std::string text, Paragraph::Role role = Paragraph::Role::normal);

/// A rung as boxes for the eye: "■■■□□".
std::string rung_boxes(int rung, int top);
Shade rung_shade(int rung, int top);
/// "3", or "0–1" where the two middle values differ.
std::string median_text(const Cell& cell);
/// "5 van 8"; where a public report may not say how many, "een minderheid van 8".
std::string count_of(const ReportContext& context, int count, int of);
/// "8 stemmen, 4 organisaties, 8 personen".
std::string base_text(const ReportContext& context, int voices, int organisations, int persons);
std::string grade_name(const ReportContext& context, Grade grade);
/// The verdict as it is read: with its hedge, or that there is none.
std::string verdict_text(const ReportContext& context, const RecommendationResult& result);
const RecommendationResult* find_result(const ReportContext& context, Index rec);
/// Factors that hinder (or help), most voices first, then organisations.
std::vector<const FactorResult*> ranked_factors(const ReportContext& context, Sign sign);

/// The researcher's own text for a section in the report's language, as blocks; nothing where there is none.
/// Its first headings are of `heading_level`.
std::vector<Block> own_text(const ReportContext& context, const std::string& section, int heading_level = 3);
/// A researcher's text as blocks. A small, safe part of Markdown: headings, paragraphs, lists, *emphasis*
/// and **strong**; anything else, HTML included, stays text. Placeholders are filled in.
std::vector<Block> text_blocks(const ReportContext& context, std::string_view text, int heading_level = 3);
/// The value of a placeholder of a researcher's text (`n.persons`, `verdict.access`,
/// `rung.access.operational`), or nothing if there is no such placeholder.
std::optional<std::string> placeholder_value(const ReportContext& context, std::string_view name);
std::vector<std::string> placeholder_names(const ReportContext& context);
void append(std::vector<Block>& blocks, std::vector<Block> more);
/// Adds a drawing with its table; nothing where there is nothing to draw.
void add_figure(const ReportContext& context, Figure figure, std::vector<Block>& blocks, bool wide = false);

// The sections, in the order of report.md; one that has nothing to say has no blocks and is left out.
Section summary_section(const ReportContext& context);
Section matrix_section(const ReportContext& context);
Section levels_section(const ReportContext& context);
Section recommendations_section(const ReportContext& context);
Section developments_section(const ReportContext& context);
Section factors_section(const ReportContext& context);
Section network_section(const ReportContext& context);
Section waves_section(const ReportContext& context);
Section conclusion_section(const ReportContext& context);
Section method_section(const ReportContext& context);
Section accessibility_section(const ReportContext& context);
Section provenance_section(const ReportContext& context);

// Parts of sections that more than one place shows.
Table matrix_table(const ReportContext& context);
TableCell matrix_cell(const ReportContext& context, const Cell& cell);
std::string answer_text(const ReportContext& context);
std::string certainty_text(const ReportContext& context);
std::vector<std::string> council_questions(const ReportContext& context);
Briefing compose_briefing(const ReportContext& context);
/// What helps and hinders a recommendation, and quotes that this audience may read.
struct RecommendationEvidence {
  struct FactorCount {
    Index factor = none;
    int voices = 0;
    int organisations = 0;
  };
  struct Quote {
    Index level = none;
    std::string text;
  };
  std::vector<FactorCount> barriers;  ///< most voices first
  std::vector<FactorCount> enablers;
  std::vector<Quote> quotes;  ///< by level, at most two a level
};
/// One pass over all voices; by index of the recommendation in the framework.
std::vector<RecommendationEvidence> evidence_by_recommendation(const ReportContext& context);
/// "Unchanged in 12 of 13 variants; otherwise: without gemeente".
std::string robustness_text(const ReportContext& context, const Robustness& robustness);
/// What stands out in the cells of a recommendation, one sentence each.
std::vector<Text> remarks(const ReportContext& context, const RecommendationResult& result);
Table development_table(const ReportContext& context, const std::string& caption,
                        const std::vector<const DevelopmentResult*>& results);
std::vector<Block> coverage_blocks(const ReportContext& context);

}  // namespace quickscan
