#include "commands.hpp"
#include "core/format.hpp"
#include "edit_study.hpp"
#include "files.hpp"
#include "formats/json/analysis.hpp"
#include "report/provenance.hpp"
#include "study/edit/entries.hpp"
#include "study/privacy/quoted_words.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace quickscan {

namespace {

constexpr std::size_t largest_report = std::size_t{64} << 20U;

/// The files that hold an interview: its codings.
std::vector<std::string> codings_of(const EditedStudy& study, const std::string& id) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : study.texts)
    if (path.starts_with("interviews/" + id + ".") && path.ends_with(".yaml")) paths.push_back(path);
  return paths;
}

/// A coding without one of its speakers: those of whom only the speaker said it go too, and the speaker from the rest.
std::string without_speaker(const std::string& text, const std::string& speaker) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return text;
  std::vector<Replacement> gone;
  const auto* speakers = tree.find(tree.root(), "speakers");
  for (auto at = speakers == nullptr ? 0 : speakers->first; at != 0; at = tree.at(tree.at(at).next).next) {
    const auto& value = tree.at(tree.at(at).next);
    if (tree.text(tree.at(at)) == speaker) gone.push_back(entry_span(text, tree.at(at).begin, whole_end(tree, value)));
  }
  if (gone.empty()) return text;
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    const auto& segment = tree.at(at);
    const auto* by = segment.kind == YamlNode::Kind::mapping ? tree.find(segment, "by") : nullptr;
    if (by == nullptr) continue;
    const bool alone = by->kind == YamlNode::Kind::scalar ? tree.text(*by) == speaker
                                                          : by->count == 1 && tree.text(tree.at(by->first)) == speaker;
    if (alone) {
      gone.push_back(entry_span(text, segment.begin, whole_end(tree, segment)));
      continue;
    }
    for (auto item = by->first; item != 0; item = tree.at(item).next)
      if (tree.text(tree.at(item)) == speaker) gone.push_back(entry_span(text, tree.at(item).begin, tree.at(item).end));
  }
  return replaced_at(text, std::move(gone));
}

std::size_t speakers_in(const std::string& text) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return 0;
  const auto* speakers = tree.find(tree.root(), "speakers");
  return speakers == nullptr ? 0 : speakers->count / 2;
}

/// The quotes and notes of a coding.
std::vector<std::string> texts_in(const std::string& text) {
  std::vector<std::string> texts;
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return texts;
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    if (tree.at(at).kind != YamlNode::Kind::mapping) continue;
    for (const auto* key : {"quote", "note"})
      if (const auto* value = tree.find(tree.at(at), key)) texts.emplace_back(tree.text(*value));
  }
  return texts;
}

/// Where the words of an interview may still be, below the folder of its study.
class Remains {
 public:
  Remains(const EditedStudy& study, std::string interview, QuotedWords words, const std::set<std::string>& named)
      : study_(study),
        named_(named),
        id_(top_value(study.texts.at("study.yaml"), "id")),
        interview_(std::move(interview)),
        words_(std::move(words)) {}

  /// A line for each file that has its words, then one for each folder of outputs.
  std::vector<std::string> find() {
    look("", 0);
    for (const auto& [folder, names] : made_)
      lines_.push_back(fmt::format("{}{}: may have been made with it; make {} anew or remove {}", folder,
                                   join(names, ", "), names.size() == 1 ? "it" : "them",
                                   names.size() == 1 ? "it" : "them"));
    if (seen_ > most_files) lines_.push_back(fmt::format("more: only {} files were looked through", most_files));
    return std::move(lines_);
  }

 private:
  static constexpr std::size_t most_files = 10'000;
  static constexpr std::size_t deepest = 8;
  static constexpr std::string_view made = "made";

  void look(const std::string& below, std::size_t depth) {
    for (const auto& entry : list_folder(study_.folder.on_disk(below.empty() ? "." : below))) {
      if (entry.link || entry.name.starts_with('.')) continue;
      const auto path = below.empty() ? entry.name : below + "/" + entry.name;
      if (entry.folder) {
        const bool another_study = kind_of(study_.folder.on_disk(path + "/study.yaml")) == PathKind::file;
        if (depth < deepest && !another_study) look(path, depth + 1);
        continue;
      }
      if (++seen_ > most_files) return;
      const auto what = what_of(path);
      if (what == made)
        made_[path.substr(0, path.size() - entry.name.size())].push_back(entry.name);
      else if (!what.empty() && !named_.contains(path))
        lines_.push_back(fmt::format("{}: {}", path, what));
    }
  }

  std::string what_of(const std::string& path) const {
    const auto extension = path.substr(std::min(path.rfind('.'), path.size()));
    const auto is_one_of = [&](std::string_view list) {
      return !extension.empty() && list.find(extension + " ") != std::string_view::npos;
    };
    const auto name = name_in(path);
    // A codebook is made of the framework: it has nobody's words.
    const std::string made_with_it(name == "codebook" ? std::string_view() : made);
    if (is_one_of(".docx .pdf .xlsx .sav .csv .png .svg .dot .gexf .graphml .cytoscape ")) return made_with_it;
    const bool coding = path.starts_with("interviews/");
    if (!coding && name.starts_with(interview_) && (name.size() == interview_.size() || name[interview_.size()] == '.'))
      return "has the name of the interview";
    if (!is_one_of(".html .md .json .txt .yaml .yml .vtt .srt .tsv .rtf ")) return {};
    const auto text = read_file(study_.folder.on_disk(path), largest_report);
    auto record = read_provenance(text);
    if (!record) record = read_json_provenance(text);
    if (record && record->study == id_) return made_with_it;
    return words_.find(text) ? "has words that were coded in it" : std::string();
  }

  const EditedStudy& study_;
  const std::set<std::string>& named_;  ///< that are listed already
  std::string id_;
  std::string interview_;
  QuotedWords words_;
  std::vector<std::string> lines_;
  std::map<std::string, std::vector<std::string>> made_;  ///< outputs, by folder
  std::size_t seen_ = 0;
};

/// Who is meant in the key file: `<interview>:<speaker>` and, where no other coding names it, the `person`.
std::vector<std::string> keys_of(const StudyTexts& texts, const std::string& id, const std::string& speaker,
                                 const std::vector<std::string>& codings) {
  std::set<std::string> keys;
  std::set<std::string> used;
  for (const auto& [path, text] : texts) {
    YamlTree tree;
    Diagnostics ignored;
    if (!path.starts_with("interviews/") || !read_yaml(text, 0, tree, ignored) || tree.empty()) continue;
    const bool withdrawn = std::ranges::find(codings, path) != codings.end();
    const auto* speakers = tree.find(tree.root(), "speakers");
    for (auto at = speakers == nullptr ? 0 : speakers->first; at != 0; at = tree.at(tree.at(at).next).next) {
      const std::string key(tree.text(tree.at(at)));
      const auto& who = tree.at(tree.at(at).next);
      const auto* person = who.kind == YamlNode::Kind::mapping ? tree.find(who, "person") : nullptr;
      const bool gone = withdrawn && (speaker.empty() || key == speaker);
      if (gone) keys.insert(fmt::format("{}:{}", id, key));
      if (person != nullptr) (gone ? keys : used).emplace(tree.text(*person));
    }
  }
  std::vector<std::string> result;
  std::ranges::set_difference(keys, used, std::back_inserter(result));
  return result;
}

/// Those of `keys` that the key file has.
std::vector<std::string> in_key_file(const EditedStudy& study, const std::vector<std::string>& keys) {
  const auto path = study.folder.on_disk(confidential_key);
  std::vector<std::string> found;
  YamlTree tree;
  Diagnostics ignored;
  const auto text = read_file_if_there(path);
  if (!text || !read_yaml(*text, 0, tree, ignored) || tree.empty()) return found;
  std::ranges::copy_if(keys, std::back_inserter(found),
                       [&](const auto& key) { return tree.find(tree.root(), key) != nullptr; });
  return found;
}

/// Whether the speaker said something in a coding together with others.
bool shares_statements(const std::string& text, const std::string& speaker) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(text, 0, tree, ignored) || tree.empty()) return false;
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    const auto& segment = tree.at(at);
    const auto* by = segment.kind == YamlNode::Kind::mapping ? tree.find(segment, "by") : nullptr;
    if (by == nullptr) return true;
    for (auto item = by->first; by->count > 1 && item != 0; item = tree.at(item).next)
      if (tree.text(tree.at(item)) == speaker) return true;
  }
  return false;
}

}  // namespace

int withdraw_command(const Options& options, Terminal& terminal) {
  const auto study = open_for_edit(options.operand(1));
  const auto& asked = options.operands.front();
  const auto id = asked.substr(0, asked.find(':'));
  const auto speaker = asked.size() > id.size() ? asked.substr(id.size() + 1) : std::string();
  if (asked.ends_with(':'))
    return usage_problem(
        {fmt::format("`{}` names no speaker", asked), "the whole interview: `quickscan withdraw " + id + "`"},
        terminal);
  const auto codings = codings_of(study, id);
  if (codings.empty()) {
    std::set<std::string> known;
    for (const auto& [path, text] : study.texts)
      if (path.starts_with("interviews/")) known.insert(path.substr(11, path.find('.', 11) - 11));
    return unknown_value("interview", id, {known.begin(), known.end()}, terminal);
  }
  // A coding that goes as a whole need not be readable; a count that cannot be kept would be missed by nobody.
  auto changed = speaker.empty() ? std::vector<std::string>() : codings;
  changed.emplace_back("study.yaml");
  if (refuse_unreadable(study, changed, terminal)) return exit_findings;
  StudyEdit edit;
  std::vector<std::string> removed;
  std::vector<std::string> gone;
  for (const auto& path : codings) {
    const auto& text = study.texts.at(path);
    if (speaker.empty()) {
      removed.push_back(path);
      continue;
    }
    auto without = without_speaker(text, speaker);
    if (without == text) return usage_problem({fmt::format("{} has no speaker `{}`", path, speaker), {}}, terminal);
    const auto left = speakers_in(without);
    if (left == 0) {
      removed.push_back(path);
    } else {
      edit.changed[path] = left == 1 ? with_value(without, "form", "single") : std::move(without);
    }
  }
  for (const auto& path : codings) {
    std::ranges::move(texts_in(study.texts.at(path)), std::back_inserter(gone));
    const auto left = edit.changed.find(path);
    if (left == edit.changed.end()) continue;
    for (const auto& text : texts_in(left->second)) std::erase(gone, text);
  }
  edit.changed["study.yaml"] = with_item(study.texts.at("study.yaml"), "contacts", "{outcome: withdrawn}");
  edit.places = codings.size() - removed.size() + 1;
  // Who withdraws is taken out whatever else is wrong then, such as a study without interviews.
  const int code = apply_edit(study, edit, options, terminal, {.removed = removed, .despite_errors = true});
  if (code != exit_clean) return code;
  terminal.out("\nThe words are still in:\n");
  std::set<std::string> transcripts;
  for (const auto& path : codings)
    if (auto named = top_value(study.texts.at(path), "transcript"); !named.empty())
      transcripts.insert(std::move(named));
  for (const auto& path : transcripts) terminal.out(fmt::format("  {}: the transcript\n", study.folder.on_disk(path)));
  // Of what is only listed, three words of a short quote are enough.
  QuotedWords words(3);
  for (const auto& text : gone) words.add(text, id);
  for (const auto& line : Remains(study, id, std::move(words), transcripts).find())
    terminal.out(fmt::format("  {}\n", study.folder.on_disk(line)));
  for (const auto& [path, text] : edit.changed)
    if (path != "study.yaml" && shares_statements(study.texts.at(path), speaker))
      terminal.out(fmt::format("  {}: statements that the others made too\n", study.folder.on_disk(path)));
  for (const auto& key : in_key_file(study, keys_of(study.texts, id, speaker, codings)))
    terminal.out(
        fmt::format("  {}: the name of `{}`, which nothing else uses\n", study.folder.on_disk(confidential_key), key));
  std::string kept_in_git;
  for (const auto& path : codings) kept_in_git += " " + study.folder.on_disk(path);
  terminal.out(
      fmt::format("  git, if the study is kept in it: git log --all --oneline --{}\n"
                  "  copies elsewhere: backups, mail, shared folders, other people's clones\n",
                  kept_in_git));
  terminal.out("`declared` in study.yaml may count it still: `quickscan check` says so.\n");
  return exit_clean;
}

}  // namespace quickscan
