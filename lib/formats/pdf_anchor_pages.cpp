#include "formats/pdf_anchor_pages.hpp"

#include <charconv>
#include <functional>

namespace quickscan {

namespace {

int number_at(std::string_view text, std::size_t at) {
  int number = 0;
  if (at < text.size()) std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

}  // namespace

std::map<std::string, int, std::less<>> pages_of_anchors(std::string_view pdf) {
  // Objects of pages stand in the order of the pages: "\n12 0 obj\n<</Type /Page\n".
  constexpr std::string_view page_object = " 0 obj\n<</Type /Page\n";
  std::map<int, int> page_of;
  for (auto at = pdf.find(page_object); at != std::string_view::npos; at = pdf.find(page_object, at + 1)) {
    const auto line = pdf.rfind('\n', at);
    const int page = static_cast<int>(page_of.size()) + 1;
    if (line != std::string_view::npos) page_of.emplace(number_at(pdf, line + 1), page);
  }
  // The catalog names the object of the anchors: a dictionary of "/name [12 0 R /XYZ …]".
  std::map<std::string, int, std::less<>> pages;
  constexpr std::string_view key = "\n/Dests ";
  const auto dests = pdf.find(key);
  if (dests == std::string_view::npos) return pages;
  const auto object = '\n' + std::to_string(number_at(pdf, dests + key.size())) + " 0 obj";
  const auto begin = pdf.find(object);
  if (begin == std::string_view::npos) return pages;
  const auto names = pdf.substr(begin, pdf.find("endobj", begin) - begin);
  for (auto slash = names.find('/'); slash != std::string_view::npos; slash = names.find('/', slash + 1)) {
    const auto bracket = names.find(" [", slash);
    const auto name = names.substr(slash + 1, bracket - slash - 1);
    if (bracket == std::string_view::npos || name.find_first_of(" /[]\n") != std::string_view::npos) continue;
    const auto page = page_of.find(number_at(names, bracket + 2));
    if (page != page_of.end()) pages.emplace(name, page->second);
  }
  return pages;
}

}  // namespace quickscan
