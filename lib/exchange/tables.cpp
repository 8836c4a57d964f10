#include "exchange/tables.hpp"

#include "exchange/columns.hpp"
#include "exchange/segments.hpp"
#include "formats/graph_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace quickscan {

namespace {

using Row = std::vector<nlohmann::ordered_json>;

/// A column with its place in the JSON of a result.
struct ResultColumn {
  std::string_view name;
  ColumnType type = ColumnType::text;
  std::string_view pointer;
  std::string_view otherwise = {};  ///< where there is nothing at `pointer`
};

nlohmann::ordered_json value_at(const nlohmann::ordered_json& json, std::string_view pointer) {
  const nlohmann::ordered_json::json_pointer at{std::string(pointer)};
  if (!json.contains(at)) return nullptr;
  const auto& value = json.at(at);
  if (!value.is_array()) return value;
  std::vector<std::string> ids;
  for (const auto& item : value) ids.push_back(cell_text(item));
  return list_cell(ids);
}

class TableMaker {
 public:
  explicit TableMaker(const ExportInput& input)
      : study_(input.study),
        analysis_(input.analysis),
        language_(input.json.language),
        columns_(input.study, input.json.language),
        results_(nlohmann::ordered_json::parse(analysis_json(input.study, input.analysis, input.json))) {}

  DataTable cells() const {
    auto table = columns_.table("cells", {"rec", "level"});
    table.columns = {columns_.plain("rec"), columns_.label("rec"), columns_.levels("level"), columns_.label("level")};
    auto fields = cell_fields();
    add_columns(table, fields);
    for (const auto& rec : results_["recommendations"]) {
      add_cells(table, rec, fields);
      for (const auto& part : rec["parts"]) add_cells(table, part, fields);
    }
    return table;
  }

  DataTable recommendations() const {
    static constexpr auto fields =
        std::to_array<ResultColumn>({{"verdict_id", ColumnType::text, "/verdict/id"},
                                     {"verdict", ColumnType::text, "/verdict/hedged", "/verdict/text"},
                                     {"confidence", ColumnType::text, "/verdict/confidence"},
                                     {"gap", ColumnType::integer, "/gap"},
                                     {"index", ColumnType::real, "/index"},
                                     {"live", ColumnType::integer, "/live"},
                                     {"robustness_unchanged", ColumnType::integer, "/verdict/robustness/unchanged"},
                                     {"robustness_of", ColumnType::integer, "/verdict/robustness/counted"},
                                     {"p", ColumnType::real, "/gap_test/p"},
                                     {"p_holm", ColumnType::real, "/gap_test/p_holm"},
                                     {"cliffs_delta", ColumnType::real, "/gap_test/cliffs_delta"}});
    auto table = columns_.table("recommendations", {"rec"});
    table.columns = {columns_.plain("rec"), columns_.label("rec")};
    add_columns(table, fields);
    for (const auto& rec : results_["recommendations"]) {
      Row row{rec["id"], columns_.rec_name(study_.framework.find_recommendation(rec["id"].get<std::string>()))};
      add_values(row, rec, fields);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  DataTable factors() const {
    auto table = columns_.table("factors", {"factor", "level"});
    table.columns = {columns_.plain("factor"),
                     columns_.label("factor"),
                     columns_.plain("sign"),
                     columns_.levels("level"),
                     columns_.plain("rating", ColumnType::integer),
                     columns_.plain("rating_kind"),
                     columns_.plain("voices", ColumnType::integer),
                     columns_.plain("factor_voices", ColumnType::integer),
                     columns_.plain("factor_organisations", ColumnType::integer)};
    for (const auto& factor : results_["factors"]) {
      const auto& name = study_.framework[study_.framework.find_factor(factor["id"].get<std::string>())].name;
      for (const auto& [level, rating] : factor["levels"].items()) {
        const auto& value = rating["rating"];
        const bool rated = value.is_number();
        const std::string kind = rated ? "rated" : value == "X" ? "mixed" : value == "M" ? "missing" : "withheld";
        table.rows.push_back({factor["id"], name.in(language_), factor["sign"], level,
                              rated ? value : nlohmann::ordered_json(), kind, rating["voices"], factor["voices"],
                              factor["organisations"]});
      }
    }
    return table;
  }

  DataTable developments() const {
    auto table = columns_.table("developments", {"development"});
    for (const auto* name : {"development", "development_label",
                             "recs",        "level",
                             "status",      "scope",
                             "origin",      "areas",
                             "target",      "start",
                             "end",         "decide_by",
                             "quantities",  "partners",
                             "leader",      "leader_position",
                             "replaces",    "copies",
                             "part_of",     "secured",
                             "sources"})
      table.columns.push_back(columns_.plain(name));
    table.columns[3] = columns_.levels("level");
    for (const std::size_t at : {9U, 10U, 11U}) table.columns[at].type = ColumnType::date;
    static constexpr auto fields =
        std::to_array<ResultColumn>({{"live", ColumnType::boolean, "/live"},
                                     {"confirmed_organisations", ColumnType::integer, "/confirmed_by/organisations"},
                                     {"confirmed_documents", ColumnType::integer, "/confirmed_by/documents"}});
    add_columns(table, fields);
    for (const auto& result : results_["developments"]) {
      auto row = development_row(study_[study_.find_development(result["id"].get<std::string>())]);
      add_values(row, result, fields);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  DataTable adoption() const {
    auto table = columns_.table("adoption", {"development", "place"});
    table.columns = {columns_.plain("development"), columns_.plain("place"), columns_.label("place"),
                     columns_.plain("adopted"), columns_.plain("since", ColumnType::date)};
    table.foreign_keys = {{{"development"}, "developments", {"development"}}};
    for (const auto& result : results_["developments"]) {
      const auto& development = study_[study_.find_development(result["id"].get<std::string>())];
      for (const auto& at : development.adopted) {
        const auto& place = study_[at.place];
        const auto* adopted = at.adoption == Adoption::adopted   ? "yes"
                              : at.adoption == Adoption::not_yet ? "not-yet"
                                                                 : "unknown";
        table.rows.push_back(
            {development.id, place.id, place.name.in(language_), adopted, text_cell(to_string(at.since))});
      }
      // A place that is left out is not known.
      if (result["adopted"].is_null()) continue;
      for (const auto& id : result["adopted"]["unknown_places"]) {
        const auto at = study_.find_place(id.get<std::string>());
        if (std::ranges::find(development.adopted, at, &PlaceAdoption::place) == development.adopted.end())
          table.rows.push_back({development.id, study_[at].id, study_[at].name.in(language_), "unknown", {}});
      }
    }
    return table;
  }

  DataTable agreement() const {
    auto table = columns_.table("agreement", {"interview", "rec", "level"});
    table.columns = {columns_.plain("interview"), columns_.plain("rec"), columns_.levels("level")};
    std::size_t coders = 0;
    static const nlohmann::ordered_json none_given = nlohmann::ordered_json::array();
    const auto& found = results_["agreement"];
    const auto& disagreements = found.is_null() ? none_given : found["disagreements"];
    for (const auto& one : disagreements) coders = std::max(coders, one["values"].size());
    for (std::size_t coder = 1; coder <= coders; ++coder) {
      table.columns.push_back(columns_.plain("coder"));
      table.columns.back().name = fmt::format("coder_{}", coder);
      table.columns.push_back(columns_.rungs("value"));
      table.columns.back().name = fmt::format("value_{}", coder);
    }
    for (const auto& one : disagreements) {
      Row row{one["interview"], one["rec"], one["level"]};
      for (const auto& [coder, value] : one["values"].items()) {
        row.push_back(coder);
        row.push_back(value);
      }
      row.resize(table.columns.size());
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  DataTable actors() const {
    auto table = columns_.table("actors", {"Id"});
    table.columns = {columns_.plain("Id"), columns_.plain("Label")};
    add_graph_columns(table, actor_columns());
    const auto context = graph_context(analysis_.network, study_, language_);
    for (const auto& actor : analysis_.network.actors) {
      Row row{actor.id, actor_label(context, actor)};
      add_graph_values(row, context, actor_columns(), actor);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  DataTable ties() const {
    auto table = columns_.table("ties", {"Id"});
    table.foreign_keys = {{{"Source"}, "actors", {"Id"}}, {{"Target"}, "actors", {"Id"}}};
    table.columns = {columns_.plain("Source"), columns_.plain("Target"), columns_.plain("Type"),
                     columns_.plain("Weight", ColumnType::integer), columns_.plain("Id", ColumnType::integer)};
    add_graph_columns(table, tie_columns());
    const auto context = graph_context(analysis_.network, study_, language_);
    for (std::size_t at = 0; at < analysis_.network.ties.size(); ++at) {
      const auto& tie = analysis_.network.ties[at];
      Row row{analysis_.network.actors[tie.source].id, analysis_.network.actors[tie.target].id,
              goes_both_ways(tie.relation) ? "Undirected" : "Directed", tie_weight(tie), at};
      add_graph_values(row, context, tie_columns(), tie);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  std::vector<ResultColumn> cell_fields() const {
    using enum ColumnType;
    std::vector<ResultColumn> fields{{"sufficient", boolean, "/sufficient"},
                                     {"reason", text, "/reason"},
                                     {"n", integer, "/n"},
                                     {"organisations", integer, "/organisations"},
                                     {"persons", integer, "/persons"},
                                     {"median", integer, "/median_pair/0", "/median"},
                                     {"median_high", integer, "/median_pair/1"}};
    // Names and pointers of rungs 1 … 9: texts that outlive the row.
    static constexpr auto reach = std::to_array<ResultColumn>({{"reach_1", integer, "/reach/0"},
                                                               {"reach_2", integer, "/reach/1"},
                                                               {"reach_3", integer, "/reach/2"},
                                                               {"reach_4", integer, "/reach/3"},
                                                               {"reach_5", integer, "/reach/4"},
                                                               {"reach_6", integer, "/reach/5"},
                                                               {"reach_7", integer, "/reach/6"},
                                                               {"reach_8", integer, "/reach/7"}});
    const auto top = std::min(reach.size(), static_cast<std::size_t>(study_.framework.top()));
    fields.insert(fields.end(), reach.begin(), reach.begin() + static_cast<std::ptrdiff_t>(top));
    fields.insert(fields.end(), {{"index", real, "/index"},
                                 {"consensus", real, "/consensus"},
                                 {"interval_low", integer, "/interval/low"},
                                 {"interval_high", integer, "/interval/high"},
                                 {"interval_coverage", real, "/interval/coverage"},
                                 {"trend_up", integer, "/trend/up"},
                                 {"trend_same", integer, "/trend/same"},
                                 {"trend_down", integer, "/trend/down"},
                                 {"claimed_median", integer, "/claimed_median"},
                                 {"gap_claim", integer, "/claim_practice_gap"},
                                 {"outside_n", integer, "/outside/n"},
                                 {"outside_median", integer, "/outside/median"},
                                 {"documents_n", integer, "/documents/n"},
                                 {"documents_highest", integer, "/documents/highest"},
                                 {"confidence", text, "/confidence/grade"}});
    return fields;
  }

  template <typename Fields>
  void add_columns(DataTable& table, const Fields& fields) const {
    static const std::set<std::string_view> rungs{"median",           "median_high",    "interval_low",
                                                  "interval_high",    "claimed_median", "outside_median",
                                                  "documents_highest"};
    for (const auto& field : fields) {
      if (field.name.starts_with("reach_")) {
        const std::string rung(field.name.substr(field.name.find('_') + 1));
        table.columns.push_back({.name = std::string(field.name),
                                 .type = field.type,
                                 .title = columns_.say()("export.reach", {{"rung", rung}})});
      } else if (rungs.contains(field.name)) {
        table.columns.push_back(columns_.rungs(field.name));
      } else if (field.name == "confidence") {
        table.columns.push_back(columns_.grades(field.name));
      } else {
        table.columns.push_back(columns_.plain(field.name, field.type));
      }
    }
  }

  template <typename Fields>
  static void add_values(Row& row, const nlohmann::ordered_json& result, const Fields& fields) {
    for (const auto& field : fields) {
      row.push_back(value_at(result, field.pointer));
      if (row.back().is_null() && !field.otherwise.empty()) row.back() = value_at(result, field.otherwise);
    }
  }

  void add_cells(DataTable& table, const nlohmann::ordered_json& rec, const std::vector<ResultColumn>& fields) const {
    for (const auto& cell : rec["levels"]) {
      const auto& framework = study_.framework;
      Row row{rec["id"], columns_.rec_name(framework.find_recommendation(rec["id"].get<std::string>())), cell["level"],
              columns_.level_name(framework.find_level(cell["level"].get<std::string>()))};
      add_values(row, cell, fields);
      table.rows.push_back(std::move(row));
    }
  }

  Row development_row(const Development& one) const {
    const auto id = [&](DevelopmentId other) { return other.given() ? text_cell(study_[other].id) : nullptr; };
    std::vector<std::string> recs;
    for (const auto rec : one.recs) recs.push_back(study_.framework[rec].id);
    std::vector<std::string> partners;
    for (const auto& partner : one.partners) partners.push_back(study_.actor_id(partner));
    std::vector<std::string> quantities;
    for (const auto& [name, value] : one.quantities)
      quantities.push_back(fmt::format("{}={}", name, nlohmann::ordered_json(value).dump()));
    static constexpr std::array<std::string_view, 4> points{"policy", "budget", "owner", "training"};
    std::vector<std::string> secured;
    for (std::size_t at = 0; at < points.size(); ++at) {
      if (one.secured[at] != Stated::unstated)
        secured.push_back(fmt::format("{}={}", points[at], one.secured[at] == Stated::yes));
    }
    return {one.id,
            one.name.in(language_),
            list_cell(recs),
            one.level.given() ? text_cell(study_.framework[one.level].id) : nullptr,
            std::string(id_of(one.status)),
            one.scope == Scope::unstated ? nullptr : text_cell(id_of(one.scope)),
            one.origin == Origin::unstated ? nullptr : text_cell(id_of(one.origin)),
            list_cell(one.areas),
            text_cell(one.target.in(language_)),
            text_cell(to_string(one.start)),
            text_cell(to_string(one.end)),
            text_cell(to_string(one.decide_by)),
            list_cell(quantities),
            list_cell(partners),
            one.leader ? text_cell(study_.actor_id(*one.leader)) : nullptr,
            one.leader_position == LeaderPosition::unstated ? nullptr : text_cell(id_of(one.leader_position)),
            id(one.replaces),
            id(one.copies),
            id(one.part_of),
            list_cell(secured),
            list_cell(one.sources)};
  }

  // Names as `graph --format csv` writes them: `Betweenness`.
  template <typename GraphColumns>
  void add_graph_columns(DataTable& table, const GraphColumns& columns) const {
    for (const auto& column : columns) {
      if (column.name == "label") continue;
      const auto type = column.type == GraphType::integer   ? ColumnType::integer
                        : column.type == GraphType::real    ? ColumnType::real
                        : column.type == GraphType::boolean ? ColumnType::boolean
                                                            : ColumnType::text;
      table.columns.push_back(columns_.plain(column.name, type));
      auto& first = table.columns.back().name.front();
      first = static_cast<char>(first - 'a' + 'A');
    }
    table.columns.push_back(columns_.plain("Provenance"));
  }

  template <typename GraphColumns, typename Result>
  static void add_graph_values(Row& row, const GraphContext& context, const GraphColumns& columns,
                               const Result& result) {
    for (const auto& column : columns) {
      if (column.name == "label") continue;
      row.push_back(std::visit(
          [](const auto& value) -> nlohmann::ordered_json {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
              return nullptr;
            } else {
              return value;
            }
          },
          column.value(context, result)));
    }
    row.push_back(text_cell(context.banner_title));
  }

  const Study& study_;
  const Analysis& analysis_;
  Language language_;
  Columns columns_;
  nlohmann::ordered_json results_;
};

std::string_view type_word(ColumnType type) {
  switch (type) {
    case ColumnType::text:
    case ColumnType::date: return "string";
    case ColumnType::integer: return "integer";
    case ColumnType::real: return "number";
    case ColumnType::boolean: return "boolean";
  }
  return "string";
}

/// Every variable of the other tables, with its values where these are a list.
DataTable codebook_table(const ExportInput& input, const std::vector<DataTable>& nl, const std::vector<DataTable>& en) {
  const Columns columns(input.study, input.json.language);
  auto table = columns.table("codebook");
  for (const auto* name :
       {"table", "variable", "value_of", "label_nl", "label_en", "type", "measure", "missing_meaning"})
    table.columns.push_back(columns.plain(name));
  const auto missing = columns.say()("export.missing");
  for (std::size_t t = 0; t < nl.size(); ++t) {
    for (std::size_t c = 0; c < nl[t].columns.size(); ++c) {
      const auto& dutch = nl[t].columns[c];
      const auto& english = en[t].columns[c];
      const bool numeric = dutch.type == ColumnType::integer || dutch.type == ColumnType::real;
      const auto* measure = dutch.ordered ? "ordinal" : numeric ? "scale" : "nominal";
      table.rows.push_back({nl[t].name, dutch.name, nullptr, dutch.title, english.title,
                            std::string(type_word(dutch.type)), measure, missing});
      for (std::size_t v = 0; v < dutch.categories.size(); ++v) {
        table.rows.push_back({nl[t].name, dutch.name, cell_text(dutch.categories[v].value), dutch.categories[v].label,
                              english.categories[v].label, std::string(type_word(dutch.type)), measure, nullptr});
      }
    }
  }
  return table;
}

std::vector<DataTable> tables_in(const ExportInput& input) {
  const TableMaker make(input);
  std::vector<DataTable> tables;
  const auto language = input.json.language;
  const bool is_public = input.json.audience == Audience::public_audience;
  if (is_public) {
    tables.push_back(quotes_table(input.study, language));
  } else {
    tables.push_back(statements_table(input.study, find_segments(input.study), language));
    tables.push_back(voices_table(input.study, language));
  }
  tables.push_back(make.cells());
  tables.push_back(make.recommendations());
  tables.push_back(make.factors());
  tables.push_back(make.developments());
  tables.push_back(make.adoption());
  tables.push_back(make.actors());
  tables.push_back(make.ties());
  if (!is_public) {
    tables.push_back(interviews_table(input.study, language));
    tables.push_back(make.agreement());
  }
  return tables;
}

}  // namespace

std::vector<DataTable> export_tables(const ExportInput& input) {
  auto dutch = input;
  dutch.json.language = Language::nl;
  auto english = input;
  english.json.language = Language::en;
  auto nl = tables_in(dutch);
  auto en = tables_in(english);
  auto codebook = codebook_table(input, nl, en);
  auto tables = input.json.language == Language::nl ? std::move(nl) : std::move(en);
  tables.push_back(std::move(codebook));
  return tables;
}

}  // namespace quickscan
