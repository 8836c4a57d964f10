#include "scoring/evidence.hpp"

#include "core/ranges.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace quickscan {

namespace {

VoiceTraits traits_of(const Study& study, const Voice& voice) {
  VoiceTraits traits;
  traits.interest =
      std::ranges::any_of(voice.speakers, [&](const SpeakerRef& ref) { return speaker_of(study, ref).interest; });
  traits.notes_only = std::ranges::all_of(
      voice.interviews, [&](InterviewId interview) { return study[interview].notes_from == NotesFrom::notes; });
  for (const InterviewId index : voice.interviews) {
    const Interview& interview = study[index];
    for (const Speaker& speaker : interview.speakers) {
      if (speaker.level == voice.level) continue;
      traits.two_levels |= study.framework[speaker.level].inside() && study.framework[voice.level].inside();
      traits.mixed_rank |= interview.form == Form::group;
    }
  }
  return traits;
}

/// The persons who have voices at two inside levels.
std::set<std::string_view> persons_of_two_levels(const Study& study, const std::vector<Voice>& voices) {
  std::map<std::string_view, LevelId> first;
  std::set<std::string_view> found;
  for (const Voice& voice : voices) {
    if (!study.framework[voice.level].inside()) continue;
    for (const SpeakerRef& ref : voice.speakers) {
      const std::string& person = speaker_of(study, ref).person;
      if (!person.empty() && first.try_emplace(person, voice.level).first->second != voice.level) found.insert(person);
    }
  }
  return found;
}

}  // namespace

VoiceState Statement::state() const { return state_of(value, tally.unknown, tally.not_applicable); }

Statement statement_of(const Study& study, const Voice& voice, RecommendationId rec, LevelId level) {
  Statement result;
  visit_segments(study, voice, [&](InterviewId interview, SegmentId index, std::span<const std::uint32_t> speakers) {
    const Segment& segment = study[interview].segments[index.index()];
    if (about_of(segment, voice) != level) return;
    visit_recommendations(study.framework, segment, [&](RecommendationId named, bool of_a_part) {
      if (named != rec) return;
      result.tally.add(segment, of_a_part);
      result.segments.push_back({interview, index, of_a_part, {speakers.begin(), speakers.end()}});
      if (!gives_evidence(segment, of_a_part)) return;
      for (const std::uint32_t speaker : speakers) result.speakers.push_back(voice.speakers[speaker]);
    });
  });
  keep_distinct(result.speakers);
  result.value = value_of(result.tally, study.framework.caps, study.framework.top());
  return result;
}

/// Gathers one voice after the other into a table of all cells, of which each voice touches few.
class VoicePass {
 public:
  VoicePass(const Study& study, EvidenceIndex& index) : study_(study), index_(index), table_(index.cells_.size()) {}

  void gather(std::uint32_t number, const Voice& voice) {
    words_ = (voice.speakers.size() + 63) / 64;
    visit_segments(study_, voice,
                   [&](InterviewId interview, SegmentId position, std::span<const std::uint32_t> speakers) {
                     const Segment& segment = study_[interview].segments[position.index()];
                     visit_recommendations(study_.framework, segment, [&](RecommendationId rec, bool of_a_part) {
                       add(index_.slot(rec, about_of(segment, voice)), interview, segment, of_a_part, speakers);
                     });
                   });
    shared_first_ = unset;
    for (const std::size_t slot : touched_) flush(slot, number, voice);
    touched_.clear();
  }

 private:
  static constexpr std::uint32_t unset = 0xffffffff;

  struct Row {
    bool touched = false;
    Tally tally;
    std::uint32_t interviews = 0;
    InterviewId last_interview;
    std::vector<std::uint64_t> speakers;  ///< one bit for each that gave evidence
  };

  void add(std::size_t slot, InterviewId interview, const Segment& segment, bool of_a_part,
           std::span<const std::uint32_t> speakers) {
    Row& row = table_[slot];
    if (!row.touched) {
      row.touched = true;
      row.tally = {};
      row.interviews = 0;
      row.last_interview = {};
      row.speakers.assign(words_, 0);
      touched_.push_back(slot);
    }
    row.tally.add(segment, of_a_part);
    if (!gives_evidence(segment, of_a_part)) return;
    if (row.last_interview != interview) ++row.interviews;
    row.last_interview = interview;
    for (const std::uint32_t speaker : speakers) row.speakers[speaker / 64] |= std::uint64_t{1} << (speaker % 64);
  }

  void flush(std::size_t slot, std::uint32_t number, const Voice& voice) {
    Row& row = table_[slot];
    row.touched = false;
    CellVoice entry;
    entry.voice = number;
    entry.tally = row.tally;
    entry.interviews = row.interviews;
    stakeholders_.clear();
    persons_.clear();
    entry.persons = 0;
    std::size_t speaking = 0;
    for (std::size_t s = 0; s < voice.speakers.size(); ++s) {
      if (((row.speakers[s / 64] >> (s % 64)) & 1U) == 0) continue;
      ++speaking;
      const Speaker& speaker = speaker_of(study_, voice.speakers[s]);
      if (speaker.who.given()) stakeholders_.push_back(study_[speaker.who].organisation);
      if (speaker.person.empty()) {
        ++entry.persons;
      } else {
        persons_.emplace_back(speaker.person);
      }
    }
    entry.persons += static_cast<std::uint32_t>(keep_distinct(persons_));
    share_organisations(entry, speaking == voice.speakers.size());
    index_.cells_[slot].push_back(entry);
  }

  /// All cells to which every speaker of a voice contributes share one list.
  void share_organisations(CellVoice& entry, bool everybody) {
    entry.organisation_count = static_cast<std::uint32_t>(keep_distinct(stakeholders_));
    if (everybody && shared_first_ != unset) {
      entry.organisation_first = shared_first_;
      return;
    }
    entry.organisation_first = static_cast<std::uint32_t>(index_.organisations_.size());
    if (everybody) shared_first_ = entry.organisation_first;
    index_.organisations_.insert(index_.organisations_.end(), stakeholders_.begin(), stakeholders_.end());
  }

  const Study& study_;
  EvidenceIndex& index_;
  std::vector<Row> table_;
  std::vector<std::size_t> touched_;
  std::vector<StakeholderId> stakeholders_;
  std::vector<std::string_view> persons_;
  std::size_t words_ = 1;
  std::uint32_t shared_first_ = unset;
};

EvidenceIndex::EvidenceIndex(const Study& study, const std::vector<Voice>& voices)
    : voices_(&voices), levels_(study.framework.levels.size()) {
  const std::size_t cells = study.framework.recommendations.size() * levels_;
  cells_.resize(cells);
  documents_.resize(cells);
  voices_at_.resize(levels_, 0);
  traits_.reserve(voices.size());
  const auto persons = persons_of_two_levels(study, voices);
  const auto at_two = [&](const SpeakerRef& ref) { return persons.contains(speaker_of(study, ref).person); };
  VoicePass pass(study, *this);
  for (std::size_t v = 0; v < voices.size(); ++v) {
    traits_.push_back(traits_of(study, voices[v]));
    traits_.back().two_levels |= !persons.empty() && study.framework[voices[v].level].inside() &&
                                 std::ranges::any_of(voices[v].speakers, at_two);
    ++voices_at_[voices[v].level.index()];
    pass.gather(static_cast<std::uint32_t>(v), voices[v]);
  }
  read_documents(study);
}

void EvidenceIndex::read_documents(const Study& study) {
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || (interview.form != Form::document && interview.form != Form::survey)) continue;
    struct Found {
      std::optional<int> highest;
      std::optional<int> denied;
    };
    std::map<std::size_t, Found> found;
    for (const Segment& segment : interview.segments) {
      const bool reached = segment.stage == StageKind::reached;
      if (!segment.about.given() || (!reached && segment.stage != StageKind::denied)) continue;
      visit_recommendations(study.framework, segment, [&](RecommendationId rec, bool of_a_part) {
        Found& cell = found[slot(rec, segment.about)];
        if (reached) {
          cell.highest = std::max<int>(cell.highest.value_or(segment.rung), segment.rung);
        } else if (!of_a_part) {
          cell.denied = std::min<int>(cell.denied.value_or(segment.rung), segment.rung);
        }
      });
    }
    for (const auto& [slot, cell] : found) {
      if (cell.highest) {
        documents_[slot].rungs.push_back(*cell.highest);
      } else if (cell.denied) {
        documents_[slot].denied.push_back(*cell.denied);
      }
    }
  }
  for (CellDocuments& cell : documents_) {
    std::ranges::sort(cell.rungs);
    std::ranges::sort(cell.denied);
  }
}

}  // namespace quickscan
