#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <cstdlib>

namespace quickscan {

namespace {

const StatedPosition* position_on(const ReportContext& context, RecommendationId rec) {
  const auto found = std::ranges::find(context.study.positions, rec, &StatedPosition::rec);
  return found == context.study.positions.end() ? nullptr : &*found;
}

std::string status_word(const ReportContext& context, const StatedPosition& position) {
  return context.say("position." + std::string(id_of(position.status)));
}

/// How far something is, in the four classes that a position and the front line's rung have in common: nothing,
/// planned, under way, done.
int class_of(PositionStatus status) {
  switch (status) {
    case PositionStatus::done: return 3;
    case PositionStatus::under_way: return 2;
    case PositionStatus::planned: return 1;
    case PositionStatus::nothing:
    case PositionStatus::rejected: break;
  }
  return 0;
}

int class_of(const ReportContext& context, int rung) {
  if (rung > context.landing) return 3;
  return rung == context.landing ? 2 : rung > 0 ? 1 : 0;
}

/// Whether the position and what was found at the front line are two classes or more apart.
bool differs_much(const ReportContext& context, const StatedPosition& position) {
  const auto* result = find_result(context, position.rec);
  if (result == nullptr || result->profile.empty() || !result->profile.back()) return false;
  return std::abs(class_of(position.status) - class_of(context, *result->profile.back())) >= 2;
}

}  // namespace

std::string position_text(const ReportContext& context, RecommendationId rec) {
  const auto* position = position_on(context, rec);
  if (position == nullptr) return {};
  auto text = context.say("position.says", {{"status", status_word(context, *position)}});
  // Free text does not pass the publication gate.
  const bool words = !context.is_public();
  if (words && !position->text.empty()) text += ": " + position->text.in(context.language);
  std::vector<std::string> from;
  if (words && !position->source.empty()) from.push_back(position->source.in(context.language));
  if (position->date.known()) from.push_back(format_date(position->date, context.language));
  if (!from.empty()) text += " (" + from.front() + (from.size() > 1 ? ", " + from.back() : std::string()) + ')';
  text += '.';
  if (differs_much(context, *position)) text += ' ' + context.say("position.differs");
  return text;
}

std::string position_in_short(const ReportContext& context, RecommendationId rec) {
  const auto* position = position_on(context, rec);
  return position == nullptr ? std::string()
                             : context.say("position.short", {{"status", status_word(context, *position)}});
}

}  // namespace quickscan
