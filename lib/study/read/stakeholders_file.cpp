#include "study/read/files.hpp"
#include "study/read/references.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr auto stakeholder_keys = std::to_array<std::string_view>(
    {"name", "short", "kind", "sector", "levels", "part_of", "tier", "members", "entry", "help"});

class StakeholderReader {
 public:
  StakeholderReader(const Fields& fields, Study& study) : fields_(fields), study_(study) {}

  void read() {
    if (!fields_.is_mapping(fields_.tree().root())) return;
    fields_.each_entry(fields_.tree().root(), [&](const YamlNode& key, const YamlNode& value) { add(key, value); });
    for (const auto& link : links_) index_.emplace(study_[link.from].id, link.from);
    for (const auto& link : links_) resolve(link);
    find_organisations();
  }

 private:
  // A stakeholder may name one that is defined further down.
  struct Link {
    StakeholderId from;
    const YamlNode* part_of = nullptr;
    const YamlNode* members = nullptr;
  };

  void add(const YamlNode& key, const YamlNode& value) {
    const auto id = fields_.id(key);
    if (!fields_.is_mapping(value)) return;
    const Record record(fields_, value, stakeholder_keys);
    Stakeholder one;
    one.place = fields_.tree().place(key);
    if (id) one.id = *id;
    if (const auto* name = record.require("name")) one.name = fields_.local_text(*name);
    if (const auto* name = record.find("short")) one.short_name = fields_.local_text(*name);
    const auto* kind = record.find("kind");
    const auto given_kind = kind == nullptr ? std::nullopt : fields_.choice(*kind, kind_words);
    one.kind = given_kind.value_or(one.kind);
    if (const auto* tier = record.find("tier")) one.tier = fields_.choice(*tier, tier_words).value_or(one.tier);
    if (const auto* entry = record.find("entry")) one.entry = fields_.boolean(*entry).value_or(false);
    if (const auto* help = record.find("help")) one.help = fields_.boolean(*help).value_or(false);
    if (const auto* node = record.find("sector")) one.sector = sector(*node);
    if (const auto* levels = record.require("levels")) read_levels(*levels, one);
    const bool kind_is_known = given_kind || !record.has("kind");
    const auto* members = record.find("members");
    if (members != nullptr && kind_is_known && one.kind != StakeholderKind::platform) {
      fields_.report(rule::key_out_of_place, *members, "`members` of something that is no platform").help =
          "add `kind: platform`";
    }
    if (!id) return;
    links_.push_back({StakeholderId(study_.stakeholders.size()), record.find("part_of"), record.find("members")});
    study_.stakeholders.push_back(std::move(one));
  }

  std::string sector(const YamlNode& node) const {
    const auto id = fields_.id(node);
    if (!id) return {};
    const bool known =
        study_.sectors.empty() || std::ranges::find(study_.sectors, *id, &Sector::id) != study_.sectors.end();
    if (!known)
      report_unknown(fields_, rule::unknown_sector, "sector", *id, fields_.tree().place(node), "not in study.yaml",
                     study_.sectors);
    return std::string(*id);
  }

  void read_levels(const YamlNode& node, Stakeholder& one) const {
    if (!fields_.is_sequence(node)) return;
    if (node.count == 0) fields_.report(rule::empty_value, node, "no level");
    // Without a framework there is nothing to compare with, and its absence is reported already.
    if (study_.framework.levels.empty()) return;
    fields_.each(node, [&](const YamlNode& item) {
      const auto id = fields_.text(item);
      if (!id) return;
      const auto level = study_.framework.find_level(*id);
      if (level == none) {
        report_unknown(fields_, rule::unknown_level, "level", *id, fields_.tree().place(item), "not in the framework",
                       study_.framework.levels);
      } else if (std::ranges::find(one.levels, level) != one.levels.end()) {
        fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", *id));
      } else {
        one.levels.push_back(level);
      }
    });
  }

  StakeholderId find(const YamlNode& node) const {
    const auto id = fields_.text(node);
    if (!id) return none;
    const auto found = index_.find(*id);
    if (found != index_.end()) return found->second;
    report_unknown(fields_, rule::unknown_stakeholder, "stakeholder", *id, fields_.tree().place(node),
                   "not in stakeholders.yaml", study_.stakeholders);
    return none;
  }

  void resolve(const Link& link) {
    auto& one = study_.stakeholders[link.from.index()];
    const auto part_of = link.part_of == nullptr ? none : find(*link.part_of);
    const bool circular = part_of != none && organisation_of(part_of) == link.from;
    if (!circular) one.part_of = one.organisation = part_of;
    if (circular) {
      fields_.report(rule::circular_reference, *link.part_of, fmt::format("`{}` is part of itself", one.id)).help =
          "a team is part of an organisation, which is part of nothing that belongs to it";
    }
    if (link.members == nullptr || !fields_.is_sequence(*link.members)) return;
    fields_.each(*link.members, [&](const YamlNode& item) {
      const auto member = find(item);
      if (member == none) return;
      if (member == link.from) {
        fields_.report(rule::related_to_itself, item, fmt::format("`{}` is a member of itself", one.id)).help =
            "take it out of its own `members`";
        return;
      }
      must_share_level(item, one, study_[member]);
      if (std::ranges::find(one.members, member) != one.members.end()) {
        fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", fields_.raw(item)));
      } else {
        one.members.push_back(member);
      }
    });
  }

  // A member takes part at the platform's level.
  void must_share_level(const YamlNode& item, const Stakeholder& platform, const Stakeholder& member) const {
    const bool shared = std::ranges::find_first_of(platform.levels, member.levels) != platform.levels.end();
    if (shared || platform.levels.empty() || member.levels.empty()) return;
    auto& one = fields_.report(rule::level_not_of_stakeholder, item,
                               fmt::format("`{}` has no level of the platform `{}`", member.id, platform.id));
    one.help = "a member takes part at the platform's level: correct the `levels` of one of the two";
    one.severity = Severity::warning;
  }

  // `part_of` followed to the end; who is on the way is led there at once from then on.
  StakeholderId organisation_of(StakeholderId at) {
    auto end = at;
    while (study_[end].organisation != none) end = study_[end].organisation;
    while (at != end) at = std::exchange(study_.stakeholders[at.index()].organisation, end);
    return end;
  }

  void find_organisations() {
    std::vector<StakeholderId> ends;
    for (std::size_t i = 0; i < study_.stakeholders.size(); ++i) ends.push_back(organisation_of(StakeholderId(i)));
    for (std::size_t i = 0; i < ends.size(); ++i) study_.stakeholders[i].organisation = ends[i];
  }

  const Fields& fields_;
  Study& study_;
  std::vector<Link> links_;
  IdIndex<StakeholderId> index_;
};

}  // namespace

void read_stakeholders(const Fields& fields, Study& study) { StakeholderReader(fields, study).read(); }

}  // namespace quickscan
