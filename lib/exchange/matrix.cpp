#include "exchange/matrix.hpp"

#include "exchange/columns.hpp"
#include "exchange/segments.hpp"
#include "report/provenance.hpp"
#include "report/wording.hpp"
#include "scoring/evidence.hpp"
#include "scoring/trace_segment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

class MatrixMaker {
 public:
  MatrixMaker(const ExportInput& input, const std::vector<DataTable>& tables)
      : input_(input),
        tables_(tables),
        study_(input.study),
        framework_(input.study.framework),
        language_(input.json.language),
        columns_(input.study, input.json.language) {}

  std::vector<DataTable> tables() const {
    std::vector<DataTable> result;
    if (input_.json.audience == Audience::internal) result.push_back(voices());
    result.push_back(levels());
    return result;
  }

 private:
  std::string rung(const std::optional<int>& value) const { return rung_label(framework_, value, language_); }

  DataTable voices() const {
    auto table = columns_.table("matrix");
    table.columns = {columns_.levels("level"), columns_.plain("voice"), columns_.plain("organisations_of"),
                     columns_.plain("persons", ColumnType::integer)};
    const auto recs = framework_.whole_recommendations();
    for (const auto rec : recs) add_column(table, framework_[rec].id, framework_[rec].name.in(language_));
    const auto factors = used_factors();
    for (const auto factor : factors) add_column(table, framework_[factor].id, framework_[factor].name.in(language_));
    auto all = find_voices(study_);
    std::ranges::stable_sort(all, {}, &Voice::level);
    for (const auto& voice : all) {
      std::vector<nlohmann::ordered_json> row{framework_[voice.level].id};
      for (auto& cell : voice_cells(study_, voice)) row.push_back(std::move(cell));
      for (const auto rec : recs) row.push_back(text_cell(words_on(voice, rec)));
      for (const auto factor : factors) row.push_back(text_cell(words_on_factor(voice, factor)));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  static void add_column(DataTable& table, const std::string& id, const std::string& title) {
    table.columns.push_back({.name = id, .type = ColumnType::text, .title = title});
  }

  std::vector<FactorId> used_factors() const {
    std::set<FactorId> used;
    for (const auto& interview : study_.interviews) {
      for (const auto& segment : interview.segments) {
        if (segment.barrier.given()) used.insert(segment.barrier);
        if (segment.enabler.given()) used.insert(segment.enabler);
      }
    }
    return {used.begin(), used.end()};
  }

  /// What a voice says of its own level: the value, then each statement.
  std::string words_on(const Voice& voice, RecommendationId rec) const {
    const auto statement = statement_of(study_, voice, rec, voice.level);
    std::string text = statement.value.value ? rung(statement.value.value) : std::string();
    for (const auto& one : statement.segments) {
      const auto& interview = study_[one.interview];
      add_statement(text, interview, interview.segments[one.segment.index()], one.of_a_part);
    }
    return text;
  }

  std::string words_on_factor(const Voice& voice, FactorId factor) const {
    std::string text;
    visit_segments(study_, voice, [&](InterviewId interview, SegmentId at, std::span<const std::uint32_t>) {
      const auto& segment = study_[interview].segments[at.index()];
      if (segment.barrier != factor && segment.enabler != factor) return;
      text += fmt::format("{}{}", text.empty() ? "" : "\n", segment.barrier == factor ? "−" : "+");
      add_statement(text, study_[interview], segment, false);
    });
    return text;
  }

  void add_statement(std::string& text, const Interview& interview, const Segment& segment, bool of_a_part) const {
    const auto trace = trace_segment(study_, interview, segment);
    const Messages say(language_);
    const bool is_word = trace.stage == "unknown" || trace.stage == "na";
    text += fmt::format("{}{}{}{}{} [{}:{}]", text.empty() ? "" : "\n", of_a_part ? trace.rec + " " : "",
                        is_word ? say("statement." + trace.stage) : trace.stage, trace.stage.empty() ? "" : ", ",
                        say(fmt::format("statement.{}", id_of(segment.basis))), trace.file, trace.line);
    if (!trace.quote.empty()) text += fmt::format("\n“{}”", trace.quote);
    if (!trace.note.empty()) text += fmt::format("\n({})", trace.note);
  }

  DataTable levels() const {
    auto table = columns_.table("levels");
    table.columns = {columns_.plain("rec"),          columns_.label("rec"),
                     columns_.levels("level"),       columns_.label("level"),
                     columns_.plain("median_label"), columns_.plain("n", ColumnType::integer),
                     columns_.plain("verdict"),      columns_.plain("quotes")};
    const auto quotes = quotes_table(study_, language_);
    for (const auto& cell : to_json(table_of("cells"))) {
      const auto rec = framework_.find_recommendation(cell["rec"].get<std::string>());
      if (framework_[rec].parent.given()) continue;
      std::string said;
      for (const auto& quote : to_json(quotes)) {
        const auto of = framework_.whole(framework_.find_recommendation(quote["rec"].get<std::string>()));
        if (of == rec && quote["level_about"] == cell["level"])
          said += fmt::format("{}“{}”", said.empty() ? "" : "\n", quote["quote"].get<std::string>());
      }
      const bool given = cell["median"].is_number();
      table.rows.push_back({cell["rec"], cell["rec_label"], cell["level"], cell["level_label"],
                            given ? text_cell(rung(cell["median"].get<int>())) : nullptr, cell["n"],
                            verdict_of_rec(cell["rec"]), text_cell(said)});
    }
    return table;
  }

  const DataTable& table_of(std::string_view name) const { return *std::ranges::find(tables_, name, &DataTable::name); }

  nlohmann::ordered_json verdict_of_rec(const nlohmann::ordered_json& rec) const {
    for (const auto& row : to_json(table_of("recommendations")))
      if (row["rec"] == rec) return row["verdict"];
    return nullptr;
  }

  const ExportInput& input_;
  const std::vector<DataTable>& tables_;
  const Study& study_;
  const Framework& framework_;
  Language language_;
  Columns columns_;
};

/// A table for a page: ids that a name stands beside are left out.
Table page_table(const DataTable& table) {
  Table page{table.title, {}, {}};
  const auto has_name = [&](const Column& column) {
    return std::ranges::find(table.columns, column.name + "_label", &Column::name) != table.columns.end();
  };
  for (const auto& column : table.columns) {
    if (has_name(column)) continue;
    const auto of_id =
        std::ranges::find_if(table.columns, [&](const Column& id) { return id.name + "_label" == column.name; });
    page.columns.push_back(capitalised((of_id == table.columns.end() ? column : *of_id).title));
  }
  for (const auto& row : table.rows) {
    auto& cells = page.rows.emplace_back();
    for (std::size_t at = 0; at < row.size(); ++at)
      if (!has_name(table.columns[at])) cells.push_back({.text = cell_text(row[at]), .number = row[at].is_number()});
  }
  return page;
}

}  // namespace

std::vector<DataTable> matrix_tables(const ExportInput& input, const std::vector<DataTable>& tables) {
  return MatrixMaker(input, tables).tables();
}

Document matrix_document(const ExportInput& input, const std::vector<DataTable>& tables) {
  const Messages say(input.json.language);
  Document document;
  document.language = input.json.language;
  document.title = input.study.title.in(document.language);
  const bool is_public = input.json.audience == Audience::public_audience;
  document.facts = {{say("header.audience"), is_public ? say("header.public") : say("export.internal")}};
  if (auto banner = provenance_banner(input.study.provenance, say)) document.banners.push_back(std::move(*banner));
  document.provenance = provenance_of(input.study, input.json.audience, document.language);
  document.skip_link = say("frame.skip");
  document.contents_title = say("frame.contents");
  for (const auto& table : matrix_tables(input, tables)) {
    Section section{table.name, table.title, {}};
    section.blocks.push_back(TableBlock{page_table(table), {}, false, {}});
    document.sections.push_back(std::move(section));
  }
  return document;
}

}  // namespace quickscan
