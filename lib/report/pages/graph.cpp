#include "core/format_number.hpp"
#include "report/network_statements.hpp"
#include "report/network_tables.hpp"
#include "report/network_wording.hpp"
#include "report/pages/pages.hpp"

#include <algorithm>

namespace quickscan {

namespace {

constexpr std::size_t most_rows = 20;

/// Where ties come from: `3 interviews and 1 document, and registrations`.
std::string sources_text(const NetworkWords& words, const std::vector<std::size_t>& ties) {
  const auto registered =
      std::ranges::count_if(ties, [&](std::size_t tie) { return words.network.ties[tie].claims.empty(); });
  if (registered == 0) return words.interviews(ties);
  const bool all = static_cast<std::size_t>(registered) == ties.size();
  return all ? words.say("registrations") : words.say("and_registrations", {{"sources", words.interviews(ties)}});
}

std::string counts_text(const NetworkWords& words) {
  const auto& network = words.network;
  const auto shown = ties_where(network, [&](const TieResult& tie) { return words.is_shown(tie); });
  const auto ties = shown.size();
  if (network.published) {
    return words.say(network.hides_heard ? "counts_withheld" : "counts_published",
                     {{"actors", static_cast<int>(network.actors.size())},
                      {"heard", words.heard()},
                      {"ties", static_cast<int>(ties)},
                      {"pairs", network.undirected.m}});
  }
  return words.say(words.is_whole() ? "counts" : "counts_selected",
                   {{"actors", static_cast<int>(network.actors.size())},
                    {"heard", words.heard()},
                    {"ties", static_cast<int>(ties)},
                    {"sources", sources_text(words, shown)},
                    {"pairs", network.undirected.m}});
}

/// What is shown, how much that is, and what an actor and a tie are here.
std::string opening_text(const NetworkWords& words) {
  auto text = words.selection();
  if (!text.empty()) text += ' ';
  if (!words.is_whole()) text += words.say("selection_alone") + ' ';
  const bool by_actor = words.network.options.unit == NetworkUnit::actor;
  text += counts_text(words) + ' ' + words.say(by_actor ? "actor_means" : "actor_means_organisation");
  if (has_usual_statuses(words.network.options)) {
    const auto drawn =
        ties_where(words.network, [&](const TieResult& tie) { return words.is_shown(tie) && !tie.in_network; });
    text += ' ' + words.say(drawn.empty() ? "not_counted" : "not_counted_drawn", {{"count", count_of(drawn.size())}});
  }
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

/// Each with its evidence and with what would change it below.
OutlineItem statement_item(const NetworkWords& words, const NetworkStatement& statement, std::string mark) {
  OutlineItem item{std::move(mark), plain(statement.text), {}};
  const auto below = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) item.items.push_back({{}, plain(words.say(label) + ' ' + text), {}});
  };
  below("evidence_label", statement.evidence);
  below("change_label", statement.change);
  return item;
}

void add_statements(const NetworkWords& words, const std::vector<NetworkStatement>& statements, Document& page) {
  Outline first;
  Outline rest;
  first.spaced = rest.spaced = true;
  for (const auto& statement : statements) {
    const auto number = first.items.size() + 1;
    if (number <= most_first_statements) {
      first.items.push_back(statement_item(words, statement, std::to_string(number) + '.'));
    } else {
      rest.items.push_back(statement_item(words, statement, "-"));
    }
  }
  if (!first.items.empty()) add_section(page, words.say("first")).blocks.push_back(std::move(first));
  if (!rest.items.empty()) add_section(page, words.say("further")).blocks.push_back(std::move(rest));
}

/// The first rows of a table under a title of its own.
void add_shortened(const NetworkWords& words, std::string title, Table table, Document& page) {
  auto& section = add_section(page, std::move(title));
  table.caption.clear();
  const auto rows = table.rows.size();
  if (rows > most_rows) table.rows.resize(most_rows);
  add_table(section, std::move(table));
  if (rows <= most_rows) return;
  section.blocks.push_back(
      paragraph(words.say("more_rows", {{"count", static_cast<int>(rows - most_rows)}}), Paragraph::Role::small));
}

}  // namespace

Document network_page(const NetworkResult& network, const Study& study, const NetworkPageOptions& options) {
  const NetworkWords words(network, study, options.language);
  auto page = start_page(study, Messages(options.language));
  page.title = words.say("page", {{"title", study.title.in(options.language)}});
  auto& opening = add_section(page);
  opening.blocks.push_back(paragraph(network.actors.empty() ? words.say("empty") : opening_text(words)));
  if (network.actors.empty()) return page;
  add_statements(words, network_statements(network, study, options.language), page);
  if (!options.changes.empty()) {
    ListBlock list;
    for (const auto& sentence : options.changes) list.items.push_back(plain(sentence));
    add_section(page, words.say("since_before")).blocks.push_back(std::move(list));
  }
  const auto groups = groups_text(words);
  if (!groups.empty()) add_section(page).blocks.push_back(paragraph(groups + ' ' + words.say("order")));
  add_shortened(words, words.say("actors_title"), network_actor_table(network, study, options.language), page);
  auto ties = network_tie_table(network, study, options.language);
  if (!ties.rows.empty()) add_shortened(words, words.say("ties_title"), std::move(ties), page);
  return page;
}

}  // namespace quickscan
