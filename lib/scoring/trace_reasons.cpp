#include "scoring/trace_reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

/// A sentence in both languages, put together piece by piece.
struct Sentence {
  LocalText text;

  void add(const LocalText& piece, const char* between = "; ") {
    if (piece.empty()) return;
    if (!text.empty()) {
      text.nl += between;
      text.en += between;
    }
    text.nl += piece.nl;
    text.en += piece.en;
  }
};

template <typename... Values>
LocalText both(const char* nl, const char* en, const Values&... values) {
  return {fmt::format(fmt::runtime(nl), values...), fmt::format(fmt::runtime(en), values...)};
}

LocalText rung_number(int rung) { return both("trede {}", "rung {}", rung); }

LocalText reached_words(Basis basis, int rung, int cap) {
  constexpr std::array<std::pair<const char*, const char*>, 3> words = {{
      {"laten zien: trede {}", "shown: rung {}"},
      {"gezegd: trede {}", "said: rung {}"},
      {"van horen zeggen: trede {}", "heard: rung {}"},
  }};
  const auto& [nl, en] = words[static_cast<std::size_t>(basis)];
  LocalText text = both(nl, en, rung);
  if (rung > cap) {
    text.nl += fmt::format(", telt als {}", cap);
    text.en += fmt::format(", counts as {}", cap);
  }
  return text;
}

LocalText denied_words(Basis basis, int rung) {
  constexpr std::array<std::pair<const char*, const char*>, 3> words = {{
      {"laten zien dat trede {} niet gehaald is", "shown that rung {} is not reached"},
      {"gezegd dat trede {} niet gehaald is", "said that rung {} is not reached"},
      {"gehoord dat trede {} niet gehaald is", "heard that rung {} is not reached"},
  }};
  const auto& [nl, en] = words[static_cast<std::size_t>(basis)];
  return both(nl, en, rung);
}

LocalText conclusion(const VoiceValue& value, VoiceState state) {
  switch (state) {
    case VoiceState::value:
      return both("dus trede {}", "so rung {}", *value.value);
    case VoiceState::undefined:
      return both("dus geen trede, hoogstens {}", "so no rung, at most {}", *value.ceiling);
    case VoiceState::unknown:
      return {"gevraagd, kon het niet zeggen", "asked, could not say"};
    case VoiceState::not_applicable:
      return {"niet van toepassing", "does not apply"};
    case VoiceState::silent:
      return {"zegt er geen trede over", "gives no rung"};
  }
  return {};
}

LocalText median_words(const Framework& framework, const std::optional<int>& median) {
  if (median) return rung_words(framework, *median);
  return {"onvoldoende zicht", "insufficient evidence"};
}

LocalText front_name(const Framework& framework) {
  const std::vector<Index> inside = framework.inside_levels();
  const LocalText& name = framework.levels[static_cast<std::size_t>(inside.back())].name;
  return {name.in(Language::nl), name.in(Language::en)};
}

LocalText at_least_words(const LocalText& what, const LocalText& wanted) {
  return {what.nl + ": minstens " + wanted.nl, what.en + ": at least " + wanted.en};
}

/// The conditions of one row but its `any`.
std::vector<ConditionTrace> plain_conditions(const Framework& framework, const VerdictCondition& when,
                                             const VerdictFacts& facts) {
  std::vector<ConditionTrace> list;
  const LocalText front = front_name(framework);
  const auto rung_at_least = [&](const LocalText& what, const std::optional<int>& wanted,
                                 const std::optional<int>& found) {
    if (!wanted) return;
    list.push_back({at_least_words(what, rung_words(framework, *wanted)), median_words(framework, found),
                    found && *found >= *wanted, false});
  };
  if (when.front_none) {
    list.push_back({{front.nl + ": onvoldoende zicht", front.en + ": insufficient evidence"},
                    median_words(framework, facts.front()),
                    !facts.front(),
                    false});
  }
  if (when.above_none) {
    list.push_back({{"geen zicht op de niveaus erboven", "no view of the levels above"},
                    median_words(framework, facts.highest_above()),
                    !facts.highest_above(),
                    false});
  }
  rung_at_least(front, when.front, facts.front());
  rung_at_least({"laagste niveau erboven", "lowest level above"}, when.lowest_above, facts.lowest_above());
  rung_at_least({"hoogste niveau erboven", "highest level above"}, when.highest_above, facts.highest_above());
  if (when.live) {
    list.push_back({both("levende ontwikkelingen in de uitvoering: minstens {}",
                         "live developments at the front line: at least {}", *when.live),
                    both("{}", "{}", facts.live), facts.live >= *when.live, false});
  }
  return list;
}

}  // namespace

LocalText rung_words(const Framework& framework, int rung) {
  const LocalText& name = framework.ladder[static_cast<std::size_t>(rung)].name;
  const LocalText number = rung_number(rung);
  return {fmt::format("{} ({})", number.nl, name.in(Language::nl)),
          fmt::format("{} ({})", number.en, name.in(Language::en))};
}

LocalText how_it_follows(const Framework& framework, const Tally& tally, const VoiceValue& value, VoiceState state) {
  Sentence sentence;
  const auto says = [&](Basis basis) {
    const auto b = static_cast<std::size_t>(basis);
    return tally.reached[b] != Tally::nothing || tally.denied[b] != Tally::no_denial;
  };
  for (const Basis basis : {Basis::shown, Basis::said, Basis::heard}) {
    const auto b = static_cast<std::size_t>(basis);
    if (basis == Basis::heard && !value.heard_only) continue;
    const int cap = std::min(framework.cap(basis), framework.top());
    if (tally.reached[b] != Tally::nothing) sentence.add(reached_words(basis, tally.reached[b], cap));
    if (tally.denied[b] != Tally::no_denial) sentence.add(denied_words(basis, tally.denied[b]));
  }
  if (says(Basis::heard) && !value.heard_only) {
    sentence.add({"wat alleen gehoord is, telt niet mee", "what was only heard is left out"});
  }
  if (value.mixed) sentence.add({"spreekt zichzelf tegen", "contradicts itself"});
  sentence.add(conclusion(value, state));
  return sentence.text;
}

LocalText segment_remark(const Framework& framework, const Segment& segment, bool of_a_part, bool heard_dropped) {
  switch (segment.stage) {
    case StageKind::not_given:
      return {"geen trede", "no rung"};
    case StageKind::unknown:
      return {"kon het niet zeggen", "could not say"};
    case StageKind::not_applicable:
      return {"niet van toepassing", "does not apply"};
    case StageKind::denied:
      if (of_a_part) {
        return {"de ontkenning van een onderdeel telt alleen voor dat onderdeel",
                "the denial of a part counts for that part only"};
      }
      break;
    case StageKind::reached:
      break;
  }
  if (heard_dropped) {
    return {"van horen zeggen; telt niet, want deze stem spreekt ook uit eigen kennis",
            "hearsay; left out, since this voice also speaks first-hand"};
  }
  const int cap = std::min(framework.cap(segment.basis), framework.top());
  if (segment.stage == StageKind::reached && segment.rung > cap) return both("telt als {}", "counts as {}", cap);
  return {};
}

std::vector<ConditionTrace> condition_words(const Framework& framework, const VerdictCondition& when,
                                            const VerdictFacts& facts) {
  std::vector<ConditionTrace> list = plain_conditions(framework, when, facts);
  for (const VerdictCondition& alternative : when.any) {
    Sentence wanted;
    Sentence met;
    for (const ConditionTrace& piece : condition_words(framework, alternative, facts)) {
      wanted.add(piece.wanted, ", ");
      met.add(piece.met, ", ");
    }
    list.push_back({wanted.text, met.text, holds(alternative, facts), true});
  }
  return list;
}

}  // namespace quickscan
