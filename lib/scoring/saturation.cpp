#include "scoring/saturation.hpp"

#include <algorithm>
#include <cstdint>

namespace quickscan {
namespace {

constexpr int fewest_of_level = 6;

/// For every interview, the codes that it is the first to bring: the position of each code's first interview.
std::vector<std::size_t> first_interviews(const std::vector<InterviewCodes>& interviews) {
  std::vector<std::size_t> first;
  for (std::size_t i = 0; i < interviews.size(); ++i) {
    for (const auto code : interviews[i].codes) {
      if (code >= first.size()) first.resize(code + 1, interviews.size());
      first[code] = std::min(first[code], i);
    }
  }
  return first;
}

/// How many codes each interview is the first to bring.
std::vector<int> fresh_codes(const std::vector<InterviewCodes>& interviews) {
  std::vector<int> fresh(interviews.size() + 1, 0);
  for (const auto position : first_interviews(interviews)) ++fresh[position];
  fresh.pop_back();
  return fresh;
}

std::string name_of_run(std::size_t before, int run) { return std::to_string(before) + "+" + std::to_string(run); }

void add_codes(const Segment& segment, std::size_t factors, std::vector<std::size_t>& codes) {
  const auto add = [&codes](std::size_t code) {
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  };
  if (segment.barrier.given()) add(segment.barrier.index());
  if (segment.enabler.given()) add(segment.enabler.index());
  if (segment.development.given()) add(factors + segment.development.index());
}

/// One interview with the levels of its speakers and the codes of each.
struct CodedInterview {
  const Interview* interview = nullptr;
  std::vector<std::size_t> codes;
  std::vector<std::pair<LevelId, std::vector<std::size_t>>> levels;
};

/// Calls `visit` with every speaker of a segment.
template <typename Visit>
void for_each_speaker(const Interview& interview, const Segment& segment, Visit visit) {
  if (segment.by_count == 0) {
    for (const auto& speaker : interview.speakers) visit(speaker);
    return;
  }
  for (std::size_t i = 0; i < segment.by_count; ++i) visit(interview.speakers[interview.by[segment.by_first + i]]);
}

CodedInterview coded(const Interview& interview, std::size_t factors) {
  CodedInterview result;
  result.interview = &interview;
  const auto codes_at = [&result](LevelId level) -> std::vector<std::size_t>& {
    const auto found = std::ranges::find(result.levels, level, &std::pair<LevelId, std::vector<std::size_t>>::first);
    return found == result.levels.end() ? result.levels.emplace_back(level, std::vector<std::size_t>{}).second
                                        : found->second;
  };
  for (const auto& speaker : interview.speakers) codes_at(speaker.level);
  for (const auto& segment : interview.segments) {
    if (!segment.barrier.given() && !segment.enabler.given() && !segment.development.given()) continue;
    add_codes(segment, factors, result.codes);
    for_each_speaker(interview, segment,
                     [&](const Speaker& speaker) { add_codes(segment, factors, codes_at(speaker.level)); });
  }
  return result;
}

std::vector<CodedInterview> in_order(const Study& study) {
  struct Dated {
    std::string date;
    const Interview* interview;
  };
  std::vector<Dated> dated;
  for (const auto& interview : study.interviews)
    if (interview.first_coding && interview.has_voice()) dated.push_back({to_string(interview.date), &interview});
  std::ranges::sort(dated, [](const Dated& a, const Dated& b) {
    return a.date != b.date ? a.date < b.date : a.interview->id < b.interview->id;
  });
  std::vector<CodedInterview> interviews;
  interviews.reserve(dated.size());
  for (const auto& each : dated) interviews.push_back(coded(*each.interview, study.framework.factors.size()));
  return interviews;
}

std::vector<InterviewCodes> at_level(const std::vector<CodedInterview>& interviews, LevelId level) {
  std::vector<InterviewCodes> result;
  for (const auto& each : interviews) {
    for (const auto& [own, codes] : each.levels)
      if (own == level) result.push_back({each.interview->id, codes});
  }
  return result;
}

}  // namespace

Saturation saturation_of(const std::vector<InterviewCodes>& interviews) {
  Saturation result;
  const auto base = static_cast<std::size_t>(result.base);
  const auto run = static_cast<std::size_t>(result.run);
  const auto fresh = fresh_codes(interviews);
  for (std::size_t i = 0; i < std::min(base, fresh.size()); ++i) result.base_codes += fresh[i];
  std::size_t after = interviews.size();
  for (std::size_t before = base; before + run <= interviews.size(); ++before) {
    SaturationPoint point;
    point.interview = interviews[before + run - 1].interview;
    for (std::size_t i = before; i < before + run; ++i) point.fresh += fresh[i];
    if (result.base_codes > 0) {
      point.share = static_cast<double>(point.fresh) / result.base_codes;
      if (!result.reached_5 && std::int64_t{point.fresh} * 20 <= result.base_codes) {
        result.reached_5 = name_of_run(before, result.run);
        after = before + run;
      }
      if (!result.reached_0 && point.fresh == 0) result.reached_0 = name_of_run(before, result.run);
    }
    result.points.push_back(std::move(point));
  }
  for (std::size_t i = after; i < interviews.size(); ++i)
    if (fresh[i] > 0) result.later_novelty.push_back(interviews[i].interview);
  return result;
}

Saturation saturation(const Study& study, const std::vector<Voice>& voices) {
  const auto interviews = in_order(study);
  std::vector<InterviewCodes> all;
  all.reserve(interviews.size());
  for (const auto& each : interviews) all.push_back({each.interview->id, each.codes});
  auto result = saturation_of(all);
  for (std::size_t l = 0; l < study.framework.levels.size(); ++l) {
    const LevelId level(l);
    if (std::ranges::count(voices, level, &Voice::level) < fewest_of_level) continue;
    result.levels.emplace(level, saturation_of(at_level(interviews, level)));
  }
  return result;
}

}  // namespace quickscan
