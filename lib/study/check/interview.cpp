#include "study/check/interview.hpp"

#include "core/utf8.hpp"
#include "study/check/comment_in_text.hpp"
#include "study/check/ignore_comments.hpp"
#include "study/privacy/personal_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace quickscan {

namespace {

// ---- a voice against itself

constexpr std::int32_t no_segment = -1;

/// The strongest of a kind of statement: its rung and its segment.
struct Strongest {
  int rung = -1;
  std::int32_t segment = no_segment;

  void raise(int to, std::size_t by) {
    if (segment == no_segment || to > rung) *this = {to, static_cast<std::int32_t>(by)};
  }
  void lower(int to, std::size_t by) {
    if (segment == no_segment || to < rung) *this = {to, static_cast<std::int32_t>(by)};
  }
};

/// The claims of one voice about one recommendation at one level.
struct Claims {
  Strongest shown;   ///< the highest rung shown
  Strongest said;    ///< the highest rung shown or said
  Strongest heard;   ///< the highest rung heard
  Strongest denied;  ///< the lowest rung denied, of whatever is shown or said
  Strongest heard_denied;
  Strongest over_cap;  ///< the highest claim above its cap
};

void add_claim(const InterviewCheck& check, Claims& claims, std::size_t number, bool parent_of_part) {
  const auto& segment = check.interview.segments[number];
  const bool heard = segment.basis == Basis::heard;
  if (segment.stage == StageKind::denied) {
    // a denial of a part does not count for the whole
    if (!parent_of_part) (heard ? claims.heard_denied : claims.denied).lower(segment.rung, number);
    return;
  }
  if (segment.basis == Basis::shown) claims.shown.raise(segment.rung, number);
  (heard ? claims.heard : claims.said).raise(segment.rung, number);
  if (!parent_of_part && segment.rung > check.framework().cap(segment.basis))
    claims.over_cap.raise(segment.rung, number);
}

/// The own levels of a segment's speakers.
std::vector<LevelId> voices_of(const Interview& interview, const Segment& segment) {
  std::vector<LevelId> levels;
  const auto take = [&](std::size_t speaker) {
    if (speaker >= interview.speakers.size()) return;
    const auto level = interview.speakers[speaker].level;
    if (level != none && std::ranges::find(levels, level) == levels.end()) levels.push_back(level);
  };
  if (segment.by_count == 0)
    for (std::size_t speaker = 0; speaker < interview.speakers.size(); ++speaker) take(speaker);
  for (std::size_t at = 0; at < segment.by_count; ++at) take(interview.by[segment.by_first + at]);
  return levels;
}

void report_contradiction(const InterviewCheck& check, const Claims& claims, RecommendationId rec, LevelId about) {
  // what was heard counts only where nothing else was said
  const bool heard_only = claims.said.segment == no_segment && claims.denied.segment == no_segment;
  const auto& reached = heard_only ? claims.heard : claims.said;
  const auto& denied = heard_only ? claims.heard_denied : claims.denied;
  if (reached.segment == no_segment || denied.segment == no_segment || reached.rung < denied.rung) return;
  const auto place = check.places.segment(static_cast<std::size_t>(denied.segment), "stage");
  auto& one = check.report(rule::rung_and_denial, place,
                           fmt::format("rung {} of `{}` is denied and rung {} is reached, by one voice about `{}`",
                                       denied.rung, check.rec_id(rec), reached.rung, check.framework()[about].id));
  one.label = fmt::format("`{}` denied", check.rung_id(denied.rung));
  one.notes.push_back({check.places.segment(static_cast<std::size_t>(reached.segment), "stage"),
                       fmt::format("`{}` reached", check.rung_id(reached.rung))});
  const auto by_some = [&](const Strongest& claim) {
    return check.interview.segments[static_cast<std::size_t>(claim.segment)].by_count > 0;
  };
  if (by_some(reached) && by_some(denied))
    one.help = "read the passage again; two people of one level are one voice, which may contradict itself";
}

void report_over_cap(const InterviewCheck& check, const Claims& claims) {
  if (claims.over_cap.segment == no_segment) return;
  const auto number = static_cast<std::size_t>(claims.over_cap.segment);
  const auto basis = check.interview.segments[number].basis;
  if (basis != Basis::shown && claims.shown.rung >= claims.over_cap.rung) return;
  // what was heard does not count at all where something else was said
  if (basis == Basis::heard && claims.said.segment != no_segment) return;
  const auto cap = check.framework().cap(basis);
  if (cap < 0 || cap > check.framework().top()) return;
  const auto* why = basis == Basis::shown ? "more than what is shown can carry" : "not shown";
  auto& one = check.report(
      rule::claim_above_cap, check.places.segment(number, "stage"),
      fmt::format("rung {} is {}, {}, and counts as rung {}", claims.over_cap.rung, id_of(basis), why, cap));
  one.label = fmt::format("`{}`, counted as `{}`", check.rung_id(claims.over_cap.rung), check.rung_id(cap));
  one.help = basis == Basis::said
                 ? "write `basis: shown` where the speaker gave an example; otherwise leave it as it is"
                 : "nothing to mend: by `caps` of the framework a statement of this basis counts up to here";
}

void check_voices(const InterviewCheck& check) {
  const auto& interview = check.interview;
  const auto& framework = check.framework();
  if (!interview.has_voice() || interview.speakers.empty()) return;
  // By voice (a level), recommendation and level spoken about, those that are spoken of at all.
  std::map<std::tuple<LevelId, RecommendationId, LevelId>, Claims> table;
  for (std::size_t number = 0; number < interview.segments.size(); ++number) {
    const auto& segment = interview.segments[number];
    if (!segment.rec.given() || (segment.stage != StageKind::reached && segment.stage != StageKind::denied)) continue;
    const auto whole = framework.whole(segment.rec);
    for (const auto voice : voices_of(interview, segment)) {
      const auto about = segment.about == none ? voice : segment.about;
      add_claim(check, table[{voice, segment.rec, about}], number, false);
      if (whole != segment.rec) add_claim(check, table[{voice, whole, about}], number, true);
    }
  }
  std::vector<std::int32_t> reported;  // a group of two levels makes one claim for both
  for (const auto& [cell, claims] : table) {
    report_contradiction(check, claims, std::get<RecommendationId>(cell), std::get<2>(cell));
    if (std::ranges::find(reported, claims.over_cap.segment) != reported.end()) continue;
    report_over_cap(check, claims);
    if (claims.over_cap.segment != no_segment) reported.push_back(claims.over_cap.segment);
  }
}

// ---- asked and coded

Place asked_place(const InterviewCheck& check, std::size_t item) {
  const auto& tree = check.places.tree;
  const auto* asked = tree.find(tree.root(), "asked");
  if (asked == nullptr || asked->count <= item) return check.places.header("asked");
  auto index = asked->first;
  for (; item > 0; --item) index = tree.at(index).next;
  return tree.place(tree.at(index));
}

void check_asked(const InterviewCheck& check) {
  const auto& interview = check.interview;
  const auto& framework = check.framework();
  if (!interview.has_voice() || !interview.asked_given) return;
  if (interview.segments.empty() && !interview.asked.empty()) {  // a coding that was only begun
    check.report(rule::asked_never_coded, check.places.header("asked"), "nothing is coded yet of what was asked").help =
        "code `stage: unknown` where the speaker could not say";
    return;
  }
  const auto count = framework.recommendations.size();
  std::vector<bool> asked(count), coded(count), coded_whole(count), reported(count);
  for (const auto rec : interview.asked) asked[framework.whole(rec).index()] = true;
  for (std::size_t number = 0; number < interview.segments.size(); ++number) {
    const RecommendationId rec = interview.segments[number].rec;
    if (!rec.given()) continue;
    const auto whole = framework.whole(rec).index();
    coded[rec.index()] = true;
    coded_whole[whole] = true;
    if (asked[whole] || reported[whole]) continue;
    reported[whole] = true;
    check
        .report(rule::coded_never_asked, check.places.segment(number, "rec"),
                fmt::format("`{}` is coded, but was not asked", check.rec_id(RecommendationId(whole))))
        .notes.push_back({check.places.header("asked"), "asked were these"});
  }
  for (std::size_t item = 0; item < interview.asked.size(); ++item) {
    const auto rec = interview.asked[item];
    const auto whole = framework.whole(rec);
    const bool found = whole == rec ? coded_whole[rec.index()] : coded[rec.index()] || coded[whole.index()];
    if (found) continue;
    auto& one = check.report(rule::asked_never_coded, asked_place(check, item),
                             fmt::format("`{}` was asked, but no segment codes it", check.rec_id(rec)));
    one.help = "code `stage: unknown` where the speaker could not say";
  }
}

// ---- single segments and the header

void check_bare_segments(const InterviewCheck& check) {
  for (std::size_t number = 0; number < check.interview.segments.size(); ++number) {
    const auto& segment = check.interview.segments[number];
    const bool says_something = segment.stage != StageKind::not_given || segment.trend != Trend::not_given ||
                                segment.development != none || segment.barrier.given() || segment.enabler.given() ||
                                segment.tie_count > 0 || segment.route >= 0 || segment.term >= 0 ||
                                segment.member_check >= 0;
    if (!segment.rec.given() || says_something) continue;
    auto& one = check.report(
        rule::bare_segment, check.places.segment(number, "rec"),
        fmt::format("`{}` without a stage, a trend, a development or a factor", check.rec_id(segment.rec)));
    one.label = "counts for nothing";
    one.help = "add `stage:`, or `stage: unknown` where the speaker could not say";
  }
}

void check_date(const InterviewCheck& check) {
  const auto& interview = check.interview;
  if (interview.form == Form::meeting || !interview.date.known() || !check.study.reference_date.known()) return;
  if (!earlier(check.study.reference_date, interview.date)) return;
  auto& one = check.report(rule::interview_after_reference_date, check.places.header("date"),
                           fmt::format("{} lies after the reference date {}", to_string(interview.date),
                                       to_string(check.study.reference_date)));
  one.label = "later than the state of play that the study describes";
}

void check_comments(const InterviewCheck& check) {
  auto sign = check.raw.find('#', 1);
  while (sign < check.raw.size() && check.raw[sign - 1] != ' ' && check.raw[sign - 1] != '\t')
    sign = check.raw.find('#', sign + 1);
  if (sign >= check.raw.size()) return;
  const auto& tree = check.places.tree;
  const auto look = [&](const YamlNode& in, std::string_view key) {
    if (const auto* value = tree.find(in, key)) check_comment_behind(check.raw, tree, *value, key, check.diagnostics);
  };
  look(tree.root(), "memo");
  for (const auto segment : check.places.segments) {
    for (const std::string_view key : {"quote", "note", "at"}) look(tree.at(segment), key);
  }
}

/// Segments that are the same, word for word.
void check_copies(const InterviewCheck& check) {
  struct Written {
    std::string_view text;
    std::size_t number = 0;
  };
  std::vector<Written> segments;
  segments.reserve(check.places.segments.size());
  for (std::size_t number = 0; number < check.places.segments.size(); ++number) {
    const auto& node = check.places.tree.at(check.places.segments[number]);
    const auto text = check.raw.substr(node.begin, node.end - node.begin);
    segments.push_back({text.substr(0, text.find_last_not_of(" \t\r\n") + 1), number});
  }
  std::ranges::sort(segments, [](const Written& a, const Written& b) {
    return std::tuple(a.text.size(), a.text, a.number) < std::tuple(b.text.size(), b.text, b.number);
  });
  const Written* first = nullptr;
  for (const auto& each : segments) {
    if (first == nullptr || each.text != first->text) {
      first = &each;
      continue;
    }
    auto& one =
        check.report(rule::copied_segment, check.places.segment(each.number, ""), "a segment that is coded twice");
    one.notes.push_back({check.places.segment(first->number, ""), "the same as this one"});
    one.help = "take one out, or say in `at` or `note` how they differ";
  }
}

// ---- privacy

/// The place of the bytes of a text in the file, if they are found there as they are; else its first line.
Place place_within(const InterviewCheck& check, Place value, std::string_view text, std::size_t begin,
                   std::size_t end) {
  const auto piece = text.substr(begin, end - begin);
  const auto at = check.raw.substr(0, value.begin + 2 * text.size() + 80).find(piece, value.begin);
  if (at == std::string_view::npos) return value;
  return {value.source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
}

/// Whether a possible name is part of what the study calls an organisation or a development.
bool named_in_study(const Study& study, std::string_view text, const PersonalDatum& datum) {
  auto begin = std::size_t{datum.begin};
  const auto holds = [&](const LocalText& name, std::string_view word) {
    return name.nl.find(word) != std::string::npos || name.en.find(word) != std::string::npos;
  };
  while (begin < datum.end) {
    const auto end = word_end(text, begin);
    const auto word = text.substr(begin, end - begin);
    if (capital_at(text, begin) && word.size() >= 3) {
      const bool known =
          std::ranges::any_of(
              study.stakeholders,
              [&](const auto& each) { return holds(each.name, word) || holds(each.short_name, word); }) ||
          std::ranges::any_of(study.developments, [&](const auto& each) { return holds(each.name, word); }) ||
          std::ranges::any_of(study.places, [&](const auto& each) { return holds(each.name, word); });
      if (known) return true;
    }
    begin = std::max(end, begin + 1);
  }
  return false;
}

/// Looks for what leads to a person in a text of the file. Most texts hold nothing, so that `place`, a function, is
/// only asked for a finding; `key` is what a message calls the text.
template <typename PlaceOf>
void check_text(const InterviewCheck& check, std::string_view text, std::string_view key, const PlaceOf& place,
                std::vector<PersonalDatum>& found) {
  const auto within = [&](std::size_t begin, std::size_t end) {
    return place_within(check, place(), text, begin, end);
  };
  find_personal_data(text, found);
  for (const auto& datum : found) {
    if (datum.rule == &rule::possible_name && named_in_study(check.study, text, datum)) continue;
    check.diagnostics.push_back(personal_finding(*datum.rule, within(datum.begin, datum.end), key));
  }
  if (check.names.empty()) return;
  if (const auto whole = check.names.find(text)) {
    // most were seen in the file itself already; this one is for names broken over lines or escaped
    check.diagnostics.push_back(key_name_finding(within(whole->begin, whole->end)));
  } else if (const auto part = check.names.find_part(text)) {
    const PersonalDatum datum{&rule::possible_name, static_cast<std::uint32_t>(part->begin),
                              static_cast<std::uint32_t>(part->end)};
    const bool reported = std::ranges::find(found, datum.rule, &PersonalDatum::rule) != found.end();
    if (reported || named_in_study(check.study, text, datum)) return;
    auto& one =
        check.diagnostics.emplace_back(personal_finding(rule::possible_name, within(part->begin, part->end), key));
    one.label = "part of a name in the key file";
  }
}

/// Comments are the coder's own words, colleagues' names among them: of names only those of the key are looked for.
void check_comments_for_data(const InterviewCheck& check, std::vector<PersonalDatum>& found) {
  const auto raw = check.raw;
  for (auto at = raw.find('#'); at < raw.size(); at = raw.find('#', at)) {
    const bool begins = at == 0 || is_white(raw[at - 1]);
    if (!begins || inside_scalar(check.places.tree, at)) {
      ++at;
      continue;
    }
    const auto end = std::min(raw.find('\n', at), raw.size());
    find_personal_data(raw.substr(at, end - at), found);
    for (const auto& datum : found) {
      if (datum.rule == &rule::possible_name) continue;
      const auto begin = static_cast<std::uint32_t>(at);
      check.diagnostics.push_back(
          personal_finding(*datum.rule, {check.interview.source, begin + datum.begin, begin + datum.end}, "comment"));
    }
    at = end;
  }
}

void check_privacy(const InterviewCheck& check) {
  const auto& interview = check.interview;
  std::vector<PersonalDatum> found;
  for (std::size_t number = 0; number < interview.segments.size(); ++number) {
    const auto& segment = interview.segments[number];
    const auto place_of = [&](std::string_view key) {
      return [&check, number, key] { return check.places.segment(number, key); };
    };
    for (const auto& [ref, key] :
         {std::pair{segment.quote, "quote"}, std::pair{segment.note, "note"}, std::pair{segment.at, "at"}}) {
      if (ref.empty()) continue;
      const std::string_view called = key == std::string_view("at") ? "position" : key;
      check_text(check, interview.text(ref), called, place_of(key), found);
    }
    if (segment.term < 0) continue;
    for (const auto& use : interview.terms.at(static_cast<std::size_t>(segment.term)).words)
      check_text(check, use.second, "word for a term", place_of("term"), found);
  }
  const auto memo = [&] { return check.places.header("memo"); };
  for (const auto* text : {&interview.memo.nl, &interview.memo.en})
    if (!text->empty()) check_text(check, *text, "memo", memo, found);
  for (const auto& speaker : interview.speakers) {
    const auto place = [&] { return speaker.place; };
    for (const auto* text : {&speaker.role.nl, &speaker.role.en})
      if (!text->empty()) check_text(check, *text, "role", place, found);
  }
  check_comments_for_data(check, found);
  find_key_names(check.raw, interview.source, check.names, check.diagnostics);
}

}  // namespace

void check_statements(const InterviewCheck& check) {
  check_date(check);
  check_asked(check);
  check_bare_segments(check);
  check_voices(check);
}

std::vector<const Rule*> rules_of_statements() {
  return {&rule::interview_after_reference_date,
          &rule::asked_never_coded,
          &rule::coded_never_asked,
          &rule::bare_segment,
          &rule::rung_and_denial,
          &rule::claim_above_cap};
}

void check_writing(const InterviewCheck& check, bool known) {
  check_comments(check);
  check_keys_in_texts(check.study, check.interview, check.places, check.raw, check.diagnostics);
  check_copies(check);
  if (known) {
    check_privacy(check);
  } else {
    // Without the study's own names others cannot be told from them; those of the key can.
    find_key_names(check.raw, check.interview.source, check.names, check.diagnostics);
  }
  find_suppressions(check.raw, check.places.tree, check.diagnostics);
}

Place InterviewPlaces::header(std::string_view key) const {
  if (const auto* value = tree.find(tree.root(), key)) return tree.place(*value);
  return tree.place(tree.root().first == 0 ? tree.root() : tree.at(tree.root().first));
}

Place InterviewPlaces::segment(std::size_t segment, std::string_view key) const {
  const auto& node = tree.at(segments.at(segment));
  if (const auto* value = tree.find(node, key)) return tree.place(*value);
  return tree.place(node.first == 0 ? node : tree.at(node.first));
}

}  // namespace quickscan
