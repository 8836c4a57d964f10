#include "study/edit/rename.hpp"

#include "core/format.hpp"
#include "core/utf8.hpp"
#include "study/edit/entries.hpp"
#include "yaml/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace quickscan {

namespace {

bool is_plain_id(std::string_view id) {
  constexpr std::size_t longest = 64;
  const auto letter = [](char c) { return is_lower(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; };
  return !id.empty() && id.size() <= longest && (is_lower(id.front()) || is_digit(id.front())) &&
         std::ranges::all_of(id, letter);
}

/// Calls `visit(parent, child, value)` for every key with its value, and for every item of a list with itself.
void visit_entries(const YamlTree& tree, const YamlNode& node,
                   const std::function<void(const YamlNode&, const YamlNode&, const YamlNode&)>& visit) {
  const bool mapping = node.kind == YamlNode::Kind::mapping;
  for (auto at = node.first; at != 0; at = tree.at(at).next) {
    const auto& child = tree.at(at);
    if (mapping) at = child.next;
    visit(node, child, tree.at(at));
    visit_entries(tree, tree.at(at), visit);
  }
}

class Editor {
 public:
  Editor(const StudyTexts& texts, const std::string& framework_path, IdKind kind, std::string from)
      : texts_(texts), framework_path_(framework_path), kind_(kind), from_(std::move(from)) {
    for (const auto& [path, text] : texts_) {
      for (auto& use : ids_in(kind_of_file(path, framework_path_), text))
        if (use.kind == kind_) uses_[path].push_back(std::move(use));
    }
  }

  bool is_used(const std::string& id) const {
    return any_use([&](const IdUse& use) { return use.id == id && use.line > 0; });
  }

  /// Whether the id is there to be changed; else the problem is set.
  bool can_change() {
    if (!is_used(from_)) {
      edit_.problem = fmt::format("there is no {} `{}` in this study", name_of(kind_), from_);
      return false;
    }
    const bool own = any_use([&](const IdUse& use) { return use.id == from_ && use.defines; });
    if (own || kind_ == IdKind::person) return true;
    edit_.problem =
        fmt::format("`{}` is not defined in the files of this study but in a framework that several may use", from_);
    return false;
  }

  /// What the id reads in a file: of a part only its own name.
  std::string written(const std::string& id) const {
    return kind_ == IdKind::part && id.find('.') != std::string::npos ? id.substr(id.find('.') + 1) : id;
  }

  void replace_uses(const std::string& to, bool definitions) {
    for (const auto& [path, uses] : uses_) {
      for (const auto& use : uses) {
        if (use.id != from_ || (use.defines && !definitions)) continue;
        changes_[path].push_back({use.begin, use.end, written(to)});
        ++edit_.places;
      }
    }
  }

  void rename_files(const std::string& to) {
    for (const auto& [path, text] : texts_) {
      const auto renamed = new_path(path, to);
      if (renamed != path) edit_.renamed[path] = renamed;
    }
  }

  /// The entry that defines the id goes; so does an item of a list that names both.
  void remove_for(const std::string& to) {
    for (const auto& file : texts_) {
      const auto& path = file.first;
      const auto& text = file.second;
      const auto kind = kind_of_file(path, framework_path_);
      if (kind == StudyFileKind::text || kind == StudyFileKind::other) continue;
      each_entry(path, [&](const YamlTree& tree, const YamlNode& parent, const YamlNode& child, const YamlNode& value) {
        const bool definition = is_use(path, child, true);
        const bool double_item = parent.kind == YamlNode::Kind::sequence && is_use(path, child, false) &&
                                 tree.text(child) == from_ && has_item(tree, parent, to);
        if (definition) ++edit_.places;
        if (definition || double_item) changes_[path].push_back(entry_span(text, child.begin, whole_end(tree, value)));
      });
    }
  }

  /// Puts a copy of the defining entry behind it, under another id.
  void copy_definition(const std::string& first, const std::string& second) {
    const auto& text = texts_.at(framework_path_);
    each_entry(framework_path_, [&](const YamlTree& tree, const YamlNode&, const YamlNode& child,
                                    const YamlNode& value) {
      if (!is_use(framework_path_, child, true)) return;
      const auto end = whole_end(tree, value);
      const auto span = entry_span(text, child.begin, end);
      const bool lines = span.begin < child.begin;
      const auto from = lines ? span.begin : child.begin;
      const auto to = lines ? span.end : end;
      auto copy = text.substr(from, to - from);
      copy.replace(child.begin - from, from_.size(), second);
      if (!lines) copy.insert(0, ", ");
      changes_[framework_path_].push_back({to, to, copy});
      edit_.to_decide.push_back(fmt::format("{}: names and meaning of `{}` and `{}`", framework_path_, first, second));
    });
  }

  /// Lines as they are after what was put in so far.
  void list_places(const std::string& first, const std::string& second) {
    for (const auto& [path, uses] : uses_) {
      for (const auto& use : uses) {
        if (use.id != from_ || use.defines || use.line == 0) continue;
        auto line = static_cast<std::ptrdiff_t>(use.line);
        for (const auto& change : changes_[path])
          if (change.begin <= use.begin) line += std::ranges::count(change.text, '\n');
        edit_.to_decide.push_back(fmt::format("{}:{}: `{}` now; or `{}`?", path, line, first, second));
      }
    }
  }

  StudyEdit finish() {
    for (const auto& [path, replacements] : changes_) {
      const auto renamed = edit_.renamed.find(path);
      edit_.changed[renamed == edit_.renamed.end() ? path : renamed->second] =
          replaced_at(texts_.at(path), replacements);
    }
    for (const auto& [path, renamed] : edit_.renamed) edit_.changed.try_emplace(renamed, texts_.at(path));
    for (const auto& [path, renamed] : edit_.renamed)
      if (texts_.contains(renamed)) edit_.problem = fmt::format("there is a file {} already", renamed);
    return std::move(edit_);
  }

  StudyEdit refuse(std::string problem) {
    edit_.problem = std::move(problem);
    return std::move(edit_);
  }
  StudyEdit refused() { return std::move(edit_); }

 private:
  using VisitEntry = std::function<void(const YamlTree&, const YamlNode&, const YamlNode&, const YamlNode&)>;

  void each_entry(const std::string& path, const VisitEntry& visit) const {
    YamlTree tree;
    Diagnostics ignored;
    if (!read_yaml(texts_.at(path), 0, tree, ignored) || tree.empty()) return;
    visit_entries(tree, tree.root(), [&](const YamlNode& parent, const YamlNode& child, const YamlNode& value) {
      visit(tree, parent, child, value);
    });
  }

  /// Whether an id of ours is written at a node.
  bool is_use(const std::string& path, const YamlNode& node, bool defines) const {
    const auto uses = uses_.find(path);
    return uses != uses_.end() && std::ranges::any_of(uses->second, [&](const IdUse& use) {
             return use.id == from_ && use.defines == defines && use.begin >= node.begin && use.end <= node.end;
           });
  }

  template <typename Test>
  bool any_use(const Test& test) const {
    return std::ranges::any_of(uses_, [&](const auto& uses) { return std::ranges::any_of(uses.second, test); });
  }

  static bool has_item(const YamlTree& tree, const YamlNode& list, const std::string& id) {
    for (auto at = list.first; at != 0; at = tree.at(at).next)
      if (tree.text(tree.at(at)) == id) return true;
    return false;
  }

  std::string new_path(const std::string& path, const std::string& to) const {
    const auto in_name = [&](std::string_view before, std::string_view after) {
      const auto old = fmt::format("{}{}{}", before, from_, after);
      const auto at = path.find(old);
      if (at == std::string::npos) return path;
      return path.substr(0, at) + fmt::format("{}{}{}", before, to, after) + path.substr(at + old.size());
    };
    if (kind_ == IdKind::interview && path.starts_with("interviews/" + from_ + ".")) return in_name("interviews/", ".");
    if (kind_ == IdKind::coder && path.ends_with("." + from_ + ".yaml")) return in_name(".", ".yaml");
    if (kind_ == IdKind::recommendation && path.starts_with("text/rec-" + from_ + "."))
      return in_name("text/rec-", ".");
    return path;
  }

  const StudyTexts& texts_;
  const std::string& framework_path_;
  IdKind kind_;
  std::string from_;
  std::map<std::string, std::vector<IdUse>> uses_;  ///< by path
  std::map<std::string, std::vector<Replacement>> changes_;
  StudyEdit edit_;
};

/// The new id of a part with its recommendation, however it was given.
std::string whole_id(IdKind kind, const std::string& from, const std::string& to) {
  const auto dot = from.find('.');
  if (kind != IdKind::part || dot == std::string::npos || to.find('.') != std::string::npos) return to;
  return from.substr(0, dot + 1) + to;
}

std::optional<std::string> wrong_id(IdKind kind, const std::string& from, const std::string& to) {
  const bool dots = kind == IdKind::part;
  const bool same_whole = !dots || to.substr(0, to.find('.')) == from.substr(0, from.find('.'));
  if (!same_whole) return fmt::format("a part stays with its recommendation; `{}` is of another", to);
  const bool no_dot = kind == IdKind::recommendation || kind == IdKind::interview || kind == IdKind::coder;
  const auto own = dots ? to.substr(std::min(to.find('.') + 1, to.size())) : to;
  const bool good =
      is_plain_id(own) && !((no_dot || dots) && own.find('.') != std::string::npos) && own != "unknown" && own != "na";
  if (good) return std::nullopt;
  return fmt::format("`{}` is no id: small letters, digits, `_`, `-`{} and at most 64 of them, a letter or digit first",
                     own, no_dot || dots ? "" : " and `.`");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

void add_diff(std::string& out, const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::size_t b = 0;
  std::size_t a = 0;
  while (b < before.size() || a < after.size()) {
    if (b < before.size() && a < after.size() && before[b] == after[a]) {
      ++b, ++a;
      continue;
    }
    // The nearest lines at which both go on alike.
    std::size_t skip_b = before.size() - b;
    std::size_t skip_a = after.size() - a;
    for (std::size_t sum = 1; sum < skip_b + skip_a; ++sum) {
      bool found = false;
      for (std::size_t left = std::min(sum, before.size() - b) + 1; left-- > 0 && !found;) {
        const auto right = sum - left;
        if (a + right >= after.size() || b + left >= before.size() || before[b + left] != after[a + right]) continue;
        skip_b = left, skip_a = right, found = true;
      }
      if (found) break;
    }
    append_format(out, "@@ {} @@\n", b + 1);
    for (; skip_b > 0; --skip_b) append_format(out, "-{}\n", before[b++]);
    for (; skip_a > 0; --skip_a) append_format(out, "+{}\n", after[a++]);
  }
}

}  // namespace

StudyEdit rename_id(const StudyTexts& texts, const std::string& framework_path, IdKind kind, const std::string& from,
                    const std::string& given) {
  Editor editor(texts, framework_path, kind, from);
  const auto to = whole_id(kind, from, given);
  if (const auto wrong = wrong_id(kind, from, to)) return editor.refuse(*wrong);
  if (!editor.can_change()) return editor.refused();
  const bool own_files = kind == IdKind::interview || kind == IdKind::coder;
  if (editor.is_used(to))
    return editor.refuse(fmt::format("{} `{}` exists already{}", name_of(kind), to,
                                     own_files ? "" : "; `quickscan merge` makes two into one"));
  editor.rename_files(to);
  editor.replace_uses(to, true);
  return editor.finish();
}

StudyEdit merge_ids(const StudyTexts& texts, const std::string& framework_path, IdKind kind, const std::string& from,
                    const std::string& given) {
  Editor editor(texts, framework_path, kind, from);
  const auto to = whole_id(kind, from, given);
  if (kind == IdKind::interview || kind == IdKind::coder)
    return editor.refuse(fmt::format("{}s cannot be merged: each has its own files", name_of(kind)));
  if (kind == IdKind::rung)
    return editor.refuse("rungs cannot be merged: the numbers of stages above would mean other rungs");
  if (from == to) return editor.refuse("both are the same");
  if (!editor.can_change()) return editor.refused();
  if (!editor.is_used(to)) return editor.refuse(fmt::format("there is no {} `{}` in this study", name_of(kind), to));
  editor.remove_for(to);
  editor.replace_uses(to, false);
  return editor.finish();
}

StudyEdit split_recommendation(const StudyTexts& texts, const std::string& framework_path, const std::string& from,
                               const std::string& first, const std::string& second) {
  constexpr auto kind = IdKind::recommendation;
  Editor editor(texts, framework_path, kind, from);
  for (const auto& to : {first, second}) {
    if (const auto wrong = wrong_id(kind, from, to)) return editor.refuse(*wrong);
    if (to != from && editor.is_used(to)) return editor.refuse(fmt::format("recommendation `{}` exists already", to));
  }
  if (first == second) return editor.refuse("both are the same");
  if (!editor.can_change()) return editor.refused();
  editor.copy_definition(first, second);
  editor.list_places(first, second);
  editor.rename_files(first);
  editor.replace_uses(first, true);
  return editor.finish();
}

std::string edit_diff(const StudyTexts& before, const StudyEdit& edit) {
  std::string out;
  for (const auto& [path, text] : edit.changed) {
    const auto renamed = std::ranges::find(edit.renamed, path, [](const auto& pair) { return pair.second; });
    const auto& old_path = renamed == edit.renamed.end() ? path : renamed->first;
    append_format(out, "--- {}\n+++ {}\n", old_path, path);
    const auto old = before.find(old_path);
    add_diff(out, old == before.end() ? std::vector<std::string>{} : lines_of(old->second), lines_of(text));
  }
  return out;
}

}  // namespace quickscan
