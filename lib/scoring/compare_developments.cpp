#include "scoring/compare_developments.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

bool has_stopped(DevelopmentStatus status) {
  return status == DevelopmentStatus::ended || status == DevelopmentStatus::withdrawn ||
         status == DevelopmentStatus::superseded;
}

DevelopmentStep step_of(DevelopmentStatus before, DevelopmentStatus after) {
  if (before == after) return DevelopmentStep::same;
  if (has_stopped(before) && has_stopped(after)) return DevelopmentStep::same;
  if (has_stopped(after)) return DevelopmentStep::stopped;
  if (has_stopped(before)) return DevelopmentStep::resumed;
  return after > before ? DevelopmentStep::advanced : DevelopmentStep::set_back;
}

/// Of a development that the earlier wave, of `reference`, does not mention.
DevelopmentStep step_of_new(const Development& development, Date reference) {
  if (development.status == DevelopmentStatus::idea || development.status == DevelopmentStatus::planned)
    return DevelopmentStep::planned;
  if (!development.start.known()) return DevelopmentStep::appeared;
  return earlier(reference, development.start) ? DevelopmentStep::started : DevelopmentStep::found_later;
}

const Development* find(const Study& study, const std::string& id) {
  const DevelopmentId index = study.find_development(id);
  return index == none ? nullptr : &study[index];
}

bool is_live(const ComparedStudy& compared, const std::string& id) {
  const DevelopmentId index = compared.study.find_development(id);
  return std::ranges::any_of(compared.analysis.developments, [index](const DevelopmentResult& result) {
    return result.development == index && result.live;
  });
}

}  // namespace

std::string_view id_of(DevelopmentStep value) {
  switch (value) {
    case DevelopmentStep::started: return "started";
    case DevelopmentStep::found_later: return "found-later";
    case DevelopmentStep::planned: return "planned";
    case DevelopmentStep::appeared: return "appeared";
    case DevelopmentStep::resumed: return "resumed";
    case DevelopmentStep::not_mentioned: return "not-mentioned";
    case DevelopmentStep::advanced: return "advanced";
    case DevelopmentStep::set_back: return "set-back";
    case DevelopmentStep::stopped: return "stopped";
    case DevelopmentStep::same: break;
  }
  return "same";
}

std::vector<DevelopmentChange> compare_developments(const ComparedStudy& before, const ComparedStudy& after) {
  std::set<std::string> ids;
  for (const auto& development : before.study.developments) ids.insert(development.id);
  for (const auto& development : after.study.developments) ids.insert(development.id);
  std::vector<DevelopmentChange> changes;
  for (const auto& id : ids) {
    const auto* earlier_one = find(before.study, id);
    const auto* later_one = find(after.study, id);
    DevelopmentChange change;
    change.development = id;
    if (earlier_one != nullptr) {
      change.status_before = earlier_one->status;
      change.live_before = is_live(before, id);
    }
    if (later_one != nullptr) {
      change.status_after = later_one->status;
      change.live_after = is_live(after, id);
    }
    if (earlier_one != nullptr && later_one != nullptr) {
      change.step = step_of(earlier_one->status, later_one->status);
    } else if (later_one == nullptr) {
      change.step = DevelopmentStep::not_mentioned;
    } else {
      change.step = step_of_new(*later_one, before.study.reference_date);
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace quickscan
