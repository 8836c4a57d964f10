#include "core/format.hpp"
#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

constexpr std::size_t most_developments = 3;
constexpr std::size_t most_by_weight = 2;
constexpr std::size_t most_by_reach = 2;
constexpr std::size_t most_barriers = 2;

TableCell profile_cell(const ReportContext& context, const RecommendationResult& result) {
  TableCell cell;
  for (std::size_t index = 0; index < result.levels.size(); ++index) {
    const LevelId level(index);
    const auto& own = result.levels[index];
    // Clients have a line where they spoke themselves.
    if (!context.framework()[level].inside() && own.n == 0) continue;
    const auto shown = matrix_cell(context, own);
    auto text = fmt::format("{}: {}", level_name(context, level), shown.text);
    if (!own.withheld) text += fmt::format(" (n\u00a0=\u00a0{})", own.n);
    cell.lines.push_back({std::move(text), shown.symbol});
  }
  return cell;
}

TableCell verdict_and_position(const ReportContext& context, const RecommendationResult& result) {
  TableCell cell{.text = capitalised(verdict_text(context, result))};
  if (result.verdict && result.verdict->confidence)
    cell.detail = context.say("matrix.confidence", {{"grade", grade_name(context, *result.verdict->confidence)}});
  if (auto position = position_in_short(context, result.rec); !position.empty())
    cell.lines.push_back({std::move(position)});
  return cell;
}

/// What goes on or is planned; what is over does not exist any more.
std::vector<const DevelopmentResult*> present(const ReportContext& context, RecommendationId rec) {
  auto own = developments_of(context, rec);
  std::erase_if(own, [&](const DevelopmentResult* result) {
    const auto status = context.study[result->development].status;
    return status == DevelopmentStatus::ended || status == DevelopmentStatus::withdrawn ||
           status == DevelopmentStatus::superseded;
  });
  return own;
}

/// The best confirmed, and of the others those that say how much there is at the front line of the whole city or more.
std::vector<const DevelopmentResult*> most_telling(const ReportContext& context,
                                                   const std::vector<const DevelopmentResult*>& own) {
  auto chosen = own;
  if (chosen.size() > most_by_weight) chosen.resize(most_by_weight);
  for (const auto* result : own) {
    if (chosen.size() == most_by_weight + most_by_reach) break;
    const auto& one = context.study[result->development];
    const bool wide = one.level == context.front &&
                      (one.scope == Scope::city || one.scope == Scope::region || one.scope == Scope::national);
    if (wide && !one.quantities.empty() && std::ranges::find(chosen, result) == chosen.end()) chosen.push_back(result);
  }
  for (const auto* result : own) {
    if (chosen.size() >= most_developments) break;
    if (std::ranges::find(chosen, result) == chosen.end()) chosen.push_back(result);
  }
  return chosen;
}

TableCell existing_cell(const ReportContext& context, const std::vector<const DevelopmentResult*>& own) {
  TableCell cell;
  const auto chosen = most_telling(context, own);
  for (const auto* result : chosen) {
    const auto& development = context.study[result->development];
    auto what = status_text(context, result->development);
    if (const auto quantities = quantities_text(context, development); !quantities.empty()) what += "; " + quantities;
    if (result->confirmation == DevelopmentConfirmation::unconfirmed) what += "; " + context.say("confirmation.none");
    cell.lines.push_back({fmt::format("{} ({})", development_name(context, result->development), what)});
  }
  const auto more = static_cast<int>(own.size() - chosen.size());
  if (more > 0) cell.lines.push_back({context.say("tracker.more", {{"count", more}})});
  if (cell.lines.empty()) cell.text = missing_number;
  return cell;
}

/// The two barriers named most for the recommendation; where they are fewer, those of the level at which it gets stuck.
/// A recommendation with none of its own refers to the row above that says them: `said` holds these levels.
TableCell barrier_cell(const ReportContext& context, const RecommendationResult& result,
                       const RecommendationEvidence& evidence, std::set<LevelId>& said) {
  TableCell cell;
  for (const auto& barrier : evidence.barriers)
    if (cell.lines.size() < most_barriers) cell.lines.push_back({factor_name(context, barrier.factor)});
  const auto stalls = where_it_stalls(context, result);
  const auto is_own = [&](FactorId factor) {
    return std::ranges::any_of(evidence.barriers, [&](const auto& barrier) { return barrier.factor == factor; });
  };
  const auto of_level = stalls == none ? std::vector<const FactorResult*>() : barriers_at(context, stalls);
  std::vector<std::string> names;
  for (const auto* factor : of_level) {
    if (cell.lines.size() + names.size() < most_barriers && !is_own(factor->factor))
      names.push_back(factor_name(context, factor->factor));
  }
  if (!names.empty()) {
    const bool above = cell.lines.empty() && said.contains(stalls);
    cell.lines.push_back({context.say(above ? "tracker.of_level_above" : "tracker.of_level",
                                      {{"level", level_name(context, stalls)}, {"names", join(names, "; ")}})});
    if (names.size() == std::min(most_barriers, of_level.size())) said.insert(stalls);
  }
  const bool hidden = std::ranges::any_of(context.analysis.factors, &FactorResult::withheld);
  if (cell.lines.empty()) {
    cell.text = hidden           ? context.say("withheld.shown")
                : stalls == none ? std::string(missing_number)
                                 : context.say("tracker.none_of_level", {{"level", level_name(context, stalls)}});
  }
  return cell;
}

TableCell next_cell(const ReportContext& context, const std::vector<const DevelopmentResult*>& own) {
  TableCell cell;
  std::vector<std::string> leaders;
  for (const auto* result : own) {
    const auto& development = context.study[result->development];
    if (!development.leader) continue;
    auto name = stakeholder_name(context, context.study[development.leader->stakeholder].id);
    if (std::ranges::find(leaders, name) == leaders.end()) leaders.push_back(std::move(name));
  }
  if (!leaders.empty()) cell.lines.push_back({context.say.list(leaders)});
  const AgendaItem* next = nullptr;
  const auto dates = dated_items(context);
  for (const auto& item : dates) {
    const bool belongs = std::ranges::any_of(
        own, [&](const DevelopmentResult* result) { return result->development == item.development; });
    // What is to be decided or ends comes before what begins.
    const bool starts = item.kind == AgendaItem::Kind::starts;
    if (belongs && (next == nullptr || (next->kind == AgendaItem::Kind::starts && !starts))) next = &item;
  }
  if (next != nullptr) cell.lines.push_back({due_text(context, *next)});
  if (cell.lines.empty()) cell.text = missing_number;
  return cell;
}

}  // namespace

LevelId where_it_stalls(const ReportContext& context, const RecommendationResult& result) {
  LevelId lowest = context.front;
  std::optional<int> rung;
  for (const auto level : context.framework().inside_levels()) {
    const auto median = result.levels[level.index()].median;
    if (!median || (rung && *median > *rung)) continue;
    lowest = level;
    rung = median;
  }
  return lowest;
}

Table status_tracker(const ReportContext& context) {
  const auto& say = context.say;
  Table table{say("tracker.caption"),
              {say("word.recommendation"), say("tracker.profile"), say("word.verdict"), say("tracker.exists"),
               say("tracker.why"), say("tracker.next")},
              {},
              true,
              true};
  std::set<LevelId> said;
  for (const auto& result : context.analysis.recommendations) {
    const auto own = present(context, result.rec);
    table.rows.push_back({{.text = rec_name(context, result.rec), .link = "rec-" + context.framework()[result.rec].id},
                          profile_cell(context, result),
                          verdict_and_position(context, result),
                          existing_cell(context, own),
                          barrier_cell(context, result, context.evidence[result.rec.index()], said),
                          next_cell(context, own)});
  }
  return table;
}

}  // namespace quickscan
