#include "embedded.hpp"
#include "program.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace quickscan;
using quickscan::test::Folder;
using quickscan::test::Inside;
using quickscan::test::run_program;
using quickscan::test::write_study;

namespace {

namespace fs = std::filesystem;

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A study with a recommendation that the framework does not have, in its one interview.
void write_broken_study(const Folder& folder, const std::string& at) {
  write_study(folder, at);
  auto text = folder.read(at + "/interviews/r01.yaml");
  text.replace(text.find("rec: access"), 11, "rec: acces");
  folder.write(at + "/interviews/r01.yaml", text);
}

/// Whether check, called in `from`, finds the unknown recommendation.
bool finds(const std::string& from, std::vector<std::string> operands, const std::string& in = {}) {
  const Inside inside(from);
  operands.insert(operands.begin(), "check");
  operands.insert(operands.end(), {"--format", "line"});
  const auto outcome = run_program(operands, {.in = in, .environment = {}, .is_terminal = false});
  CAPTURE(outcome.out);
  CAPTURE(outcome.err);
  return outcome.code == 1 && holds(outcome.out, "QS201");
}

}  // namespace

TEST_CASE("false clean: a file is checked with its study, however its path is spelled") {
  const Folder folder;
  write_broken_study(folder, "s");
  fs::create_directory_symlink(folder.path("s"), folder.path("link"));
  folder.write("elsewhere/x", "");
  fs::create_symlink(folder.path("s/interviews/r01.yaml"), folder.path("elsewhere/r01.yaml"));
  CHECK(finds(folder.path("s/interviews"), {"r01.yaml"}));
  CHECK(finds(folder.path("s/interviews"), {"./r01.yaml"}));
  CHECK(finds(folder.path("s/interviews"), {"../interviews/r01.yaml"}));
  CHECK(finds(folder.path("s"), {"interviews/r01.yaml"}));
  CHECK(finds(folder.path("s"), {"interviews//r01.yaml"}));
  CHECK(finds(folder.path(), {"s/interviews/../interviews/r01.yaml"}));
  CHECK(finds("/", {folder.path("s/interviews/r01.yaml")}));
  CHECK(finds(folder.path(), {"link/interviews/r01.yaml"}));
  CHECK(finds(folder.path("elsewhere"), {"r01.yaml"}));
}

TEST_CASE("false clean: a folder is checked, however its path is spelled") {
  const Folder folder;
  write_broken_study(folder, "s");
  CHECK(finds(folder.path(), {"s/"}));
  CHECK(finds(folder.path(), {"s/interviews/"}));
  CHECK(finds(folder.path(), {"s/interviews//"}));
  CHECK(finds(folder.path("s/interviews"), {"."}));
  CHECK(finds(folder.path("s/interviews"), {}));
}

TEST_CASE("false clean: standard input is checked with the study of its name, relative, absolute or new") {
  const Folder folder;
  write_broken_study(folder, "s");
  const auto text = folder.read("s/interviews/r01.yaml");
  CHECK(finds(folder.path("s/interviews"), {"-", "--stdin-filename", "r01.yaml"}, text));
  CHECK(finds("/", {"-", "--stdin-filename", folder.path("s/interviews/r01.yaml")}, text));
  fs::remove(folder.path("s/interviews/r01.yaml"));
  CHECK(finds(folder.path("s/interviews"), {"-", "--stdin-filename", "r01.yaml"}, text));
}

TEST_CASE("false clean: linked interviews are read") {
  const Folder folder;
  write_broken_study(folder, "s");
  fs::rename(folder.path("s/interviews"), folder.path("d"));
  fs::create_directory_symlink("../d", folder.path("s/interviews"));
  CHECK(finds(folder.path(), {"s"}));
  CHECK(finds(folder.path(), {"s/interviews/r01.yaml"}));
}

TEST_CASE("false clean: an interview whose study cannot be read is not clean") {
  for (const auto* broken : {"study.yaml", "stakeholders.yaml"}) {
    CAPTURE(broken);
    const Folder folder;
    write_study(folder);
    folder.write(broken, folder.read(broken) + "x: [\n");
    for (const auto* selected : {"QS", "QS2", "QS501"}) {
      CAPTURE(selected);
      const auto outcome =
          run_program({"check", folder.path("interviews/r01.yaml"), "--format", "line", "--select", selected});
      CHECK(outcome.code == 1);
      CHECK(holds(outcome.out, std::string(broken) + ":"));
      CHECK(outcome.err ==
            "quickscan: the study around this file could not be read: " + folder.path(broken) + " has an error\n");
      CHECK(run_program({"check", folder.path(), "--select", selected}).code == 1);
    }
  }
  const Folder folder;
  write_study(folder);
  auto study = folder.read("study.yaml");
  study.replace(study.find("domestic-violence-2020"), 22, "no-such-framework");
  folder.write("study.yaml", study);
  CHECK(run_program({"check", folder.path("interviews/r01.yaml"), "--select", "QS5"}).code == 1);
}

TEST_CASE("false clean: an interview that cannot be read is not clean, whichever rules were asked for") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/r01.yaml", folder.read("interviews/r01.yaml") + "x: [\n");
  CHECK(run_program({"check", folder.path(), "--select", "QS501"}).code == 1);
  CHECK(run_program({"check", folder.path(), "--ignore", "QS1"}).code == 1);
  folder.write("elsewhere/lone.yaml", "interview: [\n");
  CHECK(run_program({"check", folder.path("elsewhere/lone.yaml"), "--select", "QS501"}).code == 1);
}

TEST_CASE("false clean: what an error keeps from being checked is said where the error is left out") {
  const Folder folder;
  write_broken_study(folder, "s");
  folder.write("s/text/summary.en.md", "We spoke with 24 persons.\n");
  const Inside inside(folder.path());
  run_program({"check", "s", "--format", "json", "-o", "b.json"});
  const std::vector<std::vector<std::string>> runs{{"s", "--baseline", "b.json"},
                                                   {"s", "--select", "QS703"},
                                                   {"s", "--select", "warning"},
                                                   {"s", "--ignore", "QS201"},
                                                   {"s/text/summary.en.md"}};
  for (const auto& run : runs) {
    for (const auto* format : {"text", "line", "json", "github", "gitlab", "sarif", "junit", "markdown"}) {
      CAPTURE(run.back());
      CAPTURE(format);
      std::vector<std::string> arguments{"check", "--format", format};
      arguments.insert(arguments.end(), run.begin(), run.end());
      const auto outcome = run_program(arguments);
      // What a baseline knows does not fail the run.
      CHECK(outcome.code == (run.back() == "b.json" ? 0 : 1));
      CHECK(holds(outcome.out, "not checked because of this error: "));
      CHECK(holds(outcome.out, "QS703"));
    }
  }
  CHECK(!holds(run_program({"check", "s"}).out, "QS165"));          // the error is shown
  CHECK(run_program({"check", "s", "--select", "QS5"}).code == 0);  // these did run
  run_program({"check", "s", "--select", "QS703", "--format", "json", "-o", "c.json"});
  CHECK(run_program({"check", "s", "--baseline", "c.json", "--select", "QS703"}).code == 1);
  CHECK(run_program({"check", "s", "--baseline", "b.json", "--strict"}).code == 1);
  folder.write("s/interviews/r02.yaml", "interview: [\n");
  run_program({"check", "s", "--format", "json", "-o", "b.json"});
  CHECK(
      holds(run_program({"check", "s", "--baseline", "b.json", "--format", "line"}).out,
            "s/interviews/r02.yaml:1:12: warning[QS165]: nothing else in this file was checked because of this error"));
  folder.write("s/developments.yaml", "x: [\n");
  run_program({"check", "s", "--format", "json", "-o", "b.json"});
  CHECK(holds(run_program({"check", "s", "--baseline", "b.json", "--format", "line"}).out,
              "s/developments.yaml:1:4: warning[QS165]: what goes by this file was not checked because of this error"));
}

TEST_CASE("false clean: findings in other files are counted where one file was asked for") {
  const Folder folder;
  write_broken_study(folder, "s");
  folder.write("s/interviews/r04.yml", "x");
  const auto outcome = run_program({"check", folder.path("s/interviews/r01.yaml"), "--format", "text"});
  CHECK(outcome.out.ends_with("1 error, 3 notes in 1 file\n2 more findings in other files of this study\n"));
}

TEST_CASE("false clean: of a file that all others depend on, the errors in the others count") {
  const Folder folder;
  write_study(folder);
  folder.write("stakeholders.yaml", "gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}\n");
  const auto outcome = run_program({"check", folder.path("stakeholders.yaml"), "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "interviews/r01.yaml:"));
}

TEST_CASE("false clean: of the key file, names that stand elsewhere count") {
  const Folder folder;
  write_study(folder);
  folder.write("confidential/key.yaml", "p1: Wilhelmina Oosterkamp\n");
  fs::permissions(folder.path("confidential/key.yaml"), fs::perms::owner_read | fs::perms::owner_write);
  CHECK(run_program({"check", folder.path("confidential/key.yaml")}).code == 0);
  folder.write("interviews/r01.yaml", folder.read("interviews/r01.yaml") + "  note: met Wilhelmina Oosterkamp\n");
  const auto outcome = run_program({"check", folder.path("confidential/key.yaml"), "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "interviews/r01.yaml:14:13: error[QS501]"));
}

TEST_CASE("false clean: a file that the study does not read is checked alone, and that is said") {
  const Folder folder;
  write_study(folder);
  folder.write("archive/r09.yaml", folder.read("interviews/r01.yaml"));
  const auto outcome = run_program({"check", folder.path("archive/r09.yaml")});
  CHECK(holds(outcome.err, "is no file that the study around it is read from; it is checked alone"));
}

TEST_CASE("false clean: a study inside another is checked with it") {
  const Folder folder;
  write_study(folder, "s");
  write_broken_study(folder, "s/pilot/2021");
  CHECK(finds(folder.path(), {"s"}));
  CHECK(finds(folder.path("s"), {}));
  CHECK(run_program({"check", folder.path("s/interviews/r01.yaml"), "--quiet"}).code == 0);
}

TEST_CASE("false clean: a folder of interviews without a study.yaml is an error, alone and among studies") {
  const Folder folder;
  write_study(folder, "all/a");
  write_study(folder, "all/b");
  for (const auto* name : {"study.yml", "STUDY.yaml", "onderzoek.yaml"}) {
    CAPTURE(name);
    fs::rename(folder.path("all/b/study.yaml"), folder.path(std::string("all/b/") + name));
    for (const auto* asked : {"all", "all/b"}) {
      const auto outcome = run_program({"check", folder.path(asked), "--format", "line"});
      CHECK(outcome.code == 1);
      CHECK(holds(outcome.out, "all/b/study.yaml:1:1: error[QS160]: `study.yaml` is missing"));
    }
    fs::rename(folder.path(std::string("all/b/") + name), folder.path("all/b/study.yaml"));
  }
  CHECK(run_program({"check", folder.path("all"), "--quiet"}).code == 0);
}

TEST_CASE("false clean: a file without a study around it is checked alone, and that is said") {
  const Folder folder;
  write_study(folder, "s");
  folder.write("r01.yaml", folder.read("s/interviews/r01.yaml"));
  const auto said = folder.path("r01.yaml") + " is in no study (no study.yaml around it); it is checked alone\n";
  CHECK(run_program({"check", folder.path("r01.yaml")}).err == "quickscan: " + said);
  CHECK(run_program({"check", "-", "--stdin-filename", folder.path("r01.yaml")},
                    {.in = folder.read("r01.yaml"), .environment = {}})
            .err == "quickscan: " + said);
  CHECK(run_program({"check", folder.path("r01.yaml"), "--quiet"}).err.empty());
}

TEST_CASE("false clean: a file of which nothing says what it is counts as no checked file") {
  const Folder folder;
  folder.write("a.yaml", "interveiw: r01\nsegmnts: []\n");
  const auto outcome = run_program({"check", folder.path("a.yaml")});
  CHECK(outcome.out == "no findings in 0 files\n");
  CHECK(holds(outcome.err, "nothing in it says what it is, so only its YAML is checked"));
  CHECK(holds(run_program({"check", folder.path("a.yaml"), "--format", "junit"}).out, "tests=\"0\""));
}

TEST_CASE("messages: a file outside a study gets the cures of its rules too") {
  const Folder folder;
  folder.write("a.yaml", "foo: 1\nfoo: 2\n");
  CHECK(holds(run_program({"check", folder.path("a.yaml"), "--format", "line"}).out, "duplicate key `foo`; "));
}

TEST_CASE("false clean: standard input may stand for any file of a study") {
  const Folder folder;
  write_study(folder, "s");
  const std::vector<std::pair<std::string, std::string>> cases{{"study.yaml", "x: 1\n"},
                                                               {"stakeholders.yaml", "x: 1\n"},
                                                               {"developments.yaml", "x: 1\n"},
                                                               {"confidential/key.yaml", "x: [\n"},
                                                               {"text/summary.nl.md", "{{nope}}\n"},
                                                               {"text/sumary.nl.md", "tekst\n"},
                                                               {"interviews/r02.yaml", "interview: r02\n"},
                                                               {"interviews/r01.yaml", ""}};
  for (const auto& [path, text] : cases) {
    CAPTURE(path);
    const auto outcome = run_program({"check", "-", "--stdin-filename", folder.path("s/" + path), "--format", "line"},
                                     {.in = text, .environment = {}});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, "error["));
  }
}

TEST_CASE("false clean: a framework.yaml that the study does not use is named") {
  const Folder folder;
  write_study(folder);
  folder.write("framework.yaml", "x: 1\n");
  const auto outcome = run_program({"check", folder.path(), "--format", "line"});
  CHECK(holds(outcome.out,
              "framework.yaml:1:1: warning[QS161]: `framework.yaml` is never read; study.yaml names another"));
}

TEST_CASE("data left out: a folder under the name of a file is named") {
  const Folder folder;
  write_study(folder);
  for (const auto* path : {"interviews/r02.yaml", "developments.yaml", "framework.yml", "confidential/key.yaml"}) {
    CAPTURE(path);
    fs::create_directories(folder.path(path));
    CHECK(holds(run_program({"check", folder.path(), "--format", "line"}).out,
                std::string("`") + path + "/` is never read"));
    fs::remove_all(folder.path(path));
  }
}

TEST_CASE("data left out: a check is not clean while an interview is not read, and its name is given") {
  for (const auto* name : {"interviews/kl/r04.yaml",   "interviews/kl/deep/r04.yaml",  "interviews/R04.YAML",
                           "interviews/r04.yml",       "interviews/r04.yaml.txt",      "interviews/r04.Yaml",
                           "interviews/r04.yaml~",     "interviews/r04.yaml.bak",      "interviews/r04.yam",
                           "interviews/r04.ymal",      "interviews/r04.yaml.gz",       "interviews/r04.kl.june.yaml",
                           "interviews/.r04.yaml",     "interviews/.R04.YML",          "interviews/.r04.yaml.txt",
                           "interviews/r01.yml",       "interviews/r04.json",          "interviews/r04.txt",
                           "interviews/r04",           "interview/r04.yaml",           "r04.yaml",
                           "interviews/.old/r04.yaml", "interviews/.old/deep/r04.yml", "interviews (1)/r04.yaml",
                           "interviews-old/r04.yaml",  "oude interviews/kl/r04.yaml"}) {
    CAPTURE(name);
    const Folder folder;
    write_study(folder);
    folder.write(name, folder.read("interviews/r01.yaml"));
    const auto outcome = run_program({"check", folder.path(), "--format", "line"});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, std::string(name) + ":1:1: error[QS161]: `" + name +
                                 "` is never read; an interview is a file `interviews/<id>.yaml`"));
  }
}

TEST_CASE("data left out: a file in a folder below interviews/ is not clean when it is asked for by itself") {
  const Folder folder;
  write_study(folder, "s");
  folder.write("s/interviews/kl/r04.yaml", folder.read("s/interviews/r01.yaml"));
  for (const auto* asked : {"s/interviews/kl/r04.yaml", "s/interviews/kl"}) {
    CAPTURE(asked);
    const auto outcome = run_program({"check", folder.path(asked), "--format", "line"});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, "s/interviews/kl/r04.yaml:1:1: error[QS161]"));
  }
  const auto typed = run_program({"check", "-", "--stdin-filename", folder.path("s/interviews/kl/r04.yaml")},
                                 {.in = folder.read("s/interviews/r01.yaml"), .environment = {}});
  CHECK(typed.code == 1);
}

TEST_CASE("data left out: what can be no interview in YAML, or is read under its own name, is a warning") {
  for (const auto* name : {"o5.docx", "o5.md", "o5.pdf", "o5.txt", "kl/o5.odt", "r01.yaml.bak", "r01.yaml.orig"}) {
    CAPTURE(name);
    const Folder folder;
    write_study(folder);
    folder.write(std::string("interviews/") + name, "A text.\n");
    const auto outcome = run_program({"check", folder.path(), "--format", "line"});
    CHECK(outcome.code == 0);
    CHECK(holds(outcome.out, std::string("interviews/") + name + ":1:1: warning[QS161]"));
  }
}

TEST_CASE(
    "data left out: what explains a folder, what a system puts there, and what a read interview was coded from is not "
    "named") {
  const Folder folder;
  write_study(folder);
  for (const auto* name : {"README.md", "LEESMIJ.txt", "readme", ".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini",
                           "~$r04.docx", "r01.docx", "r01.mp3", "r01.yaml~", "._r04.yaml", ".r04.yaml.swp"}) {
    folder.write(std::string("interviews/") + name, "x");
  }
  CHECK(!holds(run_program({"check", folder.path(), "--format", "line"}).out, "QS161"));
}

TEST_CASE("data left out: nothing of a file that is not read is shown, and no comment in it is looked at") {
  const Folder folder;
  write_study(folder);
  folder.write("interviews/o5.docx", "PK Petronella # quickscan: ignore QS401\n");
  const auto outcome = run_program({"check", folder.path()});
  CHECK(holds(outcome.out, "warning[QS161]"));
  CHECK(!holds(outcome.out, "Petronella"));
  CHECK(!holds(outcome.out, "QS704"));
}

TEST_CASE("data left out: developments under nearly their name are an error while there are none") {
  const Folder folder;
  write_study(folder);
  folder.write("Developments.yml", "{}\n");
  CHECK(run_program({"check", folder.path()}).code == 1);
  folder.write("developments.yaml", folder.read("Developments.yml"));
  CHECK(holds(run_program({"check", folder.path(), "--format", "line"}).out, "Developments.yml:1:1: warning[QS161]"));
}

TEST_CASE("data left out: a folder or text under nearly the right name is named") {
  for (const auto* path : {"Interviews/r04.yaml", "interview/r04.yaml", "text/sub/summary.nl.md", "text/summary.nl.txt",
                           "text/summary.nl.MD", "Stakeholders.yaml", "key.yaml", "Confidential/key.yaml",
                           "Text/summary.nl.md", "texts/summary.nl.md", "teksten/rec-access.en.md",
                           "text/.summary.en.md", "summary.nl.md", "interviews-old/r01.yaml"}) {
    CAPTURE(path);
    const Folder folder;
    write_study(folder);
    folder.write(path, "p1: Petronella\n");
    const auto outcome = run_program({"check", folder.path(), "--format", "line"});
    CHECK(holds(outcome.out, std::string(path) + ":1:1: "));
    CHECK(!holds(outcome.out, "Petronella"));
  }
}

TEST_CASE("data left out: what is the researcher's own, or another program's, is not looked at") {
  const Folder folder;
  write_study(folder);
  for (const auto* path : {"docs/interviews/r04.yaml", "data/r04.yaml", "interviews/.git/r04.yaml", ".old/r04.yaml",
                           "interviews/.old/notes.txt", "test/notes.md", "README.nl.md", "notes.nl.md"})
    folder.write(path, "x: 1\n");
  write_study(folder, "interviews-wave2");
  const auto outcome = run_program({"check", folder.path(), "--format", "line"});
  CHECK(!holds(outcome.out, "QS161"));
}

TEST_CASE("data left out: a framework under a name of its own is read, and not reported") {
  const Folder folder;
  write_study(folder);
  folder.write("ours.yaml", embedded("data/frameworks/domestic-violence-2020.yaml"));
  auto study = folder.read("study.yaml");
  study.replace(study.find("domestic-violence-2020"), 22, "ours.yaml");
  folder.write("study.yaml", study);
  const auto outcome = run_program({"check", folder.path(), "--format", "line"});
  CHECK(outcome.code == 0);
  CHECK(!holds(outcome.out, "QS161"));
}

TEST_CASE("data left out: links to folders below interviews/ are followed, round in a circle too") {
  const Folder folder;
  write_study(folder, "s");
  folder.write("elsewhere/r04.yaml", "x");
  fs::create_directory_symlink(folder.path("elsewhere"), folder.path("s/interviews/kl"));
  fs::create_directory_symlink(folder.path("s/interviews"), folder.path("s/interviews/again"));
  const auto outcome = run_program({"check", folder.path("s"), "--format", "line"});
  CHECK(outcome.out.starts_with(folder.path("s/interviews/kl/r04.yaml") + ":1:1: error[QS161]"));
  std::size_t reported = 0;
  for (auto at = outcome.out.find("QS161"); at != std::string::npos; at = outcome.out.find("QS161", at + 1)) ++reported;
  CHECK(reported == 1);
}

TEST_CASE("data left out: a link below interviews/ that leads back up is named, and not followed") {
  const Folder folder;
  write_study(folder, "s");
  for (const auto& target : {std::string("/"), folder.path(), folder.path("s")}) {
    CAPTURE(target);
    fs::create_directory_symlink(target, folder.path("s/interviews/up"));
    const auto outcome = run_program({"check", folder.path("s"), "--format", "line", "--select", "QS161"});
    CHECK(outcome.code == 0);
    CHECK(outcome.err == "");
    CHECK(holds(outcome.out, "/interviews/up/:1:1: warning[QS161]: `interviews/up/` is never read; an interview is"));
    CHECK(std::ranges::count(outcome.out, '\n') == 1);
    fs::remove(folder.path("s/interviews/up"));
  }
}

TEST_CASE("data left out: studies that links lead to are checked, each once") {
  const Folder folder;
  write_broken_study(folder, "elsewhere/a");
  write_study(folder, "all/b");
  fs::create_directory_symlink(folder.path("elsewhere"), folder.path("all/linked"));
  fs::create_directory_symlink(folder.path("all/b"), folder.path("all/a-link-to-b"));
  fs::create_directory_symlink(folder.path(), folder.path("all/b-up"));
  CHECK(finds(folder.path(), {"all"}));
  CHECK(holds(run_program({"check", folder.path("all")}).out, "1 error, 8 notes in 6 files\n"));
}

namespace {

/// What check writes in a format, called in `from`.
std::string written(const std::string& from, const std::string& operand, const std::string& format,
                    const std::map<std::string, std::string>& environment = {}) {
  const Inside inside(from);
  std::vector<std::string> arguments{"check", "--format", format};
  if (!operand.empty()) arguments.push_back(operand);
  return run_program(arguments, {.in = {}, .environment = environment, .is_terminal = false}).out;
}

}  // namespace

TEST_CASE("places: paths for machines begin at the root of the repository, whatever the folder and spelling") {
  const Folder folder;
  write_broken_study(folder, "repo/deep/s");
  fs::create_directory_symlink(folder.path("repo/deep"), folder.path("link"));
  const auto repo = folder.path("repo");
  const auto study = repo + "/deep/s";
  const std::map<std::string, std::string> github{{"GITHUB_WORKSPACE", repo}};
  const std::map<std::string, std::string> gitlab{{"CI_PROJECT_DIR", repo + "/"}, {"GITHUB_WORKSPACE", "/elsewhere"}};
  const auto check = [&](const std::map<std::string, std::string>& environment) {
    for (const auto& [from, operand] :
         std::vector<std::pair<std::string, std::string>>{{study, ""},
                                                          {study, "."},
                                                          {study, "interviews/r01.yaml"},
                                                          {study + "/interviews", ""},
                                                          {study + "/interviews", "r01.yaml"},
                                                          {repo, "deep"},
                                                          {repo, "./deep/s/"},
                                                          {repo, "deep/../deep/s"},
                                                          {folder.path(), "link/s"},
                                                          {"/", study}}) {
      CAPTURE(from);
      CAPTURE(operand);
      CHECK(holds(written(from, operand, "github", environment), "file=deep/s/interviews/r01.yaml,"));
      CHECK(holds(written(from, operand, "gitlab", environment), "\"path\": \"deep/s/interviews/r01.yaml\""));
      CHECK(holds(written(from, operand, "sarif", environment), "\"uri\": \"deep/s/interviews/r01.yaml\""));
      CHECK(holds(written(from, operand, "json", environment), "\"path\": \"deep/s/interviews/r01.yaml\""));
    }
  };
  check(github);
  check(gitlab);
  fs::create_directory(repo + "/.git");
  check({});
}

TEST_CASE("places: a file without a study has a path from the root too") {
  const Folder folder;
  folder.write("repo/.git/HEAD", "");
  folder.write("repo/a/r01.yaml", "interview: [\n");
  CHECK(holds(written(folder.path("repo/a"), "r01.yaml", "github"), "file=a/r01.yaml,"));
}

TEST_CASE("places: a baseline is recognised from every folder and in every spelling") {
  const Folder folder;
  write_broken_study(folder, "s");
  const auto known = [&](const std::string& from, const std::string& operand) {
    const Inside inside(from);
    std::vector<std::string> arguments{"check", "--baseline", folder.path("b.json")};
    if (!operand.empty()) arguments.push_back(operand);
    return run_program(arguments).code == 0;
  };
  for (const bool repository : {false, true}) {
    CAPTURE(repository);
    if (repository) fs::create_directory(folder.path(".git"));
    const Inside inside(folder.path());
    CHECK(run_program({"check", "s", "--format", "json", "-o", "b.json"}).code == 1);
    CHECK(known(folder.path(), "s"));
    CHECK(known(folder.path(), "./s/"));
    CHECK(known(folder.path(), folder.path("s")));
    CHECK(known(folder.path("s"), ""));
    CHECK(known(folder.path("s/interviews"), "r01.yaml"));
    CHECK(known("/", folder.path("s/interviews")));
  }
}

TEST_CASE("a side output: findings are printed before a file that cannot be written") {
  const Folder folder;
  write_broken_study(folder, "s");
  const auto outcome = run_program({"check", folder.path("s"), "--format", "line", "--output", "junit=/proc/no/x.xml"});
  CHECK(outcome.code == 2);
  CHECK(holds(outcome.out, "QS201"));
  CHECK(holds(outcome.err, "/proc/no"));
}

TEST_CASE("a side output: a step summary that cannot be written changes nothing but a line on standard error") {
  const Folder folder;
  write_broken_study(folder, "s");
  const auto outcome =
      run_program({"check", folder.path("s")},
                  {.in = {},
                   .environment = {{"GITHUB_ACTIONS", "true"}, {"GITHUB_STEP_SUMMARY", "/nonexistent/x"}},
                   .is_terminal = false});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "QS201"));
  CHECK(holds(outcome.err, "no step summary: cannot write /nonexistent/x"));
}

TEST_CASE("a side output: missing folders are made, and gone again where the run fails") {
  const Folder folder;
  write_study(folder, "s");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check", "--output", "junit=a/b/x.xml"},
                                                    {"graph", "-o", "a/b/g.svg"},
                                                    {"summary", "-o", "a/b/s.txt"},
                                                    {"agreement", "-o", "a/b/a.txt"},
                                                    {"coverage", "-o", "a/b/c.txt"},
                                                    {"schema", "-o", "a/b/schemas"},
                                                    {"report", "-o", "a/b/r.html"}}) {
    CAPTURE(arguments.front());
    const Folder out;
    const Inside inside(out.path());
    auto command = arguments;
    command.insert(command.begin() + 1, folder.path("s"));
    CHECK(run_program(command).code == 0);
    CHECK(fs::exists(out.path("a/b")));
    CHECK(!fs::is_empty(out.path("a/b")));
  }
}

TEST_CASE("a side output: `-` is standard output, once") {
  const Folder folder;
  write_broken_study(folder, "s");
  const auto to_file = run_program({"check", folder.path("s"), "-o", folder.path("x.txt"), "--output", "sarif=-"});
  CHECK(holds(to_file.out, "\"2.1.0\""));
  CHECK(run_program({"check", folder.path("s"), "--output", "sarif=-"}).code == 2);
}

TEST_CASE("after `--` every word is an operand") {
  const Folder folder;
  write_broken_study(folder, "-x");
  const Inside inside(folder.path());
  const auto outcome = run_program({"check", "--format", "line", "--", "-x"});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "-x/interviews/r01.yaml"));
}

TEST_CASE("wish and result: the format is that of the file's name, and a clash is refused") {
  const Folder folder;
  write_study(folder, "s");
  const auto out = [&](const char* name) { return folder.path(name); };
  CHECK(run_program({"report", folder.path("s"), "-o", out("r.md")}).code == 0);
  CHECK(folder.read("r.md").starts_with("---\ntitle: "));
  CHECK(run_program({"graph", folder.path("s"), "-o", out("g.svg")}).code == 0);
  CHECK(holds(folder.read("g.svg"), "<svg"));
  CHECK(run_program({"summary", folder.path("s"), "-o", out("s.json")}).code == 0);
  CHECK(folder.read("s.json").starts_with("{"));
  CHECK(run_program({"report", folder.path("s"), "-o", out("r.pdf"), "--format", "html"}).code == 2);
  CHECK(run_program({"graph", folder.path("s"), "-o", out("g.svg"), "--format", "json"}).code == 2);
  CHECK(run_program({"graph", folder.path("s"), "-o", out("g.csv")}).code == 2);
  CHECK(run_program({"report", folder.path("s"), "-o", out("b.html"), "--format", "briefing"}).code == 0);
  CHECK(!folder.has("r.pdf"));
  CHECK(run_program({"check", folder.path("s"), "-o", out("c.json")}).code == 0);
  CHECK(holds(folder.read("c.json"), "\"check/1\""));
  CHECK(run_program({"check", folder.path("s"), "-o", out("c.sarif")}).code == 0);
  CHECK(holds(folder.read("c.sarif"), "\"2.1.0\""));
  CHECK(run_program({"check", folder.path("s"), "--format", "gitlab", "--ignore", "QS604", "-o", out("g.json")}).code ==
        0);
  CHECK(folder.read("g.json") == "[]\n");
  CHECK(run_program({"check", folder.path("s"), "--format", "junit", "-o", out("j.json")}).code == 2);
}
