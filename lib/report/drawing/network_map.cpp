#include "report/drawing/network_map.hpp"

#include "core/format_number.hpp"
#include "report/drawing/box_labels.hpp"
#include "report/drawing/edge_router.hpp"
#include "report/drawing/network_grid.hpp"
#include "report/drawing/network_symbols.hpp"
#include "report/drawing/svg.hpp"
#include "report/network_tables.hpp"
#include "report/network_wording.hpp"
#include "report/provenance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace quickscan {

namespace {

constexpr std::string_view row_fill = "#f5f5f3";
constexpr std::string_view faded = "#5c5c5c";
constexpr std::string_view faded_border = "#9a9a9a";

bool shows(MapPanel panel, Relation relation) {
  switch (panel) {
    case MapPanel::steering_and_funding: return relation == Relation::steers || relation == Relation::funds;
    case MapPanel::cooperation_and_referral:
      return relation == Relation::works_with || relation == Relation::exchanges_staff ||
             relation == Relation::refers || relation == Relation::takes_part;
    case MapPanel::escalation: return relation == Relation::escalates;
    case MapPanel::overview: break;
  }
  return true;
}

std::string_view key_of(MapPanel panel) {
  switch (panel) {
    case MapPanel::steering_and_funding: return "panel_steering";
    case MapPanel::cooperation_and_referral: return "panel_cooperation";
    case MapPanel::escalation: return "panel_escalation";
    case MapPanel::overview: break;
  }
  return "panel_overview";
}

/// Room for a drawing on landscape paper, within 10 mm and under its title, in points (as in report.css).
struct SheetSize {
  std::string_view name;
  double width = 0;
  double height = 0;
};

constexpr auto sheets = std::to_array<SheetSize>({
    {"A4", 785, 499},
    {"A3", 1134, 745},
    {"A2", 1627, 1094},
    {"A1", 2327, 1587},
});

double label_size_on(const SheetSize& sheet, const MapLayout& layout) {
  return map_label_size * std::min(sheet.width / layout.width, sheet.height / layout.drawing_height);
}

std::string tie_key(const std::string& source, const std::string& target, Relation relation) {
  return source + ' ' + target + ' ' + std::string(id_of(relation));
}

/// Draws ties, boxes and legend of one panel on a layout.
class MapDrawer {
 public:
  MapDrawer(const NetworkResult& network, const Study& study, const MapOptions& options, const MapLayout& layout)
      : network_(network), options_(options), words_(network, study, options.language), layout_(layout) {
    for (std::size_t index = 0; index < network.ties.size(); ++index) {
      const auto& tie = network.ties[index];
      if (!shows(options.panel, tie.relation) || !words_.is_shown(tie)) continue;
      ties_.emplace(tie_key(network.actors[tie.source].id, network.actors[tie.target].id, tie.relation), index);
    }
    for (std::size_t index = 0; index < network.actors.size(); ++index) actors_[network.actors[index].id] = index;
  }

  Figure figure() {
    draw_frame();
    if (layout_.cells.empty()) {
      draw_lines();
    } else {
      draw_cells();
    }
    Figure figure;
    figure.id = "network-" + std::string(key_of(options_.panel)).substr(6);
    figure.title = words_.say("figure_title", {{"panel", words_.say(key_of(options_.panel))}});
    figure.description = description();
    const auto banner = banner_title_of(words_.study.provenance, options_.language);
    const auto sheet = sheet_for(layout_);
    if (sheet.name != PaperSheet().name) {
      figure.sheet = sheet.name;
      figure.sheet_note = sheet_note(sheet);
      drawing_.text(layout_.width - 4, 12, figure.sheet_note, {.size = map_label_size, .anchor = "end"});
      figure.description += ' ' + figure.sheet_note;
    }
    figure.svg = drawing_.finish({figure.id, figure.title, figure.description, banner}, layout_.width,
                                 layout_.drawing_height - banner_height(banner, layout_.width));
    return figure;
  }

 private:
  std::string sheet_note(const PaperSheet& sheet) const {
    return words_.say("figure_sheet", {{"sheet", std::string(sheet.name)},
                                       {"size", format_number(sheet.label_size, 1, words_.language)},
                                       {"small", format_number(printed_label_size(layout_), 1, words_.language)}});
  }

  /// Along its row, which is high enough for the name, on two smaller lines where it is short (fit_row_names).
  void draw_row_name(const MapLayout::Band& row) {
    const bool one = row.lines.size() == 1;
    const double size = one ? map_size::row_name : map_label_size - 1;
    double x = one ? 14 : 9;
    for (const auto& line : row.lines) {
      drawing_.upward_text(x, (row.begin + row.end) / 2, line, {.size = size, .bold = true});
      x += size + 1.6;
    }
  }

  void draw_lines() {
    draw_bars();
    for (const auto& edge : layout_.edges) draw_tie(edge);
    for (const auto& box : layout_.boxes) draw_box(box);
    for (const auto& [relation, x, y] : marks_) {
      drawing_.begin_part(id_of(relation));
      draw_cross(drawing_, x, y);
      drawing_.end_part();
    }
    draw_legend(drawing_, legend_of(network_, options_, words_), layout_.width, layout_.height + 20);
  }

  /// How many actors a cell holds, how many ties of the panel end in it, and how many of these lie within it.
  void draw_cells() {
    struct Counts {
      int actors = 0, ties = 0, inside = 0;
    };
    std::map<MapLayout::Cell, Counts> counts;
    std::vector<MapLayout::Cell> cell_of(network_.actors.size());
    for (std::size_t index = 0; index < layout_.actors.size(); ++index) {
      const auto actor = actors_.find(layout_.actors[index]);
      if (actor == actors_.end()) continue;
      cell_of[actor->second] = layout_.cells[index];
      ++counts[layout_.cells[index]].actors;
    }
    for (const auto& entry : ties_) {
      const auto& tie = network_.ties[entry.second];
      if (!tie.in_network) continue;
      const bool inside = cell_of[tie.source] == cell_of[tie.target];
      ++counts[cell_of[tie.source]].ties;
      if (inside) ++counts[cell_of[tie.source]].inside;
      if (!inside) ++counts[cell_of[tie.target]].ties;
    }
    for (const auto& [cell, count] : counts) {
      const auto& column = layout_.columns[cell.column];
      const auto& row = layout_.rows[cell.row];
      drawing_.rectangle(column.begin, row.begin, column.end - column.begin, row.end - row.begin,
                         {.fill = count.ties > 0 ? palette::pale : palette::paper, .stroke_width = 0.8});
      double y = (row.begin + row.end) / 2 - map_size::line + map_label_size / 2;
      for (const auto& line :
           {words_.say("cell_actors", {{"actors", count.actors}}), words_.say("cell_ties", {{"ties", count.ties}}),
            words_.say("cell_inside", {{"ties", count.inside}})}) {
        drawing_.text((column.begin + column.end) / 2, y, line, {.size = map_label_size, .anchor = "middle"});
        y += map_size::line;
      }
    }
  }

  void draw_frame() {
    drawing_.text(4, 12, words_.say(key_of(options_.panel)), {.size = 12, .bold = true});
    for (const auto& row : layout_.rows) {
      drawing_.rectangle(0, row.begin - 5, layout_.width, row.end - row.begin + 10,
                         {.fill = row_fill, .stroke_width = 0});
      draw_row_name(row);
    }
    for (const auto& column : layout_.columns) {
      const double width = column.end - column.begin;
      const auto lines = wrap_label(words_.sector(column.name), width * 0.93, 2);
      double y = map_size::header - 5 - map_size::line * static_cast<double>(lines.size() - 1);
      for (const auto& line : lines) {
        drawing_.text((column.begin + column.end) / 2, y, line,
                      {.size = map_label_size, .anchor = "middle", .bold = true});
        y += map_size::line;
      }
      drawing_.line(column.begin, map_size::header, column.end, map_size::header,
                    {.stroke = palette::rule, .stroke_width = 1.5});
    }
  }

  /// The tie of this network that an edge draws; none where the network lacks it or the panel does not show it.
  const TieResult* tie_of(const MapEdge& edge) const {
    const auto found = ties_.find(layout_.ties[edge.tie]);
    return found == ties_.end() ? nullptr : &network_.ties[found->second];
  }

  void draw_tie(const MapEdge& edge) {
    const auto* tie = tie_of(edge);
    if (tie == nullptr) return;
    used_.insert(layout_.boxes[edge.from].actor);
    used_.insert(layout_.boxes[edge.to].actor);
    const auto style = style_of(tie->relation);
    const auto status = style_of(tie->status);
    Points points;
    for (const auto& point : edge.points) {
      const std::pair next(point.x, point.y);
      if (points.empty() || std::hypot(points.back().first - next.first, points.back().second - next.second) > 0.05)
        points.push_back(next);
    }
    if (points.size() < 2) return;
    const auto heads = place_heads(style, points);
    drawing_.begin_part(id_of(tie->relation));
    drawing_.path(points, 3, false,
                  {.fill = "none", .stroke = style.colour, .stroke_width = status.width, .dash = status.dash});
    for (const auto& head : heads) draw_head(drawing_, style, head);
    drawing_.end_part();
    if (tie->status == TieStatus::problematic) mark_middle(points, tie->relation);
  }

  /// A cross goes on the middle of the longest segment.
  void mark_middle(const Points& points, Relation relation) {
    std::size_t longest = 0;
    double length = -1;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      const double own = std::hypot(points[i].first - points[i + 1].first, points[i].second - points[i + 1].second);
      if (own <= length) continue;
      length = own;
      longest = i;
    }
    marks_.emplace_back(relation, (points[longest].first + points[longest + 1].first) / 2,
                        (points[longest].second + points[longest + 1].second) / 2);
  }

  const ActorResult* actor_of(const MapBox& box) const {
    const auto found = actors_.find(layout_.actors[box.actor]);
    return found == actors_.end() ? nullptr : &network_.actors[found->second];
  }

  void draw_box(const MapBox& box) {
    const auto* actor = actor_of(box);
    if (actor == nullptr) return;
    const bool in_panel = options_.panel == MapPanel::overview || used_.contains(box.actor);
    const double weight = 0.8 + 0.15 * std::min(actor->degree, 12);
    ShapeStyle style{.fill = box.platform ? bar_fill : palette::paper,
                     .stroke = in_panel ? palette::ink : faded_border,
                     .stroke_width = in_panel ? weight : 0.8};
    if (!box.platform && !actor->heard && !network_.hides_heard) style.dash = "4 2.5";
    drawing_.rectangle(box.x, box.y, box.width, box.height, style);
    const double text_height = map_size::line * static_cast<double>(box.lines.size());
    double y = box.y + (box.height - text_height) / 2 + map_label_size - 0.8;
    for (const auto& line : box.lines) {
      drawing_.text(box.x + box.width / 2, y, line,
                    {.size = map_label_size, .fill = in_panel ? palette::ink : faded, .anchor = "middle"});
      y += map_size::line;
    }
  }

  /// Joins the boxes of a platform to one bar: of full height where no edge passes between them.
  void draw_bars() {
    std::map<std::size_t, std::vector<const MapBox*>> bars;
    for (const auto& box : layout_.boxes)
      if (box.platform && actor_of(box) != nullptr) bars[box.actor].push_back(&box);
    for (const auto& entry : bars) {
      for (std::size_t i = 0; i + 1 < entry.second.size(); ++i) {
        const auto& left = *entry.second[i];
        const auto& right = *entry.second[i + 1];
        const double begin = left.x + left.width;
        const bool passed = is_passed(begin, right.x, left.y, left.y + left.height);
        const double top = passed ? left.y + 2 : left.y;
        const double height = passed ? left.height * 0.36 : left.height;
        drawing_.rectangle(begin - 2, top, right.x - begin + 4, height, {.fill = bar_fill, .stroke_width = 0});
        for (const double y : {top, top + height}) {
          drawing_.line(begin - 2, y, right.x + 2, y,
                        {.stroke = passed ? faded_border : palette::ink, .stroke_width = 0.8});
        }
      }
    }
  }

  bool is_passed(double left, double right, double top, double bottom) const {
    for (const auto& edge : layout_.edges) {
      for (std::size_t i = 0; i + 1 < edge.points.size(); ++i) {
        const auto [low_x, high_x] = std::minmax(edge.points[i].x, edge.points[i + 1].x);
        const auto [low_y, high_y] = std::minmax(edge.points[i].y, edge.points[i + 1].y);
        if (low_x < right && high_x > left && low_y < bottom && high_y > top) return true;
      }
    }
    return false;
  }

  std::string description() const {
    std::map<Relation, int> relations;
    std::map<std::size_t, int> drawn;
    for (const auto& entry : ties_) {
      const auto& tie = network_.ties[entry.second];
      ++relations[tie.relation];
      ++drawn[tie.source];
      ++drawn[tie.target];
    }
    std::vector<std::string> kinds;
    kinds.reserve(relations.size());
    for (const auto& [relation, count] : relations)
      kinds.push_back(words_.relation(relation) + ' ' + std::to_string(count));
    auto text = words_.selection();
    if (!text.empty()) text += ' ';
    text += words_.say(network_.hides_heard ? "figure_description_published" : "figure_description",
                       {{"actors", static_cast<int>(network_.actors.size())},
                        {"levels", static_cast<int>(layout_.rows.size())},
                        {"sectors", static_cast<int>(layout_.columns.size())},
                        {"heard", words_.heard()}});
    const auto busiest =
        std::ranges::max_element(drawn, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (busiest == drawn.end()) {
      const bool any_kind = options_.panel == MapPanel::overview && words_.selection().empty();
      return text + ' ' + words_.say(any_kind ? "figure_no_tie" : "figure_nothing");
    }
    if (!layout_.cells.empty()) text += ' ' + words_.say("figure_cells");
    text +=
        ' ' + words_.say("figure_ties", {{"ties", static_cast<int>(ties_.size())}, {"relations", words_.list(kinds)}});
    const auto as_many = std::ranges::count(drawn, busiest->second, [](const auto& entry) { return entry.second; });
    if (as_many > 1) return text;
    return text + ' ' + words_.say("figure_most", {{"name", words_.name(busiest->first)}, {"ties", busiest->second}});
  }

  const NetworkResult& network_;
  const MapOptions& options_;
  NetworkWords words_;
  const MapLayout& layout_;
  Drawing drawing_;
  std::map<std::string, std::size_t> ties_;
  std::map<std::string, std::size_t> actors_;
  std::set<std::size_t> used_;
  std::vector<std::tuple<Relation, double, double>> marks_;
};

void lay_out_cells(const MapGraph& graph, MapLayout& layout) {
  constexpr double width = 100;
  constexpr double height = 96;
  constexpr double gap = 14;
  auto sectors = graph.sectors;
  for (const auto& actor : graph.actors) {
    auto found = std::ranges::find(sectors, actor.sector);
    if (found == sectors.end()) found = sectors.insert(sectors.end(), actor.sector);
    layout.cells.push_back({actor.row, static_cast<std::size_t>(found - sectors.begin())});
  }
  double y = map_size::header + gap;
  for (const auto& name : graph.rows) {
    layout.rows.push_back({name, y, y + height, {name}});
    y += height + gap;
  }
  double x = map_size::left + gap;
  for (const auto& name : sectors) {
    layout.columns.push_back({name, x, x + width});
    x += width + gap;
  }
  layout.width = std::max(x, 320.0);
  layout.height = y;
}

}  // namespace

MapLayout lay_out_network_map(const NetworkResult& network, const Study& study, const MapOptions& options) {
  const auto graph = gather_map_graph(network, study, options);
  MapLayout layout;
  for (const auto& actor : graph.actors) layout.actors.push_back(actor.id);
  for (const auto& tie : graph.ties)
    layout.ties.push_back(tie_key(graph.actors[tie.source].id, graph.actors[tie.target].id, tie.relation));
  std::size_t lines = 0;
  if (graph.ties.size() > most_drawn_ties) {
    lay_out_cells(graph, layout);
  } else {
    auto grid = make_grid(graph);
    route_edges(graph, grid, layout);
    layout.width = std::max(layout.width, 320.0);
    const auto legend = legend_of(network, options, NetworkWords(network, study, options.language));
    lines = legend_lines(legend, layout.width - 8);
  }
  layout.drawing_height = layout.height + 10 + legend_line * static_cast<double>(lines) + 2 +
                          banner_height(banner_title_of(study.provenance, options.language), layout.width);
  return layout;
}

double printed_label_size(const MapLayout& layout) { return label_size_on(sheets.front(), layout); }

PaperSheet sheet_for(const MapLayout& layout) {
  constexpr double least = 7;
  const auto* sheet =
      std::ranges::find_if(sheets, [&](const SheetSize& size) { return label_size_on(size, layout) >= least; });
  if (sheet == sheets.end()) --sheet;
  return {sheet->name, label_size_on(*sheet, layout)};
}

std::vector<Figure> network_map_figures(const NetworkResult& network, const Study& study, const MapOptions& options,
                                        const std::vector<MapPanel>& panels) {
  std::vector<Figure> figures;
  const auto layout = lay_out_network_map(network, study, options);
  for (const auto panel : panels) {
    auto own = options;
    own.panel = panel;
    figures.push_back(MapDrawer(network, study, own, layout).figure());
  }
  return figures;
}

Figure network_map_figure(const NetworkResult& network, const Study& study, const MapOptions& options) {
  auto figure = std::move(network_map_figures(network, study, options, {options.panel}).front());
  auto shown = network;
  std::erase_if(shown.ties, [&](const TieResult& tie) { return !shows(options.panel, tie.relation); });
  figure.data = network_tie_table(shown, study, options.language);
  return figure;
}

std::string draw_network_map(const NetworkResult& network, const Study& study, const MapOptions& options) {
  const auto layout = lay_out_network_map(network, study, options);
  return MapDrawer(network, study, options, layout).figure().svg;
}

}  // namespace quickscan
