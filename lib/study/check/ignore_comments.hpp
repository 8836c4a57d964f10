#pragma once

#include "study/check/unchecked.hpp"
#include "study/study.hpp"
#include "yaml/parse.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

/// Findings set aside by their line: `# quickscan: ignore QS401, QS404 -- reason`.

/// Whether a text holds this byte of its file, so that a number sign there begins no comment.
bool inside_scalar(const YamlTree& tree, std::size_t at);

/// Adds a QS705 for every rule that a comment of this file sets aside (it stays where nothing on the
/// line needed it), and a QS704 for a comment that gives no reason. `tree` is the file as read, so that
/// a number sign inside a text is not taken for a comment.
void find_suppressions(std::string_view raw, const YamlTree& tree, Diagnostics& diagnostics);

/// Moves what a comment of its line sets aside from `diagnostics` to `study.suppressed`. Files that
/// `find_suppressions` did not see yet (all but the interviews) are looked at here. An error in what
/// was written (QS1xx to QS3xx) cannot be set aside. A comment for a rule that did not run is left alone.
void apply_suppressions(Study& study, const std::vector<Unchecked>& unchecked, Diagnostics& diagnostics);

/// Keeps the first 200 findings of a file, whose text is given, and adds one that counts the others; what comments set
/// aside is moved to `suppressed` before. Errors come before warnings and notes, so that cutting a long list never
/// hides that a file is wrong.
void cut_findings(std::string_view text, std::uint32_t source, Diagnostics& diagnostics,
                  std::vector<Suppressed>& suppressed);

}  // namespace quickscan
