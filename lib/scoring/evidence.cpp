#include "scoring/evidence.hpp"

#include "core/ranges.hpp"

#include <algorithm>
#include <string_view>

namespace quickscan {

namespace {

VoiceTraits traits_of(const Study& study, const Voice& voice) {
  VoiceTraits traits;
  traits.interest =
      std::ranges::any_of(voice.speakers, [&](const SpeakerRef& ref) { return speaker_of(study, ref).interest; });
  traits.notes_only = std::ranges::all_of(
      voice.interviews, [&](Index interview) { return study.interview(interview).notes_from == NotesFrom::notes; });
  traits.mixed_rank = std::ranges::any_of(voice.interviews, [&](Index index) {
    const Interview& interview = study.interview(index);
    return interview.form == Form::group && std::ranges::any_of(interview.speakers, [&](const Speaker& speaker) {
             return speaker.level != voice.level;
           });
  });
  return traits;
}

}  // namespace

VoiceState Statement::state() const { return state_of(value, any_unknown, any_not_applicable); }

Statement statement_of(const Study& study, const Voice& voice, Index rec, Index level) {
  Statement result;
  Tally tally;
  visit_segments(study, voice, [&](Index interview, Index index, std::span<const std::uint32_t> speakers) {
    const Segment& segment = study.interview(interview).segments[static_cast<std::size_t>(index)];
    if (segment.rec < 0 || about_of(segment, voice) != level) return;
    const bool of_a_part = segment.rec != rec;
    if (of_a_part && study.framework.recommendations[static_cast<std::size_t>(segment.rec)].parent != rec) return;
    tally.add(segment, of_a_part);
    result.segments.emplace_back(interview, index);
    if (!gives_evidence(segment, of_a_part)) return;
    for (const std::uint32_t speaker : speakers) result.speakers.push_back(voice.speakers[speaker]);
  });
  keep_distinct(result.speakers);
  result.value = value_of(tally, study.framework.caps, study.framework.top());
  result.any_unknown = tally.unknown;
  result.any_not_applicable = tally.not_applicable;
  result.trend = tally.trend();
  return result;
}

/// Gathers one voice after the other into a table of all cells, of which each voice touches few.
class VoicePass {
 public:
  VoicePass(const Study& study, EvidenceIndex& index) : study_(study), index_(index), table_(index.cells_.size()) {}

  void gather(std::uint32_t number, const Voice& voice) {
    words_ = (voice.speakers.size() + 63) / 64;
    visit_segments(study_, voice, [&](Index interview, Index position, std::span<const std::uint32_t> speakers) {
      const Segment& segment = study_.interview(interview).segments[static_cast<std::size_t>(position)];
      if (segment.rec < 0) return;
      const Index level = about_of(segment, voice);
      add(index_.slot(segment.rec, level), segment, false, speakers);
      const Index parent = study_.framework.recommendations[static_cast<std::size_t>(segment.rec)].parent;
      if (parent != none) add(index_.slot(parent, level), segment, true, speakers);
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
    std::vector<std::uint64_t> speakers;  ///< one bit for each that gave evidence
  };

  void add(std::size_t slot, const Segment& segment, bool of_a_part, std::span<const std::uint32_t> speakers) {
    Row& row = table_[slot];
    if (!row.touched) {
      row.touched = true;
      row.tally = {};
      row.speakers.assign(words_, 0);
      touched_.push_back(slot);
    }
    row.tally.add(segment, of_a_part);
    if (!gives_evidence(segment, of_a_part)) return;
    for (const std::uint32_t speaker : speakers) row.speakers[speaker / 64] |= std::uint64_t{1} << (speaker % 64);
  }

  void flush(std::size_t slot, std::uint32_t number, const Voice& voice) {
    Row& row = table_[slot];
    row.touched = false;
    CellVoice entry;
    entry.voice = number;
    entry.tally = row.tally;
    stakeholders_.clear();
    persons_.clear();
    entry.persons = 0;
    std::size_t speaking = 0;
    for (std::size_t s = 0; s < voice.speakers.size(); ++s) {
      if (((row.speakers[s / 64] >> (s % 64)) & 1U) == 0) continue;
      ++speaking;
      const Speaker& speaker = speaker_of(study_, voice.speakers[s]);
      stakeholders_.push_back(study_.stakeholders[static_cast<std::size_t>(speaker.who)].organisation);
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
  std::vector<Index> stakeholders_;
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
  VoicePass pass(study, *this);
  for (std::size_t v = 0; v < voices.size(); ++v) {
    traits_.push_back(traits_of(study, voices[v]));
    ++voices_at_[static_cast<std::size_t>(voices[v].level)];
    pass.gather(static_cast<std::uint32_t>(v), voices[v]);
  }
  read_documents(study);
}

void EvidenceIndex::read_documents(const Study& study) {
  for (const Interview& interview : study.interviews) {
    if (!interview.first_coding || (interview.form != Form::document && interview.form != Form::survey)) continue;
    std::vector<std::pair<std::size_t, int>> rungs;
    for (const Segment& segment : interview.segments) {
      if (segment.rec < 0 || segment.about < 0 || segment.stage != StageKind::reached) continue;
      rungs.emplace_back(slot(segment.rec, segment.about), segment.rung);
      const Index parent = study.framework.recommendations[static_cast<std::size_t>(segment.rec)].parent;
      if (parent != none) rungs.emplace_back(slot(parent, segment.about), segment.rung);
    }
    std::ranges::sort(rungs);
    for (std::size_t i = 0; i < rungs.size(); ++i) {
      CellDocuments& cell = documents_[rungs[i].first];
      cell.highest = std::max(cell.highest, rungs[i].second);
      if (i == 0 || rungs[i - 1].first != rungs[i].first) ++cell.n;
    }
  }
}

}  // namespace quickscan
