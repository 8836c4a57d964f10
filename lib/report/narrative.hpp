#pragma once

#include "core/diagnostic.hpp"
#include "report/context.hpp"
#include "study/check/surroundings.hpp"

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

/// In all texts of a study: placeholders that the study's framework does not have (QS706), or numbers typed by hand
/// that differ from the data (QS703), for which the study is analysed.
Diagnostics check_texts(const Study& study, TextCheck what);

}  // namespace quickscan
