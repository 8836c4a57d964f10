#include "formats/graph_columns.hpp"

#include "core/format.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>

namespace quickscan {

namespace {

GraphValue text(std::string_view value) { return value.empty() ? GraphValue() : GraphValue(std::string(value)); }

GraphValue real(const std::optional<double>& value) { return value ? GraphValue(*value) : GraphValue(); }

GraphValue whole(int value) { return static_cast<std::int64_t>(value); }

GraphValue level_of(const GraphContext& context, const ActorResult& actor) {
  if (actor.level == none) return {};
  return text(context.study.framework[actor.level].id);
}

/// Who claims it and in which interview: `wijkteam@operational (g2)`.
std::string claims_of(const TieResult& tie) {
  std::set<std::string> claims;
  for (const auto& claim : tie.claims)
    claims.insert(claim.actor.empty() ? claim.interview : fmt::format("{} ({})", claim.actor, claim.interview));
  return join(claims, "; ");
}

/// Characters that XML 1.0 cannot hold, not even as references.
bool is_forbidden_in_xml(std::uint32_t point) {
  return (point < 0x20U && point != '\t' && point != '\n' && point != '\r') || point == 0xfffeU || point == 0xffffU;
}

}  // namespace

const std::vector<ActorColumn>& actor_columns() {
  using A = ActorResult;
  using C = GraphContext;
  static const std::vector<ActorColumn> columns = {
      {"label", GraphType::text, [](const C& c, const A& a) { return text(actor_label(c, a)); }},
      {"name", GraphType::text, [](const C& c, const A& a) { return text(a.label.in(c.language)); }},
      {"kind", GraphType::text, [](const C&, const A& a) { return text(id_of(a.kind)); }},
      {"organisation", GraphType::text, [](const C&, const A& a) { return text(a.organisation); }},
      {"sector", GraphType::text, [](const C&, const A& a) { return text(a.sector); }},
      {"level", GraphType::text, level_of},
      {"heard", GraphType::boolean,
       [](const C& c, const A& a) { return c.network.hides_heard ? GraphValue() : GraphValue(a.heard); }},
      {"entry", GraphType::boolean, [](const C&, const A& a) { return GraphValue(a.entry); }},
      {"help", GraphType::boolean, [](const C&, const A& a) { return GraphValue(a.help); }},
      {"interviews", GraphType::integer,
       [](const C& c, const A& a) {
         return c.network.published ? GraphValue() : whole(static_cast<int>(a.interviews.size()));
       }},
      {"degree", GraphType::integer, [](const C&, const A& a) { return whole(a.degree); }},
      {"in_degree", GraphType::integer, [](const C&, const A& a) { return whole(a.in_degree); }},
      {"out_degree", GraphType::integer, [](const C&, const A& a) { return whole(a.out_degree); }},
      {"betweenness", GraphType::real, [](const C&, const A& a) { return real(a.betweenness); }},
      {"closeness", GraphType::real, [](const C&, const A& a) { return real(a.closeness); }},
      {"harmonic", GraphType::real, [](const C&, const A& a) { return real(a.harmonic); }},
      {"clustering", GraphType::real, [](const C&, const A& a) { return GraphValue(a.clustering); }},
      {"core", GraphType::integer, [](const C&, const A& a) { return whole(a.core); }},
      {"constraint", GraphType::real, [](const C&, const A& a) { return real(a.constraint); }},
      {"community", GraphType::integer, [](const C&, const A& a) { return whole(a.community); }},
  };
  return columns;
}

const std::vector<TieColumn>& tie_columns() {
  using T = TieResult;
  using C = GraphContext;
  static const std::vector<TieColumn> columns = {
      {"relation", GraphType::text, [](const C&, const T& t) { return text(id_of(t.relation)); }},
      {"status", GraphType::text, [](const C&, const T& t) { return text(id_of(t.status)); }},
      {"confirmation", GraphType::text,
       [](const C& c, const T& t) { return c.network.hides_heard ? GraphValue() : text(id_of(t.confirmation)); }},
      {"mutual", GraphType::boolean, [](const C&, const T& t) { return GraphValue(goes_both_ways(t.relation)); }},
      {"in_network", GraphType::boolean, [](const C&, const T& t) { return GraphValue(t.in_network); }},
      {"interviews", GraphType::integer,
       [](const C& c, const T& t) { return c.network.published ? GraphValue() : whole(claiming_interviews(t)); }},
      {"claims", GraphType::text,
       [](const C& c, const T& t) { return c.network.published ? GraphValue() : text(claims_of(t)); }},
  };
  return columns;
}

GraphContext graph_context(const NetworkResult& network, const Study& study, Language language) {
  GraphContext context{network, study, language, {}, {}};
  if (const auto banner = banner_of(study.provenance, language)) {
    context.banner_title = banner->title;
    context.banner = banner->title + ". " + banner->text;
  }
  return context;
}

std::string actor_label(const GraphContext& context, const ActorResult& actor) {
  const auto& name = actor.label.in(context.language);
  if (actor.level == none) return name;
  const auto& level = context.study.framework[actor.level];
  return fmt::format("{} ({})", name, level.name.in(context.language));
}

int tie_weight(const TieResult& tie) { return std::max(1, claiming_interviews(tie)); }

std::string plain_text(const GraphValue& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& own) const { return own; }
    std::string operator()(std::int64_t own) const { return fmt::format("{}", own); }
    std::string operator()(double own) const { return fmt::format("{}", own); }
    std::string operator()(bool own) const { return own ? "true" : "false"; }
  };
  return std::visit(Writer{}, value);
}

std::string escape_xml(std::string_view source) {
  std::string out;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char letter = source[at];
    const auto byte = static_cast<unsigned char>(letter);
    switch (letter) {
      case '&': out += "&amp;"; continue;
      case '<': out += "&lt;"; continue;
      case '>': out += "&gt;"; continue;
      case '"': out += "&quot;"; continue;
      case '\'': out += "&apos;"; continue;
      // As references, so that attributes keep them.
      case '\t': out += "&#9;"; continue;
      case '\n': out += "&#10;"; continue;
      case '\r': out += "&#13;"; continue;
      case '\x7f': out += "&#127;"; continue;
      default: break;
    }
    if (is_forbidden_in_xml(byte)) {
      out += "\uFFFD";
    } else if (byte == 0xc2U && at + 1 < source.size() && static_cast<unsigned char>(source[at + 1]) < 0xa0U) {
      out += fmt::format("&#{};", static_cast<unsigned>(static_cast<unsigned char>(source[++at])));
    } else if (source.substr(at, 2) == "\xef\xbf" && at + 2 < source.size() &&
               static_cast<unsigned char>(source[at + 2]) >= 0xbeU) {
      out += "\uFFFD";
      at += 2;
    } else {
      out += letter;
    }
  }
  return out;
}

std::string escape_dot(std::string_view source) {
  std::string out;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char letter = source[at];
    if (letter == '"') {
      out += "\\\"";
    } else if (letter == '\\') {
      out += "\\\\";
    } else if (letter == '\n') {
      out += "\\n";
    } else if (letter == '&' && source.find(';', at) != std::string_view::npos) {
      // Graphviz reads references of HTML in every label.
      out += "&amp;";
    } else if (static_cast<unsigned char>(letter) < 0x20U || letter == '\x7f') {
      out += letter == '\t' ? " " : "\uFFFD";
    } else {
      out += letter;
    }
  }
  return out;
}

std::string escape_csv(std::string_view source) {
  std::string out(source);
  if (!out.empty() && std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos) out.insert(0, 1, '\'');
  if (out.find_first_of(",\"\n\r") == std::string::npos && (out.empty() || (out.front() != ' ' && out.back() != ' ')))
    return out;
  std::string quoted = "\"";
  for (const char letter : out) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

}  // namespace quickscan
