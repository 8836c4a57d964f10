#include "program.hpp"
#include "scoring/compare.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace quickscan;
using namespace quickscan::test;

namespace {

std::string wave(const std::string& id, const std::string& date, const std::string& more = "") {
  return "quickscan: 1\nid: " + id + "\ntitle: Test\nreference_date: " + date + "\n" + more;
}

/// One front-line interview of a person (or nobody in particular) who gives `access` this rung.
void add_voice(Files& files, const std::string& id, const std::string& who, int rung, const std::string& person = "") {
  files["interviews/" + id + ".yaml"] =
      single(id, "operational", who, shown("access", rung), person.empty() ? "" : ", person: " + person);
}

/// Four organisations at the front line, of which the last speaks in this wave only.
Files earlier_files() {
  Files files{{"study.yaml", wave("test", "2021-11")}};
  add_voice(files, "a", "politie", 0, "p1");
  add_voice(files, "b", "arosa", 1, "p2");
  add_voice(files, "c", "wijkteam", 1, "p3");
  add_voice(files, "d", "huisarts", 5, "p4");
  return files;
}

Files later_files() {
  Files files{{"study.yaml", wave("test", "2023-11")}};
  add_voice(files, "a", "politie", 3, "p1");
  add_voice(files, "b", "arosa", 3, "p5");
  add_voice(files, "c", "wijkteam", 2, "p3");
  add_voice(files, "d", "advocaat", 0);
  return files;
}

/// Two studies with their analyses, and the comparison of the first with the second.
struct Compared {
  Study before;
  Study after;
  Analysis analysis_before;
  Analysis analysis_after;
  WaveComparison waves;

  Compared(Files earlier_wave, Files later_wave)
      : before(study_of(std::move(earlier_wave))),
        after(study_of(std::move(later_wave))),
        analysis_before(analyse(before)),
        analysis_after(analyse(after)),
        waves(compare_waves({before, analysis_before}, {after, analysis_after})) {}

  const CellChange& cell(const std::string& rec, const std::string& level) const {
    const auto found = std::ranges::find_if(
        waves.cells, [&](const CellChange& change) { return change.rec == rec && change.level == level; });
    REQUIRE(found != waves.cells.end());
    return *found;
  }
};

std::vector<Incomparable::Kind> kinds(const std::vector<Incomparable>& reasons) {
  std::vector<Incomparable::Kind> result;
  for (const auto& reason : reasons) result.push_back(reason.kind);
  return result;
}

using Kinds = std::vector<Incomparable::Kind>;

/// What two front-line speakers have to say so that a factor gets this rating.
std::string coded_as(const std::string& factor, int rating, bool first_speaker) {
  if (rating == 9) return {};
  const bool enables = rating == 0 ? first_speaker : rating > 0;
  return std::string("- {") + (enables ? "enabler: " : "barrier: ") + factor +
         (std::abs(rating) == 2 ? ", basis: shown}\n" : ", basis: said}\n");
}

/// Published ratings of one construct, site by site; 9 is missing.
struct PublishedConstruct {
  std::string_view name;
  std::array<int, 5> ratings;  // sites 200, 500 (low), 100 (between), 300, 400 (high)
  bool distinguishes = false;
};

// Damschroder & Lowery 2013, Implementation Science 8:51, table 3: a weight management programme at five sites.
// Constructs with numeric ratings; those called strongly or weakly distinguishing are marked alike.
constexpr auto published = std::to_array<PublishedConstruct>({
    {"evidence strength and quality", {-2, 1, 1, 2, 1}, false},
    {"relative advantage", {-2, 1, 1, 2, 2}, true},
    {"adaptability", {-2, 2, 2, 2, 2}, false},
    {"trialability", {0, 0, 1, 1, 0}, false},
    {"complexity", {9, -2, -2, -2, 2}, false},
    {"design quality and packaging", {-2, 2, 1, 1, 1}, false},
    {"cost", {0, 0, 0, 0, 0}, false},
    {"patient needs and resources", {-2, 0, 1, 2, 2}, true},
    {"cosmopolitanism", {0, 0, 1, 0, 0}, false},
    {"peer pressure", {0, 0, 0, 0, 0}, false},
    {"external policy and incentives", {-1, -2, 9, 0, 1}, true},
    {"networks and communications", {-2, -2, 1, 2, 2}, true},
    {"tension for change", {0, 0, 2, 1, 1}, true},
    {"compatibility", {-2, 1, 0, 1, 2}, false},
    {"relative priority", {-1, -2, -2, 1, 2}, true},
    {"organisational incentives and rewards", {0, -1, 0, 0, 1}, false},
    {"goals and feedback", {-2, -1, 1, 1, 2}, true},
    {"learning climate", {9, -1, 9, 1, 2}, true},
    {"leadership engagement", {-2, -1, 2, 2, 2}, true},
    {"available resources", {-2, -2, -1, 1, -1}, true},
    {"access to knowledge and information", {-1, 9, 9, 1, -1}, false},
    {"planning", {-1, 9, 1, 1, 1}, true},
    {"formally appointed leaders", {-1, 2, 2, 2, 2}, false},
    {"overall championing", {-1, 2, 2, 1, 2}, false},
    {"physician champion", {-2, 2, 0, 1, 2}, false},
});

std::vector<std::string> names_of(const CompareNote& note) {
  std::vector<std::string> names;
  for (const auto& name : note.names) names.push_back(name.in(Language::en));
  return names;
}

}  // namespace

TEST_CASE("Only voices of organisations that spoke in both waves carry a change") {
  const Compared compared(earlier_files(), later_files());
  CHECK(compared.waves.refused.empty());
  const auto& cell = compared.cell("access", "operational");
  CHECK(cell.all.before.n == 4);
  CHECK(cell.all.before.median == 1);
  CHECK(cell.all.after.n == 4);
  CHECK(cell.matched_organisations == std::vector<std::string>{"arosa", "gemeente", "politie"});
  CHECK(cell.matched.before.n == 3);
  CHECK(cell.matched.before.median == 1);
  CHECK(cell.matched.after.n == 3);
  CHECK(cell.matched.after.median == 3);
  CHECK(cell.matched.after.tried == 2);
  CHECK(cell.change == 2);
  CHECK(cell.refusal == CellChange::Refusal::not_refused);
}

TEST_CASE("The same persons stand apart from new ones and from those not heard again") {
  const auto compared = Compared(earlier_files(), later_files());
  const auto& cell = compared.cell("access", "operational");
  CHECK(compared.waves.persons_in_both == 2);
  CHECK(cell.same_persons.before.n == 2);
  CHECK(cell.same_persons.after.n == 2);
  CHECK_FALSE(cell.same_persons.after.sufficient);
  CHECK_FALSE(cell.same_persons.after.median.has_value());
  CHECK(cell.new_persons.n == 2);
  CHECK(cell.persons_not_heard_again.n == 2);
}

TEST_CASE("Who spoke in both waves is not known where a wave gives no persons") {
  auto later_wave = later_files();
  for (auto& [name, text] : later_wave) text = replaced(text, ", person: ", ", role: ");
  const Compared compared(earlier_files(), later_wave);
  CHECK_FALSE(compared.waves.persons_in_both.has_value());
  CHECK_FALSE(compared.waves.every_person_given);
}

TEST_CASE("Organisations of one wave only are named") {
  const Compared compared(earlier_files(), later_files());
  CHECK(compared.waves.organisations_in_both == std::vector<std::string>{"arosa", "gemeente", "politie"});
  CHECK(compared.waves.organisations_only_before == std::vector<std::string>{"huisarts"});
  CHECK(compared.waves.organisations_only_after == std::vector<std::string>{"advocaat"});
}

TEST_CASE("Too few matched voices, or none, give no change but a reason with n") {
  auto earlier_wave = earlier_files();
  earlier_wave.erase("interviews/a.yaml");
  const Compared compared(earlier_wave, later_files());
  const auto& cell = compared.cell("access", "operational");
  CHECK_FALSE(cell.change.has_value());
  CHECK(cell.refusal == CellChange::Refusal::too_few_voices);
  CHECK(cell.matched.before.n == 2);
  CHECK(compared.cell("access", "strategic").refusal == CellChange::Refusal::no_common_organisation);
}

TEST_CASE("Thresholds that one wave raised hold for the change") {
  auto later_wave = later_files();
  later_wave["study.yaml"] = wave("test", "2023-11", "thresholds: {voices: 4}\n");
  const Compared compared(earlier_files(), later_wave);
  CHECK(std::ranges::find(compared.waves.notes, CompareNote::Kind::thresholds, &CompareNote::kind) !=
        compared.waves.notes.end());
  CHECK(compared.cell("access", "operational").all.before.sufficient);
  CHECK_FALSE(compared.cell("access", "operational").change.has_value());
}

TEST_CASE("A voice with a speaker of an organisation that was not matched carries no change") {
  auto later_wave = later_files();
  later_wave["interviews/a.yaml"] = R"(interview: a
date: 2023-09
form: group
speakers:
  a: {level: operational, who: politie, person: p1}
  b: {level: operational, who: advocaat}
segments:
- {rec: access, stage: 3, basis: shown}
)";
  const Compared compared(earlier_files(), later_wave);
  CHECK(compared.cell("access", "operational").matched.after.n == 2);
  CHECK(compared.cell("access", "operational").same_persons.after.n == 1);
}

TEST_CASE("Verdicts stand side by side, and a change is said of the matched voices alone") {
  const Compared compared(earlier_files(), later_files());
  REQUIRE(compared.waves.verdicts.size() == 2);
  const auto& access = compared.waves.verdicts[0];
  CHECK(access.rec == "access");
  CHECK(access.before->id == "front-line-only");
  CHECK(access.matched_before->id == "front-line-only");
  CHECK(access.matched_after->id == "front-line-only");
  // The name of this row has the front line's rung in it, so another rung is another verdict.
  CHECK(access.matched_before->name.nl.find("<rung>") == std::string::npos);
  CHECK(access.matched_before->name.nl != access.matched_after->name.nl);
  CHECK(access.changed == true);
  const auto& plan = compared.waves.verdicts[1];
  CHECK(plan.before->id == "insufficient-evidence");
  CHECK_FALSE(plan.changed.has_value());
  CHECK(plan.refusal == VerdictChange::Refusal::too_few_front_line_voices);
}

TEST_CASE("A verdict is unchanged where row and rung are the same") {
  const Compared compared(earlier_files(), earlier_files());
  CHECK(compared.waves.verdicts[0].changed == false);
}

TEST_CASE("A verdict that differs on the matched voices has changed") {
  auto earlier_wave = earlier_files();
  auto later_wave = later_files();
  add_voices(earlier_wave, "strategic", {3, 3, 3});
  add_voices(later_wave, "strategic", {3, 3, 3});
  const Compared compared(earlier_wave, later_wave);
  CHECK(compared.waves.verdicts[0].matched_before->id == "cautious-steps-not-yet-general");
  CHECK(compared.waves.verdicts[0].matched_after->id == "cautious-steps");
  CHECK(compared.waves.verdicts[0].changed == true);
}

TEST_CASE("Other ladders are refused, with what differs; developments are compared nevertheless") {
  auto earlier_wave = earlier_files();
  earlier_wave["framework.yaml"] = replaced(plain_framework, "tried", "tested");
  earlier_wave["developments.yaml"] = "spreekuur: {name: Spreekuur, level: operational, status: pilot}\n";
  const Compared compared(earlier_wave, later_files());
  REQUIRE(kinds(compared.waves.refused) == Kinds{Incomparable::Kind::rungs});
  CHECK(compared.waves.refused[0].rung == 3);
  CHECK(compared.waves.refused[0].a == "tested");
  CHECK(compared.waves.refused[0].b == "tried");
  CHECK(compared.waves.cells.empty());
  CHECK(compared.waves.verdicts.empty());
  REQUIRE(compared.waves.developments.size() == 1);
}

TEST_CASE("Ladders of other length, other caps and no level in common are each refused") {
  Framework a;
  a.levels = {{"top", {}, {}, false}};
  a.ladder.resize(4);
  a.caps = {3, 2, 2};
  auto b = a;
  CHECK(why_not_comparable(a, b).empty());
  b.ladder.resize(6);
  CHECK(kinds(why_not_comparable(a, b)) == Kinds{Incomparable::Kind::ladder_sizes});
  b = a;
  b.caps = {3, 1, 1};
  CHECK(kinds(why_not_comparable(a, b)) == Kinds{Incomparable::Kind::caps});
  b = a;
  b.levels[0].id = "other";
  CHECK(kinds(why_not_comparable(a, b)) == Kinds{Incomparable::Kind::no_common_level});
  b = a;
  b.levels[0].outside = true;
  CHECK(why_not_comparable(a, b).size() == 1);
}

TEST_CASE("Waves in the wrong order are refused") {
  const Compared compared(later_files(), earlier_files());
  CHECK(kinds(compared.waves.refused) == Kinds{Incomparable::Kind::wrong_order});
}

TEST_CASE("What only one wave's framework has is noted, and the rest compared") {
  auto later_wave = later_files();
  later_wave["framework.yaml"] = replaced(plain_framework,
                                          "  plan: {name: Plan, parts: {one: {name: One}, two: "
                                          "{name: Two}}}\n",
                                          "  joint: {name: Joint}\n");
  const Compared compared(earlier_files(), later_wave);
  REQUIRE(compared.waves.notes.size() == 2);
  CHECK(compared.waves.notes[0].where == "2021-11");
  CHECK(names_of(compared.waves.notes[0]) == std::vector<std::string>{"Plan", "One", "Two"});
  CHECK(compared.waves.notes[1].where == "2023-11");
  CHECK(names_of(compared.waves.notes[1]) == std::vector<std::string>{"Joint"});
  CHECK(compared.cell("access", "operational").change == 2);
}

TEST_CASE("Only what started after the earlier wave is new; what is older was found later") {
  auto earlier_wave = earlier_files();
  auto later_wave = later_files();
  earlier_wave["developments.yaml"] = R"(gone: {name: A, level: operational, status: pilot}
grown: {name: B, level: operational, status: pilot}
kept: {name: C, level: operational, status: running}
shrunk: {name: D, level: operational, status: running}
ended: {name: E, level: operational, status: running}
revived: {name: F, level: operational, status: withdrawn}
)";
  later_wave["developments.yaml"] = R"(grown: {name: B, level: operational, status: secured}
kept: {name: C, level: operational, status: running}
shrunk: {name: D, level: operational, status: planned}
ended: {name: E, level: operational, status: superseded}
revived: {name: F, level: operational, status: pilot}
fresh: {name: G, level: operational, status: pilot, start: 2022-03}
older: {name: H, level: operational, status: pilot, start: 2020}
undated: {name: I, level: operational, status: pilot}
same-year: {name: J, level: operational, status: pilot, start: 2021}
ahead: {name: K, level: operational, status: planned, start: 2028}
thought: {name: L, level: operational, status: idea}
)";
  const Compared compared(earlier_wave, later_wave);
  std::string told;
  for (const auto& change : compared.waves.developments) {
    told += change.development + " " + std::string(id_of(change.step)) + "\n";
  }
  CHECK(told == R"(ahead planned
ended stopped
fresh started
gone not-mentioned
grown advanced
kept same
older found-later
revived resumed
same-year found-later
shrunk set-back
thought planned
undated appeared
)");
  CHECK(compared.waves.developments[4].status_before == DevelopmentStatus::pilot);
  CHECK(compared.waves.developments[4].status_after == DevelopmentStatus::secured);
  CHECK_FALSE(compared.waves.developments[3].status_after.has_value());
}

TEST_CASE("The network of both waves is compared too") {
  auto earlier_wave = earlier_files();
  auto later_wave = later_files();
  earlier_wave["interviews/e.yaml"] = single("e", "operational", "fier", "- {ties: [fier - arosa, fier - politie]}\n");
  later_wave["interviews/e.yaml"] = single("e", "operational", "fier", "- {ties: [arosa - fier, fier > politie]}\n");
  const Compared compared(earlier_wave, later_wave);
  CHECK(compared.waves.network.kept.size() == 1);
  CHECK(compared.waves.network.lost.size() == 1);
  CHECK(compared.waves.network.gained.size() == 1);
}

TEST_CASE("Studies are waves of one where they share an id or name a previous one") {
  Study a;
  Study b;
  a.id = "delft";
  b.id = "leiden";
  CHECK_FALSE(are_waves(a, b));
  b.previous = "../delft-2021";
  CHECK(are_waves(a, b));
  b.previous.clear();
  b.id = "delft";
  CHECK(are_waves(a, b));
}

TEST_CASE("Places are laid side by side with n in every cell, and nothing is ranked") {
  auto delft_files = earlier_files();
  delft_files["study.yaml"] = wave("delft", "2021");
  Files leiden_files{{"study.yaml", wave("leiden", "2022")}};
  leiden_files["framework.yaml"] = replaced(plain_framework, "  access: {name: Access}\n", "");
  add_voices(leiden_files, "operational", {1, 2, 3}, "plan");
  const auto delft = study_of(delft_files);
  const auto leiden = study_of(leiden_files);
  const auto delft_analysis = analyse(delft);
  const auto leiden_analysis = analyse(leiden);
  const auto places = compare_places({{delft, delft_analysis}, {leiden, leiden_analysis}});
  CHECK(places.refused.empty());
  REQUIRE(places.notes.size() == 1);
  CHECK(places.notes[0].where == "delft");
  CHECK(names_of(places.notes[0]) == std::vector<std::string>{"Access"});
  REQUIRE(places.rows.size() == 8);
  CHECK(places.rows[0].rec == "access");
  CHECK(places.rows[0].level.empty());
  CHECK(places.rows[0].cells[0].verdict->id == "front-line-only");
  CHECK(places.rows[0].cells[1].verdict == nullptr);
  CHECK(places.rows[3].level == "operational");
  CHECK(places.rows[3].cells[0].cell->n == 4);
  CHECK(places.rows[3].cells[1].cell == nullptr);
  CHECK(places.rows[7].rec == "plan");
  CHECK(places.rows[7].cells[0].cell->n == 0);
  CHECK(places.rows[7].cells[1].cell->n == 3);
  CHECK(places.rows[7].cells[1].cell->median == 2);
}

TEST_CASE("Places with other ladders are not laid side by side") {
  auto other_files = earlier_files();
  other_files["study.yaml"] = wave("leiden", "2022");
  other_files["framework.yaml"] = replaced(plain_framework, "secured", "anchored");
  const auto delft = study_of(earlier_files());
  const auto leiden = study_of(other_files);
  const auto delft_analysis = analyse(delft);
  const auto leiden_analysis = analyse(leiden);
  const auto places = compare_places({{delft, delft_analysis}, {leiden, leiden_analysis}});
  REQUIRE(kinds(places.refused) == Kinds{Incomparable::Kind::rungs});
  CHECK(places.refused[0].studies == std::vector<std::string>{"test", "leiden"});
  CHECK(places.rows.empty());
}

TEST_CASE("A factor separates two groups where the lowest of the one is above the highest of the other") {
  using Ratings = std::vector<std::optional<FactorRating>>;
  const auto rated = [](int rating) { return FactorRating{FactorRating::Kind::rated, rating, 1, false}; };
  const FactorRating missing;
  const FactorRating mixed{FactorRating::Kind::mixed, 0, 2, false};
  const StudyGroups groups{{0, 1}, {2, 3}};
  const auto separates = [&](const Ratings& ratings) { return std::string(id_of(separation(ratings, groups))); };
  CHECK(separates({rated(2), rated(1), rated(-1), rated(0)}) == "yes");
  CHECK(separates({rated(-2), rated(-1), rated(1), rated(1)}) == "reversed");
  CHECK(separates({rated(2), rated(0), rated(0), rated(-1)}) == "no");
  // Nobody named it in the first; mixed counts as 0.
  CHECK(separates({missing, rated(1), mixed, rated(-1)}) == "yes");
  CHECK(separates({missing, missing, rated(1), rated(1)}) == "not decided");
  CHECK(separates({std::nullopt, rated(1), rated(1), std::nullopt}) == "no");
  // A study in neither list is not used.
  CHECK(separates({rated(1), rated(1), rated(-1), rated(-1), rated(2)}) == "yes");
  CHECK(separation({rated(1)}, {}) == Separation::not_asked);
}

TEST_CASE(
    "A published study of five sites: exactly the constructs that it calls distinguishing separate high and low") {
  for (const auto& construct : published) {
    std::vector<std::optional<FactorRating>> ratings;
    for (const int rating : construct.ratings) {
      ratings.push_back(rating == 9 ? FactorRating{} : FactorRating{FactorRating::Kind::rated, rating, 3, false});
    }
    CAPTURE(construct.name);
    CHECK((separation(ratings, {{3, 4}, {0, 1}}) == Separation::yes) == construct.distinguishes);
  }
}

TEST_CASE("Five coded studies: compare with high and low separates what the publication calls distinguishing") {
  constexpr std::array<const char*, 5> sites{"low-one", "low-two", "between", "high-one", "high-two"};
  const Folder folder;
  std::string framework = plain_framework;
  framework.resize(framework.find("factors:"));
  framework += "factors:\n";
  for (std::size_t one = 0; one < published.size(); ++one) {
    framework += "  f" + std::to_string(one) + ": {name: " + std::string(published[one].name) + ", sign: both}\n";
  }
  for (std::size_t site = 0; site < sites.size(); ++site) {
    const auto at = std::string(sites[site]) + '/';
    std::array<std::string, 2> segments;
    for (std::size_t one = 0; one < published.size(); ++one) {
      for (const std::size_t speaker : {0U, 1U}) {
        segments.at(speaker) += coded_as("f" + std::to_string(one), published[one].ratings.at(site), speaker == 0);
      }
    }
    folder.write(at + "study.yaml", wave(sites[site], "2022"));
    folder.write(at + "framework.yaml", framework);
    folder.write(at + "stakeholders.yaml", plain_stakeholders);
    folder.write(at + "interviews/a.yaml", single("a", "operational", "politie", segments[0]));
    folder.write(at + "interviews/b.yaml", single("b", "operational", "arosa", segments[1]));
  }
  std::vector<std::string> arguments{"compare"};
  for (const auto* site : sites) arguments.push_back(folder.path(site));
  for (const auto* more : {"--high", "high-one,high-two", "--low", "low-one,low-two", "--json"}) {
    arguments.emplace_back(more);
  }
  const auto outcome = run_program(arguments);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto rows = nlohmann::json::parse(outcome.out)["factors"];
  REQUIRE(rows.size() == published.size());
  for (std::size_t one = 0; one < published.size(); ++one) {
    CAPTURE(published[one].name);
    CAPTURE(rows[one].dump());
    CHECK((rows[one]["separates"] == "yes") == published[one].distinguishes);
  }
}

TEST_CASE("Three places with one framework are laid side by side by factor, over all levels") {
  std::vector<Study> studies;
  std::vector<Analysis> analyses;
  const std::vector<std::string> ids{"delft", "leiden", "gouda"};
  for (std::size_t place = 0; place < ids.size(); ++place) {
    Files files;
    files["study.yaml"] = wave(ids[place], "2022");
    files["framework.yaml"] = replaced(plain_framework, "sign: barrier", "sign: both");
    files["interviews/a.yaml"] =
        single("a", "strategic", "gemeente", place == 0 ? "- {enabler: rules}\n" : "- {barrier: rules}\n");
    files["interviews/b.yaml"] =
        single("b", "operational", "fier", place == 2 ? "- {enabler: rules}\n" : shown("access", 1));
    studies.push_back(study_of(files));
    analyses.push_back(analyse(studies.back()));
  }
  const std::vector<ComparedStudy> compared{
      {studies[0], analyses[0]}, {studies[1], analyses[1]}, {studies[2], analyses[2]}};
  const auto rows = compare_places(compared, {{0}, {1}}).factors;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].factor == "rules");
  CHECK(rows[0].ratings[0]->rating == 1);
  CHECK(rows[0].ratings[1]->rating == -1);
  CHECK(rows[0].ratings[2]->kind == FactorRating::Kind::mixed);
  CHECK(rows[0].separates == Separation::yes);
  CHECK(compare_places({compared[0], compared[1]}).factors.empty());
}

TEST_CASE("A rung that means something else in the later wave is named in a note") {
  auto files = earlier_files();
  const auto before = study_of(files);
  files["study.yaml"] = wave("test", "2023");
  files["framework.yaml"] =
      replaced(plain_framework, "name: {nl: uitgeprobeerd, en: tried}", "name: {nl: half, en: half}");
  const auto after = study_of(files);
  const auto before_analysis = analyse(before);
  const auto after_analysis = analyse(after);
  const auto notes = compare_waves({before, before_analysis}, {after, after_analysis}).notes;
  const auto found = std::ranges::find(notes, CompareNote::Kind::rungs_redefined, &CompareNote::kind);
  REQUIRE(found != notes.end());
  CHECK(names_of(*found) == std::vector<std::string>{"tried"});
}
