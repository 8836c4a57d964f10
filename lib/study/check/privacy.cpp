#include "study/check/privacy.hpp"

#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"

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
      check.report("QS501", {source, 0, 0}, "the name of this file is a name of confidential/key.yaml").confidential =
          true;
    if (!interviews.contains(source)) find_key_names(sources.text(source), source, names, check.diagnostics);
  }
}

void check_contact_notes(const StudyCheck& check) {
  std::vector<PersonalDatum> found;
  for (const auto& contact : check.study.contacts) {
    for (const auto* text : {&contact.note.nl, &contact.note.en}) {
      find_personal_data(*text, found);
      for (const auto& datum : found) check.diagnostics.push_back(personal_finding(datum.code, contact.place, "note"));
    }
  }
}

}  // namespace quickscan
