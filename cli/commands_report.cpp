#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "checking.hpp"
#include "commands.hpp"
#include "exchange/json.hpp"
#include "files.hpp"
#include "report/html.hpp"
#include "report/markdown.hpp"
#include "report/provenance.hpp"
#include "text/suggest.hpp"
#include "writing.hpp"

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
  std::string template_text;
};

/// A format with the files it made, the report itself first.
using Files = std::vector<OutputFile>;

struct FormatRow {
  std::string_view name;
  std::string_view file;  ///< its name where none was given
  Files (*make)(const Material&, const std::string& path);
};

Files one_file(const std::string& path, std::string text) {
  return {{.path = path, .text = std::move(text), .mode = owner_only}};
}

Files make_html(const Material& material, const std::string& path) {
  return one_file(path, to_html(material.document, {.template_text = material.template_text, .css = {}}));
}

Files make_briefing(const Material& material, const std::string& path) {
  if (const int lines = briefing_overflow(material.document); lines > 0) {
    throw WorldError(fmt::format("the briefing is {} line{} too long for its page; shorten text/summary or the title",
                                 lines, lines == 1 ? "" : "s"));
  }
  return one_file(path, briefing_html(material.document));
}

Files make_json(const Material& material, const std::string& path) {
  const JsonOptions json{
      .language = material.document.language,
      .audience = material.options.audience == "public" ? Audience::public_audience : Audience::internal,
      .withheld = material.withheld,
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

constexpr auto formats = std::to_array<FormatRow>({
    {"html", "report.html", make_html},
    {"briefing", "briefing.html", make_briefing},
    {"md", "report.md", make_markdown},
    {"json", "report.json", make_json},
});

const FormatRow* find_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &FormatRow::name);
  return found == formats.end() ? nullptr : &*found;
}

std::vector<std::string> asked_formats(const Options& options) {
  return options.formats.empty() ? std::vector<std::string>{"html"} : options.formats;
}

std::optional<UsageProblem> check_usage(const Options& options) {
  std::vector<std::string> names;
  for (const auto& row : formats) names.emplace_back(row.name);
  for (const auto& format : asked_formats(options)) {
    if (find_format(format) != nullptr) continue;
    auto help = did_you_mean(format, names);
    if (help.empty()) help = fmt::format("one of {}", fmt::join(names, ", "));
    return UsageProblem{fmt::format("unknown format `{}`", format), std::move(help)};
  }
  if (options.output == "-" && asked_formats(options).size() > 1) {
    return UsageProblem{"several formats cannot share standard output", "`-o FOLDER`, or one format at a time"};
  }
  if (options.output == "-" && asked_formats(options).front() == "md") {
    return UsageProblem{"Markdown brings its drawings as files, so it cannot go to standard output", "`-o FILE`"};
  }
  if (options.suppress && options.audience != "public") {
    return UsageProblem{"`--suppress` without `--audience public`", "it withholds what the publication gate refuses"};
  }
  return std::nullopt;
}

/// `report.html`, `report.public.en.html`: what differs from the usual stands in the name.
std::string usual_name(const FormatRow& format, const Material& material) {
  std::string name(format.file);
  std::string extra;
  if (material.options.audience == "public") extra += ".public";
  if (material.document.language != material.study.language)
    fmt::format_to(std::back_inserter(extra), ".{}", name_of(material.document.language));
  return name.insert(name.find('.'), extra);
}

std::string path_for(const FormatRow& format, const Material& material) {
  const auto& output = material.options.output;
  if (output.empty()) return material.checked.folder.on_disk(usual_name(format, material));
  const bool folder =
      asked_formats(material.options).size() > 1 || output.ends_with('/') || kind_of(output) == PathKind::folder;
  return folder ? join_path(output, usual_name(format, material)) : output;
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

int write_formats(const Material& material, Terminal& terminal) {
  std::vector<OutputFile> all;
  std::vector<std::string> reports;
  for (const auto& name : asked_formats(material.options)) {
    const auto& format = *find_format(name);
    const auto path = material.options.output == "-" ? std::string("-") : path_for(format, material);
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
  for (const auto& file : all) make_folders(folder_of(file.path));
  write_files(all, input_paths(material.checked.folder));
  for (const auto& path : reports) terminal.out(path + "\n");
  return exit_clean;
}

std::string read_template(const Options& options) {
  if (options.template_file.empty()) return {};
  auto text = read_file(options.template_file);
  if (const auto problem = template_problem(text)) {
    throw WorldError(fmt::format("{} cannot be used as a template: {}", options.template_file, *problem));
  }
  return text;
}

}  // namespace

int report_command(const Options& options, Terminal& terminal) {
  if (const auto problem = check_usage(options)) return usage_problem(*problem, terminal);
  const auto checked =
      open_study(options.operands.empty() ? std::string() : options.operands.front(), options, terminal);
  if (!checked) return exit_findings;
  bool failed = false;
  const auto previous = open_previous(*checked, options, terminal, failed);
  if (failed) return exit_findings;
  const auto& study = checked->read.study;
  const auto analysis = analyse(study);
  std::optional<Analysis> before;
  if (previous) before = analyse(previous->read.study);
  const ReportOptions report{.language = language_of(study, options),
                             .audience = options.audience == "public" ? Audience::public_audience : Audience::internal,
                             .withheld = {},
                             .previous_study = previous ? &previous->read.study : nullptr,
                             .previous_analysis = before ? &*before : nullptr};
  const auto document = compose(study, analysis, report);
  return write_formats({.checked = *checked,
                        .options = options,
                        .study = study,
                        .analysis = analysis,
                        .document = document,
                        .withheld = report.withheld,
                        .template_text = read_template(options)},
                       terminal);
}

}  // namespace quickscan
