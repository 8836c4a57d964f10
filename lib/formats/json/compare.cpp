#include "formats/json/compare.hpp"

#include "formats/json/context.hpp"
#include "formats/json/values.hpp"
#include "report/reasons.hpp"

#include <tuple>
#include <utility>

namespace quickscan {

namespace {

/// The reasons why two studies cannot be compared and the notes to a comparison, as sentences.
template <typename Comparison>
void add_cautions(Json& json, const Comparison& found, Language language) {
  const Messages say(language);
  auto& refused = json["refused"] = Json::array();
  for (const auto& reason : found.refused) refused.push_back(incomparable_text(say, reason));
  auto& notes = json["notes"] = Json::array();
  for (const auto& note : found.notes) notes.push_back(note_text(say, note));
}

Json study_json(const Study& study, Language language) {
  return {{"id", study.id},
          {"title", study.title.in(language)},
          {"provenance", id_of(study.provenance)},
          {"reference_date", text_or_null(to_string(study.reference_date))}};
}

Json group_json(const VoiceGroup& group) {
  return {{"n", group.n},
          {"organisations", group.organisations},
          {"persons", group.persons},
          {"sufficient", group.sufficient},
          {"median", or_null(group.median)},
          {"median_pair", group.median_pair ? Json::array({group.median_pair->low, group.median_pair->high}) : Json()},
          {"tried", group.tried}};
}

Json both_json(const GroupInBothWaves& group) {
  return {{"before", group_json(group.before)}, {"after", group_json(group.after)}};
}

Json cell_json(const CellChange& cell, Language language) {
  return {{"rec", cell.rec},
          {"level", cell.level},
          {"change", or_null(cell.change)},
          {"refused", text_or_null(refusal_text(Messages(language), cell))},
          {"matched", both_json(cell.matched)},
          {"matched_organisations", cell.matched_organisations},
          {"all", both_json(cell.all)},
          {"same_persons", both_json(cell.same_persons)},
          {"new_persons", group_json(cell.new_persons)},
          {"persons_not_heard_again", group_json(cell.persons_not_heard_again)}};
}

template <typename Row>
Json id_or_null(const std::optional<Row>& row) {
  return row ? Json(row->id) : Json();
}

Json verdict_json(const VerdictChange& verdict, Language language) {
  return {{"rec", verdict.rec},
          {"before", id_or_null(verdict.before)},
          {"after", id_or_null(verdict.after)},
          {"matched_before", id_or_null(verdict.matched_before)},
          {"matched_after", id_or_null(verdict.matched_after)},
          {"changed", or_null(verdict.changed)},
          {"refused", text_or_null(refusal_text(Messages(language), verdict))}};
}

Json development_json(const DevelopmentChange& change) {
  const auto status = [](const std::optional<DevelopmentStatus>& value) {
    return value ? Json(id_of(*value)) : Json();
  };
  return {{"id", change.development},
          {"step", id_of(change.step)},
          {"status_before", status(change.status_before)},
          {"status_after", status(change.status_after)},
          {"live_before", change.live_before},
          {"live_after", change.live_after}};
}

Json tie_json(const NetworkResult& network, std::size_t index) {
  const auto& tie = network.ties.at(index);
  return {{"source", network.actors.at(tie.source).id},
          {"target", network.actors.at(tie.target).id},
          {"relation", id_of(tie.relation)},
          {"status", id_of(tie.status)}};
}

Json network_change_json(const NetworkChange& change, const NetworkResult& before, const NetworkResult& after) {
  Json json;
  json["kept"] = change.kept.size();
  for (const auto& [key, ties, network] :
       {std::tuple{"lost", &change.lost, &before}, std::tuple{"gained", &change.gained, &after}}) {
    auto& rows = json[key] = Json::array();
    for (const auto tie : *ties) rows.push_back(tie_json(*network, tie));
  }
  auto& changed = json["status_changed"] = Json::array();
  for (const auto& [old_tie, new_tie] : change.status_changed)
    changed.push_back({{"before", tie_json(before, old_tie)}, {"after", tie_json(after, new_tie)}});
  json["jaccard"] = number_or_null(change.jaccard);
  json["jaccard_matched"] = number_or_null(change.jaccard_matched);
  json["actors_in_both"] = change.actors_in_both;
  json["actors_only_before"] = change.actors_only_before;
  json["actors_only_after"] = change.actors_only_after;
  return json;
}

Json place_cell_json(const PlaceCell& place, bool of_verdicts) {
  if (of_verdicts) return place.verdict != nullptr ? Json(place.verdict->id) : Json();
  if (place.cell == nullptr) return {};
  return {{"n", place.cell->n},
          {"organisations", place.cell->organisations},
          {"persons", place.cell->persons},
          {"sufficient", place.cell->sufficient},
          {"median", or_null(place.cell->median)}};
}

}  // namespace

std::string waves_json(const ComparedStudy& before, const ComparedStudy& after, Language language) {
  const auto found = compare_waves(before, after);
  Json json;
  json["quickscan"] = "waves/1";
  json["before"] = study_json(before.study, language);
  json["after"] = study_json(after.study, language);
  add_cautions(json, found, language);
  json["persons_in_both"] = or_null(found.persons_in_both);
  json["organisations_in_both"] = found.organisations_in_both;
  json["organisations_only_before"] = found.organisations_only_before;
  json["organisations_only_after"] = found.organisations_only_after;
  auto& cells = json["cells"] = Json::array();
  for (const auto& each : found.cells) cells.push_back(cell_json(each, language));
  auto& verdicts = json["verdicts"] = Json::array();
  for (const auto& each : found.verdicts) verdicts.push_back(verdict_json(each, language));
  auto& developments = json["developments"] = Json::array();
  for (const auto& each : found.developments) developments.push_back(development_json(each));
  json["network"] = network_change_json(found.network, before.analysis.network, after.analysis.network);
  return dump(json);
}

std::string places_json(const std::vector<ComparedStudy>& studies, const StudyGroups& groups, Language language) {
  const auto found = compare_places(studies, groups);
  Json json;
  json["quickscan"] = "compare/2";
  auto& list = json["studies"] = Json::array();
  for (const auto& each : studies) list.push_back(study_json(each.study, language));
  add_cautions(json, found, language);
  auto& rows = json["rows"] = Json::array();
  for (const auto& row : found.rows) {
    Json cells = Json::array();
    for (const auto& cell : row.cells) cells.push_back(place_cell_json(cell, row.level.empty()));
    rows.push_back({{"rec", row.rec}, {"level", text_or_null(row.level)}, {"cells", std::move(cells)}});
  }
  for (const auto& [key, group] : {std::pair{"high", &groups.high}, std::pair{"low", &groups.low}}) {
    auto& ids = json[key] = Json::array();
    for (const std::size_t study : *group) ids.push_back(studies[study].study.id);
  }
  auto& factors = json["factors"] = Json::array();
  for (const auto& row : found.factors) {
    Json ratings = Json::array();
    for (const auto& rating : row.ratings) ratings.push_back(rating ? rating_json(*rating) : Json());
    factors.push_back({{"factor", row.factor},
                       {"ratings", std::move(ratings)},
                       {"separates", text_or_null(std::string(id_of(row.separates)))}});
  }
  return dump(json);
}

}  // namespace quickscan
