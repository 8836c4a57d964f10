#pragma once

#include "core/language.hpp"
#include "core/messages.hpp"
#include "network/network.hpp"
#include "report/document.hpp"
#include "scoring/analysis.hpp"
#include "scoring/compare.hpp"
#include "scoring/trace.hpp"
#include "scoring/trace_factor.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quickscan {

struct SummaryOptions {
  Language language = Language::nl;
  /// One level or one recommendation (or part) only; none: all.
  LevelId level = none;
  RecommendationId rec = none;
  bool details = false;
};

/// The summaries by level: recommendation by level with the number of voices behind every rung, and the
/// verdicts; for one level or recommendation, or with details, what was computed for each cell.
Document summary_page(const Study& study, const Analysis& analysis, const SummaryOptions& options);

/// From a verdict to the rows of its table, the developments and the levels it rests on.
Document why_page(const Study& study, const VerdictTrace& trace, Language language);

/// From a cell to its voices, and from each of them to segments, files and lines.
Document why_page(const Study& study, const CellTrace& trace, Language language);

/// From a factor to its rating at every level, or at the one that is asked for, and to the voices behind it.
Document why_page(const Study& study, const FactorTrace& trace, LevelId level, Language language);

/// Who was to be heard and who was (manual/scoring.md#coverage): frame, contacts, those named but never heard,
/// dominant employers and saturation.
Document coverage_page(const Study& study, const Analysis& analysis, Language language);

/// How far coders agree (manual/scoring.md#coder-agreement), by recommendation and level, and where they differ,
/// side by side with segments and quotes: a list that two people can work through.
Document agreement_page(const Study& study, Language language);

/// What changed between two waves, with n everywhere, and what cannot be compared and why
/// (manual/scoring.md#compare).
Document waves_page(const ComparedStudy& before, const ComparedStudy& after, Language language);

/// Studies of several places side by side: never ranked, never averaged.
Document places_page(const std::vector<ComparedStudy>& studies, const StudyGroups& groups, Language language);

struct NetworkPageOptions {
  Language language = Language::nl;
  /// What changed since an earlier wave (network_change_sentences); empty where there is none.
  std::vector<std::string> changes = {};
};

/// What `quickscan graph` prints: the findings of most weight, then the others and the tables.
Document network_page(const NetworkResult& network, const Study& study, const NetworkPageOptions& options = {});

/// A page about a study with its title and, where it is no fieldwork, its banner.
Document start_page(const Study& study, const Messages& say);

/// A section under its title; without a title it follows the one before.
Section& add_section(Document& page, std::string title = {});

/// A table without a caption, for under a section's title.
Table page_table(std::vector<std::string> columns);
void add_table(Section& section, Table table);

/// A share of one as `36%`; an en dash where it is missing.
std::string share_text(const std::optional<double>& share, Language language);

}  // namespace quickscan
