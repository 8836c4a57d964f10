#include "study/check/ignore_comments.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace quickscan {

namespace {

constexpr std::string_view comment_mark = "quickscan:";
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
  const auto first = text.find_first_not_of(" \t", at + comment_mark.size());
  if (first == std::string_view::npos || !text.substr(first).starts_with(verb)) return std::nullopt;
  Piece rest{first + verb.size(), line_end(text, at)};
  trim(text, rest);

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
    // More than there are rules is no list that somebody wrote.
    if (next > here && comment.rules.size() < rules().size()) comment.rules.push_back({here, next});
    here = next + 1;
  }
  comment.whole = {begin, std::max(comment.reason.end, rest.begin)};
  trim(text, comment.whole);
  return comment;
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
  std::string_view reason;
  std::size_t diagnostic = 0;  ///< its QS705
  std::size_t furthest = 0;    ///< where the reach of any comment up to this one ends
};

/// By source and rule, in the order of the file.
using AllPending = std::map<std::pair<std::uint32_t, const Rule*>, std::vector<Pending>>;

// The rules that comments name, from the QS705 added for each.
template <typename TextOf>
AllPending pending_in(const Diagnostics& diagnostics, TextOf text_of) {
  AllPending result;
  std::optional<Comment> comment;
  std::uint32_t source = Place::nowhere;
  for (std::size_t at = 0; at < diagnostics.size(); ++at) {
    const auto& one = diagnostics[at];
    if (!one.is(rule::suppression_without_finding)) continue;
    const std::string_view text = text_of(one.place.source);
    if (one.place.end > text.size()) continue;
    const auto* rule = find_rule(text.substr(one.place.begin, one.place.end - one.place.begin));
    const auto place = std::size_t{one.place.begin};
    if (!comment || source != one.place.source || place < comment->whole.begin || place >= comment->whole.end)
      comment = comment_at(text, text.rfind(comment_mark, place));
    source = one.place.source;
    if (rule == nullptr || !comment) continue;
    result[{source, rule}].push_back({rule, reach_of(text, comment->whole.begin), comment->reason.in(text), at});
  }
  for (auto& [key, comments] : result) {
    std::ranges::stable_sort(comments, {}, [](const Pending& one) { return one.reach.begin; });
    std::size_t furthest = 0;
    for (auto& one : comments) one.furthest = furthest = std::max(furthest, one.reach.end);
  }
  return result;
}

// The first comment that reaches to this place.
const Pending* comment_for(const std::vector<Pending>& comments, std::size_t place) {
  const Pending* found = nullptr;
  auto at = std::ranges::upper_bound(comments, place, {}, [](const Pending& one) { return one.reach.begin; });
  while (at != comments.begin() && std::prev(at)->furthest >= place) {
    --at;
    if (at->reach.end >= place) found = &*at;
  }
  return found;
}

constexpr std::size_t most_findings = 200;

Diagnostic count_of_others(std::uint32_t source, std::size_t more) {
  return finding(rule::more_findings, {source, 0, 0},
                 fmt::format("and {} more {} in this file", more, more == 1 ? "finding" : "findings"));
}

bool is_of_comment(const Diagnostic& one) {
  return one.is(rule::suppression_without_finding) || one.is(rule::suppression_without_reason);
}

template <typename TextOf>
void apply_comments(Diagnostics& diagnostics, std::vector<Suppressed>& suppressed,
                    const std::vector<Unchecked>& unchecked, TextOf text_of) {
  const auto pending = pending_in(diagnostics, text_of);
  if (pending.empty()) return;
  std::vector<bool> gone(diagnostics.size());
  std::map<std::uint32_t, std::vector<const Unchecked*>> by_source;
  for (const auto& one : unchecked) by_source[one.source].push_back(&one);
  for (const auto& [key, comments] : pending) {
    const auto is_unchecked = [&, &key = key](std::uint32_t source) {
      const auto found = by_source.find(source);
      return found != by_source.end() &&
             std::ranges::any_of(found->second, [&](const Unchecked* one) { return one->holds(*key.second); });
    };
    if (!is_unchecked(key.first) && !is_unchecked(Place::nowhere)) continue;
    for (const auto& one : comments) gone[one.diagnostic] = true;
  }
  for (std::size_t at = 0; at < diagnostics.size(); ++at) {
    const auto& one = diagnostics[at];
    if (!one.place.known() || is_of_comment(one)) continue;
    const auto here = pending.find({one.place.source, one.rule});
    const auto* comment = here == pending.end() ? nullptr : comment_for(here->second, one.place.begin);
    if (comment == nullptr) continue;
    if (!one.rule->suppressible) {
      diagnostics[comment->diagnostic].message =
          fmt::format("`{}` is an error that cannot be set aside", one.rule->code);
      continue;
    }
    gone[comment->diagnostic] = true;
    gone[at] = true;
    suppressed.push_back({one, std::string(comment->reason)});
  }
  std::size_t at = 0;
  std::erase_if(diagnostics, [&](const Diagnostic&) { return gone[at++]; });
}

// Where comments were looked for when the file was read: interviews, also those that could not be read to their end.
std::set<std::uint32_t> sources_of_interviews(const Study& study, const Diagnostics& diagnostics) {
  std::set<std::uint32_t> sources;
  for (const auto& interview : study.interviews) sources.insert(interview.source);
  for (const auto& one : diagnostics)
    if (is_of_comment(one)) sources.insert(one.place.source);
  return sources;
}

// Comments in the other files.
Diagnostics find_in_other_files(const Study& study, const std::set<std::uint32_t>& seen) {
  Diagnostics found;
  YamlTree tree;
  for (std::uint32_t source = 0; source < study.sources.size(); ++source) {
    if (seen.contains(source)) continue;
    const auto text = study.sources.text(source);
    if (text.find(comment_mark) == std::string::npos) continue;
    Diagnostics ignored;
    tree.clear();
    read_yaml(text, source, tree, ignored);
    tree.source = source;
    find_suppressions(text, tree, found);
  }
  return found;
}

// Interviews were cut when they were read; of the findings in any other file the gravest, and the first of those.
void cut_other_files(const std::set<std::uint32_t>& seen, Diagnostics& diagnostics) {
  using Counts = std::array<std::size_t, 3>;  // notes, warnings, errors
  static_assert(Severity::note < Severity::warning && Severity::warning < Severity::error);
  const auto grade = [](const Diagnostic& one) { return static_cast<std::size_t>(one.severity); };
  std::map<std::uint32_t, Counts> left;
  for (const auto& one : diagnostics)
    if (one.place.known() && !seen.contains(one.place.source)) ++left[one.place.source][grade(one)];
  Diagnostics counts;
  for (auto& [source, of_grade] : left) {
    auto room = most_findings;
    std::size_t more = 0;
    for (auto at = of_grade.rbegin(); at != of_grade.rend(); ++at) {
      more += *at - std::min(*at, room);
      *at = std::min(*at, room);
      room -= *at;
    }
    if (more > 0) counts.push_back(count_of_others(source, more));
  }
  if (counts.empty()) return;
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    const auto file = left.find(one.place.source);
    if (file == left.end()) return false;
    auto& of_grade = file->second[grade(one)];
    if (of_grade == 0) return true;
    --of_grade;
    return false;
  });
  std::ranges::move(counts, std::back_inserter(diagnostics));
}

}  // namespace

// Nodes are in the order of the file, so that only the last one that begins before `at` may hold it.
bool inside_scalar(const YamlTree& tree, std::size_t at) {
  const auto after = std::ranges::upper_bound(tree.nodes, at, {}, &YamlNode::begin);
  if (after == tree.nodes.begin()) return false;
  const auto& node = *std::prev(after);
  return node.kind == YamlNode::Kind::scalar && at < node.end;
}

void find_suppressions(std::string_view raw, const YamlTree& tree, Diagnostics& diagnostics) {
  for (auto at = raw.find(comment_mark); at != std::string_view::npos; at = raw.find(comment_mark, at + 1)) {
    const auto comment = inside_scalar(tree, at) ? std::nullopt : comment_at(raw, at);
    if (!comment) continue;
    report_comment(raw, tree.source, *comment, diagnostics);
    at = std::max(at, comment->whole.end - 1);
  }
}

void apply_suppressions(Study& study, const std::vector<Unchecked>& unchecked, Diagnostics& diagnostics) {
  const auto seen = sources_of_interviews(study, diagnostics);
  std::ranges::move(find_in_other_files(study, seen), std::back_inserter(diagnostics));
  std::map<std::uint32_t, std::string> texts;
  apply_comments(diagnostics, study.suppressed, unchecked, [&](std::uint32_t source) -> std::string_view {
    const auto [found, fresh] = texts.try_emplace(source);
    if (fresh) found->second = study.sources.text(source);
    return found->second;
  });
  cut_other_files(seen, diagnostics);
  std::ranges::stable_sort(study.suppressed, {}, [&](const Suppressed& one) {
    return std::pair(std::string_view(study.sources.path(one.diagnostic.place.source)), one.diagnostic.place.begin);
  });
}

void cut_findings(std::string_view text, std::uint32_t source, Diagnostics& diagnostics,
                  std::vector<Suppressed>& suppressed) {
  if (diagnostics.size() <= most_findings) return;
  apply_comments(diagnostics, suppressed, {}, [&](std::uint32_t) { return text; });
  if (diagnostics.size() <= most_findings) return;
  std::ranges::stable_sort(diagnostics, std::greater{}, [](const Diagnostic& one) {
    return std::pair(one.severity, one.is(rule::name_of_a_person));  // one of these is needed to hide the names
  });
  const auto more = diagnostics.size() - most_findings;
  diagnostics.resize(most_findings);
  diagnostics.push_back(count_of_others(source, more));
}

}  // namespace quickscan
