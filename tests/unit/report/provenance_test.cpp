#include "core/sha256.hpp"
#include "report/provenance.hpp"

#include <doctest/doctest.h>

using namespace quickscan;

namespace {

ProvenanceRecord example() {
  ProvenanceRecord record;
  record.version = "0.1.0";
  record.study = "small";
  record.inputs = {{"interviews/a \"b\" <&>.yaml", sha256_hex("a")}, {"study.yaml", sha256_hex("s")}};
  record.input_sha256 = hash_inputs(record.inputs);
  record.thresholds = {3, 2, 5};
  record.weights = "levels: strategic 2";
  record.audience = "internal";
  record.language = "nl";
  return record;
}

}  // namespace

TEST_CASE("the hash of the inputs does not depend on their order") {
  const InputFile one{"b.yaml", "11"};
  const InputFile two{"a.yaml", "22"};
  CHECK(hash_inputs({one, two}) == hash_inputs({two, one}));
  CHECK(hash_inputs({one, two}) == sha256_hex("22  a.yaml\n11  b.yaml\n"));
  CHECK(hash_inputs({one}) != hash_inputs({two}));
}

TEST_CASE("a record is read back from the page it was put into, whatever the paths look like") {
  const auto record = example();
  const auto read = read_provenance("<!DOCTYPE html><html><head>\n" + provenance_meta(record) + "</head></html>");
  REQUIRE(read);
  CHECK(read->version == "0.1.0");
  CHECK(read->input_sha256 == record.input_sha256);
  REQUIRE(read->inputs.size() == 2);
  CHECK(read->inputs[0].path == "interviews/a \"b\" <&>.yaml");
  CHECK(read->inputs[0].sha256 == sha256_hex("a"));
  CHECK(read->thresholds == Thresholds{3, 2, 5});
  CHECK(read->weights == "levels: strategic 2");
  CHECK(read->audience == "internal");
}

TEST_CASE("a page without a record has none") {
  CHECK_FALSE(read_provenance("<html><head><meta name=\"quickscan-version\" content=\"1\" /></head></html>"));
  CHECK_FALSE(read_provenance(""));
  CHECK_FALSE(read_provenance("<meta name=\"quickscan-"));
}

TEST_CASE("a comparison names the files that changed, came and went") {
  auto record = example();
  record.inputs = {{"a", "1"}, {"b", "2"}, {"c", "3"}};
  record.input_sha256 = hash_inputs(record.inputs);
  CHECK(compare_provenance(record, {{"c", "3"}, {"b", "2"}, {"a", "1"}}).same);
  const auto difference = compare_provenance(record, {{"a", "1"}, {"b", "9"}, {"d", "4"}});
  CHECK_FALSE(difference.same);
  CHECK(difference.changed == std::vector<std::string>{"b"});
  CHECK(difference.added == std::vector<std::string>{"d"});
  CHECK(difference.removed == std::vector<std::string>{"c"});
}

TEST_CASE("a public record names no files, so only the whole can be compared") {
  auto record = example();
  record.inputs.clear();
  CHECK(compare_provenance(record, example().inputs).same);
  const auto difference = compare_provenance(record, {{"a", "1"}});
  CHECK_FALSE(difference.same);
  CHECK(difference.files_unknown);
  CHECK(difference.changed.empty());
}
