#include "scoring/confidence.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

using namespace quickscan;
using namespace quickscan::test;

namespace {

/// The rows that every framework has unless it brings its own.
ConfidenceTable default_table() {
  Files files;
  add_voices(files, "operational", {1});
  return study_of(files).framework.confidence;
}

/// Facts without any concern, but for those that a test changes.
ConfidenceFacts good() {
  ConfidenceFacts facts;
  facts.voices = 8;
  facts.shown = 8;
  facts.consensus = {4, 5};
  facts.organisations = 4;
  facts.largest = 3;
  facts.coverage = Fraction{1, 1};
  facts.answered = {1, 1};
  facts.coders = 2;
  facts.alpha = 0.9;
  return facts;
}

struct Row {
  const char* what;
  ConfidenceFacts facts;
  Concern concern;
};

void check_rows(const std::vector<Row>& rows, Concern Confidence::*component) {
  const ConfidenceTable table = default_table();
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(propose_confidence(table, row.facts).*component == row.concern);
  }
}

template <typename Change>
ConfidenceFacts with(const Change& change) {
  ConfidenceFacts facts = good();
  change(facts);
  return facts;
}

ConfidenceFacts answered(int by, int of) {
  return with([&](auto& facts) { facts.answered = Fraction{by, of}; });
}

ConfidenceFacts consensus(int part, int of) {
  return with([&](auto& facts) { facts.consensus = Fraction{part, of}; });
}

ConfidenceFacts covered(int part, int of) {
  return with([&](auto& facts) { facts.coverage = Fraction{part, of}; });
}

/// The front line of four voices, three of one organisation, with one coder.
ConfidenceFacts thin_front_line() {
  ConfidenceFacts front;
  front.voices = 4;
  front.shown = 1;
  front.consensus = {3, 5};
  front.organisations = 3;
  front.largest = 3;
  front.answered = {4, 4};
  return front;
}

}  // namespace

TEST_CASE("Grades combine as serious plus two thirds of moderate and one third of minor") {
  using enum Concern;
  CHECK(combine({no_concern, no_concern, no_concern, minor}, 2) == Grade::high);
  CHECK(combine({no_concern, minor, minor, minor}, 2) == Grade::moderate);
  CHECK(combine({no_concern, no_concern, no_concern, moderate}, 2) == Grade::high);
  CHECK(combine({minor, minor, moderate, moderate}, 2) == Grade::low);
  CHECK(combine({serious, minor, moderate, moderate}, 2) == Grade::low);
  CHECK(combine({serious, serious, serious, serious}, 2) == Grade::very_low);
  CHECK(combine({serious, serious, serious, no_concern}, 2) == Grade::very_low);
}

TEST_CASE("With one coder a grade is moderate at best") {
  using enum Concern;
  CHECK(combine({no_concern, no_concern, no_concern, no_concern}, 2) == Grade::high);
  CHECK(combine({no_concern, no_concern, no_concern, no_concern}, 1) == Grade::moderate);
  CHECK(combine({serious, serious, no_concern, no_concern}, 1) == Grade::low);
}

TEST_CASE("Adequacy looks at the number of voices and of those with something shown") {
  check_rows({{"8 voices, 8 shown", good(), Concern::no_concern},
              {"6 voices, 3 shown", with([](auto& f) { f.voices = 6, f.shown = 3; }), Concern::no_concern},
              {"6 voices, 2 shown", with([](auto& f) { f.voices = 6, f.shown = 2; }), Concern::minor},
              {"4 voices, 1 shown", with([](auto& f) { f.voices = 4, f.shown = 1; }), Concern::minor},
              {"5 voices, none shown", with([](auto& f) { f.voices = 5, f.shown = 0; }), Concern::moderate},
              {"3 voices, 3 shown", with([](auto& f) { f.voices = 3, f.shown = 3; }), Concern::moderate},
              {"2 voices", with([](auto& f) { f.voices = 2, f.shown = 2; }), Concern::serious},
              {"8 of 11 answered", answered(8, 11), Concern::minor},
              {"8 of 17", answered(8, 17), Concern::moderate},
              {"8 of 24", answered(8, 24), Concern::serious}},
             &Confidence::adequacy);
}

TEST_CASE("Coherence looks at consensus, mixed voices, the view from outside and a split") {
  check_rows(
      {{"C .80", good(), Concern::no_concern},
       {"C .79", consensus(79, 100), Concern::minor},
       {"C .60", consensus(3, 5), Concern::minor},
       {"C .59", consensus(59, 100), Concern::moderate},
       {"C .40", consensus(2, 5), Concern::moderate},
       {"C .39", consensus(39, 100), Concern::serious},
       {"1 of 5 mixed", with([](auto& f) { f.voices = 5, f.mixed = 1; }), Concern::no_concern},
       {"2 of 9 mixed", with([](auto& f) { f.voices = 9, f.mixed = 2; }), Concern::moderate},
       {"gap 3, which is a finding of its own", with([](auto& f) { f.perception_gap = 3; }), Concern::no_concern},
       {"split", with([](auto& f) { f.split = true; }), Concern::serious}},
      &Confidence::coherence);
}

TEST_CASE("Relevance looks at organisations, the largest one, and the frame") {
  check_rows({{"4 organisations, 3 of 8", good(), Concern::no_concern},
              {"largest 4 of 8", with([](auto& f) { f.largest = 4; }), Concern::no_concern},
              {"largest 5 of 8", with([](auto& f) { f.largest = 5; }), Concern::minor},
              {"largest 2 of 3", with([](auto& f) { f.voices = 3, f.largest = 2; }), Concern::minor},
              {"largest 3 of 4", with([](auto& f) { f.voices = 4, f.largest = 3; }), Concern::moderate},
              {"2 organisations", with([](auto& f) { f.organisations = 2; }), Concern::moderate},
              {"1 organisation", with([](auto& f) { f.organisations = 1; }), Concern::serious},
              {"half of the frame", covered(2, 4), Concern::no_concern},
              {"less than half", covered(4, 9), Concern::moderate},
              {"a quarter", covered(1, 4), Concern::moderate},
              {"less than a quarter", covered(1, 5), Concern::moderate},
              {"no frame", with([](auto& f) { f.coverage.reset(); }), Concern::moderate},
              {"clients, whose organisations do not count", with([](auto& f) {
                 f.organisations.reset();
                 f.largest = 8;
               }),
               Concern::no_concern}},
             &Confidence::relevance);
}

TEST_CASE("Method looks at coders, their agreement, and how voices were noted") {
  check_rows({{"two coders, .9", good(), Concern::no_concern},
              {".79", with([](auto& f) { f.alpha = 0.79; }), Concern::minor},
              {".667", with([](auto& f) { f.alpha = 0.667; }), Concern::minor},
              {".66", with([](auto& f) { f.alpha = 0.66; }), Concern::serious},
              {"one coder", with([](auto& f) { f.coders = 1, f.alpha.reset(); }), Concern::moderate},
              {"3 of 8 shown", with([](auto& f) { f.shown = 3; }), Concern::minor},
              {"4 of 8 from notes", with([](auto& f) { f.notes_only = 4; }), Concern::no_concern},
              {"5 of 8 from notes", with([](auto& f) { f.notes_only = 5; }), Concern::moderate},
              {"5 of 8 heard only", with([](auto& f) { f.heard_only = 5; }), Concern::serious},
              {"5 of 8 of mixed rank", with([](auto& f) { f.mixed_rank = 5; }), Concern::serious}},
             &Confidence::method);
}

TEST_CASE("T18: the front line of T11 with one coder is low, the strategic level moderate") {
  const Confidence low = propose_confidence(default_table(), thin_front_line());
  CHECK(low.adequacy == Concern::minor);
  CHECK(low.coherence == Concern::minor);
  CHECK(low.relevance == Concern::moderate);
  CHECK(low.method == Concern::moderate);
  CHECK(low.grade == Grade::low);

  ConfidenceFacts above = good();
  above.coders = 1;
  above.alpha.reset();
  const Confidence moderate = propose_confidence(default_table(), above);
  CHECK(moderate.adequacy == Concern::no_concern);
  CHECK(moderate.coherence == Concern::no_concern);
  CHECK(moderate.relevance == Concern::no_concern);
  CHECK(moderate.method == Concern::moderate);
  CHECK(moderate.grade == Grade::moderate);
}

TEST_CASE("Each component that is not without concern keeps the conditions that do not hold") {
  auto front = thin_front_line();
  front.coverage = Fraction{1, 3};
  const Confidence confidence = propose_confidence(default_table(), front);
  REQUIRE(confidence.reasons.size() == 4);
  using enum FailedCondition::Kind;
  using Failing = std::vector<FailedCondition>;
  CHECK(confidence.reasons[0].component == Component::adequacy);
  CHECK(confidence.reasons[0].concern == Concern::minor);
  CHECK(confidence.reasons[0].failing == Failing{{voices, 4, 6}, {shown, 1, 4}});
  CHECK(confidence.reasons[1].failing == Failing{{consensus, 0.6, 0.8}});
  CHECK(confidence.reasons[2].failing == Failing{{largest, 3, 4}, {coverage, 1, 3}});
  CHECK(confidence.reasons[3].component == Component::method);
  CHECK(confidence.reasons[3].failing == Failing{{shown, 1, 4}, {coders, 1, 2}});
  CHECK(confidence.caps.empty());
}

TEST_CASE("Three voices, resting on one organisation, and unreliable coding leave a grade low at best") {
  const auto caps_of = [](const ConfidenceFacts& facts) { return propose_confidence(default_table(), facts).caps; };
  const auto grade_of = [](const ConfidenceFacts& facts) { return propose_confidence(default_table(), facts).grade; };
  CHECK(grade_of(good()) == Grade::high);
  const auto three = with([](auto& f) { f.voices = 3, f.shown = 3, f.largest = 1; });
  CHECK(grade_of(three) == Grade::low);
  CHECK(caps_of(three) == std::vector{GradeCap::three_voices});
  const auto rests = with([](auto& f) { f.rests_on_organisation = true; });
  CHECK(grade_of(rests) == Grade::low);
  CHECK(caps_of(rests) == std::vector{GradeCap::rests_on_organisation});
  const auto unreliable = with([](auto& f) { f.unreliable_coding = true; });
  CHECK(grade_of(unreliable) == Grade::low);
  const auto one = with([](auto& f) { f.coders = 1, f.alpha.reset(); });
  CHECK(grade_of(one) == Grade::moderate);
  CHECK(caps_of(one) == std::vector{GradeCap::one_coder});
}

TEST_CASE("A word that a framework does not give is never reached") {
  ConfidenceTable table = default_table();
  table.adequacy[0].reset();
  CHECK(propose_confidence(table, good()).adequacy == Concern::minor);
  table.adequacy = {};
  CHECK(propose_confidence(table, good()).adequacy == Concern::serious);
}

TEST_CASE("Grades have ids") {
  CHECK(parse_grade("very-low") == Grade::very_low);
  CHECK(id_of(Grade::moderate) == "moderate");
  CHECK_FALSE(parse_grade("Low").has_value());
}
