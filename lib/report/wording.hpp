#pragma once

#include "report/context.hpp"

#include <string>
#include <vector>

namespace quickscan {

// Names, as they are used in running text or, capitalised, at the start of a cell.
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

/// "3", or "0–1" where the two middle values differ.
std::string median_text(const Cell& cell);
/// "5 van 8"; where a public report may not give the count, "een minderheid van 8".
std::string count_of(const ReportContext& context, int count, int of);
/// "8 stemmen, 4 organisaties, 8 personen".
std::string base_text(const ReportContext& context, int voices, int organisations, int persons);
std::string grade_name(const ReportContext& context, Grade grade);
/// The verdict with its hedge, or that there is none.
std::string verdict_text(const ReportContext& context, const RecommendationResult& result);

const RecommendationResult* find_result(const ReportContext& context, Index rec);
/// Factors that hinder (or help), most voices first, then organisations.
std::vector<const FactorResult*> ranked_factors(const ReportContext& context, Sign sign);

}  // namespace quickscan
