#include "arguments.hpp"
#include "core/wrap.hpp"
#include "embedded.hpp"
#include "help.hpp"
#include "program.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace quickscan;
using namespace quickscan::test;

TEST_CASE("what follows `quickscan` alone is read without a command") {
  const auto option = run_program({"--bogus"});
  CHECK(option.code == 2);
  CHECK(holds(option.err, "unknown option `--bogus` of `quickscan`\n  = help: `quickscan --help` lists the options"));
  CHECK(holds(run_program({"-"}).err, "unknown command `-`"));
  CHECK(run_program({}).code == 0);
}

TEST_CASE("a misspelt command gets a suggestion and exit 2") {
  const auto outcome = run_program({"chekc"});
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == "quickscan: unknown command `chekc`\n  = help: did you mean `check`?\n");
}

TEST_CASE("a misspelt option gets a suggestion and exit 2") {
  const auto outcome = run_program({"check", "--stritc"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err ==
        "quickscan: unknown option `--stritc` of `quickscan check`\n  = help: did you mean `--strict`?\n");
}

TEST_CASE("what cannot be understood is exit 2, never a code of the parser's own") {
  const std::vector<std::vector<std::string>> cases{{"--nonsense"},
                                                    {"check", "--select"},
                                                    {"check", "--format", "xml"},
                                                    {"check", "--color", "red"},
                                                    {"check", "--select", "QS999"},
                                                    {"check", "--output", "sarif"},
                                                    {"check", "--threads", "many"},
                                                    {"check", "--stdin-filename", "x"},
                                                    {"why"},
                                                    {"summary", "a", "b"},
                                                    {"report", "--audience", "everybody"},
                                                    {"report", "--lang", "de"},
                                                    {"explain", "QS999"},
                                                    {"help", "nothing"},
                                                    {"completions", "dos"},
                                                    {"watch", "--print-template", "html"},
                                                    {"init", "--example", "nowhere"}};
  for (const auto& arguments : cases) {
    CAPTURE(arguments.front());
    const auto outcome = run_program(arguments);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("quickscan: "));
  }
}

TEST_CASE("help leads with examples and names every command") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"}, {"help"}, {"-h"}}) {
    const auto outcome = run_program(arguments);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find("Examples:") < outcome.out.find("Commands:"));
    for (const auto& entry : command_entries()) CHECK(holds(outcome.out, "  " + std::string(entry.name) + " "));
  }
}

TEST_CASE("help of a command names every option it takes") {
  for (const auto& entry : command_entries()) {
    const auto text = help_text(entry.name);
    CAPTURE(entry.name);
    CHECK(holds(text, "Examples:"));
    for (const auto& [option, takes_value] : option_entries(entry.command)) {
      CAPTURE(option);
      CHECK((holds(text, "  " + option + " ") || option == "--colour"));
    }
  }
  CHECK(run_program({"check", "--help"}).out == help_text("check"));
  CHECK(run_program({"help", "check"}).out == help_text("check"));
  CHECK(run_program({"--color", "never", "check", "--help"}).out == help_text("check"));
}

TEST_CASE("explain prints a rule's page by code, by name and in lower case") {
  const auto page = run_program({"explain", "QS201"});
  CHECK(page.code == 0);
  CHECK(holds(page.out, "QS201"));
  CHECK(run_program({"explain", "qs201"}).out == page.out);
  CHECK(run_program({"explain", "unknown-recommendation"}).out == page.out);
  CHECK(run_program({"explain", "unknown-recomendation"}).err ==
        "quickscan: unknown rule or id `unknown-recomendation`\n  = help: did you mean `unknown-recommendation`?\n");
  CHECK(holds(run_program({"explain"}).out, "QS510"));
}

TEST_CASE("a clean study gives exit 0 and says how much was looked at") {
  const Folder folder;
  write_study(folder);
  const auto outcome = run_program({"check", folder.path(), "--format", "text", "--select", "QS1,QS2"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "no findings in 3 files\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("an error is shown with path, line, column, the user's own line and the cure") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  const Inside inside(folder.path());
  const auto outcome = run_program({"check", "--format", "text", "--select", "QS201"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == R"(error[QS201]: unknown recommendation `acces`
 --> interviews/r01.yaml:8:8
  |
8 | - rec: acces
  |        ^^^^^ not in the framework
  = help: did you mean `access`?
  = more: quickscan explain QS201

1 error in 3 files
)");
}

TEST_CASE("a line of an interview is shown to a person or on request, never to a log") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "quote: Wij", "qoute: Kanarie"));
  const std::vector<std::string> arguments{"check", folder.path()};
  CHECK(holds(run_program(arguments, {.in = {}, .environment = {}, .is_terminal = true}).out, "Kanarie"));
  CHECK(holds(run_program({"check", folder.path(), "--format", "text"}).out, "Kanarie"));
  CHECK(!holds(run_program(arguments).out, "Kanarie"));
  for (const auto* format : {"line", "json", "github", "gitlab", "sarif", "junit", "markdown", "auto"}) {
    CAPTURE(format);
    const auto outcome = run_program({"check", folder.path(), "--format", format});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, "QS150"));
    CHECK(!holds(outcome.out, "Kanarie"));
  }
}

TEST_CASE("colour follows --color, NO_COLOR and whether there is a terminal") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  const auto coloured = [&](const std::string& choice, bool terminal, bool no_color) {
    Setting setting{.in = {}, .environment = {}, .is_terminal = terminal};
    if (no_color) setting.environment["NO_COLOR"] = "1";
    return holds(run_program({"check", folder.path(), "--color", choice}, setting).out, "\x1b[");
  };
  CHECK(coloured("auto", true, false));
  CHECK(!coloured("auto", true, true));
  CHECK(!coloured("auto", false, false));
  CHECK(coloured("always", false, true));
  CHECK(!coloured("never", true, false));
}

TEST_CASE("a contact that was heard after all is a note, and is not listed as never reached") {
  const Folder folder;
  write_study(folder);
  const auto study = folder.read("study.yaml");
  folder.write("study.yaml", study +
                                 "contacts:\n- {who: gemeente@operational, attempts: 3, outcome: no-answer}\n"
                                 "- {who: arosa@strategic, attempts: 1, outcome: refused}\n");
  const auto found = run_program({"check", folder.path(), "--select", "QS411"});
  CHECK(holds(found.out, "note[QS411]: `gemeente@operational` has the outcome `no-answer`, but was heard"));
  CHECK(!holds(found.out, "arosa@strategic` has"));
  const auto coverage = run_program({"coverage", folder.path(), "--lang", "en"}).out;
  CHECK(holds(coverage, "Approached, not reached"));
  CHECK(holds(coverage, "arosa@strategic"));
  CHECK(!holds(coverage, "gemeente@operational  "));
}

TEST_CASE("a graph of a study with an earlier wave says what changed since") {
  const Folder folder;
  write_study(folder, "before");
  write_study(folder, "after");
  const std::string tie = "- ties:\n  - \"gemeente@operational - arosa@strategic\"\n";
  folder.write("after/study.yaml", folder.read("after/study.yaml") + "previous: ../before\n");
  folder.write("after/interviews/r01.yaml", folder.read("after/interviews/r01.yaml") + tie);
  const auto text = run_program({"graph", folder.path("after"), "--lang", "en"});
  CHECK(text.code == 0);
  CHECK(holds(text.out, "Since the previous wave"));
  CHECK(holds(text.out, "0 ties stayed, 1 was gained and 0 were lost"));
  CHECK(!holds(run_program({"graph", folder.path("before"), "--lang", "en"}).out, "Since the previous wave"));
}

TEST_CASE("warnings are exit 0, and 1 with --strict; --select and --ignore narrow what is looked for") {
  const Folder folder;
  write_study(folder);
  folder.write("developments.yaml", "pilot: {name: Pilot, level: operational, status: pilot, recs: [access]}\n");
  CHECK(run_program({"check", folder.path(), "--select", "QS407"}).code == 0);
  CHECK(run_program({"check", folder.path(), "--select", "QS407", "--strict"}).code == 1);
  CHECK(run_program({"check", folder.path(), "--select", "QS4", "--strict"}).code == 1);
  CHECK(run_program({"check", folder.path(), "--select", "QS4", "--ignore", "QS407", "--strict"}).code == 0);
  CHECK(run_program({"check", folder.path(), "--select", "development-never-mentioned", "--strict"}).code == 1);
}

TEST_CASE("findings are chosen by severity, and the count says how where errors are few among many") {
  const Folder folder;
  write_study(folder);
  std::string developments;
  for (int at = 0; at < 10; ++at)
    developments += fmt::format("pilot-{0}: {{name: Pilot {0}, level: operational, status: pilot}}\n", at);
  folder.write("developments.yaml", developments);
  CHECK_FALSE(holds(run_program({"check", folder.path(), "--format", "text"}).out, "--select"));
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  const auto all = run_program({"check", folder.path(), "--format", "text"});
  CHECK(holds(all.out, "; `--select error` shows the errors alone\n"));
  const auto errors = run_program({"check", folder.path(), "--format", "line", "--select", "error"});
  CHECK(errors.out == folder.path("interviews/r01.yaml") +
                          ":8:8: error[QS201]: unknown recommendation `acces`; did you mean `access`?\n");
  CHECK_FALSE(holds(run_program({"check", folder.path(), "--format", "line", "--ignore", "error"}).out, "[QS201]"));
  CHECK(holds(run_program({"check", folder.path(), "--select", "eror"}).err, "did you mean `error`?"));
}

TEST_CASE("one file is checked with the study around it, and only its findings are shown") {
  const Folder folder;
  write_study(folder);
  folder.write("stakeholders.yaml",
               folder.read("stakeholders.yaml") + "politie: {name: Politie, levels: [tacticla]}\n");
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  const auto outcome =
      run_program({"check", folder.path("interviews/r01.yaml"), "--format", "line", "--select", "QS2"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == folder.path("interviews/r01.yaml") +
                           ":8:8: error[QS201]: unknown recommendation `acces`; did you mean `access`?\n");
  const auto both = run_program(
      {"check", folder.path("stakeholders.yaml"), folder.path("interviews"), "--format", "line", "--select", "QS2"});
  CHECK(holds(both.out, "QS202"));
  CHECK(holds(both.out, "QS201"));
}

TEST_CASE("standard input stands in for a file of the study around it") {
  const Folder folder;
  write_study(folder);
  const auto draft = replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces");
  const auto path = folder.path("interviews/r01.yaml");
  const auto outcome = run_program({"check", "-", "--stdin-filename", path, "--format", "line", "--select", "QS2"},
                                   {.in = draft, .environment = {}, .is_terminal = false});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == path + ":8:8: error[QS201]: unknown recommendation `acces`; did you mean `access`?\n");
}

TEST_CASE("a file without a study is checked for what it alone can tell") {
  const Folder folder;
  write_study(folder);
  std::filesystem::rename(folder.path("interviews/r01.yaml"), folder.path("alone.yaml"));
  std::filesystem::remove(folder.path("study.yaml"));
  CHECK(run_program({"check", folder.path("alone.yaml"), "--format", "text"}).out == "no findings in 1 file\n");
  folder.write("alone.yaml", replaced(folder.read("alone.yaml"), "  basis: shown", "  bassis: shown"));
  const auto outcome = run_program({"check", folder.path("alone.yaml"), "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, folder.path("alone.yaml") + ":10:3: error[QS150]: "));
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 1);
}

TEST_CASE("a folder of studies is checked study by study") {
  const Folder folder;
  write_study(folder, "b/two");
  write_study(folder, "a");
  folder.write("a/interviews/r01.yaml", replaced(folder.read("a/interviews/r01.yaml"), "rec: access", "rec: acces"));
  folder.write("b/two/interviews/r01.yaml",
               replaced(folder.read("b/two/interviews/r01.yaml"), "rec: joint", "rec: joit"));
  const Inside inside(folder.path());
  const auto outcome = run_program({"check", ".", "--format", "line", "--select", "QS201"});
  CHECK(outcome.out ==
        "a/interviews/r01.yaml:8:8: error[QS201]: unknown recommendation `acces`; did you mean `access`?\n"
        "b/two/interviews/r01.yaml:12:8: error[QS201]: unknown recommendation `joit`; did you mean `joint`?\n");
}

TEST_CASE("a baseline leaves out what was known, also when lines have moved") {
  const Folder folder;
  write_study(folder, "s");
  const auto interview = folder.read("s/interviews/r01.yaml");
  folder.write("s/interviews/r01.yaml", replaced(interview, "rec: access", "rec: acces"));
  const auto study = folder.path("s");
  const auto baseline = folder.path("known.json");
  CHECK(run_program({"check", study, "--format", "json", "-o", baseline}).code == 1);
  CHECK(run_program({"check", study, "--baseline", baseline}).code == 0);
  folder.write("s/interviews/r01.yaml", "# moved down\n" + replaced(replaced(interview, "rec: access", "rec: acces"),
                                                                    "rec: joint", "rec: joit"));
  const auto outcome = run_program({"check", study, "--baseline", baseline, "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out ==
        study + "/interviews/r01.yaml:13:8: error[QS201]: unknown recommendation `joit`; did you mean `joint`?\n");
  folder.write("known.json", "{}");
  CHECK(run_program({"check", study, "--baseline", baseline}).code == 2);
}

TEST_CASE("a framework that ends before its ladder is known by its name") {
  const Folder folder;
  const auto path = folder.path("framework.yaml");
  folder.write("framework.yaml", "framework: half\nlevels:\n  strategic: {name: S}\n");
  const auto whole_lines = run_program({"check", path, "--format", "line"});
  CHECK(whole_lines.code == 1);
  CHECK(holds(whole_lines.out, path + ":1:1: error[QS151]: `ladder` is missing"));
  folder.write("framework.yaml", "framework: half\nlevels:\n  strategic: {name: S}\n  operationa");
  const auto cut = run_program({"check", path, "--format", "line"});
  CHECK(cut.code == 1);
  CHECK(holds(cut.out, path + ":4:3: error[QS140]: a key without a colon"));
}

TEST_CASE("several formats are written in one run, for their owner alone") {
  const Folder folder;
  write_study(folder, "s");
  const auto outcome = run_program({"check", folder.path("s"), "--output", "sarif=" + folder.path("x.sarif"),
                                    "--output", "junit=" + folder.path("x.xml")});
  CHECK(outcome.code == 0);
  CHECK(holds(folder.read("x.sarif"), "\"version\": \"2.1.0\""));
  CHECK(holds(folder.read("x.xml"), "<testsuite"));
  CHECK(folder.mode("x.sarif") == 0600);
}

TEST_CASE("an output never lands on an input") {
  const Folder folder;
  write_study(folder);
  const auto before = folder.read("study.yaml");
  const auto outcome = run_program({"check", folder.path(), "-o", folder.path("study.yaml")});
  CHECK(outcome.code == 2);
  CHECK(outcome.err == "quickscan: cannot write " + folder.path("study.yaml") + ": it is an input of this run\n");
  CHECK(run_program({"summary", folder.path(), "-o", folder.path("study.yaml")}).code == 2);
  CHECK(folder.read("study.yaml") == before);
}

TEST_CASE("the format follows the runner; GitHub also gets its step summary") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  folder.write("summary.md", "before\n");
  const auto run_in = [&](std::map<std::string, std::string> environment) {
    return run_program({"check", folder.path(), "--select", "QS201"},
                       {.in = {}, .environment = std::move(environment), .is_terminal = false});
  };
  const auto github = run_in({{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", folder.path("summary.md")}});
  CHECK(github.out.starts_with("::error file="));
  CHECK(folder.read("summary.md").starts_with("before\n## quickscan check: 1 error\n"));
  CHECK(run_in({{"GITLAB_CI", "true"}}).out.starts_with("["));
}

TEST_CASE(
    "--fix leaves every byte of a file that is not read as YAML or Markdown, and files with other names or links") {
  const Folder folder;
  write_study(folder);
  const std::string windows = "interview: x\r\n";
  const std::map<std::string, std::string> others{{"text/draft.docx", "PK\x03\x04 a\r\nb\r"},
                                                  {"text/data.csv", "a,b\r\n1,2"},
                                                  {"text/summary.nl.md", "caf\xe9\r\n"},
                                                  {"interviews/x1.yaml", std::string("\xff\xfe"
                                                                                     "i\0n\0\r\0\n\0",
                                                                                     10)},
                                                  {"interviews/x2.yaml", "interview: [x\r\n"},
                                                  {"interviews/x3.yaml", windows}};
  for (const auto& [path, text] : others) folder.write(path, text);
  std::filesystem::create_hard_link(folder.path("interviews/x3.yaml"), folder.path("copy.txt"));
  folder.write("elsewhere.txt", windows);
  std::filesystem::create_symlink("../elsewhere.txt", folder.path("interviews/x4.yaml"));
  folder.write("interviews/x5.yaml", windows);
  folder.write("interviews/x6.yaml", windows);
  // Not every file system has attributes.
  const bool marked = ::setxattr(folder.path("interviews/x6.yaml").c_str(), "user.seen", "1", 1, 0) == 0;
  const auto outcome = run_program({"check", folder.path(), "--fix", "--select", "QS1"});
  for (const auto& [path, text] : others) CHECK(folder.read(path) == text);
  CHECK(folder.read("elsewhere.txt") == windows);
  CHECK(folder.read("interviews/x5.yaml") == "interview: x\n");
  CHECK(holds(outcome.err, "x3.yaml as it is: it has other names (hard links)"));
  CHECK(holds(outcome.err, "x4.yaml as it is: it is a link"));
  CHECK(holds(outcome.err, "x6.yaml as it is: it has an access list or attributes of its own") == marked);
  CHECK((folder.read("interviews/x6.yaml") == windows) == marked);
}

TEST_CASE("--fix mends the form and never what was coded") {
  const Folder folder;
  write_study(folder);
  const auto before = folder.read("interviews/r01.yaml");
  folder.write("interviews/r01.yaml", "\xEF\xBB\xBF" + replaced(before.substr(0, before.size() - 1), "\n", "\r\n"));
  const auto outcome = run_program({"check", folder.path(), "--fix", "--select", "QS1"});
  CHECK(outcome.code == 0);
  CHECK(outcome.err == "mended the form of " + folder.path("interviews/r01.yaml") + "\n");
  CHECK(folder.read("interviews/r01.yaml") == before);
  CHECK(run_program({"check", folder.path(), "--fix"}).err.empty());
}

TEST_CASE("a key file that others can read is an error, one in git too") {
  const Folder folder;
  write_study(folder);
  folder.write("confidential/key.yaml", "p01: Iemand Anders\n");
  ::chmod(folder.path("confidential/key.yaml").c_str(), 0640);
  const auto outcome = run_program({"check", folder.path(), "--format", "line", "--select", "QS51"});
  CHECK(outcome.code == 1);
  const auto key = folder.path("confidential/key.yaml");
  CHECK(outcome.out ==
        key + ":1:1: error[QS511]: the key file can be read by others than its owner; chmod 600 " + key + "\n");
  ::chmod(folder.path("confidential/key.yaml").c_str(), 0600);
  CHECK(run_program({"check", folder.path(), "--select", "QS51"}).code == 0);
}

TEST_CASE("what cannot be read is exit 2 and named") {
  const Folder folder;
  write_study(folder);
  ::mkfifo(folder.path("interviews/r02.yaml").c_str(), 0600);
  const auto outcome = run_program({"check", folder.path()});
  CHECK(outcome.code == 2);
  CHECK(outcome.err == "quickscan: cannot read " + folder.path("interviews/r02.yaml") + ": it is not a regular file\n");
  CHECK(run_program({"check", folder.path("nothing")}).err ==
        "quickscan: there is no file or folder " + folder.path("nothing") + "\n");
}

TEST_CASE("a study with errors is refused by every command that computes") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", replaced(folder.read("interviews/r01.yaml"), "rec: access", "rec: acces"));
  for (const auto& command : std::vector<std::vector<std::string>>{{"summary", folder.path()},
                                                                   {"why", "access", folder.path()},
                                                                   {"report", folder.path()},
                                                                   {"agreement", folder.path()},
                                                                   {"coverage", folder.path()}}) {
    const auto outcome = run_program(command);
    CAPTURE(command.front());
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    CHECK(holds(outcome.err, "error[QS201]: unknown recommendation `acces`"));
    CHECK(!holds(outcome.err, "rec: acces"));
  }
  CHECK(!folder.has("report.html"));
}

TEST_CASE("init writes a study that passes check and reports at once, in both languages") {
  for (const auto* language : {"nl", "en"}) {
    const Folder folder;
    const auto study = folder.path("mijn studie");
    const auto outcome = run_program({"init", study, "--lang", language});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    CHECK(folder.mode("mijn studie/study.yaml") == 0600);
    CHECK(folder.has("mijn studie/.quickscan/interview.schema.json"));
    const auto check = run_program({"check", study, "--strict", "--format", "text"});
    CHECK(check.code == 0);
    if (check.code != 0) MESSAGE(check.out);
    CHECK(run_program({"summary", study}).code == 0);
    CHECK(run_program({"report", study}).code == 0);
    CHECK(folder.has("mijn studie/report.html"));
    CHECK(run_program({"check", study, "--strict"}).code == 0);
  }
}

TEST_CASE("init never overwrites a file") {
  const Folder folder;
  folder.write("study.yaml", "mine");
  const auto outcome = run_program({"init", folder.path()});
  CHECK(outcome.code == 2);
  CHECK(outcome.err == "quickscan: " + folder.path("study.yaml") + " exists already; nothing was written\n");
  CHECK(folder.names() == std::vector<std::string>{"study.yaml"});
  CHECK(folder.read("study.yaml") == "mine");
}

TEST_CASE("init --example writes the example that the program carries") {
  const Folder folder;
  const auto outcome = run_program({"init", folder.path("r"), "--example", "rotterdam-2021"});
  CHECK(outcome.code == 0);
  CHECK(folder.read("r/study.yaml") == embedded("examples/rotterdam-2021/study.yaml"));
  CHECK(run_program({"check", folder.path("r")}).code == 0);
}

TEST_CASE("summary shows rung and number of voices for every level, why ends at files and lines") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  const auto study = folder.path("r");
  const auto summary = run_program({"summary", study, "--lang", "en"});
  CHECK(summary.code == 0);
  CHECK(holds(summary.out, "Reconstructed from a published report: these are no interview data."));
  CHECK(holds(summary.out, "3 tried"));
  CHECK(holds(summary.out, "alive above the front line only"));
  const auto why = run_program({"why", "access/operational", study});
  CHECK(why.code == 0);
  CHECK(holds(why.out, study + "/interviews/"));
  CHECK(holds(why.out, ".yaml:"));
  CHECK(run_program({"why", "acces", study}).err ==
        "quickscan: nothing in this study has the id `acces`\n  = help: did you mean `access`?\n");
  CHECK(run_program({"why", "access/operationl", study}).err ==
        "quickscan: unknown level `operationl`\n  = help: did you mean `operational`?\n");
  folder.write("r/interviews/m2-expert.yaml", replaced(folder.read("r/interviews/m2-expert.yaml"), "segments: []",
                                                       "segments:\n- finding: joint\n  response: confirmed"));
  const auto verdict = run_program({"why", "joint", study, "--lang", "en"});
  CHECK(holds(verdict.out, "Jonckheere–Terpstra, exact: J = 57.5, p = 0.048"));
  CHECK(holds(verdict.out, "Put to those involved\n  confirmed\n"));
  CHECK(holds(run_program({"why", "rule-reflex/tactical", study}).out, "management en beleid: −2 (belemmert"));
  CHECK(run_program({"why", "rule-reflx", study}).err ==
        "quickscan: nothing in this study has the id `rule-reflx`\n  = help: did you mean `rule-reflex`?\n");
  CHECK(run_program({"summary", study, "--level", "tacticla"}).code == 2);
  CHECK(holds(run_program({"why", "vreewijk-surgery", study}).out, "/interviews/g2.yaml:"));
  CHECK(holds(run_program({"why", "wijkteam@operational", study}).out, "/interviews/g2.yaml:"));
  // Nobody of it was heard: it is known by a tie alone.
  CHECK(holds(run_program({"why", "gemeenteraad", study}).out,
              "gemeenteraad@strategic stuurt gemeente@strategic aan\n1 uitspraak\n"));
  const auto voice = run_program({"why", "g2@operational", study});
  CHECK(holds(voice.out, "/interviews/g2.yaml:"));
  CHECK(!holds(voice.out, "/interviews/r01.yaml:"));
  CHECK(run_program({"find", study, "--rec", "access", "--stage", "<1", "--format", "csv"}).code == 0);
  CHECK(holds(run_program({"find", study, "--basis", "shwn"}).err, "did you mean `shown`?"));
}

TEST_CASE("why counts what one coder coded; a second coding serves agreement") {
  const Folder folder;
  auto files = small_study();
  files["study.yaml"] += "coders: {kl: {name: Eerste}, tv: {name: Tweede}}\n";
  files["interviews/r1.yaml"] = replaced(files["interviews/r1.yaml"], "\nform:", "\ncoder: kl\nform:");
  files["interviews/r1.tv.yaml"] = replaced(files["interviews/r1.yaml"], "coder: kl", "coder: tv");
  for (const auto& [name, text] : files) folder.write("s/" + name, text);
  for (const auto* asked : {"spreekuur", "wijkteam", "r1", "r1@operational"}) {
    const auto why = run_program({"why", asked, folder.path("s"), "--lang", "en"}).out;
    CHECK(holds(why, "/interviews/r1.yaml:"));
    CHECK_FALSE(holds(why, "/interviews/r1.tv.yaml:"));
  }
}

TEST_CASE("a report is written beside the study, its path is printed, and verify knows its data") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  const auto study = folder.path("r");
  const auto report = run_program({"report", study, "--format", "html,json"});
  CHECK(report.code == 0);
  CHECK(report.out == study + "/report.html\n" + study + "/report.json\n");
  CHECK(folder.mode("r/report.html") == 0600);
  const auto first = folder.read("r/report.html");
  CHECK(run_program({"report", study, "--quiet"}).code == 0);
  CHECK(folder.read("r/report.html") == first);
  const auto same = run_program({"verify", study + "/report.html", study});
  CHECK(same.code == 0);
  CHECK(same.out.starts_with("same data: "));
  CHECK(run_program({"verify", study + "/report.json", study}).code == 0);
  folder.write("r/stakeholders.yaml", folder.read("r/stakeholders.yaml") + "# later\n");
  const auto other = run_program({"verify", study + "/report.html", study});
  CHECK(other.code == 1);
  CHECK(holds(other.out, "changed stakeholders.yaml"));
  const auto data = run_program({"verify", study + "/report.json", study});
  CHECK(data.code == 1);
  CHECK(holds(data.out, "changed stakeholders.yaml"));
  folder.write("report.pdf", "%PDF-1.4\n");
  CHECK(holds(run_program({"verify", folder.path("report.pdf"), study}).err, "says nothing about where it comes from"));
  folder.write("other.json", R"({"quickscan": "analysis/1", "provenance": 3})");
  CHECK(holds(run_program({"verify", folder.path("other.json"), study}).err, "says nothing about where it comes from"));
}

TEST_CASE("a public report stands in folders that everybody can open, an internal one in its owner's") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  const auto study = folder.path("r");
  CHECK(run_program({"report", study, "--format", "md,json", "-o", folder.path("inside")}).code == 0);
  CHECK(folder.mode("inside") == 0700);
  CHECK(run_program({"report", study, "--audience", "public", "--suppress", "--format", "md,json", "-o",
                     folder.path("outside")})
            .code == 0);
  CHECK(folder.mode("outside") == 0755);
  CHECK(folder.mode("outside/report.public-figures") == 0755);
  CHECK(folder.mode("outside/report.public.md") == 0644);
}

TEST_CASE("a name that identifies a person is never published, with --suppress either") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  folder.write("r/stakeholders.yaml",
               folder.read("r/stakeholders.yaml") + "opvang: {name: Dorpsstraat 12, levels: [operational]}\n");
  const auto refused = run_program({"report", folder.path("r"), "--audience", "public", "--suppress"});
  CHECK(refused.code == 3);
  CHECK(refused.err.find("quickscan: publication refused; nothing was written\n"
                         "  - the name of stakeholder `opvang` holds something that identifies a person: change it in "
                         "stakeholders.yaml\n"
                         "  = help: change what is named; it is in every table and cannot be withheld\n") !=
        std::string::npos);
  CHECK_FALSE(folder.has("r/report.public.html"));
}

TEST_CASE("a template is a text that a page is made with") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  const auto study = folder.path("r");
  folder.write("house.mustache", "<h1>{{title}}</h1>{{{provenance}}}{{{banners}}}{{{body}}}\n");
  const auto house = folder.path("house.mustache");
  const auto page = run_program({"report", study, "--template", house, "-o", "-"}).out;
  CHECK(page.starts_with("<meta http-equiv=\"Content-Security-Policy\" "));
  CHECK(holds(page, " /><h1>Quick scan"));
  const auto json = run_program({"report", study, "--template", house, "--format", "json"});
  CHECK(json.code == 2);
  CHECK(json.err ==
        "quickscan: `--template` without a format that uses it\n  = help: `--format html` or `--format pdf`\n");
  folder.write("house.mustache", "<h1>{{title}}</h1>{{{provenance}}}{{{body}}}\n");
  CHECK(run_program({"report", study, "--template", house}).err ==
        "quickscan: " + house + " cannot be used as a template: it does not show `banners`\n");
  folder.write("house.mustache", "");
  CHECK(run_program({"report", study, "--template", house}).code == 2);
  folder.write("house.mustache", "\xff{{title}}");
  CHECK(run_program({"report", study, "--template", house}).code == 2);
}

TEST_CASE("the program alone says where one stands") {
  const Folder folder;
  {
    const Inside inside(folder.path());
    CHECK(holds(run_program({}).out, "quickscan init my-study"));
  }
  write_study(folder);
  const Inside inside(folder.path("interviews"));
  const auto outcome = run_program({});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("small: Small study\n  1 interview, 2 stakeholders, 0 developments, 3 files\n"));
  CHECK(holds(outcome.out, "Next: quickscan"));
}

TEST_CASE("the program's own pages are printed, and can be given back as a house style") {
  const Folder folder;
  const auto page = run_program({"report", "--print-template", "html"});
  CHECK(page.code == 0);
  CHECK(holds(page.out, "{{{provenance}}}"));
  CHECK(holds(run_program({"report", "--print-template", "briefing"}).out, "{{"));
  CHECK(holds(run_program({"report", "--print-template", "md"}).out, "{{{body}}}"));
  CHECK(run_program({"report", "--print-template", "htm"}).err ==
        "quickscan: unknown template `htm`\n  = help: did you mean `html`?\n");
  folder.write("page.html", page.out);
  write_study(folder, "s");
  CHECK(run_program({"report", folder.path("s"), "-o", folder.path("own.html")}).code == 0);
  CHECK(
      run_program({"report", folder.path("s"), "--template", folder.path("page.html"), "-o", folder.path("house.html")})
          .code == 0);
  CHECK(folder.read("own.html") == folder.read("house.html"));
}

TEST_CASE("schemas are written for a study with errors, and check renews them when ids change") {
  const Folder folder;
  write_study(folder, "s");
  CHECK(run_program({"schema", folder.path("s")}).code == 0);
  const auto schema = [&] { return folder.read("s/.quickscan/interview.schema.json"); };
  const auto before = schema();
  auto stakeholders = folder.read("s/stakeholders.yaml");
  folder.write("s/stakeholders.yaml", stakeholders + "newcomer: {name: Newcomer, levels: [operational]}\n");
  const auto renewed = run_program({"check", folder.path("s")});
  CHECK(holds(renewed.err, "quickscan: renewed the schemas in " + folder.path("s/.quickscan")));
  CHECK(schema() != before);
  CHECK(holds(schema(), "newcomer"));
  CHECK(!holds(run_program({"check", folder.path("s")}).err, "renewed"));
  folder.write("s/interviews/r01.yaml", folder.read("s/interviews/r01.yaml") + "no-such-key: 1\n");
  folder.write("s/.quickscan/interview.schema.json", "{}");
  const auto with_errors = run_program({"schema", folder.path("s")});
  CHECK(with_errors.code == 1);
  CHECK(holds(with_errors.err, "no-such-key"));
  CHECK(holds(schema(), "newcomer"));
  folder.write("s/study.yaml", "x: [\n");
  CHECK(run_program({"schema", folder.path("s")}).code == 1);
  CHECK(holds(schema(), "\"segments\""));
}

TEST_CASE("on a terminal no line of a text for people is longer than it is wide") {
  const Folder folder;
  write_study(folder, "s");
  folder.write("s/interviews/r01.yaml", replaced(folder.read("s/interviews/r01.yaml"), "rec: access", "rec: acces"));
  for (const std::size_t width : {60U, 80U, 120U}) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"--help"},
                                                    {"help", "check"},
                                                    {"help", "report"},
                                                    {"help", "format"},
                                                    {"explain"},
                                                    {"explain", "QS201"},
                                                    {"check", folder.path("s")},
                                                    {"check", "--no-such-option"}}) {
      CAPTURE(width);
      CAPTURE(command.front());
      const auto outcome = run_program(command, {.in = {}, .environment = {}, .is_terminal = true, .width = width});
      for (const auto& line : split(outcome.out + outcome.err, '\n')) {
        CAPTURE(line);
        CHECK(wrap_text(line, width) == line);
      }
    }
  }
}

TEST_CASE("withdraw names every file that may still have the words") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("s"), "--example", "first-study"}).code == 0);
  const std::string quote = "We found three families that nobody knew of before the summer";
  folder.write(
      "s/interviews/g9.yaml",
      "interview: g9\ndate: 2025-10-01\nform: group\nnotes_from: notes\nconsent: {quotes: true, function: false}\n"
      "speakers:\n  a: {level: operational, who: school, person: p90}\n  b: {level: operational, who: school}\n"
      "asked: [access]\n\nsegments:\n- rec: access\n  stage: 2\n  quote: " +
          quote +
          "\n  by: a\n"
          "- rec: access\n  stage: 1\n");
  folder.write("s/confidential/key.yaml", "p90: Wilma Zandstra\n\"g9:b\": Piet Bakker\n");
  folder.write("s/text/introduction.nl.md", "Iemand zei: \"we found *three* families\nthat nobody\" kende.\n");
  folder.write("s/text/process.nl.md", "Wij spraken drie gezinnen.\n");
  folder.write("s/transcripts/g9.txt", "x\n");
  folder.write("s/out/old/cells.csv", "a\n");
  folder.write("s/out/old/report.xlsx", "a\n");
  const Inside inside(folder.path("s"));
  const auto one = run_program({"withdraw", "g9:a"});
  CHECK(one.code == 0);
  CHECK(holds(one.out, "  text/introduction.nl.md: has words that were coded in it\n"));
  CHECK(!holds(one.out, "process.nl.md"));
  CHECK(holds(one.out, "  transcripts/g9.txt: has the name of the interview\n"));
  CHECK(
      holds(one.out, "  out/old/cells.csv, report.xlsx: may have been made with it; make them anew or remove them\n"));
  CHECK(holds(one.out, "  interviews/g9.yaml: statements that the others made too\n"));
  CHECK(holds(one.out, "  confidential/key.yaml: the name of `p90`, which nothing else uses\n"));
  CHECK(!holds(one.out, "g9:b"));
  CHECK(!holds(one.out, "Zandstra"));
  const auto rest = run_program({"withdraw", "g9"});
  CHECK(rest.out.starts_with("interviews/g9.yaml is gone\n1 place in 1 file\n"));
  CHECK(holds(rest.out, "the name of `g9:b`"));
}

TEST_CASE("a report in a language that the framework is not in says so on standard error") {
  const Folder folder;
  write_study(folder);
  const auto asks = [&](const char* language) {
    return run_program({"report", folder.path(), "--lang", language, "-o", folder.path("report.html")}).err;
  };
  CHECK_FALSE(holds(asks("en"), "QS701"));
  CHECK_FALSE(holds(asks("nl"), "QS701"));
  folder.write("study.yaml", replaced(folder.read("study.yaml"), "domestic-violence-2020", "framework.yaml"));
  folder.write("framework.yaml", R"(framework: own
title: Own
levels: {strategic: {name: board}, tactical: {name: staff}, operational: {name: front line}}
ladder:
- {id: not-begun, name: not begun}
- {id: endorsed, name: endorsed}
- {id: prepared, name: prepared}
- {id: tried, name: tried}
- {id: in-use, name: in use}
- {id: secured, name: secured}
accepted: endorsed
practice: tried
caps: {shown: secured, said: prepared, heard: prepared}
recommendations: {access: {name: Access}, joint: {name: Joint}}
factors: {rule-reflex: {name: Rules, sign: barrier}}
)");
  CHECK_FALSE(holds(asks("en"), "QS701"));
  const auto said = asks("nl");
  CHECK(holds(said, "framework.yaml:1:1: warning[QS701]: no text in `nl` for `title` and "));
  CHECK(holds(said, " more of this file: one text for all languages"));
  CHECK(holds(run_program({"summary", folder.path(), "--lang", "nl"}).err, "QS701"));
  CHECK(holds(run_program({"export", folder.path(), "--lang", "nl", "-o", folder.path("out")}).err, "QS701"));
}

TEST_CASE("a word too many between the ids of an edit is answered with the right form") {
  const Folder folder;
  write_study(folder);
  const Inside inside(folder.path());
  CHECK(holds(run_program({"merge", "stakeholder", "a", "into", "b"}).err, "such as `quickscan merge stakeholder"));
  CHECK(holds(run_program({"rename", "rec", "access", "to", "entry"}).err,
              "usage: quickscan rename KIND OLD NEW [STUDY], such as `quickscan rename rec access direct-access`"));
  CHECK(holds(run_program({"split", "rec", "access", "into", "a", "b"}).err, "quickscan split access into"));
  CHECK(holds(run_program({"split", "access", "into", "a"}).err, "quickscan split access into"));
  CHECK(holds(run_program({"rename", "access", "entry"}).err, "such as `quickscan rename rec access"));
}

TEST_CASE("a dry run ends as the change would, with the same errors, and writes nothing") {
  const std::vector<std::vector<std::string>> edits{{"rename", "stakeholder", "arosa", "null"},
                                                    {"rename", "stakeholder", "arosa", "fier"},
                                                    {"merge", "stakeholder", "arosa", "gemeente"},
                                                    {"split", "access", "into", "a", "null"},
                                                    {"withdraw", "r01"}};
  std::set<int> codes;
  for (const auto& edit : edits) {
    CAPTURE(edit.back());
    const Folder folder;
    write_study(folder);
    folder.write("framework.yaml", embedded("data/frameworks/domestic-violence-2020.yaml"));
    folder.write("study.yaml",
                 replaced(folder.read("study.yaml"), "framework: domestic-violence-2020", "framework: framework.yaml"));
    const auto study = folder.read("study.yaml") + folder.read("stakeholders.yaml");
    auto arguments = edit;
    arguments.push_back(folder.path());
    arguments.emplace_back("--dry-run");
    const auto dry = run_program(arguments);
    CHECK(folder.read("study.yaml") + folder.read("stakeholders.yaml") == study);
    arguments.pop_back();
    const auto real = run_program(arguments);
    CHECK(dry.code == real.code);
    CHECK(dry.err == real.err);
    CHECK(dry.out != real.out);
    codes.insert(real.code);
  }
  CHECK(codes == std::set<int>{0, 1});
}

TEST_CASE("find lists the coding that is scored, and says what it leaves out") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("s"), "--example", "first-study"}).code == 0);
  const Inside inside(folder.path("s"));
  folder.write("s/study.yaml", folder.read("s/study.yaml") + "coders: {kl: {name: K}, mv: {name: M}}\n");
  for (const auto* each : {"letter-2025", "o1", "o2", "o3", "o4", "s1", "s2", "s3", "t1", "t2", "t3"}) {
    const auto path = fmt::format("s/interviews/{}.yaml", each);
    folder.write(path, replaced(folder.read(path), "date:", "coder: mv\ndate:"));
  }
  const auto before = run_program({"find"});
  folder.write("s/interviews/o1.kl.yaml", replaced(folder.read("s/interviews/o1.yaml"), "coder: mv", "coder: kl"));
  const auto after = run_program({"find"});
  CHECK(after.out == before.out);
  CHECK(holds(after.err, "of other codings, which are not scored, are left out; `--coder` shows one of kl\n"));
  CHECK(holds(run_program({"find", "--coder", "kl"}).out, "interviews/o1.kl.yaml"));
}

TEST_CASE("explain knows the levels and verdicts of a framework") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("s"), "--example", "first-study"}).code == 0);
  const Inside inside(folder.path("s"));
  CHECK(run_program({"explain", "operational"}).out.starts_with("operational: front line\n"));
  CHECK(run_program({"explain", "in-use"}).code == 0);
  CHECK(holds(run_program({"explain", "operationl"}).err, "did you mean `operational`?"));
}

TEST_CASE("explain prints the study's own entry of an id of any kind, and never a name of the key file") {
  const Folder folder;
  REQUIRE(run_program({"init", folder.path("s"), "--example", "first-study"}).code == 0);
  const Inside inside(folder.path("s"));
  folder.write("s/confidential/key.yaml", "p-secret: Canary Jansen\n");
  folder.write("s/developments.yaml",
               "extra:\n  name: Extra\n  recs: [access]\n  level: operational\n  status: pilot\n# end\n");
  CHECK(run_program({"explain", "extra"}).out ==
        "developments.yaml:1\n\nextra:\n  name: Extra\n  recs: [access]\n  level: operational\n  status: pilot\n\n"
        "quickscan why extra lists what was said\n");
  CHECK(run_program({"explain", "municipality"}).out.starts_with("stakeholders.yaml:"));
  CHECK(holds(run_program({"explain", "team@operational"}).out, "\nquickscan why team@operational lists"));
  const auto interview = run_program({"explain", "o1"}).out;
  CHECK(interview.starts_with("interviews/o1.yaml:"));
  CHECK(holds(interview, "\nspeakers:"));
  CHECK_FALSE(holds(interview, "segments"));
  CHECK(holds(run_program({"explain", "extrb"}).err, "did you mean `extra`?"));
  CHECK(holds(run_program({"explain", "munycipality"}).err, "did you mean `municipality`?"));
  CHECK(run_program({"explain", "p-secret"}).code == 2);
  CHECK_FALSE(holds(run_program({"explain", "p-secre"}).err, "p-secret"));
}
