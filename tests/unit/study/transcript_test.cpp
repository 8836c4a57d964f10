#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace quickscan;
using namespace quickscan::test;

namespace {

const std::string transcript =
    "Interviewer: Hoe gaat het?\n"
    "Wijkcoach: Nou, “we kunnen\n"
    "het dezelfde dag  regelen”, zeg ik.\n"
    "Interviewer: Echt?\n";

/// What is found in an interview with this transcript, this quote and this place.
ReadResult compared(const std::string& quote, const std::string& at = "", const std::string& text = transcript) {
  auto files = small_study();
  files["transcripts/r1.txt"] = text;
  auto& interview = files["interviews/r1.yaml"];
  interview = replaced(interview, "form: single", "form: single\ntranscript: transcripts/r1.txt");
  interview = replaced(interview, "Het kan dezelfde dag.", quote) + (at.empty() ? "" : "  at: " + at + "\n");
  return read_files(files);
}

}  // namespace

TEST_CASE("a quote is found in its transcript whatever its white space and quotation marks") {
  CHECK(lines_of(compared("we kunnen het dezelfde dag regelen")) == "");
  CHECK(lines_of(compared("'\"we kunnen het dezelfde dag regelen\", zeg ik'")) == "");
}

TEST_CASE(
    "of a quote that is not in the transcript the nearest passage is a place, and no word of it is in the finding") {
  const auto result = compared("we konden het dezelfde dag regelen");
  REQUIRE(lines_of(result) == "interviews/r1.yaml:18:10: warning[QS413]: a quote that is not in the transcript\n");
  const auto& one = result.diagnostics.front();
  CHECK(one.help == "compare with line 2 of the transcript");
  REQUIRE(one.notes.size() == 1);
  const auto& place = one.notes.front().place;
  CHECK(result.study.sources.path(place.source) == "transcripts/r1.txt");
  CHECK(transcript.substr(place.begin, place.end - place.begin) == "“we kunnen\nhet dezelfde dag  regelen”,");
}

TEST_CASE("a quote that is like nothing in the transcript has no nearest passage") {
  const auto result = compared("iets heel anders dan dit");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics.front().notes.empty());
}

TEST_CASE("lines that `at` names are in the transcript, and the quote is in them") {
  const std::string quote = "we kunnen het dezelfde dag regelen";
  CHECK(lines_of(compared(quote, "L2-L3")) == "");
  CHECK(lines_of(compared(quote, "L3")) == "");
  CHECK(lines_of(compared(quote, "'00:12'")) == "");
  CHECK(lines_of(compared(quote, "L5")) == "interviews/r1.yaml:19:7: warning[QS414]: no line 5 in the transcript\n");
  CHECK(lines_of(compared(quote, "L3-L2")) ==
        "interviews/r1.yaml:19:7: warning[QS414]: lines that end before they begin\n");
  CHECK(lines_of(compared(quote, "L4")) ==
        "interviews/r1.yaml:19:7: warning[QS414]: the quote is not in these lines\n");
}

TEST_CASE("a transcript that is not there or no text is a note, and one outside the folder is not read") {
  auto files = small_study();
  auto& interview = files["interviews/r1.yaml"];
  const auto plain = interview;
  interview = replaced(plain, "form: single", "form: single\ntranscript: transcripts/r1.txt");
  CHECK(findings_in(files) == "interviews/r1.yaml:4:13: note[QS605]: the transcript is not there\n");
  CHECK(lines_of(compared("x", "", "\xff\xfe")) ==
        "interviews/r1.yaml:4:13: note[QS605]: the transcript is not UTF-8\n");
  interview = replaced(plain, "form: single", "form: single\ntranscript: a/../../r1.txt");
  CHECK(findings_in(files) == "interviews/r1.yaml:4:13: error[QS164]: a transcript outside the study's folder\n");
}

TEST_CASE("quotes that begin with each other or repeat themselves are found as each by itself") {
  const std::vector<std::string> words{"aa", "aaaa", "ab", "aab", "baaa", "c"};
  std::mt19937 random(1);
  const auto text_of = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + words[random() % words.size()];
    return text;
  };
  for (int round = 0; round < 40; ++round) {
    auto files = small_study();
    files["transcripts/r1.txt"] = text_of(20 + random() % 40);
    auto& interview = files["interviews/r1.yaml"];
    interview = replaced(interview, "form: single", "form: single\ntranscript: transcripts/r1.txt");
    std::size_t missing = files["transcripts/r1.txt"].find("Het kan dezelfde dag.") == std::string::npos ? 1 : 0;
    for (int i = 0; i < 60; ++i) {
      const auto quote = text_of(1 + random() % 4);
      interview += "- rec: access\n  stage: 3\n  quote: " + quote + "\n";
      if (files["transcripts/r1.txt"].find(quote) == std::string::npos) ++missing;
    }
    std::size_t found = 0;
    for (const auto& one : read_files(files).diagnostics) found += one.is(rule::quote_not_in_transcript) ? 1U : 0U;
    CHECK(found == missing);
  }
}
