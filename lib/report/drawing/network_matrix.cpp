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
#include <utility>

namespace quickscan {

namespace {

constexpr double matrix_text = 10;
constexpr double matrix_label_width = 210;
constexpr double matrix_title_height = 24;

/// A row and column of the matrix: an actor.
struct MatrixNode {
  std::string name;
  LevelId level;
};

struct NetworkMatrix {
  std::vector<MatrixNode> nodes;
  std::map<std::pair<std::size_t, std::size_t>, int> ties;  ///< lower index first
  int shown = 0;
};

NetworkMatrix matrix_of(const NetworkWords& words) {
  const auto& network = words.network;
  NetworkMatrix matrix;
  matrix.shown =
      static_cast<int>(std::ranges::count_if(network.ties, [&](const TieResult& tie) { return words.is_shown(tie); }));
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
    if (words.is_shown(tie)) ++matrix.ties[std::minmax(node_of[tie.source], node_of[tie.target])];
  }
  return matrix;
}

void draw_names(Drawing& drawing, const NetworkWords& words, const NetworkMatrix& matrix, double step, double top) {
  const auto size = static_cast<double>(matrix.nodes.size()) * step;
  for (std::size_t i = 0; i < matrix.nodes.size(); ++i) {
    const auto at = static_cast<double>(i) * step;
    const auto name = fmt::format("{} {}", i + 1, matrix.nodes[i].name);
    drawing.text(matrix_label_width - 6, top + at + step * 0.75, fit_text(name, matrix_text, matrix_label_width - 60),
                 {.size = matrix_text, .anchor = "end"});
    drawing.text(matrix_label_width + at + step / 2, top - 4, fmt::format("{}", i + 1),
                 {.size = matrix_text - 2, .fill = palette::grey, .anchor = "middle"});
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

Table matrix_table_of(const NetworkWords& words, const NetworkMatrix& matrix) {
  Table table{words.say("matrix_caption"),
              {words.say("column_from"), words.say("column_to"), words.say("column_ties")},
              {},
              true};
  for (const auto& [pair, count] : matrix.ties) {
    table.rows.push_back({{.text = matrix.nodes[pair.first].name},
                          {.text = matrix.nodes[pair.second].name},
                          {.text = format_count(count), .number = true}});
  }
  return table;
}

}  // namespace

Figure network_matrix_figure(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  const auto matrix = matrix_of(words);
  Figure figure;
  if (matrix.ties.empty()) return figure;
  constexpr double step = 13;
  constexpr double top = matrix_title_height + 14;
  Drawing drawing;
  for (const auto& [pair, count] : matrix.ties) {
    for (const auto& [row, column] : {pair, std::pair(pair.second, pair.first)}) {
      const auto x = matrix_label_width + static_cast<double>(column) * step;
      const auto y = top + static_cast<double>(row) * step;
      drawing.rectangle(x, y, step, step, {.fill = count > 1 ? palette::blue : "#9ac8e0", .stroke_width = 0});
      if (count > 1) {
        drawing.text(x + step / 2, y + step * 0.72, fmt::format("{}", count),
                     {.size = matrix_text - 2, .fill = count > 1 ? palette::paper : palette::ink, .anchor = "middle"});
      }
    }
  }
  draw_names(drawing, words, matrix, step, top);
  const auto most = std::ranges::max_element(matrix.ties, {}, [](const auto& entry) { return entry.second; });
  figure.id = "network-matrix";
  figure.title = words.say("matrix_title");
  figure.description = words.say("matrix_description", {{"actors", static_cast<int>(network.actors.size())},
                                                        {"ties", matrix.shown},
                                                        {"a", matrix.nodes[most->first.first].name},
                                                        {"b", matrix.nodes[most->first.second].name},
                                                        {"most", most->second}});
  figure.data = matrix_table_of(words, matrix);
  const auto width = matrix_label_width + static_cast<double>(matrix.nodes.size()) * step + 4;
  if (width > 640) figure.sheet = "A3";
  figure.svg =
      drawing.finish({figure.id, figure.title, figure.description, banner_title_of(study.provenance, language)}, width,
                     top + static_cast<double>(matrix.nodes.size()) * step + 8);
  return figure;
}

}  // namespace quickscan
