#include "network_study.hpp"
#include "page_reader.hpp"
#include "report/drawing/chart_levels.hpp"
#include "report/drawing/chart_time.hpp"
#include "report/drawing/network_matrix.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// A drawing read back: every number comes from the elements, none from the program.
struct ReadDrawing {
  Page page;

  explicit ReadDrawing(const std::string& svg) : page(read_page(svg)) { REQUIRE(page.problem == ""); }

  static double number(const Page::Element& element, const std::string& name) {
    return std::strtod(element.attributes.at(name).c_str(), nullptr);
  }
  static std::string word(const Page::Element& element, const std::string& name) {
    const auto found = element.attributes.find(name);
    return found == element.attributes.end() ? std::string() : found->second;
  }
  const Page::Element& text(const std::string& words) const {
    const auto texts = page.all("text");
    const auto found = std::ranges::find(texts, words, [](const auto* one) { return one->text; });
    CAPTURE(words);
    REQUIRE(found != texts.end());
    return **found;
  }
  /// The rectangles beside the label of a row.
  std::vector<const Page::Element*> bars_of(const std::string& label) const {
    const auto y = number(text(label), "y");
    auto rects = page.all("rect");
    std::erase_if(rects, [&](const auto* rect) {
      const auto middle = number(*rect, "y") + number(*rect, "height") / 2;
      return std::abs(middle - (y - 3.5)) > 6 || number(*rect, "x") < 320;
    });
    return rects;
  }
};

/// The scale of a time axis from its year labels.
struct YearScale {
  double year = 0, x = 0, width = 0;

  explicit YearScale(const ReadDrawing& drawing) {
    std::vector<std::pair<double, double>> ticks;
    for (const auto* one : drawing.page.all("text")) {
      if (ReadDrawing::word(*one, "text-anchor") != "middle" || one->text.size() != 4) continue;
      ticks.emplace_back(std::strtod(one->text.c_str(), nullptr), ReadDrawing::number(*one, "x"));
    }
    REQUIRE(ticks.size() >= 2);
    year = ticks.front().first;
    x = ticks.front().second;
    width = (ticks.back().second - x) / (ticks.back().first - year);
  }
  double at(double place) const { return year + (place - x) / width; }
};

ReportContext context_of(const Study& study, const Analysis& analysis, const ReportOptions& options) {
  return make_context(study, analysis, options);
}

const char* const old_and_new =
    R"(old-agreement: {name: Oude afspraken, recs: [access], level: operational, status: ended, start: 2014, end: 2016}
long-running: {name: Loopt lang, recs: [access], level: operational, status: running, start: 2015}
plan: {name: Programma, recs: [access], level: strategic, status: running, start: 2021-01, end: 2031-12}
unknown: {name: Begin onbekend, recs: [access], level: operational, status: running}
one-day: {name: Op één dag, recs: [access], level: operational, status: ended, start: 2019-07-01, end: 2019-07-01}
over: {name: Ooit afgerond, recs: [access], level: operational, status: ended}
)";

}  // namespace

TEST_CASE("a timeline draws every bar at its own dates, on an axis that holds them all") {
  Files files{{"developments.yaml", old_and_new}};
  add_voices(files, "operational", {1});
  const auto study = study_of(files);
  const auto analysis = analyse(study);
  const ReportOptions options;
  const ReadDrawing drawing(timeline_chart(context_of(study, analysis, options)).svg);
  const YearScale years(drawing);
  const auto from = [&](const Page::Element& bar) { return years.at(ReadDrawing::number(bar, "x")); };
  const auto to = [&](const Page::Element& bar) {
    return years.at(ReadDrawing::number(bar, "x") + ReadDrawing::number(bar, "width"));
  };
  const auto now = 2021 + 11 / 12.0;  // the end of the reference month

  const auto old = drawing.bars_of("Oude afspraken");
  REQUIRE(old.size() == 1);
  CHECK(from(*old[0]) == doctest::Approx(2014).epsilon(1e-4));
  CHECK(to(*old[0]) == doctest::Approx(2017).epsilon(1e-4));

  const auto running = drawing.bars_of("Loopt lang");
  REQUIRE(running.size() == 1);
  CHECK(from(*running[0]) == doctest::Approx(2015).epsilon(1e-4));
  CHECK(to(*running[0]) == doctest::Approx(now).epsilon(1e-4));

  // Done until the reference date, dashed what is to come.
  const auto plan = drawing.bars_of("Programma");
  REQUIRE(plan.size() == 2);
  CHECK(from(*plan[0]) == doctest::Approx(2021).epsilon(1e-4));
  CHECK(to(*plan[0]) == doctest::Approx(now).epsilon(1e-4));
  CHECK(from(*plan[1]) == doctest::Approx(now).epsilon(1e-4));
  CHECK(to(*plan[1]) == doctest::Approx(2032).epsilon(1e-4));
  CHECK(ReadDrawing::word(*plan[1], "stroke-dasharray") != "");

  // Both of its dates are known, so it has no fading beginning.
  const auto day = drawing.bars_of("Op één dag");
  REQUIRE(day.size() == 1);
  CHECK(from(*day[0]) == doctest::Approx(2019.5).epsilon(1e-4));
  CHECK(ReadDrawing::number(*day[0], "width") == 4);

  for (const auto* name : {"Begin onbekend", "Ooit afgerond"}) {
    double left = 1e9;
    double right = 0;
    for (const auto* part : drawing.bars_of(name)) {
      left = std::min(left, ReadDrawing::number(*part, "x"));
      right = std::max(right, ReadDrawing::number(*part, "x") + ReadDrawing::number(*part, "width"));
    }
    CAPTURE(name);
    CHECK(right - left < 30);
    CHECK(years.at(right) == doctest::Approx(now).epsilon(1e-4));
  }
}

TEST_CASE("seventy years fill the time axis, in steps of twenty") {
  Files files{{"developments.yaml", "one: {name: Een, level: operational, status: planned, start: 1988, end: 2060}\n"}};
  add_voices(files, "operational", {1});
  const auto study = study_of(files);
  const auto analysis = analyse(study);
  const ReportOptions options;
  const ReadDrawing drawing(timeline_chart(context_of(study, analysis, options)).svg);
  for (const auto* year : {"1980", "2000", "2020", "2040", "2060", "2080"}) CHECK(drawing.text(year).text != "");
}

TEST_CASE("every line of the time axis has a label, whatever time it spans") {
  for (const auto* start : {"2021-06", "2018", "1995", "1950"}) {
    CAPTURE(start);
    Files files{{"developments.yaml",
                 fmt::format("one: {{name: Een, level: operational, status: running, start: {}}}\n", start)}};
    add_voices(files, "operational", {1});
    const auto study = study_of(files);
    const auto analysis = analyse(study);
    const ReportOptions options;
    const ReadDrawing drawing(timeline_chart(context_of(study, analysis, options)).svg);
    std::multiset<std::string> labels;
    double right = 0;
    for (const auto* one : drawing.page.all("text")) {
      if (ReadDrawing::word(*one, "text-anchor") != "middle") continue;
      labels.insert(one->attributes.at("x"));
      CHECK(ReadDrawing::number(*one, "x") - right > 30);
      right = ReadDrawing::number(*one, "x");
    }
    CHECK(right < 705);
    std::size_t lines = 0;
    for (const auto* line : drawing.page.all("line")) {
      if (line->attributes.at("x1") != line->attributes.at("x2") || line->attributes.at("stroke") != "#c8c8c8")
        continue;
      ++lines;
      CHECK(labels.contains(line->attributes.at("x1")));
    }
    CHECK(lines == labels.size());
    CHECK(lines >= 3);
  }
}

TEST_CASE("a dot plot has a shape for each of up to nine levels, and a median of 1–2 between the two") {
  for (int levels = 2; levels <= 9; ++levels) {
    CAPTURE(levels);
    std::string framework = plain_framework;
    std::string own = "levels:\n";
    std::string stakeholders;
    std::string at;
    for (int level = 0; level < levels; ++level) {
      own += fmt::format("  {1}{0}: {{name: Niveau {0}}}\n", level, static_cast<char>(97 + level));
      at += fmt::format("{}{}{}", level == 0 ? "" : ", ", static_cast<char>(97 + level), level);
    }
    for (const auto* who : {"gemeente", "politie", "arosa", "fier"}) {
      stakeholders += fmt::format("{}: {{name: {}, levels: [{}]}}\n", who, who, at);
    }
    const auto begin = framework.find("levels:\n");
    framework.replace(begin, framework.find("ladder:") - begin, own);
    Files files{{"framework.yaml", framework}, {"stakeholders.yaml", stakeholders}};
    for (int level = 0; level < levels; ++level) {
      add_voices(files, fmt::format("{}{}", static_cast<char>(97 + level), level),
                 level == 0 ? std::vector{1, 1, 2, 2} : std::vector{3, 3, 3});
    }
    const auto study = study_of(files);
    const auto analysis = analyse(study);
    const ReportOptions options;
    const auto svg = levels_chart(context_of(study, analysis, options)).svg;
    const ReadDrawing drawing(svg);
    // The legend: one mark a level; a shape is its element and its corners relative to the first.
    std::set<std::string> shapes;
    for (const auto* path : drawing.page.all("path")) {
      std::string shape;
      double x0 = 0;
      double y0 = 0;
      const auto& data = path->attributes.at("d");
      const char* rest = data.c_str();
      bool first = true;
      while (*rest != '\0') {
        if (*rest == 'M' || *rest == 'L' || *rest == ' ') ++rest;
        if (*rest == 'Z') break;
        char* end = nullptr;
        const auto x = std::strtod(rest, &end);
        const auto y = std::strtod(end, &end);
        rest = end;
        if (first) {
          x0 = x;
          y0 = y;
        }
        first = false;
        shape += fmt::format("{:.0f} {:.0f};", x - x0, y - y0);
      }
      shapes.insert(shape);
    }
    CHECK(shapes.size() + 1 == static_cast<std::size_t>(levels));  // and the circle

    const auto place = [&](const std::string& rung) { return ReadDrawing::number(drawing.text(rung), "x"); };
    const auto circles = drawing.page.all("circle");
    REQUIRE(circles.size() == 2);  // legend and mark
    CHECK(ReadDrawing::number(*circles[1], "cx") == doctest::Approx((place("1") + place("2")) / 2).epsilon(1e-3));
  }
}

TEST_CASE("middle values that are further apart are both drawn, and joined") {
  Files files;
  add_voices(files, "strategic", {0, 0, 2, 3});
  const auto study = study_of(files);
  const auto analysis = analyse(study);
  const ReportOptions options;
  const auto context = context_of(study, analysis, options);
  const ReadDrawing drawing(levels_chart(context).svg);
  const auto place = [&](const std::string& rung) { return ReadDrawing::number(drawing.text(rung), "x"); };
  const auto circles = drawing.page.all("circle");
  REQUIRE(circles.size() == 3);  // legend and marks
  CHECK(ReadDrawing::number(*circles[1], "cx") == doctest::Approx(place("0")).epsilon(1e-3));
  CHECK(ReadDrawing::number(*circles[2], "cx") == doctest::Approx(place("2")).epsilon(1e-3));
}

TEST_CASE("the bars of a ladder are as high as there are voices on each rung") {
  Files files;
  add_voices(files, "operational", {0, 0, 0, 1, 3, 3});
  const auto study = study_of(files);
  const auto analysis = analyse(study);
  const ReportOptions options;
  const auto context = context_of(study, analysis, options);
  const auto figure = ladder_chart(context, analysis.recommendations.front());
  const ReadDrawing drawing(figure.svg);
  std::map<std::string, double> heights;  // by the place of the middle
  for (const auto* bar : drawing.page.all("rect")) {
    heights[fmt::format("{:.0f}", ReadDrawing::number(*bar, "x") + ReadDrawing::number(*bar, "width") / 2)] =
        ReadDrawing::number(*bar, "height");
  }
  const auto at = [&](const std::string& rung) {
    double x = 0;
    for (const auto* one : drawing.page.all("text")) {
      if (one->text == rung && ReadDrawing::word(*one, "font-size") == "12") x = ReadDrawing::number(*one, "x");
    }
    const auto found = heights.find(fmt::format("{:.0f}", x));
    return found == heights.end() ? 0.0 : found->second;
  };
  CHECK(at("0") == doctest::Approx(3 * at("1")).epsilon(0.01));
  CHECK(at("3") == doctest::Approx(2 * at("1")).epsilon(0.01));
  CHECK(at("2") == 0);
  CHECK(at("5") == 0);
  REQUIRE(figure.data.rows.size() == 1);
  CHECK(figure.data.rows[0][1].text == "3");
}

TEST_CASE("a dumbbell draws the organisations that spoke both times, with the voices of both waves") {
  Files earlier;
  add_voices(earlier, "operational", {1, 1, 1}, "access", {"gemeente", "politie", "arosa"});
  Files later;
  // Fier is new: with it the median would be 4.
  add_voices(later, "operational", {3, 3, 3, 5, 5, 5, 5, 5}, "access",
             {"gemeente", "politie", "arosa", "fier", "fier", "fier", "fier", "fier"});
  auto text = std::string(plain_study);
  text.replace(text.find("2021-11"), 7, "2023-11");
  later["study.yaml"] = text;
  const auto before = study_of(earlier);
  const auto after = study_of(later);
  const auto first = analyse(before);
  const auto second = analyse(after);
  ReportOptions options;
  options.previous_study = &before;
  const auto found = compare_waves({before, first}, {after, second});
  const auto figure = waves_chart(context_of(after, second, options), found);
  const ReadDrawing drawing(figure.svg);
  const auto place = [&](const std::string& rung) { return ReadDrawing::number(drawing.text(rung), "x"); };
  const auto circles = drawing.page.all("circle");
  REQUIRE(circles.size() == 4);  // two in the legend
  CHECK(ReadDrawing::number(*circles[2], "cx") == doctest::Approx(place("1")).epsilon(1e-3));
  CHECK(ReadDrawing::number(*circles[3], "cx") == doctest::Approx(place("3")).epsilon(1e-3));
  CHECK(drawing.text("n = 3 → 3").text != "");
  REQUIRE(figure.data.rows.size() == 1);
  CHECK(figure.data.rows[0][1].text == "onderschreven (n = 3)");
  CHECK(figure.data.rows[0][2].text == "uitgeprobeerd (n = 3)");
}

TEST_CASE("a matrix marks every tie there is at both crossings of its actors, on no more than A3") {
  NetworkStudy made;
  std::vector<std::string> actors;
  for (int i = 0; i < 45; ++i) {
    const auto id = fmt::format("a{:02}", i);
    made.add_stakeholder(id, i < 20 ? "strategic" : "operational");
    actors.push_back(id + (i < 20 ? "@strategic" : "@operational"));
  }
  auto& interview = made.add_interview("r1", {actors[0]});
  const std::vector<std::pair<std::size_t, std::size_t>> ties = {{0, 1}, {0, 44}, {7, 30}};
  for (const auto& [a, b] : ties) made.add_tie(interview, actors[a], actors[b], Relation::works_with);
  // Everybody is named, so that all are drawn; a tie that ended is none.
  for (std::size_t i = 1; i < actors.size(); ++i) {
    made.add_tie(interview, actors[0], actors[i], Relation::works_with, TieStatus::ended);
  }
  const auto network = analyse_network(made.study);
  const auto figure = network_matrix_figure(network, made.study, Language::nl);
  const ReadDrawing drawing(figure.svg);
  CHECK((figure.sheet.empty() || figure.sheet == "A3"));
  CHECK(figure.data.rows.size() == ties.size());
  CHECK(std::ranges::count_if(drawing.page.all("rect"), [](const auto* mark) {
          return ReadDrawing::number(*mark, "width") < 20;
        }) == 2 * static_cast<int>(ties.size()));
  CHECK(figure.description.find("42 verbindingen die nog gepland of al beëindigd zijn, staan er niet in.") !=
        std::string::npos);
  for (const auto& [a, b] : ties) {
    for (const auto& [row, column] : {std::pair(a, b), std::pair(b, a)}) {
      const auto& name = drawing.text(fmt::format("{} a{:02}", row + 1, row));
      const auto y = ReadDrawing::number(name, "y");
      double x = 0;
      for (const auto* label : drawing.page.all("text")) {
        if (label->text == fmt::format("{}", column + 1)) x = ReadDrawing::number(*label, "x");
      }
      const auto marks = drawing.page.all("rect");
      const bool marked = std::ranges::any_of(marks, [&](const auto* mark) {
        const auto left = ReadDrawing::number(*mark, "x");
        const auto top = ReadDrawing::number(*mark, "y");
        return ReadDrawing::number(*mark, "width") < 20 && left <= x && x <= left + 13 && top <= y && y <= top + 13;
      });
      CAPTURE(row);
      CAPTURE(column);
      CHECK(marked);
    }
  }
}
