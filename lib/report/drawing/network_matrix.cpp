#include "report/drawing/network_matrix.hpp"

#include "core/format_number.hpp"
#include "report/drawing/svg.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/network_wording.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace quickscan {

namespace {

constexpr double matrix_text = 11;
constexpr double matrix_label_width = 150;
constexpr double matrix_title_height = 4;
constexpr double matrix_step = 13;

/// A row and column of the matrix: an actor.
struct MatrixNode {
  std::string name;
  LevelId level;
};

/// The ties between two actors: how many, and of which kinds.
struct MatrixTies {
  int count = 0;
  std::set<Relation> relations;
};

struct NetworkMatrix {
  std::vector<MatrixNode> nodes;
  std::map<std::pair<std::size_t, std::size_t>, MatrixTies> ties;  ///< lower index first
  int shown = 0;
};

NetworkMatrix matrix_of(const NetworkWords& words) {
  const auto& network = words.network;
  NetworkMatrix matrix;
  // Another status than working, pilot or difficult has no look of its own here, so it would read as a tie.
  matrix.shown = static_cast<int>(std::ranges::count_if(network.ties, &TieResult::in_network));
  std::vector<std::size_t> order(network.actors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t actor) {
    const auto& row = network.actors[actor];
    return std::tuple(row.level, words.sector(row.sector), row.id);
  });
  std::vector<std::size_t> node_of(network.actors.size());
  for (const auto actor : order) {
    const auto& row = network.actors[actor];
    matrix.nodes.push_back({short_actor_name(row, words.language), row.level});
    node_of[actor] = matrix.nodes.size() - 1;
  }
  for (const auto& tie : network.ties) {
    if (!tie.in_network) continue;
    auto& between = matrix.ties[std::minmax(node_of[tie.source], node_of[tie.target])];
    ++between.count;
    between.relations.insert(tie.relation);
  }
  return matrix;
}

std::string level_part(LevelId level) { return fmt::format("level-{}", level == none ? 0 : level.index()); }

/// A cell disappears with the level of its row or column, and with the last of its kinds of ties; a count counts all
/// kinds.
void draw_cell(Drawing& drawing, const NetworkMatrix& matrix, std::pair<std::size_t, std::size_t> place,
               const MatrixTies& ties, double top) {
  constexpr double step = matrix_step;
  const auto x = matrix_label_width + static_cast<double>(place.second) * step;
  const auto y = top + static_cast<double>(place.first) * step;
  const auto parts_of = [&](auto draw) {
    drawing.begin_part(level_part(matrix.nodes[place.first].level));
    drawing.begin_part(level_part(matrix.nodes[place.second].level));
    draw();
    drawing.end_part();
    drawing.end_part();
  };
  parts_of([&] {
    for (const auto relation : ties.relations) {
      drawing.begin_part(id_of(relation));
      drawing.rectangle(x, y, step, step, {.fill = "#9ac8e0", .stroke_width = 0});
      drawing.end_part();
    }
    if (ties.count < 2) return;
    for (const auto relation : ties.relations) drawing.begin_part(id_of(relation));
    drawing.rectangle(x, y, step, step, {.fill = palette::blue, .stroke_width = 0});
    drawing.text(x + step / 2, y + step * 0.78, format_count(ties.count),
                 {.size = matrix_text, .fill = palette::paper, .anchor = "middle"});
    for (std::size_t part = 0; part < ties.relations.size(); ++part) drawing.end_part();
  });
}

void draw_names(Drawing& drawing, const NetworkWords& words, const NetworkMatrix& matrix, double step, double top) {
  const auto size = static_cast<double>(matrix.nodes.size()) * step;
  for (std::size_t i = 0; i < matrix.nodes.size(); ++i) {
    const auto at = static_cast<double>(i) * step;
    const auto name = fmt::format("{} {}", i + 1, matrix.nodes[i].name);
    drawing.text(matrix_label_width - 6, top + at + step * 0.75, fit_text(name, matrix_text, matrix_label_width - 28),
                 {.size = matrix_text, .anchor = "end"});
    drawing.text(matrix_label_width + at + step / 2, top - 4, fmt::format("{}", i + 1),
                 {.size = matrix_text - 1, .fill = palette::grey, .anchor = "middle"});
    const bool first = i == 0 || matrix.nodes[i].level != matrix.nodes[i - 1].level;
    drawing.line(matrix_label_width, top + at, matrix_label_width + size, top + at,
                 {.stroke = first ? palette::ink : palette::rule, .stroke_width = first ? 1.2 : 0.4});
    drawing.line(matrix_label_width + at, top, matrix_label_width + at, top + size,
                 {.stroke = first ? palette::ink : palette::rule, .stroke_width = first ? 1.2 : 0.4});
    if (!first) continue;
    std::size_t last = i;
    while (last + 1 < matrix.nodes.size() && matrix.nodes[last + 1].level == matrix.nodes[i].level) ++last;
    const auto length = static_cast<double>(last - i + 1) * step;
    drawing.upward_text(12, top + at + length / 2, fit_text(words.level(matrix.nodes[i].level), matrix_text, length),
                        {.size = matrix_text, .bold = true});
  }
  drawing.rectangle(matrix_label_width, top, size, size, {.stroke = palette::ink, .stroke_width = 1.2});
}

std::string full_name(const NetworkWords& words, const NetworkMatrix& matrix, std::size_t node) {
  return fmt::format("{} ({})", matrix.nodes[node].name, words.level(matrix.nodes[node].level));
}

Table matrix_table_of(const NetworkWords& words, const NetworkMatrix& matrix) {
  Table table{words.say("matrix_caption"),
              {words.say("column_one"), words.say("column_other"), words.say("column_ties")},
              {},
              true};
  for (const auto& [pair, ties] : matrix.ties) {
    table.rows.push_back({{.text = full_name(words, matrix, pair.first)},
                          {.text = full_name(words, matrix, pair.second)},
                          {.text = format_count(ties.count), .number = true}});
  }
  return table;
}

}  // namespace

Figure network_matrix_figure(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  const auto matrix = matrix_of(words);
  Figure figure;
  if (matrix.ties.empty()) return figure;
  constexpr double top = matrix_title_height + 14;
  Drawing drawing;
  std::set<LevelId> levels;
  std::set<Relation> relations;
  for (const auto& [pair, ties] : matrix.ties) {
    draw_cell(drawing, matrix, pair, ties, top);
    if (pair.first != pair.second) draw_cell(drawing, matrix, {pair.second, pair.first}, ties, top);
    relations.insert(ties.relations.begin(), ties.relations.end());
    levels.insert({matrix.nodes[pair.first].level, matrix.nodes[pair.second].level});
  }
  draw_names(drawing, words, matrix, matrix_step, top);
  for (const auto relation : relations) figure.filters.emplace_back(id_of(relation), words.relation(relation));
  for (const auto level : levels)
    if (levels.size() > 1) figure.filters.emplace_back(level_part(level), words.level(level));
  figure.filter_title = words.say("matrix_filters");
  const auto count_of_pair = [](const auto& entry) { return entry.second.count; };
  const auto most = std::ranges::max_element(matrix.ties, {}, count_of_pair);
  figure.id = "network-matrix";
  figure.title = words.say("matrix_title");
  figure.description =
      words.say("matrix_description", {{"actors", static_cast<int>(network.actors.size())}, {"ties", matrix.shown}});
  const auto left_out =
      std::ranges::count_if(network.ties, [&](const TieResult& tie) { return words.is_shown(tie) && !tie.in_network; });
  if (left_out > 0) figure.description += ' ' + words.say("matrix_left_out", {{"count", static_cast<int>(left_out)}});
  if (std::ranges::count(matrix.ties, most->second.count, count_of_pair) == 1) {
    figure.description += ' ' + words.say("matrix_most", {{"a", full_name(words, matrix, most->first.first)},
                                                          {"b", full_name(words, matrix, most->first.second)},
                                                          {"most", most->second.count}});
  }
  figure.data = matrix_table_of(words, matrix);
  const auto width = matrix_label_width + static_cast<double>(matrix.nodes.size()) * matrix_step + 4;
  // The widest whose letters are 7 points on a page of A4.
  constexpr double most_on_a4 = 802;
  if (width > most_on_a4) figure.sheet = "A3";
  figure.svg =
      drawing.finish({figure.id, figure.title, figure.description, banner_title_of(study.provenance, language)}, width,
                     top + static_cast<double>(matrix.nodes.size()) * matrix_step + 8);
  return figure;
}

}  // namespace quickscan
