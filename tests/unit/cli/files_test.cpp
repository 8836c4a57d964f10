#include "atomic_write.hpp"
#include "files.hpp"
#include "program.hpp"
#include "study_folder.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <functional>

using namespace quickscan;
using namespace quickscan::test;

namespace {

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const IoError& failure) {
    return failure.what();
  }
  return "no failure";
}

}  // namespace

TEST_CASE("a file is read whole, byte for byte") {
  const Folder folder;
  const std::string bytes("a\0b\r\n\xff", 6);
  folder.write("x", bytes);
  CHECK(read_file(folder.path("x")) == bytes);
  folder.write("empty", "");
  CHECK(read_file(folder.path("empty")).empty());
}

TEST_CASE("of a file over the limit one byte more than the limit is read") {
  const Folder folder;
  folder.write("x", "0123456789");
  CHECK(read_file(folder.path("x"), 10) == "0123456789");
  CHECK(read_file(folder.path("x"), 9) == "0123456789");
  CHECK(read_file(folder.path("x"), 4) == "01234");
}

TEST_CASE("only regular files are read, and nothing waits for a pipe") {
  const Folder folder;
  ::mkfifo(folder.path("pipe").c_str(), 0600);
  CHECK(failure_of([&] { read_file(folder.path("pipe")); }) ==
        "cannot read " + folder.path("pipe") + ": it is not a regular file");
  CHECK(failure_of([&] { read_file(folder.path()); }) == "cannot read " + folder.path() + ": it is a folder");
  CHECK(failure_of([&] { read_file("/dev/zero"); }) == "cannot read /dev/zero: it is not a regular file");
  CHECK(failure_of([&] { read_file(folder.path("none")); }) ==
        "cannot read " + folder.path("none") + ": No such file or directory");
  CHECK(!read_file_if_there(folder.path("none")));
}

TEST_CASE("a loop of links is an error and not a hang") {
  const Folder folder;
  std::filesystem::create_symlink(folder.path("b"), folder.path("a"));
  std::filesystem::create_symlink(folder.path("a"), folder.path("b"));
  CHECK(failure_of([&] { read_file(folder.path("a")); }) ==
        "cannot read " + folder.path("a") + ": Too many levels of symbolic links");
}

TEST_CASE("a folder is listed in the order of bytes") {
  const Folder folder;
  for (const auto* name : {"b", "a", "B", "ä", "a.b", "10", "9"}) folder.write(name, "");
  std::vector<std::string> names;
  for (const auto& entry : list_folder(folder.path())) names.push_back(entry.name);
  CHECK(names == std::vector<std::string>{"10", "9", "B", "a", "a.b", "b", "ä"});
}

TEST_CASE("an output is its owner's alone whatever the umask, and everybody's where asked for") {
  const Folder folder;
  const auto before = ::umask(0);
  write_files({{.path = folder.path("secret"), .text = "a"},
               {.path = folder.path("open"), .text = "b", .mode = for_everybody}});
  ::umask(0777);
  write_files({{.path = folder.path("other"), .text = "c", .mode = for_everybody}});
  ::umask(before);
  CHECK(folder.mode("secret") == 0600);
  CHECK(folder.mode("open") == 0644);
  CHECK(folder.mode("other") == 0644);
  CHECK(folder.names() == std::vector<std::string>{"open", "other", "secret"});
}

TEST_CASE("a file is replaced whole and nothing else is left behind") {
  const Folder folder;
  folder.write("x", "old and longer");
  write_files({{.path = folder.path("x"), .text = "new"}});
  CHECK(folder.read("x") == "new");
  CHECK(folder.names() == std::vector<std::string>{"x"});
}

TEST_CASE("several outputs are written all or not at all") {
  const Folder folder;
  folder.write("a", "old a");
  folder.write("b", "old b");
  CHECK(failure_of([&] {
          write_files({{.path = folder.path("a"), .text = "new a"},
                       {.path = folder.path("b"), .text = "new b"},
                       {.path = folder.path("new/c"), .text = "new c"},
                       {.path = "/proc/d", .text = "new d"}});
        }) == "cannot write /proc/d: No such file or directory");
  CHECK(folder.read("a") == "old a");
  CHECK(folder.read("b") == "old b");
  CHECK(folder.names() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("nothing is written onto a link, a folder, a device, a pipe or an input") {
  const Folder folder;
  folder.write("input", "data");
  std::filesystem::create_symlink(folder.path("input"), folder.path("link"));
  std::filesystem::create_hard_link(folder.path("input"), folder.path("twin"));
  ::mkfifo(folder.path("pipe").c_str(), 0600);
  std::filesystem::create_directory(folder.path("folder"));
  const auto refusal = [&](const std::string& path) {
    return failure_of([&] { write_files({{.path = path, .text = "x"}}, {folder.path("input")}); });
  };
  CHECK(refusal(folder.path("link")) == "cannot write " + folder.path("link") + ": it is a link");
  CHECK(refusal(folder.path("folder")) == "cannot write " + folder.path("folder") + ": it is a folder");
  CHECK(refusal(folder.path("pipe")) == "cannot write " + folder.path("pipe") + ": it is not a regular file");
  CHECK(refusal("/dev/null") == "cannot write /dev/null: it is not a regular file");
  CHECK(refusal(folder.path("input")) == "cannot write " + folder.path("input") + ": it is an input of this run");
  CHECK(refusal(folder.path("twin")) == "cannot write " + folder.path("twin") + ": it is an input of this run");
  CHECK(folder.read("input") == "data");
}

TEST_CASE("two outputs of one name are refused") {
  const Folder folder;
  CHECK(failure_of([&] {
          write_files({{.path = folder.path("a"), .text = "1"}, {.path = folder.path("a"), .text = "2"}});
        }) == "cannot write " + folder.path("a") + ": two outputs have this name");
  CHECK(folder.names().empty());
}

TEST_CASE("where a file may not grow the old one stays whole") {
  const Folder folder;
  folder.write("report", "old");
  const auto child = ::fork();
  if (child == 0) {
    rlimit small{.rlim_cur = 4096, .rlim_max = 4096};
    ::setrlimit(RLIMIT_FSIZE, &small);
    ::signal(SIGXFSZ, SIG_IGN);
    try {
      write_files({{.path = folder.path("report"), .text = std::string(100'000, 'x')}});
    } catch (const IoError& failure) {
      ::_exit(std::string(failure.what()) == "cannot write " + folder.path("report") + ": File too large" ? 7 : 1);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(folder.read("report") == "old");
  CHECK(folder.names() == std::vector<std::string>{"report"});
}

TEST_CASE("a run killed while it writes leaves the old file or the new one, whole") {
  const Folder folder;
  const std::string old_text(3'000'000, 'o');
  const std::string new_text(3'000'000, 'n');
  int seen_old = 0;
  for (int delay = 0; delay < 40; ++delay) {
    folder.write("report", old_text);
    const auto child = ::fork();
    if (child == 0) {
      write_files({{.path = folder.path("report"), .text = new_text}});
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(delay * 100));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto text = folder.read("report");
    const bool whole = text == old_text || text == new_text;
    CHECK(whole);
    seen_old += text == old_text ? 1 : 0;
  }
  CHECK(seen_old > 0);
}

TEST_CASE("a study is found by walking up, from a relative and from an absolute folder") {
  const Folder folder;
  folder.write("a/study.yaml", "");
  folder.write("a/b/c/x", "");
  CHECK(find_study_around(folder.path("a/b/c")) == folder.path("a"));
  CHECK(find_study_around(folder.path("a")) == folder.path("a"));
  CHECK(!find_study_around(folder.path()));
  const Inside inside(folder.path("a/b/c"));
  CHECK(find_study_around(".") == "../..");
}

TEST_CASE("a walk follows no link to a folder and enters no hidden one") {
  const Folder folder;
  folder.write("a/study.yaml", "");
  folder.write(".hidden/study.yaml", "");
  folder.write("b/study.yaml", "");
  std::filesystem::create_directory_symlink(folder.path("a"), folder.path("link"));
  std::filesystem::create_directory_symlink(folder.path(), folder.path("b/loop"));
  CHECK(find_studies_below(folder.path()).studies == std::vector<std::string>{folder.path("a"), folder.path("b")});
}

TEST_CASE("a study's files are those it can be read from, sorted by bytes") {
  const Folder folder;
  for (const auto* name :
       {"study.yaml", "interviews/b.yaml", "interviews/B.yaml", "interviews/.b.yaml.swp", "text/x.nl.md",
        "figures/x.yaml", "report.html", ".quickscan/x.json", "confidential/key.yaml"}) {
    folder.write(name, "");
  }
  std::filesystem::create_directory_symlink("/", folder.path("interviews/elsewhere"));
  const StudyFolder study(folder.path());
  CHECK(study.paths() == std::vector<std::string>{"confidential/key.yaml", "interviews/B.yaml", "interviews/b.yaml",
                                                  "interviews/elsewhere/", "report.html", "study.yaml",
                                                  "text/x.nl.md"});
}

TEST_CASE("what cannot be loaded is kept until somebody asks") {
  const Folder folder;
  folder.write("study.yaml", "");
  ::mkfifo(folder.path("developments.yaml").c_str(), 0600);
  const StudyFolder study(folder.path());
  const auto files = study.files();
  CHECK(files.load("study.yaml") == "");
  CHECK(!files.load("framework.yaml"));
  CHECK(failure_of([&] { study.throw_failures(); }) == "no failure");
  CHECK(!files.load("developments.yaml"));
  CHECK(failure_of([&] { study.throw_failures(); }) ==
        "cannot read " + folder.path("developments.yaml") + ": it is not a regular file");
}

TEST_CASE("a file that changed while it was being read is not replaced") {
  const Folder folder;
  folder.write("a.yaml", "new\n");
  CHECK_THROWS_AS(write_files({{.path = folder.path("a.yaml"), .text = "mended\n", .read = "old\n"}}), IoError);
  CHECK(folder.read("a.yaml") == "new\n");
  CHECK(folder.names().size() == 1);
}
