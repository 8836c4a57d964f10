#pragma once

#include <map>
#include <string>
#include <string_view>

namespace quickscan {

/// Overwrites the dates of a PDF (creation and modification) with the reference date, and the browser's version
/// and system with this program's name and version, all of the same length, so that two runs write the same file.
void normalise_pdf(std::string& pdf, const std::string& iso_date);

/// Whether another program wrote a PDF to its end: its mark at both ends, a title and at least one page.
bool is_whole_pdf(std::string_view pdf);

/// Whether it wrote a DOCX to its end: a ZIP whose entries all lie in it whole, the text among them.
bool is_whole_docx(std::string_view zip);

/// Sets the time stamps of all entries of a ZIP (a DOCX) to 1 January 1980.
/// False where the bytes are not a ZIP that can be walked.
bool normalise_zip(std::string& zip);

/// Adds the metas of a report's provenance (`provenance_meta`) where no reader of the format looks, so that the file
/// itself says what it was made from: as comments before the last lines of a PDF, as a file
/// `docProps/quickscan.xml` of a DOCX, not compressed. Nothing is added to what is not whole.
void add_provenance_to_pdf(std::string& pdf, std::string_view metas);
void add_provenance_to_docx(std::string& zip, std::string_view metas);

/// On which page of a PDF that Chromium printed each anchor of the page stands, from 1: for a table of contents with
/// page numbers, which style sheets cannot ask the browser for. Anchors that nothing links to are not there,
/// and none is of a PDF that is not written as Chromium does.
std::map<std::string, int, std::less<>> pages_of_anchors(std::string_view pdf);

}  // namespace quickscan
