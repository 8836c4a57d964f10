#include "report/pages/agreement.hpp"

#include "core/format_number.hpp"
#include "core/utf8.hpp"
#include "formats/terminal.hpp"
#include "report/pages/summary_words.hpp"
#include "report/reasons.hpp"

#include <fmt/format.h>

#include <optional>

namespace quickscan {

namespace {

class AgreementWriter {
 public:
  AgreementWriter(const Study& study, const AgreementTextOptions& options) : study_(study), options_(options) {}

  std::string write() {
    const auto found = agreement(study_);
    if (!found) {
      return say(
          {"Geen interview is door twee mensen gecodeerd: overeenstemming is niet te bepalen.\n"
           "Een tweede codering van interviews/x.yaml staat in interviews/x.<codeur>.yaml.\n",
           "No interview was coded by two people: agreement cannot be determined.\n"
           "A second coding of interviews/x.yaml stands in interviews/x.<coder>.yaml.\n"});
    }
    overall(*found);
    if (const auto detail = agreement_detail(study_)) {
      groups({"Per aanbeveling", "By recommendation"}, detail->recommendations);
      groups({"Per niveau", "By level"}, detail->levels);
      differences(*detail);
    }
    return std::move(text_);
  }

 private:
  std::string say(Phrase phrase) const { return std::string(phrase.in(options_.language)); }
  std::string number(const std::optional<double>& value, int decimals = 2) const {
    return format_number(value, decimals, options_.language);
  }
  std::string percentage(const std::optional<double>& share) const {
    return share ? format_number(*share * 100, 0, options_.language) + " %" : "–";
  }
  const std::string& rec(Index index) const {
    return study_.framework.recommendations.at(static_cast<std::size_t>(index)).id;
  }
  const std::string& level(Index index) const { return study_.framework.levels.at(static_cast<std::size_t>(index)).id; }

  void overall(const Agreement& found) {
    TextTable table;
    const auto row = [&](Phrase name, std::string value) { table.add({say(name), std::move(value)}); };
    row({"eenheden door twee of meer codeurs", "units by two or more coders"}, fmt::format("{}", found.units));
    row({"eenheden door één codeur", "units by one coder only"}, fmt::format("{}", found.one_sided));
    row({"codeurs", "coders"}, fmt::format("{}", found.coders));
    auto alpha = number(found.alpha_ordinal, 3);
    if (found.jackknife) {
      fmt::format_to(std::back_inserter(alpha), " ({} – {})", number(found.jackknife->low),
                     number(found.jackknife->high));
    }
    row({"Krippendorffs α, ordinaal", "Krippendorff's α, ordinal"}, alpha);
    row({"  nominaal, interval", "  nominal, interval"},
        fmt::format("{}, {}", number(found.alpha_nominal, 3), number(found.alpha_interval, 3)));
    row({"Gwets AC2, lineair", "Gwet's AC2, linear"}, number(found.ac2_linear, 3));
    row({"gelijk; hoogstens één trede verschil", "identical; at most one rung apart"},
        fmt::format("{}; {}", percentage(found.identical), percentage(found.within_one)));
    text_ += table.text();
    const auto reason = undefined_alpha_text(Messages(options_.language), found);
    if (!reason.empty()) text_ += make_visible(reason) + "\n";
    if (found.reliable == false) {
      text_ += say({"De codering is niet betrouwbaar: er worden geen oordelen gegeven.\n",
                    "The coding is not reliable: no verdicts are given.\n"});
    }
  }

  void groups(Phrase title, const std::vector<AgreementGroup>& rows) {
    if (rows.empty()) return;
    text_ += "\n" + say(title) + "\n";
    TextTable table;
    table.add(
        {"", say({"eenheden", "units"}), "α", "AC2", say({"gelijk", "identical"}), say({"binnen één", "within one"})});
    for (const auto& row : rows) {
      table.add({row.rec != none ? rec(row.rec) : level(row.level), fmt::format("{}", row.units),
                 number(row.alpha_ordinal), number(row.ac2_linear), percentage(row.identical),
                 percentage(row.within_one)});
    }
    text_ += table.text(2);
  }

  static std::string value_text(const VoiceValue& value) {
    if (value.value) return fmt::format("{}", *value.value);
    return value.ceiling ? fmt::format("<{}", *value.ceiling + 1) : "–";
  }

  void segment(const CodedSegment& coded) {
    const auto& interview = study_.interviews.at(static_cast<std::size_t>(coded.interview));
    const auto& found = interview.segments.at(static_cast<std::size_t>(coded.segment));
    const auto path = interview.source < study_.sources.size() ? study_.sources.path(interview.source) : interview.id;
    std::string stage;
    if (found.stage == StageKind::reached) stage = fmt::format("{}", found.rung);
    if (found.stage == StageKind::denied) stage = fmt::format("<{}", found.rung);
    if (found.stage == StageKind::unknown) stage = "unknown";
    if (found.stage == StageKind::not_applicable) stage = "na";
    fmt::format_to(std::back_inserter(text_), "      {}:{}  {}, {}\n", make_visible(path), coded.line, stage,
                   id_of(found.basis));
    for (const auto ref : {found.quote, found.note}) {
      if (ref.empty()) continue;
      const auto body = ref.begin == found.quote.begin && !found.quote.empty()
                            ? fmt::format("“{}”", interview.text(ref))
                            : std::string(interview.text(ref));
      fmt::format_to(std::back_inserter(text_), "          {}\n", wrapped(body, options_.width, 10));
    }
  }

  void readings(Phrase title, const std::vector<UnitReading>& units) {
    if (units.empty()) return;
    fmt::format_to(std::back_inserter(text_), "\n{} ({})\n", say(title), units.size());
    for (const auto& unit : units) {
      fmt::format_to(std::back_inserter(text_), "\n  [ ] {} · {}/{}\n", unit.interview, rec(unit.rec),
                     level(unit.level));
      for (const auto& reading : unit.coders) {
        fmt::format_to(std::back_inserter(text_), "    {}: {}\n", reading.coder, value_text(reading.value));
        for (const auto& each : reading.segments) segment(each);
      }
    }
  }

  void differences(const AgreementDetail& detail) {
    readings({"Waar de codeurs verschillen, het grootste verschil eerst",
              "Where the coders differ, the widest difference first"},
             detail.disagreements);
    readings({"Wat maar één codeur een waarde gaf", "What only one coder gave a value"}, detail.one_sided);
  }

  const Study& study_;
  const AgreementTextOptions& options_;
  std::string text_;
};

}  // namespace

std::string agreement_text(const Study& study, const AgreementTextOptions& options) {
  return AgreementWriter(study, options).write();
}

}  // namespace quickscan
