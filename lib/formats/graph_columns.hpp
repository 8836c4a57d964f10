#pragma once

#include "network/network.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quickscan {

/// The attributes of actors and ties in every graph file, with the escaping of each format.

/// A value of an attribute; the first alternative means that there is none.
using GraphValue = std::variant<std::monostate, std::string, std::int64_t, double, bool>;

enum class GraphType : std::uint8_t { text, integer, real, boolean };

struct GraphContext {
  const NetworkResult& network;
  const Study& study;
  Language language = Language::nl;
  /// What the data are where they are not fieldwork; empty where they are.
  std::string banner_title;
  std::string banner;  ///< title and explanation
};

GraphContext graph_context(const NetworkResult& network, const Study& study, Language language);

struct ActorColumn {
  std::string_view name;
  GraphType type = GraphType::text;
  GraphValue (*value)(const GraphContext&, const ActorResult&) = nullptr;
};

struct TieColumn {
  std::string_view name;
  GraphType type = GraphType::text;
  GraphValue (*value)(const GraphContext&, const TieResult&) = nullptr;
};

const std::vector<ActorColumn>& actor_columns();
const std::vector<TieColumn>& tie_columns();

/// The actor's name; with its level where the unit is actors: two levels of one organisation differ.
std::string actor_label(const GraphContext& context, const ActorResult& actor);
/// The number of interviews that claim a tie, at least 1.
int tie_weight(const TieResult& tie);
/// A value as text: numbers in their shortest exact form, `true` and `false`; nothing for no value.
std::string plain_text(const GraphValue& value);

// One function per context, tested by parsing the output back.
std::string escape_xml(std::string_view text);
/// Text inside the double quotes of DOT, without escapes or HTML references of Graphviz.
std::string escape_dot(std::string_view text);
/// A cell: quoted where it must be; a text that a spreadsheet would run gets a leading `'`.
std::string escape_csv(std::string_view text);

}  // namespace quickscan
