#pragma once

#include "core/date.hpp"
#include "core/diagnostic.hpp"
#include "core/language.hpp"
#include "core/source.hpp"
#include "study/framework.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// What was coded: the study as read, every id resolved to an index into the lists below.

enum class Provenance : std::uint8_t { fieldwork, documents, reconstructed, synthetic, reused };
enum class StakeholderKind : std::uint8_t { organisation, team, role, platform };
enum class Tier : std::uint8_t { unstated, local, regional, national };

struct Stakeholder {
  std::string id;
  LocalText name;
  LocalText short_name;
  StakeholderKind kind = StakeholderKind::organisation;
  std::string sector;
  std::vector<LevelId> levels;
  StakeholderId part_of;
  /// `part_of` followed to the end: what it counts as wherever organisations are counted.
  StakeholderId organisation;
  Tier tier = Tier::unstated;
  std::vector<StakeholderId> members;  ///< of a platform
  bool entry = false;
  bool help = false;
  Place place;
};

/// A stakeholder at a level: `veilig-thuis@operational`.
struct Actor {
  StakeholderId stakeholder;
  LevelId level;
  friend auto operator<=>(const Actor&, const Actor&) = default;
};

enum class DevelopmentStatus : std::uint8_t { idea, planned, pilot, running, secured, ended, withdrawn, superseded };
enum class Origin : std::uint8_t { unstated, bottom_up, top_down, copied, pre_existing, external };
enum class Scope : std::uint8_t { unstated, one_case, team, neighbourhood, area, city, region, national };
enum class LeaderPosition : std::uint8_t { unstated, policy, external, partner, content, process };
enum class Adoption : std::uint8_t { unknown, not_yet, adopted };
/// What a source says of the places together, without naming them.
enum class AdoptionClaim : std::uint8_t { not_given, all, nearly_all, most, some, few, no_place };

/// An entry of a checklist: a key left out is not stated, which is not false.
enum class Stated : std::uint8_t { unstated, no, yes };

struct PlaceAdoption {
  PlaceId place;
  Adoption adoption = Adoption::unknown;
  Date since;
};

struct Development {
  std::string id;
  LocalText name;
  std::vector<RecommendationId> recs;  ///< recommendations or parts
  LevelId level;
  DevelopmentStatus status = DevelopmentStatus::idea;
  Origin origin = Origin::unstated;
  Scope scope = Scope::unstated;
  std::vector<std::string> areas;
  LocalText target;
  Date start, end, decide_by;
  std::map<std::string, double> quantities;
  std::vector<Actor> partners;  ///< level is none where not given
  std::optional<Actor> leader;
  LeaderPosition leader_position = LeaderPosition::unstated;
  DevelopmentId replaces, copies, part_of;
  /// policy, budget, owner, training.
  std::array<Stated, 4> secured{};
  bool secured_given = false;
  std::vector<PlaceAdoption> adopted;
  AdoptionClaim adoption_claim = AdoptionClaim::not_given;
  std::vector<std::string> sources;
  Place place;
};

/// A span of an interview's store of texts.
struct TextRef {
  /// The text was there and is not kept (KeptTexts).
  static constexpr std::uint32_t forgotten = 0xffffffff;
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
  bool empty() const { return size == 0; }
};

enum class StageKind : std::uint8_t { not_given, reached, denied, unknown, not_applicable };
enum class Trend : std::uint8_t { not_given, up, same, down };

/// One coded statement. A million of these are kept in memory, so it is small: what is rare is kept in
/// the interview's own lists, and `first`/`count` pairs are spans of those.
struct Segment {
  /// Where it begins in the interview's file.
  std::uint32_t begin = 0;
  std::uint32_t line = 0;
  DevelopmentId development;
  RecommendationId rec;  ///< recommendation or part
  LevelId about;         ///< none: each speaker's own level
  FactorId barrier;
  FactorId enabler;
  StageKind stage = StageKind::not_given;
  /// The rung reached, or the rung that was denied (`<k`; `stage: 0` is the denial of 1).
  std::int8_t rung = 0;
  Basis basis = Basis::said;
  Trend trend = Trend::not_given;
  Stated quote_ok = Stated::unstated;
  /// The speakers (`by`): a span of Interview::by; none means all.
  std::uint8_t by_count = 0;
  std::uint16_t tie_count = 0;
  std::uint32_t by_first = 0;
  std::uint32_t tie_first = 0;
  /// A route, a term or a finding: index into Interview::routes, ::terms, ::member_checks; -1: none.
  std::int16_t route = -1, term = -1, member_check = -1;
  TextRef at, quote, note;
};

enum class Relation : std::uint8_t { works_with, exchanges_staff, refers, steers, funds, takes_part, escalates };
enum class TieStatus : std::uint8_t { working, pilot, planned, problematic, ended };

/// A tie as one segment claims it; ends are resolved to their level.
struct TieClaim {
  Actor from;
  Actor to;
  Relation relation = Relation::works_with;
  TieStatus status = TieStatus::working;
  /// The place of its status in the file, or of the whole tie where it gives none.
  std::uint32_t begin = 0, end = 0, line = 0;
};

struct TermUse {
  ConceptId concept_index;
  std::vector<std::pair<StakeholderId, std::string>> words;  ///< stakeholder, its word
};

enum class CheckResponse : std::uint8_t { confirmed, nuanced, contested };

/// A member check of a provisional finding: a recommendation, or one at a level.
struct MemberCheck {
  RecommendationId rec;
  LevelId level;
  CheckResponse response = CheckResponse::confirmed;
};

struct Speaker {
  std::string key;
  LevelId level;
  StakeholderId who;  ///< none: a client who speaks for no organisation
  LocalText role;
  std::string person;  ///< empty: a person of its own
  bool former = false;
  bool interest = false;
  Place place;
};

enum class Form : std::uint8_t { single, group, meeting, document, survey };
enum class NotesFrom : std::uint8_t { unstated, transcript, notes, recording, text };

struct Consent {
  bool given = false;  ///< the key `consent` is there
  bool quotes = false;
  bool function = false;
};

/// One interview (or meeting, document, survey) as one coder read it.
struct Interview {
  std::string id;
  std::string coder;         ///< empty where the study has no coders
  bool first_coding = true;  ///< the file `<id>.yaml`
  /// The coders who agreed on this coding, which then is nobody's own; empty: not an agreed coding.
  std::vector<std::string> agreed_by;
  Date date, coded, reviewed;
  Form form = Form::single;
  NotesFrom notes_from = NotesFrom::unstated;
  Consent consent;
  std::vector<Speaker> speakers;
  /// The optional keys that are there, whatever is wrong with them.
  struct WrittenKeys {
    bool asked = false, notes_from = false, consent = false;
  } written;
  bool asked_given = false;
  std::vector<RecommendationId> asked;  ///< recommendations or parts
  std::vector<Segment> segments;
  std::vector<std::uint16_t> by;
  std::vector<TieClaim> ties;
  std::vector<std::vector<Actor>> routes;
  std::vector<TermUse> terms;
  std::vector<MemberCheck> member_checks;
  LocalText memo;          ///< for the researchers; never published
  std::string transcript;  ///< path from the study's folder
  std::string texts;
  std::uint32_t source = Place::nowhere;

  /// The words of a span; none where they were forgotten.
  std::string_view text(TextRef ref) const {
    return ref.begin == TextRef::forgotten ? std::string_view{} : std::string_view(texts).substr(ref.begin, ref.size);
  }
  bool has_voice() const { return form == Form::single || form == Form::group; }
};

/// Whether a segment has a quote that a report may show to anybody at all: not refused, and agreed to by itself
/// or with its interview. The publication gate asks for both.
bool may_be_quoted(const Interview& interview, const Segment& segment);

/// The speakers of a segment (`by`, else all), as indices into `interview.speakers`.
std::vector<std::uint16_t> speakers_of(const Interview& interview, const Segment& segment);

struct DeclaredCounts {
  bool given = false;
  std::optional<int> persons;
  std::map<Form, int> interviews;
  std::map<LevelId, int> levels;
  std::map<Actor, int> who;
  Place place;
  std::map<std::string, Place> places;  ///< by path: `persons`, `interviews.single`, `levels.strategic`, `who.x@y`
};

enum class ContactOutcome : std::uint8_t { refused, no_answer, alternative, withdrawn };

struct Contact {
  Actor who;  ///< no stakeholder: not given, of consent that was withdrawn
  int attempts = 0;
  ContactOutcome outcome = ContactOutcome::refused;
  LocalText note;
  Place place;
};

enum class PlaceTier : std::uint8_t { municipality, region };

/// A municipality or region.
struct StudyPlace {
  std::string id;
  LocalText name;
  PlaceTier tier = PlaceTier::municipality;
};

struct EscalationStep {
  std::string id;
  std::vector<Actor> who;
  bool optional = false;
  Place place;
};

/// A grade of confidence set by hand.
struct Override {
  RecommendationId rec;
  LevelId level;
  std::string grade;
  std::string reason;
};

enum class PositionStatus : std::uint8_t { done, under_way, planned, nothing, rejected };

/// What the body responsible for a recommendation says of it itself.
struct StatedPosition {
  RecommendationId rec;
  PositionStatus status = PositionStatus::nothing;
  LocalText text;
  LocalText source;
  Date date;
};

/// A change of the codebook while coding was under way.
struct CodebookChange {
  Date date;
  LocalText change;
  std::vector<RecommendationId> recs;
  std::vector<FactorId> factors;
  Place place;
};

struct Thresholds {
  int voices = 3, organisations = 2, persons = 3;
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

/// Declared weights; empty lists mean 1 everywhere.
struct Weights {
  std::map<LevelId, double> levels;
  std::vector<double> rungs;  ///< w_1 … w_K
  std::map<RecommendationId, double> recommendations;
  bool recommendations_given = false;
  bool any() const { return !levels.empty() || !rungs.empty() || recommendations_given; }
};

struct Sector {
  std::string id;
  LocalText name;
};

struct Coder {
  std::string id;
  LocalText name;
};

/// A paragraph of the researcher's own, from text/<section>.<lang>.md.
struct SectionText {
  std::string section;
  Language language = Language::nl;
  std::string text;
  std::uint32_t source = Place::nowhere;
};

/// The bytes of a file that the study was read from, for provenance.
struct InputFile {
  std::string path;
  std::string sha256;  ///< hex
};

struct Study {
  std::string id;
  LocalText title;
  LocalText commissioner;
  LocalText commissioner_short;  ///< how sentences name the commissioner
  std::vector<LocalText> authors;
  Provenance provenance = Provenance::fieldwork;
  Date reference_date;
  Date baseline_date;
  Language language = Language::nl;
  std::vector<Coder> coders;
  DeclaredCounts declared;
  std::vector<Sector> sectors;
  /// By level: whom the study set out to hear; absent levels have no frame.
  std::map<LevelId, std::vector<StakeholderId>> frame;
  std::vector<Contact> contacts;
  std::vector<StudyPlace> places;
  std::vector<EscalationStep> escalation;
  std::vector<Override> overrides;
  std::vector<StatedPosition> positions;
  std::vector<CodebookChange> codebook;  ///< in file order
  std::string previous;
  Thresholds thresholds;
  Weights weights;

  Framework framework;
  std::vector<Stakeholder> stakeholders;  ///< in file order
  std::vector<Development> developments;  ///< in file order
  std::vector<Interview> interviews;      ///< by id, first coding first, then by coder
  std::vector<SectionText> texts;
  /// Values of the key file; they never leave the program.
  std::vector<std::string> confidential_names;
  /// All inputs but the confidential key, by path.
  std::vector<InputFile> inputs;
  Sources sources;
  std::vector<Suppressed> suppressed;

  const Stakeholder& operator[](StakeholderId at) const { return stakeholders.at(at.index()); }
  const Development& operator[](DevelopmentId at) const { return developments.at(at.index()); }
  const StudyPlace& operator[](PlaceId at) const { return places.at(at.index()); }
  const Interview& operator[](InterviewId at) const { return interviews.at(at.index()); }
  /// w_1 … w_K: as declared, else 1 each.
  std::vector<double> rung_weights() const;
  StakeholderId find_stakeholder(std::string_view id) const;
  DevelopmentId find_development(std::string_view id) const;
  PlaceId find_place(std::string_view id) const;
  /// The text of an actor: `veilig-thuis@operational`.
  std::string actor_id(const Actor& actor) const;
  const std::string& organisation_id(StakeholderId stakeholder) const;
  /// Whether a speaker of this actor was heard in a single or group interview.
  bool has_heard(const Actor& actor) const;
  /// Whether a contact recorded as not reached was heard after all.
  bool was_reached(const Contact& contact) const;
};

// The ids of the enumerations, as written in the files.
std::string_view id_of(Provenance value);
std::string_view id_of(StakeholderKind value);
std::string_view id_of(Tier value);
std::string_view id_of(DevelopmentStatus value);
std::string_view id_of(Origin value);
std::string_view id_of(Scope value);
std::string_view id_of(LeaderPosition value);
std::string_view id_of(Basis value);
std::string_view id_of(Relation value);
std::string_view id_of(TieStatus value);
std::string_view id_of(Form value);
std::string_view id_of(NotesFrom value);
std::string_view id_of(Trend value);
std::string_view id_of(Sign value);
std::string_view id_of(ContactOutcome value);
std::string_view id_of(CheckResponse value);
std::string_view id_of(PlaceTier value);
std::string_view id_of(AdoptionClaim value);
std::string_view id_of(PositionStatus value);

}  // namespace quickscan
