#include "commands.hpp"
#include "core/format.hpp"
#include "core/messages.hpp"
#include "core/rules.hpp"
#include "core/suggest.hpp"
#include "edit_study.hpp"
#include "formats/manual_terminal.hpp"
#include "study/edit/entries.hpp"
#include "study/edit/id_uses.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace quickscan {

namespace {

std::string all_rules() {
  std::string text = "Rules of `quickscan check` (`quickscan explain QS201` says more):\n\n";
  for (const auto& rule : rules())
    append_format(text, "  {}  {:<32}{:<9}{}\n", rule.code, rule.name, name_of(rule.severity), rule.summary);
  return text;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

nlohmann::ordered_json rule_json(const Rule& rule) {
  return {{"code", rule.code},
          {"name", rule.name},
          {"severity", name_of(rule.severity)},
          {"suppressible", rule.suppressible},
          {"summary", rule.summary}};
}

/// What an id of the study's framework means, as its codebook says; known ids are added for a suggestion.
class FrameworkEntries {
 public:
  FrameworkEntries(const Framework& framework, Language language) : framework_(framework), language_(language) {}

  std::optional<std::string> find(std::string_view id, std::vector<std::string>& known) const {
    for (const auto& one : framework_.recommendations) {
      const auto own_name = std::string_view(one.id).substr(one.id.find('.') + 1);  // of a part
      if (one.id == id || (own_name == id && !framework_.find_recommendation(id).given()))
        return entry(one.id, one.name, {one.question, one.codebook.means}, one.codebook);
      known.push_back(one.id);
      known.emplace_back(own_name);
    }
    for (const auto& one : framework_.ladder) {
      if (one.id == id) return entry(one.id, one.name, {one.means, one.anchor}, {{}, one.not_enough, {}});
      known.push_back(one.id);
    }
    for (const auto& one : framework_.factors) {
      if (one.id == id) return entry(one.id, one.name, {one.codebook.means}, one.codebook);
      known.push_back(one.id);
    }
    for (const auto& one : framework_.levels) {
      if (one.id == id) return entry(one.id, one.name, {one.people}, {});
      known.push_back(one.id);
    }
    for (const auto& one : framework_.terms) {
      if (one.id == id) return entry(one.id, one.name, {}, {});
      known.push_back(one.id);
    }
    for (const auto& one : framework_.verdicts) {
      if (one.id == id) return entry(one.id, one.name, {}, {});
      known.push_back(one.id);
    }
    return std::nullopt;
  }

 private:
  std::string entry(const std::string& id, const LocalText& name, const std::vector<LocalText>& meanings,
                    const CodebookEntry& book) const {
    const Messages say(language_);
    auto text = fmt::format("{}: {}\n", id, name.in(language_));
    for (const auto& meaning : meanings)
      if (!meaning.empty()) text += "\n" + meaning.in(language_) + "\n";
    const auto add = [&](std::string_view key, const LocalText& words) {
      if (!words.empty()) text += fmt::format("\n{}: {}\n", say(key), words.in(language_));
    };
    add("coding_guide.not_enough", book.not_enough);
    add("coding_guide.example", book.example);
    return text;
  }

  const Framework& framework_;
  Language language_;
};

/// The entry of another id (a stakeholder, a development, a place …) as its file has it, and of an interview the
/// header. Nobody's name is looked for, a coder's or a speaker's; known ids are added for a suggestion.
std::optional<std::string> study_entry(const std::string& folder, const std::string& asked,
                                       std::vector<std::string>& known) {
  const auto study = open_for_edit(folder);
  const auto id = asked.substr(0, asked.find('@'));
  for (const auto& [path, text] : study.texts) {
    const auto kind = kind_of_file(path, study.framework_path);
    if (kind == StudyFileKind::key || kind == StudyFileKind::text) continue;
    for (const auto& use : ids_in(kind, text)) {
      if (!use.defines || use.kind == IdKind::coder || use.kind == IdKind::person) continue;
      const bool is_interview = use.kind == IdKind::interview;
      if (is_interview && path != fmt::format("interviews/{}.yaml", use.id)) continue;  // a second coding
      known.push_back(use.id);
      if (use.id != id) continue;
      auto entry = is_interview ? without_keys(text, {"segments", "memo"}) : entry_at(text, use.begin);
      entry.erase(entry.find_last_not_of(" \r\n") + 1);
      const bool has_statements = is_interview || use.kind == IdKind::stakeholder || use.kind == IdKind::development;
      return fmt::format("{}:{}\n\n{}\n{}", path, use.line, entry,
                         has_statements ? fmt::format("\nquickscan why {} lists what was said\n", asked) : "");
    }
  }
  return std::nullopt;
}

int explain_other(const Options& options, const std::string& asked, Terminal& terminal) {
  std::vector<std::string> known;
  for (const auto& each : rules()) {
    known.emplace_back(each.code);
    known.emplace_back(each.name);
  }
  if (const auto folder = find_study_around(".")) {
    const StudyFolder around(*folder);
    const auto study = read_study(around.files()).study;
    auto text = FrameworkEntries(study.framework, language_of(study, options)).find(asked, known);
    if (!text) text = study_entry(*folder, asked, known);
    if (text) {
      if (options.json) {
        terminal.out(nlohmann::ordered_json{{"quickscan", "explain/1"}, {"id", asked}, {"text", *text}}.dump(2) + "\n");
      } else {
        print_text(terminal, *text);
      }
      return exit_clean;
    }
  }
  auto problem = UsageProblem{fmt::format("unknown rule or id `{}`", asked), did_you_mean(asked, known)};
  if (problem.help.empty())
    problem.help = "`quickscan explain` lists the rules; ids are those of the study around here";
  return usage_problem(problem, terminal);
}

}  // namespace

int explain_command(const Options& options, Terminal& terminal) {
  if (options.operands.empty() && options.json) {
    nlohmann::ordered_json json{{"quickscan", "explain/1"}, {"rules", nlohmann::ordered_json::array()}};
    for (const auto& rule : rules()) json["rules"].push_back(rule_json(rule));
    terminal.out(json.dump(2) + "\n");
    return exit_clean;
  }
  if (options.operands.empty()) {
    print_text(terminal, all_rules());
    return exit_clean;
  }
  const auto& asked = options.operands.front();
  const auto* rule = find_rule(asked);
  if (rule == nullptr) rule = find_rule(upper(asked));
  if (rule == nullptr) return explain_other(options, asked, terminal);
  if (options.json) {
    nlohmann::ordered_json json{{"quickscan", "explain/1"}};
    json.update(rule_json(*rule));
    json["page"] = page_of(*rule);
    terminal.out(json.dump(2) + "\n");
    return exit_clean;
  }
  print_text(terminal, manual_for_terminal(page_of(*rule), terminal.width));
  return exit_clean;
}

}  // namespace quickscan
