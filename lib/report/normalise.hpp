#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// Overwrites the dates of a PDF (creation and modification, in its catalogue) with the reference date,
/// byte for byte of the same length, so that two runs write the same file.
void normalise_pdf(std::string& pdf, const std::string& iso_date);

/// Sets the time stamps of all entries of a ZIP (a DOCX) to 1 January 1980.
/// False where the bytes are not a ZIP that can be walked.
bool normalise_zip(std::string& zip);

}  // namespace quickscan
