#include "core/suggest.hpp"
#include "study/read/files.hpp"
#include "study/vocabulary.hpp"
#include "yaml/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr auto development_keys = std::to_array<std::string_view>(
    {"name",     "recs",   "level",   "status",    "origin",     "scope",          "areas",
     "target",   "start",  "end",     "decide_by", "quantities", "partners",       "leader",
     "replaces", "copies", "part_of", "secured",   "adopted",    "adoption_claim", "sources"});
constexpr auto secured_keys = std::to_array<std::string_view>({"policy", "budget", "owner", "training"});

class DevelopmentReader {
 public:
  DevelopmentReader(const ReadContext& context, Study& study)
      : context_(context), fields_(context.fields), study_(study) {
    for (std::size_t i = 0; i < study.places.size(); ++i) places_.emplace(study.places[i].id, PlaceId(i));
  }

  void read() {
    fields_.each_entry(fields_.tree().root(), [&](const YamlNode& key, const YamlNode& value) { add(key, value); });
    for (const auto& link : links_) {
      const auto found = context_.alone ? none : find(*link.node);
      study_.developments[link.from.index()].*link.target = found;
    }
    for (const auto& link : links_) refuse_circle(link);
  }

 private:
  struct Link {
    DevelopmentId from;
    DevelopmentId Development::*target = nullptr;
    const YamlNode* node = nullptr;
  };

  void add(const YamlNode& key, const YamlNode& value) {
    const auto id = fields_.id(key);
    if (!fields_.is_mapping(value)) return;
    const Record record(fields_, value, development_keys);
    Development one;
    one.place = fields_.tree().place(key);
    if (id) one.id = *id;
    if (const auto* name = record.require("name")) one.name = fields_.local_text(*name);
    if (const auto* level = record.require("level"))
      if (const auto text = fields_.text(*level)) one.level = context_.level(*text, fields_.tree().place(*level));
    if (const auto* status = record.require("status"))
      one.status = fields_.choice(*status, status_words).value_or(one.status);
    if (const auto* origin = record.find("origin"))
      one.origin = fields_.choice(*origin, origin_words).value_or(one.origin);
    if (const auto* scope = record.find("scope")) one.scope = fields_.choice(*scope, scope_words).value_or(one.scope);
    if (const auto* target = record.find("target")) one.target = fields_.local_text(*target);
    context_.date(record.find("start"), one.start);
    context_.date(record.find("end"), one.end);
    context_.date(record.find("decide_by"), one.decide_by);
    read_lists(record, one);
    read_leader(record.find("leader"), one);
    read_secured(record.find("secured"), one);
    read_adopted(record.find("adopted"), one);
    if (const auto* claim = record.find("adoption_claim"))
      one.adoption_claim = fields_.choice(*claim, adoption_claim_words).value_or(one.adoption_claim);
    if (!id) return;
    remember_links(record);
    study_.developments.push_back(std::move(one));
  }

  void remember_links(const Record& record) {
    const auto from = DevelopmentId(study_.developments.size());
    for (const auto& [key, target] :
         {std::pair{"replaces", &Development::replaces}, std::pair{"copies", &Development::copies},
          std::pair{"part_of", &Development::part_of}}) {
      if (const auto* node = record.find(key)) links_.push_back({from, target, node});
    }
  }

  void read_lists(const Record& record, Development& one) const {
    context_.each_text(record.find("recs"), [&](const YamlNode& item, std::string_view text) {
      const auto rec = context_.recommendation(text, fields_.tree().place(item));
      if (rec == none) return;
      if (std::ranges::find(one.recs, rec) != one.recs.end()) {
        fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", text));
      } else {
        one.recs.push_back(rec);
      }
    });
    context_.each_text(record.find("areas"), [&](const YamlNode& item, std::string_view) {
      if (const auto id = fields_.id(item)) one.areas.emplace_back(*id);
    });
    context_.each_text(record.find("partners"), [&](const YamlNode& item, std::string_view) {
      if (const auto actor = context_.actor(item, none, false)) one.partners.push_back(*actor);
    });
    context_.each_text(record.find("sources"),
                       [&](const YamlNode&, std::string_view text) { one.sources.emplace_back(text); });
    const auto* quantities = record.find("quantities");
    if (quantities == nullptr || !fields_.is_mapping(*quantities)) return;
    fields_.each_entry(*quantities, [&](const YamlNode& key, const YamlNode& value) {
      if (const auto number = fields_.number(value)) one.quantities[std::string(fields_.raw(key))] = *number;
    });
  }

  void read_leader(const YamlNode* node, Development& one) const {
    static constexpr auto leader_keys = std::to_array<std::string_view>({"who", "position"});
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    const Record record(fields_, *node, leader_keys);
    if (const auto* who = record.require("who")) one.leader = context_.actor(*who, none, true);
    if (const auto* position = record.find("position"))
      one.leader_position = fields_.choice(*position, position_words).value_or(one.leader_position);
  }

  void read_secured(const YamlNode* node, Development& one) const {
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    const Record record(fields_, *node, secured_keys);
    one.secured_given = true;
    for (std::size_t i = 0; i < secured_keys.size(); ++i) {
      const auto* value = record.at(i);
      const auto stated = value == nullptr ? std::nullopt : fields_.boolean(*value);
      if (stated) one.secured[i] = *stated ? Stated::yes : Stated::no;
    }
  }

  void read_adopted(const YamlNode* node, Development& one) const {
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    fields_.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
      PlaceAdoption row;
      const auto place = places_.find(fields_.raw(key));
      row.place =
          place != places_.end() ? place->second : context_.study_place(fields_.raw(key), fields_.tree().place(key));
      const auto text = fields_.text(value);
      if (!text) return;
      if (*text == "not-yet") {
        row.adoption = Adoption::not_yet;
      } else if (*text != "unknown") {
        row.adoption = Adoption::adopted;
        adoption_date(value, *text, row.since);
      }
      if (row.place != none) one.adopted.push_back(row);
    });
  }

  void adoption_date(const YamlNode& node, std::string_view text, Date& since) const {
    if (const auto date = parse_date(text)) {
      since = *date;
      return;
    }
    static const std::array<std::string, 2> words{"not-yet", "unknown"};
    auto& one = fields_.report(rule::not_a_date, node, fmt::format("`{}` is not a date", shown_value(text)));
    one.help = did_you_mean(text, words);
    if (one.help.empty()) one.help = "write a date, `not-yet` or `unknown`";
  }

  DevelopmentId find(const YamlNode& node) const {
    const auto id = fields_.text(node);
    if (!id) return none;
    const auto found = study_.find_development(*id);
    if (found == none) {
      report_unknown(fields_, rule::unknown_development, "development", *id, fields_.tree().place(node),
                     "not in developments.yaml", study_.developments);
    }
    return found;
  }

  void refuse_circle(const Link& link) {
    auto at = link.from;
    for (std::size_t steps = 0; steps <= study_.developments.size(); ++steps) {
      at = study_[at].*link.target;
      if (at == none) return;
      if (at != link.from) continue;
      auto& one = study_.developments[link.from.index()];
      fields_.report(rule::circular_reference, *link.node, fmt::format("`{}` comes back to itself", one.id)).help =
          "follow the developments that these keys name: one of them leads back";
      one.*link.target = none;
      return;
    }
  }

  const ReadContext& context_;
  const Fields& fields_;
  Study& study_;
  IdIndex<PlaceId> places_;
  std::vector<Link> links_;
};

}  // namespace

void read_developments(const ReadContext& context, Study& study) { DevelopmentReader(context, study).read(); }

}  // namespace quickscan
