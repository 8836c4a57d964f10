#include "embedded.hpp"
#include "program.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace quickscan;
using namespace quickscan::test;

namespace fs = std::filesystem;

namespace {

std::string lines_of_check(const Folder& folder, const std::string& study) {
  return run_program({"check", folder.path(study), "--format", "line"}).out;
}

/// A study with a key under this name, and a comment in it that has the name of a person.
void write_keyed_study(const Folder& folder, const std::string& key, const std::string& comment) {
  write_study(folder);
  folder.write(key, "p1: Zoë van der Berg\n");
  fs::permissions(folder.path(key), fs::perms::owner_read);
  folder.write("interviews/r01.yaml", folder.read("interviews/r01.yaml") + comment);
}

}  // namespace

TEST_CASE("guards: a key under another name is an error that says so, and none of its text is shown") {
  for (const auto* name : {"key.yml", "Key.yaml", "key.yaml.txt", "sleutel.yaml", "KEY", "names.csv", "old/key.yaml"}) {
    CAPTURE(name);
    const Folder folder;
    write_keyed_study(folder, std::string("confidential/") + name, "# gebeld met Zoë van der Berg\n");
    const auto outcome = run_program({"check", folder.path(), "--format", "text"});
    CHECK(outcome.code == 1);
    CHECK(holds(outcome.out, "error[QS161]"));
    CHECK(holds(outcome.out, name));
    CHECK(!holds(outcome.out, "Zoë"));
  }
}

TEST_CASE("guards: beside a key that is read, a second one is an error and another file a warning") {
  const Folder folder;
  write_keyed_study(folder, "confidential/key.yaml", "");
  folder.write("confidential/consent.pdf", "x");
  CHECK(run_program({"check", folder.path()}).code == 0);
  CHECK(holds(lines_of_check(folder, ""), "confidential/consent.pdf:1:1: warning[QS161]"));
  folder.write("confidential/key2.yaml", "p2: Somebody Else\n");
  CHECK(holds(lines_of_check(folder, ""), "confidential/key2.yaml:1:1: error[QS161]"));
}

TEST_CASE("guards: a folder of the key that is not there, or is none, is not read as a study without a key") {
  for (const bool link : {true, false}) {
    CAPTURE(link);
    const Folder folder;
    write_keyed_study(folder, "confidential/key.yaml", "");
    fs::remove_all(folder.path("confidential"));
    if (link) {
      fs::create_directory_symlink("/nowhere/vault", folder.path("confidential"));
    } else {
      folder.write("confidential", "../vault");
    }
    const auto run = run_program({"check", folder.path()});
    CHECK(run.code == 2);
    CHECK(holds(run.err, "cannot read " + folder.path("confidential")));
  }
}

TEST_CASE("guards: a name of the key is found in a comment, and no comment sets it aside") {
  const Folder folder;
  write_keyed_study(folder, "confidential/key.yaml",
                    "# gebeld met ZOE\u0308 VAN\n#   DER BERG  # quickscan: ignore QS501 -- mag\n");
  CHECK(holds(lines_of_check(folder, ""), "error[QS501]"));
  CHECK(run_program({"check", folder.path()}).code == 1);
}

TEST_CASE("guards: every name below a person of the key is looked for") {
  const Folder folder;
  write_keyed_study(folder, "confidential/key.yaml", "# gebeld met Klaas Vaak\n");
  CHECK(!holds(lines_of_check(folder, ""), "error[QS501]"));
  fs::permissions(folder.path("confidential/key.yaml"), fs::perms::owner_all);
  for (const auto* text : {"p1: {name: Klaas Vaak, team: x}\n", "p1: [Zoë van der Berg, {name: Klaas Vaak}]\n"}) {
    folder.write("confidential/key.yaml", text);
    CHECK(holds(lines_of_check(folder, ""), "error[QS501]"));
  }
}

TEST_CASE("guards: a key in another folder of the study is an error") {
  for (const auto* name :
       {"vertrouwelijk/key.yaml", "vertrouwelijk/Key.yaml", "admin/sleutel.yml", "Confidential/key.yaml", "key.yaml"}) {
    CAPTURE(name);
    const Folder folder;
    write_keyed_study(folder, name, "# gebeld met Zoë van der Berg\n");
    CHECK(run_program({"check", folder.path()}).code == 1);
    CHECK(holds(lines_of_check(folder, ""), std::string(name) + ":1:1: error[QS161]"));
  }
}

TEST_CASE("guards: a framework or transcript that is a link out of the study is not read without a word") {
  const Folder folder;
  write_keyed_study(folder, "confidential/key.yaml", "# a comment\n");
  const Folder elsewhere;
  elsewhere.write("secret.yaml", "a secret line\n");
  fs::create_symlink(elsewhere.path("secret.yaml"), folder.path("fw.yaml"));
  const auto study = folder.read("study.yaml");
  const auto framework = study.find("framework: ");
  REQUIRE(framework != std::string::npos);
  folder.write("study.yaml",
               std::string(study).replace(framework, study.find('\n', framework) - framework, "framework: fw.yaml"));
  const auto run = run_program({"check", folder.path()});
  CHECK(run.code == 1);
  CHECK(holds(run.out, "QS164"));
  CHECK(!holds(run.out + run.err, "a secret line"));
  CHECK(!holds(run_program({"check", "--outside", folder.path()}).out, "QS164"));
}

TEST_CASE("left out: a hidden interview is reported, what macOS and Emacs put beside one is not") {
  const Folder folder;
  write_keyed_study(folder, "confidential/key.yaml", "# a comment\n");
  for (const auto* name : {"._r01.yaml", ".#r01.yaml", ".r01.yaml.swp"}) {
    folder.write(std::string("interviews/") + name, "x");
  }
  CHECK(!holds(lines_of_check(folder, ""), "QS161"));
  folder.write("interviews/.r04.yaml", "interview: r04\n");
  CHECK(holds(lines_of_check(folder, ""), "interviews/.r04.yaml:1:1: error[QS161]"));
}

TEST_CASE("guards: init keeps an existing .gitignore and adds what it lacks") {
  const Folder folder;
  folder.write(".gitignore", "*.log\r\nconfidential/\nreport*.pdf\n!report*.pdf");
  CHECK(run_program({"init", folder.path()}).code == 0);
  CHECK(folder.read(".gitignore") ==
        "*.log\r\nconfidential/\nreport*.pdf\n!report*.pdf\n# Names never go into git.\n.quickscan/\nreport*.html\n"
        "report*.pdf\nreport*.docx\nexport-internal/\n");
  const Folder whole;
  const std::string ignores(embedded("data/templates/starter/gitignore.mustache"));
  whole.write(".gitignore", ignores);
  CHECK(run_program({"init", whole.path()}).code == 0);
  CHECK(whole.read(".gitignore") == ignores);
}

TEST_CASE("guards: init --example writes a .gitignore too, and no file of a refused init is written") {
  const Folder folder;
  CHECK(run_program({"init", folder.path("r"), "--example", "rotterdam-2021"}).code == 0);
  CHECK(holds(folder.read("r/.gitignore"), "confidential/\n"));
  folder.write("s/.gitignore", "*.log\n");
  folder.write("s/study.yaml", "mine");
  CHECK(run_program({"init", folder.path("s"), "--example", "rotterdam-2021"}).code == 2);
  CHECK(folder.read("s/.gitignore") == "*.log\n");
}

TEST_CASE("the same data: other line ends and a byte-order mark change no file for verify") {
  const Folder folder;
  write_study(folder, "s");
  const auto report = folder.path("r.html");
  CHECK(run_program({"report", folder.path("s"), "-o", report}).code == 0);
  for (const auto* path : {"s/study.yaml", "s/stakeholders.yaml", "s/interviews/r01.yaml"})
    folder.write(path, "\uFEFF" + replaced(folder.read(path), "\n", "\r\n"));
  CHECK(run_program({"verify", report, folder.path("s")}).code == 0);
  CHECK(run_program({"report", folder.path("s"), "-o", report}).code == 0);
  folder.write("s/study.yaml", replaced(folder.read("s/study.yaml"), "\r\n", "\n"));
  CHECK(run_program({"verify", report, folder.path("s")}).code == 0);
  folder.write("s/study.yaml", folder.read("s/study.yaml") + "# later\n");
  CHECK(run_program({"verify", report, folder.path("s")}).code == 1);
}
