#include "report/drawing/network_grid.hpp"

#include "core/format.hpp"
#include "report/drawing/box_labels.hpp"
#include "report/drawing/column_order.hpp"
#include "report/drawing/text_metrics.hpp"
#include "report/network_wording.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace quickscan {

namespace {

constexpr std::size_t most_lines = 5;
/// How far the name of a row may extend beyond its boxes, as its background does.
constexpr double row_name_beyond = 8;
constexpr double bold_row_name = map_size::row_name * bold_factor;
constexpr double narrowest = 64;
constexpr double widest_box = 86;

/// As wide as the widest word, within limits.
double box_label_width(const MapGraph& graph) {
  double width = narrowest;
  for (const auto& actor : graph.actors) width = std::max(width, widest_part(actor.label, widest_box));
  return std::min(std::ceil(width), widest_box);
}

/// The least width at which the name of a row fits on two lines, none of its words cut; within limits.
double width_on_two_lines(std::string_view name) {
  constexpr double most = 170;
  double width = text_width(name, bold_row_name) / 2;
  for (std::size_t at = 0; at < name.size();) {
    const auto end = std::min(name.find(' ', at), name.size());
    width = std::max(width, text_width(name.substr(at, end - at), bold_row_name));
    at = end + 1;
  }
  while (width < most && wrap_text(name, bold_row_name, width, 3).size() > 2) width += 2;
  return std::min(width, most);
}

/// How much each pair of sectors is connected: by ties, and a quarter as much by members of one platform.
std::vector<std::vector<int>> connection_weights(const MapGraph& graph, const std::vector<std::string>& sectors) {
  std::vector<std::vector<int>> weights(sectors.size(), std::vector<int>(sectors.size(), 0));
  const auto place = [&](std::size_t actor) {
    return static_cast<std::size_t>(std::ranges::find(sectors, graph.actors[actor].sector) - sectors.begin());
  };
  std::map<std::size_t, std::vector<std::size_t>> members;
  const auto join = [&](std::size_t a, std::size_t b, int weight) {
    if (a == b || a >= sectors.size() || b >= sectors.size()) return;
    weights[a][b] += weight;
    weights[b][a] += weight;
  };
  for (const auto& tie : graph.ties) {
    const auto& source = graph.actors[tie.source];
    const auto& target = graph.actors[tie.target];
    if (target.platform != source.platform) {
      members[target.platform ? tie.target : tie.source].push_back(target.platform ? tie.source : tie.target);
    } else if (!target.platform) {
      join(place(tie.source), place(tie.target), 4);
    }
  }
  for (const auto& entry : members) {
    for (const auto a : entry.second) {
      for (const auto b : entry.second)
        if (a < b) join(place(a), place(b), 1);
    }
  }
  return weights;
}

using GridCell = std::pair<std::size_t, std::size_t>;  // row, sector

/// By cell: its actors, in the order of the mean row of those that they are tied to.
std::map<GridCell, std::vector<std::size_t>> fill_cells(const MapGraph& graph,
                                                        const std::vector<std::string>& sectors) {
  std::vector<double> pull(graph.actors.size(), 0);
  std::vector<int> degree(graph.actors.size(), 0);
  for (const auto& tie : graph.ties) {
    for (const auto& [own, other] : {std::pair(tie.source, tie.target), std::pair(tie.target, tie.source)}) {
      const auto& there = graph.actors[other];
      const auto difference = static_cast<double>(there.row) - static_cast<double>(graph.actors[own].row);
      // The bar of a platform lies above the boxes of its row.
      pull[own] += there.platform && difference == 0 ? -0.6 : difference;
      ++degree[own];
    }
  }
  std::map<GridCell, std::vector<std::size_t>> cells;
  for (std::size_t actor = 0; actor < graph.actors.size(); ++actor) {
    const auto& row = graph.actors[actor];
    if (row.platform) continue;
    const auto sector = static_cast<std::size_t>(std::ranges::find(sectors, row.sector) - sectors.begin());
    cells[{row.row, sector}].push_back(actor);
  }
  for (auto& entry : cells) {
    std::ranges::stable_sort(entry.second, {},
                             [&](std::size_t actor) { return degree[actor] == 0 ? 0.0 : pull[actor] / degree[actor]; });
  }
  return cells;
}

struct Measures {
  double width = 0;
  double height = 0;
  double scale() const { return std::min(map_size::sheet_width / width, map_size::sheet_height / height); }
};

/// The approximate size of the drawing with at most `stack` boxes above each other in a cell.
Measures estimate(const MapGraph& graph, const std::map<GridCell, std::vector<std::size_t>>& cells, std::size_t sectors,
                  std::size_t stack, double box_width) {
  std::vector<std::size_t> parts(sectors, 1);
  std::vector<std::size_t> highest(graph.rows.size(), 1);
  for (const auto& [cell, actors] : cells)
    parts[cell.second] = std::max(parts[cell.second], (actors.size() + stack - 1) / stack);
  for (const auto& [cell, actors] : cells) {
    const auto part = parts[cell.second];
    highest[cell.first] = std::max(highest[cell.first], (actors.size() + part - 1) / part);
  }
  Measures measures{map_size::left, map_size::header + 50};
  for (const auto part : parts) measures.width += static_cast<double>(part) * (box_width + 32);
  for (const auto high : highest) measures.height += static_cast<double>(high) * 46 + 34;
  for (const auto& actor : graph.actors) measures.height += actor.platform ? 36 : 0;
  return measures;
}

void place_boxes(const MapGraph& graph, const std::map<GridCell, std::vector<std::size_t>>& cells, std::size_t stack,
                 MapGrid& grid) {
  std::vector<std::size_t> parts(grid.sectors.size(), 1);
  for (const auto& [cell, actors] : cells)
    parts[cell.second] = std::max(parts[cell.second], (actors.size() + stack - 1) / stack);
  std::vector<std::size_t> first_column;
  for (std::size_t sector = 0; sector < parts.size(); ++sector) {
    first_column.push_back(grid.column_sector.size());
    grid.column_sector.insert(grid.column_sector.end(), parts[sector], sector);
  }
  std::vector<int> degree(graph.actors.size(), 0);
  for (const auto& tie : graph.ties) {
    ++degree[tie.source];
    ++degree[tie.target];
  }
  for (const auto& [cell, actors] : cells) {
    const auto part = parts[cell.second];
    const auto high = (actors.size() + part - 1) / part;
    for (std::size_t i = 0; i < actors.size(); ++i) {
      MapBox box;
      box.actor = actors[i];
      box.row = cell.first;
      // Along the row first, so that actors with ties upwards are on top in every part.
      box.column = first_column[cell.second] + (high == 0 ? 0 : i % part);
      box.place = static_cast<int>(i / part);
      box.lines = wrap_label(graph.actors[actors[i]].label, grid.box_width - 2 * map_size::padding, most_lines);
      const auto text = static_cast<double>(box.lines.size()) * map_size::line + 2 * map_size::padding;
      const int lines_a_side = (degree[actors[i]] + 1) / 2;
      box.height = std::max(text, lines_a_side * 6.0 + 8);
      box.width = grid.box_width;
      grid.boxes.push_back(std::move(box));
    }
  }
}

/// A platform gets a bar above the boxes of its row: a piece over each column in which something is tied to it.
void place_platforms(const MapGraph& graph, MapGrid& grid) {
  grid.bands.resize(grid.rows);
  const auto boxes = grid.boxes;
  for (std::size_t actor = 0; actor < graph.actors.size(); ++actor) {
    const auto& platform = graph.actors[actor];
    if (!platform.platform) continue;
    std::set<std::size_t> columns;
    for (const auto& tie : graph.ties) {
      if (tie.source != actor && tie.target != actor) continue;
      const auto other = tie.source == actor ? tie.target : tie.source;
      for (const auto& box : boxes)
        if (box.actor == other && box.row == platform.row) columns.insert(box.column);
    }
    if (columns.empty() && !grid.column_sector.empty()) columns.insert(grid.column_sector.size() / 2);
    auto& bands = grid.bands[platform.row];
    const auto lines = wrap_label(platform.label, grid.box_width - 2 * map_size::padding, most_lines);
    const auto height = static_cast<double>(lines.size()) * map_size::line + 2 * map_size::padding;
    bands.push_back(height);
    for (const auto column : columns) {
      MapBox box;
      box.actor = actor;
      box.platform = true;
      box.row = platform.row;
      box.column = column;
      box.place = -static_cast<int>(bands.size());
      box.width = grid.box_width;
      box.height = height;
      if (column == *columns.begin()) box.lines = lines;
      grid.boxes.push_back(std::move(box));
    }
  }
}

/// Names of rows within the height of their boxes and bars; a row that is too low is made high enough for its name.
void fit_row_names(const MapGraph& graph, MapGrid& grid) {
  std::vector<std::map<std::size_t, double>> heights(grid.rows);
  for (const auto& box : grid.boxes) {
    auto& height = heights[box.row][box.column];
    if (!box.platform) height += box.height + (height > 0 ? map_size::stack_gap : 0);
  }
  for (std::size_t row = 0; row < grid.rows; ++row) {
    double height = 0;
    for (const auto& entry : heights[row]) height = std::max(height, entry.second);
    for (const double band : grid.bands[row]) height += band + (height > 0 ? map_size::stack_gap : 0);
    const auto& name = graph.rows[row];
    grid.row_names.push_back({name});
    grid.least_height.push_back(0);
    if (text_width(name, bold_row_name) <= height + row_name_beyond) continue;
    const double width = std::max(height + row_name_beyond, width_on_two_lines(name));
    grid.row_names.back() = wrap_text(name, bold_row_name, width, 2);
    grid.least_height.back() = width - row_name_beyond;
  }
}

}  // namespace

MapGraph gather_map_graph(const NetworkResult& network, const Study& study, const MapOptions& options) {
  std::vector<const NetworkResult*> waves = {&network};
  for (const auto* wave : options.waves)
    if (wave != nullptr && wave != &network) waves.push_back(wave);
  std::map<std::string, const ActorResult*> actors;
  std::set<LevelId> levels;
  for (const auto* wave : waves) {
    for (const auto& actor : wave->actors) {
      actors.emplace(actor.id, &actor);
      levels.insert(actor.level);
    }
  }
  MapGraph graph;
  const NetworkWords words(network, study, options.language);
  const std::vector<LevelId> rows(levels.begin(), levels.end());
  for (const LevelId level : rows) graph.rows.push_back(level == none ? "" : words.level(level));
  std::set<std::string> used;
  std::map<std::string, std::size_t> place;
  for (const auto& [id, actor] : actors) {
    place[id] = graph.actors.size();
    const auto row = static_cast<std::size_t>(std::ranges::find(rows, actor->level) - rows.begin());
    const bool platform = actor->kind == StakeholderKind::platform;
    graph.actors.push_back({id, short_actor_name(*actor, options.language), actor->sector, row, platform});
    if (!platform) used.insert(actor->sector);
  }
  for (const auto& sector : study.sectors)
    if (used.erase(sector.id) > 0) graph.sectors.push_back(sector.id);
  graph.sectors.insert(graph.sectors.end(), used.begin(), used.end());
  if (graph.sectors.empty() && !graph.actors.empty()) graph.sectors.emplace_back();
  std::set<std::tuple<std::size_t, std::size_t, Relation>> ties;
  for (const auto* wave : waves) {
    for (const auto& tie : wave->ties) {
      if (tie.source == tie.target) continue;
      ties.emplace(place.at(wave->actors[tie.source].id), place.at(wave->actors[tie.target].id), tie.relation);
    }
  }
  for (const auto& [source, target, relation] : ties) graph.ties.push_back({source, target, relation});
  return graph;
}

MapGrid make_grid(const MapGraph& graph) {
  MapGrid grid;
  grid.rows = graph.rows.size();
  grid.box_width = box_label_width(graph) + 2 * map_size::padding;
  const auto weights = connection_weights(graph, graph.sectors);
  for (const auto sector : order_columns(weights)) grid.sectors.push_back(graph.sectors[sector]);
  const auto cells = fill_cells(graph, grid.sectors);
  std::size_t best = 1;
  double largest = 0;
  for (std::size_t stack = 1; stack <= 8; ++stack) {
    const auto scale = estimate(graph, cells, grid.sectors.size(), stack, grid.box_width).scale();
    if (scale <= largest + 1e-9) continue;
    largest = scale;
    best = stack;
  }
  place_boxes(graph, cells, best, grid);
  place_platforms(graph, grid);
  fit_row_names(graph, grid);
  return grid;
}

std::size_t nearest_box(const MapGrid& grid, std::size_t actor, std::size_t column) {
  std::size_t best = 0;
  std::size_t nearest = static_cast<std::size_t>(-1);
  for (std::size_t index = 0; index < grid.boxes.size(); ++index) {
    const auto& box = grid.boxes[index];
    if (box.actor != actor) continue;
    const auto away = box.column < column ? column - box.column : box.column - column;
    if (away >= nearest) continue;
    nearest = away;
    best = index;
  }
  return best;
}

}  // namespace quickscan
