#include "study/check/study_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace quickscan {

namespace {

bool same_text(const LocalText& a, const LocalText& b) { return a.nl == b.nl && a.en == b.en; }

bool same_speaker(const Speaker& a, const Speaker& b) {
  return a.level == b.level && a.who == b.who && same_text(a.role, b.role) && a.person == b.person &&
         a.former == b.former && a.interest == b.interest;
}

void report_header(const StudyCheck& check, const Interview& first, const Interview& second,
                   std::initializer_list<std::string_view> keys) {
  const auto key = *keys.begin();
  auto& one = check.report(rule::headers_differ, check.files.value(second.source, keys),
                           fmt::format("`{}` of interview `{}` differs between its codings", key, first.id));
  one.label = fmt::format("in the coding of `{}`", second.coder);
  one.notes.push_back({check.files.value(first.source, keys), "in the first coding"});
  one.help = "make the headers of both codings the same, all but `coder`";
}

void compare_speakers(const StudyCheck& check, const Interview& first, const Interview& second) {
  for (const auto& speaker : second.speakers) {
    const auto other = std::ranges::find(first.speakers, speaker.key, &Speaker::key);
    if (other != first.speakers.end() && same_speaker(*other, speaker)) continue;
    report_header(check, first, second, {"speakers", speaker.key});
    return;
  }
  if (first.speakers.size() != second.speakers.size()) report_header(check, first, second, {"speakers"});
}

void compare_headers(const StudyCheck& check, const Interview& first, const Interview& second) {
  if (first.date != second.date) report_header(check, first, second, {"date"});
  if (first.form != second.form) report_header(check, first, second, {"form"});
  if (first.notes_from != second.notes_from) report_header(check, first, second, {"notes_from"});
  const auto consent = [](const Interview& each) {
    return std::tuple(each.consent.given, each.consent.quotes, each.consent.function);
  };
  if (consent(first) != consent(second)) report_header(check, first, second, {"consent"});
  compare_speakers(check, first, second);
  if (first.asked_given != second.asked_given || !std::ranges::is_permutation(first.asked, second.asked))
    report_header(check, first, second, {"asked"});
}

Place in_development(const StudyCheck& check, const Development& development, std::string_view key) {
  return check.files.value(check.files.source_of("developments.yaml"), {development.id, key});
}

bool over(DevelopmentStatus status) {
  return status == DevelopmentStatus::ended || status == DevelopmentStatus::withdrawn ||
         status == DevelopmentStatus::superseded;
}

bool only_intended(DevelopmentStatus status) {
  return status == DevelopmentStatus::idea || status == DevelopmentStatus::planned;
}

void check_order(const StudyCheck& check, const Development& development, std::string_view key, const Date& date) {
  if (!date.known() || !development.start.known() || !earlier(date, development.start)) return;
  auto& one =
      check.report(rule::dates_out_of_order, in_development(check, development, key),
                   fmt::format("`{}` {} lies before `start` {}", key, to_string(date), to_string(development.start)));
  one.notes.push_back({in_development(check, development, "start"), "started here"});
}

}  // namespace

void check_headers(const StudyCheck& check) {
  const Interview* first = nullptr;
  for (const auto& interview : check.study.interviews) {
    if (interview.first_coding) first = &interview;
    if (!interview.first_coding && first != nullptr && first->id == interview.id)
      compare_headers(check, *first, interview);
  }
}

void check_development_dates(const StudyCheck& check) {
  const auto& reference = check.study.reference_date;
  for (const auto& development : check.study.developments) {
    check_order(check, development, "end", development.end);
    check_order(check, development, "decide_by", development.decide_by);
    if (!reference.known()) continue;
    const auto status = id_of(development.status);
    if (development.start.known() && earlier(reference, development.start) && !only_intended(development.status)) {
      auto& one = check.report(rule::dates_out_of_order, in_development(check, development, "start"),
                               fmt::format("`start` {} lies after the reference date {}, with status `{}`",
                                           to_string(development.start), to_string(reference), status));
      one.notes.push_back({in_development(check, development, "status"), "its status at the reference date"});
      one.help = "only an `idea` or something `planned` starts later";
    }
    if (!development.end.known()) continue;
    const bool ends_later = over(development.status) && earlier(reference, development.end);
    const bool ended_before = !over(development.status) && earlier(development.end, reference);
    if (!ends_later && !ended_before) continue;
    auto& one =
        check.report(rule::dates_out_of_order, in_development(check, development, "end"),
                     fmt::format("`end` {} lies {} the reference date {}, with status `{}`", to_string(development.end),
                                 ends_later ? "after" : "before", to_string(reference), status));
    one.severity = Severity::warning;
    one.notes.push_back({in_development(check, development, "status"), "its status at the reference date"});
  }
}

void check_coding_dates(const StudyCheck& check) {
  for (const auto& interview : check.study.interviews) {
    const auto compare = [&](std::string_view key, const Date& date, std::string_view before, const Date& earliest) {
      if (!date.known() || !earliest.known() || !earlier(date, earliest)) return;
      auto& one =
          check.report(rule::dates_out_of_order, check.files.value(interview.source, {key}),
                       fmt::format("`{}` {} lies before `{}` {}", key, to_string(date), before, to_string(earliest)));
      one.notes.push_back({check.files.value(interview.source, {before}), "which comes first"});
      one.help = "correct the date: an interview is coded after it was held, and reviewed after that";
    };
    compare("coded", interview.coded, "date", interview.date);
    const bool coded_in_order = interview.coded.known() && !earlier(interview.coded, interview.date);
    compare("reviewed", interview.reviewed, coded_in_order ? "coded" : "date",
            coded_in_order ? interview.coded : interview.date);
  }
}

void check_study_dates(const StudyCheck& check) {
  const auto& study = check.study;
  if (!study.baseline_date.known() || !study.reference_date.known() ||
      !earlier(study.reference_date, study.baseline_date))
    return;
  auto& one = check.report(rule::dates_out_of_order, check.in_study({"baseline_date"}),
                           fmt::format("`baseline_date` {} lies after `reference_date` {}",
                                       to_string(study.baseline_date), to_string(study.reference_date)));
  one.notes.push_back({check.in_study({"reference_date"}), "the reference date"});
}

void check_previous(const StudyCheck& check) {
  using Previous = Surroundings::Previous;
  const auto previous = check.surroundings.previous;
  if (previous == Previous::found) return;
  auto& one = check.report(
      rule::previous_study, check.in_study({"previous"}),
      previous == Previous::itself ? "`previous` names this study itself" : "`previous` names no study that is there");
  one.help = "write the path, from this folder, of the folder of the earlier study";
}

void check_mentions(const StudyCheck& check) {
  std::vector<bool> mentioned(check.study.developments.size());
  for (const auto& interview : check.study.interviews) {
    for (const auto& segment : interview.segments)
      if (segment.development != none) mentioned[segment.development.index()] = true;
  }
  for (std::size_t at = 0; at < mentioned.size(); ++at) {
    if (mentioned[at]) continue;
    const auto& development = check.study.developments[at];
    check
        .report(rule::development_never_mentioned, development.place,
                fmt::format("nobody mentions development `{}`", development.id))
        .help =
        fmt::format("code it with `dev: {}` where somebody names it, or leave it: named by nobody", development.id);
  }
}

void check_contacts(const StudyCheck& check) {
  for (const auto& contact : check.study.contacts) {
    if (!check.study.was_reached(contact)) continue;
    auto& one = check.report(rule::contact_heard_after_all, contact.place,
                             fmt::format("`{}` has the outcome `{}`, but was heard", check.study.actor_id(contact.who),
                                         id_of(contact.outcome)));
    for (const auto& interview : check.study.interviews) {
      if (!interview.first_coding || !interview.has_voice()) continue;
      const auto speaker = std::ranges::find_if(interview.speakers, [&](const Speaker& each) {
        return each.who == contact.who.stakeholder && each.level == contact.who.level;
      });
      if (speaker == interview.speakers.end()) continue;
      one.notes.push_back({check.files.value(interview.source, {"speakers", speaker->key}), "heard here"});
      break;
    }
    one.help = "take out the contact, or give it the outcome `alternative` where somebody else of this actor spoke";
  }
}

void check_development_status(const StudyCheck& check) {
  const auto& framework = check.study.framework;
  // What can be said without an example is a plan; a pilot is the rung after that.
  const auto planned_up_to = framework.cap(Basis::said);
  struct CodedRungs {
    int highest = -1;
    std::vector<std::pair<const Interview*, std::uint32_t>> segments;
  };
  std::vector<CodedRungs> reported(check.study.developments.size());
  for (const auto& interview : check.study.interviews) {
    if (!interview.first_coding || interview.form == Form::meeting) continue;
    for (const auto& segment : interview.segments) {
      if (segment.development == none || segment.stage != StageKind::reached || segment.basis == Basis::heard) continue;
      const auto number = segment.development.index();
      const auto status = check.study.developments[number].status;
      const bool contradicts = (only_intended(status) && segment.rung > planned_up_to) ||
                               (status == DevelopmentStatus::pilot && segment.rung > planned_up_to + 1);
      if (!contradicts) continue;
      reported[number].highest = std::max(reported[number].highest, int{segment.rung});
      reported[number].segments.emplace_back(&interview, segment.begin);
    }
  }
  constexpr std::size_t most = 3;
  for (std::size_t number = 0; number < reported.size(); ++number) {
    const auto& [highest, segments] = reported[number];
    if (segments.empty()) continue;
    const auto& development = check.study.developments[number];
    auto& one = check.report(rule::status_against_rung, in_development(check, development, "status"),
                             fmt::format("`{}` has status `{}`, but is coded at rung {}, `{}`", development.id,
                                         id_of(development.status), highest, framework[RungId(highest)].id));
    if (segments.size() > most) one.label = fmt::format("{} segments say more", segments.size());
    for (std::size_t at = 0; at < std::min(most, segments.size()); ++at) {
      one.notes.push_back(
          {check.files.segment_value(segments[at].first->source, segments[at].second, "stage"), "coded here"});
    }
  }
}

namespace {

/// What makes two claims claims of one tie; ties that go both ways have their ends in order.
using TieKey = std::tuple<Relation, Actor, Actor>;

struct Claim {
  const Interview* interview = nullptr;
  std::uint32_t begin = 0;  ///< the place of the claim, in bytes
  std::uint32_t end = 0;
  TieStatus status = TieStatus::working;
};

TieKey key_of(const TieClaim& tie) {
  const bool both_ways = tie.relation == Relation::works_with || tie.relation == Relation::exchanges_staff;
  if (both_ways && tie.to < tie.from) return {tie.relation, tie.to, tie.from};
  return {tie.relation, tie.from, tie.to};
}

/// The claim that counts, and the last one before it with another status.
struct Conflict {
  Claim latest;
  Claim other;
  bool real = false;
};

bool counts_over(const Claim& a, const Claim& b) {
  const auto when = [](const Date& date) { return std::tuple(date.year, date.month, date.day); };
  return when(a.interview->date) > when(b.interview->date);
}

void add_claim(Conflict& conflict, const Claim& claim) {
  if (conflict.latest.interview == nullptr) {
    conflict.latest = claim;
  } else if (counts_over(claim, conflict.latest)) {
    if (claim.status != conflict.latest.status) {
      conflict.other = conflict.latest;
      conflict.real = true;
    } else if (conflict.real && conflict.other.status == claim.status) {
      conflict.other = conflict.latest;
    }
    conflict.latest = claim;
  } else if (claim.status != conflict.latest.status) {
    conflict.other = claim;
    conflict.real = true;
  }
}

Place place_of(const Claim& claim) { return {claim.interview->source, claim.begin, claim.end}; }

}  // namespace

void check_tie_statuses(const StudyCheck& check) {
  std::map<TieKey, Conflict> ties;
  for (const auto& interview : check.study.interviews) {
    if (!interview.first_coding) continue;
    for (const auto& tie : interview.ties) add_claim(ties[key_of(tie)], {&interview, tie.begin, tie.end, tie.status});
  }
  // Beyond a readable number, one finding says how many more there are.
  constexpr std::size_t most = 50;
  const auto all =
      static_cast<std::size_t>(std::ranges::count_if(ties, [](const auto& each) { return each.second.real; }));
  std::size_t reported = 0;
  for (const auto& [key, conflict] : ties) {
    if (!conflict.real) continue;
    const auto& [relation, from, to] = key;
    auto& one = check.report(rule::two_statuses, place_of(conflict.latest),
                             fmt::format("tie `{}` to `{}` ({}) is `{}` here and `{}` elsewhere",
                                         check.study.actor_id(from), check.study.actor_id(to), id_of(relation),
                                         id_of(conflict.latest.status), id_of(conflict.other.status)));
    one.notes.push_back({place_of(conflict.other), fmt::format("`{}` here", id_of(conflict.other.status))});
    if (++reported < most) continue;
    if (all > reported) one.label = fmt::format("and {} more ties have two statuses", all - reported);
    break;
  }
}

}  // namespace quickscan
