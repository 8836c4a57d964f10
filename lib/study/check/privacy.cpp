#include "study/check/study_check.hpp"
#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"
#include "study/privacy/plain_signs.hpp"
#include "study/read/markdown.hpp"
#include "study/read/stray_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

namespace {

/// The files of a study but its interviews, its key and its transcripts: what was said may name anybody, and is kept
/// out of git (QS512).
std::vector<std::uint32_t> other_files(const Study& study) {
  std::set<std::uint32_t> interviews;
  for (const auto& interview : study.interviews) interviews.insert(interview.source);
  const auto is_transcript = [&](const std::string& path) {
    return std::ranges::any_of(study.interviews, [&](const Interview& interview) {
      return !interview.transcript.empty() && path.ends_with(interview.transcript);
    });
  };
  std::vector<std::uint32_t> files;
  for (std::uint32_t source = 0; source < study.sources.size(); ++source) {
    const auto& path = study.sources.path(source);
    const bool apart = path.find("confidential/") != std::string::npos || path.ends_with(" (built in)");
    const bool part_of_study = path.ends_with(".yaml") || path.ends_with(".md");
    if (apart || interviews.contains(source) || (!part_of_study && is_transcript(path))) continue;
    files.push_back(source);
  }
  return files;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

void report(const StudyCheck& check, const PersonalDatum& datum, std::uint32_t source, std::size_t line,
            std::string_view key) {
  const auto at = static_cast<std::uint32_t>(line);
  check.diagnostics.push_back(personal_finding(*datum.rule, {source, at + datum.begin, at + datum.end}, key));
}

/// The lines of a text as they stand in its file, and where each begins.
template <typename Function>
void for_each_line(std::string_view text, const Function& function) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto line = text.substr(begin, text.find('\n', begin) - begin);
    function(line, begin);
    begin += line.size() + 1;
  }
}

/// Of names only those of the key file are looked for: the researcher's own text may name who is known to everybody.
void find_identifiers(std::string_view text, std::vector<PersonalDatum>& found) {
  find_personal_data(text, found);
  std::erase_if(found, [](const PersonalDatum& one) { return one.rule == &rule::possible_name; });
}

}  // namespace

void check_other_files(const StudyCheck& check) {
  const auto& study = check.study;
  std::vector<PersonalDatum> found;
  for (const auto source : other_files(study)) {
    const auto text = study.sources.text(source);
    find_key_names(text, source, check.names, check.diagnostics);
    if (std::ranges::find(study.texts, source, &SectionText::source) != study.texts.end()) continue;
    for_each_line(text, [&](std::string_view line, std::size_t begin) {
      find_identifiers(line, found);
      for (const auto& datum : found) report(check, datum, source, begin, "value or comment");
    });
  }
}

void check_file_names(const StudyCheck& check) {
  const auto& sources = check.study.sources;
  const auto& names = check.names;
  for (std::uint32_t source = 0; source < sources.size(); ++source) {
    const auto& path = sources.path(source);
    if (path.find("confidential/") != std::string::npos || !names.find(file_name(path))) continue;
    check.report(rule::name_of_a_person, {source, 0, 0}, "the name of this file is a name of confidential/key.yaml")
        .confidential = true;
  }
  // Their paths are not shown: they hold the name.
  for (const auto& path : check.unread) {
    if (!names.find(file_name(path))) continue;
    const auto folder = std::string_view(path).substr(0, path.size() - file_name(path).size());
    const auto where = folder.empty() || names.find(folder) ? "the study's folder" : fmt::format("`{}`", folder);
    auto& one =
        check.report(rule::name_of_a_person, {},
                     fmt::format("a file or folder in {} is called after a name of confidential/key.yaml", where));
    one.help = "call it after the person's code instead";
    one.confidential = true;
  }
}

void check_contact_notes(const StudyCheck& check) {
  std::vector<PersonalDatum> found;
  for (const auto& contact : check.study.contacts) {
    for (const auto* text : {&contact.note.nl, &contact.note.en}) {
      find_personal_data(*text, found);
      for (const auto& datum : found) {
        // All others were seen in the file.
        if (datum.rule == &rule::possible_name)
          check.diagnostics.push_back(personal_finding(*datum.rule, contact.place, "note"));
      }
    }
  }
}

void check_section_texts(const StudyCheck& check) {
  const auto& names = check.names;
  std::vector<PersonalDatum> found;
  for (const auto& section : check.study.texts) {
    const auto text = check.study.sources.text(section.source);
    if (!names.empty() && !names.find(text) && names.find(rendered_words(shown_markdown(section.text))))
      check.diagnostics.push_back(key_name_finding({section.source, 0, 0}));
    for_each_line(text, [&](std::string_view line, std::size_t begin) {
      find_identifiers(line, found);
      const auto part = names.empty() || names.find(line) ? std::nullopt : names.find_part(line);
      if (part)
        found.push_back(
            {&rule::possible_name, static_cast<std::uint32_t>(part->begin), static_cast<std::uint32_t>(part->end)});
      for (const auto& datum : found) report(check, datum, section.source, begin, "text");
      if (part) check.diagnostics.back().label = "part of a name in the key file";
    });
  }
}

void check_key_file(const StudyCheck& check) {
  const auto& key = check.surroundings.key_file;
  if (!key) return;
  const auto source = check.files.source_of(confidential_key);
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
        "chmod 600 " + (place.known() ? check.study.sources.path(source) : std::string(confidential_key));
  }
}

}  // namespace quickscan
