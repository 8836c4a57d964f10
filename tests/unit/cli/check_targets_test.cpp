#include "program.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

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
    const auto outcome = run_program({"check", folder.path("interviews/r01.yaml"), "--format", "line"});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, std::string(broken) + ":"));
  }
  const Folder folder;
  write_study(folder);
  auto study = folder.read("study.yaml");
  study.replace(study.find("domestic-violence-2020"), 22, "no-such-framework");
  folder.write("study.yaml", study);
  CHECK(run_program({"check", folder.path("interviews/r01.yaml")}).code == 1);
}

TEST_CASE("false clean: of a file that all others depend on, the errors in the others count") {
  const Folder folder;
  write_study(folder);
  folder.write("stakeholders.yaml", "gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}\n");
  const auto outcome = run_program({"check", folder.path("stakeholders.yaml"), "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "interviews/r01.yaml:"));
}

TEST_CASE("false clean: a file that the study does not read is checked alone, and that is said") {
  const Folder folder;
  write_study(folder);
  folder.write("archive/r09.yaml", folder.read("interviews/r01.yaml"));
  const auto outcome = run_program({"check", folder.path("archive/r09.yaml")});
  CHECK(holds(outcome.err, "is no file that the study around it is read from; it is checked alone"));
}

TEST_CASE("data left out: a file that may be meant as an interview is named") {
  for (const auto* name : {"kl/r04.yaml", "kl/deep/r04.yaml", "R04.YAML", "r04.yml", "r04.yaml.txt", "r04.Yaml"}) {
    CAPTURE(name);
    const Folder folder;
    write_study(folder);
    folder.write(std::string("interviews/") + name, folder.read("interviews/r01.yaml"));
    const auto outcome = run_program({"check", folder.path(), "--format", "line"});
    CHECK(holds(outcome.out, std::string("interviews/") + name + ":1:1: warning[QS161]"));
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
}
