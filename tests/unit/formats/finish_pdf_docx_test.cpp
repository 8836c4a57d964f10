#include "formats/finish_pdf_docx.hpp"
#include "report/provenance.hpp"

#include <doctest/doctest.h>

using namespace quickscan;

TEST_CASE("the dates of a PDF become the reference date, and nothing moves") {
  std::string pdf = "<</Title (x)\n/CreationDate (D:20261122061353+00'00')\n/ModDate (D:20261122061353+00'00')>>";
  const auto size = pdf.size();
  normalise_pdf(pdf, "2021-11");
  CHECK(pdf.size() == size);
  CHECK(pdf == "<</Title (x)\n/CreationDate (D:20211101000000+00'00')\n/ModDate (D:20211101000000+00'00')>>");
}

TEST_CASE("a PDF names the program that made it, not the machine that printed it") {
  std::string pdf =
      "<</Title (On /Creator \\(us\\))\n/Creator (Mozilla/5.0 \\(X11; Linux\\) Chrome/1)\n/Producer (Skia/PDF m156)>>";
  const auto size = pdf.size();
  normalise_pdf(pdf, "2021-11");
  CHECK(pdf.size() == size);
  const auto creator = "/Creator (quickscan " + std::string(tool_version()) + ")";
  CHECK(pdf.starts_with("<</Title (On /Creator \\(us\\))\n"));
  CHECK(pdf.find('\n' + creator + ' ') != std::string::npos);
  CHECK(pdf.ends_with("\n/Producer (Skia/PDF)     >>"));
  CHECK(pdf.find("X11") == std::string::npos);
}

TEST_CASE("text about dates is left alone") {
  std::string pdf = "(the /CreationDate of a file) Tj /CreationDate 5 0 R";
  const auto before = pdf;
  normalise_pdf(pdf, "2021-11-22");
  CHECK(pdf == before);
}

TEST_CASE("the entries of a ZIP are dated 1 January 1980") {
  const std::string_view local("PK\x03\x04\x14\0\0\0\0\0\x11\x22\x33\x44\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a", 31);
  const std::string_view central(
      "PK\x01\x02\x14\0\x14\0\0\0\0\0\x11\x22\x33\x44\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a",
      47);
  const std::string_view end("PK\x05\x06\0\0\0\0\x01\0\x01\0\x2f\0\0\0\x1f\0\0\0\0\0", 22);
  auto zip = std::string(local) + std::string(central) + std::string(end);
  REQUIRE(normalise_zip(zip));
  CHECK(zip.substr(10, 4) == std::string("\0\0\x21\0", 4));
  CHECK(zip.substr(31 + 12, 4) == std::string("\0\0\x21\0", 4));
  CHECK(zip.size() == 100);
}

TEST_CASE("bytes that are no ZIP are refused") {
  std::string nothing;
  CHECK_FALSE(normalise_zip(nothing));
  std::string cut("PK\x05\x06\0\0\0\0\x01\0\x01\0\x2f\0\0\0\x1f\0\0\0\0\0", 22);
  CHECK_FALSE(normalise_zip(cut));
}

TEST_CASE("a PDF and a DOCX say what they were made from, and stay whole") {
  ProvenanceRecord record;
  record.version = "0.1.0";
  record.study = "x";
  record.input_sha256 = "ab12";
  record.audience = "public";
  std::string pdf = "%PDF-1.4\n<</Title (x)>>\n<</Type /Page\n>>\ntrailer\n<<>>\nstartxref\n17\n%%EOF\n";
  add_provenance_to_pdf(pdf, provenance_meta(record));
  CHECK(is_whole_pdf(pdf));
  CHECK(pdf.find("\n<meta") == std::string::npos);  // each line is a comment
  CHECK(pdf.ends_with("\nstartxref\n17\n%%EOF\n"));
  REQUIRE(read_provenance(pdf));
  CHECK(read_provenance(pdf)->input_sha256 == "ab12");
  CHECK(read_provenance(pdf)->audience == "public");

  std::string zip("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
  add_provenance_to_docx(zip, provenance_meta(record));
  CHECK(read_provenance(zip)->input_sha256 == "ab12");
  CHECK(zip.find("PK\x03\x04") == 0);
  const auto end = zip.size() - 22;
  CHECK(zip.substr(end, 4) == "PK\x05\x06");
  CHECK(zip[end + 10] == 1);                            // one entry
  CHECK(zip.substr(end + 20) == std::string(2, '\0'));  // and no comment, which LibreOffice refuses
  auto cut = zip.substr(0, zip.size() - 1);
  const auto before = cut;
  add_provenance_to_docx(cut, provenance_meta(record));
  CHECK(cut == before);
}

TEST_CASE("the pages of anchors are read from a PDF as Chromium writes it") {
  const std::string pdf =
      "%PDF-1.4\n2 0 obj\n<</Type /Page\n/Parent 9 0 R>>\nendobj\n12 0 obj\n<</Type /Page\n>>\nendobj\n"
      "9 0 obj\n<</Type /Pages\n/Count 2\n/Kids [2 0 R 12 0 R]>>\nendobj\n"
      "21 0 obj\n<</summary [2 0 R /XYZ 0 756.4 0]\n/network-annex [12 0 R /XYZ 0 84 0]>>\nendobj\n"
      "22 0 obj\n<</Type /Catalog\n/Pages 9 0 R\n/Dests 21 0 R\n>>\nendobj\n";
  const auto pages = pages_of_anchors(pdf);
  CHECK(pages.size() == 2);
  CHECK(pages.at("summary") == 1);
  CHECK(pages.at("network-annex") == 2);
  CHECK(pages_of_anchors("").empty());
  CHECK(pages_of_anchors(pdf.substr(0, pdf.size() / 2)).empty());
}

TEST_CASE("a PDF that was not written to its end is told from one that was") {
  const std::string pdf =
      "%PDF-1.4\n1 0 obj <</Title (x)>>\n2 0 obj <</Type /Pages\n/Count 1>>\n3 0 obj <</Type /Page\n>>\n%%EOF";
  CHECK(is_whole_pdf(pdf));
  CHECK_FALSE(is_whole_pdf(""));
  CHECK_FALSE(is_whole_pdf(pdf.substr(0, pdf.size() - 3)));
  CHECK_FALSE(is_whole_pdf("%PDF-1.4\n<</Title (x)>> <</Type /Pages>>\n%%EOF"));
  CHECK_FALSE(is_whole_pdf("%PDF-1.4\n<</Type /Page >>\n%%EOF"));
}
