#pragma once

#include "subprocess.hpp"
#include "terminal.hpp"

#include <cstdint>
#include <string>

namespace quickscan {

/// What git answered about a file.
struct TrackedAnswer {
  bool tracked = false;
  /// Why there is no answer; empty where there is one.
  std::string unreadable;
};

/// Whether a file is in git's index now, or in any commit that a branch or tag leads to. Of a folder (`path/.`):
/// whether anything in it is but the files by which git itself is told what to leave out of it.
enum class GitQuestion : std::uint8_t { tracked, in_history };

/// Whether git tracks the file, or did; it does not where no repository is around it. The `git` program of
/// `search_path` is asked, since it alone reads every form of repository (SHA-256, split and sparse index): libgit2 1.5
/// refuses the first two. The repository's own settings cannot make it run anything or use a network.
TrackedAnswer tracked_by_git(const std::string& path, const std::string& search_path = program_path(),
                             GitQuestion question = GitQuestion::tracked);

/// The folder of the repository that `folder` (without links in its path) lies in: what CI says it is, if it lies
/// there, or else where `.git` is found; empty where there is none.
std::string repository_around(const std::string& folder, const Terminal& terminal);

}  // namespace quickscan
