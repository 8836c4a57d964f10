#include "study/edit/id_uses.hpp"

#include "core/utf8.hpp"
#include "yaml/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quickscan {

namespace {

constexpr auto kind_names = std::to_array<std::pair<std::string_view, IdKind>>({{"rec", IdKind::recommendation},
                                                                                {"part", IdKind::part},
                                                                                {"level", IdKind::level},
                                                                                {"rung", IdKind::rung},
                                                                                {"factor", IdKind::factor},
                                                                                {"term", IdKind::term},
                                                                                {"line", IdKind::line},
                                                                                {"item", IdKind::item},
                                                                                {"stakeholder", IdKind::stakeholder},
                                                                                {"development", IdKind::development},
                                                                                {"place", IdKind::place},
                                                                                {"sector", IdKind::sector},
                                                                                {"step", IdKind::step},
                                                                                {"coder", IdKind::coder},
                                                                                {"interview", IdKind::interview},
                                                                                {"person", IdKind::person}});

/// How ids are written in a value: by itself; `a@level`, alone or in a tie; `rec/level`; a rung, perhaps after `<`;
/// `interview:speaker` or a person.
enum class WrittenAs : std::uint8_t { plain, actor, rec_level, stage, person };

/// Where ids are: the keys that lead there, `*` for any, lists not named; at the end `#` for the key itself.
struct Pattern {
  StudyFileKind file;
  std::string_view path;
  IdKind kind;
  WrittenAs form = WrittenAs::plain;
  bool defines = false;
};

constexpr auto patterns = std::to_array<Pattern>({
    {StudyFileKind::study, "coders.#", IdKind::coder, WrittenAs::plain, true},
    {StudyFileKind::study, "declared.levels.#", IdKind::level},
    {StudyFileKind::study, "declared.who.#", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::study, "sectors.#", IdKind::sector, WrittenAs::plain, true},
    {StudyFileKind::study, "frame.#", IdKind::level},
    {StudyFileKind::study, "frame.*", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::study, "contacts.who", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::study, "places.#", IdKind::place, WrittenAs::plain, true},
    {StudyFileKind::study, "escalation.step", IdKind::step, WrittenAs::plain, true},
    {StudyFileKind::study, "escalation.who", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::study, "overrides.#", IdKind::recommendation, WrittenAs::rec_level},
    {StudyFileKind::study, "weights.levels.#", IdKind::level},
    {StudyFileKind::study, "weights.recommendations.#", IdKind::recommendation},
    {StudyFileKind::study, "positions.#", IdKind::recommendation},
    {StudyFileKind::study, "codebook.recs", IdKind::recommendation},
    {StudyFileKind::study, "codebook.factors", IdKind::factor},
    {StudyFileKind::framework, "levels.#", IdKind::level, WrittenAs::plain, true},
    {StudyFileKind::framework, "ladder.id", IdKind::rung, WrittenAs::plain, true},
    {StudyFileKind::framework, "accepted", IdKind::rung, WrittenAs::stage},
    {StudyFileKind::framework, "practice", IdKind::rung, WrittenAs::stage},
    {StudyFileKind::framework, "caps.*", IdKind::rung, WrittenAs::stage},
    {StudyFileKind::framework, "recommendations.#", IdKind::recommendation, WrittenAs::plain, true},
    {StudyFileKind::framework, "recommendations.*.parts.#", IdKind::part, WrittenAs::plain, true},
    {StudyFileKind::framework, "lines.#", IdKind::line, WrittenAs::plain, true},
    {StudyFileKind::framework, "lines.*.items.#", IdKind::item, WrittenAs::plain, true},
    {StudyFileKind::framework, "lines.*.items.*.recs", IdKind::recommendation},
    {StudyFileKind::framework, "factors.#", IdKind::factor, WrittenAs::plain, true},
    {StudyFileKind::framework, "terms.#", IdKind::term, WrittenAs::plain, true},
    {StudyFileKind::stakeholders, "#", IdKind::stakeholder, WrittenAs::plain, true},
    {StudyFileKind::stakeholders, "*.sector", IdKind::sector},
    {StudyFileKind::stakeholders, "*.levels", IdKind::level},
    {StudyFileKind::stakeholders, "*.part_of", IdKind::stakeholder},
    {StudyFileKind::stakeholders, "*.members", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::developments, "#", IdKind::development, WrittenAs::plain, true},
    {StudyFileKind::developments, "*.recs", IdKind::recommendation},
    {StudyFileKind::developments, "*.level", IdKind::level},
    {StudyFileKind::developments, "*.partners", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::developments, "*.leader.who", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::developments, "*.replaces", IdKind::development},
    {StudyFileKind::developments, "*.copies", IdKind::development},
    {StudyFileKind::developments, "*.part_of", IdKind::development},
    {StudyFileKind::developments, "*.adopted.#", IdKind::place},
    {StudyFileKind::interview, "interview", IdKind::interview, WrittenAs::plain, true},
    {StudyFileKind::interview, "coder", IdKind::coder},
    {StudyFileKind::interview, "agreed_by", IdKind::coder},
    {StudyFileKind::interview, "speakers.*.level", IdKind::level},
    {StudyFileKind::interview, "speakers.*.who", IdKind::stakeholder},
    {StudyFileKind::interview, "speakers.*.person", IdKind::person},
    {StudyFileKind::interview, "asked", IdKind::recommendation},
    {StudyFileKind::interview, "segments.rec", IdKind::recommendation},
    {StudyFileKind::interview, "segments.about", IdKind::level},
    {StudyFileKind::interview, "segments.stage", IdKind::rung, WrittenAs::stage},
    {StudyFileKind::interview, "segments.dev", IdKind::development},
    {StudyFileKind::interview, "segments.barrier", IdKind::factor},
    {StudyFileKind::interview, "segments.enabler", IdKind::factor},
    {StudyFileKind::interview, "segments.ties", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::interview, "segments.ties.from", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::interview, "segments.ties.to", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::interview, "segments.route", IdKind::stakeholder, WrittenAs::actor},
    {StudyFileKind::interview, "segments.term.concept", IdKind::term},
    {StudyFileKind::interview, "segments.term.words.#", IdKind::stakeholder},
    {StudyFileKind::interview, "segments.finding", IdKind::recommendation, WrittenAs::rec_level},
    {StudyFileKind::key, "#", IdKind::person, WrittenAs::person},
});

bool is_id_letter(char letter) {
  return is_lower(letter) || is_digit(letter) || letter == '.' || letter == '_' || letter == '-';
}

class IdFinder {
 public:
  IdFinder(StudyFileKind file, const std::string& text, const YamlTree& tree) : file_(file), text_(text), tree_(tree) {}

  std::vector<IdUse> find() {
    visit(tree_.root());
    std::ranges::stable_sort(uses_, {}, &IdUse::begin);
    return std::move(uses_);
  }

 private:
  void visit(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::mapping) {
      for (auto at = node.first; at != 0; at = tree_.at(tree_.at(at).next).next) {
        const auto& key = tree_.at(at);
        path_.emplace_back(tree_.text(key));
        match(key, true);
        visit(tree_.at(key.next));
        path_.pop_back();
      }
    } else if (node.kind == YamlNode::Kind::sequence) {
      for (auto at = node.first; at != 0; at = tree_.at(at).next) visit(tree_.at(at));
    } else {
      match(node, false);
    }
  }

  // The part of a pattern up to its next dot is one key of the path.
  bool leads_here(std::string_view pattern, bool is_key) const {
    for (std::size_t depth = 0; depth < path_.size(); ++depth) {
      const auto dot = pattern.find('.');
      const auto step = pattern.substr(0, dot);
      const bool last = dot == std::string_view::npos;
      if (last != (depth + 1 == path_.size())) return false;
      if (last && step == "#") return is_key;
      if (step != "*" && step != path_[depth]) return false;
      if (last) return !is_key;
      pattern.remove_prefix(dot + 1);
    }
    return false;
  }

  void match(const YamlNode& node, bool is_key) {
    for (const auto& pattern : patterns)
      if (pattern.file == file_ && leads_here(pattern.path, is_key)) take(node, pattern);
  }

  void take(const YamlNode& node, const Pattern& pattern) {
    const auto raw = std::string_view(text_).substr(node.begin, node.end - node.begin);
    for (std::size_t at = 0; at < raw.size();) {
      if (!is_id_letter(raw[at])) {
        ++at;
        continue;
      }
      auto end = at;
      while (end < raw.size() && is_id_letter(raw[end])) ++end;
      const char before = at == 0 ? ' ' : raw[at - 1];
      add(node.begin + static_cast<std::uint32_t>(at), raw.substr(at, end - at), before, pattern);
      at = end;
    }
  }

  void add(std::uint32_t begin, std::string_view id, char before, const Pattern& pattern) {
    const bool sign_alone = id.find_first_not_of("-._") == std::string_view::npos;
    if (sign_alone) return;  // the `-` between the ends of a tie
    auto kind = pattern.kind;
    if (pattern.form == WrittenAs::actor && before == '@') kind = IdKind::level;
    if (pattern.form == WrittenAs::rec_level && before == '/') kind = IdKind::level;
    if (pattern.form == WrittenAs::person && before == ':') return;  // a speaker, of one interview
    if (pattern.form == WrittenAs::stage && (id == "unknown" || id == "na" || std::ranges::all_of(id, is_digit)))
      return;
    if (kind == IdKind::recommendation) return add_recommendation(begin, id, pattern.defines);
    if (kind == IdKind::part && pattern.defines) {
      const auto whole = path_[path_.size() - 3];
      return put(kind, whole + "." + std::string(id), begin, id.size(), true);
    }
    if (pattern.form == WrittenAs::person && text_[begin + id.size()] == ':' &&
        is_id_letter(text_[begin + id.size() + 1]))
      kind = IdKind::interview;
    put(kind, std::string(id), begin, id.size(), pattern.defines);
  }

  // `principles.lifeworld` names a recommendation and one of its parts.
  void add_recommendation(std::uint32_t begin, std::string_view id, bool defines) {
    const auto dot = id.find('.');
    put(IdKind::recommendation, std::string(id.substr(0, dot)), begin, std::min(dot, id.size()), defines);
    if (dot == std::string_view::npos) return;
    put(IdKind::part, std::string(id), begin + static_cast<std::uint32_t>(dot) + 1, id.size() - dot - 1, false);
  }

  void put(IdKind kind, std::string id, std::uint32_t begin, std::size_t size, bool defines) {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + begin, '\n');
    uses_.push_back({kind, std::move(id), begin, begin + static_cast<std::uint32_t>(size), defines,
                     static_cast<std::uint32_t>(line)});
  }

  StudyFileKind file_;
  const std::string& text_;
  const YamlTree& tree_;
  std::vector<std::string> path_;
  std::vector<IdUse> uses_;
};

/// Ids in the placeholders of a text, `{{verdict.access}}`: every name behind the first.
std::vector<IdUse> ids_in_placeholders(const std::string& text) {
  std::vector<IdUse> uses;
  for (auto open = text.find("{{"); open != std::string::npos; open = text.find("{{", open + 2)) {
    const auto close = text.find("}}", open);
    if (close == std::string::npos) break;
    auto begin = text.find('.', open);
    std::string whole;
    while (begin != std::string::npos && begin < close) {
      ++begin;
      auto end = begin;
      while (end < close && text[end] != '.' && is_id_letter(text[end])) ++end;
      const auto name = text.substr(begin, end - begin);
      const auto from = static_cast<std::uint32_t>(begin);
      const auto to = static_cast<std::uint32_t>(end);
      for (const auto kind : {IdKind::recommendation, IdKind::level, IdKind::factor, IdKind::development})
        uses.push_back({kind, name, from, to, false, 0});
      if (!whole.empty()) uses.push_back({IdKind::part, fmt::format("{}.{}", whole, name), from, to, false, 0});
      whole = name;
      begin = end < close && text[end] == '.' ? end : std::string::npos;
    }
  }
  return uses;
}

}  // namespace

std::string_view name_of(IdKind kind) {
  return std::ranges::find(kind_names, kind, &std::pair<std::string_view, IdKind>::second)->first;
}

std::optional<IdKind> parse_id_kind(std::string_view name) {
  const auto found = std::ranges::find(kind_names, name, &std::pair<std::string_view, IdKind>::first);
  return found == kind_names.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> id_kind_names() {
  std::vector<std::string> names;
  for (const auto& [name, kind] : kind_names) names.emplace_back(name);
  return names;
}

StudyFileKind kind_of_file(std::string_view path, std::string_view framework_path) {
  if (path == framework_path) return StudyFileKind::framework;
  if (path == "study.yaml") return StudyFileKind::study;
  if (path == "stakeholders.yaml") return StudyFileKind::stakeholders;
  if (path == "developments.yaml") return StudyFileKind::developments;
  if (path == "confidential/key.yaml") return StudyFileKind::key;
  if (path.starts_with("interviews/") && path.ends_with(".yaml")) return StudyFileKind::interview;
  if (path.starts_with("text/")) return StudyFileKind::text;
  return StudyFileKind::other;
}

std::vector<IdUse> ids_in(StudyFileKind kind, const std::string& text) {
  if (kind == StudyFileKind::other) return {};
  if (kind == StudyFileKind::text) return ids_in_placeholders(text);
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return {};
  return IdFinder(kind, text, tree).find();
}

}  // namespace quickscan
