#pragma once

#include "subprocess.hpp"

#include <string>

namespace quickscan {

/// The path of Chromium; throws IoError where there is none.
std::string find_browser(const Terminal& terminal);

/// An HTML page as a PDF, printed by Chromium in a work folder, without network and without dates of its own; looked at
/// before anything is made of it. Throws IoError where the browser fails or did not write a whole PDF.
std::string print_pdf(const std::string& browser, const WorkFolder& folder, const std::string& html,
                      const std::string& iso_date, const Terminal& terminal);

}  // namespace quickscan
