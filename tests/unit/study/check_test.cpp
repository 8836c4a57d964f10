#include "core/render_diagnostics.hpp"
#include "study/check/file_trees.hpp"
#include "study_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace quickscan;
using namespace quickscan::test;

namespace {

constexpr auto header = R"(quickscan: 1
id: wijkscan
title: Wijkscan
reference_date: 2021-11-22
baseline_date: 2020-09-21
framework: domestic-violence-2020
frame: {operational: [wijkteam, huisarts]}
)";

Files study(const Files& changes) {
  Files files{{"study.yaml", header},
              {"stakeholders.yaml",
               "gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}\n"
               "wijkteam: {name: Wijkteam, kind: team, levels: [operational], part_of: gemeente}\n"
               "huisarts: {name: Huisarts, kind: role, levels: [operational]}\n"}};
  for (const auto& [path, text] : changes) files[path] = text;
  return files;
}

std::string interview(const std::string& id, const std::string& speakers, const std::string& segments,
                      const std::string& form = "single") {
  return "interview: " + id + "\ndate: 2021-09-14\nform: " + form +
         "\nnotes_from: notes\nconsent: {quotes: false}\nspeakers: " + speakers + "\nasked: [access]\nsegments:\n" +
         segments;
}

const std::string team = "{a: {level: operational, who: wijkteam}}";
const std::string doctor = "{a: {level: operational, who: huisarts}}";
const std::string plain = "- {rec: access, stage: 2}\n";

struct Outcome {
  std::vector<std::string> lines;
  std::vector<Suppressed> suppressed;
};

/// The findings of these rules as lines, and what was set aside.
Outcome check(const Files& files, std::vector<std::string> select = {}) {
  auto read = checked(files, {std::move(select), {}});
  Outcome outcome;
  for (const auto& one : read.diagnostics) outcome.lines.push_back(render_line(one, read.study.sources));
  outcome.suppressed = std::move(read.study.suppressed);
  return outcome;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a person of two interviews is one person, and counts at each of two levels") {
  const auto outcome = check(
      study({{"study.yaml", std::string(header) + "declared: {persons: 3, levels: {tactical: 1, operational: 3}}\n"},
             {"interviews/r1.yaml", interview("r1", "{a: {level: operational, who: gemeente, person: p1}}", plain)},
             {"interviews/r2.yaml", interview("r2", "{a: {level: tactical, who: gemeente, person: p1}}", plain)},
             {"interviews/r3.yaml", interview("r3", doctor, plain)}}),
      {"QS4"});
  CHECK(outcome.lines == Lines{"study.yaml:8:21: warning[QS401]: 2 persons in the interviews, 3 declared",
                               "study.yaml:8:59: warning[QS403]: 2 persons at level `operational`, 3 declared"});
}

TEST_CASE("second codings, documents and meetings add no persons and no interviews") {
  const auto header_of_two =
      std::string(header) +
      "coders: {kl: {name: Een}, tv: {name: Twee}}\ndeclared: {persons: 1, interviews: {single: 1, meeting: 1}}\n";
  const auto coded = [](const std::string& coder) { return "coder: " + coder + "\n" + interview("r1", team, plain); };
  const auto outcome = check(
      study({{"study.yaml", header_of_two},
             {"interviews/r1.yaml", coded("kl")},
             {"interviews/r1.tv.yaml", coded("tv")},
             {"interviews/m1.yaml", "interview: m1\ncoder: kl\ndate: 2021-10\nform: meeting\nspeakers: " + doctor +
                                        "\nsegments:\n- {finding: access, response: confirmed}\n"}}),
      {"QS4"});
  CHECK(outcome.lines == Lines{});
}

TEST_CASE("a comment sets a finding of its line aside, and the reason is kept") {
  const auto outcome = check(
      study(
          {{"study.yaml", std::string(header) + "declared: {persons: 3}  # quickscan: ignore QS401 -- two withdrew\n"},
           {"interviews/r1.yaml", interview("r1", team, plain)}}),
      {"QS4", "QS7"});
  CHECK(outcome.lines == Lines{});
  REQUIRE(outcome.suppressed.size() == 1);
  CHECK(outcome.suppressed[0].diagnostic.rule->code == "QS401");
  CHECK(outcome.suppressed[0].reason == "two withdrew");
}

TEST_CASE("one comment can name several rules, by code or name, and each has to be needed") {
  const auto line = "declared: {persons: 3}  # quickscan: ignore persons-differ, QS404, QS4O4 — two withdrew\n";
  const auto outcome =
      check(study({{"study.yaml", std::string(header) + line}, {"interviews/r1.yaml", interview("r1", team, plain)}}),
            {"QS4", "QS7"});
  CHECK(outcome.lines == Lines{"study.yaml:8:61: warning[QS705]: nothing on this line for `QS404` to set aside",
                               "study.yaml:8:68: warning[QS705]: `QS4O4` is no rule"});
  CHECK(outcome.suppressed.size() == 1);
}

TEST_CASE("an error in what was written cannot be set aside") {
  const auto outcome =
      check(study({{"interviews/r1.yaml",
                    interview("r1", team, "- rec: acces  # quickscan: ignore QS201 -- weet ik\n  stage: 2\n")}}),
            {"QS2", "QS7"});
  CHECK(outcome.lines ==
        Lines{"interviews/r1.yaml:9:8: error[QS201]: unknown recommendation `acces`",
              "interviews/r1.yaml:9:35: warning[QS705]: `QS201` is an error that cannot be set aside"});
  CHECK(outcome.suppressed.empty());
}

TEST_CASE("a comment reaches into the block of text that begins on its line, and no further") {
  const auto segments =
      "- rec: access\n  stage: 2\n  quote: >-  # quickscan: ignore QS505 -- a help line, not a person\n    Bel "
      "gerust\n    010-1234567 daarover.\n"
      "  note: bel 010-7654321\n";
  const auto outcome = check(study({{"interviews/r1.yaml", interview("r1", team, segments)}}), {"QS5", "QS7"});
  CHECK(outcome.lines == Lines{"interviews/r1.yaml:14:13: warning[QS505]: a telephone number in a note"});
  REQUIRE(outcome.suppressed.size() == 1);
  CHECK(outcome.suppressed[0].diagnostic.place.begin > 0);
}

TEST_CASE("comments set aside more findings than are shown of a file, and count with those that are cut") {
  const auto with = [](const std::string& comment) {
    std::string segments;
    for (int i = 0; i < 300; ++i) {
      segments +=
          "- rec: access\n  stage: 2\n  note: \"keer " + std::to_string(i) + ": bel 010-7654321\"" + comment + "\n";
    }
    return checked(study({{"interviews/r1.yaml", interview("r1", team, segments)}}));
  };
  const auto aside = with("  # quickscan: ignore QS505 -- nummer van het loket");
  CHECK(aside.study.suppressed.size() == 300);
  CHECK(lines_of(aside).find("QS705") == std::string::npos);
  const auto in_vain = with("  # quickscan: ignore QS401 -- zo is het gezegd");
  CHECK(in_vain.study.suppressed.empty());
  CHECK(lines_of(in_vain).find(" more findings in this file") != std::string::npos);
}

TEST_CASE("a text that looks like such a comment is a text") {
  const auto segments = "- rec: access\n  stage: 2\n  note: \"bel 010-7654321 # quickscan: ignore QS505 -- nee\"\n";
  const auto outcome = check(study({{"interviews/r1.yaml", interview("r1", team, segments)}}), {"QS5", "QS7"});
  CHECK(outcome.lines == Lines{"interviews/r1.yaml:11:14: warning[QS505]: a telephone number in a note"});
}

TEST_CASE("findings can be selected and ignored by code, by the begin of a code and by name") {
  const auto files =
      study({{"study.yaml", std::string(header) + "declared: {persons: 3}\n"},
             {"interviews/r1.yaml", interview("r1", team, "- {rec: access, stage: 2}\n- {rec: joint, stage: 2}\n")}});
  CHECK(check(files, {"QS401"}).lines.size() == 1);
  CHECK(check(files, {"QS4"}).lines.size() == 1);
  CHECK(check(files, {"persons-differ", "QS312"}).lines.size() == 2);
  CHECK(check(files, {"QS40"}).lines.size() == 1);
  CHECK(check(files, {"QS402"}).lines.empty());
}

TEST_CASE("what was heard does not contradict what somebody knows") {
  const auto heard = "- {rec: access, stage: 2}\n- {rec: access, stage: <1, basis: heard}\n";
  CHECK(check(study({{"interviews/r1.yaml", interview("r1", team, heard)}}), {"QS310"}).lines.empty());
  const auto only_heard = "- {rec: access, stage: 2, basis: heard}\n- {rec: access, stage: 0, basis: heard}\n";
  CHECK(check(study({{"interviews/r1.yaml", interview("r1", team, only_heard)}}), {"QS310"}).lines ==
        Lines{"interviews/r1.yaml:10:24: warning[QS310]: rung 1 of `access` is denied and rung 2 is reached, by one "
              "voice about `operational`"});
}

TEST_CASE("a rung of a part contradicts a denial of the whole, and not the reverse") {
  const auto part_reached = "- {rec: principles.lifeworld, stage: 3, basis: shown}\n- {rec: principles, stage: <2}\n";
  CHECK(check(study({{"interviews/r1.yaml", interview("r1", team, part_reached)}}), {"QS310"}).lines.size() == 1);
  const auto part_denied = "- {rec: principles.lifeworld, stage: <2}\n- {rec: principles, stage: 3, basis: shown}\n";
  CHECK(check(study({{"interviews/r1.yaml", interview("r1", team, part_denied)}}), {"QS310"}).lines.empty());
}

TEST_CASE("two voices of one group may differ, and one claim of both is mentioned once") {
  const std::string both = "{a: {level: operational, who: wijkteam}, b: {level: tactical, who: gemeente}}";
  const auto segments =
      "- {rec: access, stage: 4}\n- {rec: access, stage: 2, by: a}\n- {rec: access, stage: <2, by: b}\n";
  const auto files = study({{"interviews/g1.yaml", interview("g1", both, segments, "group")}});
  CHECK(check(files, {"QS309"}).lines ==
        Lines{"interviews/g1.yaml:9:24: note[QS309]: rung 4 is said, not shown, and counts as rung 2"});
  CHECK(check(files, {"QS310"}).lines == Lines{"interviews/g1.yaml:11:24: warning[QS310]: rung 2 of `access` is denied "
                                               "and rung 4 is reached, by one voice about `tactical`"});
}

TEST_CASE("the latest claim of a tie is the one that is shown as counting") {
  const auto tie = [](const std::string& status) {
    return plain + "- ties: [{from: wijkteam, to: huisarts, relation: refers, status: " + status + "}]\n";
  };
  auto later = interview("r1", team, tie("ended"));
  later.replace(later.find("2021-09-14"), 10, "2021-10-01");
  const auto outcome = check(
      study({{"interviews/r1.yaml", later}, {"interviews/r2.yaml", interview("r2", doctor, tie("pilot"))}}), {"QS317"});
  CHECK(outcome.lines == Lines{"interviews/r1.yaml:10:67: warning[QS317]: tie `wijkteam@operational` to "
                               "`huisarts@operational` (refers) is `ended` here "
                               "and `pilot` elsewhere"});
}

TEST_CASE("a name of the key file is found in comments, other files and file names, and its parts in quotes") {
  const auto outcome =
      check(study({{"confidential/key.yaml", "p1: Sanneke Verhoeven\n"},
                   {"interviews/r1.yaml",
                    "# gesprek met sanneke verhoeven\n" +
                        interview("r1", team, "- rec: access\n  stage: 2\n  quote: Dat zei Verhoeven.\n")},
                   {"text/summary.nl.md", "Met dank aan Sanneke Verhoeven.\n"}}),
            {"QS5"});
  CHECK(outcome.lines == Lines{"interviews/r1.yaml:1:15: error[QS501]: a name of confidential/key.yaml stands here",
                               "interviews/r1.yaml:12:18: warning[QS509]: what may be the name of a person in a quote",
                               "text/summary.nl.md:1:14: error[QS501]: a name of confidential/key.yaml stands here"});
}

TEST_CASE("no message repeats what it found about a person") {
  const auto outcome = check(study(
      {{"confidential/key.yaml", "p1: Sanneke Verhoeven\n"},
       {"interviews/r1.yaml",
        interview("r1", team, "- rec: access\n  stage: 2\n  note: Sanneke Verhoeven, BSN 111222333, 010-1234567\n")}}));
  for (const auto& line : outcome.lines) {
    CHECK(line.find("Verhoeven") == std::string::npos);
    CHECK(line.find("111222333") == std::string::npos);
    CHECK(line.find("1234567") == std::string::npos);
  }
}

TEST_CASE("no other finding shows the line of a name, or repeats a word that is one") {
  const auto said_by = [](const std::string& who) { return "{a: {level: operational, who: " + who + "}}"; };
  const auto read = checked(
      study(
          {{"confidential/key.yaml", "p1: Sanneke Verhoeven\n"},
           {"stakeholders.yaml",
            "wijkteam: {name: Wijkteam, levels: [operational]}\nsanneke-verhoeven: {name: X, levels: [operational]}\n"},
           {"interviews/r1.yaml",
            interview("r1", said_by("sannekeverhoeven"), "- rec: access\n  stage: 2\n") + "  nota: z\n"},
           {"interviews/r2.yaml", interview("r2", said_by("sanneke-verhoevn"), "- rec: access\n")}}),
      {});
  int hidden = 0;
  for (const auto& one : read.diagnostics) {
    const auto all = one.message + one.label + one.help;
    CAPTURE(all);
    CHECK(all.find("nneke-verhoeven") == std::string::npos);
    CHECK(all.find("nnekeverhoeven") == std::string::npos);
    hidden += one.is(rule::unknown_stakeholder) && one.confidential ? 1 : 0;
    if (one.is(rule::unknown_key)) CHECK_FALSE(one.confidential);
  }
  CHECK(hidden == 3);  // the frame of study.yaml too, for what was perhaps meant
}

TEST_CASE("names are looked for in an interview that cannot be read as meant") {
  const auto lines = check(study({{"confidential/key.yaml", "p1: Sanneke Verhoeven\n"},
                                  {"stakeholders.yaml", "wijkteam: {name: Wijkteam, levels: [\n"},
                                  {"interviews/r1.yaml", "# Sanneke Verhoeven\n" + interview("r1", team, "")}}),
                           {"QS501"})
                         .lines;
  CHECK(std::ranges::count(lines,
                           "interviews/r1.yaml:1:3: error[QS501]: a name of confidential/key.yaml stands here") == 1);
}

TEST_CASE("direct identifiers are found in every text and comment of a study") {
  const auto talk =
      "# BSN 111222333\n" + interview("r1", "{a: {level: operational, who: wijkteam, role: \"bel 06-12345678\"}}",
                                      "- rec: access\n  stage: 2  # mail jan@example.org\n  at: op de Hoogstraat 12\n"
                                      "- {term: {concept: crisis, words: {wijkteam: NL91ABNA0417164300}}}\n");
  const auto lines =
      check(
          study({{"study.yaml", std::string(header) + "commissioner: City council, info@example.org  # 06-12345678\n"},
                 {"developments.yaml",
                  "x:\n  name: bel 06-12345678\n  level: operational\n  status: pilot\n  sources: [BSN 111-222-333]\n"
                  "  target: op de Hoogstraat 12\n"},
                 {"README.md", "# Wijkscan\n\nBSN 111222333\n"},
                 {"interviews/r1.yaml", talk}}),
          {"QS502", "QS504", "QS505", "QS506", "QS508"})
          .lines;
  const auto found = [&](const char* where) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.starts_with(where); });
  };
  for (const auto* where :
       {"README.md:3:5: error[QS502]: a citizen service number (BSN) in a value or comment",
        "developments.yaml:2:13: warning[QS505]", "developments.yaml:5:17: error[QS502]",
        "developments.yaml:6:17: warning[QS508]", "study.yaml:8:29: warning[QS504]", "study.yaml:8:49: warning[QS505]",
        "interviews/r1.yaml:1:7: error[QS502]: a citizen service number (BSN) in a comment",
        "interviews/r1.yaml:11:20: warning[QS504]: an e-mail address in a comment",
        "interviews/r1.yaml:12:13: warning[QS508]: a street and house number in a position"}) {
    CAPTURE(std::string(where));
    CHECK(found(where));
  }
  CHECK(std::ranges::any_of(lines, [](const auto& line) { return line.ends_with("a telephone number in a role"); }));
  CHECK(std::ranges::any_of(lines, [](const auto& line) { return line.ends_with("in a word for a term"); }));
}

TEST_CASE("a key that guards nobody is an error, and no message repeats it") {
  const auto of_key = [](const std::string& key) {
    auto found = check(study({{"confidential/key.yaml", key},
                              {"text/summary.nl.md", "met wilhelmina oosterkamp gesproken\n"},
                              {"interviews/r1.yaml", interview("r1", team, "- rec: access\n  stage: 2\n")}}),
                       {"QS1", "QS501"});
    for (const auto& line : found.lines) CHECK(line.find("ilhelmina") == std::string::npos);
    return found.lines;
  };
  const std::string named = "text/summary.nl.md:1:5: error[QS501]: a name of confidential/key.yaml stands here";
  CHECK(of_key("p1: Wilhelmina Oosterkamp\nr1:a: Kees Smid\n") == Lines{named});
  CHECK(of_key("Wilhelmina Oosterkamp: p1\n") ==
        Lines{"confidential/key.yaml:1:1: error[QS157]: found what is not the id of a person", named});
  CHECK(of_key("wilhelmina oosterkamp: Wilhelmina Oosterkamp\n").size() == 2);
  for (const auto* empty : {"p1:\n", "p1: \"\"\n", "p1: ~\n", "p1: []\n", "p1: {}\n", "p1: [Kees Smid, \"\"]\n",
                            "p1: [Kees Smid, ~]\n", "p1: '?'\n", "p1: \"&\"\n"}) {
    CAPTURE(std::string(empty));
    const auto lines = of_key(empty);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find("error[QS152]: a person without a name that can be looked for") != std::string::npos);
  }
  CHECK(of_key("{}\n") == Lines{"confidential/key.yaml:1:1: error[QS152]: a key file without a name"});
}

TEST_CASE("the name of an organisation of the study is no name of a person") {
  const auto files = study(
      {{"stakeholders.yaml",
        "wijkteam: {name: Wijkteam, levels: [operational]}\nhuis: {name: Fatima Huis, levels: [operational]}\n"},
       {"interviews/r1.yaml", interview("r1", team, "- rec: access\n  stage: 2\n  note: samen met Fatima Huis\n")}});
  CHECK(check(files, {"QS509"}).lines.empty());
}

TEST_CASE("a file that cannot be read takes no other finding with it but what counts on it") {
  const auto outcome = check(study({{"study.yaml", std::string(header) + "declared: {persons: 2}\n"},
                                    {"interviews/r1.yaml", interview("r1", team, plain)},
                                    {"interviews/r2.yaml", "interview: r2\nquote: \"open\n"}}),
                             {"QS1", "QS4"});
  CHECK(outcome.lines == Lines{"interviews/r2.yaml:2:8: error[QS142]: a quote that is never closed"});
}

TEST_CASE("an error somewhere takes no finding with it that can be had without it") {
  const auto segments =
      "- rec: acces\n  stage: 2\n  note: loket #2 is dicht  # quickscan: ignore QS322\n"
      "- {rec: access, stage: 5}  # quickscan: ignore QS309 -- gehoord\n";
  const auto outcome = check(study({{"interviews/r1.yaml", interview("r1", team, segments)},
                                    {"text/summary.nl.md", "Wij spraken {{n.person}} personen.\n"}}));
  const auto has = [&](const std::string& line) {
    return std::ranges::any_of(outcome.lines, [&](const auto& each) { return each.starts_with(line); });
  };
  CHECK(has("interviews/r1.yaml:9:8: error[QS201]"));
  CHECK(has("interviews/r1.yaml:11:15: warning[QS322]"));
  CHECK(has("text/summary.nl.md:1:13: error[QS706]"));
  // Whether something stands there to set aside is not known.
  CHECK(!has("interviews/r1.yaml:12:47: warning[QS705]"));
}

TEST_CASE("a number sign that ends a text is a warning on its last line, whichever key has the text") {
  const auto at = [](const std::string& segments, const std::string& more = {}) {
    return check(study({{"study.yaml", header + more}, {"interviews/r1.yaml", interview("r1", team, segments)}}),
                 {"QS322"})
        .lines;
  };
  CHECK(at("- rec: access\n  stage: 2\n  quote: Eerst belden wij\n    de desk #2 en daarna niemand\n").size() == 1);
  CHECK(at("- rec: access\n  stage: 2\n  note: Eerst\n\n    belden wij desk #2\n  basis: said\n") ==
        Lines{"interviews/r1.yaml:13:21: warning[QS322]: `note` ends before this number sign"});
  CHECK(at("- {rec: access, stage: 2, note: desk\n   of loket #2\n  }\n").size() == 1);
  CHECK(at(plain + "memo: Eerst\n  de desk #2\n").size() == 1);
  CHECK(at(plain, "contacts: [{outcome: withdrawn, note: desk #2\n  }]\n").size() == 1);
  CHECK(at(plain, "contacts:\n- outcome: withdrawn\n  note: desk #2 zei nee\n").size() == 1);
  CHECK(at(plain, "codebook:\n- {date: 2021-01-01, change: 'rung #2'}  # after the talk\n").empty());
  CHECK(at(plain, "codebook:\n- date: 2021-01-01\n  change: rung #2 is new\n").size() == 1);
  CHECK(at(plain, "overrides:\n  access/operational: {grade: low, reason: see note}  # talk\n").empty());
  CHECK(at("- rec: access\n  stage: 2\n  quote: 'desk'  # of loket 2\n  note: |\n    desk #2\n").empty());
}

TEST_CASE("a comment sets aside what it names in a file with an error too") {
  const auto segments = "- rec: acces\n  stage: 2\n  note: bel 010-7654321  # quickscan: ignore QS505 -- het loket\n";
  const auto outcome = check(study({{"interviews/r1.yaml", interview("r1", team, segments)}}), {"QS5", "QS7"});
  CHECK(outcome.suppressed.size() == 1);
}

TEST_CASE("one slip is one finding, and what it says is so") {
  const auto with = [](const std::string& from, const std::string& to, const Files& more = {}) {
    auto files = study({{"interviews/r1.yaml", interview("r1", team, "- rec: access\n  stage: 2\n  basis: said\n")}});
    for (const auto& [path, text] : more) files[path] = text;
    auto& text = files["interviews/r1.yaml"];
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    auto lines = check(files).lines;
    std::erase_if(lines, [](const std::string& line) { return line.find("QS602") != std::string::npos; });
    return lines;
  };
  CHECK(with("asked: [access]", "asked: access, joint") ==
        Lines{"interviews/r1.yaml:7:8: error[QS153]: found a text, expected a list"});
  CHECK(with("notes_from: notes", "notes_from: transcripts") ==
        Lines{"interviews/r1.yaml:4:13: error[QS158]: unknown value `transcripts`"});
  CHECK(with("level: operational", "level:operational") ==
        Lines{"interviews/r1.yaml:6:16: error[QS150]: unknown key `level:operational`"});
  CHECK(with("speakers: {a: {level", "speakers: [a: {level").size() == 1);
  CHECK(with("speakers: {a: {level: operational, who: wijkteam}}",
             "speakers:\n- a: {level: operational, who: wijkteam}",
             {{"study.yaml", std::string(header) + "declared: {persons: 1}\n"}})
            .size() == 1);
  CHECK(with("- rec: access", "- recommendation: access") ==
        Lines{"interviews/r1.yaml:9:3: error[QS150]: unknown key `recommendation`"});
  CHECK(with("basis: said", "quote: !nee") ==
        Lines{"interviews/r1.yaml:11:10: error[QS124]: a tag, which this format does not have"});
  CHECK(with("date: 2021-09-14", "date: 2021-09-14\ncoded: 2021-01\nreviewed: 2021-02") ==
        Lines{"interviews/r1.yaml:3:8: error[QS406]: `coded` 2021-01 lies before `date` 2021-09-14",
              "interviews/r1.yaml:4:11: error[QS406]: `reviewed` 2021-02 lies before `date` 2021-09-14"});
}

TEST_CASE("a file that holds an empty value is not said to hold comments alone") {
  for (const auto* text : {"null\n", "~\n", "# begun\nnull  # later\n"}) {
    CAPTURE(text);
    const auto lines = check(study({{"interviews/r1.yaml", text}}), {"error"}).lines;
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().ends_with("error[QS133]: found an empty value, expected a mapping of keys to values"));
  }
  CHECK(check(study({{"interviews/r1.yaml", "# begun\n"}}), {"error"}).lines ==
        Lines{"interviews/r1.yaml:1:1: error[QS131]: nothing but comments in this file"});
}

TEST_CASE("a file that is missing, or under another name, is one finding") {
  auto files = study(
      {{"interviews/r1.yaml", interview("r1", team, plain)}, {"interviews/r2.yaml", interview("r2", doctor, plain)}});
  const auto list = files.at("stakeholders.yaml");
  files.erase("stakeholders.yaml");
  CHECK(check(files).lines ==
        Lines{"study.yaml:1:1: error[QS160]: no `stakeholders.yaml`, and interviews name its ids"});
  files["stakeholders.yml"] = list;
  CHECK(check(files).lines == Lines{"stakeholders.yml:1:1: error[QS161]: `stakeholders.yml` is never read"});
  files = study({{"interviews/r1.yaml", interview("r1", team, "- {rec: access, stage: 2, dev: pilot}\n")}});
  files["development.yaml"] = "pilot: {name: P, level: operational, status: pilot}\n";
  CHECK(check(files, {"error"}).lines == Lines{"development.yaml:1:1: error[QS161]: `development.yaml` is never read"});
}

TEST_CASE("what stands below an error in study.yaml is not missing") {
  const auto outcome =
      check(study({{"study.yaml", "quickscan: 1\nid: s\nauthors: [a\ntitle: T\nreference_date: 2021\n"},
                   {"interviews/r1.yaml", interview("r1", team, plain)}}));
  CHECK(outcome.lines == Lines{"study.yaml:3:10: error[QS140]: a `[` that is never closed"});
}

TEST_CASE("what only follows from a wrong value is not said of it as well") {
  const auto with_status = [](const std::string& status) {
    return check(study({{"developments.yaml",
                         "pilot:\n  name: Pilot\n  recs: [access]\n  level: operational\n  status: " + status + "\n"},
                        {"interviews/r1.yaml", interview("r1", team, "- {rec: access, stage: 3, dev: pilot}\n")}}),
                 {"QS158", "QS408"})
        .lines;
  };
  CHECK(with_status("idea").size() == 1);
  CHECK(with_status("idea").front().find("QS408") != std::string::npos);
  CHECK(with_status("runing") == Lines{"developments.yaml:5:11: error[QS158]: unknown value `runing`"});
}

TEST_CASE("the value of a segment's key is found in block style, in flow style, and beside texts of several lines") {
  const std::string file = R"(segments:
- rec: access
  quote: |
    stage: 5

    zei iemand
  # a remark
  stage: 3
- {rec: joint,
   stage: 2}
- rec: principles
)";
  Sources sources([&](const std::string&) { return std::optional(file); });
  sources.add("interviews/r1.yaml");
  FileTrees files(sources);
  const auto at = [&](std::string_view segment, std::string_view key) {
    const auto place = files.segment_value(0, static_cast<std::uint32_t>(file.find(segment)), key);
    return file.substr(place.begin, place.end - place.begin) + " in line " +
           std::to_string(position_of(file, place.begin).line);
  };
  CHECK(at("rec: access", "stage") == "3 in line 8");
  CHECK(at("{rec: joint", "stage") == "2 in line 10");
  CHECK(at("rec: principles", "stage") == "rec in line 11");
}

TEST_CASE("a row of a table of judgement that can never be reached is a warning with its place and cure") {
  const std::string head =
      "framework: f\nlevels: {board: {name: b}, staff: {name: s}}\nrecommendations: {nearby: {name: n}}\n"
      "ladder: [{id: a, name: a}, {id: b, name: b}, {id: c, name: c}, {id: d, name: d}]\n"
      "accepted: b\npractice: c\ncaps: {shown: d, said: b, heard: b}\n";
  const std::string first = "verdicts:\n- {id: none, name: n, when: {front: none}}\n";
  const std::string last = "- {id: nothing, name: x, when: {}}\n";
  const auto found = [&](const std::string& rows, const std::string& more = "") {
    const auto read = checked({{"framework.yaml", head + first + rows + last + more}});
    std::string lines;
    for (const auto& one : read.diagnostics) {
      if (!one.is(rule::framework_table)) continue;
      lines +=
          std::string(name_of(one.severity)) + " " + one.message + (one.help.empty() ? "" : ": " + one.help) + "\n";
    }
    return lines;
  };
  CHECK(found("- {id: best, name: x, when: {front: 3, lowest_above: 1}}\n- {id: two, name: x, when: {front: 2}}\n")
            .empty());
  CHECK(found("- {id: one, name: x, when: {front: 1}}\n- {id: two, name: x, when: {front: 2}}\n") ==
        "warning `two` is never reached: place it before `one`, or ask more there\n");
  CHECK(
      found("- {id: low, name: x, when: {any: [{front: 0}, {live: 2}]}}\n- {id: two, name: x, when: {front: 2}}\n") ==
      "warning `low` takes all that the rows before it leave: give it a condition that can fail, or end the table here "
      "with `when: {}`\n");
  CHECK(found("- {id: odd, name: x, when: {above: none, highest_above: 1}}\n") ==
        "warning the conditions of `odd` exclude each other: take one of them out\n");
  CHECK(found("", "confidence: {adequacy: {none: {voices: 4}, minor: {voices: 6, shown: 1}}}\n") ==
        "warning `minor` is never reached: ask more under `none` than under `minor`\n");
  CHECK(found("", "confidence: {coherence: {none: {consensus: .8, mixed: .2}, minor: {consensus: .6}}}\n").empty());
}

TEST_CASE("a cap above the top of the ladder is an error, by its number too") {
  auto framework = std::string(plain_framework);
  const auto at = framework.find("caps:");
  REQUIRE(at != std::string::npos);
  framework.replace(at, framework.find('\n', at) - at, "caps: {shown: 7, said: 2, heard: 2}");
  CHECK(findings_in({{"framework.yaml", framework}}).find("QS159") != std::string::npos);
}

TEST_CASE("of the findings in a file that is no interview, too, 200 are shown, errors first") {
  auto files = small_study();
  std::string members;
  for (int i = 0; i < 300; ++i) members += "x" + std::to_string(i) + ", ";
  files["stakeholders.yaml"] += "p: {name: P, kind: platform, members: [" + members + "x]}\n";
  const auto found = checked(files).diagnostics;
  const auto more = std::ranges::find(found, &rule::more_findings, &Diagnostic::rule);
  REQUIRE(more != found.end());
  CHECK(more->message == "and 103 more findings in this file");
  CHECK(std::ranges::count(found, more->place.source, [](const Diagnostic& one) { return one.place.source; }) == 201);
}
