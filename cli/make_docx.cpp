#include "make_docx.hpp"

#include "embedded.hpp"
#include "files.hpp"
#include "formats/finish_pdf_docx.hpp"

namespace quickscan {

std::string docx_of_markdown(const std::string& pandoc, const WorkFolder& folder, const std::string& markdown,
                             const std::string& iso_date, const std::vector<std::string>& options) {
  folder.write("text.md", markdown);
  folder.write("reference.docx", embedded("data/templates/reference.docx"));
  std::vector<std::string> command{pandoc,      "--from=markdown-implicit_figures-smart", "--shift-heading-level-by=-1",
                                   "--to=docx", "--reference-doc=reference.docx",         "--output=text.docx",
                                   "text.md"};
  command.insert(command.end(), options.begin(), options.end());
  run_program(command, folder, iso_date);
  constexpr std::size_t largest = std::size_t{1} << 30U;
  auto docx = read_file(folder.path() + "/text.docx", largest);
  if (!is_whole_docx(docx) || !normalise_zip(docx))
    throw IoError("pandoc did not write a whole DOCX; is the disk full?");
  return docx;
}

}  // namespace quickscan
