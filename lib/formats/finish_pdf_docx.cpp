#include "formats/finish_pdf_docx.hpp"

#include "core/crc32.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <iterator>

namespace quickscan {

namespace {

// A PDF date: "D:" and as many digits as stand there, with what follows (a zone) set to UTC.
void overwrite_date(std::string& pdf, std::string_view key, std::string_view digits) {
  for (auto at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + key.size())) {
    const auto open = pdf.find('(', at);
    if (open == std::string::npos || open > at + key.size() + 2) continue;
    const auto close = pdf.find(')', open);
    if (close == std::string::npos || close - open > 40) continue;
    std::string value = "D:";
    value += digits;
    value += "+00'00'";
    value.resize(close - open - 1, ' ');
    std::ranges::copy(value, pdf.begin() + static_cast<std::ptrdiff_t>(open) + 1);
  }
}

/// Where a PDF string that opens at `open` closes: a bracket inside it has a backslash before it.
std::size_t end_of_string(std::string_view pdf, std::size_t open) {
  for (auto at = open + 1; at < pdf.size(); ++at) {
    if (pdf[at] == '\\') {
      ++at;
    } else if (pdf[at] == ')') {
      return at;
    }
  }
  return std::string_view::npos;
}

// The value in its brackets, and blanks after them for what was longer.
void overwrite_string(std::string& pdf, std::string_view key, std::string_view value) {
  const auto at = pdf.find(std::string(key) + " (");
  if (at == std::string::npos) return;
  const auto open = at + key.size() + 1;
  const auto close = end_of_string(pdf, open);
  constexpr std::size_t longest = 400;
  if (close == std::string::npos || close - open > longest || close - open < value.size() + 1) return;
  std::string text = '(' + std::string(value) + ')';
  text.resize(close - open + 1, ' ');
  std::ranges::copy(text, pdf.begin() + static_cast<std::ptrdiff_t>(open));
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t index = size; index-- > 0;)
    value = (value << 8U) | static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + index]));
  return value;
}

// Midnight of 1 January 1980, the first date that a ZIP can hold.
void set_first_date(std::string& zip, std::size_t at) {
  const std::string_view stamp("\0\0\x21\0", 4);
  std::ranges::copy(stamp, zip.begin() + static_cast<std::ptrdiff_t>(at));
}

void add_little_endian(std::string& bytes, std::size_t number, int size) {
  for (int index = 0; index < size; ++index, number >>= 8U) bytes += static_cast<char>(number & 0xFFU);
}

int number_at(std::string_view text, std::size_t at) {
  int number = 0;
  if (at < text.size()) std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

}  // namespace

bool is_whole_pdf(std::string_view pdf) {
  constexpr std::size_t tail = 1024;
  const bool ended = pdf.substr(pdf.size() - std::min(pdf.size(), tail)).find("%%EOF") != std::string_view::npos;
  if (!pdf.starts_with("%PDF-") || !ended || pdf.find("/Title") == std::string_view::npos) return false;
  // "/Type /Page" and no further letter: a page, not the tree of pages.
  constexpr std::string_view page = "/Type /Page";
  for (auto at = pdf.find(page); at != std::string_view::npos; at = pdf.find(page, at + 1)) {
    const auto after = at + page.size();
    if (after < pdf.size() && pdf[after] != 's') return true;
  }
  return false;
}

bool is_whole_docx(std::string_view zip) {
  const auto end = zip.rfind(std::string_view("PK\x05\x06", 4));
  if (end == std::string_view::npos || end + 22 > zip.size()) return false;
  const auto entries = little_endian(zip, end + 10, 2);
  const std::size_t directory = little_endian(zip, end + 16, 4);
  bool has_text = false;
  auto at = directory;
  for (std::uint32_t entry = 0; entry < entries; ++entry) {
    if (at + 46 > end) return false;
    const std::size_t file = little_endian(zip, at + 42, 4);
    if (file + 30 > directory) return false;
    const auto data = file + 30U + little_endian(zip, file + 26, 2) + little_endian(zip, file + 28, 2);
    if (data + little_endian(zip, at + 20, 4) > directory) return false;
    has_text = has_text || zip.substr(at + 46, little_endian(zip, at + 28, 2)) == "word/document.xml";
    at += 46U + little_endian(zip, at + 28, 2) + little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
  }
  return has_text && at <= end;
}

void normalise_pdf(std::string& pdf, const std::string& iso_date) {
  std::string digits;
  std::ranges::copy_if(iso_date, std::back_inserter(digits),
                       [](char letter) { return letter >= '0' && letter <= '9'; });
  constexpr std::string_view whole = "20000101000000";
  if (digits.size() < whole.size()) digits += whole.substr(digits.size());
  overwrite_date(pdf, "/CreationDate", digits);
  overwrite_date(pdf, "/ModDate", digits);
  // What stands there is the browser's version and the system that it runs on.
  overwrite_string(pdf, "/Creator", "quickscan " + std::string(tool_version()));
  overwrite_string(pdf, "/Producer", "Skia/PDF");
}

bool normalise_zip(std::string& zip) {
  constexpr std::string_view end_mark("PK\x05\x06", 4);
  constexpr std::string_view entry_mark("PK\x01\x02", 4);
  constexpr std::string_view file_mark("PK\x03\x04", 4);
  const auto end = zip.rfind(end_mark);
  if (end == std::string::npos || end + 22 > zip.size()) return false;
  const auto entries = little_endian(zip, end + 10, 2);
  std::size_t at = little_endian(zip, end + 16, 4);
  for (std::uint32_t entry = 0; entry < entries; ++entry) {
    if (at + 46 > zip.size() || std::string_view(zip).substr(at, 4) != entry_mark) return false;
    const std::size_t file = little_endian(zip, at + 42, 4);
    if (file + 30 > zip.size() || std::string_view(zip).substr(file, 4) != file_mark) return false;
    set_first_date(zip, at + 12);
    set_first_date(zip, file + 10);
    at += 46U + little_endian(zip, at + 28, 2) + little_endian(zip, at + 30, 2) + little_endian(zip, at + 32, 2);
  }
  return true;
}

void add_provenance_to_pdf(std::string& pdf, std::string_view metas) {
  const auto at = pdf.rfind("startxref");
  if (at == std::string::npos) return;
  std::string comment = "% ";
  for (const char letter : metas.substr(0, metas.find_last_not_of('\n') + 1)) {
    comment += letter;
    if (letter == '\n') comment += "% ";
  }
  pdf.insert(at, comment + '\n');
}

// Not as the comment of the ZIP: LibreOffice opens no document whose comment is longer than some 500 bytes.
void add_provenance_to_docx(std::string& zip, std::string_view metas) {
  const auto end = zip.rfind(std::string_view("PK\x05\x06", 4));
  if (end == std::string::npos || end + 22 != zip.size()) return;
  const auto directory = little_endian(zip, end + 16, 4);
  if (directory > end) return;
  const auto text = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<provenance>\n{}</provenance>\n", metas);
  constexpr std::string_view name = "docProps/quickscan.xml";
  // What the entry and its row in the directory share: version 2.0 of ZIP, no flags, not compressed, the first date.
  std::string facts("\x14\0\0\0\0\0\0\0\x21\0", 10);
  add_little_endian(facts, crc32_of(text), 4);
  add_little_endian(facts, text.size(), 4);
  add_little_endian(facts, text.size(), 4);
  add_little_endian(facts, name.size(), 2);
  add_little_endian(facts, 0, 2);
  const auto entry = fmt::format("PK\x03\x04{}{}{}", facts, name, text);
  std::string row("PK\x01\x02\x14\0", 6);
  row += facts;
  row.append(10, '\0');
  add_little_endian(row, directory, 4);
  row += name;

  const auto entries = little_endian(zip, end + 10, 2) + 1;
  std::string last = zip.substr(end, 8);
  add_little_endian(last, entries, 2);
  add_little_endian(last, entries, 2);
  add_little_endian(last, end - directory + row.size(), 4);
  add_little_endian(last, directory + entry.size(), 4);
  add_little_endian(last, 0, 2);
  zip.replace(end, 22, row + last);
  zip.insert(directory, entry);
}

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
