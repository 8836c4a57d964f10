#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// Overwrites the dates of a PDF (creation and modification) with the reference date, and the browser's version
/// and system with this program's name and version, all of the same length, so that two runs write the same file.
void normalise_pdf(std::string& pdf, const std::string& iso_date);

/// Sets the time stamps of all entries of a ZIP (a DOCX) to 1 January 1980.
/// False where the bytes are not a ZIP that can be walked.
bool normalise_zip(std::string& zip);

}  // namespace quickscan
