#include "atomic_write.hpp"
#include "commands.hpp"
#include "core/format.hpp"
#include "core/messages.hpp"
#include "core/utf8.hpp"
#include "edit_study.hpp"
#include "files.hpp"
#include "open_study.hpp"
#include "scoring/agreement.hpp"
#include "starter.hpp"
#include "study/edit/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace quickscan {

namespace {

bool is_new_id(std::string_view id) {
  return !id.empty() && (is_lower(id.front()) || is_digit(id.front())) &&
         std::ranges::all_of(id, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
}

/// The next id after those of interviews with voices: r17 → r18, with as many digits; i01 where there is none.
std::string next_id(const Study& study) {
  std::map<std::string, std::pair<int, std::size_t>> last;  // by letters: the highest number, and its digits
  std::map<std::string, int> count;
  constexpr std::size_t most_digits = 6;
  for (const auto& interview : study.interviews) {
    const auto& id = interview.id;
    if (!interview.has_voice()) continue;
    const auto digits = id.find_last_not_of("0123456789") + 1;
    if (digits == id.size() || id.size() - digits > most_digits) continue;
    const auto letters = id.substr(0, digits);
    if (letters.find_first_of("0123456789") != std::string::npos) continue;  // i1-vision-2024
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

std::string ids_text(const std::vector<std::string>& ids) { return join(ids, ", "); }

std::vector<std::string> whole_recommendations(const Framework& framework) {
  std::vector<std::string> ids;
  for (const auto rec : framework.whole_recommendations()) ids.push_back(framework[rec].id);
  return ids;
}

/// What was asked in the last interview that says so, which the next one is likely to ask; else everything.
std::vector<std::string> asked_so_far(const Study& study) {
  const auto& framework = study.framework;
  std::vector<std::string> ids;
  for (auto last = study.interviews.rbegin(); last != study.interviews.rend() && ids.empty(); ++last)
    for (const auto rec : last->asked) ids.push_back(framework[rec].id);
  return ids.empty() ? whole_recommendations(framework) : ids;
}

/// An interview without statements, the keys that it may have as comments.
std::string blank_interview(const Study& study, const std::string& id, Language language) {
  const auto& framework = study.framework;
  const auto recs = whole_recommendations(framework);
  const auto speaker = next_speaker(study);
  std::string text = "# yaml-language-server: $schema=../.quickscan/interview.schema.json\n";
  append_format(text, "interview: {}\n", id);
  if (!study.coders.empty()) append_format(text, "coder: {}\n", study.coders.front().id);
  const Messages say(language);
  append_format(text, "date: {}  # {}\n", to_string(study.reference_date), say("new_file.held"));
  text += "form: single  # single | group | meeting | document | survey\nnotes_from: notes\n";
  text += "consent: {quotes: false, function: false}\n";
  if (speaker.stakeholder.given()) {
    append_format(text, "speakers:\n  a: {{level: {}, who: {}}}  # {}\n", framework[speaker.level].id,
                  study[speaker.stakeholder].id, say("new_file.speaker"));
  }
  append_format(text, "asked: [{}]\n\nsegments: []\n# {}\n", ids_text(asked_so_far(study)), say("new_file.instead"));
  const auto line = [&](const std::string& key, std::string_view message = {}) {
    text += message.empty() ? "# " + key + "\n" : fmt::format("# {:<20}  # {}\n", key, say(message));
  };
  const std::string rec = recs.empty() ? "" : recs.front();
  line("- rec: " + rec);
  line(fmt::format("  stage: {}", framework.practice), "new_file.stage");
  line("  basis: shown", "new_file.basis");
  line("  trend: up", "new_file.trend");
  line("  by: a", "new_file.by");
  line("  about: " + framework.levels.front().id, "new_file.about");
  line("  at: \"\"", "new_file.at");
  line("  quote: \"\"");
  line("  quote_ok: true", "new_file.quote_ok");
  line("  note: \"\"");
  if (!study.developments.empty()) line("  dev: " + study.developments.front().id);
  if (!framework.factors.empty()) line("  barrier: " + framework.factors.front().id, "new_file.factor");
  if (study.stakeholders.size() > 1) {
    const auto actor = [&](std::size_t at) {
      const auto& one = study.stakeholders[at];
      return study.actor_id({StakeholderId(at), one.levels.empty() ? LevelId() : one.levels.front()});
    };
    line(fmt::format("  ties: [{} - {}]", actor(0), actor(1)), "new_file.ties");
    line(fmt::format("- route: [{}, {}]", actor(0), actor(1)), "new_file.route");
  }
  if (!framework.terms.empty() && !study.stakeholders.empty())
    line(fmt::format("- term: {{concept: {}, words: {{{}: \"\"}}}}", framework.terms.front().id,
                     study.stakeholders.front().id));
  line(fmt::format("- finding: {}/{}", rec, framework.levels.front().id), "new_file.finding");
  line("  response: confirmed", "new_file.response");
  return text;
}

/// A value as it is written, in comment lines; a list on lines of its own between brackets.
std::string as_comment(const YamlTree& tree, const YamlNode& value, const std::string& text) {
  std::string written = text.substr(value.begin, whole_end(tree, value) - value.begin);
  if (value.kind == YamlNode::Kind::sequence && !written.starts_with('[')) {
    std::vector<std::string> items;
    for (auto at = value.first; at != 0; at = tree.at(at).next) items.emplace_back(tree.text(tree.at(at)));
    return fmt::format("[{}]", ids_text(items));
  }
  written.erase(written.find_last_not_of(" \r\n") + 1);
  for (std::size_t line = 0; (line = written.find('\n', line)) != std::string::npos; line += 3)
    written.replace(line, 1, "\n# ");
  return written;
}

/// An interview's file for a second coder: its header, and of every segment place and quote as comments, no codes.
std::string blank_coding(const std::string& original, const std::string& coder, Language language) {
  YamlTree tree;
  Diagnostics ignored;
  if (!read_yaml(original, 0, tree, ignored)) return {};
  auto text = with_value(without_keys(original, {"segments", "agreed_by", "coded", "reviewed", "memo"}), "coder", coder,
                         "interview");
  text.erase(text.find_last_not_of(" \r\n") + 1);
  const auto end = line_end_of(original);
  const auto add = [&](std::string_view line) { text.append(line).append(end); };
  text.append(end).append(end);
  add("segments: []");
  add(fmt::format("# {}", Messages(language)("new_file.coding")));
  const auto* segments = tree.find(tree.root(), "segments");
  for (auto at = segments == nullptr ? 0 : segments->first; at != 0; at = tree.at(at).next) {
    const auto& segment = tree.at(at);
    if (segment.kind != YamlNode::Kind::mapping) continue;
    if (tree.find(segment, "at") == nullptr && tree.find(segment, "quote") == nullptr) continue;
    std::string_view sign = "-";
    for (const auto* key : {"by", "at", "quote"}) {
      const auto* value = tree.find(segment, key);
      if (value == nullptr) continue;
      add(fmt::format("# {} {}: {}", sign, key, as_comment(tree, *value, original)));
      sign = " ";
    }
  }
  return text;
}

/// Makes new files of a study, and the changed ones that go with them.
class Maker {
 public:
  Maker(const Study& study, const EditedStudy& files, Language language)
      : study_(study), files_(files), language_(language) {}

  void interview(std::string id) {
    if (id.empty()) id = next_id(study_);
    need_new(id, ids_of(study_.interviews), "interview");
    add("interviews/" + id + ".yaml", blank_interview(study_, id, language_));
  }

  void coder(const std::string& id) {
    if (!is_new_id(id))
      throw IoError("`quickscan new coder` needs an id of small letters and digits: `quickscan new coder tv`");
    if (study_.coders.empty()) {
      if (id == coder_of({}))
        throw IoError(fmt::format("`{}` is whose codings are there already; take another id", id));
      name_first_coder();
    }
    for (const auto& interview : study_.interviews) {
      if (!interview.first_coding || !interview.has_voice() || coder_of(interview) == id) continue;
      const auto path = fmt::format("interviews/{}.{}.yaml", interview.id, id);
      if (!files_.texts.contains(path))
        add(path, blank_coding(text_of("interviews/" + interview.id + ".yaml"), id, language_));
    }
    if (edit_.changed.empty())
      throw IoError(fmt::format("{} has a coding of every interview already; nothing was written", id));
    const auto known = ids_of(study_.coders);
    if (std::ranges::find(known, id) == known.end())
      edit_.changed["study.yaml"] = with_item(text_of("study.yaml"), "coders", fmt::format("{0}: {{name: {0}}}", id));
  }

  /// The coding that all coders of an interview agree on: begun as the first coder's, whose own gets his name.
  void agreed(const std::string& id) {
    std::vector<std::string> coders;
    std::vector<std::string> to_agree;
    for (const auto& one : study_.interviews) {
      if (one.id == id && !one.coder.empty()) coders.push_back(one.coder);
      if (!one.first_coding && (to_agree.empty() || to_agree.back() != one.id)) to_agree.push_back(one.id);
    }
    const auto path = "interviews/" + id + ".yaml";
    const auto first = std::ranges::find(study_.interviews, id, &Interview::id);
    if (coders.size() < 2)
      throw IoError(
          fmt::format("`quickscan new agreed` needs an interview that two coders coded{}{}; nothing was written",
                      to_agree.empty() ? "" : ": ", ids_text(to_agree)));
    if (!first->agreed_by.empty()) throw IoError(fmt::format("{} is agreed already; nothing was written", path));
    const auto text = text_of(path);
    add(fmt::format("interviews/{}.{}.yaml", id, first->coder), text);
    edit_.changed[path] =
        with_value(without_keys(text, {"coder"}), "agreed_by", fmt::format("[{}]", ids_text(coders)), "interview");
  }

  void development(const std::string& id) {
    need_new(id, ids_of(study_.developments), "development");
    const auto& framework = study_.framework;
    const auto recs = whole_recommendations(framework);
    std::string text = fmt::format("{0}:\n  name: {0}\n  recs: [{1}]\n", id, recs.empty() ? "" : recs.front());
    text += line("level: " + framework[framework.inside_levels().back()].id, "level");
    text += line("status: idea", "status");
    text += line("# origin: bottom-up", "origin");
    text += line("# scope: city", "scope");
    text += line("# start: " + to_string(study_.reference_date), "start");
    text += line("# decide_by:", "decide_by");
    text += line("# partners: []", "partners");
    text += line("# leader: {who: , position: partner}", "leader");
    text += line("# secured: {policy: false, budget: false, owner: false, training: false}", "secured");
    text += line("# sources: []", "sources");
    append("developments.yaml", text);
  }

  void stakeholder(const std::string& id) {
    need_new(id, ids_of(study_.stakeholders), "stakeholder");
    std::vector<std::string> levels;
    for (const auto level : study_.framework.inside_levels()) levels.push_back(study_.framework[level].id);
    std::string text = fmt::format("{0}:\n  name: {0}\n  levels: [{1}]\n", id, ids_text(levels));
    text += fmt::format("  # sector: {}\n", join(ids_of(study_.sectors), " "));
    text += line("# kind: team", "kind");
    text += line("# part_of:", "part_of");
    text += line("# entry: true", "entry");
    text += line("# help: true", "help");
    append("stakeholders.yaml", text);
  }

  StudyEdit made() { return std::move(edit_); }

 private:
  static void need_new(const std::string& id, const std::vector<std::string>& known, std::string_view kind) {
    if (!is_new_id(id)) throw IoError(fmt::format("`{}` is no id: small letters, digits, `-` and `_`", id));
    if (std::ranges::find(known, id) != known.end())
      throw IoError(fmt::format("{} `{}` exists already; nothing was written", kind, id));
  }

  /// A key of an entry, with what it means.
  std::string line(const std::string& key, std::string_view message) const {
    return fmt::format("  {:<22}  # {}\n", key, Messages(language_)(std::string("new_file.").append(message)));
  }

  /// The text of a file as it is after what was changed so far; empty where there is none.
  std::string text_of(const std::string& path) const {
    if (const auto changed = edit_.changed.find(path); changed != edit_.changed.end()) return changed->second;
    const auto found = files_.texts.find(path);
    return found == files_.texts.end() ? std::string() : found->second;
  }

  void add(const std::string& path, std::string text) {
    const auto on_disk = files_.folder.on_disk(path);
    if (kind_of(on_disk) != PathKind::missing)
      throw IoError(fmt::format("{} exists already; nothing was written", on_disk));
    edit_.changed[path] = std::move(text);
  }

  void append(const std::string& path, std::string_view entry) {
    auto text = text_of(path);
    const auto end = line_end_of(text);
    if (!text.empty() && !text.ends_with('\n')) text += end;
    for (const char c : entry) c == '\n' ? text.append(end) : text.append(1, c);
    edit_.changed[path] = text;
  }

  /// A study with one coder need not name him; with two it does, in every coding.
  void name_first_coder() {
    const auto study = text_of("study.yaml");
    edit_.changed["study.yaml"] = with_value(without_keys(study, {"coders"}), "coders", "{first: {name: first}}");
    for (const auto& interview : study_.interviews) {
      const auto path = fmt::format("interviews/{}.yaml", interview.id);
      if (interview.coder.empty() && interview.agreed_by.empty())
        edit_.changed[path] = with_value(text_of(path), "coder", "first", "interview");
    }
  }

  const Study& study_;
  const EditedStudy& files_;
  Language language_;  ///< of the comments
  StudyEdit edit_;
};

/// The path of a framework outside the study, as it is from the new folder; other frameworks are as they were.
std::string framework_from(const std::filesystem::path& from, const std::filesystem::path& to,
                           const std::string& framework) {
  if (framework.find('/') == std::string::npos || framework.front() == '/') return framework;
  return (from / framework).lexically_normal().lexically_relative(to).string();
}

/// The study of the next wave, for a folder of its own: without what was counted or decided in this one.
std::vector<OutputFile> next_wave(const Study& study, const EditedStudy& files, const std::string& folder) {
  if (folder.empty()) throw IoError("`quickscan new wave` needs a folder: `quickscan new wave ../study-2027`");
  if (kind_of(join_path(folder, "study.yaml")) != PathKind::missing)
    throw IoError(fmt::format("{} holds a study already; nothing was written", folder));
  std::error_code failed;
  const auto to = std::filesystem::weakly_canonical(std::filesystem::absolute(folder), failed);
  const auto from = std::filesystem::weakly_canonical(files.folder.path(), failed);
  const auto inside = to.lexically_relative(from);
  if (!inside.empty() && *inside.begin() != "..")
    throw IoError(fmt::format("a wave is a study beside this one, and {} is inside it; nothing was written", folder));
  auto text = without_keys(files.texts.at("study.yaml"),
                           {"declared", "contacts", "overrides", "previous", "positions", "codebook"});
  text = with_value(text, "id", id_from(name_in(to.string())));
  if (files.framework_path.empty()) {
    const auto named = top_value(text, "framework");
    if (!named.empty()) text = with_value(text, "framework", framework_from(from, to, named));
  }
  text = with_value(text, "previous", from.lexically_relative(to).string());
  std::vector<std::string> closed;
  for (const auto& one : study.developments) {
    if (one.status == DevelopmentStatus::ended || one.status == DevelopmentStatus::withdrawn ||
        one.status == DevelopmentStatus::superseded)
      closed.push_back(one.id);
  }
  const auto ignores = read_file_if_there(files.folder.on_disk(".gitignore")).value_or(starter_ignores());
  std::vector<OutputFile> made{{.path = join_path(folder, "study.yaml"), .text = text},
                               {.path = join_path(folder, ".gitignore"), .text = ignores}};
  for (const auto& path : {files.framework_path, std::string("stakeholders.yaml"), std::string("developments.yaml")}) {
    const auto old = files.texts.find(path);
    if (old == files.texts.end()) continue;
    made.push_back({.path = join_path(folder, path),
                    .text = path == "developments.yaml"
                                ? without_keys(old->second, closed, {"replaces", "copies", "part_of"})
                                : old->second});
  }
  for (const auto& file : made) {
    if (kind_of(file.path) != PathKind::missing)
      throw IoError(fmt::format("{} exists already; nothing was written", file.path));
  }
  return made;
}

int write_wave(const std::vector<OutputFile>& files, Terminal& terminal) {
  write_files(files);
  for (const auto& file : files) terminal.out(file.path + "\n");
  terminal.out(fmt::format("Next: title and reference_date in {}, then `quickscan new interview`.\n", files[0].path));
  return exit_clean;
}

}  // namespace

int new_command(const Options& options, Terminal& terminal) {
  const std::vector<std::string> kinds{"interview", "coder", "agreed", "development", "stakeholder", "wave"};
  const auto& kind = options.operands.front();
  if (std::ranges::find(kinds, kind) == kinds.end()) return unknown_value("kind", kind, kinds, terminal);
  const auto checked = check_folder(StudyFolder(study_path(options.operand(2))));
  // A study may begin without interviews: there is nothing else wrong with it then.
  const bool begins = checked.read.study.interviews.empty() && !checked.read.study.framework.levels.empty() &&
                      std::ranges::all_of(checked.findings, [&](const auto& one) {
                        return one.severity != Severity::error || one.is(rule::missing_file);
                      });
  if (!begins && checked.count(Severity::error) > 0) {
    open_study(options.operand(2), options, terminal);  // prints them
    return exit_findings;
  }
  const auto& study = checked.read.study;
  const auto files = open_for_edit(options.operand(2));
  const auto id = options.operand(1);
  if (kind == "wave") return write_wave(next_wave(study, files, id), terminal);
  Maker make(study, files, language_of(study, options));
  if (kind == "interview") make.interview(id);
  if (kind == "coder") make.coder(id);
  if (kind == "agreed") make.agreed(id);
  if (kind == "development") make.development(id);
  if (kind == "stakeholder") make.stakeholder(id);
  return apply_edit(files, make.made(), options, terminal);
}

}  // namespace quickscan
