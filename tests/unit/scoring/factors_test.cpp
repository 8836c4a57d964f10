#include "scoring/factors.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

constexpr FactorVoice strong_minus{.minus = true, .strong = true};
constexpr FactorVoice weak_minus{.minus = true};
constexpr FactorVoice strong_plus{.plus = true, .strong = true};
constexpr FactorVoice weak_plus{.plus = true};
constexpr FactorVoice neutral{.plus = true, .minus = true, .strong = true};

/// `M`, `X` or the number, as the JSON has it.
std::string rating(const std::vector<FactorVoice>& voices) {
  const auto result = rate(voices);
  CHECK(result.voices == static_cast<int>(voices.size()));
  if (result.kind == FactorRating::Kind::missing) return "M";
  if (result.kind == FactorRating::Kind::mixed) return "X";
  return std::to_string(result.rating);
}

const char* framework = R"(framework: test
title: Test
levels:
  strategic: {name: Strategic}
  operational: {name: Front line}
  client: {name: Clients, outside: true}
ladder:
- {id: none, name: None}
- {id: plan, name: Plan}
- {id: tried, name: Tried}
- {id: used, name: Used}
accepted: plan
practice: tried
caps: {shown: used, said: plan, heard: plan}
recommendations:
  access: {name: Access}
factors:
  rules: {name: Rules, sign: barrier}
  trust: {name: Trust, sign: both}
  money: {name: Money, sign: enabler}
verdicts:
- {id: unseen, name: Unseen, when: {front: none}}
- {id: seen, name: Seen, when: {}}
)";

const char* stakeholders = R"(gemeente: {name: Gemeente, levels: [strategic, operational]}
wijkteam: {name: Wijkteam, part_of: gemeente, levels: [operational]}
politie: {name: Politie, levels: [strategic, operational]}
arosa: {name: Arosa, levels: [strategic]}
)";

struct Rated {
  Study study;
  std::vector<FactorResult> factors;
};

Rated rated(Files files) {
  files["framework.yaml"] = framework;
  files["stakeholders.yaml"] = stakeholders;
  Rated result{study_of(std::move(files)), {}};
  result.factors = rate_factors(result.study, find_voices(result.study));
  return result;
}

}  // namespace

TEST_CASE("T14: a factor is strong where at least two, and more than half, give examples") {
  CHECK(rating({strong_minus, strong_minus, weak_minus}) == "-2");
  CHECK(rating({strong_minus, weak_minus, strong_plus}) == "-1");
  CHECK(rating({strong_plus, strong_minus}) == "X");
  CHECK(rating({}) == "M");
  CHECK(rating({weak_minus, weak_minus, weak_minus, weak_minus}) == "-1");
}

TEST_CASE("Half of the voices is not more than half, and one example is not two") {
  CHECK(rating({strong_plus, strong_plus, weak_plus, weak_plus}) == "1");
  CHECK(rating({strong_plus, strong_plus, strong_plus, weak_plus}) == "2");
  CHECK(rating({strong_plus}) == "1");
  CHECK(rating({strong_plus, strong_plus}) == "2");
}

TEST_CASE("A voice with both signs is neutral, but one of the voices") {
  CHECK(rating({neutral}) == "X");
  CHECK(rating({neutral, strong_minus}) == "-1");
  CHECK(rating({neutral, strong_minus, strong_minus}) == "-2");
  CHECK(rating({neutral, neutral, strong_minus, strong_minus}) == "-1");
}

TEST_CASE("A factor's level is what the segment is about, from whichever level the voice is") {
  const auto [study, factors] = rated({{"interviews/a.yaml", single("a", "strategic", "gemeente", R"(
- {barrier: rules}
- {barrier: rules, about: operational, basis: shown}
- {barrier: rules, about: client}
)")},
                                       {"interviews/b.yaml", single("b", "operational", "politie", R"(
- {barrier: rules, basis: shown}
)")}});
  const auto& rules = factors.at(0);
  CHECK(rules.voices == 2);
  CHECK(rules.organisations == 2);
  CHECK(rules.levels[0].rating == -1);
  CHECK(rules.levels[0].voices == 1);
  CHECK(rules.levels[1].rating == -2);
  CHECK(rules.levels[1].voices == 2);
  CHECK(rules.levels[2].rating == -1);
  CHECK(factors.at(1).levels[0].kind == FactorRating::Kind::missing);
  CHECK(factors.at(2).voices == 0);
}

TEST_CASE("One voice counts once, however often and with both signs it names a factor") {
  const auto [study, factors] = rated({{"interviews/a.yaml", single("a", "strategic", "gemeente", R"(
- {barrier: trust, basis: shown}
- {barrier: trust}
- {enabler: trust, basis: shown}
)")}});
  CHECK(factors.at(1).voices == 1);
  CHECK(factors.at(1).levels[0].voices == 1);
  CHECK(factors.at(1).levels[0].kind == FactorRating::Kind::mixed);
}

TEST_CASE("Only the speakers who named a factor lend it their organisation and their voice") {
  const auto [study, factors] = rated({{"interviews/g.yaml", R"(interview: g
date: 2021-09
form: group
speakers:
  a: {level: operational, who: wijkteam}
  b: {level: operational, who: politie}
  c: {level: strategic, who: arosa}
segments:
- {enabler: money, by: a, basis: heard}
)"}});
  CHECK(factors.at(2).organisations == 1);
  CHECK(factors.at(2).levels[0].kind == FactorRating::Kind::missing);
  CHECK(factors.at(2).levels[1].rating == 1);
}

TEST_CASE("Two interviews of one person are one voice on a factor") {
  Files files;
  for (const auto* id : {"a", "b"}) {
    files[std::string("interviews/") + id + ".yaml"] =
        single(id, "strategic", "gemeente", "- {barrier: rules, basis: shown}\n", ", person: p1");
  }
  const auto result = rated(files);
  CHECK(result.factors.at(0).voices == 1);
  CHECK(result.factors.at(0).levels[0].rating == -1);
}

TEST_CASE("Documents, meetings and second codings do not name factors") {
  const std::string speaker = "speakers:\n  a: {level: strategic, who: gemeente}\n";
  const auto [study, factors] = rated({
      {"study.yaml", std::string(plain_study) + "coders: {kl: {name: K}, tv: {name: T}}\n"},
      {"interviews/a.yaml",
       "interview: a\ncoder: kl\ndate: 2021-09\nform: single\n" + speaker + "segments:\n- {enabler: money}\n"},
      {"interviews/a.tv.yaml",
       "interview: a\ncoder: tv\ndate: 2021-09\nform: single\n" + speaker + "segments:\n- {barrier: rules}\n"},
      {"interviews/d.yaml",
       "interview: d\ncoder: kl\ndate: 2021-09\nform: document\nsegments:\n- {barrier: rules, about: strategic}\n"},
      {"interviews/m.yaml",
       "interview: m\ncoder: kl\ndate: 2021-09\nform: meeting\n" + speaker + "segments:\n- {barrier: rules}\n"},
  });
  CHECK(factors.at(0).voices == 0);
  CHECK(factors.at(2).voices == 1);
}

TEST_CASE("Documents, meetings and surveys that name a factor stand beside the voices, each interview once") {
  Files files;
  files["interviews/a.yaml"] = single("a", "operational", "wijkteam", "- {barrier: rules}\n");
  const auto paper = [](const std::string& id, const std::string& form, const std::string& segments) {
    return "interview: " + id + "\ndate: 2021-09\nform: " + form + "\nsegments:\n" + segments;
  };
  files["interviews/d1.yaml"] =
      paper("d1", "document", "- {barrier: trust, about: strategic}\n- {barrier: trust, about: operational}\n");
  files["interviews/d2.yaml"] =
      paper("d2", "document", "- {barrier: trust, about: strategic}\n- {enabler: trust, about: strategic}\n");
  files["interviews/s1.yaml"] = paper("s1", "survey", "- {enabler: money, about: strategic}\n");
  const auto [study, factors] = rated(std::move(files));
  const auto& rules = factors[0];
  const auto& trust = factors[1];
  CHECK(rules.voices == 1);
  CHECK(rules.beside[0].barrier == 0);
  CHECK(trust.voices == 0);
  CHECK(trust.beside[0].barrier == 2);
  CHECK(trust.beside[0].enabler == 1);
  CHECK(factors[2].beside[2].enabler == 1);
}
