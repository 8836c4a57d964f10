#pragma once

#include "subprocess.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Markdown as a DOCX, made by pandoc in a work folder with our own A4 reference document and the options given; looked
/// at before anything is made of it. Throws IoError where pandoc fails or did not write a whole document.
std::string docx_of_markdown(const std::string& pandoc, const WorkFolder& folder, const std::string& markdown,
                             const std::string& iso_date, const std::vector<std::string>& options = {});

}  // namespace quickscan
