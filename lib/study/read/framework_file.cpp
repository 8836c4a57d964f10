#include "study/read/framework_file.hpp"

#include "embedded.hpp"
#include "study/read/references.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr std::size_t fewest_rungs = 3;
constexpr std::size_t most_rungs = 9;

class FrameworkReader {
 public:
  explicit FrameworkReader(const Fields& fields) : fields_(fields) {}

  Framework read() {
    static constexpr auto keys = std::to_array<std::string_view>(
        {"framework", "title", "texts", "levels", "ladder", "accepted", "practice", "caps", "recommendations", "lines",
         "factors", "terms", "verdicts", "confidence"});
    const Record record(fields_, fields_.tree().root(), keys);
    result_.source = fields_.tree().source;
    if (const auto* id = record.require("framework")) result_.id = fields_.id(*id).value_or("");
    if (const auto* title = record.find("title")) result_.title = fields_.local_text(*title);
    if (const auto* texts = record.find("texts")) read_texts(*texts);
    if (const auto* levels = record.require("levels")) read_levels(*levels);
    if (const auto* ladder = record.require("ladder")) read_ladder(*ladder);
    read_named_rungs(record);
    if (const auto* recommendations = record.require("recommendations")) read_recommendations(*recommendations);
    if (const auto* lines = record.find("lines")) read_lines(*lines);
    if (const auto* factors = record.find("factors")) read_factors(*factors);
    if (const auto* terms = record.find("terms")) read_terms(*terms);
    read_judgement_tables(fields_, record, result_);
    return std::move(result_);
  }

 private:
  void read_texts(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"not_measured", "fitted_to"});
    if (!fields_.is_mapping(node)) return;
    const Record record(fields_, node, keys);
    if (const auto* text = record.find("not_measured")) result_.not_measured = fields_.local_text(*text);
    if (const auto* text = record.find("fitted_to")) result_.fitted_to = fields_.local_text(*text);
  }

  void read_levels(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"name", "people", "outside", "clients"});
    if (!fields_.is_mapping(node)) return;
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      Level level;
      if (id) level.id = *id;
      if (const auto* name = record.require("name")) level.name = fields_.local_text(*name);
      if (const auto* people = record.find("people")) level.people = fields_.local_text(*people);
      if (const auto* outside = record.find("outside")) level.outside = fields_.boolean(*outside).value_or(false);
      if (const auto* clients = record.find("clients")) {
        level.clients = fields_.boolean(*clients).value_or(false);
        if (level.clients && level.outside)
          fields_.report(rule::framework_table, *clients, "a level is `outside` or `clients`, not both");
      } else if (level.inside() && std::ranges::any_of(result_.levels, &Level::clients)) {
        fields_.report(rule::framework_table, key, "a level with voices below the clients").help =
            "clients come after the front line";
      }
      if (id) result_.levels.push_back(std::move(level));
    });
    if (result_.inside_levels().empty()) fields_.report(rule::framework_table, node, "no level has voices of its own");
  }

  void read_ladder(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"id", "name", "means", "anchor", "not_enough"});
    if (!fields_.is_sequence(node)) return;
    fields_.each(node, [&](const YamlNode& item) {
      if (!fields_.is_mapping(item)) return;
      const Record record(fields_, item, keys);
      Rung rung;
      if (const auto* id = record.require("id")) rung.id = rung_id(*id);
      if (const auto* name = record.require("name")) rung.name = fields_.local_text(*name);
      if (const auto* means = record.find("means")) rung.means = fields_.local_text(*means);
      if (const auto* anchor = record.find("anchor")) rung.anchor = fields_.local_text(*anchor);
      if (const auto* not_enough = record.find("not_enough")) rung.not_enough = fields_.local_text(*not_enough);
      result_.ladder.push_back(std::move(rung));
    });
    if (node.count < fewest_rungs || node.count > most_rungs) {
      fields_
          .report(rule::framework_table, node,
                  fmt::format("a ladder of {} rungs, expected {} to {}", node.count, fewest_rungs, most_rungs))
          .help = "`quickscan help own-framework` writes a ladder step by step";
    }
  }

  std::string rung_id(const YamlNode& node) const {
    const auto id = fields_.id(node);
    if (!id) return {};
    const bool number = std::ranges::all_of(*id, [](char c) { return c >= '0' && c <= '9'; });
    if (*id == "unknown" || *id == "na" || number)
      fields_.report(rule::reserved_id, node, fmt::format("`{}` means something else as a stage", *id));
    if (result_.find_rung(*id) != none)
      fields_.report(rule::duplicate_id, node, fmt::format("rung `{}` is given twice", *id));
    return std::string(*id);
  }

  /// The rungs that the framework names: what is accepted, what is practice, and how far a statement counts.
  void read_named_rungs(const Record& record) {
    static constexpr auto caps = std::to_array<std::string_view>({"shown", "said", "heard"});
    if (result_.ladder.empty()) return;
    if (!record.has("accepted") || !record.has("practice") || !record.has("caps")) {
      if (result_.top() > 0) report_unnamed(record);
      return;
    }
    result_.accepted = rung_of(record.find("accepted")).value_or(1);
    const auto practice = rung_of(record.find("practice"));
    result_.practice = practice.value_or(result_.top());
    if (practice == 0) {
      fields_.report(rule::framework_table, *record.find("practice"), "the lowest rung cannot count as practice").help =
          "write the rung from which it is done, 1 or higher";
    } else if (practice && (result_.accepted < 1 || result_.accepted > result_.practice)) {
      fields_
          .report(rule::framework_table, *record.find("accepted"),
                  fmt::format("`accepted` is not between rung 1 and `practice` (rung {})", result_.practice))
          .help = "write a rung that is not above `practice`, and not the lowest";
    }
    const auto* node = record.find("caps");
    if (node == nullptr || !fields_.is_mapping(*node)) return;
    const Record record_of_caps(fields_, *node, caps);
    for (std::size_t i = 0; i < caps.size(); ++i) {
      const auto* value = record_of_caps.require(caps[i]);
      const auto cap = rung_of(value);
      result_.caps[i] = cap.value_or(result_.top());  // an error of the framework is none of the interviews
      if (cap && practice) check_cap(*value, static_cast<Basis>(i), *cap);
    }
  }

  void check_cap(const YamlNode& node, Basis basis, int cap) const {
    if (basis != Basis::shown && cap >= result_.practice) {
      fields_.report(rule::framework_table, node, "a claim would count as practice").help =
          fmt::format("write a rung below `{}`", result_[RungId(result_.practice)].id);
    }
    if (basis == Basis::shown && cap < result_.practice) {
      fields_.report(rule::framework_table, node, "what was shown would never count as practice").help =
          fmt::format("write `{}` or a higher rung", result_[RungId(result_.practice)].id);
    }
  }

  void report_unnamed(const Record& record) {
    const int practice = std::min(3, result_.top());
    // No claim is called capped before the caps are known.
    result_.caps = {result_.top(), result_.top(), result_.top()};
    const auto id = [&](int rung) -> const std::string& { return result_[RungId(rung)].id; };
    fields_
        .report(rule::framework_table, *record.find("ladder"), "no `accepted`, `practice` and `caps` beside the ladder")
        .help =
        fmt::format("write, for example, `accepted: {}`, `practice: {}` and `caps: {{shown: {}, said: {}, heard: {}}}`",
                    id(1), id(practice), id(result_.top()), id(practice - 1), id(practice - 1));
  }

  /// A rung by id or number; a number above the ladder means its top.
  std::optional<int> rung_of(const YamlNode* node) const {
    if (node == nullptr) return std::nullopt;
    const auto given = fields_.text(*node);
    if (!given) return std::nullopt;
    if (const auto found = result_.find_rung(*given); found.given()) return static_cast<int>(found.index());
    if (given->find_first_not_of("0123456789") == std::string_view::npos)
      return fields_.whole_number(*node, 0, result_.ladder.empty() ? static_cast<int>(most_rungs) : result_.top());
    report_unknown(fields_, rule::unknown_rung, "rung", *given, fields_.tree().place(*node), "not on the ladder",
                   result_.ladder);
    return std::nullopt;
  }

  void read_recommendations(const YamlNode& node) {
    static constexpr auto keys =
        std::to_array<std::string_view>({"name", "short", "question", "means", "not_enough", "example", "parts"});
    if (!fields_.is_mapping(node)) return;
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key, false);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      const auto index = add_recommendation(record, id ? std::string(*id) : std::string{}, none);
      if (const auto* parts = record.find("parts"); parts != nullptr && fields_.is_mapping(*parts))
        read_parts(*parts, index);
    });
    if (result_.recommendations.empty()) fields_.report(rule::framework_table, node, "no recommendation");
  }

  void read_parts(const YamlNode& node, RecommendationId parent) {
    static constexpr auto keys =
        std::to_array<std::string_view>({"name", "short", "question", "means", "not_enough", "example"});
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key, false);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      const auto whole = result_[parent].id;
      const auto index = add_recommendation(record, id ? whole + "." + std::string(*id) : std::string{}, parent);
      result_.recommendations[parent.index()].parts.push_back(index);
    });
  }

  RecommendationId add_recommendation(const Record& record, std::string id, RecommendationId parent) {
    Recommendation one;
    one.id = std::move(id);
    one.parent = parent;
    if (const auto* name = record.require("name")) one.name = fields_.local_text(*name);
    if (const auto* name = record.find("short")) one.short_name = fields_.local_text(*name);
    if (const auto* question = record.find("question")) one.question = fields_.local_text(*question);
    one.codebook = codebook_entry(record);
    result_.recommendations.push_back(std::move(one));
    return RecommendationId(result_.recommendations.size() - 1);
  }

  void read_lines(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"name", "items"});
    static constexpr auto item_keys = std::to_array<std::string_view>({"name", "recs"});
    if (!fields_.is_mapping(node)) return;
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      Line line;
      if (id) line.id = *id;
      if (const auto* name = record.find("name")) line.name = fields_.local_text(*name);
      if (const auto* items = record.find("items"); items != nullptr && fields_.is_mapping(*items)) {
        fields_.each_entry(*items, [&](const YamlNode& item_key, const YamlNode& item) {
          Line::Item one;
          one.id = fields_.id(item_key).value_or("");
          if (!fields_.is_mapping(item)) return;
          const Record item_record(fields_, item, item_keys);
          if (const auto* name = item_record.find("name")) one.name = fields_.local_text(*name);
          if (const auto* recs = item_record.find("recs"); recs != nullptr && fields_.is_sequence(*recs))
            fields_.each(*recs, [&](const YamlNode& rec) { add_link(rec, one.recs); });
          line.items.push_back(std::move(one));
        });
      }
      result_.lines.push_back(std::move(line));
    });
  }

  void add_link(const YamlNode& node, std::vector<RecommendationId>& recs) const {
    const auto id = fields_.text(node);
    if (!id) return;
    const auto found = result_.find_recommendation(*id);
    if (found == none && result_.recommendations.empty()) return;
    if (found == none) {
      report_unknown(fields_, rule::unknown_recommendation, "recommendation", *id, fields_.tree().place(node),
                     "not in the framework", result_.recommendations);
    } else {
      recs.push_back(found);
    }
  }

  CodebookEntry codebook_entry(const Record& record) const {
    CodebookEntry entry;
    if (const auto* means = record.find("means")) entry.means = fields_.local_text(*means);
    if (const auto* not_enough = record.find("not_enough")) entry.not_enough = fields_.local_text(*not_enough);
    if (const auto* example = record.find("example")) entry.example = fields_.local_text(*example);
    return entry;
  }

  void read_factors(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"name", "sign", "means", "not_enough", "example"});
    if (!fields_.is_mapping(node)) return;
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      Factor factor;
      if (const auto* name = record.require("name")) factor.name = fields_.local_text(*name);
      // A sign that cannot be read fits every coding: it was reported here.
      factor.sign = Sign::both;
      if (const auto* sign = record.require("sign"))
        factor.sign = fields_.choice(*sign, sign_words).value_or(factor.sign);
      factor.codebook = codebook_entry(record);
      if (!id) return;
      factor.id = *id;
      result_.factors.push_back(std::move(factor));
    });
  }

  void read_terms(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"name"});
    if (!fields_.is_mapping(node)) return;
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, keys);
      Concept term;
      if (const auto* name = record.find("name")) term.name = fields_.local_text(*name);
      if (!id) return;
      term.id = *id;
      result_.terms.push_back(std::move(term));
    });
  }

  const Fields& fields_;
  Framework result_;
};

}  // namespace

Framework read_framework_tree(const Fields& fields) { return FrameworkReader(fields).read(); }

std::optional<Framework> read_framework(std::string_view text, std::uint32_t source, Diagnostics& diagnostics) {
  YamlTree tree;
  if (!read_yaml(text, source, tree, diagnostics)) return std::nullopt;
  return read_framework_tree(Fields(tree, diagnostics));
}

std::vector<std::string> built_in_frameworks() {
  constexpr std::string_view folder = "data/frameworks/";
  constexpr std::string_view ending = ".yaml";
  std::vector<std::string> result;
  for (const auto& file : embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    result.emplace_back(file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
  }
  return result;
}

}  // namespace quickscan
