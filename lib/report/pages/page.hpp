#pragma once

#include "core/messages.hpp"
#include "report/document.hpp"
#include "study/study.hpp"

#include <optional>
#include <string>

namespace quickscan {

/// A page about a study with its title and, where it is no fieldwork, its banner.
Document start_page(const Study& study, const Messages& say);

/// A section under its title; without a title it follows the one before.
Section& add_section(Document& page, std::string title = {});

/// A table without a caption, for under a section's title.
Table page_table(std::vector<std::string> columns);
void add_table(Section& section, Table table);

/// A share of one as `36%`; an en dash where it is missing.
std::string share_text(const std::optional<double>& share, Language language);

}  // namespace quickscan
