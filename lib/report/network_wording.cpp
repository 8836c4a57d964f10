#include "report/network_wording.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace quickscan {

namespace {

constexpr std::size_t most_names = 8;

/// Interviews, meetings, documents and surveys are counted apart.
std::size_t kind_of_source(Form form) {
  switch (form) {
    case Form::meeting: return 1;
    case Form::document: return 2;
    case Form::survey: return 3;
    case Form::single:
    case Form::group: break;
  }
  return 0;
}

}  // namespace

bool has_usual_statuses(const NetworkOptions& options) {
  const NetworkOptions usual;
  return std::set(options.statuses.begin(), options.statuses.end()) ==
         std::set(usual.statuses.begin(), usual.statuses.end());
}

bool is_shown(const NetworkResult& network, const TieResult& tie) {
  return tie.in_network || has_usual_statuses(network.options);
}

std::string short_actor_name(const ActorResult& actor, Language language) {
  const auto& name = (actor.short_label.empty() ? actor.label : actor.short_label).in(language);
  return name.empty() ? actor.id : name;
}

std::string actor_name(const NetworkResult& network, const Study& study, std::size_t actor, Language language) {
  const auto& row = network.actors[actor];
  const auto name = short_actor_name(row, language);
  if (row.level == none) return name;
  return name + " (" + study.framework[row.level].name.in(language) + ')';
}

std::string NetworkWords::say(std::string_view key) const { return messages_("network." + std::string(key)); }

std::string NetworkWords::say(std::string_view key, std::initializer_list<MessageArgument> arguments) const {
  return messages_("network." + std::string(key), arguments);
}

std::string NetworkWords::step(const EscalationStep& step) const {
  std::vector<std::string> names;
  for (const auto& actor : step.who) {
    names.push_back(actor.level == none ? stakeholder(actor.stakeholder)
                                        : stakeholder(actor.stakeholder) + " (" + level(actor.level) + ')');
  }
  return names.empty() ? step.id : list(names);
}

std::string NetworkWords::level(LevelId index) const {
  if (index == none) return say("no_level");
  return study.framework[index].name.in(language);
}

std::string NetworkWords::stakeholder(StakeholderId index) const {
  const auto& row = study[index];
  const auto& name = (row.short_name.empty() ? row.name : row.short_name).in(language);
  return name.empty() ? row.id : name;
}

std::string NetworkWords::sector(const std::string& id) const {
  const auto found = std::ranges::find(study.sectors, id, &Sector::id);
  if (id.empty()) return say("no_sector");
  return found == study.sectors.end() || found->name.empty() ? id : found->name.in(language);
}

std::string NetworkWords::some(const std::vector<std::string>& items) const {
  if (items.size() <= most_names + 1) return messages_.list(items);
  std::string names;
  for (std::size_t i = 0; i < most_names; ++i) names += (i == 0 ? "" : ", ") + items[i];
  return say("and_more", {{"names", names}, {"count", static_cast<int>(items.size() - most_names)}});
}

std::string NetworkWords::commas(const std::vector<std::string>& items) const {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string NetworkWords::names(const std::vector<std::size_t>& actors, bool with_level) const {
  const auto shown = actors.size() <= most_names + 1 ? actors.size() : most_names;
  std::vector<LevelId> levels;
  std::map<LevelId, std::vector<std::string>> by_level;
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& actor = network.actors[actors[i]];
    const auto level = with_level ? actor.level : none;
    if (!by_level.contains(level)) levels.push_back(level);
    by_level[level].push_back(short_actor_name(actor, language));
  }
  std::ranges::sort(levels);
  std::vector<std::string> groups;
  for (const auto own : levels) {
    const bool cut = shown < actors.size();
    auto text = cut ? commas(by_level[own]) : messages_.list(by_level[own]);
    if (own != none) text += " (" + level(own) + ')';
    groups.push_back(std::move(text));
  }
  std::string text;
  for (const auto& group : groups) text += (text.empty() ? "" : "; ") + group;
  if (shown == actors.size()) return text;
  return say("and_more", {{"names", text}, {"count", static_cast<int>(actors.size() - shown)}});
}

std::string NetworkWords::tie_name(const TieResult& tie) const {
  const auto& source = network.actors[tie.source];
  const auto& target = network.actors[tie.target];
  const auto* key = goes_both_ways(tie.relation) ? "tie_item" : "tie_item_one_way";
  if (source.level != target.level || source.level == none)
    return say(key, {{"a", name(tie.source)}, {"b", name(tie.target)}});
  return say(key, {{"a", short_actor_name(source, language)}, {"b", name(tie.target)}});
}

std::string NetworkWords::tie_names(const std::vector<std::size_t>& ties) const {
  std::vector<std::string> items;
  items.reserve(ties.size());
  for (const auto tie : ties) items.push_back(tie_name(network.ties[tie]));
  return some(items);
}

std::string NetworkWords::interviews(const std::vector<std::size_t>& ties, std::set<InterviewId> others) const {
  if (network.published) return {};
  auto& sources = others;
  for (const auto tie : ties)
    for (const auto& claim : network.ties[tie].claims) sources.insert(claim.interview_index);
  std::array<int, 4> counts{};
  for (const InterviewId source : sources) ++counts[kind_of_source(study[source].form)];
  constexpr std::array<std::string_view, 4> keys = {"interviews", "meetings", "documents", "surveys"};
  std::vector<std::string> items;
  for (std::size_t kind = 0; kind < keys.size(); ++kind)
    if (counts[kind] > 0) items.push_back(say(keys[kind], {{"count", counts[kind]}}));
  return items.empty() ? say("nobody") : messages_.list(items);
}

std::string NetworkWords::selection() const {
  const auto& options = network.options;
  std::vector<std::string> parts;
  if (!has_relation()) {
    std::vector<std::string> kinds;
    for (const auto kind : std::set(options.relations.begin(), options.relations.end()))
      kinds.push_back('"' + relation(kind) + '"');
    parts.push_back(say("selection_relations", {{"names", commas(kinds)}}));
  }
  if (!has_usual_statuses(options)) {
    std::vector<std::string> statuses;
    for (const auto asked : std::set(options.statuses.begin(), options.statuses.end()))
      statuses.push_back(status(asked));
    parts.push_back(say("selection_statuses", {{"names", commas(statuses)}}));
  }
  if (options.with_partners) parts.push_back(say("selection_partners"));
  if (options.unit == NetworkUnit::organisation) parts.push_back(say("selection_organisations"));
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text.empty() ? text : say("selection", {{"parts", text}});
}

bool NetworkWords::has_relation(std::optional<Relation> relation) const {
  const std::set<Relation> asked(network.options.relations.begin(), network.options.relations.end());
  constexpr std::size_t kinds = static_cast<std::size_t>(Relation::escalates) + 1;
  return asked.empty() || asked.size() == kinds || (relation && asked.contains(*relation));
}

bool NetworkWords::has_status(TieStatus status) const {
  const auto& statuses = network.options.statuses;
  return std::ranges::find(statuses, status) != statuses.end();
}

bool NetworkWords::has_existing_ties() const {
  const NetworkOptions usual;
  return std::ranges::all_of(usual.statuses, [&](TieStatus status) { return has_status(status); });
}

int NetworkWords::heard() const {
  return static_cast<int>(std::ranges::count_if(network.actors, [](const ActorResult& actor) { return actor.heard; }));
}

int NetworkWords::can_be_heard() const {
  return static_cast<int>(
      std::ranges::count_if(network.actors, [](const ActorResult& actor) { return !is_platform(actor); }));
}

}  // namespace quickscan
