#include "study/check/suppressions.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace quickscan {

namespace {

constexpr std::string_view mark = "quickscan:";
constexpr std::string_view verb = "ignore";
constexpr std::string_view dashes[] = {"--", "—", "–"};

/// A piece of a file.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

struct Comment {
  Piece whole;
  std::vector<Piece> rules;
  Piece reason;
};

void trim(std::string_view text, Piece& piece) {
  while (piece.begin < piece.end && (text[piece.begin] == ' ' || text[piece.begin] == '\t')) ++piece.begin;
  while (piece.end > piece.begin &&
         (text[piece.end - 1] == ' ' || text[piece.end - 1] == '\t' || text[piece.end - 1] == '\r'))
    --piece.end;
}

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t line_begin(std::string_view text, std::size_t at) {
  const auto newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

// The comment whose "quickscan:" is at `at`, if it is one that sets findings aside.
std::optional<Comment> comment_at(std::string_view text, std::size_t at) {
  auto begin = at;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  if (begin == 0 || text[begin - 1] != '#') return std::nullopt;
  --begin;
  if (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\t' && text[begin - 1] != '\n') return std::nullopt;
  Piece rest{at + mark.size(), line_end(text, at)};
  trim(text, rest);
  if (!rest.in(text).starts_with(verb)) return std::nullopt;
  rest.begin += verb.size();

  Comment comment;
  auto rules_end = rest.end;
  comment.reason = {rest.end, rest.end};
  for (const auto dash : dashes) {
    const auto found = rest.in(text).find(dash);
    if (found == std::string_view::npos || rest.begin + found >= rules_end) continue;
    rules_end = rest.begin + found;
    comment.reason = {rules_end + dash.size(), rest.end};
  }
  if (comment.reason.in(text).ends_with("-->")) comment.reason.end -= 3;  // in a Markdown file
  trim(text, comment.reason);
  for (auto here = rest.begin; here < rules_end;) {
    const auto next = std::min(text.find_first_of(" ,\t", here), rules_end);
    if (next > here) comment.rules.push_back({here, next});
    here = next + 1;
  }
  comment.whole = {begin, std::max(comment.reason.end, rest.begin)};
  trim(text, comment.whole);
  return comment;
}

bool inside_scalar(const YamlTree& tree, std::size_t at) {
  return std::ranges::any_of(tree.nodes, [&](const YamlNode& node) {
    return node.kind == YamlNode::Kind::scalar && node.begin <= at && at < node.end;
  });
}

Place place_of(std::uint32_t source, Piece piece) {
  return {source, static_cast<std::uint32_t>(piece.begin), static_cast<std::uint32_t>(piece.end)};
}

void report_comment(std::string_view text, std::uint32_t source, const Comment& comment, Diagnostics& diagnostics) {
  if (comment.rules.empty() || comment.reason.begin == comment.reason.end) {
    const auto* lacking = comment.rules.empty() ? "a suppression that names no rule" : "a suppression without a reason";
    auto& one =
        diagnostics.emplace_back(finding(rule::suppression_without_reason, place_of(source, comment.whole), lacking));
    one.help = "write `# quickscan: ignore QS401 -- why this is right as it stands`";
    return;
  }
  for (const auto& rule : comment.rules) {
    const auto code = rule.in(text);
    if (find_rule(code) != nullptr) {
      diagnostics.push_back(finding(rule::suppression_without_finding, place_of(source, rule),
                                    fmt::format("nothing on this line for `{}` to set aside", code)));
      continue;
    }
    auto& one = diagnostics.emplace_back(
        finding(rule::suppression_without_finding, place_of(source, rule), fmt::format("`{}` is no rule", code)));
    std::vector<std::string> known;
    for (const auto& each : rules()) known.emplace_back(code.starts_with("QS") ? each.code : each.name);
    one.help = did_you_mean(code, known);
  }
}

std::size_t column_of_key(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || (line[at] == '-' && at + 1 < line.size() && line[at + 1] == ' ')))
    ++at;
  return at;
}

// A comment reaches to the end of its line, or of the block text that begins there: inside a block
// a comment would be text.
Piece reach_of(std::string_view text, std::size_t at) {
  Piece reach{line_begin(text, at), line_end(text, at)};
  const auto hash = text.rfind('#', at);
  auto head = text.substr(reach.begin, hash - reach.begin);
  while (!head.empty() && (head.back() == ' ' || head.back() == '+' || head.back() == '-' ||
                           (head.back() >= '0' && head.back() <= '9'))) {
    head.remove_suffix(1);
  }
  if (head.empty() || (head.back() != '|' && head.back() != '>')) return reach;
  const auto column = column_of_key(head);
  while (reach.end < text.size()) {
    const auto next = reach.end + 1;
    const auto line = text.substr(next, line_end(text, next) - next);
    const auto indent = line.find_first_not_of(' ');
    const bool blank = indent == std::string_view::npos || line[indent] == '\r';
    if (!blank && indent <= column) break;
    reach.end = line_end(text, next);
    if (next >= text.size()) break;
  }
  return reach;
}

/// A rule named in a comment, and the lines that the comment applies to.
struct Pending {
  const Rule* rule = nullptr;
  Piece reach;
  std::string reason;
  std::size_t diagnostic = 0;  ///< its QS705
  bool used = false;
};

// The rules that comments name, by source, from the QS705 added for each.
std::map<std::uint32_t, std::vector<Pending>> pending_in(const Sources& sources, const Diagnostics& diagnostics) {
  std::map<std::uint32_t, std::vector<Pending>> result;
  std::map<std::uint32_t, std::string> texts;
  for (std::size_t at = 0; at < diagnostics.size(); ++at) {
    const auto& one = diagnostics[at];
    if (!one.is(rule::suppression_without_finding)) continue;
    const auto [found, fresh] = texts.try_emplace(one.place.source);
    if (fresh) found->second = sources.text(one.place.source);
    const std::string_view text = found->second;
    if (one.place.end > text.size()) continue;
    const auto* rule = find_rule(text.substr(one.place.begin, one.place.end - one.place.begin));
    const auto comment = comment_at(text, text.rfind(mark, one.place.begin));
    if (rule == nullptr || !comment) continue;
    result[one.place.source].push_back(
        {rule, reach_of(text, one.place.begin), std::string(comment->reason.in(text)), at});
  }
  return result;
}

void find_in_other_files(const Study& study, Diagnostics& diagnostics) {
  std::set<std::uint32_t> seen;
  for (const auto& interview : study.interviews) seen.insert(interview.source);
  YamlTree tree;
  for (std::uint32_t source = 0; source < study.sources.size(); ++source) {
    if (seen.contains(source)) continue;
    const auto text = study.sources.text(source);
    if (text.find(mark) == std::string::npos) continue;
    Diagnostics ignored;
    tree.clear();
    read_yaml(text, source, tree, ignored);
    tree.source = source;
    find_suppressions(text, tree, diagnostics);
  }
}

}  // namespace

void find_suppressions(std::string_view raw, const YamlTree& tree, Diagnostics& diagnostics) {
  for (auto at = raw.find(mark); at != std::string_view::npos; at = raw.find(mark, at + 1)) {
    const auto comment = comment_at(raw, at);
    if (comment && !inside_scalar(tree, at)) report_comment(raw, tree.source, *comment, diagnostics);
  }
}

void apply_suppressions(Study& study, Diagnostics& diagnostics) {
  find_in_other_files(study, diagnostics);
  auto pending = pending_in(study.sources, diagnostics);
  if (pending.empty()) return;
  std::vector<bool> gone(diagnostics.size());
  for (std::size_t at = 0; at < diagnostics.size(); ++at) {
    const auto& one = diagnostics[at];
    if (!one.place.known() || one.is(rule::suppression_without_reason) || one.is(rule::suppression_without_finding))
      continue;
    const auto here = pending.find(one.place.source);
    if (here == pending.end()) continue;
    for (auto& comment : here->second) {
      if (comment.rule != one.rule || one.place.begin < comment.reach.begin || one.place.begin > comment.reach.end)
        continue;
      if (!one.rule->suppressible) {
        diagnostics[comment.diagnostic].message =
            fmt::format("`{}` is an error that cannot be set aside", one.rule->code);
        continue;
      }
      comment.used = true;
      gone[comment.diagnostic] = true;
      gone[at] = true;
      study.suppressed.push_back({one, comment.reason});
      break;
    }
  }
  Diagnostics kept;
  for (std::size_t at = 0; at < diagnostics.size(); ++at) {
    if (!gone[at]) kept.push_back(std::move(diagnostics[at]));
  }
  diagnostics = std::move(kept);
}

}  // namespace quickscan
