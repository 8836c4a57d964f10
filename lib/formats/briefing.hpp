#pragma once

#include "formats/html.hpp"

#include <string>

namespace quickscan {

/// The briefing as a page of its own, for one sheet of A4.
std::string briefing_html(const Document& document, const HtmlOptions& options = {});

/// How many lines the briefing is too long for its sheet, by the widths of Arial; 0 where it fits.
int briefing_overflow(const Document& document);

}  // namespace quickscan
