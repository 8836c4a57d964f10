#include "scoring/agreement.hpp"

#include "scoring/evidence.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace quickscan {
namespace {

/// Bands of Krippendorff: below this no verdict rests on the coding.
constexpr double least_reliable = .667;

/// The codings of one interview by coders alone, and what they agreed on.
struct Codings {
  std::span<const Interview> alone;
  const Interview* agreed = nullptr;
};

/// The codings of interviews with voices that were coded twice or more, together.
std::vector<Codings> coded_twice(const Study& study) {
  std::vector<Codings> groups;
  const auto& all = study.interviews;
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(), [&](const auto& each) { return each.id != first->id; });
    // What coders agreed on afterwards is not how they coded.
    const bool agreed = !first->agreed_by.empty();
    const auto begin = agreed ? first + 1 : first;
    if (last - begin > 1 && begin->has_voice()) groups.push_back({{begin, last}, agreed ? &*first : nullptr});
    first = last;
  }
  return groups;
}

/// The voice of one level in one coding, persons of other interviews not merged in.
Voice voice_of(const Interview& interview, InterviewId position, LevelId level) {
  Voice voice{level, {position}, {}};
  for (std::size_t s = 0; s < interview.speakers.size(); ++s)
    if (interview.speakers[s].level == level) voice.speakers.push_back({position, static_cast<Index>(s)});
  return voice;
}

CoderReading reading_of(const Study& study, const Interview& coding, RecommendationId rec, LevelId level) {
  const auto position = InterviewId(&coding - study.interviews.data());
  const auto statement = statement_of(study, voice_of(coding, position, level), rec, level);
  CoderReading reading{coder_of(coding), position, statement.value, {}};
  for (const auto& one : statement.segments)
    reading.segments.push_back({one.interview, one.segment, coding.segments[one.segment.index()].line});
  return reading;
}

void read_interview(const Study& study, const Codings& group, std::vector<UnitReading>& units) {
  const auto codings = group.alone;
  for (const RecommendationId rec : study.framework.whole_recommendations()) {
    for (std::size_t l = 0; l < study.framework.levels.size(); ++l) {
      const LevelId level(l);
      if (std::ranges::count(codings[0].speakers, level, &Speaker::level) == 0) continue;
      UnitReading unit{codings[0].id, rec, level, {}, {}};
      for (const auto& coding : codings) unit.coders.push_back(reading_of(study, coding, rec, level));
      if (group.agreed != nullptr) unit.agreed = reading_of(study, *group.agreed, rec, level);
      units.push_back(std::move(unit));
    }
  }
}

/// One unit for each own level and whole recommendation, by interview, recommendation and level.
std::vector<UnitReading> read_units(const Study& study, const std::vector<Codings>& groups) {
  std::vector<UnitReading> units;
  for (const auto& group : groups) read_interview(study, group, units);
  return units;
}

UnitValues values_of(const UnitReading& unit) {
  UnitValues values;
  for (const auto& reading : unit.coders)
    if (reading.value.value) values.push_back(*reading.value.value);
  return values;
}

int spread(const UnitReading& unit) {
  const auto values = values_of(unit);
  if (values.size() < 2) return 0;
  const auto [least, most] = std::ranges::minmax(values);
  return most - least;
}

std::vector<UnitValues> pairable_values(const std::vector<UnitReading>& units) {
  std::vector<UnitValues> values;
  for (const auto& unit : units) {
    auto given = values_of(unit);
    if (given.size() >= 2) values.push_back(std::move(given));
  }
  return values;
}

std::optional<double> share(std::ptrdiff_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// The share of units whose values lie at most `apart` from each other.
std::optional<double> share_within(const std::vector<UnitValues>& units, int apart) {
  const auto close = [apart](const UnitValues& unit) {
    const auto [least, most] = std::ranges::minmax(unit);
    return most - least <= apart;
  };
  return share(std::ranges::count_if(units, close), units.size());
}

int count_one_sided(const std::vector<UnitReading>& units) {
  const auto one_sided = [](const UnitReading& unit) { return values_of(unit).size() == 1; };
  return static_cast<int>(std::ranges::count_if(units, one_sided));
}

std::optional<Jackknife> jackknife(const std::vector<UnitReading>& units) {
  std::vector<std::vector<UnitValues>> clusters;
  const std::string* interview = nullptr;
  for (const auto& unit : units) {
    if (interview == nullptr || *interview != unit.interview) clusters.emplace_back();
    interview = &unit.interview;
    clusters.back().push_back(values_of(unit));
  }
  const auto interval = jackknife_alpha(clusters);
  if (!interval) return std::nullopt;
  return Jackknife{interval->se, interval->low, interval->high};
}

std::vector<Disagreement> disagreements(const std::vector<UnitReading>& units) {
  std::vector<Disagreement> result;
  for (const auto& unit : units) {
    if (spread(unit) == 0) continue;
    Disagreement row{unit.interview, unit.rec, unit.level, {}};
    for (const auto& reading : unit.coders)
      if (reading.value.value) row.values.emplace(reading.coder, *reading.value.value);
    result.push_back(std::move(row));
  }
  return result;
}

/// What one coding says of factors at levels: a value of FactorSign, as bits.
using FactorSigns = std::map<std::pair<LevelId, FactorId>, int>;

FactorSigns factor_signs(const Interview& coding) {
  FactorSigns signs;
  for (const auto& segment : coding.segments) {
    const auto add = [&](FactorId factor, FactorSign sign) {
      if (!factor.given()) return;
      if (segment.about.given()) {
        signs[{segment.about, factor}] |= static_cast<int>(sign);
        return;
      }
      for (const auto speaker : speakers_of(coding, segment))
        signs[{coding.speakers[speaker].level, factor}] |= static_cast<int>(sign);
    };
    add(segment.barrier, FactorSign::barrier);
    add(segment.enabler, FactorSign::enabler);
  }
  return signs;
}

FactorSign sign_in(const FactorSigns& signs, const FactorSigns::key_type& unit) {
  const auto found = signs.find(unit);
  return found == signs.end() ? FactorSign::absent : static_cast<FactorSign>(found->second);
}

/// The factors of interviews in which at least two coders coded one.
std::vector<FactorReading> read_factors(const std::vector<Codings>& groups) {
  std::vector<FactorReading> readings;
  for (const auto& group : groups) {
    std::vector<FactorSigns> coders;
    FactorSigns all;
    for (const auto& coding : group.alone) {
      coders.push_back(factor_signs(coding));
      all.insert(coders.back().begin(), coders.back().end());
    }
    if (std::ranges::count_if(coders, [](const auto& signs) { return !signs.empty(); }) < 2) continue;
    const auto agreed = group.agreed == nullptr ? FactorSigns() : factor_signs(*group.agreed);
    for (const auto& unit_and_sign : all) {
      const auto& unit = unit_and_sign.first;
      auto& reading = readings.emplace_back(FactorReading{group.alone[0].id, unit.first, unit.second, {}, {}});
      for (std::size_t coder = 0; coder < coders.size(); ++coder)
        reading.coders.emplace_back(coder_of(group.alone[coder]), sign_in(coders[coder], unit));
      if (group.agreed != nullptr) reading.agreed = sign_in(agreed, unit);
    }
  }
  return readings;
}

FactorAgreement factor_agreement(const std::vector<Codings>& groups) {
  std::vector<UnitValues> units;
  for (const auto& reading : read_factors(groups)) {
    auto& values = units.emplace_back();
    for (const auto& coder : reading.coders) values.push_back(static_cast<int>(coder.second));
  }
  return {static_cast<int>(units.size()), share_within(units, 0), krippendorff_alpha(units, Metric::nominal)};
}

/// The coders and interviews that have a pairable unit.
void count_paired(const std::vector<UnitReading>& units, Agreement& result) {
  std::set<std::string> coders;
  std::set<std::string> interviews;
  for (const auto& unit : units) {
    if (values_of(unit).size() < 2) continue;
    interviews.insert(unit.interview);
    for (const auto& reading : unit.coders)
      if (reading.value.value) coders.insert(reading.coder);
  }
  result.coders = static_cast<int>(coders.size());
  result.interviews = static_cast<int>(interviews.size());
}

AgreementGroup group_of(const std::vector<UnitReading>& units, RecommendationId rec, LevelId level, int categories) {
  AgreementGroup group;
  group.rec = rec;
  group.level = level;
  std::vector<UnitReading> mine;
  for (const auto& unit : units)
    if ((rec == none || unit.rec == rec) && (level == none || unit.level == level)) mine.push_back(unit);
  const auto values = pairable_values(mine);
  group.units = static_cast<int>(values.size());
  group.one_sided = count_one_sided(mine);
  group.alpha_ordinal = krippendorff_alpha(values, Metric::ordinal);
  group.ac2_linear = ac2_linear(values, categories);
  group.identical = share_within(values, 0);
  group.within_one = share_within(values, 1);
  return group;
}

}  // namespace

bool FactorReading::differs() const {
  return std::ranges::any_of(coders, [&](const auto& coder) { return coder.second != coders.front().second; });
}

bool differs(const UnitReading& unit) { return spread(unit) > 0; }

std::string coder_of(const Interview& interview) {
  if (!interview.coder.empty()) return interview.coder;
  return interview.agreed_by.empty() ? "first" : "agreed";
}

std::optional<Agreement> agreement(const Study& study) {
  const auto groups = coded_twice(study);
  if (groups.empty()) return std::nullopt;
  const auto units = read_units(study, groups);
  const auto values = pairable_values(units);
  Agreement result;
  result.units = static_cast<int>(values.size());
  result.one_sided = count_one_sided(units);
  count_paired(units, result);
  result.alpha_ordinal = krippendorff_alpha(values, Metric::ordinal);
  result.alpha_nominal = krippendorff_alpha(values, Metric::nominal);
  result.alpha_interval = krippendorff_alpha(values, Metric::interval);
  result.jackknife = jackknife(units);
  if (result.judges()) result.reliable = *result.alpha_ordinal >= least_reliable;
  result.no_verdicts = result.reliable == false && result.jackknife && result.jackknife->high < least_reliable;
  result.ac2_linear = ac2_linear(values, study.framework.top() + 1);
  result.identical = share_within(values, 0);
  result.within_one = share_within(values, 1);
  result.disagreements = disagreements(units);
  result.factors = factor_agreement(groups);
  if (!result.alpha_ordinal)
    result.undefined = result.units == 0 ? Agreement::Undefined::no_pairable_unit : Agreement::Undefined::no_variation;
  return result;
}

std::optional<AgreementDetail> agreement_detail(const Study& study) {
  const auto groups = coded_twice(study);
  if (groups.empty()) return std::nullopt;
  const auto units = read_units(study, groups);
  const int categories = study.framework.top() + 1;
  AgreementDetail detail;
  for (const RecommendationId rec : study.framework.whole_recommendations())
    detail.recommendations.push_back(group_of(units, rec, none, categories));
  for (std::size_t level = 0; level < study.framework.levels.size(); ++level) {
    const bool spoke =
        study.framework.levels[level].inside() || std::ranges::count(units, LevelId(level), &UnitReading::level) > 0;
    if (spoke) detail.levels.push_back(group_of(units, none, LevelId(level), categories));
  }
  for (const auto& group : groups) {
    for (const auto& coding : group.alone) {
      if (std::ranges::find(detail.coders, coder_of(coding)) == detail.coders.end())
        detail.coders.push_back(coder_of(coding));
    }
  }
  detail.factors = read_factors(groups);
  for (const auto& unit : units) {
    if (!values_of(unit).empty()) detail.units.push_back(unit);
    if (spread(unit) > 0) detail.disagreements.push_back(unit);
    if (values_of(unit).size() == 1) detail.one_sided.push_back(unit);
  }
  std::ranges::stable_sort(detail.disagreements, std::ranges::greater{}, spread);
  return detail;
}

}  // namespace quickscan
