#include "commands.hpp"
#include "core/rules.hpp"
#include "files.hpp"
#include "manual.hpp"
#include "study/edit/id_uses.hpp"
#include "study/format_keys.hpp"
#include "study_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <set>
#include <utility>

namespace quickscan {

namespace {

// The scripts ask the program, with all words up to the one that is being typed; where it offers nothing the shell
// offers files.
constexpr auto scripts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bash", R"(_quickscan() {
  # bash takes `--who`, `=`, `a`, `@`, `b` for words of their own: they are put together again. What it will replace is
  # the second argument, the end of the last word.
  local piece before= words=()
  for piece in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ${#words[@]} -gt 0 && ( $piece == [:=@] || ${words[-1]} == *[:=@] ) ]]; then
      words[-1]+=$piece
    else
      words+=("$piece")
    fi
  done
  [[ $# -gt 1 ]] && before=${words[-1]%"$2"}
  mapfile -t COMPREPLY < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "${words[@]}" 2>/dev/null)
  COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
  COMPREPLY=("${COMPREPLY[@]#"$before"}")
  [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o default -F _quickscan quickscan
)"},
    {"zsh", R"(#compdef quickscan
_quickscan() {
  local program=${~words[1]}
  local -a offered end
  offered=("${(@f)$($program __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  offered=(${offered//:/\\:})
  offered=(${offered/$'\t'/:})
  [[ $offered[1] == *= ]] && end=(-S '')
  if (( $#offered )); then
    _describe quickscan offered $end
  else
    _files
  fi
}
if [[ $funcstack[1] == _quickscan ]]; then
  _quickscan "$@"
else
  compdef _quickscan quickscan
fi
)"},
    {"fish", R"(function __quickscan_offers
  set -l words (commandline -opc)
  set -l typed (commandline -ct)
  set -l program (string replace -r '^~' $HOME -- $words[1])
  set -l offered ($program __complete $words[2..-1] "$typed" 2>/dev/null)
  if set -q offered[1]
    printf '%s\n' $offered
  else
    __fish_complete_path "$typed"
  end
end
complete -c quickscan -f -a '(__quickscan_offers)'
)"},
});

using Choices = std::vector<std::string>;

Choices split_words(std::string_view text, char separator = ' ') {
  Choices words;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// What an option may be given, of one command or (`overview`) of all that have it. A test compares each with what the
/// command itself lists where it is given something else.
struct OptionValues {
  Command command;
  std::string_view option;
  std::string_view words;
};

constexpr auto option_values = std::to_array<OptionValues>({
    {Command::init, "--example", "first-study rotterdam-2021 regional-vision"},
    {Command::init, "--framework", "domestic-violence-2020"},
    {Command::check, "--format", "text line json github gitlab sarif junit markdown auto"},
    {Command::check, "--select", "error warning note"},
    {Command::check, "--ignore", "error warning note"},
    {Command::check, "--output", "text= line= json= github= gitlab= sarif= junit= markdown="},
    {Command::report, "--format", "html briefing md json docx pdf"},
    {Command::report, "--print-template", "html briefing md"},
    {Command::watch, "--format", "html briefing md json docx pdf"},
    {Command::graph, "--format", "text json csv graphml gexf dot cytoscape svg"},
    {Command::graph, "--unit", "actor organisation"},
    {Command::graph, "--status", "working pilot planned problematic ended"},
    {Command::graph, "--relation", "works-with exchanges-staff refers steers funds takes-part escalates"},
    {Command::schema, "--print", "agreement analysis check compare coverage explain find graph verify waves why"},
    {Command::agreement, "--format", "text html csv json"},
    {Command::find, "--format", "text csv json"},
    {Command::find, "--basis", "shown said heard"},
    {Command::export_tables, "--format", "csv xlsx sav codebook matrix"},
    {Command::export_tables, "--csv-dialect", "standard excel-nl"},
    {Command::export_tables, "--tables",
     "statements voices cells recommendations factors developments adoption actors ties interviews agreement codebook"},
    {Command::overview, "--audience", "internal public"},
    {Command::overview, "--lang", "nl en"},
    {Command::overview, "--color", "auto always never"},
});

/// Ids of the study by the option that takes one.
constexpr auto option_kinds = std::to_array<std::pair<std::string_view, IdKind>>({{"--rec", IdKind::recommendation},
                                                                                  {"--level", IdKind::level},
                                                                                  {"--stage", IdKind::rung},
                                                                                  {"--who", IdKind::stakeholder},
                                                                                  {"--factor", IdKind::factor},
                                                                                  {"--dev", IdKind::development},
                                                                                  {"--coder", IdKind::coder}});

/// A study as far as it can be read without its interviews, of which only the names of files are taken: what anybody
/// said or is called is not even read.
struct StudyIds {
  Study study;
  Choices interviews;

  Choices of(IdKind kind) const {
    const auto& framework = study.framework;
    switch (kind) {
      case IdKind::recommendation:
      case IdKind::part: return ids_of(framework.recommendations);
      case IdKind::level: return ids_of(framework.levels);
      case IdKind::rung: return ids_of(framework.ladder);
      case IdKind::factor: return ids_of(framework.factors);
      case IdKind::term: return ids_of(framework.terms);
      case IdKind::line: return ids_of(framework.lines);
      case IdKind::stakeholder: return ids_of(study.stakeholders);
      case IdKind::development: return ids_of(study.developments);
      case IdKind::place: return ids_of(study.places);
      case IdKind::sector: return ids_of(study.sectors);
      case IdKind::step: return ids_of(study.escalation);
      case IdKind::coder: return ids_of(study.coders);
      case IdKind::interview: return interviews;
      case IdKind::item:
      case IdKind::person: return {};
    }
    return {};
  }

  /// Each recommendation at each level that it can have a cell for: `access/operational`.
  Choices cells() const {
    Choices words;
    for (const auto& rec : study.framework.recommendations)
      for (const auto& level : study.framework.levels) words.push_back(rec.id + '/' + level.id);
    return words;
  }

  /// Each stakeholder at each of its levels: `wijkteam@operational`.
  Choices actors() const {
    Choices words;
    for (const auto& stakeholder : study.stakeholders)
      for (const auto level : stakeholder.levels)
        if (level.given()) words.push_back(stakeholder.id + '@' + study.framework[level].id);
    return words;
  }
};

StudyIds read_ids(const std::string& path) {
  const StudyFolder folder(path);
  auto files = folder.files();
  StudyIds ids;
  constexpr std::string_view interviews = "interviews/";
  for (const auto& file : files.paths) {
    if (!file.starts_with(interviews) || !file.ends_with(".yaml")) continue;
    auto id = file.substr(interviews.size(), file.find('.') - interviews.size());
    if (ids.interviews.empty() || ids.interviews.back() != id) ids.interviews.push_back(std::move(id));
  }
  std::erase_if(files.paths, [](const auto& file) { return file.find('/') != std::string::npos; });
  ids.study = read_study(files, {.threads = 1, .texts = KeptTexts::nothing}).study;
  return ids;
}

/// What can stand at the end of a line; candidates may carry a tab and what they mean.
class Completion {
 public:
  explicit Completion(Choices words) : words_(std::move(words)) {}

  Choices candidates() {
    if (words_.empty()) return {};
    const auto& typed = words_.back();
    if (words_.size() == 1) return typed.starts_with('-') ? Choices{"--help", "--version"} : commands();
    const auto& entries = command_entries();
    const auto entry = std::ranges::find(entries, words_.front(), &CommandEntry::name);
    if (entry == entries.end()) return {};
    command_ = entry->command;
    options_ = option_entries(command_);
    options_.push_back({"--color", true});
    for (const auto* name : {"--help", "--outside", "--quiet", "--verbose"}) options_.push_back({name, false});
    std::optional<std::string> waiting;  // an option that takes the next word
    for (std::size_t at = 1; at + 1 < words_.size(); ++at) {
      const auto& word = words_[at];
      if (!std::exchange(waiting, std::nullopt)) {
        if (!word.starts_with('-')) {
          before_.push_back(word);
        } else if (takes_value(word)) {
          waiting = word;
        }
      }
    }
    if (waiting) return values(*waiting, typed);
    if (typed.starts_with('-')) return option_words(typed);
    return operand_words(before_.size(), typed);
  }

 private:
  static Choices commands() {
    Choices words;
    for (const auto& entry : command_entries()) words.push_back(fmt::format("{}\t{}", entry.name, entry.summary));
    return words;
  }

  static Choices rule_codes() {
    Choices words;
    for (const auto& rule : rules()) words.push_back(fmt::format("{}\t{}", rule.code, rule.summary));
    return words;
  }

  static Choices topics() {
    auto words = commands();
    for (const auto& [page, title] : manual_pages()) words.push_back(fmt::format("{}\t{}", page, title));
    for (const auto& key : format_keys()) words.push_back(key.name());
    return words;
  }

  bool takes_value(std::string_view option) const {
    const auto found = std::ranges::find(options_, option, &OptionEntry::name);
    return found != options_.end() && found->takes_value;
  }

  /// Names of options, or the values of one with an equals sign.
  Choices option_words(const std::string& typed) {
    const auto equals = typed.find('=');
    Choices words;
    if (equals == std::string::npos) {
      for (const auto& option : options_) words.push_back(option.name);
    } else {
      const auto begin = typed.substr(0, equals + 1);
      words = values(typed.substr(0, equals), typed.substr(equals + 1));
      for (auto& word : words) word.insert(0, begin);
    }
    return words;
  }

  /// The values of an option; after a comma each stands behind what was typed before it.
  Choices values(std::string_view option, const std::string& typed) {
    Choices words;
    for (const auto& row : option_values) {
      if (row.option == option && (row.command == command_ || row.command == Command::overview))
        words = split_words(row.words);
    }
    if (option == "--select" || option == "--ignore") std::ranges::move(rule_codes(), std::back_inserter(words));
    const auto kind = std::ranges::find(option_kinds, option, &std::pair<std::string_view, IdKind>::first);
    if (kind != option_kinds.end()) words = with_actors(ids().of(kind->second), kind->second, typed);
    const auto comma = typed.rfind(',');
    if (comma != std::string::npos)
      for (auto& word : words) word.insert(0, typed.substr(0, comma + 1));
    return words;
  }

  /// How the help writes it: `bash|zsh|fish`.
  std::string_view first_operand() const {
    const auto& entry = entry_of(command_);
    return std::string_view(entry.operands).substr(0, entry.operands.find(' '));
  }

  Choices with_actors(Choices words, IdKind kind, const std::string& typed) {
    if (kind == IdKind::stakeholder && typed.find('@') != std::string::npos) return ids().actors();
    return words;
  }

  Choices operand_words(std::size_t index, const std::string& typed) {
    const auto any_of = [&](std::initializer_list<IdKind> kinds) {
      Choices words;
      for (const auto kind : kinds) std::ranges::move(ids().of(kind), std::back_inserter(words));
      return words;
    };
    switch (command_) {
      case Command::why:
        if (index > 0) return {};
        if (typed.find('/') != std::string::npos) return ids().cells();
        if (typed.find('@') != std::string::npos) return ids().actors();
        return any_of(
            {IdKind::recommendation, IdKind::factor, IdKind::development, IdKind::stakeholder, IdKind::interview});
      case Command::explain: {
        auto words = any_of({IdKind::recommendation, IdKind::rung, IdKind::factor, IdKind::stakeholder,
                             IdKind::development, IdKind::interview});
        std::ranges::move(rule_codes(), std::back_inserter(words));
        return index > 0 ? Choices{} : words;
      }
      case Command::rename:
      case Command::merge: {
        if (index == 0) return id_kind_names();
        const auto kind = parse_id_kind(before_.front());
        const bool names_one = index == 1 || (index == 2 && command_ == Command::merge);
        return kind && names_one ? ids().of(*kind) : Choices{};
      }
      case Command::split:
        return index == 0 ? any_of({IdKind::recommendation}) : index == 1 ? Choices{"into"} : Choices{};
      case Command::withdraw: return index == 0 ? any_of({IdKind::interview}) : Choices{};
      case Command::new_entry: return index == 0 ? split_words(first_operand(), '|') : Choices{};
      case Command::completions: return split_words(first_operand(), '|');
      case Command::help: return topics();
      default: return {};
    }
  }

  /// Of the first word that is a study's folder, or else of the study around the current folder.
  const StudyIds& ids() {
    if (ids_) return *ids_;
    ids_.emplace();
    for (const auto& word : before_)
      if (kind_of(join_path(word, "study.yaml")) == PathKind::file) return *(ids_ = read_ids(word));
    if (const auto around = find_study_around(".")) ids_ = read_ids(*around);
    return *ids_;
  }

  Choices words_;
  Choices before_;  ///< operands before the word that is being typed
  Command command_ = Command::overview;
  std::vector<OptionEntry> options_;
  std::optional<StudyIds> ids_;
};

/// An id is printed only where no shell can take it for anything else.
bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("._-/@=,<>").find(c) != std::string_view::npos;
  });
}

}  // namespace

int completions_command(const Options& options, Terminal& terminal) {
  const auto& shell = options.operands.front();
  const auto script = std::ranges::find(scripts, shell, &std::pair<std::string_view, std::string_view>::first);
  if (script == scripts.end()) return unknown_value("shell", shell, {"bash", "zsh", "fish"}, terminal);
  terminal.out(script->second);
  return exit_clean;
}

int complete_command(const Options& options, Terminal& terminal) {
  try {
    std::set<std::string> offered;
    for (const auto& candidate : Completion(options.operands).candidates()) {
      const auto word = candidate.substr(0, candidate.find('\t'));
      const bool fits = word.starts_with(options.operands.back()) && is_plain(word);
      if (fits && offered.insert(word).second) terminal.out(candidate + "\n");
    }
  } catch (const std::exception&) {
    // A message would land in the middle of somebody's command line.
  }
  return exit_clean;
}

}  // namespace quickscan
