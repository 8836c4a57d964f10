#include "study/read/read_study.hpp"

#include "core/parallel.hpp"
#include "core/sha256.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "study/check/ignore_comments.hpp"
#include "study/check/interview.hpp"
#include "study/read/files.hpp"
#include "study/read/framework_file.hpp"
#include "study/read/interview_outcome.hpp"
#include "study/read/references.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <set>

namespace quickscan {

namespace {

constexpr std::string_view built_in_note = " (built in)";

std::string built_in_path(std::string_view id) { return fmt::format("data/frameworks/{}.yaml", id); }

/// Paths, as messages show them, of files that are only reported: a recording may be larger than all that is read.
using UnreadFiles = std::shared_ptr<std::set<std::string>>;

/// The text of a source by the path that messages show.
LoadText load_shown(const StudyFiles& files, const UnreadFiles& unread) {
  return [=, load = files.load, prefix = files.shown_prefix](const std::string& path) -> std::optional<std::string> {
    if (path.ends_with(built_in_note)) return std::string(embedded(path.substr(0, path.size() - built_in_note.size())));
    if (unread->contains(path)) return std::nullopt;
    return load(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
  };
}

/// A file of interviews/ and the ids in its name.
struct InterviewFile {
  std::string path, id, coder;
  std::uint32_t source = Place::nowhere;
};

/// A file that all other files refer to.
struct FrameFile {
  std::uint32_t source = Place::nowhere;
  YamlTree tree;
  Diagnostics diagnostics;
  std::string sha256;
  bool sound = false;
  /// The tree is whole, though something in it may be wrong.
  bool complete = false;
};

/// Whether a path, relative to the study's folder, may lead out of it.
bool leads_out(std::string_view path) {
  if (path.starts_with('/') || path.starts_with('~')) return true;
  int depth = 0;
  for (std::size_t begin = 0; begin < path.size();) {
    const auto end = std::min(path.find_first_of("/\\", begin), path.size());
    const auto step = path.substr(begin, end - begin);
    if (step == "..") --depth;
    if (!step.empty() && step != "." && step != "..") ++depth;
    if (depth < 0) return true;
    begin = end + 1;
  }
  return false;
}

/// The same for a file that git or an editor gave Windows line ends or a byte-order mark.
std::string hash_of(std::string_view text) {
  if (text.starts_with(utf8_byte_order_mark)) text.remove_prefix(utf8_byte_order_mark.size());
  if (text.find('\r') == std::string_view::npos) return sha256_hex(text);
  std::string plain(text);
  std::erase(plain, '\r');  // without a line end it is refused (QS106)
  return sha256_hex(plain);
}

class StudyReader {
 public:
  StudyReader(const StudyFiles& files, const ReadOptions& options) : files_(files), options_(options) {
    result_.study.sources = Sources(load_shown(files, unread_));
  }

  ReadResult read() {
    sort_paths();
    developments_elsewhere_ = has_under_another_name("developments.yaml");
    read_frame();
    names_ = NameIndex(study().confidential_names);
    read_interviews();
    read_texts();
    if (stakeholders_needed_ && !has_under_another_name("stakeholders.yaml")) report_missing_stakeholders();
    note_unread();
    keep_trees();
    std::ranges::sort(study().inputs, {}, &InputFile::path);
    sort_and_unify(result_.diagnostics, study().sources);
    result_.references_followed = sound_;
    return std::move(result_);
  }

 private:
  Study& study() { return result_.study; }
  Diagnostics& diagnostics() { return result_.diagnostics; }
  bool has(std::string_view path) const { return std::ranges::binary_search(paths_, path); }
  /// Not to be read without the command line's word.
  bool is_outside(const std::string& path) const {
    return !options_.outside && (leads_out(path) || (files_.lies_outside && files_.lies_outside(path)));
  }

  void sort_paths() {
    paths_ = files_.paths;
    std::ranges::sort(paths_);
    for (const auto& path : paths_) {
      if (path.starts_with("interviews/")) {
        add_interview_file(path);
      } else if (is_stray_file(path, paths_)) {
        report_stray(path);
      } else if (explains_folder(path)) {
        study().sources.add(files_.shown_prefix + path);  // for the checks of privacy
      }
    }
    std::ranges::sort(interview_files_, {}, [](const InterviewFile& file) { return std::tie(file.id, file.coder); });
  }

  /// Whether a file beside study.yaml, which is reported as never read, may be meant as one that is not there.
  bool has_under_another_name(const std::string& name) const {
    const std::array names{std::string("study.yaml"), std::string("stakeholders.yaml"),
                           std::string("developments.yaml")};
    return !has(name) && std::ranges::any_of(paths_, [&](const std::string& path) {
      return path.find('/') == std::string::npos && path != "study.yaml" && suggest(path, names) == name;
    });
  }

  /// The place of study.yaml as a whole; nowhere where it is not there.
  Place study_file() {
    for (std::uint32_t source = 0; source < study().sources.size(); ++source)
      if (study().sources.path(source) == files_.shown_prefix + "study.yaml") return {source, 0, 0};
    return {};
  }

  void report_missing_stakeholders() {
    diagnostics().push_back(
        finding(rule::missing_file, study_file(), "no `stakeholders.yaml`, and interviews name its ids"));
    diagnostics().back().help = "write it: `gemeente: {name: Gemeente, levels: [strategic, tactical, operational]}`";
  }

  void report_stray(const std::string& path) {
    const auto shown = files_.shown_prefix + path;
    unread_->insert(shown);
    diagnostics().push_back(stray_file_finding(path, study().sources.add(shown), files_, paths_));
  }

  void add_interview_file(const std::string& path) {
    constexpr std::string_view folder = "interviews/";
    const auto name = std::string_view(path).substr(folder.size());
    const bool named = name.ends_with(".yaml") && !name.starts_with('.') && name.find('/') == std::string_view::npos &&
                       std::ranges::count(name, '.') <= 2;
    if (!named) {
      if (is_stray_file(path, paths_)) report_stray(path);
      return;
    }
    const auto stem = name.substr(0, name.size() - 5);
    const auto dot = stem.find('.');
    interview_files_.push_back({path, std::string(stem.substr(0, dot)),
                                dot == std::string_view::npos ? std::string{} : std::string(stem.substr(dot + 1)),
                                study().sources.add(files_.shown_prefix + path)});
  }

  // Loads and parses files that all others refer to, in parallel.
  void load_frame(const std::vector<std::string>& paths) {
    std::vector<FrameFile> loaded(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i)
      loaded[i].source = study().sources.add(files_.shown_prefix + paths[i]);
    for_each_parallel(paths.size(), count_workers(paths.size(), options_.threads), [&](std::size_t i, std::size_t) {
      auto& file = loaded[i];
      const auto text = files_.load(paths[i]);
      if (!text) {
        file.diagnostics.push_back(
            finding(rule::missing_file, {file.source, 0, 0}, fmt::format("`{}` is missing", paths[i])));
        return;
      }
      if (options_.hashes && paths[i] != confidential_key) file.sha256 = hash_of(*text);
      file.sound = read_yaml(*text, file.source, file.tree, file.diagnostics) && !file.tree.empty();
      file.complete = file.sound || is_complete(file.diagnostics);
    });
    for (std::size_t i = 0; i < paths.size(); ++i) {
      auto& file = loaded[i];
      std::ranges::move(file.diagnostics, std::back_inserter(diagnostics()));
      if (!file.sha256.empty()) study().inputs.push_back({paths[i], std::move(file.sha256)});
      if (!file.sound) sound_ = false;
      frame_.insert_or_assign(paths[i], std::move(file));
    }
  }

  // The tree of a file that was loaded, if there is anything to read in it. Of a file that breaks off only study.yaml
  // is read, for it names the framework: what another one then seems to lack may follow where the error is.
  const YamlTree* tree_of(const std::string& path) const {
    const auto found = frame_.find(path);
    if (found == frame_.end() || found->second.tree.empty()) return nullptr;
    if (!found->second.complete && path != "study.yaml") return nullptr;
    return found->second.tree.root().kind == YamlNode::Kind::mapping ? &found->second.tree : nullptr;
  }

  void read_frame() {
    std::vector<std::string> paths{"study.yaml"};
    for (const auto* path : {"stakeholders.yaml", "developments.yaml", confidential_key})
      if (has(path)) paths.emplace_back(path);
    load_frame(paths);
    static const YamlTree nothing;
    const auto* study_tree = tree_of("study.yaml");
    const Fields fields(study_tree == nullptr ? nothing : *study_tree, diagnostics());
    std::optional<Record> record;
    if (study_tree != nullptr) {
      record.emplace(fields, study_tree->root(), study_keys());
      read_study_header(fields, *record, study());
    }
    read_framework_of(fields, record);
    if (const auto* tree = tree_of("stakeholders.yaml")) read_stakeholders(Fields(*tree, diagnostics()), study());
    for (std::size_t i = 0; i < study().stakeholders.size(); ++i)
      stakeholders_[study().stakeholders[i].id] = StakeholderId(i);
    if (const auto* tree = tree_of("developments.yaml")) {
      const Fields development_fields(*tree, diagnostics());
      read_developments(context(development_fields), study());
    }
    for (std::size_t i = 0; i < study().developments.size(); ++i)
      developments_[study().developments[i].id] = DevelopmentId(i);
    if (record) read_study_references(context(fields), *record, study());
    if (!frame_.at("study.yaml").complete) forget_missing_keys(frame_.at("study.yaml").source);
    if (const auto* tree = tree_of(confidential_key)) read_confidential_names(Fields(*tree, diagnostics()), study());
  }

  /// What a file that breaks off seems to lack may follow where the error is.
  void forget_missing_keys(std::uint32_t source) {
    std::erase_if(diagnostics(),
                  [&](const Diagnostic& one) { return one.place.source == source && one.is(rule::missing_key); });
  }

  // Checks point into these files; the key's is forgotten.
  void keep_trees() {
    for (auto& [path, file] : frame_)
      if (file.sound && path != confidential_key) result_.trees.emplace(file.source, std::move(file.tree));
    frame_.clear();
  }

  ReadContext context(const Fields& fields) const {
    return {fields,
            result_.study,
            stakeholders_,
            developments_,
            !sound_,
            has("stakeholders.yaml") ? nullptr : &stakeholders_needed_,
            developments_elsewhere_};
  }

  void read_framework_of(const Fields& fields, const std::optional<Record>& record) {
    const auto* node = record ? record->find("framework") : nullptr;
    const auto named = node == nullptr ? std::nullopt : fields.text(*node);
    const auto name = std::string(named.value_or("framework.yaml"));
    const bool is_path = name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
    if (!is_path) return read_built_in(fields, *node, name);
    if (!named && !has(name)) {
      sound_ = false;
      if (!frame_.at("study.yaml").complete) return;  // it may name one below the error
      const auto place = record ? fields.tree().place(fields.tree().at(record->node().first)) : Place{};
      auto& one = diagnostics().emplace_back(
          finding(rule::missing_file, place, "no `framework.yaml`, and study.yaml names no framework"));
      one.help = fmt::format("write `framework: {}` for the built-in one", built_in_frameworks().front());
      return;
    }
    if (is_outside(name)) {
      sound_ = false;
      fields.report(rule::path_outside_study, *node, "a framework outside the study's folder").help =
          "copy it into the folder, or say `--outside` on the command line";
      return;
    }
    load_frame({name});
    forget_stray(name);
    if (const auto* tree = tree_of(name)) study().framework = read_framework_tree(Fields(*tree, diagnostics()));
    const auto& read = study().framework;
    sound_ = sound_ && !read.levels.empty() && !read.ladder.empty() && !read.recommendations.empty();
  }

  void read_built_in(const Fields& fields, const YamlNode& node, const std::string& name) {
    auto known = built_in_frameworks();
    if (std::ranges::find(known, name) == known.end()) {
      sound_ = false;
      if (has("framework.yaml")) known.emplace_back("framework.yaml");
      return report_unknown(fields, rule::unknown_framework, "framework", name, fields.tree().place(node),
                            "neither built in nor a path to a file", known);
    }
    const auto path = built_in_path(name);
    const auto source = study().sources.add(path + std::string(built_in_note));
    if (auto framework = read_framework(embedded(path), source, diagnostics()))
      study().framework = std::move(*framework);
  }

  void read_interviews() {
    if (interview_files_.empty())
      diagnostics().push_back(finding(rule::missing_file, study_file(), "no interview in `interviews/`"));
    const auto count = interview_files_.size();
    std::vector<InterviewOutcome> outcomes(count);
    study().interviews.resize(count);
    const auto workers = count_workers(count, options_.threads);
    std::vector<YamlTree> trees(workers);
    for_each_parallel(count, workers, [&](std::size_t i, std::size_t worker) {
      outcomes[i] = read_one(interview_files_[i], trees[worker], study().interviews[i]);
    });
    auto total = diagnostics().size();
    std::vector<KnownPosition> positions;
    for (auto& outcome : outcomes) {
      total += outcome.diagnostics.size();
      positions.insert(positions.end(), outcome.positions.begin(), outcome.positions.end());
      outcome.positions = {};
    }
    study().sources.keep(std::move(positions));
    // With room for those of the whole study: growing would keep all of them twice.
    diagnostics().reserve(total + total / 8 + 100);
    for (std::size_t i = 0; i < count; ++i) {
      auto& outcome = outcomes[i];
      const auto& file = interview_files_[i];
      place_in_transcript(outcome.diagnostics, study().interviews[i].transcript);
      if (const auto& transcript = study().interviews[i].transcript; !transcript.empty()) forget_stray(transcript);
      std::ranges::move(outcome.diagnostics, std::back_inserter(diagnostics()));
      outcome.diagnostics = {};
      std::ranges::move(outcome.suppressed, std::back_inserter(study().suppressed));
      std::ranges::move(outcome.unchecked, std::back_inserter(result_.unchecked));
      if (options_.hashes) study().inputs.push_back({file.path, std::move(outcome.sha256)});
      refuse_second_without_first(file);
    }
    std::size_t at = 0;
    std::erase_if(study().interviews, [&](const Interview&) { return !outcomes[at++].usable; });
  }

  void place_in_transcript(Diagnostics& found, const std::string& transcript) {
    std::optional<std::uint32_t> source;
    for (auto& one : found) {
      for (auto& note : one.notes) {
        if (note.place.source != InterviewOutcome::in_transcript) continue;
        if (!source) source = study().sources.add(files_.shown_prefix + transcript);
        note.place.source = *source;
      }
    }
  }

  /// A file that another one names is no stray.
  void forget_stray(std::string path) {
    while (path.starts_with("./")) path.erase(0, 2);
    unread_->erase(files_.shown_prefix + path);
    std::erase_if(diagnostics(), [&](const Diagnostic& one) {
      return one.is(rule::stray_file) && study().sources.path(one.place.source) == files_.shown_prefix + path;
    });
  }

  void refuse_second_without_first(const InterviewFile& file) {
    if (file.coder.empty()) return;
    const std::string first_coder;
    const bool first = std::ranges::binary_search(interview_files_, std::tie(file.id, first_coder), {},
                                                  [](const InterviewFile& one) { return std::tie(one.id, one.coder); });
    if (first) return;
    auto& one =
        diagnostics().emplace_back(finding(rule::first_coding_missing, {file.source, 0, 0},
                                           fmt::format("a second coding of `{}`, which has no first", file.id)));
    one.help = fmt::format("add the first coding, `interviews/{}.yaml`, or give this one that name", file.id);
  }

  InterviewOutcome read_one(const InterviewFile& file, YamlTree& tree, Interview& interview) const {
    InterviewOutcome outcome;
    const auto text = files_.load(file.path);
    if (!text) {
      outcome.diagnostics.push_back(
          finding(rule::missing_file, {file.source, 0, 0}, fmt::format("`{}` is missing", file.path)));
      return outcome;
    }
    if (options_.hashes) outcome.sha256 = hash_of(*text);
    const bool whole = read_yaml(*text, file.source, tree, outcome.diagnostics);
    if (!tree.empty() && tree.root().kind == YamlNode::Kind::mapping && (whole || is_complete(outcome.diagnostics))) {
      const Fields fields(tree, outcome.diagnostics);
      auto reading = read_interview(context(fields), file.id, file.coder);
      interview = std::move(reading.interview);
      const InterviewPlaces places{tree, std::move(reading.segment_nodes)};
      judge_interview({result_.study, names_, interview, places, *text, outcome.diagnostics}, sound_, outcome);
      if (sound_) compare_transcript(interview, places, outcome.diagnostics);
      if (options_.texts != KeptTexts::all) forget_texts(interview, options_.texts == KeptTexts::quotable);
      interview.texts.shrink_to_fit();
      outcome.usable = true;
    } else {
      find_suppressions(*text, tree, outcome.diagnostics);
      leave_unchecked({}, outcome);
    }
    cut_findings(*text, file.source, outcome.diagnostics, outcome.suppressed);
    outcome.diagnostics.shrink_to_fit();
    outcome.positions = positions_of(outcome.diagnostics, file.source, *text);
    return outcome;
  }

  void compare_transcript(const Interview& interview, const InterviewPlaces& places, Diagnostics& found) const {
    if (interview.transcript.empty()) return;
    const auto place = places.header("transcript");
    if (is_outside(interview.transcript)) {
      found.push_back(finding(rule::path_outside_study, place, "a transcript outside the study's folder"));
      found.back().help = "move it into the folder, out of git, or say `--outside` on the command line";
      return;
    }
    if (const auto text = files_.load(interview.transcript))
      return check_transcript(interview, places, *text, InterviewOutcome::in_transcript, found);
    found.push_back(finding(rule::transcript_missing, place, "the transcript is not there"));
    found.back().help = "without it no quote is compared; the path is from the study's folder";
  }

  void read_texts() {
    for (const auto& path : paths_) {
      if (!path.starts_with("text/") || !path.ends_with(".md") || path.starts_with("text/.")) continue;
      const auto source = study().sources.add(files_.shown_prefix + path);
      auto text = files_.load(path);
      if (!text) continue;
      if (options_.hashes) study().inputs.push_back({path, hash_of(*text)});
      read_section_text(path, source, std::move(*text), study(), diagnostics());
    }
  }

  void note_unread() {
    std::set<std::string_view> sources;
    for (std::uint32_t source = 0; source < study().sources.size(); ++source)
      sources.insert(study().sources.path(source));
    for (const auto* paths : {&files_.paths, &files_.beside}) {
      for (auto path : *paths) {
        if (path.ends_with('/')) path.pop_back();
        if (!sources.contains(files_.shown_prefix + path)) result_.unread.push_back(path);
      }
    }
  }

  const StudyFiles& files_;
  const ReadOptions& options_;
  ReadResult result_;
  std::vector<std::string> paths_;
  std::vector<InterviewFile> interview_files_;
  std::map<std::string, FrameFile> frame_;  // by path
  const UnreadFiles unread_ = std::make_shared<UnreadFiles::element_type>();
  NameIndex names_;
  IdIndex<StakeholderId> stakeholders_;
  IdIndex<DevelopmentId> developments_;
  bool developments_elsewhere_ = false;  ///< a file beside study.yaml may be meant as them
  /// An id was met of a stakeholders.yaml that is not there.
  mutable std::atomic<bool> stakeholders_needed_ = false;
  /// The files that everything refers to could be read; else references are not followed.
  bool sound_ = true;
};

}  // namespace

ReadResult read_study(const StudyFiles& files, const ReadOptions& options) {
  return StudyReader(files, options).read();
}

}  // namespace quickscan
