#include "network/build.hpp"
#include "network/compare_networks.hpp"
#include "network/network.hpp"
#include "network_study.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace quickscan;
using namespace quickscan::test;
using nlohmann::json;

namespace {

const auto domain_file = project_path("tests/data/networks/domain/expected.json");

struct Wave {
  DomainCase made;
  NetworkResult network;
  json expected;

  /// The bare id of an actor, as the expected values have it.
  std::string actor(std::size_t index) const {
    const auto& id = network.actors[index].id;
    return id.substr(0, id.find('@'));
  }
  std::string tie(std::size_t index) const {
    const auto& row = network.ties[index];
    return made.tie_ids.at(network.actors[row.source].id + " " + network.actors[row.target].id + " " +
                           std::to_string(static_cast<int>(row.relation)));
  }
  std::vector<std::string> actors(const std::vector<std::size_t>& list) const {
    std::vector<std::string> result;
    for (const auto index : list) result.push_back(actor(index));
    std::ranges::sort(result);
    return result;
  }
  std::vector<std::string> ties(const std::vector<std::size_t>& list) const {
    std::vector<std::string> result;
    for (const auto index : list) result.push_back(tie(index));
    std::ranges::sort(result);
    return result;
  }
};

Wave load_wave(const std::string& year) {
  const auto years = json::parse(file_text(domain_file));
  Wave wave{domain_case(year), {}, years.at(year)};
  wave.network = analyse_network(wave.made.built.study);
  return wave;
}

const Wave& wave_of(const std::string& year) {
  static const Wave before = load_wave("2020");
  static const Wave after = load_wave("2022");
  return year == "2020" ? before : after;
}

using Strings = std::vector<std::string>;
constexpr std::array waves = {"2020", "2022"};

std::string with_underscore(std::string_view id) {
  std::string text(id);
  std::ranges::replace(text, '-', '_');
  return text;
}

/// Three actors of two organisations: a wijkteam and its manager, and Veilig Thuis.
NetworkStudy small_study() {
  NetworkStudy made;
  made.add_stakeholder("gemeente", "strategic tactical operational", "public");
  made.add_stakeholder("veilig-thuis", "strategic tactical operational", "safety");
  made.add_stakeholder("arosa", "operational", "shelter");
  return made;
}

}  // namespace

TEST_CASE("the made-up case has the ties, components and isolates that it should") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    CHECK(wave.network.actors.size() == 29);
    CHECK(wave.network.undirected.m == wave.expected["ties_undirected"].get<int>());
    CHECK(wave.network.directed.m == wave.expected["arcs"].get<int>());
    CHECK(wave.actors(wave.network.findings.isolates) == wave.expected["isolates"].get<Strings>());
    std::vector<Strings> components;
    for (const auto& nodes : wave.network.undirected.components) {
      if (nodes.size() > 1) components.push_back(wave.actors(nodes));
    }
    CHECK(components == wave.expected["components"].get<std::vector<Strings>>());
  }
}

TEST_CASE("each tie of the made-up case is confirmed, one-sided, unverifiable or a third party's word") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    CHECK(wave.network.ties.size() == wave.expected["confirmation"].size());
    for (std::size_t tie = 0; tie < wave.network.ties.size(); ++tie) {
      CAPTURE(wave.tie(tie));
      CHECK(with_underscore(id_of(wave.network.ties[tie].confirmation)) ==
            wave.expected["confirmation"][wave.tie(tie)].get<std::string>());
    }
    REQUIRE(wave.network.findings.confirmation_rate.has_value());
    CHECK(*wave.network.findings.confirmation_rate ==
          doctest::Approx(wave.expected["confirmation_rate"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("who is named and never heard, and who is heard and never named") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& findings = wave.network.findings;
    std::map<std::string, Strings> named;
    for (const auto& [actor, ties] : findings.named_never_heard) named[wave.actor(actor)] = wave.ties(ties);
    CHECK(named == wave.expected["named_not_interviewed"].get<std::map<std::string, Strings>>());
    CHECK(findings.never_heard.size() == named.size());
    CHECK(wave.actors(findings.heard_never_named) == wave.expected["interviewed_not_named"].get<Strings>());
    CHECK(wave.ties(findings.planned_only) == wave.expected["planned_only"].get<Strings>());
  }
}

TEST_CASE("escalations are placed on the study's steps, and the front line without a way up is named") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    auto study = wave.made.built.study;
    const auto step = [&](const std::string& id, const Strings& who, bool optional) {
      EscalationStep row;
      row.id = id;
      for (const auto& actor : who) row.who.push_back(wave.made.built.actor(wave.made.actor_ids.at(actor)));
      row.optional = optional;
      study.escalation.push_back(row);
    };
    step("professionals", {"wt", "vtmw"}, false);
    step("team manager", {"wtman", "vtman"}, false);
    step("policy officer", {"beleid"}, true);
    step("alderman and director", {"weth", "vtbest"}, false);
    const auto network = analyse_network(study);
    std::map<std::string, const EscalationTie*> found;
    for (const auto& row : network.findings.escalation) found[wave.tie(row.tie)] = &row;
    REQUIRE(found.size() == wave.expected["escalation"].size());
    for (const auto& expected : wave.expected["escalation"]) {
      const auto& row = *found.at(expected["tie"].get<std::string>());
      CHECK(row.move.from_step == expected["from_step"].get<int>());
      CHECK(row.move.to_step == expected["to_step"].get<int>());
      Strings skipped;
      for (const int number : row.move.skipped)
        skipped.push_back(study.escalation[static_cast<std::size_t>(number)].id);
      CHECK(skipped == expected["skipped"].get<Strings>());
      CHECK((row.move.kind == EscalationKind::skips_optional) == (expected["verdict"] == "skips_optional"));
    }
    CHECK(wave.actors(network.findings.front_line_without_way_up) ==
          wave.expected["operational_without_route_up"].get<Strings>());
  }
}

TEST_CASE("referrals are counted from each entry to the nearest help, with loops and dead ends") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& findings = wave.network.findings;
    CHECK(findings.handoffs.size() == wave.expected["handoffs_to_help"].size());
    for (const auto& handoff : findings.handoffs) {
      CAPTURE(wave.actor(handoff.entry));
      const auto& expected = wave.expected["handoffs_to_help"][wave.actor(handoff.entry)];
      REQUIRE(handoff.steps.has_value() == !expected.is_null());
      if (!handoff.steps) continue;
      CHECK(*handoff.steps == expected.get<int>());
      CHECK(handoff.path.size() == static_cast<std::size_t>(*handoff.steps) + 1);
    }
    std::vector<Strings> loops;
    for (const auto& loop : findings.referral_loops) loops.push_back(wave.actors(loop));
    CHECK(loops == wave.expected["referral_loops"].get<std::vector<Strings>>());
    CHECK(wave.actors(findings.referral_dead_ends) == wave.expected["referral_dead_ends"].get<Strings>());
  }
}

TEST_CASE("E-I leaves platforms out, and ties that leap over a level are found") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& u = wave.network.undirected;
    const auto& level = wave.expected["level"]["ei_actors_only"];
    const auto& sector = wave.expected["sector"]["ei_actors_only"];
    CHECK(*u.by_level.index == doctest::Approx(level["ei"].get<double>()).epsilon(1e-12));
    CHECK(u.by_level.external == level["external"].get<int>());
    CHECK(u.by_level.internal == level["internal"].get<int>());
    CHECK(*u.by_sector.index == doctest::Approx(sector["ei"].get<double>()).epsilon(1e-12));
    CHECK(u.by_sector.external == sector["external"].get<int>());
    CHECK(u.by_sector.internal == sector["internal"].get<int>());
    CHECK(wave.ties(wave.network.findings.leaps) == wave.expected["level_leaping_ties"].get<Strings>());
    const auto& distance = wave.network.findings.level_distance;
    CHECK(distance[0] == wave.expected["level_distance"]["same"].get<int>());
    CHECK(distance[1] == wave.expected["level_distance"]["adjacent"].get<int>());
    CHECK(distance[2] == wave.expected["level_distance"]["leap"].get<int>());
  }
}

TEST_CASE("block tables with the platforms in them are those of the made-up case") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto graph = project(wave.network.actors.size(), arcs_of(wave.network));
    for (const std::string kind : {"level", "sector"}) {
      Labels labels;
      std::set<std::string> order;
      for (const auto& actor : wave.network.actors) {
        const auto& level = wave.made.built.study.framework[actor.level].id;
        labels.push_back(kind == "level" ? level : actor.sector);
        order.insert(labels.back());
      }
      const auto result = external_internal(graph.undirected, labels, {order.begin(), order.end()});
      CHECK(*result.index == doctest::Approx(wave.expected[kind]["ei"].get<double>()).epsilon(1e-12));
      CHECK(result.blocks.size() == wave.expected[kind]["blocks"].size());
      for (const auto& block : result.blocks) {
        const auto& expected = wave.expected[kind]["blocks"].at(block.a + "|" + block.b);
        CHECK(block.ties == expected["ties"].get<int>());
        CHECK(block.possible == expected["possible"].get<int>());
      }
    }
  }
}

TEST_CASE("articulation points say who is cut off, and fragile bridges why they are") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& findings = wave.network.findings;
    REQUIRE(findings.articulation.size() == wave.expected["articulation_effect"].size());
    for (const auto& effect : findings.articulation) {
      const auto& expected = wave.expected["articulation_effect"][wave.actor(effect.actor)];
      CHECK(effect.parts == expected["parts"].get<int>());
      auto cut_off = expected["cut_off"].get<Strings>();
      std::ranges::sort(cut_off);
      CHECK(wave.actors(effect.cut_off) == cut_off);
    }
    std::map<Strings, Strings> fragile;
    for (const auto& bridge : findings.fragile_bridges) {
      auto& why = fragile[wave.actors({bridge.a, bridge.b})];
      if (bridge.no_working_tie) why.push_back("no working tie");
      if (bridge.not_confirmed) why.push_back("not confirmed");
    }
    std::map<Strings, Strings> expected;
    for (const auto& row : wave.expected["fragile_bridges"]) {
      expected[row["tie"].get<Strings>()] = row["why"].get<Strings>();
    }
    CHECK(fragile == expected);
  }
}

TEST_CASE("taking part in one platform is counted apart, by 1 over the others in it") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& rows = wave.network.findings.co_participation;
    CHECK(rows.size() == wave.expected["coparticipation"].size());
    for (const auto& row : rows) {
      const auto key = wave.actor(row.a) + "|" + wave.actor(row.b);
      CHECK(row.weight == doctest::Approx(wave.expected["coparticipation"].at(key).get<double>()).epsilon(1e-12));
    }
  }
}

TEST_CASE("brokers carry the range of their rank with any one interview left out") {
  for (const auto* year : waves) {
    const auto& wave = wave_of(year);
    const auto& expected = wave.expected["leave_one_out"];
    Strings always;
    for (const auto& effect : wave.network.findings.articulation) {
      if (effect.always) always.push_back(wave.actor(effect.actor));
    }
    std::ranges::sort(always);
    CHECK(always == expected["articulation_always"].get<Strings>());
    CHECK(wave.actors(wave.network.findings.sometimes_articulation) ==
          expected["articulation_sometimes"].get<Strings>());
    std::size_t seen = 0;
    for (std::size_t index = 0; index < wave.network.actors.size(); ++index) {
      const auto& actor = wave.network.actors[index];
      const auto id = wave.actor(index);
      if (!expected["broker_rank"].contains(id)) continue;
      ++seen;
      CAPTURE(id);
      CHECK(actor.rank == expected["broker_rank"][id].get<int>());
      REQUIRE(actor.rank_range.has_value());
      CHECK(actor.rank_range->first == expected["broker_rank_range"][id][0].get<int>());
      CHECK(actor.rank_range->second == expected["broker_rank_range"][id][1].get<int>());
    }
    CHECK(seen == expected["broker_rank"].size());
    for (const auto& item : expected["ties_resting_on_one_voice"].items()) {
      const auto& id = item.key();
      const auto& ties = item.value();
      const auto& own = wave.network.findings.rest_on_one;
      const auto found = own.find(id);
      CAPTURE(id);
      CHECK((found == own.end() ? 0 : found->second) == ties.get<int>());
    }
  }
}

TEST_CASE("between two waves ties are kept, lost and gained, and plans are not yet ties") {
  const auto& before = wave_of("2020");
  const auto& after = wave_of("2022");
  const auto expected = json::parse(file_text(domain_file))["change"];
  const auto change = compare_networks(before.network, after.network);
  CHECK(change.kept.size() == expected["kept"].get<std::size_t>());
  CHECK(before.ties(change.lost) == expected["lost"].get<Strings>());
  CHECK(after.ties(change.gained) == expected["gained"].get<Strings>());
  CHECK(*change.jaccard == doctest::Approx(expected["jaccard"].get<double>()).epsilon(1e-12));
  REQUIRE(change.status_changed.size() == 1);
  CHECK(before.tie(change.status_changed[0].first) == "t05");
  CHECK(after.tie(change.status_changed[0].second) == "u05");
}

TEST_CASE("an actor exists when it spoke or when a tie, a route, a step, a platform or the frame names it") {
  auto made = small_study();
  made.add_stakeholder("platform", "tactical", "", StakeholderKind::platform);
  made.stakeholder("platform").members = {made.study.find_stakeholder("arosa")};
  auto& interview = made.add_interview("i1", {"gemeente@operational"});
  made.add_tie(interview, "gemeente@operational", "veilig-thuis@operational", Relation::works_with);
  interview.routes.push_back({made.actor("gemeente@operational"), made.actor("gemeente@tactical")});
  EscalationStep step;
  step.who.push_back(made.actor("gemeente@strategic"));
  made.study.escalation.push_back(step);
  made.study.frame[LevelId(0)].push_back(made.study.find_stakeholder("veilig-thuis"));
  const auto network = analyse_network(made.study);
  Strings ids;
  for (const auto& actor : network.actors) ids.push_back(actor.id);
  CHECK(ids == Strings{"arosa@tactical", "gemeente@operational", "gemeente@strategic", "gemeente@tactical",
                       "platform@tactical", "veilig-thuis@operational", "veilig-thuis@strategic"});
  REQUIRE(network.ties.size() == 2);
  CHECK(network.ties[0].relation == Relation::takes_part);
  CHECK(network.ties[0].claims.empty());
  CHECK(network.ties[0].registered == TieStatus::working);
  CHECK(network.findings.registered_only == 1);
}

TEST_CASE("a tie both ways is one tie, whoever names it first") {
  auto made = small_study();
  auto& one = made.add_interview("i1", {"veilig-thuis@operational"});
  made.add_tie(one, "veilig-thuis@operational", "gemeente@operational", Relation::works_with);
  auto& two = made.add_interview("i2", {"gemeente@operational"});
  made.add_tie(two, "gemeente@operational", "veilig-thuis@operational", Relation::works_with);
  const auto network = analyse_network(made.study);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.actors[network.ties[0].source].id == "gemeente@operational");
  REQUIRE(network.ties[0].claims.size() == 2);
  CHECK(network.ties[0].claims[0].interview == "i1");
  CHECK(network.ties[0].claims[0].actor == "veilig-thuis@operational");
  CHECK(network.ties[0].confirmation == Confirmation::confirmed);
  CHECK(network.directed.m == 2);
}

TEST_CASE("the latest interview's status counts, and within one date the worse") {
  auto made = small_study();
  const auto claim = [&](const std::string& id, Date date, TieStatus status) {
    made.add_tie(made.add_interview(id, {"gemeente@operational"}, date), "gemeente@operational",
                 "veilig-thuis@operational", Relation::refers, status);
  };
  claim("i1", {2021, 3, 0}, TieStatus::problematic);
  claim("i2", {2021, 9, 1}, TieStatus::working);
  CHECK(analyse_network(made.study).ties.at(0).status == TieStatus::working);
  claim("i3", {2021, 9, 0}, TieStatus::pilot);
  CHECK(analyse_network(made.study).ties.at(0).status == TieStatus::pilot);
  claim("i4", {2021, 9, 1}, TieStatus::problematic);
  CHECK(analyse_network(made.study).ties.at(0).status == TieStatus::problematic);
  claim("i5", {2022, 0, 0}, TieStatus::ended);
  const auto network = analyse_network(made.study);
  CHECK(network.ties.at(0).status == TieStatus::ended);
  CHECK_FALSE(network.ties.at(0).in_network);
  CHECK(network.undirected.m == 0);
}

TEST_CASE("joined by organisation the working tie wins over a pilot of other actors, however late") {
  auto made = small_study();
  made.add_tie(made.add_interview("i1", {"gemeente@tactical"}, {2021, 3, 1}), "gemeente@tactical",
               "veilig-thuis@operational", Relation::refers);
  made.add_tie(made.add_interview("i2", {"gemeente@operational"}, {2021, 9, 1}), "gemeente@operational",
               "veilig-thuis@operational", Relation::refers, TieStatus::pilot);
  NetworkOptions options;
  options.unit = NetworkUnit::organisation;
  const auto network = analyse_network(made.study, options);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.ties[0].status == TieStatus::working);
  CHECK(analyse_network(made.study).ties.size() == 2);
}

TEST_CASE("confirmation takes the first rule that fits") {
  auto made = small_study();
  made.add_interview("i0", {"veilig-thuis@operational"});
  auto& interview = made.add_interview("i1", {"gemeente@tactical"});
  made.add_tie(interview, "gemeente@operational", "veilig-thuis@operational", Relation::refers);
  made.add_tie(interview, "veilig-thuis@operational", "arosa@operational", Relation::refers);
  made.add_tie(interview, "gemeente@tactical", "arosa@operational", Relation::funds);
  made.add_tie(interview, "gemeente@tactical", "veilig-thuis@operational", Relation::steers);
  auto& document = made.add_interview("paper", {}, {2021, 9, 1}, Form::document);
  made.add_tie(document, "gemeente@strategic", "arosa@operational", Relation::funds);
  const auto network = analyse_network(made.study);
  std::map<std::string, std::string> found;
  for (const auto& tie : network.ties) {
    found[network.actors[tie.source].id + ">" + network.actors[tie.target].id] = std::string(id_of(tie.confirmation));
  }
  CHECK(found["gemeente@operational>veilig-thuis@operational"] == "own-organisation");
  CHECK(found["veilig-thuis@operational>arosa@operational"] == "third-party");
  CHECK(found["gemeente@tactical>arosa@operational"] == "unverifiable");
  CHECK(found["gemeente@tactical>veilig-thuis@operational"] == "one-sided");
  CHECK(found["gemeente@strategic>arosa@operational"] == "third-party");
}

TEST_CASE("a tie from a document exists and has no claiming actor") {
  auto made = small_study();
  auto& document = made.add_interview("paper", {}, {2021, 9, 1}, Form::document);
  made.add_tie(document, "gemeente@strategic", "arosa@operational", Relation::funds);
  const auto network = analyse_network(made.study);
  REQUIRE(network.ties.size() == 1);
  REQUIRE(network.ties[0].claims.size() == 1);
  CHECK(network.ties[0].claims[0].interview == "paper");
  CHECK(network.ties[0].claims[0].actor.empty());
  CHECK(network.findings.interviews == 0);
  CHECK(network.findings.rest_on_one.empty());
}

TEST_CASE("speakers in a meeting do not count as heard") {
  auto made = small_study();
  auto& meeting = made.add_interview("m1", {"gemeente@operational"}, {2021, 9, 1}, Form::meeting);
  made.add_tie(meeting, "gemeente@operational", "arosa@operational", Relation::refers);
  const auto network = analyse_network(made.study);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.ties[0].claims[0].actor == "gemeente@operational");
  CHECK(network.ties[0].confirmation == Confirmation::unverifiable);
  for (const auto& actor : network.actors) CHECK_FALSE(actor.heard);
}

TEST_CASE("only first codings count") {
  auto made = small_study();
  auto& second = made.add_interview("i1", {"gemeente@operational"});
  second.first_coding = false;
  made.add_tie(second, "gemeente@operational", "arosa@operational", Relation::refers);
  const auto network = analyse_network(made.study);
  CHECK(network.actors.empty());
  CHECK(network.ties.empty());
  CHECK(network.undirected.n == 0);
}

TEST_CASE("a tie to oneself is listed and measured by nothing") {
  auto made = small_study();
  auto& interview = made.add_interview("i1", {"gemeente@operational"});
  made.add_tie(interview, "gemeente@operational", "gemeente@operational", Relation::works_with);
  const auto network = analyse_network(made.study);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.undirected.m == 0);
  CHECK(network.findings.isolates == std::vector<std::size_t>{0});
  CHECK(network.actors[0].rank_range == std::pair(1, 1));
}

TEST_CASE("by organisation, teams and levels merge and what happens within one is no tie") {
  auto made = small_study();
  made.add_stakeholder("wijkteam", "operational", "public", StakeholderKind::team);
  made.stakeholder("wijkteam").part_of = made.stakeholder("wijkteam").organisation =
      made.study.find_stakeholder("gemeente");
  made.stakeholder("wijkteam").help = true;
  auto& interview = made.add_interview("i1", {"wijkteam@operational"});
  made.add_tie(interview, "gemeente@strategic", "wijkteam@operational", Relation::steers);
  made.add_tie(interview, "veilig-thuis@operational", "wijkteam@operational", Relation::refers);
  NetworkOptions options;
  options.unit = NetworkUnit::organisation;
  const auto network = analyse_network(made.study, options);
  REQUIRE(network.actors.size() == 2);
  CHECK(network.actors[0].id == "gemeente");
  CHECK(network.actors[0].heard);
  CHECK(network.actors[0].help);
  CHECK(network.actors[0].level == none);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.ties[0].claims[0].actor == "gemeente");
  CHECK(network.ties[0].confirmation == Confirmation::unverifiable);
  CHECK_FALSE(network.undirected.by_level.index.has_value());
}

TEST_CASE("statuses choose what is measured, relations what is there at all") {
  auto made = small_study();
  auto& interview = made.add_interview("i1", {"gemeente@operational"});
  made.add_tie(interview, "gemeente@operational", "arosa@operational", Relation::refers, TieStatus::planned);
  made.add_tie(interview, "gemeente@operational", "veilig-thuis@operational", Relation::works_with);
  CHECK(analyse_network(made.study).undirected.m == 1);
  NetworkOptions planned;
  planned.statuses = {TieStatus::planned};
  const auto only_planned = analyse_network(made.study, planned);
  CHECK(only_planned.undirected.m == 1);
  CHECK(only_planned.ties.size() == 2);
  NetworkOptions refers;
  refers.relations = {Relation::refers};
  const auto only_refers = analyse_network(made.study, refers);
  CHECK(only_refers.ties.size() == 1);
  CHECK(only_refers.actors.size() == 3);
}

TEST_CASE("partners of a development work together only where that was asked for") {
  auto made = small_study();
  Development development;
  development.id = "spreekuur";
  development.level = made.study.framework.find_level("operational");
  development.status = DevelopmentStatus::pilot;
  development.partners = {{made.study.find_stakeholder("arosa"), none},
                          {made.study.find_stakeholder("gemeente"), none}};
  made.study.developments.push_back(development);
  CHECK(analyse_network(made.study).ties.empty());
  NetworkOptions options;
  options.with_partners = true;
  const auto network = analyse_network(made.study, options);
  REQUIRE(network.ties.size() == 1);
  CHECK(network.ties[0].status == TieStatus::pilot);
  CHECK(network.actors[network.ties[0].source].id == "arosa@operational");
}

TEST_CASE("levels of a heard organisation at which no one spoke are found") {
  auto made = small_study();
  made.add_interview("i1", {"veilig-thuis@tactical"});
  const auto network = analyse_network(made.study);
  REQUIRE(network.findings.unheard_levels.size() == 1);
  CHECK(made.study[network.findings.unheard_levels[0].organisation].id == "veilig-thuis");
  CHECK(network.findings.unheard_levels[0].levels == std::vector<LevelId>{LevelId(0), LevelId(2)});
}

TEST_CASE("two thousand interviews about the same ties change nothing when one is left out") {
  auto made = small_study();
  for (int i = 0; i < 2000; ++i) {
    auto& interview = made.add_interview("i" + std::to_string(i), {"gemeente@operational"});
    made.add_tie(interview, "gemeente@operational", "arosa@operational", Relation::refers);
  }
  const auto network = analyse_network(made.study);
  CHECK(network.findings.left_out);
  CHECK(network.findings.interviews == 2000);
  CHECK(network.ties.at(0).claims.size() == 2000);
}
