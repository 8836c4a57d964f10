#include "statistics/bootstrap.hpp"
#include "statistics/coder_agreement.hpp"
#include "statistics/distributions.hpp"
#include "statistics/ordinal.hpp"
#include "statistics/permutation_tests.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

// Answers one question a line: {"what": "jonckheere", "groups": [[3, 3], [1, 2], [0]]} gives the test's numbers.
// The other side of tests/oracle/number_oracles.py.

using nlohmann::json;
using namespace quickscan;

namespace {

using Groups = std::vector<std::vector<int>>;

json maybe(const std::optional<double>& value) { return value ? json(*value) : json(); }

json range(const std::optional<Range<double>>& value) {
  return value ? json{{"low", value->low}, {"high", value->high}} : json();
}

std::vector<double> rungs_of(const json& question) {
  return question.value("rungs", std::vector<double>(question.at("top").get<std::size_t>(), 1.0));
}

RungCounts counts_of(const json& question) {
  return count_rungs(question.at("values").get<std::vector<int>>(), question.at("top").get<int>());
}

std::vector<LevelSample> samples_of(const json& question) {
  std::vector<LevelSample> samples;
  for (const auto& each : question.at("samples")) {
    samples.push_back({each.at("values").get<std::vector<int>>(), each.value("weight", 1.0)});
  }
  return samples;
}

Metric metric_of(const json& question) {
  const auto name = question.value("metric", std::string("ordinal"));
  return name == "nominal" ? Metric::nominal : name == "interval" ? Metric::interval : Metric::ordinal;
}

json test_json(const PermutationTest& test) {
  return {{"exact", test.exact},
          {"statistic", test.statistic},
          {"p", maybe(test.p)},
          {"p_min", maybe(test.p_min)},
          {"can_be_significant", test.can_be_significant}};
}

TestForm form_of(const json& question) {
  return question.value("form", std::string("exact")) == "exact" ? TestForm::exact : TestForm::normal;
}

json jonckheere(const json& question) {
  return test_json(jonckheere_terpstra(question.at("groups").get<Groups>(), form_of(question)));
}

json delta(const json& question) {
  const auto groups = question.at("groups").get<Groups>();
  return test_json(cliffs_delta(groups.at(0), groups.at(1), form_of(question)));
}

json median(const json& question) {
  const auto counts = counts_of(question);
  const auto interval = median_interval(counts);
  const auto pair = median_pair(counts);
  return {{"median", median_of(counts)},
          {"pair", {pair.low, pair.high}},
          {"low", interval.low},
          {"high", interval.high},
          {"coverage", interval.coverage}};
}

json measures(const json& question) {
  const auto counts = counts_of(question);
  return {{"consensus", leik_consensus(counts).value()},
          {"split", is_split(counts)},
          {"reach", reach_of(counts)},
          {"index", index_of(counts, declared_weights(rungs_of(question), question.at("top").get<int>()))}};
}

json bootstrap(const json& question) {
  return range(bootstrap_interval(samples_of(question), rungs_of(question), question.at("tail").get<double>()));
}

json interval(const json& question) { return range(index_interval(samples_of(question), rungs_of(question))); }

json alpha(const json& question) {
  return maybe(krippendorff_alpha(question.at("units").get<std::vector<UnitValues>>(), metric_of(question)));
}

json jackknife(const json& question) {
  const auto result = jackknife_alpha(question.at("clusters").get<std::vector<std::vector<UnitValues>>>());
  return result ? json{{"se", result->se}, {"low", result->low}, {"high", result->high}} : json();
}

json ac2(const json& question) {
  return maybe(ac2_linear(question.at("units").get<std::vector<UnitValues>>(), question.at("categories").get<int>()));
}

json distributions(const json& question) {
  const double z = question.at("z").get<double>();
  return {{"below", normal_below(z)},
          {"above", normal_above(z)},
          {"t", student_t_quantile(question.at("probability").get<double>(), question.at("degrees").get<double>())},
          {"tail", widened_tail(question.at("degrees").get<int>() + 1)}};
}

json adjusted(const json& question) { return holm(question.at("p").get<std::vector<double>>()); }

using Answer = json (*)(const json&);

const std::map<std::string, Answer> answers = {
    {"jonckheere", jonckheere},
    {"cliffs_delta", delta},
    {"holm", adjusted},
    {"median", median},
    {"measures", measures},
    {"bootstrap", bootstrap},
    {"interval", interval},
    {"alpha", alpha},
    {"jackknife", jackknife},
    {"ac2", ac2},
    {"distributions", distributions},
};

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto question = json::parse(line);
    std::cout << answers.at(question.at("what").get<std::string>())(question).dump() << '\n';
  }
}
