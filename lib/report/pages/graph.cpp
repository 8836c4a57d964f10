#include "report/pages/graph.hpp"

#include "core/format_number.hpp"
#include "core/source.hpp"
#include "core/utf8.hpp"
#include "report/network_wording.hpp"

#include <algorithm>
#include <set>

namespace quickscan {

namespace {

constexpr std::size_t most_rows = 20;
constexpr std::size_t most_findings = 5;

/// Wraps words to `width` characters; lines after the first are indented by `indent`.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = make_visible(text.substr(0, end));
    const auto size = count_code_points(word);
    if (column > 0 && column + 1 + size > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size + (column == 0 ? indent : 0);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + '\n';
}

void add_statement(std::string& out, const NetworkWords& words, const NetworkStatement& statement,
                   const std::string& mark, std::size_t width) {
  const auto indent = count_code_points(mark);
  const std::string margin(indent, ' ');
  out += mark + wrap(statement.text, width, indent);
  if (!statement.evidence.empty()) {
    out += margin + wrap(words.say("evidence_label") + ' ' + statement.evidence, width, indent);
  }
  if (!statement.change.empty()) {
    out += margin + wrap(words.say("change_label") + ' ' + statement.change, width, indent);
  }
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const auto seen = make_visible(text);
  const auto size = count_code_points(seen);
  const std::string space(size < width ? width - size : 0, ' ');
  return right ? space + seen : seen + space;
}

void add_table(std::string& out, const NetworkWords& words, const Table& table, std::size_t rows) {
  std::vector<std::size_t> widths;
  for (const auto& column : table.columns) widths.push_back(count_code_points(column));
  const auto shown = std::min(rows, table.rows.size());
  for (std::size_t row = 0; row < shown; ++row) {
    for (std::size_t column = 0; column < widths.size(); ++column) {
      widths[column] = std::max(widths[column], count_code_points(table.rows[row][column].text));
    }
  }
  const auto add_line = [&](const auto& text_of, const auto& is_number) {
    std::string line;
    for (std::size_t column = 0; column < widths.size(); ++column) {
      line += "  ";
      line += padded(text_of(column), widths[column], is_number(column));
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  };
  const auto number = [&](std::size_t column) { return !table.rows.empty() && table.rows.front()[column].number; };
  add_line([&](std::size_t column) { return table.columns[column]; }, number);
  for (std::size_t row = 0; row < shown; ++row) {
    add_line([&](std::size_t column) { return table.rows[row][column].text; }, number);
  }
  if (shown < table.rows.size()) {
    out += "  " + words.say("more_rows", {{"count", static_cast<int>(table.rows.size() - shown)}}) + '\n';
  }
}

int claiming_interviews(const TieResult& tie) {
  std::set<Index> interviews;
  for (const auto& claim : tie.claims) interviews.insert(claim.interview_index);
  return static_cast<int>(interviews.size());
}

/// What the data are, where they are not fieldwork.
std::string banner_text(const Study& study, Language language, std::size_t width) {
  if (study.provenance == Provenance::fieldwork) return {};
  const Messages messages(language);
  const auto key = "banner." + std::string(id_of(study.provenance));
  return wrap(messages(key + "_title") + '.', width, 0) + wrap(messages(key), width, 0) + '\n';
}

std::string counts_text(const NetworkWords& words) {
  const auto& network = words.network;
  const auto ties = std::ranges::count_if(network.ties, [&](const TieResult& tie) { return words.is_shown(tie); });
  return words.say(words.is_whole() ? "counts" : "counts_selected",
                   {{"actors", static_cast<int>(network.actors.size())},
                    {"heard", words.heard()},
                    {"ties", static_cast<int>(ties)},
                    {"interviews", network.findings.interviews},
                    {"pairs", network.undirected.m}});
}

/// What is shown, how much that is, and what an actor and a tie are here.
std::string opening_text(const NetworkWords& words) {
  auto text = words.selection();
  if (!text.empty()) text += ' ';
  if (!words.is_whole()) text += words.say("selection_alone") + ' ';
  const bool by_actor = words.network.options.unit == NetworkUnit::actor;
  text += counts_text(words) + ' ' + words.say(by_actor ? "actor_means" : "actor_means_organisation");
  if (has_usual_statuses(words.network.options)) text += ' ' + words.say("not_counted");
  return text;
}

std::string groups_text(const NetworkWords& words) {
  const auto& u = words.network.undirected;
  if (u.m < 2) return {};
  const auto q = format_number(u.modularity, 2, words.language);
  if (u.modularity < 0.3) return words.say("groups_none", {{"q", q}});
  const auto groups = std::ranges::count_if(u.communities, [](const auto& nodes) { return nodes.size() > 1; });
  return words.say("groups", {{"count", static_cast<int>(groups)}, {"q", q}});
}

}  // namespace

Table network_actor_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("actors_caption");
  const bool by_level = network.options.unit != NetworkUnit::organisation;
  for (const std::string_view column : {"actor", "level", "sector", "heard", "degree", "rank", "rank_range"}) {
    if (column == "level" && !by_level) continue;  // an organisation stands at all of its levels
    table.columns.push_back(words.say(std::string("column_") + std::string(column)));
  }
  std::vector<std::size_t> order(network.actors.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const auto& left = network.actors[a];
    const auto& right = network.actors[b];
    return left.rank != right.rank ? left.rank < right.rank : left.degree > right.degree;
  });
  for (const auto index : order) {
    const auto& actor = network.actors[index];
    auto heard = words.say(actor.heard ? "legend_heard" : words.is_platform(index) ? "is_platform" : "not_heard");
    if (actor.heard && !actor.interviews.empty()) {  // in public it is withheld which those were
      heard = words.say("heard_in", {{"count", static_cast<int>(actor.interviews.size())}});
    }
    const bool ranked = actor.betweenness_raw > 0;
    std::string range(missing_number);
    if (actor.rank_range && ranked) {
      range = format_count(actor.rank_range->first) + "–" + format_count(actor.rank_range->second);
    }
    table.rows.push_back({{short_actor_name(actor, language)},
                          {actor.level == none ? std::string(missing_number) : words.level(actor.level)},
                          {words.sector(actor.sector)},
                          {heard},
                          {.text = format_count(actor.degree), .number = true},
                          {.text = ranked ? format_count(actor.rank) : std::string(missing_number), .number = true},
                          {.text = range, .number = true}});
    if (!by_level) table.rows.back().erase(table.rows.back().begin() + 1);
  }
  return table;
}

Table network_tie_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("ties_caption");
  for (const auto* column : {"from", "relation", "to", "status", "confirmation", "interviews"}) {
    table.columns.push_back(words.say(std::string("column_") + column));
  }
  for (const auto& tie : network.ties) {
    if (!words.is_shown(tie)) continue;
    const auto said =
        tie.claims.empty() ? words.say("said_registered") : words.say("said_" + std::string(id_of(tie.confirmation)));
    table.rows.push_back({{words.name(tie.source)},
                          {words.say("relation_" + std::string(id_of(tie.relation)))},
                          {words.name(tie.target)},
                          {words.say("status_" + std::string(id_of(tie.status)))},
                          {said},
                          {.text = format_count(claiming_interviews(tie)), .number = true}});
  }
  return table;
}

Table network_level_table(const NetworkResult& network, const Study& study, Language language) {
  const NetworkWords words(network, study, language);
  Table table;
  table.caption = words.say("blocks_caption");
  const auto& blocks = network.undirected.by_level.blocks;
  std::vector<std::string> levels;
  for (const auto& block : blocks) {
    if (block.a == block.b) levels.push_back(block.a);
  }
  table.columns.push_back(words.say("column_level"));
  for (const auto& level : levels) table.columns.push_back(words.level(study.framework.find_level(level)));
  for (const auto& a : levels) {
    auto& row = table.rows.emplace_back();
    row.push_back({words.level(study.framework.find_level(a))});
    for (const auto& b : levels) {
      const auto found = std::ranges::find_if(blocks, [&](const GroupCount& block) {
        return (block.a == a && block.b == b) || (block.a == b && block.b == a);
      });
      row.push_back({.text = format_count(found->ties) + " / " + format_count(found->possible), .number = true});
    }
  }
  return table;
}

std::string network_text(const NetworkResult& network, const Study& study, const NetworkTextOptions& options) {
  const NetworkWords words(network, study, options.language);
  const auto width = std::max<std::size_t>(options.width, 40);
  std::string out = wrap(words.say("page", {{"title", study.title.in(options.language)}}), width, 0) + '\n';
  out += banner_text(study, options.language, width);
  if (network.actors.empty()) return out + words.say("empty") + '\n';
  out += wrap(opening_text(words), width, 0);
  const auto statements = network_statements(network, study, options.language);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (i == 0) out += '\n' + words.say("first") + "\n\n";
    if (i == most_findings) out += words.say("further") + "\n\n";
    const auto mark = i < most_findings ? std::to_string(i + 1) + ". " : std::string("- ");
    add_statement(out, words, statements[i], mark, width);
    out += '\n';
  }
  for (const auto& sentence : options.changes) {
    if (&sentence == &options.changes.front()) out += words.say("since_before") + "\n\n";
    out += "- " + wrap(sentence.in(options.language), width, 2) + '\n';
  }
  const auto groups = groups_text(words);
  if (!groups.empty()) out += wrap(groups + ' ' + words.say("order"), width, 0) + '\n';
  if (groups.empty() && statements.empty() && options.changes.empty()) out += '\n';
  out += words.say("actors_title") + '\n';
  add_table(out, words, network_actor_table(network, study, options.language), most_rows);
  const auto ties = network_tie_table(network, study, options.language);
  if (ties.rows.empty()) return out;
  out += '\n' + words.say("ties_title") + '\n';
  add_table(out, words, ties, most_rows);
  return out;
}

std::vector<LocalText> network_change_sentences(const NetworkChange& change, const NetworkResult& before,
                                                const NetworkResult& after, const Study& study) {
  std::array<std::vector<std::string>, 2> sentences;
  for (const auto language : {Language::nl, Language::en}) {
    const NetworkWords old_words(before, study, language);
    const NetworkWords words(after, study, language);
    auto& list = sentences[static_cast<std::size_t>(language)];
    list.push_back(words.say("changed", {{"kept", static_cast<int>(change.kept.size())},
                                         {"gained", static_cast<int>(change.gained.size())},
                                         {"lost", static_cast<int>(change.lost.size())},
                                         {"jaccard", format_number(change.jaccard, 2, language)}}));
    if (!change.actors_only_before.empty() || !change.actors_only_after.empty()) {
      list.push_back(words.say("changed_matched", {{"count", static_cast<int>(change.actors_in_both.size())},
                                                   {"jaccard", format_number(change.jaccard_matched, 2, language)}}));
    }
    if (!change.gained.empty())
      list.push_back(words.say("changed_gained", {{"names", words.tie_names(change.gained)}}));
    if (!change.lost.empty()) list.push_back(words.say("changed_lost", {{"names", old_words.tie_names(change.lost)}}));
    if (change.status_changed.empty()) continue;
    std::vector<std::string> items;
    for (const auto& [old_tie, new_tie] : change.status_changed) {
      items.push_back(words.say("changed_status_item",
                                {{"tie", words.tie_name(after.ties[new_tie])},
                                 {"before", words.say("status_" + std::string(id_of(before.ties[old_tie].status)))},
                                 {"after", words.say("status_" + std::string(id_of(after.ties[new_tie].status)))}}));
    }
    list.push_back(
        words.say("changed_status", {{"count", static_cast<int>(items.size())}, {"names", words.some(items)}}));
  }
  std::vector<LocalText> result;
  for (std::size_t i = 0; i < sentences[0].size(); ++i) result.push_back({sentences[0][i], sentences[1][i]});
  return result;
}

}  // namespace quickscan
