#pragma once

#include "study/study.hpp"
#include "yaml/fields.hpp"

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quickscan {

/// Finds an id in constant time; views into the study's own strings, so it lives no longer than they.
template <typename RowId>
using IdIndex = std::unordered_map<std::string_view, RowId>;

/// What the readers of one file share: its fields, and the study it refers to.
struct ReadContext {
  const Fields& fields;
  const Study& study;
  const IdIndex<StakeholderId>& stakeholders;
  const IdIndex<DevelopmentId>& developments;
  /// A file that references point into could not be read, so they cannot be followed, and are not.
  bool alone = false;
  /// Set where an id of a file that is not there is met; null where it is there, and the id unknown.
  std::atomic<bool>* stakeholders_needed = nullptr;
  bool developments_unread = false;

  /// A place within a scalar of one line: `offset` and `size` count its text's bytes.
  Place part(const YamlNode& node, std::size_t offset, std::size_t size) const;

  /// The thing that a text at `place` names, or none after a finding with a suggestion.
  RecommendationId recommendation(std::string_view id, const Place& place) const;
  LevelId level(std::string_view id, const Place& place) const;
  StakeholderId stakeholder(std::string_view id, const Place& place) const;
  DevelopmentId development(std::string_view id, const Place& place) const;
  FactorId factor(std::string_view id, const Place& place) const;
  ConceptId concept_index(std::string_view id, const Place& place) const;
  PlaceId study_place(std::string_view id, const Place& place) const;

  /// `stakeholder@level`, or `stakeholder` with `default_level`; with `level_required`, one that has
  /// no level is reported. `offset` and `size` are the actor's part of the scalar.
  std::optional<Actor> actor(const YamlNode& node, std::size_t offset, std::size_t size, LevelId default_level,
                             bool level_required) const;
  /// The same for a scalar that is nothing but an actor.
  std::optional<Actor> actor(const YamlNode& node, LevelId default_level, bool level_required) const;

  /// Reports a level that the stakeholder does not have; an error where it is `written`, a warning where it is that of
  /// the statement.
  void must_have_level(const Place& place, StakeholderId who, LevelId level, bool written = true) const;

  /// Reads a date into `target`.
  void date(const YamlNode* node, Date& target) const;

  /// Calls `function(node, text)` for each text of a list; nothing where there is none.
  template <typename Function>
  void each_text(const YamlNode* node, Function function) const {
    if (node == nullptr || !fields.is_sequence(*node)) return;
    fields.each(*node, [&](const YamlNode& item) {
      if (const auto text = fields.text(item)) function(item, *text);
    });
  }
};

/// Whether a suggestion is still looked for: no more than 200 findings are shown of a file, and the nearest of
/// very many ids takes long to find.
inline bool below_suggestion_limit(const Diagnostics& so_far) { return so_far.size() < 250; }

/// Reports an id that names nothing, with the nearest of `known` as a suggestion, or the help `by_name`.
void report_unknown(const Fields& fields, const Rule& rule, std::string_view kind, std::string_view id,
                    const Place& place, std::string_view where, const std::vector<std::string>& known,
                    std::string by_name = {});

template <typename Row>
std::vector<std::string> ids_of(const std::vector<Row>& rows) {
  std::vector<std::string> result;
  result.reserve(rows.size());
  for (const auto& row : rows) result.push_back(row.id);
  return result;
}

/// The same for an id of one of these rows.
template <typename Row>
void report_unknown(const Fields& fields, const Rule& rule, std::string_view kind, std::string_view id,
                    const Place& place, std::string_view where, const std::vector<Row>& rows,
                    std::string by_name = {}) {
  const auto known = below_suggestion_limit(fields.diagnostics()) ? ids_of(rows) : std::vector<std::string>();
  report_unknown(fields, rule, kind, id, place, where, known, std::move(by_name));
}

}  // namespace quickscan
