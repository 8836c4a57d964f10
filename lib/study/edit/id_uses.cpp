#include "study/edit/id_uses.hpp"

#include "core/utf8.hpp"
#include "yaml/parse.hpp"

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

using File = StudyFileKind;
using Kind = IdKind;
constexpr auto patterns = std::to_array<Pattern>({
    {File::study, "coders.#", Kind::coder, WrittenAs::plain, true},
    {File::study, "declared.levels.#", Kind::level},
    {File::study, "declared.who.#", Kind::stakeholder, WrittenAs::actor},
    {File::study, "sectors.#", Kind::sector, WrittenAs::plain, true},
    {File::study, "frame.#", Kind::level},
    {File::study, "frame.*", Kind::stakeholder, WrittenAs::actor},
    {File::study, "contacts.who", Kind::stakeholder, WrittenAs::actor},
    {File::study, "places.#", Kind::place, WrittenAs::plain, true},
    {File::study, "escalation.step", Kind::step, WrittenAs::plain, true},
    {File::study, "escalation.who", Kind::stakeholder, WrittenAs::actor},
    {File::study, "overrides.#", Kind::recommendation, WrittenAs::rec_level},
    {File::study, "weights.levels.#", Kind::level},
    {File::study, "weights.recommendations.#", Kind::recommendation},
    {File::study, "positions.#", Kind::recommendation},
    {File::study, "codebook.recs", Kind::recommendation},
    {File::study, "codebook.factors", Kind::factor},
    {File::framework, "levels.#", Kind::level, WrittenAs::plain, true},
    {File::framework, "ladder.id", Kind::rung, WrittenAs::plain, true},
    {File::framework, "accepted", Kind::rung, WrittenAs::stage},
    {File::framework, "practice", Kind::rung, WrittenAs::stage},
    {File::framework, "caps.*", Kind::rung, WrittenAs::stage},
    {File::framework, "recommendations.#", Kind::recommendation, WrittenAs::plain, true},
    {File::framework, "recommendations.*.parts.#", Kind::part, WrittenAs::plain, true},
    {File::framework, "lines.#", Kind::line, WrittenAs::plain, true},
    {File::framework, "lines.*.items.#", Kind::item, WrittenAs::plain, true},
    {File::framework, "lines.*.items.*.recs", Kind::recommendation},
    {File::framework, "factors.#", Kind::factor, WrittenAs::plain, true},
    {File::framework, "terms.#", Kind::term, WrittenAs::plain, true},
    {File::stakeholders, "#", Kind::stakeholder, WrittenAs::plain, true},
    {File::stakeholders, "*.sector", Kind::sector},
    {File::stakeholders, "*.levels", Kind::level},
    {File::stakeholders, "*.part_of", Kind::stakeholder},
    {File::stakeholders, "*.members", Kind::stakeholder, WrittenAs::actor},
    {File::developments, "#", Kind::development, WrittenAs::plain, true},
    {File::developments, "*.recs", Kind::recommendation},
    {File::developments, "*.level", Kind::level},
    {File::developments, "*.partners", Kind::stakeholder, WrittenAs::actor},
    {File::developments, "*.leader.who", Kind::stakeholder, WrittenAs::actor},
    {File::developments, "*.replaces", Kind::development},
    {File::developments, "*.copies", Kind::development},
    {File::developments, "*.part_of", Kind::development},
    {File::developments, "*.adopted.#", Kind::place},
    {File::interview, "interview", Kind::interview, WrittenAs::plain, true},
    {File::interview, "coder", Kind::coder},
    {File::interview, "agreed_by", Kind::coder},
    {File::interview, "speakers.*.level", Kind::level},
    {File::interview, "speakers.*.who", Kind::stakeholder},
    {File::interview, "speakers.*.person", Kind::person},
    {File::interview, "asked", Kind::recommendation},
    {File::interview, "segments.rec", Kind::recommendation},
    {File::interview, "segments.about", Kind::level},
    {File::interview, "segments.stage", Kind::rung, WrittenAs::stage},
    {File::interview, "segments.dev", Kind::development},
    {File::interview, "segments.barrier", Kind::factor},
    {File::interview, "segments.enabler", Kind::factor},
    {File::interview, "segments.ties", Kind::stakeholder, WrittenAs::actor},
    {File::interview, "segments.ties.from", Kind::stakeholder, WrittenAs::actor},
    {File::interview, "segments.ties.to", Kind::stakeholder, WrittenAs::actor},
    {File::interview, "segments.route", Kind::stakeholder, WrittenAs::actor},
    {File::interview, "segments.term.concept", Kind::term},
    {File::interview, "segments.term.words.#", Kind::stakeholder},
    {File::interview, "segments.finding", Kind::recommendation, WrittenAs::rec_level},
    {File::key, "#", Kind::person, WrittenAs::person},
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
      if (!whole.empty()) uses.push_back({IdKind::part, whole + "." + name, from, to, false, 0});
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
