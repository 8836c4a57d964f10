#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.hpp"
#include "report/document.hpp"
#include "report/messages.hpp"

namespace quickscan {

/// The value of a placeholder of a researcher's text (`n.persons`, `verdict.access`,
/// `rung.access.operational`), or nothing if there is no such placeholder.
std::optional<std::string> placeholder_value(const Study& study, const Analysis& analysis, const Messages& messages,
                                             std::string_view name);

/// A researcher's text as blocks. A small, safe part of Markdown: headings, paragraphs, lists, *emphasis*
/// and **strong**; anything else, HTML included, stays text. Placeholders are filled in.
std::vector<Block> text_blocks(std::string_view text, const Study& study, const Analysis& analysis,
                               const Messages& messages);

/// Numbers typed beside a computed one that differ from the data (QS703) and placeholders without a value
/// (QS706), in all texts of a study.
Diagnostics check_texts(const Study& study, const Analysis& analysis);

}  // namespace quickscan
