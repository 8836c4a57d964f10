#include "network_study.hpp"
#include "report/drawing/edge_crossings.hpp"
#include "report/drawing/network_map.hpp"
#include "report/drawing/text_metrics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace quickscan;
using namespace quickscan::test;

namespace {

bool inside(const MapBox& box, double x, double y) {
  return x > box.x + 0.5 && x < box.x + box.width - 0.5 && y > box.y + 0.5 && y < box.y + box.height - 0.5;
}

/// Whether a piece of a line runs through the inside of a box.
bool passes(const MapPoint& a, const MapPoint& b, const MapBox& box) {
  const auto [low_x, high_x] = std::minmax(a.x, b.x);
  const auto [low_y, high_y] = std::minmax(a.y, b.y);
  return low_x < box.x + box.width - 0.5 && high_x > box.x + 0.5 && low_y < box.y + box.height - 0.5 &&
         high_y > box.y + 0.5;
}

int lines_under_boxes(const MapLayout& layout) {
  int found = 0;
  for (const auto& line : layout.edges) {
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
      for (const auto& box : layout.boxes) {
        found += passes(line.points[i], line.points[i + 1], box) ? 1 : 0;
      }
    }
  }
  return found;
}

int overlapping_boxes(const MapLayout& layout) {
  int found = 0;
  for (std::size_t a = 0; a < layout.boxes.size(); ++a) {
    for (std::size_t b = a + 1; b < layout.boxes.size(); ++b) {
      const auto& first = layout.boxes[a];
      const auto& second = layout.boxes[b];
      found += first.x < second.x + second.width && second.x < first.x + first.width &&
                       first.y < second.y + second.height && second.y < first.y + first.height
                   ? 1
                   : 0;
    }
  }
  return found;
}

/// A made-up network: `actors` over three levels and eight sectors, `ties` between them by a fixed rule.
NetworkStudy generated(int actors, int ties) {
  NetworkStudy made;
  const std::vector<std::string> levels = {"strategic", "tactical", "operational"};
  std::vector<std::string> ids;
  for (int i = 0; i < actors; ++i) {
    const auto id = "organisatie-" + std::to_string(i);
    const auto& level = levels[static_cast<std::size_t>(i % 3)];
    made.add_stakeholder(id, level, "sector-" + std::to_string(i * 7 % 8));
    made.stakeholder(id).name.nl = "Gemeentelijke organisatie " + std::to_string(i);
    ids.push_back(id + "@" + level);
  }
  auto& interview = made.add_interview("i1", {ids[0]});
  for (int i = 0; i < ties; ++i) {
    const auto a = static_cast<std::size_t>(i % actors);
    const auto b = static_cast<std::size_t>((i * 5 + i / actors * 3 + 1) % actors);
    if (a == b) continue;
    made.add_tie(interview, ids[a], ids[b], static_cast<Relation>(i % 7), static_cast<TieStatus>(i % 5));
  }
  return made;
}

void check_sound(const MapLayout& layout) {
  CHECK(lines_under_boxes(layout) == 0);
  CHECK(overlapping_boxes(layout) == 0);
  for (const auto& box : layout.boxes) {
    CHECK(box.x >= 0);
    CHECK(box.x + box.width <= layout.width);
    CHECK(box.y + box.height <= layout.height);
    CHECK(static_cast<double>(box.lines.size()) * 12 <= box.height);
    for (const auto& line : box.lines) CHECK(text_width(line, map_label_size) <= box.width);
  }
  for (const auto& line : layout.edges) {
    REQUIRE(line.points.size() >= 2);
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
      const bool straight = std::abs(line.points[i].x - line.points[i + 1].x) < 0.01 ||
                            std::abs(line.points[i].y - line.points[i + 1].y) < 0.01;
      CHECK(straight);
    }
    const auto& from = layout.boxes[line.from];
    const auto& to = layout.boxes[line.to];
    CHECK_FALSE(inside(from, line.points.front().x, line.points.front().y));
    CHECK_FALSE(inside(to, line.points.back().x, line.points.back().y));
  }
}

}  // namespace

TEST_CASE("29 actors and 45 ties fit on A4 landscape with labels of 7 pt and at most 20 crossings") {
  const auto made = domain_case("2022");
  const auto& study = made.built.study;
  const auto layout = lay_out_network_map(analyse_network(study), study);
  check_sound(layout);
  CHECK(layout.edges.size() == 45);
  CHECK(layout.crossings == count_crossings(layout.edges));
  CHECK(layout.crossings <= 20);
  CHECK(printed_label_size(layout) >= 7.0);
}

TEST_CASE("56 actors and 98 ties have no line under a box and no box over another") {
  const auto made = generated(56, 98);
  const auto layout = lay_out_network_map(analyse_network(made.study), made.study);
  CHECK(layout.edges.size() > 80);
  check_sound(layout);
}

TEST_CASE("more than 400 ties are counted by level and sector instead of drawn as lines") {
  const auto made = generated(201, 4000);
  const auto network = analyse_network(made.study);
  const auto layout = lay_out_network_map(network, made.study);
  REQUIRE(layout.ties.size() > most_drawn_ties);
  CHECK(layout.edges.empty());
  CHECK(layout.boxes.empty());
  CHECK(layout.cells.size() == network.actors.size());
  const auto figure = network_map_figure(network, made.study, {.language = Language::en, .waves = {}});
  CHECK(figure.description.find("too many ties to be drawn as lines") != std::string::npos);
  CHECK(figure.svg.find(">8 actors<") != std::string::npos);
  CHECK(figure.data.rows.size() == network.ties.size());
}

TEST_CASE("no actor, one actor and a tie to oneself are drawn too") {
  NetworkStudy made;
  CHECK(draw_network_map(analyse_network(made.study), made.study).find("<svg") == 0);
  made.add_stakeholder("gemeente", "operational");
  auto& interview = made.add_interview("i1", {"gemeente@operational"});
  made.add_tie(interview, "gemeente@operational", "gemeente@operational", Relation::works_with);
  const auto network = analyse_network(made.study);
  const auto layout = lay_out_network_map(network, made.study);
  CHECK(layout.boxes.size() == 1);
  CHECK(layout.edges.empty());
  check_sound(layout);
}

TEST_CASE("every panel and every wave has the same coordinates") {
  const auto before_case = domain_case("2020");
  const auto after_case = domain_case("2022");
  const auto before = analyse_network(before_case.built.study);
  const auto after = analyse_network(after_case.built.study);
  MapOptions options;
  const auto places = [](const MapLayout& layout) {
    std::vector<std::pair<double, double>> found;
    for (const auto& box : layout.boxes) found.emplace_back(box.x, box.y);
    return found;
  };
  const auto overview = lay_out_network_map(after, after_case.built.study, options);
  options.panel = MapPanel::escalation;
  CHECK(places(overview) == places(lay_out_network_map(after, after_case.built.study, options)));
  MapOptions with_before;
  with_before.waves = {&before};
  MapOptions with_after;
  with_after.waves = {&after};
  const auto first = lay_out_network_map(before, before_case.built.study, with_after);
  const auto second = lay_out_network_map(after, after_case.built.study, with_before);
  CHECK(places(first) == places(second));
  CHECK(first.ties == second.ties);
}

TEST_CASE("the drawing is the same every time and carries a title and a description from the data") {
  const auto made = domain_case("2022");
  const auto& study = made.built.study;
  const auto network = analyse_network(study);
  MapOptions options;
  options.language = Language::en;
  const auto svg = draw_network_map(network, study, options);
  CHECK(svg == draw_network_map(network, study, options));
  CHECK(svg.find("role=\"img\"") != std::string::npos);
  const auto figure = network_map_figure(network, study, options);
  CHECK(figure.title == "Overview: who is tied to whom, by level and sector");
  CHECK(
      figure.description ==
      "29 actors in 3 rows (levels) and 9 columns (sectors), 20 heard. 45 ties: works with 5, exchanges staff with 2, "
      "refers to 8, steers 9, funds 2, takes part in 13 and escalates to 6. Strategisch platform (strategic) has "
      "most lines (10).");
  CHECK(figure.data.rows.size() == 45);
}

TEST_CASE("a panel shows only its own relations") {
  const auto made = domain_case("2022");
  const auto network = analyse_network(made.built.study);
  MapOptions options;
  options.panel = MapPanel::escalation;
  CHECK(network_map_figure(network, made.built.study, options).data.rows.size() == 6);
  options.panel = MapPanel::steering_and_funding;
  CHECK(network_map_figure(network, made.built.study, options).data.rows.size() == 11);
}

TEST_CASE("a drawing of some ties says which, draws those alone, and one without any says so") {
  const auto made = domain_case("2022");
  const auto& study = made.built.study;
  NetworkOptions planned;
  planned.statuses = {TieStatus::planned};
  const auto network = analyse_network(study, planned);
  MapOptions options;
  options.language = Language::en;
  const auto figure = network_map_figure(network, study, options);
  CHECK(figure.description.starts_with("Shown: only ties with status planned. 29 actors in 3 rows"));
  const auto count = static_cast<std::size_t>(
      std::ranges::count_if(network.ties, [](const TieResult& tie) { return tie.in_network; }));
  CHECK(count > 0);
  CHECK(count < network.ties.size());
  CHECK(figure.data.rows.size() == count);
  NetworkStudy lone;
  lone.add_stakeholder("a", "operational");
  lone.add_interview("i1", {"a@operational"});
  CHECK(network_map_figure(analyse_network(lone.study), lone.study, options).description ==
        "1 actor in 1 row (levels) and 1 column (sectors), 1 heard. No tie was named.");
}

TEST_CASE("a row is high enough for its name on two lines, none of its words cut") {
  NetworkStudy made;
  made.study.framework.levels[1].name.nl = "management en beleid";
  for (const auto* level : {"strategic", "tactical", "operational"}) made.add_stakeholder(level, level);
  made.add_interview("i1", {"strategic@strategic", "tactical@tactical", "operational@operational"});
  const auto layout = lay_out_network_map(analyse_network(made.study), made.study);
  REQUIRE(layout.rows.size() == 3);
  const auto& row = layout.rows[1];
  CHECK(row.lines == std::vector<std::string>{"management", "en beleid"});
  for (const auto& line : row.lines) CHECK(text_width(line, 11) <= row.end - row.begin + 8);
  check_sound(layout);
}

TEST_CASE("a drawing too large for A4 names the paper on which its letters are 7 points") {
  const auto small = domain_case("2022");
  CHECK(sheet_for(lay_out_network_map(analyse_network(small.built.study), small.built.study)).name == "A4");
  CHECK(network_map_figure(analyse_network(small.built.study), small.built.study).sheet_note.empty());
  const auto made = generated(56, 98);
  const auto network = analyse_network(made.study);
  const auto layout = lay_out_network_map(network, made.study);
  const auto sheet = sheet_for(layout);
  CHECK(printed_label_size(layout) < 7);
  CHECK(sheet.name == "A3");
  CHECK(sheet.label_size >= 7);
  const auto figure = network_map_figure(network, made.study);
  CHECK(figure.sheet == sheet.name);
  CHECK(figure.sheet_note.starts_with("Bedoeld voor " + figure.sheet + " liggend: "));
  CHECK(figure.svg.find(figure.sheet_note) != std::string::npos);
}

TEST_CASE("a drawing of data that are no fieldwork shows what they are, also in its description, and has room for it") {
  auto made = domain_case("2022");
  auto& study = made.built.study;
  const auto network = analyse_network(study);
  const auto plain = lay_out_network_map(network, study);
  study.provenance = Provenance::reconstructed;
  const auto layout = lay_out_network_map(network, study);
  CHECK(layout.drawing_height == plain.drawing_height + 18);
  CHECK(printed_label_size(layout) >= 7);
  const auto svg = draw_network_map(network, study);
  CHECK(svg.find(">Gereconstrueerd uit een gepubliceerd rapport: dit zijn geen interviewgegevens</text>") !=
        std::string::npos);
  CHECK(svg.find(" Gereconstrueerd uit een gepubliceerd rapport: dit zijn geen interviewgegevens.</desc>") !=
        std::string::npos);
}

TEST_CASE("hostile labels stay text in the drawing") {
  NetworkStudy made;
  made.add_stakeholder("a", "operational", "</text><script>");
  made.stakeholder("a").name.nl = "<script>alert(1)</script>";
  made.add_interview("i1", {"a@operational"});
  const auto svg = draw_network_map(analyse_network(made.study), made.study);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("a word that is too wide for a box is broken inside it") {
  NetworkStudy made;
  made.add_stakeholder("a", "operational");
  made.stakeholder("a").name.nl = "Meervoudigepersoonlijkheidsproblematiekbehandelcentrum";
  made.add_interview("i1", {"a@operational"});
  const auto layout = lay_out_network_map(analyse_network(made.study), made.study);
  check_sound(layout);
  CHECK(layout.boxes[0].lines.size() >= 3);
  CHECK(layout.boxes[0].lines[0].ends_with('-'));
}
