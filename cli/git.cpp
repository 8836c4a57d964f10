#include "git.hpp"

#include "files.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace quickscan {

namespace {

/// The folder, or the one above it, in which `.git` lies; empty where there is none.
std::string folder_with_git(const std::string& folder) {
  std::error_code failure;
  auto at = std::filesystem::canonical(folder, failure);
  while (!failure) {
    if (kind_of((at / ".git").string()) != PathKind::missing) return at.string();
    if (at == at.root_path()) break;
    at = at.parent_path();
  }
  return {};
}

/// The repository that the environment names, for git started in another folder: a hook of git's own does so, and who
/// keeps a repository apart from its files.
std::vector<std::string> named_repository() {
  std::vector<std::string> variables;
  for (const auto* name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    const auto path = value == nullptr ? std::string() : real_path(value);
    if (!path.empty()) variables.push_back(fmt::format("{}={}", name, path));
  }
  return variables;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TrackedAnswer tracked_by_git(const std::string& path, const std::string& search_path, GitQuestion question) {
  auto folder = folder_of(path);
  auto name = name_in(path);
  for (; kind_of(folder) == PathKind::missing && folder_of(folder) != folder; folder = folder_of(folder))
    name = join_path(name_in(folder), name);
  const auto around = folder_with_git(folder);
  const auto named = named_repository();
  if (around.empty() && named.empty()) return {};
  const auto git = find_program(search_path, {"git"});
  if (git.empty()) return {.tracked = false, .unreadable = "the program git was not found"};
  std::vector<std::string> command{git, "-c", "core.fsmonitor=false", "-c", "safe.directory=*", "--no-pager"};
  const bool history = question == GitQuestion::in_history;
  const bool whole_folder = name_in(path) == ".";
  const auto add = [&](std::initializer_list<std::string> more) { command.insert(command.end(), more); };
  if (history) {
    add({"log", "--all", "-m", "-1", "--raw", "--no-renames", "--no-show-signature", "--no-ext-diff", "--no-textconv",
         "--exit-code"});
  } else {
    add({"ls-files", "--error-unmatch"});
    // An excluding pathspec would count as found.
    if (whole_folder) add({"-i", "-c", "-x", "*", "-x", "!*/", "-x", "!.gitignore", "-x", "!.gitkeep"});
  }
  command.insert(command.end(), {"--", name});
  const bool excludes = history && whole_folder;
  if (excludes) add({":(exclude,glob)**/.gitignore", ":(exclude,glob)**/.gitkeep"});
  const int yes = history ? 1 : 0;  // `log --exit-code` ends with 1 where it found a change
  const int no = 1 - yes;
  const std::vector<std::string> environment{"PATH=" + search_path,
                                             "LC_ALL=C",
                                             "GIT_CONFIG_NOSYSTEM=1",
                                             "GIT_CONFIG_GLOBAL=/dev/null",
                                             "GIT_OPTIONAL_LOCKS=0",
                                             "GIT_ALLOW_PROTOCOL=none",
                                             excludes ? "GIT_LITERAL_PATHSPECS=0" : "GIT_LITERAL_PATHSPECS=1",
                                             "GIT_DISCOVERY_ACROSS_FILESYSTEM=1"};
  constexpr std::chrono::seconds limit{20};
  if (!named.empty()) {
    auto with_named = environment;
    with_named.insert(with_named.end(), named.begin(), named.end());
    const auto end = run_in_folder(command, folder, with_named, limit);
    if (end && end->code == yes) return {.tracked = true, .unreadable = {}};
    if (around.empty()) return {};  // another repository's business
  }
  const auto end = run_in_folder(command, folder, environment, limit);
  if (!end) return {.tracked = false, .unreadable = "git did not answer in time"};
  if (end->code == yes) return {.tracked = true, .unreadable = {}};
  // A `.git` that was never a repository, without one above it.
  const bool no_repository = end->messages.find("not a git repository (or any") != std::string::npos &&
                             kind_of(join_path(around, ".git/HEAD")) == PathKind::missing;
  if (end->code == no || no_repository) return {};
  return {.tracked = false, .unreadable = first_line(end->messages)};
}

std::string repository_around(const std::string& folder, const Terminal& terminal) {
  for (const auto* variable : {"GITHUB_WORKSPACE", "CI_PROJECT_DIR"}) {
    const auto given = terminal.environment(variable).value_or("");
    const auto root = given.empty() ? std::string() : real_path(given);
    if (!root.empty() && (folder + '/').starts_with(root + '/')) return root;
  }
  return folder_with_git(folder);
}

}  // namespace quickscan
