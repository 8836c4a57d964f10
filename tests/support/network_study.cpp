#include "network_study.hpp"

#include "texts.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

namespace quickscan::test {
namespace {

std::vector<std::vector<std::string>> read_rows(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    // A field at the end of the line may be empty.
    if (!line.empty()) rows.push_back(split(line + ",-", ','));
  }
  return rows;
}

Relation relation_of(const std::string& text) {
  if (text == "works_with") return Relation::works_with;
  if (text == "exchanges_staff") return Relation::exchanges_staff;
  if (text == "refers") return Relation::refers;
  if (text == "steers") return Relation::steers;
  if (text == "funds") return Relation::funds;
  return text == "participates_in" ? Relation::takes_part : Relation::escalates;
}

TieStatus tie_status_of(const std::string& text) {
  if (text == "pilot") return TieStatus::pilot;
  if (text == "planned") return TieStatus::planned;
  return text == "problematic" ? TieStatus::problematic : TieStatus::working;
}

}  // namespace

NetworkStudy::NetworkStudy() {
  for (const auto* id : {"strategic", "tactical", "operational"}) {
    Level level;
    level.id = id;
    level.name.en = id;
    study.framework.levels.push_back(level);
  }
}

StakeholderId NetworkStudy::add_stakeholder(const std::string& id, const std::string& levels, const std::string& sector,
                                            StakeholderKind kind) {
  Stakeholder who;
  who.id = id;
  who.name.nl = who.name.en = id;
  who.kind = kind;
  who.sector = sector;
  for (const auto& level : split(levels, ' ')) who.levels.push_back(study.framework.find_level(level));
  who.organisation = StakeholderId(study.stakeholders.size());
  study.stakeholders.push_back(who);
  return who.organisation;
}

Stakeholder& NetworkStudy::stakeholder(const std::string& id) {
  return study.stakeholders[study.find_stakeholder(id).index()];
}

Actor NetworkStudy::actor(const std::string& text) const {
  const auto parts = split(text, '@');
  return {study.find_stakeholder(parts.at(0)), study.framework.find_level(parts.at(1))};
}

Interview& NetworkStudy::add_interview(const std::string& id, const std::vector<std::string>& speakers, Date date,
                                       Form form) {
  Interview interview;
  interview.id = id;
  interview.date = date;
  interview.form = form;
  for (const auto& speaker : speakers) {
    const auto who = actor(speaker);
    Speaker row;
    row.key = speaker;
    row.level = who.level;
    row.who = who.stakeholder;
    interview.speakers.push_back(row);
  }
  study.interviews.push_back(interview);
  return study.interviews.back();
}

void NetworkStudy::add_tie(Interview& interview, const std::string& from, const std::string& to, Relation relation,
                           TieStatus status) {
  Segment segment;
  segment.tie_first = static_cast<std::uint32_t>(interview.ties.size());
  segment.tie_count = 1;
  const auto line = static_cast<std::uint32_t>(10 + interview.ties.size());
  interview.ties.push_back({actor(from), actor(to), relation, status, 0, 0, line});
  interview.segments.push_back(segment);
}

DomainCase domain_case(const std::string& wave) {
  const auto folder = project_path("tests/data/networks/domain");
  DomainCase result;
  auto& built = result.built;
  const std::map<std::string, StakeholderKind> kinds = {{"organisation", StakeholderKind::organisation},
                                                        {"team", StakeholderKind::team},
                                                        {"role", StakeholderKind::role},
                                                        {"platform", StakeholderKind::platform}};
  const auto actors = read_rows(folder + "/actors.csv");
  for (const auto& row : actors) {
    built.add_stakeholder(row[0], row[4], row[3], kinds.at(row[2]));
    auto& who = built.stakeholder(row[0]);
    who.name.nl = who.name.en = row[1];
    who.entry = row[6] == "yes";
    who.help = row[7] == "yes";
    result.actor_ids[row[0]] = row[0] + "@" + row[4];
    // Everybody is in the frame, so that all 29 are there in both waves.
    built.study.frame[who.levels.front()].push_back(built.study.find_stakeholder(row[0]));
  }
  std::map<std::string, std::size_t> interviews;
  auto sorted = actors;
  std::ranges::sort(sorted);
  built.study.interviews.reserve(actors.size());
  for (const auto& row : sorted) {
    if (row[5] != "yes") continue;
    interviews[row[0]] = built.study.interviews.size();
    built.add_interview(row[0], {result.actor_ids.at(row[0])});
  }
  for (const auto& row : read_rows(folder + "/ties.csv")) {
    if (row[1] != wave) continue;
    const auto relation = relation_of(row[4]);
    const auto& from = result.actor_ids.at(row[2]);
    const auto& to = result.actor_ids.at(row[3]);
    for (const auto& who : split(row[6], '|')) {
      built.add_tie(built.study.interviews[interviews.at(who)], from, to, relation, tie_status_of(row[5]));
    }
    const auto number = std::to_string(static_cast<int>(relation));
    result.tie_ids[from + " " + to + " " + number] = row[0];
    result.tie_ids[to + " " + from + " " + number].append(
        result.tie_ids[to + " " + from + " " + number].empty() ? row[0] : "");
  }
  return result;
}

}  // namespace quickscan::test
