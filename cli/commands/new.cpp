#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/utf8.hpp"
#include "files.hpp"
#include "open_study.hpp"
#include "starter.hpp"
#include "study/edit/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace quickscan {

namespace {

using NewFiles = std::vector<OutputFile>;

bool is_new_id(std::string_view id) {
  return !id.empty() && (is_lower(id.front()) || is_digit(id.front())) &&
         std::ranges::all_of(id, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
}

/// The next id after those that are there: r17 → r18, with as many digits; i01 where there is none.
std::string next_id(const std::vector<std::string>& ids) {
  std::map<std::string, std::pair<int, std::size_t>> last;  // by letters: the highest number, and its digits
  std::map<std::string, int> count;
  constexpr std::size_t most_digits = 6;
  for (const auto& id : ids) {
    const auto digits = id.find_last_not_of("0123456789") + 1;
    if (digits == id.size() || id.size() - digits > most_digits) continue;
    const auto letters = id.substr(0, digits);
    auto& highest = last[letters];
    highest = std::max(highest, {std::stoi(id.substr(digits)), id.size() - digits});
    ++count[letters];
  }
  const auto usual = std::ranges::max_element(count, {}, &std::pair<const std::string, int>::second);
  if (usual == count.end()) return "i01";
  const auto [number, digits] = last[usual->first];
  return fmt::format("{}{:0{}}", usual->first, number + 1, digits);
}

/// Who might speak next: the first of the frame that was not heard, else the first stakeholder.
Actor next_speaker(const Study& study) {
  for (const auto& [level, wanted] : study.frame)
    for (const auto who : wanted)
      if (!study.has_heard({who, level})) return {who, level};
  for (std::size_t at = 0; at < study.stakeholders.size(); ++at) {
    const auto& one = study.stakeholders[at];
    if (one.kind != StakeholderKind::platform && !one.levels.empty()) return {StakeholderId(at), one.levels.back()};
  }
  return {};
}

std::string ids_text(const std::vector<std::string>& ids) { return fmt::format("{}", fmt::join(ids, ", ")); }

std::vector<std::string> whole_recommendations(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto rec : framework.whole_recommendations()) ids.push_back(framework[rec].id);
  return ids;
}

/// An interview without statements, the keys that it may have as comments.
std::string blank_interview(const Study& study, const std::string& id) {
  const auto& framework = study.framework;
  const auto recs = whole_recommendations(framework);
  const auto speaker = next_speaker(study);
  std::string text = "# yaml-language-server: $schema=../.quickscan/interview.schema.json\n";
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "interview: {}\n", id);
  if (!study.coders.empty()) fmt::format_to(out, "coder: {}\n", study.coders.front().id);
  fmt::format_to(out, "date: {}  # when it was held\n", to_string(study.reference_date));
  text += "form: single  # single, group, meeting, document or survey\nnotes_from: notes\n";
  text += "consent: {quotes: false, function: false}\n";
  if (speaker.stakeholder.given()) {
    fmt::format_to(out, "speakers:\n  a: {{level: {}, who: {}}}  # also role: … and person: …\n",
                   framework[speaker.level].id, study[speaker.stakeholder].id);
  }
  fmt::format_to(out, "asked: [{}]\n\nsegments: []\n", ids_text(recs));
  fmt::format_to(out,
                 "# Instead of []: one item for each statement.\n"
                 "# - rec: {}\n"
                 "#   stage: {}          # a rung, <2 for not reached, unknown or na\n"
                 "#   basis: shown       # shown, said or heard\n"
                 "#   trend: up          # up, same or down\n"
                 "#   by: a              # who said it, where not all\n"
                 "#   about: {}  # another level than the speaker's own\n"
                 "#   at: \"\"             # where in the transcript\n"
                 "#   quote: \"\"\n"
                 "#   quote_ok: true     # may be published\n"
                 "#   note: \"\"\n",
                 recs.empty() ? "" : recs.front(), framework.practice, framework.levels.front().id);
  if (!study.developments.empty()) fmt::format_to(out, "#   dev: {}\n", study.developments.front().id);
  if (!framework.factors.empty()) fmt::format_to(out, "#   barrier: {}  # or enabler\n", framework.factors.front().id);
  return text;
}

/// An interview's file for a second coder: its header, and of every segment place and quote as comments, no codes.
std::string blank_coding(const std::string& original, const std::string& coder) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(original, 0, tree, ignored)) return {};
  auto header =
      with_value(without_keys(original, {"segments", "agreed_by", "coded", "reviewed", "memo"}), "coder", coder);
  while (header.ends_with("\n\n")) header.pop_back();
  std::string text =
      header + "\nsegments: []\n# Instead of []: what each statement says, without the codes of the first coder.\n";
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    const auto& segment = tree.at(at);
    bool first = true;
    for (const auto* key : {"by", "at", "quote"}) {
      const auto* value = segment.kind == YamlNode::Kind::mapping ? tree.find(segment, key) : nullptr;
      if (value == nullptr) continue;
      std::string written = original.substr(value->begin, value->end - value->begin);
      while (written.ends_with('\n') || written.ends_with(' ')) written.pop_back();
      for (std::size_t line = 0; (line = written.find('\n', line)) != std::string::npos; line += 2)
        written.replace(line, 1, "\n# ");
      text += fmt::format("# {} {}: {}\n", first ? "-" : " ", key, written);
      first = false;
    }
  }
  return text;
}

class Maker {
 public:
  Maker(const CheckedStudy& checked, const Options& options) : checked_(checked), options_(options) {}

  NewFiles interview(std::string id) {
    if (id.empty()) id = next_id(ids_of(study().interviews));
    need_new(id, ids_of(study().interviews), "interview");
    return {file("interviews/" + id + ".yaml", blank_interview(study(), id))};
  }

  NewFiles coder(const std::string& id) {
    if (!is_new_id(id))
      throw IoError("`quickscan new coder` needs an id of small letters and digits: `quickscan new coder tv`");
    if (study().coders.empty())
      throw IoError(
          "study.yaml names no coders: give it `coders: {kl: {name: …}}` and every interview its `coder: kl` before a "
          "second coder begins; nothing was written");
    NewFiles files;
    for (const auto& interview : study().interviews) {
      if (!interview.first_coding || !interview.has_voice() || interview.coder == id) continue;
      const auto path = fmt::format("interviews/{}.{}.yaml", interview.id, id);
      if (checked_.folder.holds(path)) continue;
      files.push_back(file(path, blank_coding(text_of("interviews/" + interview.id + ".yaml"), id)));
    }
    if (files.empty())
      throw IoError(fmt::format("{} has a coding of every interview already; nothing was written", id));
    const auto known = ids_of(study().coders);
    if (!known.empty() && std::ranges::find(known, id) == known.end()) {
      const auto text = text_of("study.yaml");
      files.push_back(replaced("study.yaml", with_coder(text, id)));
    }
    return files;
  }

  NewFiles development(const std::string& id) {
    need_new(id, ids_of(study().developments), "development");
    const auto& framework = study().framework;
    const auto recs = whole_recommendations(framework);
    return {appended("developments.yaml",
                     fmt::format("{0}:\n  name: {0}\n  recs: [{1}]\n  level: {2}\n  status: idea  # idea planned pilot "
                                 "running secured ended withdrawn superseded\n  # origin: bottom-up   # bottom-up "
                                 "top-down copied pre-existing external\n  # scope: city  # case team neighbourhood "
                                 "area city region national\n  # start: {3}\n  # decide_by:\n  # partners: []\n  # "
                                 "leader: {{who: , position: partner}}\n  # secured: {{policy: false, budget: false, "
                                 "owner: false, training: false}}\n  # sources: []\n",
                                 id, recs.empty() ? "" : recs.front(), framework[framework.inside_levels().back()].id,
                                 to_string(study().reference_date)))};
  }

  NewFiles stakeholder(const std::string& id) {
    need_new(id, ids_of(study().stakeholders), "stakeholder");
    std::vector<std::string> levels;
    for (const auto level : study().framework.inside_levels()) levels.push_back(study().framework[level].id);
    std::string text = fmt::format("{0}:\n  name: {0}\n  levels: [{1}]\n", id, ids_text(levels));
    text += study().sectors.empty() ? std::string("  # sector:\n")
                                    : fmt::format("  sector: {}\n", study().sectors.front().id);
    text += "  # kind: team  # organisation team role platform\n  # part_of:\n  # entry: true\n  # help: true\n";
    return {appended("stakeholders.yaml", text)};
  }

  /// The study of the next wave in a folder of its own.
  NewFiles wave(const std::string& folder) {
    if (folder.empty()) throw IoError("`quickscan new wave` needs a folder: `quickscan new wave ../study-2027`");
    if (kind_of(join_path(folder, "study.yaml")) != PathKind::missing)
      throw IoError(fmt::format("{} holds a study already; nothing was written", folder));
    auto text =
        without_keys(text_of("study.yaml"), {"declared", "contacts", "overrides", "previous", "positions", "codebook"});
    std::error_code failed;
    const auto to = std::filesystem::weakly_canonical(folder, failed);
    const auto from = std::filesystem::weakly_canonical(checked_.folder.path(), failed);
    text = with_value(text, "id", id_from(name_in(to.string())));
    text = with_value(text, "previous", from.lexically_relative(to).string());
    NewFiles files{{.path = join_path(folder, "study.yaml"), .text = text}};
    std::vector<std::string> closed;
    for (const auto& one : study().developments) {
      if (one.status == DevelopmentStatus::ended || one.status == DevelopmentStatus::withdrawn ||
          one.status == DevelopmentStatus::superseded)
        closed.push_back(one.id);
    }
    for (const auto* path : {"framework.yaml", "stakeholders.yaml", "developments.yaml", ".gitignore"}) {
      const auto on_disk = checked_.folder.on_disk(path);
      const auto old = read_file_if_there(on_disk);
      if (!old) continue;
      files.push_back({.path = join_path(folder, path),
                       .text = std::string_view(path) == "developments.yaml" ? without_keys(*old, closed) : *old});
    }
    return files;
  }

 private:
  const Study& study() const { return checked_.read.study; }

  std::string text_of(const std::string& path) const { return read_file(checked_.folder.on_disk(path)); }

  static void need_new(const std::string& id, const std::vector<std::string>& known, std::string_view kind) {
    if (!is_new_id(id)) throw IoError(fmt::format("`{}` is no id: small letters, digits, `-` and `_`", id));
    if (std::ranges::find(known, id) != known.end())
      throw IoError(fmt::format("there is a {} `{}` already; nothing was written", kind, id));
  }

  OutputFile file(const std::string& path, std::string text) const {
    const auto on_disk = checked_.folder.on_disk(path);
    if (kind_of(on_disk) != PathKind::missing)
      throw IoError(fmt::format("{} exists already; nothing was written", on_disk));
    return {.path = on_disk, .text = std::move(text)};
  }

  OutputFile replaced(const std::string& path, std::string text) const {
    return {.path = checked_.folder.on_disk(path), .text = std::move(text)};
  }

  OutputFile appended(const std::string& path, const std::string& entry) const {
    auto text = read_file_if_there(checked_.folder.on_disk(path)).value_or("");
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return replaced(path, text + entry);
  }

  /// study.yaml with one more coder, behind the last.
  static std::string with_coder(const std::string& text, const std::string& id) {
    YamlTree tree;
    Diagnostics ignored;
    const YamlNode* coders = read_yaml(text, 0, tree, ignored) ? tree.find(tree.root(), "coders") : nullptr;
    if (coders == nullptr || coders->first == 0) return text;
    auto key = coders->first;
    while (tree.at(tree.at(key).next).next != 0) key = tree.at(tree.at(key).next).next;
    const auto begin = tree.at(key).begin;
    const auto end = whole_end(tree, tree.at(tree.at(key).next));
    const auto span = entry_span(text, begin, end);
    const bool lines = span.begin <= begin && text[span.begin] != ',' && span.end > end && text[span.end - 1] == '\n';
    const auto added = fmt::format("{}: {{name: {}}}", id, id);
    if (!lines) return replaced_at(text, {{end, end, ", " + added}});
    return replaced_at(text, {{span.end, span.end, text.substr(span.begin, begin - span.begin) + added + "\n"}});
  }

  const CheckedStudy& checked_;
  const Options& options_;
};

}  // namespace

int new_command(const Options& options, Terminal& terminal) {
  const std::vector<std::string> kinds{"interview", "coder", "development", "stakeholder", "wave"};
  const auto& kind = options.operands.front();
  if (std::ranges::find(kinds, kind) == kinds.end()) return unknown_value("kind", kind, kinds, terminal);
  const auto checked = open_study(options.operand(2), options, terminal);
  if (!checked) return exit_findings;
  Maker make(*checked, options);
  const auto id = options.operand(1);
  const auto files = kind == "interview"     ? make.interview(id)
                     : kind == "coder"       ? make.coder(id)
                     : kind == "development" ? make.development(id)
                     : kind == "stakeholder" ? make.stakeholder(id)
                                             : make.wave(id);
  write_files(files);
  for (const auto& file : files) terminal.out(file.path + "\n");
  return exit_clean;
}

}  // namespace quickscan
