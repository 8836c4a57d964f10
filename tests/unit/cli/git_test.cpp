#include "git.hpp"
#include "program.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace quickscan;
using quickscan::test::Folder;

namespace {

const std::string search_path = "/usr/local/bin:/usr/bin:/bin";

/// Runs a line of shell in a folder; false where it fails.
bool shell(const Folder& folder, const std::string& line) {
  const auto quiet = "cd '" + folder.path() + "' && { " + line + "; } >/dev/null 2>&1";
  return std::system(quiet.c_str()) == 0;  // NOLINT(concurrency-mt-unsafe): a test
}

bool has_git() { return !find_program(search_path, {"git"}).empty(); }

bool tracked(const Folder& folder, const std::string& path) {
  const auto answer = tracked_by_git(folder.path(path), search_path);
  CHECK(answer.unreadable.empty());
  return answer.tracked;
}

std::string unreadable(const Folder& folder, const std::string& path) {
  const auto answer = tracked_by_git(folder.path(path), search_path);
  CHECK(!answer.tracked);
  return answer.unreadable;
}

void write_key(const Folder& folder) {
  for (int i = 0; i < 30; ++i) folder.write("study/interviews/r" + std::to_string(i) + ".yaml", "x");
  folder.write("study/confidential/key.yaml", "p01: x");
}

constexpr auto key = "study/confidential/key.yaml";

}  // namespace

TEST_CASE("a key that git tracks is seen in every form of repository") {
  if (!has_git()) return;
  for (const std::string form :
       {"git init -q .", "git init -q --object-format=sha256 .", "git init -q . && git config index.version 4",
        "git init -q . && git config core.splitIndex true",
        "git init -q --object-format=sha256 . && git config core.splitIndex true",
        "git init -q --separate-git-dir=elsewhere study", "git init -q . && git config feature.manyFiles true"}) {
    CAPTURE(form);
    const Folder folder;
    write_key(folder);
    REQUIRE(shell(folder, form));
    CHECK(!tracked(folder, key));
    REQUIRE(shell(folder, "cd study && git add interviews"));
    CHECK(!tracked(folder, key));
    CHECK(tracked(folder, "study/interviews/r7.yaml"));
    REQUIRE(shell(folder, "cd study && git add -f confidential"));
    CHECK(tracked(folder, key));
    if (form.find("splitIndex") != std::string::npos) {
      REQUIRE(shell(folder, "cd study && git update-index --split-index"));
      CHECK(tracked(folder, key));
    }
  }
}

TEST_CASE("a key that was committed once is in the history, also when it is deleted, renamed or on another branch") {
  if (!has_git()) return;
  const auto kept = [](const Folder& folder) {
    const auto answer = tracked_by_git(folder.path(key), search_path, GitQuestion::in_history);
    CHECK(answer.unreadable.empty());
    return answer.tracked;
  };
  const std::string commit = " && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x";
  for (const std::string after :
       {"git rm -q --cached study/confidential/key.yaml", "git rm -q study/confidential/key.yaml",
        "git mv study/confidential/key.yaml study/interviews/r99.yaml",
        "git checkout -q --orphan other && git rm -rqf ."}) {
    CAPTURE(after);
    const Folder folder;
    write_key(folder);
    CHECK(!kept(folder));
    REQUIRE(shell(folder, "git init -q . && git add study/interviews" + commit));
    CHECK(!kept(folder));
    REQUIRE(shell(folder, "git add -f study" + commit + " && " + after + commit));
    CHECK(!tracked(folder, key));
    CHECK(kept(folder));
  }
}

TEST_CASE("looking into the history runs nothing that a repository names") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  folder.write("run.sh", "#!/bin/sh\ntouch '" + folder.path("ran") + "'\n");
  REQUIRE(shell(
      folder,
      "chmod +x run.sh && git init -q . && git add -f study && git -c user.name=a -c user.email=a@b commit -qm x && "
      "git config log.showSignature true && git config gpg.program \"$PWD/run.sh\" && git config diff.external "
      "\"$PWD/run.sh\" && git config core.pager \"$PWD/run.sh\" && git config core.fsmonitor \"$PWD/run.sh\""));
  CHECK(tracked_by_git(folder.path(key), search_path, GitQuestion::in_history).tracked);
  CHECK(!shell(folder, "test -e ran"));
}

TEST_CASE("a key in a second work tree of a repository is seen") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  REQUIRE(shell(folder, "git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -qm x"));
  REQUIRE(shell(folder, "git worktree add -q second"));
  CHECK(tracked(folder, std::string("second/") + key));
}

TEST_CASE("a key in a repository that the environment names is seen, and another repository is no answer") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  const std::string git = "git --git-dir=apart.git --work-tree=. ";
  REQUIRE(shell(folder, "git init -q --bare apart.git && " + git + "add -f study"));
  CHECK(!tracked(folder, key));
  ::setenv("GIT_DIR", folder.path("apart.git").c_str(), 1);
  ::setenv("GIT_WORK_TREE", folder.path().c_str(), 1);
  CHECK(tracked(folder, key));
  ::setenv("GIT_WORK_TREE", "/usr", 1);
  CHECK(!tracked(folder, key));
  ::unsetenv("GIT_DIR");
  ::unsetenv("GIT_WORK_TREE");
}

TEST_CASE("a damaged repository gives no answer, and the reason") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  REQUIRE(shell(folder, "git init -q . && git add -f study && printf junk > .git/HEAD"));
  CHECK(unreadable(folder, key).find("not a git repository") != std::string::npos);
}

TEST_CASE("without a repository around it nothing is tracked") {
  const Folder folder;
  write_key(folder);
  CHECK(!tracked(folder, key));
  folder.write(".git/nothing", "");
  if (has_git()) CHECK(!tracked(folder, key));
}

TEST_CASE("a repository that git cannot read gives no answer, and the reason") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  REQUIRE(shell(folder, "git init -q . && git add -A"));
  folder.write(".git/index", "DIRC and nothing that is an index");
  CHECK(unreadable(folder, key).find("index") != std::string::npos);
  REQUIRE(shell(folder, "rm .git/index && git config core.repositoryFormatVersion 99"));
  CHECK(unreadable(folder, key).find("99") != std::string::npos);
}

TEST_CASE("a repository without the program git gives no answer, and the reason") {
  const Folder folder;
  write_key(folder);
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  const auto answer = tracked_by_git(folder.path(key), "/nonexistent");
  CHECK(!answer.tracked);
  CHECK(answer.unreadable == "the program git was not found");
}

TEST_CASE("settings of a repository cannot make git run a program") {
  if (!has_git()) return;
  const Folder folder;
  write_key(folder);
  REQUIRE(shell(folder, "git init -q . && git add -A"));
  REQUIRE(shell(folder, "git config core.fsmonitor 'touch " + folder.path("ran") + "; false'"));
  CHECK(tracked(folder, key));
  CHECK(!folder.has("ran"));
}

TEST_CASE("check reports that it cannot find out whether git tracks the key") {
  if (!has_git()) return;
  const Folder folder;
  test::write_study(folder);
  folder.write("confidential/key.yaml", "p01: Petronella Zandbergen\n");
  REQUIRE(shell(folder, "chmod 600 confidential/key.yaml && git init -q . && printf broken > .git/index"));
  const auto outcome = test::run_program({"check", folder.path(), "--format", "line"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out.find("error[QS510]: whether git tracks the key file cannot be found out: ") != std::string::npos);
}

TEST_CASE("check reports what git tracks, or tracked, beside the key file") {
  if (!has_git()) return;
  const std::string commit = " && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x";
  const auto check_after = [&](const std::string& command) {
    const Folder folder;
    test::write_study(folder);
    folder.write("confidential/key.yaml", "p01: Petronella Zandbergen\n");
    folder.write("confidential/key.yaml~", "p01: Petronella Zandbergen\n");
    folder.write("confidential/.gitignore", "*\n");
    REQUIRE(shell(folder, "chmod 600 confidential/key.yaml* && git init -q . && " + command));
    return test::run_program({"check", folder.path(), "--format", "line"}).out;
  };
  const auto holds = [](const std::string& text, const char* piece) { return text.find(piece) != std::string::npos; };
  const auto tracked_copy = check_after("git add -f confidential/key.yaml~" + commit);
  CHECK(holds(tracked_copy, "confidential/key.yaml:1:1: error[QS510]: a file in confidential/ is tracked by git"));
  CHECK(holds(tracked_copy, "confidential/key.yaml~:1:1: warning[QS161]"));
  CHECK(holds(
      check_after("git add -f confidential/key.yaml~" + commit + " && git rm -q --cached -r confidential" + commit),
      "error[QS510]: a file in confidential/ is in the history of git"));
  CHECK(holds(check_after("git add -f confidential"), "error[QS510]: the key file is tracked by git"));
  CHECK(!holds(check_after("git add -f confidential/.gitignore study.yaml" + commit), "QS510"));
}
