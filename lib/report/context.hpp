#pragma once

#include "core/messages.hpp"
#include "report/disclosure_control.hpp"
#include "report/document.hpp"
#include "scoring/analysis.hpp"
#include "scoring/voices.hpp"
#include "study/study.hpp"

#include <array>
#include <string>
#include <vector>

namespace quickscan {

/// What a report is asked to be.
struct ReportOptions {
  Language language = Language::nl;
  Audience audience = Audience::internal;
  /// What the publication gate withheld; shown in the report.
  std::vector<Withheld> withheld;
  /// Why a public edition could not be searched for the names of a key file; empty where it was.
  std::string no_key = {};
  /// The hash of the public edition that this one takes the place of; empty where there is none.
  std::string replaces = {};
  /// The earlier wave that `--since` or `previous` names, or null.
  const Study* previous_study = nullptr;
  const Analysis* previous_analysis = nullptr;
};

/// What helps and hinders a recommendation, and quotes that this audience may read.
struct RecommendationEvidence {
  struct FactorCount {
    FactorId factor;
    int voices = 0;  ///< hidden in public: beside the factor's total it would show who named it elsewhere
    int organisations = 0;
    std::array<int, 3> beside{};  ///< documents, meetings and surveys that name it for the recommendation
  };
  struct Quote {
    LevelId level;
    std::string text;
  };
  std::vector<FactorCount> barriers;  ///< most voices first, then those that only other sources name
  std::vector<FactorCount> enablers;
  std::vector<Quote> quotes;  ///< by level, at most two a level; in public by text
};

/// What every section and page is made from.
struct ReportContext {
  const Study& study;
  const Analysis& analysis;
  const ReportOptions& options;
  Messages say;
  Language language;
  /// The front line: the last inside level, of no clients; none where there is no such level.
  LevelId front;
  /// The rung from which a recommendation counts as landed: the rung of practice of the framework.
  int landing = 3;
  /// The rung from which a recommendation is accepted at a level.
  int accepted = 1;
  std::vector<Voice> voices;
  /// By development: the date of the last interview or other source that names it; unknown where none does.
  std::vector<Date> last_named;
  /// Of a whole report alone, where several sections show them: by index of the recommendation; and the tracker.
  std::vector<RecommendationEvidence> evidence = {};
  Table tracker = {};

  const Framework& framework() const { return study.framework; }
  bool is_public() const { return options.audience == Audience::public_audience; }
};

ReportContext make_context(const Study& study, const Analysis& analysis, const ReportOptions& options);

/// Adds a drawing with its table; nothing where there is nothing to draw.
void add_figure(const ReportContext& context, Figure figure, std::vector<Block>& blocks, bool wide = false);

}  // namespace quickscan
