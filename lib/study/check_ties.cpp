#include "study/check_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace quickscan {

namespace {

/// What makes two claims claims of one tie; ties that go both ways have their ends in order.
using TieKey = std::tuple<Relation, Actor, Actor>;

struct Claim {
  const Interview* interview = nullptr;
  std::uint32_t begin = 0;  ///< where it says so, in bytes
  std::uint32_t end = 0;
  TieStatus status = TieStatus::working;
};

TieKey key_of(const TieClaim& tie) {
  const bool both_ways = tie.relation == Relation::works_with || tie.relation == Relation::exchanges_staff;
  if (both_ways && tie.to < tie.from) return {tie.relation, tie.to, tie.from};
  return {tie.relation, tie.from, tie.to};
}

/// The claim that counts, and the last one before it that says otherwise.
struct Conflict {
  Claim latest;
  Claim other;
  bool real = false;
};

bool counts_over(const Claim& a, const Claim& b) {
  const auto when = [](const Claim& claim) { return to_string(claim.interview->date); };
  return when(a) != when(b) ? when(a) > when(b) : false;
}

void add_claim(Conflict& conflict, const Claim& claim) {
  if (conflict.latest.interview == nullptr) {
    conflict.latest = claim;
  } else if (counts_over(claim, conflict.latest)) {
    if (claim.status != conflict.latest.status) {
      conflict.other = conflict.latest;
      conflict.real = true;
    } else if (conflict.real && conflict.other.status == claim.status) {
      conflict.other = conflict.latest;
    }
    conflict.latest = claim;
  } else if (claim.status != conflict.latest.status) {
    conflict.other = claim;
    conflict.real = true;
  }
}

Place place_of(const Claim& claim) { return {claim.interview->source, claim.begin, claim.end}; }

}  // namespace

void check_tie_statuses(const StudyCheck& check) {
  std::map<TieKey, Conflict> ties;
  for (const auto& interview : check.study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& tie : interview.ties) add_claim(ties[key_of(tie)], {&interview, tie.begin, tie.end, tie.status});
  }
  // Beyond a number that anybody reads, one finding says how many more there are.
  constexpr std::size_t most = 50;
  const auto all =
      static_cast<std::size_t>(std::ranges::count_if(ties, [](const auto& each) { return each.second.real; }));
  std::size_t told = 0;
  for (const auto& [key, conflict] : ties) {
    if (!conflict.real) continue;
    const auto& [relation, from, to] = key;
    auto& one = check.report("QS317", place_of(conflict.latest),
                             fmt::format("tie `{}` to `{}` ({}) is `{}` here and `{}` elsewhere",
                                         check.study.actor_id(from), check.study.actor_id(to), id_of(relation),
                                         id_of(conflict.latest.status), id_of(conflict.other.status)));
    one.notes.push_back({place_of(conflict.other), fmt::format("`{}` here", id_of(conflict.other.status))});
    if (++told < most) continue;
    if (all > told) one.label = fmt::format("and {} more ties have two statuses", all - told);
    break;
  }
}

}  // namespace quickscan
