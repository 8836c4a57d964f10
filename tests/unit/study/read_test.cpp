#include "core/render_diagnostics.hpp"
#include "study/read/framework_file.hpp"
#include "study/read/read_study.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace quickscan;
using namespace quickscan::test;

namespace {

std::string after(const std::string& path, const std::string& from, const std::string& to) {
  auto files = small_study();
  files[path] = replaced(files.at(path), from, to);
  return findings_in(files);
}

std::string in_interview(const std::string& from, const std::string& to) {
  return after("interviews/r1.yaml", from, to);
}

/// A framework up to its verdicts.
const std::string three_rungs = R"(framework: other
levels: {top: {name: Top}}
ladder: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
accepted: b
practice: c
caps: {shown: c, said: b, heard: b}
recommendations: {one: {name: One}}
verdicts:
)";

}  // namespace

TEST_CASE("a small study is read without a finding, its ids resolved") {
  const auto result = read_study(study_files(small_study()));
  CHECK(lines_of(result) == "");
  const auto& study = result.study;
  REQUIRE(study.interviews.size() == 1);
  const auto& interview = study.interviews.front();
  REQUIRE(interview.segments.size() == 1);
  const auto& segment = interview.segments.front();
  CHECK(study.framework[segment.rec].id == "access");
  CHECK(segment.line == 11);
  CHECK(segment.rung == 3);
  CHECK(segment.basis == Basis::shown);
  CHECK(interview.text(segment.quote) == "Het kan dezelfde dag.");
  REQUIRE(interview.ties.size() == 1);
  CHECK(interview.ties.front().line == 16);
  CHECK(study.actor_id(interview.ties.front().from) == "huisarts@operational");
  CHECK(interview.ties.front().relation == Relation::refers);
  CHECK(study.organisation_id(study.find_stakeholder("wijkteam")) == "gemeente");
}

TEST_CASE("an author is a text for people: one string, or a map by language") {
  auto files = small_study();
  files["study.yaml"] += "authors: [Bureau Een, {nl: Bureau Twee, en: Agency Two}]\n";
  const auto result = read_study(study_files(files));
  CHECK(lines_of(result) == "");
  REQUIRE(result.study.authors.size() == 2);
  CHECK(result.study.authors[0].in(Language::en) == "Bureau Een");
  CHECK(result.study.authors[1].in(Language::en) == "Agency Two");
}

TEST_CASE("what the body responsible says itself, and changes of the codebook, are read") {
  auto files = small_study();
  files["study.yaml"] += R"(commissioner_short: {nl: de raad, en: the council}
positions: {access: {status: under-way, text: On schedule, source: progress report, date: 2021-10}}
codebook: [{date: 2021-10-01, change: trying out needs an example, recs: [access], factors: [rule-reflex]}]
contacts: [{outcome: withdrawn}]
)";
  const auto result = read_study(study_files(files));
  CHECK(lines_of(result) == "");
  const auto& study = result.study;
  CHECK(study.commissioner_short.in(Language::en) == "the council");
  REQUIRE(study.positions.size() == 1);
  CHECK(study.framework[study.positions.front().rec].id == "access");
  CHECK(study.positions.front().status == PositionStatus::under_way);
  REQUIRE(study.codebook.size() == 1);
  CHECK(study.codebook.front().factors.size() == 1);
  REQUIRE(study.contacts.size() == 1);
  CHECK(study.contacts.front().who.stakeholder == none);
}

TEST_CASE("only of somebody who withdrew may a contact leave out who it was") {
  CHECK(after("study.yaml", "sectors:", "contacts: [{outcome: refused}]\nsectors:") ==
        "study.yaml:7:13: error[QS151]: `who` is missing\n");
}

TEST_CASE("a coding that coders agreed on names them, and no coder of its own") {
  auto files = small_study();
  files["study.yaml"] += "coders: {kl: {name: K}, mv: {name: M}}\n";
  auto& interview = files["interviews/r1.yaml"];
  const auto with = [&](const std::string& line) {
    auto changed = files;
    changed["interviews/r1.yaml"] = replaced(interview, "interview: r1\n", "interview: r1\n" + line + "\n");
    return findings_in(changed);
  };
  CHECK(with("agreed_by: [kl, mv]") == "");
  CHECK(with("agreed_by: [kl, mw]") == "interviews/r1.yaml:2:17: error[QS208]: unknown coder `mw`\n");
  CHECK(with("agreed_by: [kl, kl]") == "interviews/r1.yaml:2:17: error[QS213]: `kl` is given twice\n");
  CHECK(with("coder: kl\nagreed_by: [kl, mv]") ==
        "interviews/r1.yaml:2:8: error[QS303]: `coder` of a coding that was agreed\n");
}

TEST_CASE("an unknown id is an error at its place with a suggestion") {
  auto files = small_study();
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "- rec: access", "- rec: acces");
  const auto result = read_study(study_files(files));
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(render_text(result.diagnostics.front(), result.study.sources) == R"(error[QS201]: unknown recommendation `acces`
  --> interviews/r1.yaml:11:8
   |
11 | - rec: acces
   |        ^^^^^ not in the framework
   = help: did you mean `access`?
   = more: quickscan explain QS201
)");
}

TEST_CASE("every kind of reference is followed") {
  CHECK(in_interview("dev: spreekuur", "dev: spreekur") ==
        "interviews/r1.yaml:14:8: error[QS204]: unknown development `spreekur`\n");
  CHECK(in_interview("who: wijkteam", "who: wijkteem") ==
        "interviews/r1.yaml:7:32: error[QS203]: unknown stakeholder `wijkteem`\n");
  CHECK(in_interview("> wijkteam", "> wijkteam@operatonal") ==
        "interviews/r1.yaml:16:25: error[QS202]: unknown level `operatonal`\n");
  CHECK(in_interview("stage: 3", "stage: treid") == "interviews/r1.yaml:12:10: error[QS207]: unknown rung `treid`\n");
  CHECK(in_interview("stage: 3", "stage: 6") == "interviews/r1.yaml:12:10: error[QS207]: unknown rung `6`\n");
  CHECK(in_interview("  basis: shown", "  basis: shown\n  by: b") ==
        "interviews/r1.yaml:14:7: error[QS206]: unknown speaker `b`\n");
  CHECK(in_interview("  basis: shown", "  barrier: rule-reflx") ==
        "interviews/r1.yaml:13:12: error[QS205]: unknown factor `rule-reflx`\n");
  CHECK(after("stakeholders.yaml", "sector: health", "sector: helth") ==
        "stakeholders.yaml:3:48: error[QS209]: unknown sector `helth`\n");
  CHECK(after("study.yaml", "domestic-violence-2020", "domestic-violence-2021")
            .starts_with("study.yaml:6:12: error[QS212]: unknown framework `domestic-violence-2021`\n"));
}

TEST_CASE("a misspelt key, a doubled key and a wrong shape are errors where they stand") {
  CHECK(in_interview("  stage: 3", "  stag: 3") == "interviews/r1.yaml:12:3: error[QS150]: unknown key `stag`\n");
  CHECK(in_interview("  stage: 3", "  stage: 3\n  stage: 2") ==
        "interviews/r1.yaml:13:3: error[QS120]: duplicate key `stage`\n");
  CHECK(in_interview("asked: [access]", "asked: access") ==
        "interviews/r1.yaml:8:8: error[QS153]: found a text, expected a list\n");
  CHECK(in_interview("stage: 3", "stage:") == "interviews/r1.yaml:12:3: error[QS152]: `stage` has no value\n");
  CHECK(in_interview("date: 2021-09-14", "date: 14-9-2021") ==
        "interviews/r1.yaml:2:7: error[QS156]: `14-9-2021` is not a date\n");
  CHECK(in_interview("quotes: true", "quotes: ja") ==
        "interviews/r1.yaml:5:19: error[QS155]: `ja` is not `true` or `false`\n");
  CHECK(in_interview("form: single", "form: singel") ==
        "interviews/r1.yaml:3:7: error[QS158]: unknown value `singel`\n");
  CHECK(in_interview("date: 2021-09-14\n", "") == "interviews/r1.yaml:1:1: error[QS151]: `date` is missing\n");
  CHECK(after("study.yaml", "quickscan: 1", "quickscan: 2") ==
        "study.yaml:1:12: error[QS162]: found format version `2`, expected 1\n");
}

TEST_CASE("a slip in a key is one finding: what was meant is neither missing nor misplaced") {
  CHECK(in_interview("date: 2021-09-14", "daet: 2021-09-14") ==
        "interviews/r1.yaml:2:1: error[QS150]: unknown key `daet`\n");
  CHECK(in_interview("- rec: access\n  stage: 3", "- recc: access\n  stage: 3") ==
        "interviews/r1.yaml:11:3: error[QS150]: unknown key `recc`\n");
  CHECK(after("developments.yaml", "level: operational", "levle: operational") ==
        "developments.yaml:4:3: error[QS150]: unknown key `levle`\n");
  CHECK(after("stakeholders.yaml", "levels: [operational], part_of", "levesl: [operational], part_of") ==
        "stakeholders.yaml:2:56: error[QS150]: unknown key `levesl`\n");
}

TEST_CASE("a value that is one slip from a word is said to mean it") {
  const auto help = [](const std::string& path, const std::string& from, const std::string& to) {
    auto files = small_study();
    files[path] = replaced(files.at(path), from, to);
    const auto found = read_study(study_files(files), {}).diagnostics;
    return found.size() == 1 ? found[0].help : std::to_string(found.size()) + " findings";
  };
  CHECK(help("interviews/r1.yaml", "quotes: true", "quotes: treu") == "did you mean `true`?");
  CHECK(help("interviews/r1.yaml", "stage: 3\n  basis: shown", "stage: nah") == "did you mean `na`?");
  CHECK(help("interviews/r1.yaml", "  basis: shown", "  basis: shown\n  by: b") ==
        "use a key of this interview's `speakers` (`a`)");
}

TEST_CASE("all problems of all files are found, in file order") {
  auto files = small_study();
  files["interviews/r2.yaml"] =
      replaced(replaced(files["interviews/r1.yaml"], "interview: r1", "interview: r3"), "stage: 3", "stage: 9");
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "basis: shown", "basis: sown");
  CHECK(findings_in(files) == R"(interviews/r1.yaml:13:10: error[QS158]: unknown value `sown`
interviews/r2.yaml:1:12: error[QS216]: interview `r3` in a file named `r2`
interviews/r2.yaml:12:10: error[QS207]: unknown rung `9`
)");
}

TEST_CASE("coding that cannot be read as meant is an error") {
  CHECK(in_interview("- rec: access\n  stage: 3", "- stage: 3") ==
        "interviews/r1.yaml:11:10: error[QS302]: a stage without a recommendation\n"
        "interviews/r1.yaml:12:10: error[QS303]: `basis` without a recommendation or a factor\n");
  CHECK(in_interview("stage: 3", "stage: <0") ==
        "interviews/r1.yaml:12:10: error[QS207]: nothing lies below the first rung\n");
  CHECK(in_interview("  basis: shown", "  enabler: rule-reflex") ==
        "interviews/r1.yaml:13:12: error[QS304]: `rule-reflex` is no enabler but a barrier\n");
  CHECK(in_interview("huisarts > wijkteam", "huisarts>wijkteam") ==
        "interviews/r1.yaml:16:5: error[QS316]: a tie that does not read as two actors\n");
  CHECK(in_interview("form: single", "form: group") ==
        "interviews/r1.yaml:3:7: error[QS307]: a group of fewer than two speakers\n");
  CHECK(in_interview("level: operational, who: wijkteam", "level: strategic, who: wijkteam") ==
        "interviews/r1.yaml:7:14: error[QS215]: `wijkteam` has no level `strategic`\n");
  CHECK(in_interview("quotes: true, function: false}", "quotes: false}\n").find("QS313") == std::string::npos);
  CHECK(in_interview("dezelfde dag.", "dezelfde dag.\n  quote_ok: true") == "");
  CHECK(in_interview("- rec: access", "- finding: access/operational\n  response: confirmed\n- rec: access") ==
        "interviews/r1.yaml:11:12: error[QS314]: a finding in an interview of form `single`\n");
}

TEST_CASE("a denial of a rung and stage 0 are kept apart from a rung") {
  auto files = small_study();
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "stage: 3", "stage: <tried");
  auto result = read_study(study_files(files));
  CHECK(result.study.interviews.front().segments.front().stage == StageKind::denied);
  CHECK(result.study.interviews.front().segments.front().rung == 3);
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "stage: <tried", "stage: 0");
  result = read_study(study_files(files));
  CHECK(result.study.interviews.front().segments.front().stage == StageKind::denied);
  CHECK(result.study.interviews.front().segments.front().rung == 1);
}

TEST_CASE("a second coding needs a first, and its coder's name") {
  auto files = small_study();
  files["study.yaml"] += "coders: {kl: {name: K}, tv: {name: T}}\n";
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "date:", "coder: kl\ndate:");
  files["interviews/r1.tv.yaml"] = replaced(files["interviews/r1.yaml"], "coder: kl", "coder: tv");
  CHECK(findings_in(files) == "");
  files["interviews/r1.xx.yaml"] = files["interviews/r1.tv.yaml"];
  CHECK(findings_in(files) == "interviews/r1.xx.yaml:2:8: error[QS216]: coder `tv` in a file for `xx`\n");
  files.erase("interviews/r1.xx.yaml");
  files["interviews/r2.tv.yaml"] = replaced(files["interviews/r1.tv.yaml"], "interview: r1", "interview: r2");
  CHECK(findings_in(files) == "interviews/r2.tv.yaml:1:1: error[QS410]: a second coding of `r2`, which has no first\n");
}

TEST_CASE("a framework of another ladder and other levels is data alone") {
  Diagnostics diagnostics;
  const auto framework = read_framework(R"(framework: other
levels: {top: {name: Top}, floor: {name: Floor}, public: {name: Public, outside: true}}
ladder:
- {id: none-yet, name: None}
- {id: planned, name: Planned}
- {id: done, name: Done}
accepted: planned
practice: done
caps: {shown: done, said: 1, heard: 0}
recommendations: {one: {name: One, parts: {a: {name: A}}}}
verdicts:
- {id: insufficient-evidence, when: {front: none}, name: too little}
- {id: done, when: {front: 2}, name: done}
- {id: open, when: {}, name: open}
)",
                                        0, diagnostics);
  CHECK(diagnostics.empty());
  REQUIRE(framework.has_value());
  CHECK(framework->top() == 2);
  CHECK(framework->caps == std::array{2, 1, 0});
  CHECK(framework->accepted == 1);
  CHECK(framework->practice == 2);
  CHECK(framework->recommendations[1].id == "one.a");
  CHECK(framework->inside_levels() == std::vector<LevelId>{LevelId(0), LevelId(1)});
  REQUIRE(framework->confidence.adequacy[0].has_value());
}

TEST_CASE("what counts as accepted, as practice and for a claim is named beside every ladder") {
  const auto findings = [](const std::string& lines) {
    Diagnostics diagnostics;
    read_framework(R"(framework: other
levels: {top: {name: Top}}
ladder: [{id: none-yet, name: A}, {id: plan, name: B}, {id: use, name: C}]
recommendations: {one: {name: One}}
verdicts:
- {id: unclear, when: {front: none}, name: unclear}
- {id: open, when: {}, name: open}
)" + lines,
                   0, diagnostics);
    std::vector<std::string> messages;
    for (const auto& one : diagnostics) messages.push_back(one.message);
    return messages;
  };
  using Messages = std::vector<std::string>;
  CHECK(findings("accepted: plan\npractice: use\ncaps: {shown: use, said: plan, heard: 0}\n") == Messages{});
  CHECK(findings("accepted: plan\npractice: use\n") ==
        Messages{"no `accepted`, `practice` and `caps` beside the ladder"});
  CHECK(findings("accepted: plan\npractice: use\ncaps: {shown: use, said: use, heard: 2}\n") ==
        Messages{"a claim would count as practice", "a claim would count as practice"});
  CHECK(findings("accepted: plan\npractice: use\ncaps: {shown: plan, said: plan, heard: plan}\n") ==
        Messages{"what was shown would never count as practice"});
  CHECK(findings("accepted: use\npractice: plan\ncaps: {shown: use, said: 0, heard: 0}\n") ==
        Messages{"`accepted` is not between rung 1 and `practice` (rung 1)"});
  CHECK(findings("accepted: 0\npractice: use\ncaps: {shown: use, said: plan, heard: plan}\n") ==
        Messages{"`accepted` is not between rung 1 and `practice` (rung 2)"});
  CHECK(findings("accepted: plans\npractice: use\ncaps: {shown: use, said: plan}\n") ==
        Messages{"unknown rung `plans`", "`heard` is missing"});
}

TEST_CASE("a table of verdicts that leaves a case open is refused") {
  Diagnostics diagnostics;
  read_framework(three_rungs + "- {id: done, when: {front: 2}, name: done}\n", 0, diagnostics);
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[0].message == "no row with `front: none`");
  CHECK(diagnostics[1].message == "the last row is not `when: {}`");
}

TEST_CASE("a number of a table of verdicts has a limit") {
  const auto codes = [](const std::string& live) {
    Diagnostics diagnostics;
    read_framework(three_rungs + R"(- {id: little, when: {front: none}, name: too little}
- {id: done, when: {live: )" +
                       live + R"(}, name: done}
- {id: open, when: {}, name: open}
)",
                   0, diagnostics);
    std::string found;
    for (const auto& one : diagnostics) found += std::string(one.rule->code) + " ";
    return found;
  };
  CHECK(codes("1000000") == "");
  CHECK(codes("1000001") == "QS159 ");
}

TEST_CASE("the result does not depend on threads or on the order of the paths") {
  auto files = small_study();
  for (int i = 2; i < 30; ++i) {
    const auto id = "r" + std::to_string(i);
    files["interviews/" + id + ".yaml"] =
        replaced(replaced(files["interviews/r1.yaml"], "interview: r1", "interview: " + id), "stage: 3",
                 i % 3 == 0 ? "stage: 9" : "stage: 2");
  }
  auto one = study_files(files);
  auto other = one;
  std::ranges::reverse(other.paths);
  ReadOptions serial;
  serial.threads = 1;
  ReadOptions parallel;
  parallel.threads = 4;
  const auto a = read_study(one, serial);
  const auto b = read_study(other, parallel);
  CHECK(lines_of(a) == lines_of(b));
  REQUIRE(a.study.interviews.size() == b.study.interviews.size());
  for (std::size_t i = 0; i < a.study.interviews.size(); ++i)
    CHECK(a.study.interviews[i].id == b.study.interviews[i].id);
}

TEST_CASE("inputs are hashed for provenance, the confidential key is not") {
  auto files = small_study();
  files["confidential/key.yaml"] = "p1: Somebody\n";
  ReadOptions options;
  options.hashes = true;
  const auto result = read_study(study_files(files), options);
  std::vector<std::string> paths;
  for (const auto& input : result.study.inputs) paths.push_back(input.path);
  CHECK(paths ==
        std::vector<std::string>{"developments.yaml", "interviews/r1.yaml", "stakeholders.yaml", "study.yaml"});
  CHECK(result.study.confidential_names == std::vector<std::string>{"Somebody"});
}

TEST_CASE("dates keep their precision and compare by whole periods") {
  CHECK(to_string(*parse_date("2021-07")) == "2021-07");
  CHECK_FALSE(parse_date("2021-02-30").has_value());
  CHECK_FALSE(parse_date("2021-7").has_value());
  CHECK(parse_date("2020-02-29").has_value());
  CHECK(earlier(*parse_date("2020-12-31"), *parse_date("2021")));
  CHECK_FALSE(earlier(*parse_date("2021"), *parse_date("2021-06")));
  CHECK_FALSE(earlier(*parse_date("2021-06"), *parse_date("2021")));
  CHECK(earlier(*parse_date("2021-05"), *parse_date("2021-06-01")));
}

TEST_CASE("only the texts that are asked for are kept, and what is found in them is the same") {
  auto files = small_study();
  auto& interview = files.at("interviews/r1.yaml");
  interview = replaced(interview, "segments:\n",
                       "segments:\n"
                       "- {rec: access, stage: 2, quote: Wij zijn zover, at: p. 1, note: aarzelt}\n"
                       "- {rec: access, stage: 2, quote: Niet voor buiten, quote_ok: false}\n"
                       "- {rec: access, stage: 2, quote: Bel 06 12345678, quote_ok: true}\n");
  const auto read = [&](KeptTexts texts) { return read_study(study_files(files), {.texts = texts}); };
  const auto words = [](const ReadResult& result, std::size_t index) {
    const auto& one = result.study.interviews.front();
    const auto& segment = one.segments[index];
    return std::string(one.text(segment.at)) + "|" + std::string(one.text(segment.quote)) + "|" +
           std::string(one.text(segment.note));
  };
  const auto all = read(KeptTexts::all);
  CHECK(words(all, 0) == "p. 1|Wij zijn zover|aarzelt");
  CHECK(words(all, 1) == "|Niet voor buiten|");
  const auto quotable = read(KeptTexts::quotable);
  CHECK(words(quotable, 0) == "|Wij zijn zover|");
  CHECK(words(quotable, 1) == "||");
  CHECK(words(quotable, 2) == "|Bel 06 12345678|");
  CHECK(quotable.study.interviews.front().texts == "Wij zijn zoverBel 06 12345678Het kan dezelfde dag.");
  const auto nothing = read(KeptTexts::nothing);
  CHECK(words(nothing, 0) == "||");
  CHECK(nothing.study.interviews.front().texts.empty());
  CHECK_FALSE(nothing.study.interviews.front().segments.front().quote.empty());
  CHECK(lines_of(all).find("QS5") != std::string::npos);
  CHECK(lines_of(quotable) == lines_of(all));
  CHECK(lines_of(nothing) == lines_of(all));
}

TEST_CASE("an alias is one finding, and the key before a line that breaks off has no value of another") {
  auto files = small_study();
  const auto interview = files.at("interviews/r1.yaml");
  files["interviews/r1.yaml"] = interview + "- &s {rec: access, stage: 3}\n- *s\n- <<: *s\n";
  const auto found = lines_of(checked(files));
  CHECK(std::ranges::count(found, '\n') == 4);
  CHECK(!holds(found, "QS152"));
  CHECK(!holds(found, "QS301"));
  files = small_study();
  files["study.yaml"] += "authors: *x\n";
  CHECK(findings_in(files).find("found a mapping") == std::string::npos);
}

TEST_CASE("a copy of an interview is not told to take the name of its file for an id") {
  auto files = small_study();
  files["interviews/r1 (1).yaml"] = files.at("interviews/r1.yaml");
  const auto read = read_files(files);
  const auto found = std::ranges::find_if(read.diagnostics, [](const auto& one) { return one.rule->code == "QS216"; });
  REQUIRE(found != read.diagnostics.end());
  CHECK(found->help == "rename the file to `r1.yaml`, or both to another id");
}

TEST_CASE("what is found in an interview is shown without loading its file again") {
  auto files = small_study();
  files["interviews/r1.yaml"] += "- {rec: acces, stage: 3}\n";
  auto counted = study_files(files);
  int loads = 0;
  counted.load = [&, load = counted.load](const std::string& path) {
    if (path == "interviews/r1.yaml") ++loads;
    return load(path);
  };
  auto read = read_study(counted, {.threads = 1});
  CHECK(loads == 1);
  CHECK(lines_of(read) == findings_in(files));
  CHECK(holds(lines_of(read), "interviews/r1.yaml:"));
  CHECK(loads == 1);
}
