#pragma once

#include "report/context.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// In short: the answer in one sentence a question, the status tracker, the decision agenda and the questions.
Section summary_section(const ReportContext& context);

/// One sentence a question: has it landed, is it done in practice, what do clients notice.
std::vector<Text> answers(const ReportContext& context);
/// How confident the verdicts are, and what they rest on at the front line.
std::string certainty_text(const ReportContext& context);

/// One row a recommendation: how far it is at every level, the verdict, what exists, why it goes no further, who
/// leads and when something is next due.
Table status_tracker(const ReportContext& context);

/// The lowest level with a result, the last of equals: where a recommendation gets stuck.
LevelId where_it_stalls(const ReportContext& context, const RecommendationResult& result);

/// A date at which something about a development is due.
struct AgendaItem {
  enum class Kind : std::uint8_t { overdue, decision, ends, starts };
  Kind kind = Kind::decision;
  Date date;
  DevelopmentId development;
};

/// All that is overdue or still to come at the reference date, by date.
std::vector<AgendaItem> dated_items(const ReportContext& context);
/// Those that ask for a decision: overdue, or ending or to be decided within twelve months of the reference date.
std::vector<AgendaItem> decision_agenda(const ReportContext& context);
/// "besluit nodig", "loopt af".
std::string agenda_kind(const ReportContext& context, const AgendaItem& item);

/// The agenda, a line each, or that there is none.
std::vector<std::string> agenda_lines(const ReportContext& context);
/// "dec 2021: ‘Proef’, loopt af".
std::string due_text(const ReportContext& context, const AgendaItem& item);
/// The agenda as a table, or that there is none; and the questions that follow.
std::vector<Block> agenda_blocks(const ReportContext& context);
/// Questions for the commissioner, at most three: from the agenda, the widest gap, the most shared barriers and those
/// who were not heard.
std::vector<std::string> commissioner_questions(const ReportContext& context);

/// Recommendation by level, with the verdicts, the ladder and what is withheld.
Section matrix_section(const ReportContext& context);

Table matrix_table(const ReportContext& context);
TableCell matrix_cell(const ReportContext& context, const Cell& cell);

/// The difference between the first and the last level, and its test (manual/scoring.md#gap-test).
Section levels_section(const ReportContext& context);

/// Every recommendation: its verdict, its levels, and what helps and hinders.
Section recommendations_section(const ReportContext& context);

/// For the annex: per recommendation how many voices stand on which rung, and the reasons of every grade.
Section grounds_annex(const ReportContext& context);

/// One pass over all voices; by index of the recommendation in the framework.
std::vector<RecommendationEvidence> evidence_by_recommendation(const ReportContext& context);

/// What was said about each recommendation at each level, paraphrased, with its place in the source and the level of
/// the speaker alone; by recommendation and level, for the internal audience only.
std::vector<std::vector<std::vector<std::string>>> paraphrases(const ReportContext& context);

/// "Unchanged in 12 of 13 variants; otherwise: without gemeente" (manual/scoring.md#robustness).
std::string robustness_text(const ReportContext& context, const Robustness& robustness);

/// What is remarkable in the cells of a recommendation, one sentence each.
std::vector<Text> remarks(const ReportContext& context, const RecommendationResult& result);

/// What the body responsible says of a recommendation itself, as a sentence, in public without
/// its text and source; empty where nothing is recorded.
std::string position_text(const ReportContext& context, RecommendationId rec);

/// The same in a few words, for a table.
std::string position_in_short(const ReportContext& context, RecommendationId rec);

/// Developments in time, how they are secured and where they were adopted.
Section developments_section(const ReportContext& context);

/// Who leads developments, as a table under its own heading; nothing where nobody is known to.
void add_leaders(const ReportContext& context, std::vector<Block>& blocks);

Table development_table(const ReportContext& context, const std::string& caption,
                        const std::vector<const DevelopmentResult*>& results);

/// What helps and what hinders, by level (manual/scoring.md#factors).
Section factors_section(const ReportContext& context);

/// What changed since the previous wave; empty where there is none.
Section waves_section(const ReportContext& context);

/// The researchers' own conclusion and recommendations.
Section conclusion_section(const ReportContext& context);

/// The stakeholder network: findings, drawings and tables; escalation; words used for the same concept.
Section network_section(const ReportContext& context);

/// For the annex: every finding with what it rests on, and the tables of levels, actors and ties.
Section network_annex(const ReportContext& context);

/// Who was heard, coder agreement, saturation, the rules of judgement and the limits of the study.
Section method_section(const ReportContext& context);

/// How it was coded: the codebook, its changes, and what each interview says of its coding; a part of the method
/// section, for internal use.
std::vector<Block> coding_blocks(const ReportContext& context);

/// Who was heard and who was not (manual/scoring.md#coverage); a part of the method section.
std::vector<Block> coverage_blocks(const ReportContext& context);

/// How the report was made accessible.
Section accessibility_section(const ReportContext& context);

/// What the report was made from, so that `quickscan verify` can compare it with the data.
Section provenance_section(const ReportContext& context);

}  // namespace quickscan
