#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/messages.hpp"
#include "embedded.hpp"
#include "exchange/coding_guide.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/matrix.hpp"
#include "exchange/segments.hpp"
#include "exchange/tables.hpp"
#include "files.hpp"
#include "formats/html.hpp"
#include "formats/markdown.hpp"
#include "formats/template.hpp"
#include "make_docx.hpp"
#include "open_study.hpp"
#include "publication.hpp"
#include "report/disclosure_control.hpp"
#include "report/provenance.hpp"
#include "spreadsheet.hpp"
#include "spss.hpp"
#include "subprocess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace quickscan {

namespace {

/// What the formats of an export are made from.
struct ExportMaterial {
  const CheckedStudy& checked;
  const Options& options;
  ExportInput input;
  std::vector<DataTable> all_tables;
  std::vector<DataTable> tables;  ///< that were asked for
  CsvDialect dialect = CsvDialect::standard;
  std::string folder;  ///< where it goes
  Terminal& terminal;

  Language language() const { return input.json.language; }
  bool is_public() const { return input.json.audience == Audience::public_audience; }
};

/// Whether a format goes to the public: through the gate, never, or as it is since it holds no interview data.
enum class Gate : std::uint8_t { needed, internal_only, not_needed };

/// A format with its files, by the names that they have in the folder of the export.
struct ExportFormat {
  std::string_view name;
  Gate gate = Gate::needed;
  std::vector<OutputFile> (*make)(const ExportMaterial&);
};

std::vector<OutputFile> export_csv(const ExportMaterial& material) {
  std::vector<TableFile> files;
  for (const auto& table : material.tables)
    files.push_back({table, table.name + ".csv", to_csv(table, material.dialect)});
  std::vector<OutputFile> outputs;
  for (const auto& file : files) outputs.push_back({.path = file.path, .text = file.text});
  outputs.push_back({.path = "datapackage.json",
                     .text = datapackage_json(material.input.study, files, material.dialect, material.language())});
  const auto& tables = material.tables;
  const bool cells = std::ranges::find(tables, "cells", &DataTable::name) != tables.end();
  const bool sav = std::ranges::find(material.options.formats, "sav") != material.options.formats.end();
  const auto readme = fmt::format("data/templates/export/readme.{}.md.mustache", name_of(material.language()));
  outputs.push_back(
      {.path = "README.md",
       .text = render_template(embedded(readme), {{"title", material.input.study.title.in(material.language())},
                                                  {"id", material.input.study.id},
                                                  {"internal", material.is_public() ? "" : "yes"},
                                                  {"table", cells ? "cells" : tables.front().name},
                                                  {"sav", sav ? "yes" : ""},
                                                  {"excel", material.dialect == CsvDialect::excel_nl ? "yes" : ""}})});
  return outputs;
}

/// What the first sheet of a workbook says: the study, for whom, what kind of data, and from which inputs.
std::vector<std::pair<std::string, std::string>> workbook_facts(const ExportMaterial& material) {
  const Messages say(material.language());
  const auto& study = material.input.study;
  const auto title = study.title.in(material.language());
  std::vector<std::pair<std::string, std::string>> facts{{"quickscan", title}, {"id", study.id}};
  facts.emplace_back(say("header.audience"), material.is_public() ? say("header.public") : say("export.internal"));
  if (const auto& reason = material.input.json.no_key; !reason.empty()) facts.emplace_back("--no-key", reason);
  if (const auto banner = banner_of(study.provenance, material.language()))
    facts.emplace_back(banner->title, banner->text);
  facts.emplace_back("reference_date", to_string(study.reference_date));
  facts.emplace_back("version", fmt::format("quickscan-tables/1, quickscan {}", tool_version()));
  facts.emplace_back("input_sha256", hash_inputs(study.inputs));
  return facts;
}

std::string workbook_of(const ExportMaterial& material, const std::vector<DataTable>& tables) {
  const auto& study = material.input.study;
  std::string authors;
  for (const auto& author : study.authors) authors += (authors.empty() ? "" : ", ") + author.in(material.language());
  auto facts = workbook_facts(material);
  const Messages say(material.language());
  for (const auto& cut : cut_cells(tables)) {
    auto words = say("export.cut", {{"sheet", cut.sheet}, {"row", cut.row}, {"column", cut.column}});
    material.terminal.err(fmt::format("quickscan: xlsx: {}\n", words));
    facts.emplace_back("xlsx", std::move(words));
  }
  const WorkFolder work(material.folder);
  return to_xlsx(tables,
                 {.title = study.title.in(material.language()),
                  .author = authors,
                  .created = study.reference_date,
                  .facts = std::move(facts)},
                 work.path());
}

std::vector<OutputFile> export_xlsx(const ExportMaterial& material) {
  return {{.path = material.input.study.id + ".xlsx", .text = workbook_of(material, material.tables)}};
}

/// Single voices and statements, so there is nothing of it for the public.
std::vector<OutputFile> export_sav(const ExportMaterial& material) {
  const auto& study = material.input.study;
  const auto date = study.reference_date;
  auto voices = to_sav(wide_voices_table(study, material.language()), date);
  auto statements = to_sav(statements_table(study, find_segments(study), material.language()), date);
  for (const auto* file : {&voices, &statements})
    for (const auto& cut : file->cuts) material.terminal.err(fmt::format("quickscan: sav: {}\n", cut));
  return {{.path = "voices.sav", .text = std::move(voices.bytes)},
          {.path = "statements.sav", .text = std::move(statements.bytes)}};
}

/// Codebook for coders as a page, as text, and for a word processor. A DOCX needs pandoc and is left out without it.
std::vector<OutputFile> export_codebook(const ExportMaterial& material) {
  const auto document = coding_guide(material.checked.read.study, material.language());
  auto markdown = to_markdown(document).text;
  std::vector<OutputFile> outputs{{.path = "codebook.html", .text = to_html(document)}};
  const auto pandoc = find_program(material.terminal, {"pandoc"});
  if (pandoc.empty()) {
    material.terminal.err("quickscan: no codebook.docx: that needs pandoc (on Debian: apt-get install pandoc)\n");
  } else {
    const WorkFolder work(material.folder);
    const auto date = to_string(material.input.study.reference_date);
    outputs.push_back({.path = "codebook.docx", .text = docx_of_markdown(pandoc, work, markdown, date)});
  }
  outputs.push_back({.path = "codebook.md", .text = std::move(markdown)});
  return outputs;
}

std::vector<OutputFile> export_matrix(const ExportMaterial& material) {
  return {{.path = "matrix.xlsx", .text = workbook_of(material, matrix_tables(material.input, material.all_tables))},
          {.path = "matrix.html", .text = to_html(matrix_document(material.input, material.all_tables))}};
}

constexpr auto export_formats = std::to_array<ExportFormat>({
    {"csv", Gate::needed, export_csv},
    {"xlsx", Gate::needed, export_xlsx},
    {"sav", Gate::internal_only, export_sav},
    {"codebook", Gate::not_needed, export_codebook},
    {"matrix", Gate::needed, export_matrix},
});

const ExportFormat& export_format(std::string_view name) {
  return *std::ranges::find(export_formats, name, &ExportFormat::name);
}

/// Keeps the tables that were asked for and drops keys to those that were not; the first name that is no table.
std::optional<std::string> choose_tables(std::vector<DataTable>& tables, const std::vector<std::string>& names) {
  if (names.empty()) return std::nullopt;
  for (const auto& name : names)
    if (std::ranges::find(tables, name, &DataTable::name) == tables.end()) return name;
  const auto dropped = [&](const std::string& name) { return std::ranges::find(names, name) == names.end(); };
  std::erase_if(tables, [&](const DataTable& table) { return dropped(table.name); });
  for (auto& table : tables)
    std::erase_if(table.foreign_keys, [&](const ForeignKey& key) { return dropped(key.table); });
  return std::nullopt;
}

/// Why an export for the public is refused, as the report is; nothing where it is not.
std::optional<int> refused_export(const Study& study, const Publication& gate, const Options& options,
                                  Terminal& terminal) {
  if (const auto reason = missing_key(study, options)) return refuse_publication({*reason}, terminal);
  return refused_by_gate(gate, options, terminal);
}

int write_export(const ExportMaterial& material, const std::vector<std::string>& formats) {
  NewFolders folders(material.is_public() ? 0755 : 0700);
  folders.make(material.folder);
  std::vector<OutputFile> outputs;
  for (const auto& name : formats) {
    for (auto& file : export_format(name).make(material)) {
      file.path = join_path(material.folder, file.path);
      file.mode = material.is_public() ? for_everybody : owner_only;
      outputs.push_back(std::move(file));
    }
  }
  write_files(outputs, input_paths(material.checked.folder));
  folders.keep();
  for (const auto& output : outputs) material.terminal.out(output.path + "\n");
  return exit_clean;
}

/// What is wrong with what was asked for, before anything is read.
std::optional<int> export_usage(const Options& options, const std::vector<std::string>& formats, Terminal& terminal) {
  const auto known = names_of(export_formats);
  for (const auto& format : formats)
    if (std::ranges::find(known, format) == known.end()) return unknown_value("format", format, known, terminal);
  if (options.csv_dialect != "standard" && options.csv_dialect != "excel-nl")
    return unknown_value("dialect", options.csv_dialect, {"standard", "excel-nl"}, terminal);
  const bool is_public = options.audience == "public";
  if (options.suppress && !is_public)
    return usage_problem({"`--suppress` without `--audience public`", "it withholds what the publication gate refuses"},
                         terminal);
  for (const auto& format : formats) {
    if (!is_public || export_format(format).gate != Gate::internal_only) continue;
    terminal.err(
        fmt::format("quickscan: {} holds single statements and is never published; nothing was written\n"
                    "  = help: `--format csv` or `--format xlsx` for the public\n",
                    format));
    return exit_refused;
  }
  return std::nullopt;
}

/// Files by their path in the study: tables are the same wherever it lies, and name no folder of the researcher's.
void name_files_in_study(CheckedStudy& checked) {
  auto& sources = checked.read.study.sources;
  const auto prefix = checked.folder.shown_prefix();
  Sources renamed;
  for (std::uint32_t at = 0; at < sources.size(); ++at) {
    const auto& path = sources.path(at);
    renamed.add(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
  }
  sources = std::move(renamed);
}

}  // namespace

int export_command(const Options& options, Terminal& terminal) {
  const auto formats = options.formats.empty() ? std::vector<std::string>{"csv"} : options.formats;
  if (const auto code = export_usage(options, formats, terminal)) return *code;
  const bool is_public = options.audience == "public";
  auto checked = open_study(options.operand(0), options, terminal, is_public ? KeptTexts::quotable : KeptTexts::all);
  if (!checked) return exit_findings;
  if (!is_public) name_files_in_study(*checked);
  const auto& study = checked->read.study;
  const auto analysis = analyse(study);
  std::optional<Publication> gate;
  if (is_public) {
    gate = pass_gate(study, analysis);
    const bool gated = std::ranges::any_of(
        formats, [](const std::string& name) { return export_format(name).gate != Gate::not_needed; });
    if (gated)
      if (const auto code = refused_export(study, *gate, options, terminal)) return *code;
  }
  ExportInput input{.study = gate ? gate->study : study, .analysis = gate ? gate->analysis : analysis, .json = {}};
  input.json.language = language_of(study, options);
  if (gate) {
    input.json.audience = Audience::public_audience;
    input.json.withheld = gate->withheld;
    if (study.confidential_names.empty()) input.json.no_key = options.no_key;
  }
  const auto folder =
      options.output.empty() ? checked->folder.on_disk(is_public ? "export" : "export-internal") : options.output;
  const auto tables = export_tables(input);
  ExportMaterial material{.checked = *checked,
                          .options = options,
                          .input = input,
                          .all_tables = tables,
                          .tables = tables,
                          .dialect = options.csv_dialect == "excel-nl" ? CsvDialect::excel_nl : CsvDialect::standard,
                          .folder = folder,
                          .terminal = terminal};
  std::vector<std::string> names;
  for (const auto& table : material.tables) names.push_back(table.name);
  if (const auto unknown = choose_tables(material.tables, options.tables)) {
    if (is_public &&
        (*unknown == "statements" || *unknown == "voices" || *unknown == "interviews" || *unknown == "agreement")) {
      terminal.err(
          fmt::format("quickscan: the table `{}` is about single interviews and is never published; nothing was "
                      "written\n  = help: `--tables quotes` has what may be quoted\n",
                      *unknown));
      return exit_refused;
    }
    if (*unknown == "quotes")
      return usage_problem(
          {"the table `quotes` is of the public edition", "add `--audience public`; `statements` has all quotes"},
          terminal);
    return unknown_value("table", *unknown, names, terminal);
  }
  return write_export(material, formats);
}

}  // namespace quickscan
