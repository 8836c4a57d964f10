#include "report/reasons.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

const Messages dutch(Language::nl);
const Messages english(Language::en);

Framework default_framework() {
  Files files;
  add_voices(files, "operational", {1});
  return study_of(files).framework;
}

}  // namespace

TEST_CASE("A verdict is worded as strongly as the confidence allows") {
  Verdict verdict;
  verdict.name = {"geborgd", "secured"};
  verdict.has_hedge = true;
  const auto graded = [&](Grade grade) {
    verdict.confidence = grade;
    return verdict;
  };
  CHECK(verdict_text(dutch, graded(Grade::high)) == "geborgd");
  CHECK(verdict_text(dutch, graded(Grade::moderate)) == "waarschijnlijk: geborgd");
  CHECK(verdict_text(english, graded(Grade::moderate)) == "probably: secured");
  CHECK(verdict_text(dutch, graded(Grade::low)) == "mogelijk: geborgd");
  CHECK(verdict_text(english, graded(Grade::low)) == "possibly: secured");
  CHECK(verdict_text(dutch, graded(Grade::very_low)) == "niet vast te stellen");
  CHECK(verdict_text(english, graded(Grade::very_low)) == "cannot be established");
  verdict.has_hedge = false;
  CHECK(verdict_text(english, graded(Grade::low)) == "secured");
  verdict.views_differ = true;
  CHECK(unhedged_text(dutch, verdict) == "geborgd (de meningen lopen uiteen)");
  CHECK(unhedged_text(english, verdict) == "secured (views differ)");
  verdict.without_view_of = {{"bestuur", "strategic"}, {"beleid", "tactical"}};
  CHECK(unhedged_text(dutch, verdict) == "geborgd (de meningen lopen uiteen) (geen zicht op bestuur, beleid)");
  CHECK(unhedged_text(english, verdict) == "secured (views differ) (no view of strategic, tactical)");
}

TEST_CASE("The reasons of a confidence grade are given in both languages") {
  ConfidenceFacts front;
  front.voices = 4;
  front.shown = 1;
  front.consensus = {3, 5};
  front.organisations = 3;
  front.largest = 3;
  front.answered = {4, 4};
  front.coverage = Fraction{1, 3};
  const auto confidence = propose_confidence(default_framework().confidence, front);
  const auto en = confidence_reasons(english, confidence, Coefficients::in_numbers);
  const auto nl = confidence_reasons(dutch, confidence, Coefficients::in_numbers);
  REQUIRE(en.size() == 4);
  CHECK(en[0] ==
        "adequacy, minor concern: 4 voices, at least 6 wanted; 1 of 4 voices with an example shown, more are wanted");
  CHECK(nl[1] == "samenhang, kleine bedenkingen: eensgezindheid 0,60, gewenst minstens 0,80");
  CHECK(en[2] ==
        "relevance, moderate concern: the same organisation takes part in 3 of 4 voices; "
        "1 of 3 parties framed at this level heard");
  CHECK(nl[3] ==
        "werkwijze, enige bedenkingen: 1 van de 4 stemmen met een getoond voorbeeld, meer is gewenst; "
        "één codeur, of geen vergelijking tussen codeurs mogelijk");
  CHECK(confidence_reasons(dutch, confidence, Coefficients::in_words)[1] ==
        "samenhang, kleine bedenkingen: stemmen deels eensgezind, minder dan gewenst");
}

TEST_CASE("A coefficient that rounds to zero has no sign") {
  ConfidenceFacts facts;
  facts.voices = 8;
  facts.shown = 8;
  facts.consensus = {1, 1};
  facts.organisations = 8;
  facts.largest = 1;
  facts.answered = {8, 8};
  facts.coders = 2;
  facts.alpha = -0.0004;
  const auto confidence = propose_confidence(default_framework().confidence, facts);
  const auto reasons = confidence_reasons(english, confidence, Coefficients::in_numbers);
  std::string text;
  for (const auto& reason : reasons) text += reason;
  CHECK(text.find("-0.0") == std::string::npos);
  CHECK(text.find("0.00") != std::string::npos);
}

TEST_CASE("One unit that two coders valued gives no coefficient, but its reason") {
  Agreement agreement;
  agreement.units = 1;
  agreement.alpha_ordinal = 0;
  CHECK(no_alpha_text(english, agreement) == "a single unit has two codings, which says nothing about chance");
  agreement.units = 2;
  CHECK(no_alpha_text(english, agreement).empty());
}

TEST_CASE("The value of a voice is explained from its evidence") {
  const auto framework = default_framework();
  const auto explained = [&](const std::vector<Evidence>& evidence) {
    VoiceTrace voice;
    for (const auto& piece : evidence) voice.tally.add(piece);
    voice.value = value_of(voice.tally, framework.caps, framework.top());
    voice.state = state_of(voice.value, false, false);
    return voice;
  };
  const auto capped = explained({{false, 4, Basis::said}, {false, 5, Basis::heard}});
  CHECK(value_reason(english, framework, capped) ==
        "said: rung 4, counts as 2; what was only heard is left out; so rung 2");
  CHECK(value_reason(dutch, framework, capped) ==
        "gezegd: trede 4, telt als 2; wat alleen van horen zeggen is, telt niet mee; dus trede 2");
  CHECK(value_reason(english, framework, explained({{true, 3, Basis::shown}})) ==
        "shown: rung 3 not reached; so no rung, at most 2");
  CHECK(value_reason(dutch, framework, explained({})) == "zegt er geen trede over");
}

TEST_CASE("A condition of a verdict row is named with what was found for it") {
  const auto framework = default_framework();
  using enum ConditionTrace::Kind;
  const ConditionTrace none_in_front{front_none, false, 0, 2, {}};
  CHECK(condition_text(english, framework, none_in_front) == "front line: insufficient evidence");
  CHECK(met_text(english, framework, none_in_front) == "rung 2 (prepared)");
  const ConditionTrace at_front{front, true, 1, 2, {}};
  CHECK(condition_text(dutch, framework, at_front) == "uitvoering: minstens trede 1 (onderschreven)");
  CHECK(met_text(dutch, framework, at_front) == "trede 2 (voorbereid)");
  const ConditionTrace one_of{alternative, true, 0, {}, {{live, true, 1, 1, {}}, {highest_above, false, 3, {}, {}}}};
  CHECK(condition_text(english, framework, one_of) ==
        "live developments at the front line: at least 1, highest level above: at least rung 3 (tried)");
  CHECK(met_text(english, framework, one_of) == "1, insufficient evidence");
}

TEST_CASE("What cannot be compared is explained in both languages") {
  Incomparable rungs{Incomparable::Kind::rungs, 3, "tested", "tried", {}};
  CHECK(incomparable_text(dutch, rungs) == "de ladders verschillen: trede 3 is `tested` en `tried`");
  rungs.studies = {"delft", "leiden"};
  CHECK(incomparable_text(english, rungs) == "`delft`, `leiden`: the ladders differ: rung 3 is `tested` and `tried`");
  CHECK(incomparable_text(english, {Incomparable::Kind::ladder_sizes, 0, "4", "6", {}}) ==
        "the ladders differ: 4 and 6 rungs");
  CHECK(note_text(english, {CompareNote::Kind::only_in_one, "2021-11", {{"Plan", "Plan"}, {"Een", "One"}}}) ==
        "only in `2021-11`: Plan and One");
  CellChange change;
  CHECK(refusal_text(english, change).empty());
  change.refusal = CellChange::Refusal::too_few_voices;
  change.matched.before.n = change.matched.after.n = 2;
  CHECK(refusal_text(dutch, change) == "te weinig stemmen van organisaties die in beide metingen spraken (n=2/2)");
}
