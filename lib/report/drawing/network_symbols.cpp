#include "report/drawing/network_symbols.hpp"

#include "report/drawing/text_metrics.hpp"

#include <cmath>
#include <set>

namespace quickscan {

namespace {

double legend_item_width(const LegendItem& item) {
  return sample_width + 5 + text_width(item.text, map_label_size) + 14;
}

void draw_sample(Drawing& drawing, const LegendItem& item, double x, double y) {
  if (item.relation) {
    const auto style = style_of(*item.relation);
    Points points = {{x, y}, {x + sample_width, y}};
    const auto heads = place_heads(style, points);
    drawing.path(points, 0, false, {.fill = "none", .stroke = style.colour, .stroke_width = 1.3});
    for (const auto& head : heads) draw_head(drawing, style, head);
    return;
  }
  if (item.status) {
    const auto style = style_of(*item.status);
    drawing.line(x, y, x + sample_width, y, {.stroke_width = style.width, .dash = style.dash});
    if (*item.status == TieStatus::problematic) draw_cross(drawing, x + sample_width / 2, y);
    return;
  }
  const bool platform = item.box == LegendItem::Box::platform;
  ShapeStyle style{.fill = platform ? bar_fill : palette::paper, .stroke_width = 1};
  if (item.box == LegendItem::Box::not_heard) style.dash = "4 2.5";
  if (item.box == LegendItem::Box::border) style.stroke_width = 2.6;
  drawing.rectangle(x + 4, y - 5, sample_width - 8, 10, style);
}

}  // namespace

RelationStyle style_of(Relation relation) {
  using Head = RelationStyle::Head;
  switch (relation) {
    case Relation::works_with: return {palette::blue, Head::plain};
    case Relation::exchanges_staff: return {"#00735c", Head::both_open};
    case Relation::refers: return {palette::orange, Head::triangle};
    case Relation::steers: return {palette::ink, Head::triangle};
    case Relation::funds: return {"#7a6a00", Head::diamond};
    case Relation::takes_part: return {"#707070", Head::ring};
    case Relation::escalates: break;
  }
  return {"#a0328c", Head::double_open};
}

StatusStyle style_of(TieStatus status) {
  switch (status) {
    case TieStatus::pilot: return {1.3, "6 3"};
    case TieStatus::planned: return {1.5, "1.5 3"};
    case TieStatus::problematic: return {2.4, {}};
    case TieStatus::ended: return {0.8, "9 3 1.5 3"};
    case TieStatus::working: break;
  }
  return {};
}

std::vector<LineHead> place_heads(const RelationStyle& style, Points& points) {
  using Kind = RelationStyle::Head;
  if (style.head == Kind::plain) return {};
  const auto head_at = [](const std::pair<double, double>& tip, const std::pair<double, double>& before) {
    const double length = std::hypot(tip.first - before.first, tip.second - before.second);
    return LineHead{tip, (tip.first - before.first) / length, (tip.second - before.second) / length};
  };
  std::vector<LineHead> heads = {head_at(points.back(), points[points.size() - 2])};
  if (style.head == Kind::both_open) heads.push_back(head_at(points.front(), points[1]));
  if (style.head == Kind::triangle || style.head == Kind::diamond || style.head == Kind::ring) {
    points.back().first -= heads.front().dx * 5;
    points.back().second -= heads.front().dy * 5;
  }
  return heads;
}

void draw_head(Drawing& drawing, const RelationStyle& style, const LineHead& head) {
  using Kind = RelationStyle::Head;
  const auto at = [&](double along, double across) {
    return std::pair(head.tip.first - head.dx * along - head.dy * across,
                     head.tip.second - head.dy * along + head.dx * across);
  };
  const ShapeStyle solid{.fill = style.colour, .stroke_width = 0};
  const ShapeStyle open{.fill = "none", .stroke = style.colour, .stroke_width = 1.3};
  switch (style.head) {
    case Kind::triangle: drawing.path({at(0, 0), at(7, 3.2), at(7, -3.2)}, 0, true, solid); break;
    case Kind::diamond: drawing.path({at(0, 0), at(4.5, 3), at(9, 0), at(4.5, -3)}, 0, true, solid); break;
    case Kind::ring: {
      const auto [x, y] = at(3, 0);
      drawing.circle(x, y, 2.6, {.fill = palette::paper, .stroke = style.colour, .stroke_width = 1.3});
      break;
    }
    case Kind::both_open: drawing.path({at(5.5, 3), at(0.3, 0), at(5.5, -3)}, 0, false, open); break;
    case Kind::double_open:
      drawing.path({at(5, 3), at(0.3, 0), at(5, -3)}, 0, false, open);
      drawing.path({at(8.5, 3), at(3.8, 0), at(8.5, -3)}, 0, false, open);
      break;
    case Kind::open: drawing.path({at(5.5, 3), at(0.3, 0), at(5.5, -3)}, 0, false, open); break;
    case Kind::plain: break;
  }
}

void draw_cross(Drawing& drawing, double x, double y) {
  for (const auto& [colour, width] : {std::pair(palette::paper, 4.2), std::pair(palette::ink, 1.6)}) {
    drawing.line(x - 3, y - 3, x + 3, y + 3, {.stroke = colour, .stroke_width = width});
    drawing.line(x - 3, y + 3, x + 3, y - 3, {.stroke = colour, .stroke_width = width});
  }
}

std::vector<LegendItem> legend_of(const NetworkResult& network, const MapOptions& options, const NetworkWords& words) {
  std::vector<const NetworkResult*> waves = options.waves;
  waves.push_back(&network);
  std::set<Relation> relations;
  std::set<TieStatus> statuses;
  bool unheard = false;
  bool platforms = false;
  const bool hides_heard = std::ranges::any_of(waves, [](const auto* wave) { return wave && wave->hides_heard; });
  for (const auto* wave : waves) {
    if (wave == nullptr) continue;
    for (const auto& tie : wave->ties) {
      if (!is_shown(*wave, tie)) continue;
      relations.insert(tie.relation);
      statuses.insert(tie.status);
    }
    for (const auto& actor : wave->actors) {
      const bool platform = actor.kind == StakeholderKind::platform;
      platforms |= platform;
      unheard |= !platform && !actor.heard && !wave->hides_heard;
    }
  }
  std::vector<LegendItem> items;
  items.reserve(relations.size());
  for (const auto relation : relations)
    items.push_back({words.relation(relation), relation, {}, LegendItem::Box::line});
  for (const auto status : statuses) items.push_back({words.status(status), {}, status, LegendItem::Box::line});
  if (!hides_heard) items.push_back({words.say("legend_heard"), {}, {}, LegendItem::Box::heard});
  if (unheard) items.push_back({words.say("legend_not_heard"), {}, {}, LegendItem::Box::not_heard});
  if (platforms) items.push_back({words.say("legend_platform"), {}, {}, LegendItem::Box::platform});
  items.push_back({words.say("legend_border"), {}, {}, LegendItem::Box::border});
  return items;
}

std::size_t legend_lines(const std::vector<LegendItem>& items, double width) {
  std::size_t lines = 1;
  double x = 0;
  for (const auto& item : items) {
    const double size = legend_item_width(item);
    if (x > 0 && x + size > width) {
      ++lines;
      x = 0;
    }
    x += size;
  }
  return lines;
}

void draw_legend(Drawing& drawing, const std::vector<LegendItem>& items, double width, double y) {
  double x = 4;
  for (const auto& item : items) {
    const double size = legend_item_width(item);
    if (x > 4 && x + size > width - 4) {
      x = 4;
      y += legend_line;
    }
    draw_sample(drawing, item, x, y - 3.5);
    drawing.text(x + sample_width + 5, y, item.text, {.size = map_label_size});
    x += size;
  }
}

}  // namespace quickscan
