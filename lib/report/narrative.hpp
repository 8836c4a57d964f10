#pragma once

#include "core/diagnostic.hpp"
#include "report/context.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The researcher's own text for a section in the report's language, as blocks; nothing where there is none.
/// Its first headings are of `heading_level`.
std::vector<Block> own_text(const ReportContext& context, const std::string& section, int heading_level = 3);

/// A researcher's text as blocks. A small, safe part of Markdown: headings, paragraphs, lists, *emphasis*
/// and **strong**; anything else, HTML included, stays text. Placeholders are filled in.
std::vector<Block> text_blocks(const ReportContext& context, std::string_view text, int heading_level = 3);

/// Numbers typed in a researcher's text that differ from the data (QS703), and placeholders without a
/// value (QS706), in all texts of a study.
Diagnostics check_texts(const Study& study);

}  // namespace quickscan
