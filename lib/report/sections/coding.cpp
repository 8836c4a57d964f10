#include "core/format_number.hpp"
#include "report/sections/sections.hpp"
#include "report/wording.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace quickscan {

namespace {

std::string date_text(const ReportContext& context, const Date& date) {
  return date.known() ? format_date(date, context.language) : std::string();
}

void add_changes(const ReportContext& context, std::vector<Block>& blocks) {
  if (context.study.codebook.empty()) return;
  blocks.push_back(paragraph(context.say("coding.changes")));
  ListBlock list;
  for (const auto& change : context.study.codebook) {
    std::vector<std::string> subjects;
    for (const auto rec : change.recs) subjects.push_back(rec_name(context, rec));
    for (const auto factor : change.factors) subjects.push_back(factor_name(context, factor));
    auto text = change.change.in(context.language);
    if (!subjects.empty()) text += context.say("coding.about", {{"names", context.say.list(subjects)}});
    list.items.push_back(labelled(date_text(context, change.date) + ':', text));
  }
  blocks.push_back(std::move(list));
}

/// What must be established for a recommendation, part or factor to be coded, where the framework says it.
void add_codebook(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("coding.codebook"),
              {say("coding.subject"), say("ladder.means"), say("ladder.not_enough"), say("coding.example")},
              {},
              true};
  const auto add = [&](const LocalText& name, const CodebookEntry& entry) {
    if (entry.means.empty() && entry.not_enough.empty() && entry.example.empty()) return;
    table.rows.push_back({{.text = name.in(context.language)},
                          {.text = entry.means.in(context.language)},
                          {.text = entry.not_enough.in(context.language)},
                          {.text = entry.example.in(context.language)}});
  };
  for (const auto& rec : context.framework().recommendations) add(rec.name, rec.codebook);
  for (const auto& factor : context.framework().factors) add(factor.name, factor.codebook);
  if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

/// What the researchers keep with an interview: who coded it, when, from what, and their memo.
void add_interviews(const ReportContext& context, std::vector<Block>& blocks) {
  const auto& say = context.say;
  Table table{say("coding.caption"),
              {say("coding.interview"), say("coding.coder"), say("coding.coded"), say("coding.reviewed"),
               say("coding.transcript"), say("coding.memo")},
              {},
              true};
  const auto coder_name = [&](const std::string& id) {
    const auto coder = std::ranges::find(context.study.coders, id, &Coder::id);
    return coder == context.study.coders.end() || coder->name.empty() ? id : coder->name.in(context.language);
  };
  const bool any = std::ranges::any_of(context.study.interviews, [](const Interview& interview) {
    return interview.coded.known() || interview.reviewed.known() || !interview.memo.empty() ||
           !interview.transcript.empty() || !interview.agreed_by.empty();
  });
  if (!any) return;
  for (const auto& interview : context.study.interviews) {
    std::vector<std::string> agreed;
    for (const auto& coder : interview.agreed_by) agreed.push_back(coder_name(coder));
    table.rows.push_back(
        {{.text = interview.id},
         {.text = agreed.empty() ? coder_name(interview.coder) : say("coding.agreed", {{"coders", say.list(agreed)}})},
         {.text = date_text(context, interview.coded)},
         {.text = date_text(context, interview.reviewed)},
         {.text = interview.transcript},
         {.text = interview.memo.in(context.language)}});
  }
  if (!table.rows.empty()) blocks.push_back(TableBlock{std::move(table), {}, false, {}});
}

}  // namespace

std::vector<Block> coding_blocks(const ReportContext& context) {
  std::vector<Block> blocks;
  if (context.is_public()) return blocks;  // free text does not pass the publication gate
  add_codebook(context, blocks);
  add_changes(context, blocks);
  add_interviews(context, blocks);
  if (!blocks.empty()) blocks.insert(blocks.begin(), Heading{3, context.say("coding.title"), {}});
  return blocks;
}

}  // namespace quickscan
