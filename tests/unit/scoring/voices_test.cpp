#include "scoring/evidence.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace quickscan;
using namespace quickscan::test;

namespace {

constexpr std::array<int, 3> default_caps = {5, 2, 2};

Evidence reached(int rung, Basis basis) { return {false, rung, basis}; }
Evidence denied(int rung, Basis basis) { return {true, rung, basis}; }

constexpr Basis on_show = Basis::shown;
constexpr Basis said = Basis::said;
constexpr Basis heard = Basis::heard;

VoiceValue value(const std::vector<Evidence>& evidence) { return value_of(evidence, default_caps, 5); }

}  // namespace

TEST_CASE("T1–T10: the value of a voice follows from its evidence") {
  struct Case {
    const char* name;
    std::vector<Evidence> evidence;
    std::optional<int> value;
    std::optional<int> ceiling;
    bool mixed;
    bool heard_only;
    std::optional<int> claimed;
  };
  const std::vector<Case> cases = {
      {"T1", {reached(1, said), reached(1, said), reached(3, on_show)}, 3, {}, false, false, 3},
      {"T2", {reached(4, said)}, 2, {}, false, false, 4},
      {"T3", {reached(3, on_show), denied(3, said)}, 3, {}, true, false, 3},
      {"T4", {reached(3, on_show), denied(3, on_show)}, 2, {}, true, false, 2},
      {"T5", {reached(2, said), denied(1, said)}, 0, {}, true, false, 0},
      {"T6", {denied(1, said)}, 0, {}, false, false, 0},
      {"T7", {denied(3, said)}, {}, 2, false, false, {}},
      {"T8", {reached(3, heard)}, 2, {}, false, true, 3},
      {"T9", {denied(1, heard), reached(2, said)}, 2, {}, false, false, 2},
      {"T10", {reached(4, said), reached(2, on_show)}, 2, {}, false, false, 4},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const VoiceValue found = value(one.evidence);
    CHECK(found.value == one.value);
    CHECK(found.ceiling == one.ceiling);
    CHECK(found.mixed == one.mixed);
    CHECK(found.heard_only == one.heard_only);
    CHECK(found.claimed == one.claimed);
  }
}

TEST_CASE("A voice without any evidence has neither a value nor a ceiling") {
  const VoiceValue found = value({});
  CHECK_FALSE(found.value.has_value());
  CHECK_FALSE(found.ceiling.has_value());
  CHECK_FALSE(found.heard_only);
  CHECK_FALSE(found.shown);
}

TEST_CASE("A claim is limited by a shown denial, and a shown fact is not limited by a claimed one") {
  CHECK(value({reached(2, said), denied(2, on_show)}).value == 1);
  CHECK(value({reached(4, on_show), denied(1, said)}).value == 4);
  CHECK(value({reached(4, on_show), denied(1, said)}).mixed);
}

TEST_CASE("A ceiling that is not contradicted is not mixed") {
  const VoiceValue found = value({reached(2, said), denied(3, said)});
  CHECK(found.value == 2);
  CHECK_FALSE(found.mixed);
}

TEST_CASE("Caps above the ladder are cut off at its top") {
  CHECK(value_of({reached(3, on_show)}, {9, 9, 9}, 3).value == 3);
  CHECK(value_of({reached(3, said)}, {9, 9, 9}, 3).value == 3);
}

TEST_CASE("A shown denial alone counts as shown") {
  CHECK(value({denied(1, on_show)}).shown);
  CHECK(value({denied(1, on_show), reached(2, said)}).shown);
  CHECK_FALSE(value({denied(1, said)}).shown);
}

TEST_CASE("Every own level among the speakers is a voice, whether or not it says anything") {
  const Study study = study_of({{"interviews/g.yaml", R"(interview: g
date: 2021-09
form: group
speakers:
  a: {level: operational, who: wijkteam}
  b: {level: strategic, who: politie}
  c: {level: operational, who: huisarts}
segments:
- {rec: access, stage: 3, basis: shown, by: a}
)"}});
  const std::vector<Voice> voices = find_voices(study);
  REQUIRE(voices.size() == 2);
  CHECK(voices[0].level == LevelId(0));
  CHECK(voices[0].speakers == std::vector<SpeakerRef>{{InterviewId(0), 1}});
  CHECK(voices[1].level == LevelId(2));
  CHECK(voices[1].speakers == std::vector<SpeakerRef>{{InterviewId(0), 0}, {InterviewId(0), 2}});
  CHECK(statement_of(study, voices[0], RecommendationId(0), LevelId(0)).state() == VoiceState::silent);
  CHECK(statement_of(study, voices[1], RecommendationId(0), LevelId(2)).value.value == 3);
}

TEST_CASE("Voices of one level that share a person are one voice, transitively") {
  const char* group = R"(date: 2021-09
form: group
speakers:
)";
  const Study study = study_of({
      {"interviews/i1.yaml", single("i1", "operational", "wijkteam", shown("access", 1), ", person: p1")},
      {"interviews/i2.yaml", std::string("interview: i2\n") + group +
                                 "  a: {level: operational, who: huisarts, person: p1}\n"
                                 "  b: {level: operational, who: advocaat, person: p2}\n"
                                 "segments:\n" +
                                 shown("access", 2)},
      {"interviews/i3.yaml", single("i3", "operational", "politie", shown("access", 3), ", person: p2")},
      {"interviews/i4.yaml", single("i4", "strategic", "politie", shown("access", 4), ", person: p2")},
      {"interviews/i5.yaml", single("i5", "operational", "fier", shown("access", 0))},
  });
  const std::vector<Voice> voices = find_voices(study);
  REQUIRE(voices.size() == 3);
  CHECK(voices[0].interviews == std::vector<InterviewId>{InterviewId(0), InterviewId(1), InterviewId(2)});
  CHECK(voices[0].speakers ==
        std::vector<SpeakerRef>{{InterviewId(0), 0}, {InterviewId(1), 0}, {InterviewId(1), 1}, {InterviewId(2), 0}});
  CHECK(voices[1].interviews == std::vector<InterviewId>{InterviewId(3)});
  CHECK(voices[2].interviews == std::vector<InterviewId>{InterviewId(4)});
  CHECK(statement_of(study, voices[0], RecommendationId(0), LevelId(2)).value.value == 3);
}

TEST_CASE("Only first codings of single and group interviews are voices") {
  Files files;
  files["study.yaml"] = std::string(plain_study) + "coders: {kl: {name: K}, tv: {name: T}}\n";
  const std::string header = "coder: kl\n";
  files["interviews/i1.yaml"] = header + single("i1", "operational", "wijkteam", shown("access", 1));
  files["interviews/i1.tv.yaml"] = "coder: tv\n" + single("i1", "operational", "wijkteam", shown("access", 4));
  files["interviews/m1.yaml"] =
      "coder: kl\ninterview: m1\ndate: 2021-10\nform: meeting\nspeakers:\n"
      "  a: {level: operational, who: fier}\nsegments:\n- {finding: access, response: confirmed}\n";
  files["interviews/d1.yaml"] =
      "coder: kl\ninterview: d1\ndate: 2021-10\nform: document\nsegments:\n"
      "- {rec: access, stage: 1, about: strategic}\n";
  const Study study = study_of(files);
  const std::vector<Voice> voices = find_voices(study);
  REQUIRE(voices.size() == 1);
  CHECK(statement_of(study, voices[0], RecommendationId(0), LevelId(2)).value.value == 1);
}

TEST_CASE("A denial of a part counts for the part only, what it reached counts for both") {
  const Study study = study_of({{"interviews/i1.yaml", single("i1", "operational", "wijkteam", R"(
- {rec: plan.one, stage: <1, basis: shown, trend: up}
- {rec: plan.two, stage: 2, basis: shown}
)")}});
  const Voice voice = find_voices(study).at(0);
  const Framework& framework = study.framework;
  const RecommendationId plan = framework.find_recommendation("plan");
  const RecommendationId one = framework.find_recommendation("plan.one");
  const RecommendationId two = framework.find_recommendation("plan.two");
  const Statement parent = statement_of(study, voice, plan, LevelId(2));
  CHECK(parent.value.value == 2);
  CHECK_FALSE(parent.value.mixed);
  CHECK(parent.tally.trend() == Trend::up);
  CHECK(parent.segments.size() == 2);
  CHECK(statement_of(study, voice, one, LevelId(2)).value.value == 0);
  CHECK(statement_of(study, voice, two, LevelId(2)).value.value == 2);
}

TEST_CASE("A voice with nothing but denials of parts is silent for the parent") {
  const Study study = study_of({{"interviews/i1.yaml", single("i1", "operational", "wijkteam", R"(
- {rec: plan.one, stage: <1, basis: shown}
- {rec: plan.two, stage: <3, basis: said}
)")}});
  const Voice voice = find_voices(study).at(0);
  const RecommendationId plan = study.framework.find_recommendation("plan");
  const Statement parent = statement_of(study, voice, plan, LevelId(2));
  CHECK(parent.state() == VoiceState::silent);
  CHECK(parent.speakers.empty());
  CHECK(statement_of(study, voice, RecommendationId(plan.index() + 1), LevelId(2)).state() == VoiceState::value);
  CHECK(statement_of(study, voice, RecommendationId(plan.index() + 2), LevelId(2)).state() == VoiceState::undefined);
}

TEST_CASE("Unknown and not applicable neither drop hearsay nor limit a value") {
  const Study study = study_of({{"interviews/i1.yaml", single("i1", "operational", "wijkteam", R"(
- {rec: access, stage: 3, basis: heard}
- {rec: access, stage: unknown, basis: shown}
- {rec: access, stage: na}
- {rec: plan, stage: na}
- {rec: plan.two, stage: unknown}
)")}});
  const Voice voice = find_voices(study).at(0);
  const Statement access = statement_of(study, voice, RecommendationId(0), LevelId(2));
  CHECK(access.value.value == 2);
  CHECK(access.value.heard_only);
  CHECK(statement_of(study, voice, RecommendationId(1), LevelId(2)).state() == VoiceState::unknown);
}

TEST_CASE("A segment by speakers of two levels is about each voice's own level") {
  const Study study = study_of({{"interviews/g.yaml", R"(interview: g
date: 2021-09
form: group
speakers:
  a: {level: operational, who: wijkteam}
  b: {level: tactical, who: politie}
segments:
- {rec: access, stage: 3, basis: shown}
- {rec: access, stage: 1, basis: said, about: strategic}
)"}});
  const std::vector<Voice> voices = find_voices(study);
  REQUIRE(voices.size() == 2);
  for (const Voice& voice : voices) {
    CHECK(statement_of(study, voice, RecommendationId(0), voice.level).value.value == 3);
    CHECK(statement_of(study, voice, RecommendationId(0), LevelId(0)).value.value == 1);
    CHECK(statement_of(study, voice, RecommendationId(0), voice.level).speakers.size() == 1);
  }
}

TEST_CASE("A trend is up if it says up and not down, and the same if both") {
  Tally tally;
  CHECK(tally.trend() == Trend::not_given);
  tally.same = true;
  CHECK(tally.trend() == Trend::same);
  tally.up = true;
  CHECK(tally.trend() == Trend::up);
  tally.down = true;
  CHECK(tally.trend() == Trend::same);
  tally.up = false;
  CHECK(tally.trend() == Trend::down);
}
