#include "study/check/languages.hpp"

#include "study/check/file_trees.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

/// What of one file has no text in the language: how much, and which is the first.
struct Lacking {
  std::size_t count = 0;
  std::string first;
  Place place;
};

class LanguageCheck {
 public:
  explicit LanguageCheck(Language language) : language_(language) {}

  void look(Lacking& lacking, const LocalText& text, std::string what, Place place = {}) const {
    const auto& own = language_ == Language::nl ? text.nl : text.en;
    if (text.empty() || !own.empty()) return;
    if (lacking.count++ == 0) lacking = {1, std::move(what), place};
  }

 private:
  Language language_;
};

void look_at_framework(const Framework& framework, const LanguageCheck& check, Lacking& lacking) {
  check.look(lacking, framework.title, "title");
  for (const auto& level : framework.levels) {
    check.look(lacking, level.name, level.id);
    check.look(lacking, level.people, level.id);
  }
  for (const auto& rung : framework.ladder) {
    for (const auto* text : {&rung.name, &rung.means, &rung.not_enough}) check.look(lacking, *text, rung.id);
  }
  for (const auto& rec : framework.recommendations) {
    for (const auto* text : {&rec.name, &rec.short_name, &rec.question}) check.look(lacking, *text, rec.id);
  }
  for (const auto& line : framework.lines) {
    check.look(lacking, line.name, line.id);
    for (const auto& item : line.items) check.look(lacking, item.name, item.id);
  }
  for (const auto& factor : framework.factors) check.look(lacking, factor.name, factor.id);
  for (const auto& term : framework.terms) check.look(lacking, term.name, term.id);
  for (const auto& row : framework.verdicts) check.look(lacking, row.name, row.id);
}

void look_at_study(const Study& study, const LanguageCheck& check, Lacking& lacking) {
  check.look(lacking, study.title, "title");
  check.look(lacking, study.commissioner, "commissioner");
  for (const auto& sector : study.sectors) check.look(lacking, sector.name, sector.id);
  for (const auto& place : study.places) check.look(lacking, place.name, place.id);
}

}  // namespace

Diagnostics check_language(const Study& study, Language language) {
  Diagnostics result;
  FileTrees files(study.sources);
  const LanguageCheck check(language);
  const auto report = [&](const Lacking& lacking, Place place) {
    if (lacking.count == 0) return;
    auto& one = result.emplace_back(
        finding("QS701", place, fmt::format("no text in `{}` for `{}`", name_of(language), lacking.first)));
    if (lacking.count > 1) one.message += fmt::format(" and {} more of this file", lacking.count - 1);
    one.label = "the report shows the other language";
  };
  Lacking in_study, in_framework, in_stakeholders, in_developments;
  look_at_study(study, check, in_study);
  look_at_framework(study.framework, check, in_framework);
  for (const auto& each : study.stakeholders) {
    check.look(in_stakeholders, each.name, each.id, each.place);
    check.look(in_stakeholders, each.short_name, each.id, each.place);
  }
  for (const auto& each : study.developments) {
    check.look(in_developments, each.name, each.id, each.place);
    check.look(in_developments, each.target, each.id, each.place);
  }
  report(in_study, files.value(files.source_of("study.yaml"), {in_study.first}));
  report(in_framework, files.value(study.framework.source, {}));
  report(in_stakeholders, in_stakeholders.place);
  report(in_developments, in_developments.place);
  return result;
}

}  // namespace quickscan
