#include "report/report.hpp"

#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/format.hpp"
#include "core/utf8.hpp"
#include "draw_png.hpp"
#include "embedded.hpp"
#include "files.hpp"
#include "formats/briefing.hpp"
#include "formats/finish_pdf_docx.hpp"
#include "formats/json/analysis.hpp"
#include "formats/markdown.hpp"
#include "make_docx.hpp"
#include "open_study.hpp"
#include "print_pdf.hpp"
#include "publication.hpp"
#include "report/disclosure_control.hpp"
#include "report/provenance.hpp"
#include "subprocess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <set>
#include <unistd.h>

namespace quickscan {

namespace {

/// All that a format is made from.
struct Material {
  const CheckedStudy& checked;
  const Options& options;
  const Study& study;  ///< in a public report: as the gate let it through
  const Analysis& analysis;
  const Document& document;
  std::vector<Withheld> withheld;
  std::string no_key, replaces, template_text;
  const Terminal& terminal;
};

constexpr std::size_t output_limit = std::size_t{1} << 30U;

/// Prints one line where a person waits for something that can take more than a second.
void announce_wait(const Material& material, std::string_view what) {
  if (material.terminal.err_is_terminal && !material.options.quiet) material.terminal.err(fmt::format("{} …\n", what));
}

/// A format with the files it made, the report itself first.
using Files = std::vector<OutputFile>;

struct ReportFormat {
  std::string_view name;
  std::string_view file;  ///< its name where none was given
  Files (*make)(const Material&, const std::string& path);
};

Files one_file(const std::string& path, std::string text) {
  Files files;
  files.push_back({.path = path, .text = std::move(text), .mode = owner_only});
  return files;
}

Files make_html(const Material& material, const std::string& path) {
  return one_file(path, to_html(material.document, {.template_text = material.template_text, .css = {}}));
}

Files make_briefing(const Material& material, const std::string& path) {
  if (const int lines = briefing_overflow(material.document); lines > 0) {
    throw IoError(fmt::format("the briefing is {} line{} too long for its page; shorten text/summary or the title",
                              lines, lines == 1 ? "" : "s"));
  }
  return one_file(path, briefing_html(material.document));
}

Files make_json(const Material& material, const std::string& path) {
  const JsonOptions json{
      .language = material.document.language,
      .audience = material.options.audience == "public" ? Audience::public_audience : Audience::internal,
      .withheld = material.withheld,
      .no_key = material.no_key,
      .replaces = material.replaces,
      .errors = material.checked.count(Severity::error),
      .warnings = material.checked.count(Severity::warning)};
  return one_file(path, analysis_json(material.study, material.analysis, json));
}

Files make_markdown(const Material& material, const std::string& path) {
  auto name = name_in(path);
  if (const auto dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  const auto folder = name + "-figures";
  auto output = to_markdown(material.document, {.image_folder = folder, .template_text = {}});
  auto files = one_file(path, std::move(output.text));
  for (auto& image : output.images) {
    files.push_back({.path = join_path(folder_of(path), folder + "/" + image.name),
                     .text = std::move(image.svg),
                     .mode = owner_only});
  }
  return files;
}

/// Printed twice: only the first print shows on which page each section begins, for the table of contents.
Files make_pdf(const Material& material, const std::string& path) {
  const auto browser = find_browser(material.terminal);
  announce_wait(material, "printing the PDF");
  NewFolders folders;
  folders.make(folder_of(path));
  const WorkFolder folder(folder_of(path));
  HtmlOptions html{.template_text = material.template_text, .css = {}};
  const auto date = to_string(material.study.reference_date);
  const auto print = [&] {
    return print_pdf(browser, folder, to_html(material.document, html), date, material.terminal);
  };
  html.pages = pages_of_anchors(print());
  auto pdf = print();
  add_provenance_to_pdf(pdf, provenance_meta(material.document.provenance));
  return one_file(path, std::move(pdf));
}

/// The Markdown through pandoc, which would need `rsvg-convert` for drawings, and
/// leaves them blank without it: they are given as PNG.
Files make_docx(const Material& material, const std::string& path) {
  const auto pandoc = find_program(material.terminal, {"pandoc"});
  if (pandoc.empty()) throw IoError("a DOCX needs pandoc, and none was found (on Debian: apt-get install pandoc)");
  announce_wait(material, "writing the DOCX");
  NewFolders folders;
  folders.make(folder_of(path));
  const WorkFolder folder(folder_of(path));
  auto output = to_markdown(material.document,
                            {.image_folder = "figures", .image_type = "png", .template_text = {}, .word_tables = true});
  for (const auto& image : output.images) folder.write("figures/" + image.name, draw_png(image.svg));
  auto docx = docx_of_markdown(pandoc, folder, output.text, to_string(material.study.reference_date),
                               {"--metadata=subject:" + foot_of_page(material.document)});
  add_provenance_to_docx(docx, provenance_meta(material.document.provenance));
  return one_file(path, std::move(docx));
}

constexpr auto report_formats = std::to_array<ReportFormat>({
    {"html", "report.html", make_html},
    {"briefing", "briefing.html", make_briefing},
    {"md", "report.md", make_markdown},
    {"json", "report.json", make_json},
    {"docx", "report.docx", make_docx},
    {"pdf", "report.pdf", make_pdf},
});

const ReportFormat* find_report_format(std::string_view name) {
  const auto found = std::ranges::find(report_formats, name, &ReportFormat::name);
  return found == report_formats.end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, std::string>> report_endings() {
  std::vector<std::pair<std::string, std::string>> endings;
  for (const auto& row : report_formats) endings.emplace_back(row.name, row.file.substr(row.file.rfind('.')));
  return endings;
}

std::vector<std::string> asked_formats(const Options& options) {
  return options.formats.empty() ? std::vector<std::string>{"html"} : options.formats;
}

bool uses_template(const Options& options) {
  return std::ranges::any_of(asked_formats(options),
                             [](const std::string& name) { return name == "html" || name == "pdf"; });
}

std::optional<UsageProblem> check_report_usage(const Options& options) {
  for (const auto& format : asked_formats(options))
    if (find_report_format(format) == nullptr) return not_known("format", format, names_of(report_formats));
  if (options.output == "-" && asked_formats(options).size() > 1)
    return UsageProblem{"several formats cannot share standard output", "`-o FOLDER`, or one format at a time"};
  if (options.output == "-" && (asked_formats(options).front() == "pdf" || asked_formats(options).front() == "docx"))
    return UsageProblem{"a PDF or DOCX is made beside its output, so it cannot go to standard output", "`-o FILE`"};
  if (options.output == "-" && asked_formats(options).front() == "md")
    return UsageProblem{"Markdown brings its drawings as files, so it cannot go to standard output", "`-o FILE`"};
  if (!options.template_file.empty() && !uses_template(options))
    return UsageProblem{"`--template` without a format that uses it", "`--format html` or `--format pdf`"};
  if (options.audience != "public") {
    for (const auto& [given, name] :
         {std::pair(options.suppress, "--suppress"), std::pair(!options.no_key.empty(), "--no-key"),
          std::pair(!options.replaces.empty(), "--replaces")}) {
      if (given)
        return UsageProblem{fmt::format("`{}` without `--audience public`", name), "it belongs to a public report"};
    }
  }
  return std::nullopt;
}

/// `report.html`, `report.public.en.html`: an audience or language other than the usual is part of the name.
std::string usual_name(const ReportFormat& format, const CheckedStudy& checked, const Options& options) {
  std::string name(format.file);
  std::string extra;
  if (options.audience == "public") extra += ".public";
  const auto language = language_of(checked.read.study, options);
  if (language != checked.read.study.language) append_format(extra, ".{}", name_of(language));
  return name.insert(name.find('.'), extra);
}

std::string path_for(const ReportFormat& format, const CheckedStudy& checked, const Options& options) {
  const auto& output = options.output;
  if (output == "-") return output;
  if (output.empty()) return checked.folder.on_disk(usual_name(format, checked, options));
  const bool folder = asked_formats(options).size() > 1 || output.ends_with('/') || kind_of(output) == PathKind::folder;
  return folder ? join_path(output, usual_name(format, checked, options)) : output;
}

/// The public edition in a file; nothing where there is no file, or one that is something else or does not say.
std::optional<ProvenanceRecord> edition_in(const std::string& path) {
  if (kind_of(path) != PathKind::file) return std::nullopt;
  const auto text = read_file(path, output_limit);
  auto record = read_provenance(text);
  if (!record) record = read_json_provenance(text);
  return record && record->audience == "public" ? record : std::nullopt;
}

/// The study of an earlier wave that the report compares with, or nothing.
std::optional<CheckedStudy> open_previous(const CheckedStudy& checked, const Options& options, Terminal& terminal,
                                          bool& failed) {
  const auto path = !options.since.empty()                 ? options.since
                    : !checked.read.study.previous.empty() ? checked.folder.on_disk(checked.read.study.previous)
                                                           : std::string();
  if (path.empty()) return std::nullopt;
  auto previous = open_study(path, options, terminal);
  failed = !previous.has_value();
  return previous;
}

/// Drawings of an earlier edition in the folder of this one's: an internal one would be published with it.
void remove_older_drawings(const std::vector<OutputFile>& written) {
  std::set<std::string> folders;
  std::set<std::string> ours;
  for (const auto& file : written) {
    ours.insert(file.path);
    if (file.path.ends_with(".svg")) folders.insert(folder_of(file.path));
  }
  for (const auto& folder : folders) {
    for (const auto& entry : list_folder(folder)) {
      const auto path = join_path(folder, entry.name);
      if (entry.folder || !entry.name.ends_with(".svg") || ours.contains(path)) continue;
      if (::unlink(path.c_str()) != 0) throw IoError(failure_text("cannot remove the older drawing", path, errno));
    }
  }
}

int write_formats(const Material& material, Terminal& terminal) {
  std::vector<OutputFile> all;
  std::vector<std::string> reports;
  for (const auto& name : asked_formats(material.options)) {
    const auto& format = *find_report_format(name);
    const auto path = path_for(format, material.checked, material.options);
    for (auto& file : format.make(material, path)) {
      if (material.options.audience == "public") file.mode = for_everybody;
      all.push_back(std::move(file));
    }
    reports.push_back(path);
  }
  if (material.options.output == "-") {
    terminal.out(all.front().text);
    return exit_clean;
  }
  write_files(all, input_paths(material.checked.folder));
  remove_older_drawings(all);
  // A file that was named with `-o` needs no line.
  if (reports.front() == material.options.output) return exit_clean;
  for (const auto& path : reports) terminal.out(path + "\n");
  return exit_clean;
}

std::string read_template(const Options& options) {
  if (options.template_file.empty()) return {};
  auto text = read_file(options.template_file);
  if (text.empty() || find_encoding_fault(text)) {
    throw IoError(fmt::format("{} cannot be used as a template: it is {}", options.template_file,
                              text.empty() ? "empty" : "not plain UTF-8 text"));
  }
  if (const auto problem = house_template_problem(text))
    throw IoError(fmt::format("{} cannot be used as a template: {}", options.template_file, *problem));
  return text;
}

int print_template(const std::string& format, Terminal& terminal) {
  static const std::vector<std::string> known{"html", "briefing", "md"};
  if (std::ranges::find(known, format) == known.end()) return unknown_value("template", format, known, terminal);
  terminal.out(embedded(fmt::format("data/templates/{}.mustache", find_report_format(format)->file)));
  return exit_clean;
}

/// What of a study and its results an audience may see: all of it, or what the gate lets through.
class Shown {
 public:
  Shown(const CheckedStudy& checked, const Options& options) : study_(checked.read.study), analysis_(analyse(study_)) {
    if (options.audience == "public") gate_ = pass_gate(study_, analysis_);
  }

  const Study& study() const { return gate_ ? gate_->study : study_; }
  const Analysis& analysis() const { return gate_ ? gate_->analysis : analysis_; }
  std::optional<int> refused(const Options& options, Terminal& terminal) const {
    return gate_ ? refused_by_gate(*gate_, options, terminal) : std::nullopt;
  }
  std::vector<Withheld> withheld() const { return gate_ ? gate_->withheld : std::vector<Withheld>{}; }

 private:
  const Study& study_;
  Analysis analysis_;
  std::optional<Publication> gate_;
};

/// What else keeps a public edition from being written, each with its cure; `replaces` is the edition that it replaces.
std::vector<std::string> reasons_against(const CheckedStudy& checked, const Options& options,
                                         const std::optional<ProvenanceRecord>& replaces) {
  std::vector<std::string> reasons;
  const auto& study = checked.read.study;
  if (const auto reason = missing_key(study, options)) reasons.push_back(*reason);
  const auto hash = hash_inputs(study.inputs);
  for (const auto& name : asked_formats(options)) {
    const auto path = path_for(*find_report_format(name), checked, options);
    const auto earlier = edition_in(path);
    if (!earlier || earlier->input_sha256 == hash) continue;
    if (replaces && replaces->input_sha256 == earlier->input_sha256) continue;
    reasons.push_back(
        fmt::format("{} is a public edition of other data, and what lies between two editions shows who was added: "
                    "write beside it, or name it with `--replaces {}`",
                    path, path));
  }
  return reasons;
}

}  // namespace

int report_command(const Options& given, Terminal& terminal) {
  auto options = given;
  if (!options.print.empty()) return print_template(options.print, terminal);
  if (const auto problem = match_format_to_name(options.formats, options.output, report_endings()))
    return usage_problem(*problem, terminal);
  if (const auto problem = check_report_usage(options)) return usage_problem(*problem, terminal);
  const auto template_text = read_template(options);
  // The internal edition shows what its cells rest on; a public one is searched for the words that it may not show.
  const auto checked = open_study(options.operand(0), options, terminal, KeptTexts::all);
  if (!checked) return exit_findings;
  bool failed = false;
  const auto previous = open_previous(*checked, options, terminal, failed);
  if (failed) return exit_findings;
  std::optional<ProvenanceRecord> replaces;
  if (!options.replaces.empty()) {
    replaces = edition_in(options.replaces);
    if (!replaces)
      return usage_problem({fmt::format("{} is no public edition", options.replaces),
                            "a file that this program wrote for `--audience public`"},
                           terminal);
  }
  if (options.audience == "public") {
    const auto reasons = reasons_against(*checked, options, replaces);
    if (!reasons.empty()) return refuse_publication(reasons, terminal);
  }
  const Shown shown(*checked, options);
  if (const auto code = shown.refused(options, terminal)) return *code;
  std::optional<Shown> before;
  if (previous) before.emplace(*previous, options);
  if (before)
    if (const auto code = before->refused(options, terminal)) return *code;
  const ReportOptions report{.language = language_of(checked->read.study, options),
                             .audience = options.audience == "public" ? Audience::public_audience : Audience::internal,
                             .withheld = shown.withheld(),
                             .no_key = checked->read.study.confidential_names.empty() ? options.no_key : std::string(),
                             .replaces = replaces ? replaces->input_sha256 : std::string(),
                             .previous_study = before ? &before->study() : nullptr,
                             .previous_analysis = before ? &before->analysis() : nullptr};
  const auto document = compose(shown.study(), shown.analysis(), report);
  return write_formats({.checked = *checked,
                        .options = options,
                        .study = shown.study(),
                        .analysis = shown.analysis(),
                        .document = document,
                        .withheld = shown.withheld(),
                        .no_key = report.no_key,
                        .replaces = report.replaces,
                        .template_text = template_text,
                        .terminal = terminal},
                       terminal);
}

}  // namespace quickscan
