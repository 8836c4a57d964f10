#include "report/sections/position.hpp"

#include "core/format_number.hpp"

#include <algorithm>

namespace quickscan {

namespace {

const StatedPosition* position_on(const ReportContext& context, RecommendationId rec) {
  const auto found = std::ranges::find(context.study.positions, rec, &StatedPosition::rec);
  return found == context.study.positions.end() ? nullptr : &*found;
}

std::string status_word(const ReportContext& context, const StatedPosition& position) {
  return context.say("position." + std::string(id_of(position.status)));
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
  return text + '.';
}

std::string position_in_short(const ReportContext& context, RecommendationId rec) {
  const auto* position = position_on(context, rec);
  return position == nullptr ? std::string()
                             : context.say("position.short", {{"status", status_word(context, *position)}});
}

}  // namespace quickscan
