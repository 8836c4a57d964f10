#include "report/network_statements.hpp"

#include "core/format_number.hpp"
#include "report/network_statements_actors.hpp"
#include "report/network_statements_structure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace quickscan {

namespace {

bool for_any_selection(const NetworkWords& /*words*/) { return true; }
bool for_the_whole(const NetworkWords& words) { return words.is_whole(); }

template <Relation relation>
bool for_all_ties_of(const NetworkWords& words) {
  return words.has_relation(relation) && words.has_existing_ties();
}

bool for_plans(const NetworkWords& words) {
  return words.has_relation() && (has_usual_statuses(words.network.options) || words.has_status(TieStatus::planned));
}

/// A finding, and whether it holds for the selection of ties that was asked for.
struct Finding {
  std::string_view id;
  MaybeStatement (*state)(const NetworkWords&);
  bool (*holds)(const NetworkWords&);
  /// It says, or rests on, who was heard.
  bool needs_heard = false;
};

constexpr std::array findings_in_order = {
    Finding{"referral", state_referral, for_all_ties_of<Relation::refers>, true},
    Finding{"coverage", state_coverage, for_the_whole, true},
    Finding{"dependence", state_dependence, for_any_selection},
    Finding{"bridges", state_bridges, for_the_whole, true},
    Finding{"escalation", state_escalation, for_all_ties_of<Relation::escalates>, true},
    Finding{"levels", state_levels, for_any_selection},
    Finding{"sectors", state_sectors, for_any_selection},
    Finding{"confirmation", state_confirmation, for_any_selection, true},
    Finding{"apart", state_apart, for_the_whole, true},
    Finding{"planned", state_planned, for_plans},
};

}  // namespace

void add_sentence(std::string& text, const std::string& more) {
  if (!text.empty()) text += ' ';
  text += more;
}

std::vector<NetworkStatement> network_statements(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  std::vector<NetworkStatement> statements;
  for (const auto& finding : findings_in_order) {
    if (!finding.holds(words) || (finding.needs_heard && network.hides_heard)) continue;
    auto statement = finding.state(words);
    if (!statement || statement->text.empty()) continue;
    statement->finding = finding.id;
    if (network.published) statement->evidence.clear();  // it counts interviews
    statements.push_back(std::move(*statement));
  }
  std::ranges::stable_sort(statements, [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return statements;
}

std::vector<std::string> network_change_sentences(const NetworkChange& change, const NetworkOfStudy& before,
                                                  const NetworkOfStudy& after, Language language,
                                                  Coefficients coefficients) {
  const bool with_index = coefficients == Coefficients::in_numbers;
  const NetworkWords old_words(before.network, before.study, language);
  const NetworkWords words(after.network, after.study, language);
  std::vector<std::string> sentences = {
      words.say(with_index ? "changed" : "changed_plain", {{"kept", count_of(change.kept.size())},
                                                           {"gained", count_of(change.gained.size())},
                                                           {"lost", count_of(change.lost.size())},
                                                           {"jaccard", format_number(change.jaccard, 2, language)}})};
  const bool has_pairs = change.actors_in_both.size() > 1;
  if (with_index && has_pairs && (!change.actors_only_before.empty() || !change.actors_only_after.empty())) {
    sentences.push_back(
        words.say("changed_matched", {{"count", count_of(change.actors_in_both.size())},
                                      {"jaccard", format_number(change.jaccard_matched, 2, language)}}));
  }
  if (!change.gained.empty())
    sentences.push_back(words.say("changed_gained", {{"names", words.tie_names(change.gained)}}));
  if (!change.lost.empty())
    sentences.push_back(words.say("changed_lost", {{"names", old_words.tie_names(change.lost)}}));
  std::vector<std::string> items;
  for (const auto& [old_tie, new_tie] : change.status_changed) {
    items.push_back(words.say("changed_status_item", {{"tie", words.tie_name(after.network.ties[new_tie])},
                                                      {"before", words.status(before.network.ties[old_tie].status)},
                                                      {"after", words.status(after.network.ties[new_tie].status)}}));
  }
  if (!items.empty())
    sentences.push_back(words.say("changed_status", {{"count", count_of(items.size())}, {"names", words.some(items)}}));
  return sentences;
}

}  // namespace quickscan
