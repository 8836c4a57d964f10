#include "formats/terminal.hpp"
#include "network_study.hpp"
#include "report/network_statements.hpp"
#include "report/network_tables.hpp"
#include "report/pages/pages.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace quickscan;
using namespace quickscan::test;

namespace {

NetworkStudy neighbourhood() {
  NetworkStudy made;
  made.study.title.nl = made.study.title.en = "Wijk";
  for (const auto* name : {"wijkteam", "huisarts", "arosa"}) {
    made.add_stakeholder(name, "operational");
    made.stakeholder(name).name.en[0] = static_cast<char>(name[0] - 'a' + 'A');
    made.stakeholder(name).name.nl = made.stakeholder(name).name.en;
  }
  made.stakeholder("huisarts").entry = true;
  made.stakeholder("arosa").help = true;
  auto& one = made.add_interview("r1", {"wijkteam@operational"});
  made.add_tie(one, "huisarts@operational", "wijkteam@operational", Relation::refers);
  made.add_tie(one, "wijkteam@operational", "arosa@operational", Relation::refers, TieStatus::pilot);
  return made;
}

struct WantedPage {
  Language language;
  std::size_t width;
  std::vector<std::string> changes = {};
};

std::string network_text(const NetworkResult& network, const Study& study, const WantedPage& wanted) {
  return terminal_text(network_page(network, study, {.language = wanted.language, .changes = wanted.changes}),
                       {.width = wanted.width});
}

}  // namespace

TEST_CASE("the page says what matters most, on what evidence, and what would change it") {
  const auto made = neighbourhood();
  CHECK(network_text(analyse_network(made.study), made.study, {Language::en, 80}) ==
        R"(Who works with whom: Wijk

3 actors, 1 of them heard, and 2 ties from 1 interview. By these, 2 pairs are
connected now. An actor is an organisation, team, role or platform at a level.
Plans and what has ended do not count as ties.

Main findings
  1. 2 parties are in the network but were not interviewed: Arosa (1) and
     Huisarts (1). 2 of the 2 ties therefore rest on the word of others or on
     paper.
     Evidence: these ties are from 1 interview (in brackets their number).
     This changes with: an interview with Arosa; that would let 1 tie be
       checked.

  2. 2 pairs are each the only link between two parts, as far as an end was
     heard, and all of them are fragile: Arosa (operational) – Wijkteam
     (operational) (still a pilot, and not confirmed) and Huisarts (operational)
     – Wijkteam (operational) (not confirmed from all sides).
     Evidence: the ties of these pairs are from 1 interview.
     This changes with: another link between these parts than Arosa
       (operational) – Wijkteam (operational), or confirmation from both sides.

  3. 2 ties are not verifiable because a side never spoke.
     Evidence: 1 interview.
     This changes with: an interview with the sides that never spoke.

  4. Contacts run most often through Wijkteam (operational) (rank 1, whichever
     interview is left out). Without Wijkteam (operational), 1 actor is cut off
     from the rest: Huisarts (operational).
     Evidence: the 2 ties of Wijkteam (operational) stand in 1 interview;
       heard: 1 of 3 actors, and these measures are sensitive to who is missing.
     This changes with: a direct tie between this actor and the rest that does
       not pass Wijkteam (operational).

  5. It is not known to whom the only actor heard at the level operational,
     Wijkteam, can escalate.
     Evidence: no interview mentions anyone to whom the front line can
       escalate.
     This changes with: an escalation that this actor mentions.

Other findings
  - From the only place where people come in, a way to help is known. The
    longest known way to help takes 2 hand-offs: Huisarts (operational) →
    Wijkteam (operational) → Arosa (operational).
    Evidence: 2 referrals, from 1 interview.
    This changes with: a referral to help that no interview mentioned.

There are no clear groups (modularity 0.00; below 0.3). Findings are in order of
the share of the network that they concern.

Actors
  Actor     Level        Sector  Heard        Connected to  Rank     Without one
                                                                       interview
  Wijkteam  operational  Other   1 interview             2     1               1
  Arosa     operational  Other   not heard               1     –               –
  Huisarts  operational  Other   not heard               1     –               –

Ties
  From             Kind       To                Status   Confirmation    Sources
  Huisarts         refers to  Wijkteam          working  not verifiable        1
  (operational)               (operational)
  Wijkteam         refers to  Arosa             pilot    not verifiable        1
  (operational)               (operational)
)");
}

TEST_CASE("every finding is worded in both languages, without a missing message") {
  const auto made = domain_case("2022");
  const auto& study = made.built.study;
  const auto network = analyse_network(study);
  const auto dutch = network_statements(network, study, Language::nl);
  const auto english = network_statements(network, study, Language::en);
  CHECK(dutch.size() >= 8);
  REQUIRE(dutch.size() == english.size());
  for (std::size_t i = 0; i < dutch.size(); ++i) {
    for (const auto& one : {dutch[i], english[i]}) {
      for (const auto& text : {one.text, one.evidence, one.change}) {
        CHECK_FALSE(text.empty());
        CHECK(text.find("[network.") == std::string::npos);
        CHECK(text.find('{') == std::string::npos);
      }
    }
    CHECK(dutch[i].finding == english[i].finding);
    CHECK(dutch[i].text != english[i].text);
  }
}

TEST_CASE(
    "pairs of levels with as few ties are named together, and those of whom nobody was heard are no part of a rank") {
  for (const bool heard : {true, false}) {
    NetworkStudy made;
    const auto add_level = [&](const std::string& level) {
      made.add_stakeholder("a-" + level, level);
      made.add_stakeholder("b-" + level, level);
    };
    const auto add_tie = [&](Interview& one, const std::string& a, const std::string& b) {
      made.add_tie(one, a, b, Relation::works_with);
    };
    for (const auto* level : {"strategic", "tactical", "operational"}) add_level(level);
    auto& one = made.add_interview("r1", {"a-tactical@tactical"});
    add_tie(one, "a-tactical@tactical", "b-tactical@tactical");
    add_tie(one, "a-strategic@strategic", "b-strategic@strategic");
    add_tie(one, "a-operational@operational", "b-operational@operational");
    if (heard) {
      made.add_interview("r2", {"a-strategic@strategic"});
    } else {
      add_tie(one, "a-tactical@tactical", "a-operational@operational");
    }
    const auto statements = network_statements(analyse_network(made.study), made.study, Language::en);
    const auto found = std::ranges::find(statements, "levels", &NetworkStatement::finding);
    REQUIRE(found != statements.end());
    CAPTURE(found->plain);
    if (heard) {
      CHECK(found->plain.starts_with("Each of the 3 connected pairs stays within one level"));
      CHECK(
          found->plain.ends_with("The fewest ties, in equal proportion, are between strategic and tactical (0 of 4), "
                                 "strategic and operational "
                                 "(0 of 4) and tactical and operational (0 of 4)."));
    } else {
      CHECK(
          found->plain.ends_with("Where at least one of two levels was heard, there are fewest ties, in proportion, "
                                 "between strategic and tactical: 0 of the 4 possible pairs."));
    }
  }
}

TEST_CASE("findings are in order of the share of the network that they concern") {
  for (const auto* wave : {"2020", "2022"}) {
    const auto made = domain_case(wave);
    const auto& study = made.built.study;
    const auto statements = network_statements(analyse_network(study), study, Language::nl);
    CHECK(std::ranges::is_sorted(statements, std::ranges::greater{}, &NetworkStatement::weight));
    for (const auto& statement : statements) {
      CHECK(statement.weight >= 0);
      CHECK(statement.weight <= 1);
      CHECK_FALSE(statement.text.empty());
      CHECK_FALSE(statement.evidence.empty());
    }
  }
}

TEST_CASE("a broker is never named without the range of its rank") {
  const auto made = domain_case("2022");
  const auto& study = made.built.study;
  const auto statements = network_statements(analyse_network(study), study, Language::en);
  const auto found = std::ranges::find(statements, "dependence", &NetworkStatement::finding);
  REQUIRE(found != statements.end());
  CHECK(found->text.find("Strategisch platform (strategic) (rank 1, and 1 to 3 when any one interview is left out)") !=
        std::string::npos);
}

TEST_CASE("the change between waves is worded with counts and a Jaccard index") {
  const auto before = domain_case("2020");
  const auto after = domain_case("2022");
  const auto first = analyse_network(before.built.study);
  const auto second = analyse_network(after.built.study);
  const auto sentences_in = [&](Language language) {
    return network_change_sentences(compare_networks(first, second), {first, before.built.study},
                                    {second, after.built.study}, language, Coefficients::in_numbers);
  };
  const auto sentences = sentences_in(Language::en);
  REQUIRE(sentences.size() >= 4);
  CHECK(sentences_in(Language::nl)[0] ==
        "Tussen de metingen bleven 14 verbindingen, kwamen er 30 bij en verdween er 1 (Jaccard 0,31).");
  CHECK(sentences[0] == "Between the waves 14 ties stayed, 30 were gained and 1 was lost (Jaccard 0.31).");
  CHECK(sentences.back() ==
        "1 changed status: Medewerker meldpunt – Wijkteam (operational) (from problematic to working).");
}

TEST_CASE("a tie that was lost has the level of its own wave, whose framework may have others") {
  Files files;
  files["interviews/a.yaml"] = single("a", "operational", "wijkteam", "- ties: [gemeente - politie]\n");
  const auto before = study_of(files);
  files["framework.yaml"] = replaced(plain_framework, "  strategic:", "  national: {name: National}\n  strategic:");
  files["interviews/a.yaml"] = single("a", "operational", "wijkteam", "- ties: [gemeente - arosa]\n");
  const auto after = study_of(files);
  const auto first = analyse_network(before);
  const auto second = analyse_network(after);
  const auto sentences = network_change_sentences(compare_networks(first, second), {first, before}, {second, after},
                                                  Language::en, Coefficients::in_numbers);
  CHECK(std::ranges::find(sentences, "Lost: Gemeente – Politie (front line).") != sentences.end());
}

TEST_CASE("the page names first which ties were asked for, and leaves out what those alone cannot say") {
  auto made = neighbourhood();
  auto& two = made.add_interview("r2", {"huisarts@operational"});
  made.add_tie(two, "huisarts@operational", "arosa@operational", Relation::works_with, TieStatus::planned);
  NetworkOptions asked;
  asked.relations = {Relation::works_with};
  asked.statuses = {TieStatus::planned};
  CHECK(network_text(analyse_network(made.study, asked), made.study, {Language::en, 80}) ==
        R"(Who works with whom: Wijk

Shown: only ties of the kind "works with"; only ties with status planned. What
follows is about these ties alone; findings that need the other ties are left
out. 3 actors, 2 of them heard, and 1 tie of this selection from 1 interview,
between 1 pair. An actor is an organisation, team, role or platform at a level.

Main findings
  1. 1 tie is not verifiable because a side never spoke.
     Evidence: 1 interview.
     This changes with: an interview with the sides that never spoke.

Actors
  Actor     Level        Sector  Heard        Connected to  Rank     Without one
                                                                       interview
  Arosa     operational  Other   not heard               1     –               –
  Huisarts  operational  Other   1 interview             1     –               –
  Wijkteam  operational  Other   1 interview             0     –               –

Ties
  From             Kind        To               Status   Confirmation    Sources
  Arosa            works with  Huisarts         planned  not verifiable        1
  (operational)                (operational)
)");
  const auto first_words = [&](const NetworkOptions& options, Language language) {
    const auto text = network_text(analyse_network(made.study, options), made.study, {language, 400});
    const auto at = text.find("\n\n") + 2;
    return text.substr(at, text.find('.', at) + 1 - at);
  };
  CHECK(first_words(asked, Language::nl) ==
        "Getoond: alleen verbindingen van de soort \"werkt samen met\"; alleen verbindingen met de staat gepland.");
  NetworkOptions organisations;
  organisations.unit = NetworkUnit::organisation;
  organisations.with_partners = true;
  CHECK(first_words(organisations, Language::en) ==
        "Shown: partners in one development as ties too; organisations as a whole.");
}

TEST_CASE("findings that need all ties are left out where only some were asked for") {
  const auto made = domain_case("2022");
  const auto findings_of = [&](const NetworkOptions& options) {
    std::set<std::string> ids;
    for (const auto& one : network_statements(analyse_network(made.built.study, options), made.built.study, {})) {
      ids.insert(one.finding);
    }
    return ids;
  };
  const auto all = findings_of({});
  for (const auto* id : {"coverage", "bridges", "referral", "escalation"}) CHECK(all.contains(id));
  NetworkOptions refers;
  refers.relations = {Relation::refers};
  const auto some = findings_of(refers);
  CHECK(some.contains("referral"));
  CHECK(some.contains("confirmation"));
  for (const auto* id : {"coverage", "bridges", "apart", "planned", "escalation"}) CHECK_FALSE(some.contains(id));
  NetworkOptions planned;
  planned.statuses = {TieStatus::planned};
  for (const auto* id : {"coverage", "bridges", "apart", "referral", "escalation"}) {
    CHECK_FALSE(findings_of(planned).contains(id));
  }
}

TEST_CASE("one link, one actor and one document are worded in the singular, and one level has no ties between levels") {
  NetworkStudy made;
  for (const auto* name : {"a", "b"}) made.add_stakeholder(name, "operational");
  auto& paper = made.add_interview("d1", {}, {2021, 9, 1}, Form::document);
  made.add_tie(paper, "a@operational", "b@operational", Relation::works_with);
  const auto text = network_text(analyse_network(made.study), made.study, {Language::en, 400});
  CHECK(text.find("The only tie therefore rests on the word of others or on paper.") != std::string::npos);
  // Nobody at that tie was heard, so what hangs by it is not known.
  CHECK(text.find("between two parts") == std::string::npos);
  CHECK(text.find("1 of the 1") == std::string::npos);
  CHECK(text.find("E-I") == std::string::npos);
  NetworkStudy alone;
  alone.add_stakeholder("a", "operational");
  alone.add_interview("i1", {"a@operational"});
  CHECK(network_text(analyse_network(alone.study), alone.study, {Language::nl, 400})
            .find("1. Van de enige gehoorde actor op het niveau") != std::string::npos);
}

TEST_CASE("the page has the changes since the previous wave") {
  const auto made = neighbourhood();
  WantedPage options{Language::en, 80, {"One was gained."}};
  CHECK(network_text(analyse_network(made.study), made.study, options)
            .find("\nSince the previous wave\n  - One was gained.\n\n") != std::string::npos);
}

TEST_CASE("the page of a study that is no fieldwork begins with its banner") {
  auto made = neighbourhood();
  made.study.provenance = Provenance::reconstructed;
  CHECK(network_text(analyse_network(made.study), made.study, {Language::en, 80})
            .starts_with(
                "Who works with whom: Wijk\n\nReconstructed from a published report: these are no interview data.\n"));
}

TEST_CASE("an empty study has a page too") {
  NetworkStudy made;
  const auto network = analyse_network(made.study);
  CHECK(network_text(network, made.study, {Language::en, 80}) ==
        "Who works with whom:\n\nNo actor was named or heard.\n");
  CHECK(network_statements(network, made.study, Language::nl).empty());
  CHECK(network_actor_table(network, made.study, Language::nl).rows.empty());
}
