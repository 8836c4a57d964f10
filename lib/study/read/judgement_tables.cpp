#include "embedded.hpp"
#include "study/read/framework_file.hpp"
#include "study/verdict_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr int usual_top = 5;
constexpr int most_in_table = 1'000'000;

class TableReader {
 public:
  TableReader(const Fields& fields, Framework& framework) : fields_(fields), framework_(framework) {}

  void verdicts(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"id", "when", "uses", "name"});
    if (!fields_.is_sequence(node)) return;
    const auto findings_before = fields_.diagnostics().size();
    std::vector<const YamlNode*> places;
    fields_.each(node, [&](const YamlNode& item) {
      if (!fields_.is_mapping(item)) return;
      places.push_back(&item);
      const Record record(fields_, item, keys);
      VerdictRow row;
      if (const auto* id = record.require("id")) row.id = verdict_id(*id);
      if (const auto* name = record.require("name")) row.name = fields_.local_text(*name);
      if (const auto* when = record.require("when")) row.when = condition(*when);
      if (const auto* uses = record.find("uses")) row.uses_all = fields_.choice(*uses, uses_words).value_or(false);
      framework_.verdicts.push_back(std::move(row));
    });
    must_be_complete(node);
    // A condition with an error in it is read as none.
    if (fields_.diagnostics().size() == findings_before) report_unreachable(places);
  }

  void confidence(const YamlNode& node) {
    static constexpr auto keys = std::to_array<std::string_view>({"adequacy", "coherence", "relevance", "method"});
    if (!fields_.is_mapping(node)) return;
    const Record record(fields_, node, keys);
    auto& table = framework_.confidence;
    const std::array targets{&table.adequacy, &table.coherence, &table.relevance, &table.method};
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (record.at(i) != nullptr) *targets[i] = rows(*record.at(i), i == 0);
  }

 private:
  static constexpr std::array<std::pair<std::string_view, bool>, 1> uses_words{{{"all", true}}};

  std::string verdict_id(const YamlNode& node) const {
    const auto id = fields_.id(node).value_or("");
    if (!id.empty() && std::ranges::find(framework_.verdicts, id, &VerdictRow::id) != framework_.verdicts.end())
      fields_.report(rule::duplicate_id, node, fmt::format("verdict `{}` is given twice", id));
    return std::string(id);
  }

  VerdictCondition condition(const YamlNode& node) const {
    static constexpr auto keys =
        std::to_array<std::string_view>({"front", "above", "lowest_above", "highest_above", "unheard", "live", "any"});
    VerdictCondition result;
    if (!fields_.is_mapping(node)) return result;
    const Record record(fields_, node, keys);
    if (const auto* front = record.find("front")) {
      result.front_none = is_none(*front);
      if (!result.front_none) result.front = fields_.whole_number(*front, 0, highest_rung());
    }
    if (const auto* above = record.find("above")) {
      result.above_none = is_none(*above);
      if (!result.above_none)
        fields_.report(rule::unknown_value, *above, "found another value than `none`").help =
            "for a rung, write `lowest_above` or `highest_above`";
    }
    if (const auto* lowest = record.find("lowest_above"))
      result.lowest_above = fields_.whole_number(*lowest, 0, highest_rung());
    if (const auto* highest = record.find("highest_above"))
      result.highest_above = fields_.whole_number(*highest, 0, highest_rung());
    if (const auto* unheard = record.find("unheard")) {
      result.unheard = fields_.boolean(*unheard).value_or(true);
      if (!result.unheard) fields_.report(rule::unknown_value, *unheard, "found another value than `true`");
    }
    if (const auto* live = record.find("live")) result.live = fields_.whole_number(*live, 0, most_in_table);
    if (const auto* any = record.find("any"); any != nullptr && fields_.is_sequence(*any))
      fields_.each(*any, [&](const YamlNode& one) { result.any.push_back(condition(one)); });
    return result;
  }

  // Without a ladder, which was reported, any rung may be meant.
  int highest_rung() const { return framework_.ladder.empty() ? most_in_table : framework_.top(); }

  bool is_none(const YamlNode& node) const {
    return node.kind == YamlNode::Kind::scalar && fields_.raw(node) == "none";
  }

  static bool is_open(const VerdictCondition& when) {
    return !when.front_none && !when.above_none && !when.front && !when.lowest_above && !when.highest_above &&
           !when.unheard && !when.live && when.any.empty();
  }

  // A table that does not reach every case would leave a recommendation without a verdict.
  void must_be_complete(const YamlNode& node) const {
    const auto& rows = framework_.verdicts;
    if (std::ranges::none_of(rows, [](const VerdictRow& row) { return row.when.front_none; })) {
      fields_.report(rule::framework_table, node, "no row with `front: none`").help =
          "say what holds when the front line gives too little evidence";
    }
    if (rows.empty() || !is_open(rows.back().when)) {
      fields_.report(rule::framework_table, node, "the last row is not `when: {}`").help =
          "end the table with a row that always fits";
    }
  }

  /// Nothing is scored wrongly, but a row can never be reached.
  Diagnostic& unreachable(const YamlNode& node, std::string message) const {
    auto& one = fields_.report(rule::framework_table, node, std::move(message));
    one.severity = Severity::warning;
    return one;
  }

  void report_unreachable(const std::vector<const YamlNode*>& places) const {
    const auto& rows = framework_.verdicts;
    if (framework_.inside_levels().empty()) return;  // which was reported
    const auto reach = reach_of_rows(framework_);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (reach[at].leaves_none && at + 1 < rows.size()) {
        auto& one = unreachable(*places[at], fmt::format("`{}` takes all that the rows before it leave", rows[at].id));
        one.notes.push_back({fields_.tree().place(*places[at + 1]), "never reached, as all rows from here on"});
        one.help = "give it a condition that can fail, or end the table here with `when: {}`";
        return;
      }
      if (reach[at].reached) continue;
      auto& one = unreachable(*places[at], reach[at].fits
                                               ? fmt::format("`{}` is never reached", rows[at].id)
                                               : fmt::format("the conditions of `{}` exclude each other", rows[at].id));
      one.help = "take one of them out";
      if (!reach[at].fits) continue;
      const auto& earlier = rows[reach[at].taken_by].id;
      one.notes.push_back({fields_.tree().place(*places[reach[at].taken_by]), fmt::format("`{}` fits first", earlier)});
      one.help = fmt::format("place it before `{}`, or ask more there", earlier);
    }
  }

  ConfidenceRows rows(const YamlNode& node, bool count_of_shown) const {
    static constexpr auto keys = std::to_array<std::string_view>({"none", "minor", "moderate"});
    ConfidenceRows result;
    if (!fields_.is_mapping(node)) return result;
    const Record record(fields_, node, keys);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (record.at(i) == nullptr) continue;
      result[i] = confidence_condition(*record.at(i), count_of_shown);
      for (std::size_t better = 0; better < i; ++better) {
        if (!result[better] || !implies(*result[i], *result[better])) continue;
        auto& one = unreachable(*record.at(i), fmt::format("`{}` is never reached", keys[i]));
        one.notes.push_back(
            {fields_.tree().place(*record.at(better)), fmt::format("`{}` holds wherever it does", keys[better])});
        one.help = fmt::format("ask more under `{}` than under `{}`", keys[better], keys[i]);
        break;
      }
    }
    return result;
  }

  ConfidenceCondition confidence_condition(const YamlNode& node, bool count_of_shown) const {
    static constexpr auto keys = std::to_array<std::string_view>(
        {"voices", "shown", "consensus", "mixed", "perception_gap", "split", "organisations", "largest", "coverage",
         "coders", "alpha", "notes", "heard_only", "mixed_rank", "answered"});
    ConfidenceCondition result;
    if (!fields_.is_mapping(node)) return result;
    const Record record(fields_, node, keys);
    const auto whole = [&](std::string_view key, std::optional<int>& target) {
      if (const auto* value = record.find(key)) target = fields_.whole_number(*value, 0, most_in_table);
    };
    const auto share = [&](std::string_view key, std::optional<double>& target) {
      const auto* value = record.find(key);
      if (value == nullptr) return;
      target = fields_.number(*value);
      if (target && *target > 1) fields_.report(rule::out_of_range, *value, "a share above 1");
    };
    whole("voices", result.voices);
    whole("perception_gap", result.perception_gap);
    whole("organisations", result.organisations);
    whole("coders", result.coders);
    if (count_of_shown) {
      if (const auto* value = record.find("shown"))
        if (const auto count = fields_.whole_number(*value, 0, most_in_table)) result.shown = *count;
    } else {
      share("shown", result.shown);
    }
    share("answered", result.answered);
    share("consensus", result.consensus);
    share("mixed", result.mixed);
    share("largest", result.largest);
    share("coverage", result.coverage);
    share("alpha", result.alpha);
    share("notes", result.notes);
    share("heard_only", result.heard_only);
    share("mixed_rank", result.mixed_rank);
    if (const auto* split = record.find("split")) result.split = fields_.boolean(*split);
    return result;
  }

  const Fields& fields_;
  Framework& framework_;
};

// The tables of the built-in framework, without the rest of it.
Framework built_in() {
  const auto file = embedded(fmt::format("data/frameworks/{}.yaml", default_framework));
  Framework lender;
  lender.ladder.resize(usual_top + 1);
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(file, 0, tree, ignored)) return lender;
  const Fields fields(tree, ignored);
  static constexpr auto keys = std::to_array<std::string_view>({"verdicts", "confidence"});
  const Record record(fields, tree.root(), keys);
  TableReader reader(fields, lender);
  if (const auto* verdicts = record.find("verdicts")) reader.verdicts(*verdicts);
  if (const auto* confidence = record.find("confidence")) reader.confidence(*confidence);
  return lender;
}

}  // namespace

void read_judgement_tables(const Fields& fields, const Record& record, Framework& framework) {
  const auto* verdicts = record.find("verdicts");
  const auto* confidence = record.find("confidence");
  const bool is_default = framework.id == default_framework;
  if (!is_default && (verdicts == nullptr || confidence == nullptr || confidence->count < 8)) {
    auto lender = built_in();
    framework.confidence = lender.confidence;
    if (verdicts == nullptr && framework.top() == usual_top) framework.verdicts = std::move(lender.verdicts);
  }
  if (!record.has("verdicts") && framework.verdicts.empty() && !framework.ladder.empty()) {
    const auto& first = fields.tree().at(record.node().first);
    fields
        .report(rule::framework_table, first,
                fmt::format("no `verdicts` for a ladder of {} rungs", framework.ladder.size()))
        .help = "a ladder other than 0 to 5 brings its own table of verdicts";
  }
  TableReader reader(fields, framework);
  if (verdicts != nullptr) reader.verdicts(*verdicts);
  if (confidence != nullptr) reader.confidence(*confidence);
}

}  // namespace quickscan
