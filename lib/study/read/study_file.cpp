#include "study/check/comment_in_text.hpp"
#include "study/read/files.hpp"
#include "study/vocabulary.hpp"
#include "yaml/shown_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace quickscan {

namespace {

constexpr auto study_file_keys =
    std::to_array<std::string_view>({"quickscan", "id",         "title",          "commissioner",  "commissioner_short",
                                     "authors",   "provenance", "reference_date", "baseline_date", "language",
                                     "framework", "coders",     "declared",       "sectors",       "frame",
                                     "contacts",  "places",     "escalation",     "overrides",     "positions",
                                     "codebook",  "previous",   "thresholds",     "weights"});

constexpr int no_limit = std::numeric_limits<int>::max();

constexpr Words<Language, 2> language_words{{{"nl", Language::nl}, {"en", Language::en}}};
constexpr Words<std::string_view, 4> grade_words{
    {{"high", "high"}, {"moderate", "moderate"}, {"low", "low"}, {"very-low", "very-low"}}};

// A mapping of ids to `{name: …}`: coders, sectors.
template <typename Row>
void read_named(const Fields& fields, const YamlNode* node, bool dots, std::vector<Row>& rows) {
  static constexpr auto row_keys = std::to_array<std::string_view>({"name"});
  if (node == nullptr || !fields.is_mapping(*node)) return;
  fields.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
    const auto id = fields.id(key, dots);
    Row row;
    if (id) row.id = *id;
    if (!value.empty && fields.is_mapping(value)) {
      const Record record(fields, value, row_keys);
      if (const auto* name = record.find("name")) row.name = fields.local_text(*name);
    }
    if (id) rows.push_back(std::move(row));
  });
}

void read_places(const Fields& fields, const YamlNode* node, std::vector<StudyPlace>& places) {
  static constexpr auto row_keys = std::to_array<std::string_view>({"name", "tier"});
  if (node == nullptr || !fields.is_mapping(*node)) return;
  fields.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
    const auto id = fields.id(key);
    if (!fields.is_mapping(value)) return;
    const Record record(fields, value, row_keys);
    StudyPlace place;
    if (const auto* name = record.require("name")) place.name = fields.local_text(*name);
    if (const auto* tier = record.find("tier"))
      place.tier = fields.choice(*tier, place_tier_words).value_or(place.tier);
    if (!id) return;
    place.id = *id;
    places.push_back(std::move(place));
  });
}

void read_thresholds(const Fields& fields, const YamlNode* node, Thresholds& thresholds) {
  static constexpr auto row_keys = std::to_array<std::string_view>({"voices", "organisations", "persons"});
  if (node == nullptr || !fields.is_mapping(*node)) return;
  const Record record(fields, *node, row_keys);
  for (auto [key, target] :
       {std::pair{"voices", &thresholds.voices}, std::pair{"organisations", &thresholds.organisations},
        std::pair{"persons", &thresholds.persons}}) {
    const auto* value = record.find(key);
    if (value == nullptr) continue;
    const auto number = fields.whole_number(*value, 0, no_limit);
    if (!number) continue;
    // A threshold protects people and conclusions.
    if (*number < *target) {
      fields.report(rule::out_of_range, *value, fmt::format("`{}` is {}, expected at least {}", key, *number, *target))
          .help = "a threshold may only be raised";
    }
    *target = std::max(*target, *number);
  }
}

class References {
 public:
  References(const ReadContext& context, Study& study) : context_(context), fields_(context.fields), study_(study) {}

  void declared(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"persons", "interviews", "levels", "who"});
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    const Record record(fields_, *node, row_keys);
    auto& counts = study_.declared;
    counts.given = true;
    counts.place = fields_.tree().place(*node);
    if (const auto* persons = record.find("persons")) {
      counts.persons = fields_.whole_number(*persons, 0, no_limit);
      counts.places["persons"] = fields_.tree().place(*persons);
    }
    each_count(record.find("interviews"), "interviews.", [&](const YamlNode& key, int count) {
      if (const auto form = fields_.choice(key, form_words)) counts.interviews[*form] = count;
    });
    each_count(record.find("levels"), "levels.", [&](const YamlNode& key, int count) {
      const auto level = context_.level(fields_.raw(key), fields_.tree().place(key));
      if (level != none) counts.levels[level] = count;
    });
    each_count(record.find("who"), "who.", [&](const YamlNode& key, int count) {
      if (const auto actor = context_.actor(key, none, true)) counts.who[*actor] = count;
    });
  }

  void frame(const YamlNode* node) {
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    fields_.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
      const auto level = context_.level(fields_.raw(key), fields_.tree().place(key));
      if (value.empty || !fields_.is_sequence(value)) return;
      std::vector<StakeholderId> framed;
      fields_.each(value, [&](const YamlNode& item) {
        const auto id = fields_.text(item);
        const auto one = id ? context_.stakeholder(*id, fields_.tree().place(item)) : none;
        if (one == none) return;
        if (level != none) context_.must_have_level(fields_.tree().place(item), one, level);
        if (std::ranges::find(framed, one) == framed.end()) {
          framed.push_back(one);
        } else {
          fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", *id));
        }
      });
      if (level != none) study_.frame[level] = std::move(framed);
    });
  }

  void contacts(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"who", "attempts", "outcome", "note"});
    if (node == nullptr || !fields_.is_sequence(*node)) return;
    fields_.each(*node, [&](const YamlNode& item) {
      if (!fields_.is_mapping(item)) return;
      const Record record(fields_, item, row_keys);
      Contact contact;
      contact.place = fields_.tree().place(item);
      if (const auto* outcome = record.require("outcome"))
        contact.outcome = fields_.choice(*outcome, outcome_words).value_or(contact.outcome);
      // Of somebody who withdrew, the study need not say who it was.
      const bool withdrawn = contact.outcome == ContactOutcome::withdrawn;
      const auto* who = withdrawn ? record.find("who") : record.require("who");
      if (who != nullptr)
        if (const auto actor = context_.actor(*who, none, true)) contact.who = *actor;
      if (const auto* attempts = record.find("attempts"))
        contact.attempts = fields_.whole_number(*attempts, 0, no_limit).value_or(0);
      if (const auto* note = record.find("note")) contact.note = fields_.local_text(prose(*note, "note"));
      if (contact.who.stakeholder != none || withdrawn) study_.contacts.push_back(std::move(contact));
    });
  }

  void escalation(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"step", "who", "optional"});
    if (node == nullptr || !fields_.is_sequence(*node)) return;
    std::map<Actor, Place> seen;
    fields_.each(*node, [&](const YamlNode& item) {
      if (!fields_.is_mapping(item)) return;
      const Record record(fields_, item, row_keys);
      EscalationStep step;
      step.place = fields_.tree().place(item);
      if (const auto* id = record.require("step")) {
        if (const auto text = fields_.id(*id)) step.id = *text;
        for (const auto& other : study_.escalation) {
          if (!step.id.empty() && other.id == step.id)
            fields_.report(rule::duplicate_id, *id, fmt::format("step `{}` is given twice", step.id));
        }
      }
      if (const auto* optional = record.find("optional")) step.optional = fields_.boolean(*optional).value_or(false);
      if (const auto* who = record.require("who"); who != nullptr && fields_.is_sequence(*who))
        fields_.each(*who, [&](const YamlNode& one) { step_member(one, step, seen); });
      study_.escalation.push_back(std::move(step));
    });
  }

  void overrides(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"grade", "reason"});
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    fields_.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
      const auto text = fields_.raw(key);
      const auto slash = text.find('/');
      Override one;
      one.rec = context_.recommendation(text.substr(0, slash), context_.part(key, 0, std::min(slash, text.size())));
      if (slash == std::string_view::npos) {
        fields_.report(rule::wrong_shape, key, fmt::format("`{}` names no level", text)).help =
            "write `recommendation/level`";
      } else {
        one.level = context_.level(text.substr(slash + 1), context_.part(key, slash + 1, text.size() - slash - 1));
      }
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, row_keys);
      if (const auto* grade = record.require("grade")) one.grade = fields_.choice(*grade, grade_words).value_or("");
      if (const auto* reason = record.require("reason"))
        one.reason = fields_.text(prose(*reason, "reason")).value_or("");
      if (one.rec != none && one.level != none && !one.grade.empty()) study_.overrides.push_back(std::move(one));
    });
  }

  void positions(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"status", "text", "source", "date"});
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    fields_.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
      StatedPosition one;
      one.rec = whole_recommendation(key, "has no position of its own");
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, row_keys);
      if (const auto* status = record.require("status"))
        one.status = fields_.choice(*status, position_status_words).value_or(one.status);
      if (const auto* text = record.find("text")) one.text = fields_.local_text(prose(*text, "text"));
      if (const auto* source = record.find("source")) one.source = fields_.local_text(*source);
      context_.date(record.find("date"), one.date);
      if (one.rec != none) study_.positions.push_back(std::move(one));
    });
  }

  void codebook(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"date", "change", "recs", "factors"});
    if (node == nullptr || !fields_.is_sequence(*node)) return;
    fields_.each(*node, [&](const YamlNode& item) {
      if (!fields_.is_mapping(item)) return;
      const Record record(fields_, item, row_keys);
      CodebookChange one;
      one.place = fields_.tree().place(item);
      context_.date(record.require("date"), one.date);
      if (const auto* change = record.require("change")) one.change = fields_.local_text(prose(*change, "change"));
      context_.each_text(record.find("recs"), [&](const YamlNode& rec, std::string_view text) {
        if (const auto found = context_.recommendation(text, fields_.tree().place(rec)); found != none)
          one.recs.push_back(found);
      });
      context_.each_text(record.find("factors"), [&](const YamlNode& factor, std::string_view text) {
        if (const auto found = context_.factor(text, fields_.tree().place(factor)); found != none)
          one.factors.push_back(found);
      });
      study_.codebook.push_back(std::move(one));
    });
  }

  void weights(const YamlNode* node) {
    static constexpr auto row_keys = std::to_array<std::string_view>({"levels", "rungs", "recommendations"});
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    const Record record(fields_, *node, row_keys);
    if (const auto* levels = record.find("levels"); levels != nullptr && fields_.is_mapping(*levels)) {
      each_weight(
          *levels, [&](const YamlNode& key) { return inside_level(key); }, study_.weights.levels);
    }
    if (const auto* recs = record.find("recommendations"); recs != nullptr && fields_.is_mapping(*recs)) {
      study_.weights.recommendations_given = true;
      each_weight(
          *recs, [&](const YamlNode& key) { return whole_recommendation(key, "has no weight of its own"); },
          study_.weights.recommendations);
    }
    if (const auto* rungs = record.find("rungs"); rungs != nullptr && fields_.is_sequence(*rungs)) rung_weights(*rungs);
  }

 private:
  template <typename Function>
  void each_count(const YamlNode* node, std::string_view prefix, Function function) {
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    fields_.each_entry(*node, [&](const YamlNode& key, const YamlNode& value) {
      study_.declared.places[std::string(prefix) + std::string(fields_.raw(key))] = fields_.tree().place(value);
      if (const auto count = fields_.whole_number(value, 0, no_limit)) function(key, *count);
    });
  }

  template <typename Find, typename Key>
  void each_weight(const YamlNode& node, Find find, std::map<Key, double>& weights) {
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto index = find(key);
      const auto weight = fields_.number(value);
      if (index != none && weight) weights[index] = *weight;
    });
  }

  LevelId inside_level(const YamlNode& key) const {
    const auto level = context_.level(fields_.raw(key), fields_.tree().place(key));
    if (level != none && !study_.framework[level].inside()) {
      fields_.report(rule::key_out_of_place, key,
                     fmt::format("`{}` is not among the levels that are weighed", fields_.raw(key)));
      return none;
    }
    return level;
  }

  RecommendationId whole_recommendation(const YamlNode& key, std::string_view why) const {
    const auto rec = context_.recommendation(fields_.raw(key), fields_.tree().place(key));
    if (rec != none && study_.framework.whole(rec) != rec) {
      fields_.report(rule::key_out_of_place, key, fmt::format("`{}` is a part and {}", fields_.raw(key), why));
      return none;
    }
    return rec;
  }

  void rung_weights(const YamlNode& node) {
    const auto top = static_cast<std::uint32_t>(study_.framework.top());
    if (node.count != top && !context_.alone) {
      fields_.report(rule::out_of_range, node, fmt::format("{} weights for {} rungs above the first", node.count, top));
      return;
    }
    double sum = 0;
    fields_.each(node, [&](const YamlNode& item) {
      const auto weight = fields_.number(item).value_or(1);
      sum += weight;
      study_.weights.rungs.push_back(weight);
    });
    if (sum <= 0) fields_.report(rule::out_of_range, node, "weights that are all 0");
  }

  void step_member(const YamlNode& node, EscalationStep& step, std::map<Actor, Place>& seen) const {
    const auto actor = context_.actor(node, none, true);
    if (!actor || actor->stakeholder == none) return;
    const auto place = fields_.tree().place(node);
    if (const auto [first, fresh] = seen.try_emplace(*actor, place); !fresh) {
      fields_.report(rule::step_of_two, node, fmt::format("`{}` stands in two steps", study_.actor_id(*actor)))
          .notes.push_back({first->second, "first given here"});
      return;
    }
    step.who.push_back(*actor);
  }

  const ReadContext& context_;
  /// A text of sentences, in which a number sign may be meant.
  const YamlNode& prose(const YamlNode& text, std::string_view key) const {
    const auto& tree = fields_.tree();
    check_comment_behind(tree.file, tree, text, key, fields_.diagnostics());
    return text;
  }

  const Fields& fields_;
  Study& study_;
};

void read_version(const Fields& fields, const Record& record) {
  const auto* version = record.require("quickscan");
  const auto text = version == nullptr ? std::nullopt : fields.text(*version);
  if (text && *text != "1")
    fields.report(rule::format_version, *version,
                  fmt::format("found format version `{}`, expected 1", shown_value(*text)));
}

}  // namespace

std::span<const std::string_view> study_keys() { return study_file_keys; }

void read_study_header(const Fields& fields, const Record& record, Study& study) {
  read_version(fields, record);
  if (const auto* id = record.require("id")) study.id = fields.id(*id).value_or("");
  if (const auto* title = record.require("title")) study.title = fields.local_text(*title);
  if (const auto* commissioner = record.find("commissioner")) study.commissioner = fields.local_text(*commissioner);
  if (const auto* name = record.find("commissioner_short")) study.commissioner_short = fields.local_text(*name);
  if (const auto* authors = record.find("authors"); authors != nullptr && fields.is_sequence(*authors)) {
    fields.each(*authors, [&](const YamlNode& item) {
      if (auto author = fields.local_text(item); !author.empty()) study.authors.push_back(std::move(author));
    });
  }
  if (const auto* node = record.find("provenance"))
    study.provenance = fields.choice(*node, provenance_words).value_or(study.provenance);
  if (const auto* node = record.find("language"))
    study.language = fields.choice(*node, language_words).value_or(study.language);
  if (const auto* node = record.find("previous")) study.previous = fields.text(*node).value_or("");
  read_named(fields, record.find("coders"), false, study.coders);
  read_named(fields, record.find("sectors"), true, study.sectors);
  read_places(fields, record.find("places"), study.places);
  read_thresholds(fields, record.find("thresholds"), study.thresholds);
}

void read_study_references(const ReadContext& context, const Record& record, Study& study) {
  context.date(record.require("reference_date"), study.reference_date);
  context.date(record.find("baseline_date"), study.baseline_date);
  References references(context, study);
  references.declared(record.find("declared"));
  references.frame(record.find("frame"));
  references.contacts(record.find("contacts"));
  references.escalation(record.find("escalation"));
  references.overrides(record.find("overrides"));
  references.positions(record.find("positions"));
  references.codebook(record.find("codebook"));
  references.weights(record.find("weights"));
}

}  // namespace quickscan
