#include "atomic_write.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "formats/graph_files.hpp"
#include "formats/json/network.hpp"
#include "formats/terminal.hpp"
#include "network/network.hpp"
#include "open_study.hpp"
#include "publication.hpp"
#include "report/disclosure_control.hpp"
#include "report/drawing/network_map.hpp"
#include "report/network_statements.hpp"
#include "report/pages/pages.hpp"
#include "study/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quickscan {

namespace {

struct GraphView {
  const NetworkResult& network;
  const Study& study;
  Language language;
  TerminalOptions terminal;
  std::vector<std::string> changes;
};

std::string graph_text(const GraphView& view) {
  const auto page = network_page(view.network, view.study, {.language = view.language, .changes = view.changes});
  return terminal_text(page, view.terminal);
}

std::string graph_svg(const NetworkResult& network, const Study& study, Language language) {
  return draw_network_map(network, study, {.language = language, .panel = MapPanel::overview, .waves = {}}) + "\n";
}

struct GraphFormat {
  std::string_view name;
  std::string_view ending;
  /// None for text, which depends on the terminal, and for csv, which is two files.
  std::string (*write)(const NetworkResult&, const Study&, Language) = nullptr;
};

constexpr auto graph_formats = std::to_array<GraphFormat>({{"text", ".txt"},
                                                           {"json", ".json", graph_json},
                                                           {"csv", ".csv"},
                                                           {"graphml", ".graphml", graphml},
                                                           {"gexf", ".gexf", gexf},
                                                           {"dot", ".dot", dot},
                                                           {"cytoscape", ".cyjs", cytoscape_json},
                                                           {"svg", ".svg", graph_svg}});

template <typename Value, std::size_t size>
std::vector<std::string> all_words(const Words<Value, size>& words) {
  std::vector<std::string> all;
  for (const auto& [word, value] : words) all.emplace_back(word);
  return all;
}

/// The values of a list of words; the first word that is none of them stops it.
template <typename Value, std::size_t size>
std::optional<std::string> take_words(const std::vector<std::string>& given, const Words<Value, size>& words,
                                      std::vector<Value>& values) {
  values.clear();
  for (const auto& word : given) {
    const auto found = std::ranges::find(words, word, &std::pair<std::string_view, Value>::first);
    if (found == words.end()) return word;
    values.push_back(found->second);
  }
  return std::nullopt;
}

/// What the options ask of the network; an exit code where one of them cannot be understood.
std::optional<int> network_options(const Options& options, NetworkOptions& network, Terminal& terminal) {
  if (options.unit == "organisation") {
    network.unit = NetworkUnit::organisation;
  } else if (!options.unit.empty() && options.unit != "actor") {
    return unknown_value("unit", options.unit, {"actor", "organisation"}, terminal);
  }
  if (!options.statuses.empty()) {
    if (const auto word = take_words(options.statuses, tie_status_words, network.statuses))
      return unknown_value("status", *word, all_words(tie_status_words), terminal);
  }
  if (const auto word = take_words(options.relations, relation_words, network.relations))
    return unknown_value("relation", *word, all_words(relation_words), terminal);
  network.with_partners = options.with_partners;
  for (const auto& format : options.formats) {
    const auto names = names_of(graph_formats);
    if (std::ranges::find(names, format) == names.end()) return unknown_value("format", format, names, terminal);
  }
  return std::nullopt;
}

/// By the names that they have in a folder.
std::vector<OutputFile> make_files(const Options& options, const GraphView& view) {
  std::vector<OutputFile> files;
  for (const auto& name : options.formats.empty() ? std::vector<std::string>{"text"} : options.formats) {
    const auto& format = *std::ranges::find(graph_formats, name, &GraphFormat::name);
    if (name == "csv") {
      auto tables = graph_csv(view.network, view.study, view.language);
      files.push_back({.path = "actors.csv", .text = std::move(tables.actors)});
      files.push_back({.path = "ties.csv", .text = std::move(tables.ties)});
    } else {
      files.push_back(
          {.path = "graph" + std::string(format.ending),
           .text = format.write == nullptr ? graph_text(view) : format.write(view.network, view.study, view.language)});
    }
  }
  return files;
}

/// What changed since the wave that the study names as its `previous`, under the same choice of ties. Only the text
/// form lists it, and not of chosen statuses: a tie that ended would be gained. Nothing where that study has errors,
/// which are then shown.
std::optional<std::vector<std::string>> changes_of(const CheckedStudy& checked, const NetworkResult& network,
                                                   const Options& options, Terminal& terminal) {
  const auto& formats_asked = options.formats;
  const bool text = formats_asked.empty() || std::ranges::find(formats_asked, "text") != formats_asked.end();
  const auto& previous = checked.read.study.previous;
  if (previous.empty() || !text || !options.statuses.empty()) return std::vector<std::string>{};
  const auto before = open_study(checked.folder.on_disk(previous), options, terminal);
  if (!before) return std::nullopt;
  const auto network_before = analyse_network(before->read.study, network.options);
  return network_change_sentences(compare_networks(network_before, network), {network_before, before->read.study},
                                  {network, checked.read.study}, language_of(checked.read.study, options),
                                  Coefficients::in_numbers);
}

}  // namespace

int graph_command(const Options& given, Terminal& terminal) {
  auto options = given;
  std::vector<std::pair<std::string, std::string>> endings;
  for (const auto& row : graph_formats) endings.emplace_back(row.name, row.ending);
  if (const auto problem = match_format_to_name(options.formats, options.output, endings))
    return usage_problem(*problem, terminal);
  if (options.output.ends_with(".csv") && kind_of(options.output) != PathKind::folder)
    return usage_problem({"csv is two files: actors.csv and ties.csv", "`--format csv -o FOLDER`"}, terminal);
  NetworkOptions network_wanted;
  if (const auto code = network_options(options, network_wanted, terminal)) return *code;
  const auto checked = open_study(options.operand(0), options, terminal);
  if (!checked) return exit_findings;
  const bool is_public = options.audience == "public";
  std::optional<Publication> gate;
  if (is_public) {
    auto analysis = analyse(checked->read.study);
    analysis.network.options = network_wanted;
    gate = pass_gate(checked->read.study, analysis);
    if (!gate->identifying.empty()) return refuse_publication(gate->identifying, terminal);
    if (missing_key(checked->read.study, options))
      terminal.err("quickscan: confidential/key.yaml holds no names: this graph was not searched for interviewees\n");
  }
  const auto& study = gate ? gate->study : checked->read.study;
  const auto network = gate ? gate->analysis.network : analyse_network(study, network_wanted);
  // The earlier wave has not been through the gate.
  const auto changes =
      is_public ? std::optional(std::vector<std::string>{}) : changes_of(*checked, network, options, terminal);
  if (!changes) return exit_findings;
  auto files = make_files(options, {.network = network,
                                    .study = study,
                                    .language = language_of(study, options),
                                    .terminal = page_options(options, terminal),
                                    .changes = *changes});
  if (files.size() == 1 && kind_of(options.output) != PathKind::folder) {
    write_result(files.front().text, options, terminal, checked->folder);
    return exit_clean;
  }
  if (options.output.empty() || options.output == "-")
    return usage_problem({"several files cannot share standard output", "`-o FOLDER`"}, terminal);
  for (auto& file : files) {
    file.path = join_path(options.output, file.path);
    file.mode = is_public ? for_everybody : owner_only;
  }
  write_files(files, input_paths(checked->folder));
  for (const auto& file : files) terminal.out(file.path + "\n");
  return exit_clean;
}

}  // namespace quickscan
