#include "scoring/agreement.hpp"

#include "core/format_number.hpp"
#include "report/pages/pages.hpp"
#include "report/provenance.hpp"
#include "report/reasons.hpp"

#include <fmt/format.h>

namespace quickscan {

namespace {

class AgreementPage {
 public:
  AgreementPage(const Study& study, Language language) : study_(study), say_(language), language_(language) {}

  Document compose() {
    page_ = start_page(study_, say_);
    page_.facts = {{say_("header.audience"), say_("export.internal")}};
    page_.provenance = provenance_of(study_, Audience::internal, language_);
    page_.skip_link = say_("frame.skip");
    page_.contents_title = say_("frame.contents");
    const auto found = agreement(study_);
    if (!found) {
      auto& blocks = add_section(page_).blocks;
      blocks.push_back(paragraph(say_("agreement_page.one_coder")));
      blocks.push_back(paragraph(say_("agreement_page.second_coding")));
      return std::move(page_);
    }
    overall(*found);
    if (const auto detail = agreement_detail(study_)) {
      groups("agreement_page.by_recommendation", detail->recommendations);
      groups("agreement_page.by_level", detail->levels);
      side_by_side(*detail);
      readings("agreement_page.differences", detail->disagreements);
      readings("agreement_page.one_sided_units", detail->one_sided);
    }
    return std::move(page_);
  }

 private:
  std::string number(const std::optional<double>& value, int decimals = 2) const {
    return format_number(value, decimals, language_);
  }
  const std::string& rec(RecommendationId index) const { return study_.framework[index].id; }
  const std::string& level(LevelId index) const { return study_.framework[index].id; }

  void overall(const Agreement& found) {
    auto& section = add_section(page_, say_("agreement.title"));
    auto table = page_table({"", ""});
    const auto row = [&](std::string_view key, std::string value) {
      table.rows.push_back({{.text = say_(std::string("agreement_page.").append(key))}, {.text = std::move(value)}});
    };
    row("units", format_count(found.units));
    row("one_sided", format_count(found.one_sided));
    row("coders", format_count(found.coders));
    const auto reason = no_alpha_text(say_, found);
    const auto alpha_of = [&](std::optional<double> value) { return reason.empty() ? number(value, 3) : number({}); };
    auto alpha = alpha_of(found.alpha_ordinal);
    if (found.jackknife)
      alpha += fmt::format(" ({} – {})", number(found.jackknife->low), number(found.jackknife->high));
    row("alpha_ordinal", std::move(alpha));
    row("alpha_others", fmt::format("{}, {}", alpha_of(found.alpha_nominal), alpha_of(found.alpha_interval)));
    row("ac2", number(found.ac2_linear, 3));
    row("shares",
        fmt::format("{}; {}", share_text(found.identical, language_), share_text(found.within_one, language_)));
    add_table(section, std::move(table));
    if (!reason.empty()) section.blocks.push_back(paragraph(reason));
    if (found.reliable == false)
      section.blocks.push_back(paragraph(say_("agreement_page.unreliable"), Paragraph::Role::verdict));
  }

  void groups(std::string_view title, const std::vector<AgreementGroup>& rows) {
    if (rows.empty()) return;
    auto table = page_table({"", say_("agreement_page.units_column"), "α", "AC2", say_("agreement_page.identical"),
                             say_("agreement_page.within_one")});
    for (const auto& row : rows) {
      table.rows.push_back({{.text = row.rec != none ? rec(row.rec) : level(row.level)},
                            {.text = format_count(row.units), .number = true},
                            {.text = number(row.units > 1 ? row.alpha_ordinal : std::nullopt), .number = true},
                            {.text = number(row.ac2_linear), .number = true},
                            {.text = share_text(row.identical, language_), .number = true},
                            {.text = share_text(row.within_one, language_), .number = true}});
    }
    add_table(add_section(page_, say_(title)), std::move(table));
  }

  /// What each coder made of every unit and factor, beside what they agreed on.
  void side_by_side(const AgreementDetail& detail) {
    const auto start = [&] {
      auto table = page_table({"", say_("agreement_page.unit")});
      for (const auto& coder : detail.coders) table.columns.push_back(coder);
      table.columns.push_back(say_("agreement_page.agreed"));
      return table;
    };
    const auto add = [&](Table& table, const auto& unit, bool differ, const std::string& id, auto coder_in) {
      auto& row = table.rows.emplace_back();
      row.push_back({.text = unit.interview});
      row.push_back({.text = fmt::format("{}{}/{}", differ ? "≠ " : "", id, level(unit.level))});
      for (const auto& coder : detail.coders) {
        const auto found = std::ranges::find(unit.coders, coder, coder_in);
        row.push_back({.text = found == unit.coders.end() ? std::string() : shown(*found)});
      }
      row.push_back({.text = unit.agreed ? shown(*unit.agreed) : std::string()});
    };
    auto units = start();
    for (const auto& unit : detail.units) add(units, unit, differs(unit), rec(unit.rec), &CoderReading::coder);
    add_table(add_section(page_, say_("agreement_page.side_by_side")), std::move(units));
    if (detail.factors.empty()) return;
    auto factors = start();
    for (const auto& factor : detail.factors) {
      add(factors, factor, factor.differs(), study_.framework[factor.factor].id,
          &std::pair<std::string, FactorSign>::first);
    }
    add_table(add_section(page_, say_("agreement_page.factors_side_by_side")), std::move(factors));
  }

  static std::string shown(const CoderReading& reading) { return value_text(reading.value); }
  std::string shown(const std::pair<std::string, FactorSign>& coder) const { return shown(coder.second); }

  std::string shown(FactorSign sign) const {
    switch (sign) {
      case FactorSign::absent: return std::string(missing_number);
      case FactorSign::barrier: return say_("agreement_page.barrier");
      case FactorSign::enabler: return say_("agreement_page.enabler");
      case FactorSign::both: return say_("agreement_page.both");
    }
    return {};
  }

  static std::string value_text(const VoiceValue& value) {
    if (value.value) return fmt::format("{}", *value.value);
    return value.ceiling ? fmt::format("<{}", *value.ceiling + 1) : std::string(missing_number);
  }

  OutlineItem segment(const CodedSegment& coded) const {
    const auto& interview = study_[coded.interview];
    const auto& found = interview.segments[coded.segment.index()];
    const auto path = interview.source < study_.sources.size() ? study_.sources.path(interview.source) : interview.id;
    std::string stage;
    if (found.stage == StageKind::reached) stage = fmt::format("{}", found.rung);
    if (found.stage == StageKind::denied) stage = fmt::format("<{}", found.rung);
    if (found.stage == StageKind::unknown) stage = "unknown";
    if (found.stage == StageKind::not_applicable) stage = "na";
    OutlineItem item{{}, plain(fmt::format("{}:{}  {}, {}", path, coded.line, stage, id_of(found.basis))), {}};
    if (!found.quote.empty()) item.items.push_back({{}, plain(fmt::format("“{}”", interview.text(found.quote))), {}});
    if (!found.note.empty()) item.items.push_back({{}, plain(std::string(interview.text(found.note))), {}});
    return item;
  }

  void readings(std::string_view title, const std::vector<UnitReading>& units) {
    if (units.empty()) return;
    Outline outline;
    outline.spaced = true;
    for (const auto& unit : units) {
      OutlineItem item{unit.agreed ? "[x]" : "[ ]",
                       plain(fmt::format("{} · {}/{}", unit.interview, rec(unit.rec), level(unit.level))),
                       {}};
      for (const auto& reading : unit.coders) {
        OutlineItem coder{{}, plain(fmt::format("{}: {}", reading.coder, value_text(reading.value))), {}};
        for (const auto& each : reading.segments) coder.items.push_back(segment(each));
        item.items.push_back(std::move(coder));
      }
      if (unit.agreed)
        item.items.push_back({{}, labelled(say_("agreement_page.agreed"), value_text(unit.agreed->value)), {}});
      outline.items.push_back(std::move(item));
    }
    add_section(page_, fmt::format("{} ({})", say_(title), units.size())).blocks.push_back(std::move(outline));
  }

  const Study& study_;
  Messages say_;
  Language language_;
  Document page_;
};

}  // namespace

Document agreement_page(const Study& study, Language language) { return AgreementPage(study, language).compose(); }

}  // namespace quickscan
