#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quickscan::test {

/// Whether a text contains another.
bool holds(std::string_view text, std::string_view part);

/// The text with every occurrence of `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to);

/// The parts between the marks; an empty last part is left out.
std::vector<std::string> split(const std::string& text, char mark);

/// All bytes of a file; throws when there is none.
std::string file_text(const std::string& path);

/// A path below the project's own folder.
std::string project_path(std::string_view below);

}  // namespace quickscan::test
