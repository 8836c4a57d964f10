#pragma once

#include "report/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

// Names, as they are used in running text or, capitalised, at the start of a cell.
std::string level_name(const ReportContext& context, LevelId level);
/// The levels of clients at which somebody was heard, as a list.
std::string clients_heard(const ReportContext& context);
std::string level_people(const ReportContext& context, LevelId level);
std::string rec_name(const ReportContext& context, RecommendationId rec);
std::string rec_short(const ReportContext& context, RecommendationId rec);
std::string rung_name(const ReportContext& context, int rung);
std::string factor_name(const ReportContext& context, FactorId factor);
std::string development_name(const ReportContext& context, DevelopmentId development);
std::string stakeholder_name(const ReportContext& context, const std::string& id);
/// Who asked for the study, as sentences name it: "de gemeenteraad".
std::string commissioner_name(const ReportContext& context);
/// `Veilig Thuis (uitvoering)` for `veilig-thuis@operational`.
std::string actor_name(const ReportContext& context, const std::string& id);
/// `3 uitgeprobeerd`; an en dash for none.
std::string rung_label(const Framework& framework, std::optional<int> rung, Language language);
std::string rung_label(const ReportContext& context, std::optional<int> rung);
std::string capitalised(std::string text);
/// A name within a sentence: ‘Netwerk Feijenoord’.
std::string quoted(const std::string& name);

/// "3", or "0–1" where the two middle values differ.
std::string median_text(const Cell& cell);
/// "5 van 8"; of what the publication gate hides, "niet getoond".
std::string count_of(const ReportContext& context, int count, int of);
/// "5", or "niet getoond".
std::string shown_count(const Messages& say, int count);
/// Whether somebody spoke at a level, also where a public edition does not show how many.
bool was_heard(const ReportContext& context, LevelId level);
/// How many documents, meetings and surveys; empty where there is none.
std::string beside_text(const ReportContext& context, const std::array<int, 3>& beside);
/// A factor with the number of voices that name it, where that may be shown, and of the sources beside them.
std::string factor_text(const ReportContext& context, FactorId factor, int voices, const std::array<int, 3>& beside);
/// The documents, meetings and surveys that name a factor, as a barrier or as what helps.
std::array<int, 3> named_beside(const FactorResult& factor, bool barrier);
/// "8 stemmen, 4 organisaties, 8 personen".
std::string base_text(const ReportContext& context, int voices, int organisations, int persons);
std::string base_text(const Messages& say, int voices, int organisations, int persons);
/// The same of a cell; where the level was heard and nobody gave it a rung, that.
std::string base_text(const Messages& say, const Cell& cell);
std::string grade_name(const ReportContext& context, Grade grade);
/// What must be shown over every output of a study that is no fieldwork (manual/report.md#provenance).
std::optional<Callout> provenance_banner(Provenance provenance, const Messages& say);
/// The verdict with its hedge, or that there is none.
std::string verdict_text(const ReportContext& context, const RecommendationResult& result);

/// The message that says who confirms a development, exact about those that no second source confirms.
std::string_view confirmation_key(DevelopmentConfirmation confirmation, std::size_t organisations, int interviews,
                                  int documents);
/// What was withheld, and why.
std::string withheld_what(const Withheld& withheld, const Framework& framework, const Messages& say);
std::string withheld_why(const Withheld& withheld, const Messages& say);

const RecommendationResult* find_result(const ReportContext& context, RecommendationId rec);
/// Developments by how well they are confirmed, then by organisations; never by id alone.
std::vector<const DevelopmentResult*> by_weight(const ReportContext& context);
/// Those of them that concern a recommendation or a part of it.
std::vector<const DevelopmentResult*> developments_of(const ReportContext& context, RecommendationId rec);
/// The status in words; of what no source has named in the two years before the reference date, when it was so.
std::string status_text(const ReportContext& context, DevelopmentId development);
/// Whether a source is from more than two years before the reference date.
bool is_old(const ReportContext& context, Date date);
/// The year of the last source that names a development, where that is more than two years before the reference date.
std::optional<int> old_source(const ReportContext& context, DevelopmentId development);
/// "19 fte, 10 plekken".
std::string quantities_text(const ReportContext& context, const Development& development);

/// What hinders at a level, most voices first.
std::vector<const FactorResult*> barriers_at(const ReportContext& context, LevelId level);
/// Factors that hinder (or help), most voices first, then organisations.
std::vector<const FactorResult*> ranked_factors(const ReportContext& context, Sign sign);

}  // namespace quickscan
