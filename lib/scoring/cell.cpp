#include "scoring/cell.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace quickscan {

namespace {

// Fixed, whatever thresholds a study declares.
constexpr int enough_to_compare = 3;

ScoredVoice scored(const Study& study, const EvidenceIndex& index, const CellVoice& entry, const VoiceValue& value) {
  const int top = study.framework.top();
  const int said = study.framework.cap(Basis::said);
  const auto with_said = [&](int cap) {
    std::array<int, 3> caps = study.framework.caps;
    caps[static_cast<std::size_t>(Basis::said)] = cap;
    return static_cast<std::int8_t>(*value_of(entry.tally, caps, top).value);
  };
  ScoredVoice voice;
  voice.voice = entry.voice;
  voice.value = static_cast<std::int8_t>(*value.value);
  voice.claimed = static_cast<std::int8_t>(*value.claimed);
  voice.said_cap_lower = with_said(std::min(said, std::max(study.framework.accepted, said - 1)));
  voice.said_cap_higher = with_said(said + 1);
  voice.mixed = value.mixed;
  voice.heard_only = value.heard_only;
  voice.shown = value.shown;
  voice.persons = entry.persons;
  voice.interviews = entry.interviews;
  voice.organisations = index.organisations(entry);
  return voice;
}

void count_state(CellScores& scores, const VoiceValue& value, const Tally& tally) {
  switch (state_of(value, tally.unknown, tally.not_applicable)) {
    case VoiceState::value: break;
    case VoiceState::undefined: scores.ceilings.push_back(*value.ceiling); break;
    case VoiceState::unknown: ++scores.unknown; break;
    case VoiceState::not_applicable: ++scores.not_applicable; break;
    case VoiceState::silent: ++scores.silent; break;
  }
  const Trend trend = tally.trend();
  if (trend != Trend::not_given) ++scores.trend[static_cast<std::size_t>(trend) - 1];
}

std::vector<OrganisationShare> shares_of(const Study& study, const std::vector<ScoredVoice>& valued, int top) {
  std::vector<OrganisationShare> shares;
  std::vector<std::size_t> place(study.stakeholders.size(), std::numeric_limits<std::size_t>::max());
  for (const ScoredVoice& voice : valued) {
    for (const StakeholderId organisation : voice.organisations) {
      std::size_t& position = place[organisation.index()];
      if (position == std::numeric_limits<std::size_t>::max()) {
        position = shares.size();
        shares.push_back({organisation, 0, 0, 0, RungCounts(static_cast<std::size_t>(top) + 1, 0)});
      }
      OrganisationShare& share = shares[position];
      ++share.voices;
      if (voice.organisations.size() > 1) continue;
      ++share.sole_voices;
      share.sole_persons += static_cast<int>(voice.persons);
      ++share.sole_values[static_cast<std::size_t>(voice.value)];
    }
  }
  std::ranges::sort(shares, {},
                    [&](const OrganisationShare& share) -> const std::string& { return study[share.organisation].id; });
  return shares;
}

LeaveOneOrganisationOut leave_one_out(const Study& study, const CellScores& scores) {
  LeaveOneOrganisationOut result;
  const int n = static_cast<int>(scores.valued.size());
  for (const OrganisationShare& share : scores.organisations) {
    if (n - share.sole_voices < enough_to_compare) {
      result.rests_on.push_back(study[share.organisation].id);
      continue;
    }
    RungCounts rest = scores.counts;
    for (std::size_t rung = 0; rung < rest.size(); ++rung) rest[rung] -= share.sole_values[rung];
    const int median = median_of(rest);
    if (!result.medians) result.medians = Range<int>{median, median};
    result.medians->low = std::min(result.medians->low, median);
    result.medians->high = std::max(result.medians->high, median);
  }
  if (!result.rests_on.empty()) result.medians.reset();
  return result;
}

/// The median if all who gave no rung stood at the bottom, and if they stood as high as they can.
Range<int> silent_bounds(const CellScores& scores) {
  const int without = scores.unknown + scores.silent;
  RungCounts low = scores.counts;
  RungCounts high = scores.counts;
  low.front() += without + static_cast<int>(scores.ceilings.size());
  high.back() += without;
  for (const int ceiling : scores.ceilings) ++high[static_cast<std::size_t>(ceiling)];
  return {median_of(low), median_of(high)};
}

DocumentEvidence documents_of(const CellDocuments& found, const std::optional<int>& median) {
  DocumentEvidence evidence;
  evidence.n = static_cast<int>(found.rungs.size());
  evidence.denials = static_cast<int>(found.denied.size());
  if (!found.denied.empty()) evidence.denied = {found.denied.front(), found.denied.back()};
  if (found.rungs.empty()) return evidence;
  evidence.highest = found.rungs.back();
  evidence.lowest = found.rungs.front();
  if (median) evidence.differs = std::abs(found.rungs.back() - *median) >= 2;
  return evidence;
}

/// Whether a document gives a rung near the median, which is taken of too few voices as well.
bool has_near_document(const CellScores& scores, const CellDocuments& documents) {
  if (scores.valued.empty()) return false;
  const int median = median_of(scores.counts);
  return median >= 1 && std::ranges::any_of(documents.rungs, [&](int rung) { return std::abs(rung - median) <= 1; });
}

/// How broad the evidence is, before member checks.
std::optional<Strength> strength_of(const CellScores& scores, bool near_document, bool clients) {
  if (scores.valued.empty()) return std::nullopt;
  std::uint32_t interviews = 0;
  for (const ScoredVoice& voice : scores.valued) interviews += voice.interviews;
  if (interviews < 2) return Strength::single;
  if (scores.organisations.size() < 2 && !clients) return Strength::one_organisation;
  return near_document ? Strength::corroborated : Strength::several;
}

/// What the voices of other levels say of one that did not speak itself.
std::vector<int> outside_values(const CellScores& scores) {
  std::vector<int> values = scores.outside;
  values.insert(values.end(), scores.outside_ceilings.begin(), scores.outside_ceilings.end());
  std::ranges::sort(values);
  return values;
}

/// What only a sufficient cell holds.
void measure(const Study& study, const CellScores& scores, Cell& cell) {
  const int top = study.framework.top();
  std::vector<int> claimed;
  for (const ScoredVoice& voice : scores.valued) {
    cell.values.push_back(voice.value);
    claimed.push_back(voice.claimed);
  }
  std::ranges::sort(cell.values);
  const RungCounts& counts = scores.counts;
  cell.median = median_of(counts);
  cell.median_pair = median_pair(counts);
  cell.reach = reach_of(counts);
  cell.index = index_of(counts, declared_weights(study.weights.rungs, top));
  cell.index_front = index_of(counts, front_weights(top));
  cell.index_back = index_of(counts, back_weights(top));
  cell.consensus = leik_consensus(counts).value();
  cell.split = is_split(counts);
  cell.interval = median_interval(counts);
  cell.claimed_median = median_of(count_rungs(claimed, top));
  cell.claim_practice_gap = *cell.claimed_median - *cell.median;
  cell.trend = scores.trend;
  cell.silent_bounds = silent_bounds(scores);
  cell.answered = Fraction{cell.n, cell.n + cell.undefined + cell.unknown + cell.silent};
  if (!cell.clients) cell.leave_one_organisation_out = leave_one_out(study, scores);
  if (cell.outside_median) cell.perception_gap = std::abs(*cell.median - *cell.outside_median);
}

}  // namespace

std::string_view id_of(Strength strength) {
  constexpr std::array<std::string_view, 4> ids = {"single", "one-organisation", "several", "corroborated"};
  return ids[static_cast<std::size_t>(strength)];
}

bool is_sufficient(const Thresholds& thresholds, int voices, int organisations, int persons) {
  return voices >= thresholds.voices && organisations >= thresholds.organisations && persons >= thresholds.persons;
}

CellScores score_cell(const Study& study, const EvidenceIndex& index, RecommendationId rec, LevelId level) {
  const int top = study.framework.top();
  CellScores scores;
  scores.rec = rec;
  scores.level = level;
  int inside = 0;
  for (const CellVoice& entry : index.cell(rec, level)) {
    const VoiceValue value = value_of(entry.tally, study.framework.caps, top);
    if (index.voices()[entry.voice].level != level) {
      if (value.value) scores.outside.push_back(*value.value);
      if (value.ceiling) scores.outside_ceilings.push_back(*value.ceiling);
      continue;
    }
    ++inside;
    if (value.value) scores.valued.push_back(scored(study, index, entry, value));
    count_state(scores, value, entry.tally);
  }
  scores.silent += index.voices_at(level) - inside;
  scores.counts.assign(static_cast<std::size_t>(top) + 1, 0);
  for (const ScoredVoice& voice : scores.valued) {
    ++scores.counts[static_cast<std::size_t>(voice.value)];
    scores.persons += static_cast<int>(voice.persons);
  }
  scores.organisations = shares_of(study, scores.valued, top);
  return scores;
}

Cell cell_of(const Study& study, const EvidenceIndex& index, const CellScores& scores) {
  Cell cell;
  cell.rec = scores.rec;
  cell.level = scores.level;
  cell.clients = study.framework[scores.level].clients;
  cell.n = static_cast<int>(scores.valued.size());
  cell.organisations = static_cast<int>(scores.organisations.size());
  cell.persons = scores.persons;
  for (const OrganisationShare& share : scores.organisations)
    cell.organisation_ids.push_back(study[share.organisation].id);
  cell.undefined = static_cast<int>(scores.ceilings.size());
  cell.unknown = scores.unknown;
  cell.not_applicable = scores.not_applicable;
  cell.silent = scores.silent;
  const auto count = [&](bool ScoredVoice::*flag) {
    return static_cast<int>(std::ranges::count(scores.valued, true, flag));
  };
  cell.mixed = count(&ScoredVoice::mixed);
  cell.heard_only = count(&ScoredVoice::heard_only);
  cell.shown = count(&ScoredVoice::shown);
  cell.outside_n = static_cast<int>(scores.outside.size());
  if (cell.outside_n >= enough_to_compare)
    cell.outside_median = median_of(count_rungs(scores.outside, study.framework.top()));
  if (!study.framework[cell.level].inside() && cell.n == 0) cell.outside_values = outside_values(scores);
  const CellDocuments& documents = index.documents(cell.rec, cell.level);
  cell.near_document = has_near_document(scores, documents);
  cell.strength = strength_of(scores, cell.near_document, cell.clients);
  cell.sufficient = is_sufficient(study.thresholds, cell.n,
                                  cell.clients ? study.thresholds.organisations : cell.organisations, cell.persons);
  if (cell.sufficient) measure(study, scores, cell);
  cell.documents = documents_of(documents, cell.median);
  return cell;
}

}  // namespace quickscan
