#include "report/pages/graph.hpp"

#include "core/format_number.hpp"
#include "core/source.hpp"
#include "core/utf8.hpp"
#include "report/network_statements.hpp"
#include "report/network_tables.hpp"
#include "report/network_wording.hpp"
#include "report/provenance.hpp"

#include <algorithm>

namespace quickscan {

namespace {

constexpr std::size_t most_rows = 20;

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

std::string network_text(const NetworkResult& network, const Study& study, const NetworkTextOptions& options) {
  const NetworkWords words(network, study, options.language);
  const auto width = std::max<std::size_t>(options.width, 40);
  std::string out = wrap(words.say("page", {{"title", study.title.in(options.language)}}), width, 0) + '\n';
  if (const auto banner = banner_of(study.provenance, options.language)) {
    out += wrap(banner->title + '.', width, 0) + wrap(banner->text, width, 0) + '\n';
  }
  if (network.actors.empty()) return out + words.say("empty") + '\n';
  out += wrap(opening_text(words), width, 0);
  const auto statements = network_statements(network, study, options.language);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (i == 0) out += '\n' + words.say("first") + "\n\n";
    if (i == most_first_statements) out += words.say("further") + "\n\n";
    const auto mark = i < most_first_statements ? std::to_string(i + 1) + ". " : std::string("- ");
    add_statement(out, words, statements[i], mark, width);
    out += '\n';
  }
  for (const auto& sentence : options.changes) {
    if (&sentence == &options.changes.front()) out += words.say("since_before") + "\n\n";
    out += "- " + wrap(sentence, width, 2) + '\n';
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

}  // namespace quickscan
