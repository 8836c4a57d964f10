#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// Whether a path is in the text of git's index (versions 2 to 4), the list of what it tracks.
/// `path` is relative to the work tree. False where the index cannot be read to that path.
bool index_holds(std::string_view index, std::string_view path);

/// Whether git tracks the file: looks for the repository around it and reads its index, without git.
/// False where there is no repository. Throws IoError for an index that cannot be read.
bool tracked_by_git(const std::string& path);

}  // namespace quickscan
