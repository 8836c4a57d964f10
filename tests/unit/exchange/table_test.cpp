#include "exchange/coding_guide.hpp"
#include "exchange/segments.hpp"
#include "exchange/table.hpp"
#include "formats/markdown.hpp"
#include "study_files.hpp"
#include "texts.hpp"

#include <doctest/doctest.h>

using quickscan::Column;
using quickscan::ColumnType;
using quickscan::CsvDialect;
using quickscan::DataTable;

namespace {

DataTable table_of(std::vector<nlohmann::ordered_json> row) {
  DataTable table{.name = "t", .title = "T", .columns = {}};
  for (std::size_t at = 0; at < row.size(); ++at)
    table.columns.push_back(Column{.name = std::string(1, static_cast<char>('a' + at)), .type = ColumnType::text});
  table.rows.push_back(std::move(row));
  return table;
}

}  // namespace

TEST_CASE("a CSV holds what JSON holds: shortest numbers, an empty cell for what is missing, texts as they are") {
  CHECK(to_csv(table_of({"een, \"twee\"", 0.1, nullptr, true, "=1+1", 3})) ==
        "a,b,c,d,e,f\n\"een, \"\"twee\"\"\",0.1,,true,=1+1,3\n");
  CHECK(to_csv(table_of({"regel\nregel", " x"})) == "a,b\n\"regel\nregel\",\" x\"\n");
}

TEST_CASE("a CSV for a Dutch Excel has semicolons, decimal commas, and no text that runs as a formula") {
  CHECK(to_csv(table_of({"een; twee", 0.5, -1.25, "=1+1", "-", "1.5"}), CsvDialect::excel_nl) ==
        "\xEF\xBB\xBF"
        "a;b;c;d;e;f\r\n\"een; twee\";0,5;-1,25;'=1+1;'-;1.5\r\n");
}

TEST_CASE("statements are found by every code together, and by words whatever their capitals") {
  const auto study = quickscan::test::study_of(quickscan::test::small_study());
  const auto all = quickscan::find_segments(study);
  CHECK(!all.empty());
  quickscan::SegmentFilter filter;
  filter.stage = "unknown";
  filter.text = "GEEN ENKEL VERSLAG ZEGT DIT";
  CHECK(quickscan::find_segments(study, filter).empty());
  const auto table = statements_table(study, all, quickscan::Language::en);
  CHECK(table.rows.size() == all.size());
  CHECK(table.rows.front().size() == table.columns.size());
}

TEST_CASE("the codebook names the levels, and where a recommendation has landed and is practice") {
  using namespace quickscan;
  using namespace quickscan::test;
  const auto study = read_files(small_study()).study;
  const auto english = to_markdown(coding_guide(study, Language::en)).text;
  for (const auto* words : {"## Levels", "the front line: here it has to be done", "from here on it has landed",
                            "from here on it is practice", "Too little for rung 0: code nothing; silence is no rung"})
    CHECK(holds(english, words));
  CHECK(!holds(english, "Too little for rung 0: code a lower rung"));
  const auto dutch = to_markdown(coding_guide(study, Language::nl)).text;
  for (const auto* words :
       {"## Niveaus", "vanaf hier overgenomen", "vanaf hier in de praktijk", "codeer niets; zwijgen is geen trede"})
    CHECK(holds(dutch, words));
}
