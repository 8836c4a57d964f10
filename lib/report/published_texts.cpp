#include "report/published_texts.hpp"

#include <utility>

namespace quickscan {

namespace {

using Texts = std::vector<std::string_view>;

void add(Texts& texts, const std::string& text) { texts.emplace_back(text); }
void add(Texts& texts, const LocalText& text) { texts.insert(texts.end(), {text.nl, text.en}); }
void add(Texts& texts, const CodebookEntry& entry) {
  for (const auto* text : {&entry.means, &entry.not_enough, &entry.example}) add(texts, *text);
}

template <typename... Each>
Texts texts_of(const Each&... each) {
  Texts texts;
  (add(texts, each), ...);
  return texts;
}

void add_study(const Study& study, std::vector<PublishedText>& all) {
  constexpr std::string_view file = "study.yaml";
  auto head = texts_of(study.title, study.commissioner, study.commissioner_short, study.id);
  for (const auto& author : study.authors) add(head, author);
  all.push_back({.file = file, .what = "the study's title, commissioner, id or authors", .texts = std::move(head)});
  for (const auto& one : study.sectors) all.push_back({file, "the name of sector", one.id, texts_of(one.name, one.id)});
  for (const auto& one : study.places) all.push_back({file, "the name of place", one.id, texts_of(one.name, one.id)});
  for (const auto& one : study.escalation) all.push_back({file, "escalation step", one.id, texts_of(one.id)});
}

void add_stakeholders(const Study& study, std::vector<PublishedText>& all) {
  constexpr std::string_view file = "stakeholders.yaml";
  for (const auto& one : study.stakeholders) {
    all.push_back({file, "the name of stakeholder", one.id, texts_of(one.name, one.id)});
    all.push_back({file, "the short name of stakeholder", one.id, texts_of(one.short_name)});
  }
}

void add_developments(const Study& study, std::vector<PublishedText>& all) {
  constexpr std::string_view file = "developments.yaml";
  for (const auto& one : study.developments) {
    all.push_back({file, "the name of development", one.id, texts_of(one.name, one.id)});
    Texts details;
    for (const auto& area : one.areas) add(details, area);
    for (const auto& quantity : one.quantities) add(details, quantity.first);
    all.push_back({file, "`areas` or `quantities` of development", one.id, std::move(details)});
  }
}

void add_framework(const Framework& framework, std::vector<PublishedText>& all) {
  constexpr std::string_view file = "the framework";
  const auto add_row = [&](std::string_view what, std::string_view id, Texts texts) {
    all.push_back({file, what, id, std::move(texts)});
  };
  add_row("its title", {}, texts_of(framework.title, framework.id));
  add_row("`not_measured` or `fitted_to`", {}, texts_of(framework.not_measured, framework.fitted_to));
  for (const auto& one : framework.levels) add_row("level", one.id, texts_of(one.id, one.name, one.people));
  for (const auto& one : framework.ladder)
    add_row("rung", one.id, texts_of(one.id, one.name, one.means, one.anchor, one.not_enough));
  for (const auto& one : framework.recommendations)
    add_row("recommendation", one.id, texts_of(one.id, one.name, one.short_name, one.question, one.codebook));
  for (const auto& one : framework.factors) add_row("factor", one.id, texts_of(one.id, one.name, one.codebook));
  for (const auto& one : framework.terms) add_row("term", one.id, texts_of(one.id, one.name));
  for (const auto& one : framework.verdicts) add_row("verdict", one.id, texts_of(one.id, one.name));
  for (const auto& line : framework.lines) {
    add_row("the name of line", line.id, texts_of(line.id, line.name));
    for (const auto& item : line.items) add_row("item", item.id, texts_of(item.id, item.name));
  }
}

}  // namespace

std::vector<PublishedText> published_texts(const Study& study) {
  std::vector<PublishedText> all;
  add_study(study, all);
  add_stakeholders(study, all);
  add_developments(study, all);
  add_framework(study.framework, all);
  return all;
}

}  // namespace quickscan
