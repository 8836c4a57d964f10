#include "study/check/study_check.hpp"
#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"
#include "study/privacy/plain_signs.hpp"
#include "study/read/markdown.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace quickscan {

void check_other_files_for_names(const StudyCheck& check) {
  const NameIndex names(check.study.confidential_names);
  if (names.empty()) return;
  std::set<std::uint32_t> interviews;
  for (const auto& interview : check.study.interviews) interviews.insert(interview.source);
  const auto& sources = check.study.sources;
  for (std::uint32_t source = 0; source < sources.size(); ++source) {
    const auto& path = sources.path(source);
    if (path.find("confidential/") != std::string::npos) continue;
    const auto name = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    if (names.find(name))
      check.report(rule::name_of_a_person, {source, 0, 0}, "the name of this file is a name of confidential/key.yaml")
          .confidential = true;
    // What was said may name anybody; it is kept out of git (QS512).
    const bool part_of_study = path.ends_with(".yaml") || path.ends_with(".md");
    const bool transcript =
        !part_of_study && std::ranges::any_of(check.study.interviews, [&](const Interview& interview) {
          return !interview.transcript.empty() && path.ends_with(interview.transcript);
        });
    if (!transcript && !interviews.contains(source))
      find_key_names(sources.text(source), source, names, check.diagnostics);
  }
}

void check_contact_notes(const StudyCheck& check) {
  std::vector<PersonalDatum> found;
  for (const auto& contact : check.study.contacts) {
    for (const auto* text : {&contact.note.nl, &contact.note.en}) {
      find_personal_data(*text, found);
      for (const auto& datum : found) check.diagnostics.push_back(personal_finding(*datum.rule, contact.place, "note"));
    }
  }
}

void check_section_texts(const StudyCheck& check) {
  const NameIndex names(check.study.confidential_names);
  std::vector<PersonalDatum> found;
  for (const auto& section : check.study.texts) {
    const auto text = check.study.sources.text(section.source);
    if (!names.empty() && !names.find(text) && names.find(rendered_words(shown_markdown(section.text))))
      check.diagnostics.push_back(key_name_finding({section.source, 0, 0}));
    for (std::size_t begin = 0; begin < text.size();) {
      const auto line = std::string_view(text).substr(begin, text.find('\n', begin) - begin);
      find_personal_data(line, found);
      // The researcher's own text may name who is known to everybody, but nobody of the key file.
      std::erase_if(found, [](const PersonalDatum& one) { return one.rule == &rule::possible_name; });
      const auto part = names.empty() || names.find(line) ? std::nullopt : names.find_part(line);
      if (part)
        found.push_back(
            {&rule::possible_name, static_cast<std::uint32_t>(part->begin), static_cast<std::uint32_t>(part->end)});
      const auto at = static_cast<std::uint32_t>(begin);
      for (const auto& datum : found)
        check.diagnostics.push_back(
            personal_finding(*datum.rule, {section.source, at + datum.begin, at + datum.end}, "text"));
      if (part) check.diagnostics.back().label = "part of a name in the key file";
      begin += line.size() + 1;
    }
  }
}

void check_key_file(const StudyCheck& check) {
  const auto& key = check.surroundings.key_file;
  if (!key) return;
  const auto source = check.files.source_of("confidential/key.yaml");
  const auto place = source == Place::nowhere ? Place{} : Place{source, 0, 0};
  const auto report = [&](std::string message, std::string help) {
    check.report(rule::key_in_git, place, std::move(message)).help = std::move(help);
  };
  const std::string untrack = "`git rm --cached` it, add `confidential/` to .gitignore, and take it out of the history";
  const std::string forget = "take it out of the history; whoever has a copy of the repository has the names";
  if (key->tracked_by_git) {
    report("the key file is tracked by git", untrack);
  } else if (key->folder_tracked) {
    report("a file in confidential/ is tracked by git", untrack);
  } else if (key->in_git_history) {
    report("confidential/key.yaml is in the history of git", forget);
  } else if (key->folder_in_history) {
    report("a file in confidential/ is in the history of git", forget);
  } else if (!key->git_failure.empty()) {
    report("whether git tracks the key file cannot be found out: " + key->git_failure,
           "make the repository readable for `git`, or keep the key file outside it");
  }
  if (key->readable_by_others) {
    check.report(rule::key_readable_by_others, place, "the key file can be read by others than its owner").help =
        "chmod 600 " + (place.known() ? check.study.sources.path(source) : std::string("confidential/key.yaml"));
  }
}

}  // namespace quickscan
