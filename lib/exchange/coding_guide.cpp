#include "exchange/coding_guide.hpp"

#include "core/messages.hpp"
#include "report/provenance.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace quickscan {

namespace {

class CodingGuide {
 public:
  CodingGuide(const Study& study, Language language)
      : study_(study), framework_(study.framework), language_(language), say_(language) {}

  Document make() const {
    Document document;
    document.language = language_;
    document.title = say_("coding_guide.title");
    document.subtitle = text(framework_.title.empty() ? study_.title : framework_.title);
    // Of the framework alone: nothing of the interviews, their hashes included.
    document.provenance.version = tool_version();
    document.provenance.study = study_.id;
    document.provenance.language = name_of(language_);
    document.skip_link = say_("frame.skip");
    document.contents_title = say_("frame.contents");
    document.sections = {recommendations(), levels(), ladder(), basis(), factors(), writing()};
    if (!framework_.terms.empty()) document.sections.push_back(terms());
    return document;
  }

 private:
  const std::string& text(const LocalText& local) const { return local.in(language_); }

  static Section section(std::string id, std::string title) { return {std::move(id), std::move(title), {}}; }

  static TableCell with_line(std::string text, std::string line) {
    TableCell cell{.text = std::move(text)};
    if (!line.empty()) cell.lines.push_back({std::move(line)});
    return cell;
  }

  static Block table(Table table) { return TableBlock{std::move(table), {}, false, {}}; }

  Section recommendations() const {
    auto result = section("recommendations", say_("coding_guide.recommendations"));
    for (const auto rec : framework_.whole_recommendations()) {
      const auto& one = framework_[rec];
      result.blocks.push_back(Heading{3, fmt::format("{} ({})", text(one.name), one.id), {}});
      if (!one.question.empty()) result.blocks.push_back(paragraph(text(one.question)));
      add_entry(result, one.codebook);
      ListBlock parts;
      for (const auto part : one.parts) {
        const auto& entry = framework_[part].codebook;
        auto line = fmt::format("{} ({})", text(framework_[part].name), framework_[part].id);
        if (const auto& means = text(entry.means); !means.empty()) line += ": " + means;
        if (const auto more = limits(entry.not_enough, entry.example); !more.empty()) line += ". " + more;
        parts.items.push_back(plain(std::move(line)));
      }
      if (!parts.items.empty()) result.blocks.push_back(std::move(parts));
    }
    return result;
  }

  void add_entry(Section& into, const CodebookEntry& entry) const {
    if (!entry.means.empty()) into.blocks.push_back(paragraph(text(entry.means)));
    const auto add = [&](std::string_view key, const LocalText& words) {
      if (!words.empty()) into.blocks.push_back(Paragraph{labelled(say_(key) + ":", text(words)), {}});
    };
    add("coding_guide.not_enough", entry.not_enough);
    add("coding_guide.example", entry.example);
  }

  /// What is not enough, and an example, on one line.
  std::string limits(const LocalText& not_enough, const LocalText& example) const {
    std::string line;
    const auto add = [&](std::string_view key, const LocalText& words) {
      if (!words.empty()) line += fmt::format("{}{}: {}", line.empty() ? "" : ". ", say_(key), text(words));
    };
    add("coding_guide.not_enough", not_enough);
    add("coding_guide.example", example);
    return line;
  }

  Section levels() const {
    auto result = section("levels", say_("coding_guide.levels"));
    Table list{say_("coding_guide.levels"), {say_("word.level"), say_("coding_guide.people")}, {}};
    for (const auto& one : framework_.levels) {
      std::string remark;
      if (one.outside) remark = say_("coding_guide.level_outside");
      if (one.clients) remark = say_("coding_guide.level_clients");
      if (one.id == framework_[framework_.inside_levels().back()].id) remark = say_("coding_guide.level_front");
      list.rows.push_back(
          {{.text = fmt::format("{} ({})", text(one.name), one.id)}, with_line(text(one.people), remark)});
    }
    result.blocks.push_back(table(std::move(list)));
    return result;
  }

  /// What begins at a rung.
  std::string begins_at(int rung) const {
    std::string words;
    if (rung == framework_.accepted) words = say_("coding_guide.accepted");
    if (rung == framework_.practice) words += (words.empty() ? "" : "; ") + say_("coding_guide.practice");
    return words;
  }

  Section ladder() const {
    auto result = section("ladder", say_("coding_guide.ladder"));
    Table rungs{say_("coding_guide.ladder"),
                {say_("coding_guide.rung"), say_("coding_guide.means"), say_("coding_guide.not_enough")},
                {}};
    for (std::size_t rung = 0; rung < framework_.ladder.size(); ++rung) {
      const auto& one = framework_.ladder[rung];
      rungs.rows.push_back(
          {with_line(fmt::format("{} {} ({})", rung, text(one.name), one.id), begins_at(static_cast<int>(rung))),
           with_line(text(one.means), limits({}, one.anchor)),
           {.text = text(one.not_enough)}});
    }
    result.blocks.push_back(table(std::move(rungs)));
    result.blocks.push_back(table(worked_segments()));
    return result;
  }

  /// For each rung a segment that is coded as it means, and one that is not enough for it. Notes are the rung's own
  /// words, so that they hold for the recommendation, whichever that is.
  Table worked_segments() const {
    Table worked{say_("coding_guide.worked"),
                 {say_("coding_guide.rung"), say_("coding_guide.right"), say_("coding_guide.wrong")},
                 {}};
    const auto cap = framework_.highest_for(Basis::said);
    for (std::size_t at = 0; at < framework_.ladder.size(); ++at) {
      const auto rung = static_cast<int>(at);
      const auto& one = framework_.ladder[at];
      const bool is_shown = rung > cap;
      const auto segment = [&](const LocalText& note) {
        return fmt::format("- {{rec: {}, stage: {}, basis: {}, note: {}}}",
                           framework_[framework_.whole_recommendations().front()].id, rung, is_shown ? "shown" : "said",
                           nlohmann::json(text(note)).dump());
      };
      std::vector<TableCell> row{{.text = fmt::format("{} {}", rung, text(one.name))}, {}, {}};
      if (!one.means.empty())
        row[1] = with_line(segment(one.means), is_shown ? say_("coding_guide.only_said", {{"cap", cap}}) : "");
      if (!one.not_enough.empty())
        row[2] = with_line(segment(one.not_enough),
                           rung == 0 ? say_("coding_guide.nothing") : say_("coding_guide.lower", {{"rung", rung}}));
      worked.rows.push_back(std::move(row));
    }
    return worked;
  }

  Section basis() const {
    auto result = section("basis", say_("coding_guide.basis"));
    ListBlock list;
    for (const auto one : {Basis::shown, Basis::said, Basis::heard}) {
      const std::string word(id_of(one));
      list.items.push_back(labelled(word + ":", say_("coding_guide." + word, {{"cap", framework_.highest_for(one)}})));
    }
    result.blocks.push_back(std::move(list));
    return result;
  }

  Section factors() const {
    auto result = section("factors", say_("coding_guide.factors"));
    Table list{
        say_("coding_guide.factors"), {say_("word.factor"), say_("coding_guide.sign"), say_("coding_guide.means")}, {}};
    for (const auto& one : framework_.factors) {
      list.rows.push_back({{.text = fmt::format("{} ({})", text(one.name), one.id)},
                           {.text = say_("coding_guide.sign_" + std::string(id_of(one.sign)))},
                           with_line(text(one.codebook.means), limits(one.codebook.not_enough, one.codebook.example))});
    }
    const auto says_nothing = [](const auto& row) { return row[2].text.empty() && row[2].lines.empty(); };
    if (std::ranges::all_of(list.rows, says_nothing)) {
      list.columns.pop_back();
      for (auto& row : list.rows) row.pop_back();
    }
    if (!list.rows.empty()) result.blocks.push_back(table(std::move(list)));
    return result;
  }

  Section writing() const {
    auto result = section("writing", say_("coding_guide.writing"));
    ListBlock list;
    for (const auto& [code, key] :
         std::initializer_list<std::pair<const char*, const char*>>{{"stage: 3", "coding_guide.write_reached"},
                                                                    {"stage: <2", "coding_guide.write_denied"},
                                                                    {"stage: unknown", "coding_guide.write_unknown"},
                                                                    {"stage: na", "coding_guide.write_na"},
                                                                    {"about:", "coding_guide.write_about"},
                                                                    {"by:", "coding_guide.write_by"},
                                                                    {"trend:", "coding_guide.write_trend"},
                                                                    {"quote:", "coding_guide.write_quote"}}) {
      list.items.push_back({{code, Run::Style::code}, {": " + say_(key), Run::Style::plain}});
    }
    result.blocks.push_back(std::move(list));
    result.blocks.push_back(paragraph(say_("coding_guide.check")));
    return result;
  }

  Section terms() const {
    auto result = section("terms", say_("coding_guide.terms"));
    ListBlock list;
    for (const auto& one : framework_.terms)
      list.items.push_back(plain(fmt::format("{} ({})", text(one.name), one.id)));
    result.blocks.push_back(std::move(list));
    return result;
  }

  const Study& study_;
  const Framework& framework_;
  Language language_;
  Messages say_;
};

}  // namespace

Document coding_guide(const Study& study, Language language) { return CodingGuide(study, language).make(); }

}  // namespace quickscan
