#include "commands.hpp"
#include "core/rules.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "embedded.hpp"
#include "formats/findings.hpp"
#include "help.hpp"
#include "manual.hpp"
#include "open_study.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

std::string all_rules() {
  std::string text = "Rules of `quickscan check` (`quickscan explain QS201` says more):\n\n";
  for (const auto& rule : rules()) {
    fmt::format_to(std::back_inserter(text), "  {}  {:<32}{:<9}{}\n", rule.code, rule.name, name_of(rule.severity),
                   rule.summary);
  }
  return text;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

}  // namespace

int explain_command(const Options& options, Terminal& terminal) {
  if (options.operands.empty()) {
    terminal.out(all_rules());
    return exit_clean;
  }
  const auto& asked = options.operands.front();
  const auto* rule = find_rule(asked);
  if (rule == nullptr) rule = find_rule(upper(asked));
  if (rule == nullptr) {
    std::vector<std::string> known;
    for (const auto& each : rules()) {
      known.emplace_back(each.code);
      known.emplace_back(each.name);
    }
    auto problem = UsageProblem{fmt::format("unknown rule `{}`", asked), did_you_mean(asked, known)};
    if (problem.help.empty()) problem.help = "`quickscan explain` lists the rules";
    return usage_problem(problem, terminal);
  }
  terminal.out(page_of(*rule));
  return exit_clean;
}

int completions_command(const Options& options, Terminal& terminal) {
  const auto script = completion_script(options.operands.front());
  if (script.empty()) return unknown_value("shell", options.operands.front(), {"bash", "zsh", "fish"}, terminal);
  terminal.out(script);
  return exit_clean;
}

int help_command(const Options& options, Terminal& terminal) {
  auto text = help_text(options.topic);
  if (text.empty()) {
    auto answer = look_up(options.topic, terminal.width);
    if (answer.text.empty())
      return usage_problem({fmt::format("nothing known of `{}`", options.topic), std::move(answer.help)}, terminal);
    text = std::move(answer.text);
  }
  terminal.out(text);
  return exit_clean;
}

int version_command(const Options& /*options*/, Terminal& terminal) {
  terminal.out(fmt::format("quickscan {}\n", tool_version()));
  return exit_clean;
}

int where_command(const Options& options, Terminal& terminal) {
  const auto around = find_study_around(".");
  if (!around) {
    terminal.out(
        "No study here: there is no study.yaml in this folder or above it.\n\n"
        "  quickscan init my-study                             start one\n"
        "  quickscan init my-study --example rotterdam-2021    start from one that is complete\n"
        "  quickscan --help                                    all commands\n");
    return exit_clean;
  }
  const auto checked =
      check_folder(StudyFolder(*around),
                   {.check = {}, .read = {.threads = options.threads, .hashes = false, .texts = KeptTexts::nothing}});
  const auto& study = checked.read.study;
  const FindingCounts counts{.errors = checked.count(Severity::error),
                             .warnings = checked.count(Severity::warning),
                             .notes = checked.count(Severity::note)};
  const auto interviews = std::ranges::count_if(
      study.interviews, [](const Interview& each) { return each.first_coding && each.has_voice(); });
  const auto title = study.title.in(language_of(study, options));
  const auto counted = [](std::size_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
  };
  terminal.out(fmt::format("{}{}{}\n  {}, {}, {}, {}\n  check: {}\n\n", study.id, title.empty() ? "" : ": ",
                           make_visible(title), counted(static_cast<std::size_t>(interviews), "interview"),
                           counted(study.stakeholders.size(), "stakeholder"),
                           counted(study.developments.size(), "development"),
                           counted(checked.folder.paths().size(), "file"), describe(counts)));
  terminal.out(counts.errors > 0     ? "Next: quickscan check      the errors, with places and cures\n"
               : counts.warnings > 0 ? "Next: quickscan check      the warnings\n"
                                       "      quickscan summary    where every recommendation stands\n"
                                     : "Next: quickscan summary    where every recommendation stands\n"
                                       "      quickscan report     the report\n");
  return exit_clean;
}

}  // namespace quickscan
