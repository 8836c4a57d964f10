#include "report/disclosure_control.hpp"

#include "report/published_texts.hpp"
#include "report/small_cells.hpp"
#include "scoring/voices.hpp"
#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"
#include "study/privacy/plain_signs.hpp"
#include "study/privacy/quoted_words.hpp"
#include "study/read/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace quickscan {

namespace {

/// Whether the inside view of a recommendation at a level is shown.
bool is_shown(const Analysis& analysis, RecommendationId rec, LevelId level) {
  const auto shows = [&](const RecommendationResult& result) {
    return result.rec == rec && result.levels[level.index()].sufficient;
  };
  return std::ranges::any_of(analysis.recommendations, [&](const RecommendationResult& result) {
    return shows(result) || std::ranges::any_of(result.parts, shows);
  });
}

std::map<LevelId, int> count_by_level(const std::vector<Voice>& voices) {
  std::map<LevelId, int> counts;
  for (const auto& voice : voices) ++counts[voice.level];
  return counts;
}

/// Keeps one quote of a voice, the first by its text, and none of a level with too few voices: two quotes of one voice,
/// or one where there is only one voice, would show whose they are. Nor one on a recommendation that too few voices of
/// the level speak about: it would show what is withheld of them.
void choose_quotes(Study& study, const Analysis& analysis) {
  struct Quoted {
    std::string_view text;
    Segment* segment = nullptr;
    std::vector<std::size_t> voices;
  };
  const auto voices = find_voices(study);
  auto at_level = count_by_level(voices);
  std::map<std::pair<InterviewId, SegmentId>, Quoted> by_place;
  for (std::size_t number = 0; number < voices.size(); ++number) {
    visit_segments(study, voices[number], [&](InterviewId index, SegmentId segment, const auto&) {
      auto& interview = study.interviews[index.index()];
      auto& one = interview.segments[segment.index()];
      if (one.quote.empty()) return;
      auto& quoted = by_place[{index, segment}];
      quoted.text = interview.text(one.quote);
      quoted.segment = &one;
      quoted.voices.push_back(number);
    });
  }
  std::vector<Quoted> quotes;
  for (auto& [place, quoted] : by_place) quotes.push_back(std::move(quoted));
  std::ranges::stable_sort(quotes, {}, &Quoted::text);
  std::set<std::size_t> quoted_voices;
  for (auto& quoted : quotes) {
    const bool may = std::ranges::none_of(quoted.voices, [&](std::size_t voice) {
      const auto level = voices[voice].level;
      const auto rec = quoted.segment->rec;
      return at_level[level] < fewest_voices || quoted_voices.contains(voice) ||
             (rec.given() && !is_shown(analysis, rec, level));
    });
    if (may) {
      quoted_voices.insert(quoted.voices.begin(), quoted.voices.end());
    } else {
      quoted.segment->quote = {};
    }
  }
}

class Gate {
 public:
  Gate(const Study& study, const Analysis& analysis)
      : names_(study.confidential_names), result_{study, analysis, {}, {}, {}} {}

  Publication pass() {
    strip_study();
    choose_quotes(result_.study, result_.analysis);
    withhold_counts(result_);
    auto& network = result_.analysis.network;
    const auto unit = network.options.unit;
    network = publish_network(result_.study, network.options);
    if (network.options.unit != unit) withhold({.kind = Withheld::Kind::actors});
    return std::move(result_);
  }

 private:
  void withhold(Withheld one) { result_.withheld.push_back(std::move(one)); }
  void refuse(std::string why) { result_.refusals.push_back(std::move(why)); }

  // ---- texts

  // Certain identifiers only; a word that may be a name is for `check` to ask about, except in a quote.
  bool identifies(std::string_view text, bool quote) const {
    if (!names_.empty() && (names_.find(text) || names_.find_part(text))) return true;
    std::vector<PersonalDatum> found;
    find_personal_data(text, found);
    return std::ranges::any_of(found,
                               [&](const PersonalDatum& one) { return quote || one.rule != &rule::possible_name; });
  }

  bool identifies(const std::string& text) const { return identifies(text, false); }

  void strip_study() {
    auto& study = result_.study;
    collect_private_quotes();
    for (auto& interview : study.interviews) strip_interview(interview);
    study.contacts.clear();  // each is a named actor that was not reached
    for (auto& one : study.overrides) one.reason.clear();
    for (auto& coder : study.coders) coder.name = {};
    for (auto& development : study.developments) {
      development.sources.clear();
      development.target = {};
    }
    for (auto& position : study.positions) position.text = position.source = {};
    study.codebook.clear();
    study.suppressed.clear();
    look_for_identifying_names();
    strip_sections();
  }

  // Every table and drawing shows names: they cannot be withheld, only changed.
  void look_for_identifying_names() {
    for (const auto& one : published_texts(result_.study)) {
      const auto any = [&](std::string_view text) { return identifies(text, false); };
      if (std::ranges::none_of(one.texts, any)) continue;
      // The id may be what identifies somebody.
      const auto id = any(one.id) ? std::string_view("…") : one.id;
      result_.identifying.push_back(fmt::format("{}{} holds something that identifies a person: change it in {}",
                                                one.what, id.empty() ? "" : fmt::format(" `{}`", id), one.file));
    }
  }

  void collect_private_quotes() {
    if (result_.study.texts.empty()) return;
    for (const auto& interview : result_.study.interviews) {
      for (const auto& segment : interview.segments) {
        if (segment.quote.empty() || may_be_published(interview, segment)) continue;
        private_quotes_.add(interview.text(segment.quote),
                            fmt::format("{}, line {}", result_.study.sources.path(interview.source), segment.line));
      }
    }
  }

  /// Withholds the texts of the report against which there is a reason, which `reason_against` gives of what they show.
  template <typename Reason>
  void withhold_sections(const Reason& reason_against) {
    std::erase_if(result_.study.texts, [&](const SectionText& one) {
      const std::optional<std::string> reason = reason_against(shown_markdown(one.text));
      if (!reason) return false;
      refuse(fmt::format("text/{}.{}.md {}: change it, or withhold the section with --suppress", one.section,
                         name_of(one.language), *reason));
      withhold({.kind = Withheld::Kind::section, .section = one.section});
      return true;
    });
  }

  void strip_sections() {
    withhold_sections([&](const std::string& text) {
      return identifies(text) || identifies(rendered_words(text))
                 ? std::optional<std::string>("holds something that identifies a person")
                 : std::nullopt;
    });
    withhold_sections([&](const std::string& text) {
      auto place = private_quotes_.find(text);
      if (place) place = fmt::format("repeats a quote that may not be published ({})", *place);
      return place;
    });
  }

  void strip_interview(Interview& interview) {
    std::string kept;
    for (auto& segment : interview.segments) {
      const auto quote = std::string(interview.text(segment.quote));
      segment.at = segment.note = segment.quote = {};
      if (quote.empty() || segment.quote_ok != Stated::yes || !interview.consent.quotes) continue;
      if (identifies(quote, true)) {
        refuse(fmt::format("a quote in {}, line {}, may identify a person: change it, or withhold it with --suppress",
                           result_.study.sources.path(interview.source), segment.line));
        withhold({.kind = Withheld::Kind::quote});
        continue;
      }
      segment.quote = {static_cast<std::uint32_t>(kept.size()), static_cast<std::uint32_t>(quote.size())};
      kept += quote;
    }
    interview.texts = std::move(kept);
    interview.coder.clear();
    interview.agreed_by.clear();
    interview.memo = {};
    interview.transcript.clear();
    for (auto& speaker : interview.speakers) speaker.role = {};
  }

  NameIndex names_;
  QuotedWords private_quotes_;
  Publication result_;
};

/// Whether readers could work out who was heard at a level, as one or two voices were.
bool has_level_of_few(const Study& study) {
  return std::ranges::any_of(count_by_level(find_voices(study)),
                             [](const auto& row) { return row.second < fewest_voices; });
}

/// Takes away who was heard, and what follows from it: a tie that both ends name has two that were heard.
void hide_heard(NetworkResult& network) {
  network.hides_heard = true;
  for (auto& actor : network.actors) actor.heard = false;
  for (auto& tie : network.ties) tie.confirmation = Confirmation::withheld;
  auto& findings = network.findings;
  findings.confirmation.fill(hidden_count);
  findings.confirmation_rate.reset();
  findings.named_never_heard.clear();
  findings.never_heard.clear();
  findings.heard_never_named.clear();
  findings.fragile_bridges.clear();
}

bool has_single_person(const Study& study) {
  std::map<Actor, std::set<std::string>> persons;
  for (const auto& interview : study.interviews) {
    if (!interview.has_voice() || !interview.first_coding) continue;
    for (const auto& speaker : interview.speakers) {
      if (speaker.who == none) continue;  // a client is no actor
      persons[{speaker.who, speaker.level}].insert(speaker.person.empty() ? interview.id + ":" + speaker.key
                                                                          : speaker.person);
    }
  }
  return std::ranges::any_of(persons, [](const auto& row) { return row.second.size() == 1; });
}

}  // namespace

bool may_be_published(const Interview& interview, const Segment& segment) {
  return may_be_quoted(interview, segment) && segment.quote_ok == Stated::yes && interview.consent.given &&
         interview.consent.quotes;
}

Publication pass_gate(const Study& study, const Analysis& analysis) { return Gate(study, analysis).pass(); }

NetworkResult publish_network(const Study& study, NetworkOptions options) {
  // An actor that is one person would be that person; organisations are not.
  if (has_single_person(study)) options.unit = NetworkUnit::organisation;
  auto network = analyse_network(study, options);
  network.published = true;
  for (auto& actor : network.actors) actor.interviews.clear();
  for (auto& tie : network.ties)
    if (!tie.claims.empty()) tie.claims.assign(1, ClaimResult{});
  network.findings.interviews = hidden_count;
  network.findings.unheard_levels.clear();
  network.findings.rest_on_one.clear();
  if (has_level_of_few(study)) hide_heard(network);
  return network;
}

}  // namespace quickscan
