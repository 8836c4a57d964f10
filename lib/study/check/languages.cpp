#include "study/check/study_check.hpp"

#include <fmt/format.h>

#include <optional>

namespace quickscan {

namespace {

/// What of one file has no text in the language: how much, and which is the first.
struct Lacking {
  std::size_t count = 0;
  std::size_t of = 0;  ///< all texts that were looked at
  std::string first;
  Place place;
};

class LanguageCheck {
 public:
  /// Without a language: texts that are the same in both.
  explicit LanguageCheck(std::optional<Language> language) : language_(language) {}

  void add_missing(Lacking& lacking, const LocalText& text, std::string what, Place place = {}) const {
    if (text.empty()) return;
    ++lacking.of;
    const auto& own = language_ == Language::nl ? text.nl : text.en;
    if (language_ ? !own.empty() : text.nl != text.en) return;
    if (lacking.count++ == 0) {
      lacking.first = std::move(what);
      lacking.place = place;
    }
  }

 private:
  std::optional<Language> language_;
};

void look_at_framework(const Framework& framework, const LanguageCheck& texts, Lacking& lacking) {
  texts.add_missing(lacking, framework.title, "title");
  for (const auto& level : framework.levels) {
    texts.add_missing(lacking, level.name, level.id);
    texts.add_missing(lacking, level.people, level.id);
  }
  for (const auto& rung : framework.ladder)
    for (const auto* text : {&rung.name, &rung.means, &rung.not_enough}) texts.add_missing(lacking, *text, rung.id);
  for (const auto& rec : framework.recommendations)
    for (const auto* text : {&rec.name, &rec.short_name, &rec.question}) texts.add_missing(lacking, *text, rec.id);
  for (const auto& line : framework.lines) {
    texts.add_missing(lacking, line.name, line.id);
    for (const auto& item : line.items) texts.add_missing(lacking, item.name, item.id);
  }
  for (const auto& factor : framework.factors) texts.add_missing(lacking, factor.name, factor.id);
  for (const auto& term : framework.terms) texts.add_missing(lacking, term.name, term.id);
}

void look_at_study(const Study& study, const LanguageCheck& texts, Lacking& lacking) {
  texts.add_missing(lacking, study.title, "title");
  texts.add_missing(lacking, study.commissioner, "commissioner");
  for (const auto& sector : study.sectors) texts.add_missing(lacking, sector.name, sector.id);
  for (const auto& place : study.places) texts.add_missing(lacking, place.name, place.id);
}

void check_language(const StudyCheck& check, Language language) {
  const auto& study = check.study;
  const LanguageCheck texts(language);
  const auto report = [&](const Lacking& lacking, Place place) {
    if (lacking.count == 0) return;
    auto& one = check.report(rule::missing_language, place,
                             fmt::format("no text in `{}` for `{}`", name_of(language), lacking.first));
    if (lacking.count > 1) one.message += fmt::format(" and {} more of this file", lacking.count - 1);
    one.label = "the report shows the other language";
  };
  Lacking in_study, in_framework, in_stakeholders, in_developments;
  look_at_study(study, texts, in_study);
  look_at_framework(study.framework, texts, in_framework);
  for (const auto& row : study.framework.verdicts) texts.add_missing(in_framework, row.name, row.id);
  for (const auto& each : study.stakeholders) {
    texts.add_missing(in_stakeholders, each.name, each.id, each.place);
    texts.add_missing(in_stakeholders, each.short_name, each.id, each.place);
  }
  for (const auto& each : study.developments) {
    texts.add_missing(in_developments, each.name, each.id, each.place);
    texts.add_missing(in_developments, each.target, each.id, each.place);
  }
  report(in_study, check.in_study({in_study.first}));
  report(in_framework, check.files.value(study.framework.source, {}));
  report(in_stakeholders, in_stakeholders.place);
  report(in_developments, in_developments.place);
}

/// A framework of plain texts is in one language, which a report in another cannot know: most of its texts are the same
/// in both. Single ones may be (a name, `pilot`).
void check_plain_texts(const StudyCheck& check, Language asked) {
  Lacking plain;
  look_at_framework(check.study.framework, LanguageCheck(std::nullopt), plain);
  if (2 * plain.count <= plain.of) return;
  auto& one = check.report(rule::missing_language, check.files.value(check.study.framework.source, {}),
                           fmt::format("no text in `{}` for `{}` and {} more of this file: one text for all languages",
                                       name_of(asked), plain.first, plain.count - 1));
  one.label = "the report is in two languages";
}

}  // namespace

void check_languages(const StudyCheck& check) {
  const auto own = check.study.language;
  const auto asked = check.surroundings.language;
  check_language(check, own);
  if (!asked || *asked == own) return;
  check_language(check, *asked);
  check_plain_texts(check, *asked);
}

}  // namespace quickscan
