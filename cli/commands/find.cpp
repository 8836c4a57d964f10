#include "commands.hpp"
#include "core/format.hpp"
#include "exchange/segments.hpp"
#include "exchange/statement_text.hpp"
#include "exchange/table.hpp"
#include "open_study.hpp"
#include "scoring/agreement.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace quickscan {

namespace {

/// Reads one option into a filter; false where its value is none of `known`.
class FilterReader {
 public:
  FilterReader(const Study& study, const Options& options, Terminal& terminal)
      : study_(study), options_(options), terminal_(terminal) {}

  /// Nothing where a value is unknown; it was said then.
  std::optional<SegmentFilter> read() {
    SegmentFilter filter;
    filter.text = options_.text;
    filter.quotable = options_.quotable;
    filter.scored = options_.coder.empty();
    const bool good = take_recs(filter) && take_level(filter) && take_stage(filter) && take_basis(filter) &&
                      take_who(filter) && take_factor(filter) && take_development(filter) && take_coder(filter);
    return good ? std::optional(filter) : std::nullopt;
  }

 private:
  bool refuse(std::string_view what, const std::string& value, const std::vector<std::string>& known) {
    unknown_value(what, value, known, terminal_);
    return false;
  }

  bool take_recs(SegmentFilter& filter) {
    if (options_.recommendation.empty()) return true;
    const auto& framework = study_.framework;
    const auto rec = framework.find_recommendation(options_.recommendation);
    if (!rec.given()) return refuse("recommendation", options_.recommendation, ids_of(framework.recommendations));
    filter.recs = framework[rec].parts;
    filter.recs.push_back(rec);
    return true;
  }

  bool take_level(SegmentFilter& filter) {
    filter.level = study_.framework.find_level(options_.level);
    return options_.level.empty() || filter.level.given() ||
           refuse("level", options_.level, ids_of(study_.framework.levels));
  }

  // As it is coded: a rung by number or name, `<` before it for a denial, `unknown` or `na`.
  bool take_stage(SegmentFilter& filter) {
    const auto& given = options_.stage;
    if (given.empty() || given == "unknown" || given == "na") {
      filter.stage = given;
      return true;
    }
    const auto& framework = study_.framework;
    const std::string sign = given.starts_with('<') ? "<" : "";
    const auto rung = given.substr(sign.size());
    auto known = ids_of(framework.ladder);
    for (int number = 0; number <= framework.top(); ++number) known.push_back(fmt::format("{}", number));
    const auto found = std::ranges::find(known, rung);
    if (found == known.end()) return refuse("stage", given, known);
    const auto number = (found - known.begin()) % static_cast<std::ptrdiff_t>(framework.ladder.size());
    filter.stage = number == 0 ? "<1" : fmt::format("{}{}", sign, number);
    return true;
  }

  bool take_basis(SegmentFilter& filter) {
    filter.basis = options_.basis;
    std::vector<std::string> known;
    for (const auto& [word, value] : basis_words) known.emplace_back(word);
    return filter.basis.empty() || std::ranges::find(known, filter.basis) != known.end() ||
           refuse("basis", filter.basis, known);
  }

  bool take_who(SegmentFilter& filter) {
    if (options_.who.empty()) return true;
    const auto at = options_.who.find('@');
    const auto id = options_.who.substr(0, at);
    filter.who = study_.find_stakeholder(id);
    if (!filter.who.given()) return refuse("stakeholder", id, ids_of(study_.stakeholders));
    if (at == std::string::npos) return true;
    const auto level = options_.who.substr(at + 1);
    filter.who_level = study_.framework.find_level(level);
    return filter.who_level.given() || refuse("level", level, ids_of(study_.framework.levels));
  }

  bool take_factor(SegmentFilter& filter) {
    filter.factor = study_.framework.find_factor(options_.factor);
    return options_.factor.empty() || filter.factor.given() ||
           refuse("factor", options_.factor, ids_of(study_.framework.factors));
  }

  bool take_development(SegmentFilter& filter) {
    filter.development = study_.find_development(options_.development);
    return options_.development.empty() || filter.development.given() ||
           refuse("development", options_.development, ids_of(study_.developments));
  }

  bool take_coder(SegmentFilter& filter) {
    filter.coder = options_.coder;
    if (filter.coder.empty()) return true;
    std::set<std::string> known;
    for (const auto& interview : study_.interviews) known.insert(coder_of(interview));
    return known.contains(filter.coder) || refuse("coder", filter.coder, {known.begin(), known.end()});
  }

  const Study& study_;
  const Options& options_;
  Terminal& terminal_;
};

/// What the codings that are not scored would add.
void note_other_codings(const Study& study, SegmentFilter filter, std::size_t listed, Terminal& terminal) {
  filter.scored = false;
  const auto others = find_segments(study, filter).size() - listed;
  if (others == 0) return;
  std::set<std::string> coders;
  for (const auto& interview : study.interviews)
    if (!interview.first_coding) coders.insert(coder_of(interview));
  terminal.err(
      fmt::format("quickscan: {} of other codings, which are not scored, {} left out; `--coder` shows one of {}\n",
                  others, others == 1 ? "is" : "are", join(coders, ", ")));
}

}  // namespace

int find_command(const Options& options, Terminal& terminal) {
  auto format = options.formats.empty() ? std::string(options.json ? "json" : "text") : options.formats.front();
  const std::vector<std::string> formats{"text", "csv", "json"};
  if (std::ranges::find(formats, format) == formats.end()) return unknown_value("format", format, formats, terminal);
  if (options.output.ends_with(".csv") && options.formats.empty()) format = "csv";
  const auto checked = open_study(options.operand(0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  const auto& study = checked->read.study;
  const auto filter = FilterReader(study, options, terminal).read();
  if (!filter) return exit_failed;
  const auto segments = find_segments(study, *filter);
  const auto language = language_of(study, options);
  std::string result;
  if (format == "csv") {
    result = to_csv(statements_table(study, segments, language));
  } else if (format == "json") {
    const nlohmann::ordered_json json{{"quickscan", "segments/1"},
                                      {"segments", statements_json(study, segments, language)}};
    result = json.dump(2) + "\n";
  } else {
    result = wrap_for_output(statements_text(study, segments, language), options, terminal);
  }
  write_result(result, options, terminal, checked->folder);
  if (filter->scored && !options.quiet) note_other_codings(study, *filter, segments.size(), terminal);
  return exit_clean;
}

}  // namespace quickscan
