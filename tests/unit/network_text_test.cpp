#include "report/network_text.hpp"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "network_study.hpp"

using namespace quickscan;
using namespace quickscan::testing;

namespace {

const std::string domain_folder = QUICKSCAN_SOURCE_DIR "/tests/unit/data/graph/domain";

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

}  // namespace

TEST_CASE("the page says what matters most, on what evidence, and what would change it") {
  const auto made = neighbourhood();
  CHECK(network_text(analyse_network(made.study), made.study, {Language::en, 80}) ==
        R"(Who works with whom: Wijk

3 actors, 1 of them heard, and 2 ties from 1 interview, documents and
registrations. By these, 2 pairs are connected now. An actor is an organisation,
team, role or platform at a level. Plans and what has ended do not count as
ties.

What matters most

1. 2 parties are named but were never heard: Arosa (1) and Huisarts (1). 2 of
   the 2 ties therefore rest on the word of others or on paper.
   Evidence: they occur in 1 interview (in brackets the number of ties).
   What would change this: a talk with Arosa; that would let 1 tie be checked.

2. 2 of the 2 only links in the network are fragile: Arosa (operational) –
   Wijkteam (operational) (does not work well and is not confirmed) and Huisarts
   (operational) – Wijkteam (operational) (not confirmed from all sides).
   Evidence: these links stand in 1 interview.
   What would change this: a second tie beside Arosa (operational) – Wijkteam
   (operational), or confirmation from both sides.

3. For none of the 3 actors at level operational is a way up known: Arosa,
   Huisarts and Wijkteam.
   Evidence: no interview mentions anyone to whom the front line can escalate.
   What would change this: an escalation that one of them mentions; 2 of them
   were not heard themselves.

4. 2 ties are not verifiable because a side never spoke.
   Evidence: 1 interview.
   What would change this: a talk with the sides that never spoke.

5. Most shortest paths run through Wijkteam (operational) (rank 1, whichever
   interview is left out). Without Wijkteam (operational), 1 actor is cut off
   from the rest: Huisarts (operational).
   Evidence: the 2 ties of Wijkteam (operational) stand in 1 interview; heard: 1
   of 3 actors, and these measures are sensitive to who is missing.
   What would change this: a direct tie between this actor and the rest that
   does not pass Wijkteam (operational).

Further

- From the only place where clients come in, a way to help is known. The longest
  known way to help takes 2 hand-offs: Huisarts (operational) → Wijkteam
  (operational) → Arosa (operational).
  Evidence: 2 referrals, from 1 interview.
  What would change this: a referral to help that no interview mentioned.

There are no clear groups (modularity 0.00; below 0.3). Findings are in order of
the share of the network that they concern.

Actors
  Actor     Level        Sector  Heard        Connected to  Rank  Without one interview
  Wijkteam  operational  Other   1 interview             2     1                    1–1
  Arosa     operational  Other   not heard               1     –                      –
  Huisarts  operational  Other   not heard               1     –                      –

Ties
  From                    Kind       To                      Status   Confirmation    Interviews
  Huisarts (operational)  refers to  Wijkteam (operational)  working  not verifiable           1
  Wijkteam (operational)  refers to  Arosa (operational)     pilot    not verifiable           1
)");
}

TEST_CASE("every finding is said in both languages, without a word that is missing") {
  const auto made = domain_case(domain_folder, "2022");
  const auto& study = made.built.study;
  const auto network = analyse_network(study);
  const auto sentences = network_sentences(network, study);
  CHECK(sentences.size() >= 8);
  for (const auto& sentence : sentences) {
    for (const auto& text : {sentence.nl, sentence.en}) {
      CHECK_FALSE(text.empty());
      CHECK(text.find("[network.") == std::string::npos);
      CHECK(text.find('{') == std::string::npos);
    }
    CHECK(sentence.nl != sentence.en);
  }
}

TEST_CASE("findings stand in order of the share of the network that they concern") {
  for (const auto* wave : {"2020", "2022"}) {
    const auto made = domain_case(domain_folder, wave);
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
  const auto made = domain_case(domain_folder, "2022");
  const auto& study = made.built.study;
  const auto statements = network_statements(analyse_network(study), study, Language::en);
  const auto found = std::ranges::find(statements, "dependence", &NetworkStatement::finding);
  REQUIRE(found != statements.end());
  CHECK(found->text.find("Strategisch platform (strategic) (rank 1, and 1 to 3 when any one interview is left out)") !=
        std::string::npos);
}

TEST_CASE("the change between waves is said with counts and with what may only be a matter of who was asked") {
  const auto before = domain_case(domain_folder, "2020");
  const auto after = domain_case(domain_folder, "2022");
  const auto first = analyse_network(before.built.study);
  const auto second = analyse_network(after.built.study);
  const auto sentences = network_change_sentences(compare_networks(first, second), first, second, after.built.study);
  REQUIRE(sentences.size() >= 4);
  CHECK(sentences[0].nl ==
        "Tussen de metingen bleven 14 verbindingen, kwamen er 30 bij en verdween er 1 (Jaccard 0,31).");
  CHECK(sentences[0].en == "Between the waves 14 ties stayed, 30 were gained and 1 was lost (Jaccard 0.31).");
  CHECK(sentences.back().en ==
        "1 changed status: Medewerker meldpunt – Wijkteam (operational) (from problematic to working).");
}

TEST_CASE("an empty study has a page too") {
  NetworkStudy made;
  const auto network = analyse_network(made.study);
  CHECK(network_text(network, made.study, {Language::en, 80}) ==
        "Who works with whom:\n\nNo actor was named or heard.\n");
  CHECK(network_sentences(network, made.study).empty());
  CHECK(network_actor_table(network, made.study, Language::nl).rows.empty());
}
