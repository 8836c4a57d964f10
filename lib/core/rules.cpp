#include "core/rules.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto note = Severity::note;

// One row a rule; the page of the same code under data/rules explains it and is its test.
constexpr auto table = std::to_array<Rule>({
    // 1xx: the file and its YAML
    {"QS101", "not-utf8", error, "a file is UTF-8"},
    {"QS102", "control-character", error, "a text holds no control characters"},
    {"QS103", "file-too-large", error, "a file is at most 8 MiB"},
    {"QS104", "too-many-values", error, "a file holds at most 500,000 values"},
    {"QS105", "text-too-long", error, "a text is at most 1 MiB"},
    {"QS106", "bare-carriage-return", error, "lines end in a newline"},
    {"QS110", "nested-too-deeply", error, "values are nested at most 32 deep"},
    {"QS113", "anchor-or-alias", error, "a value is written where it is meant"},
    {"QS120", "duplicate-key", error, "a key is given once"},
    {"QS121", "key-not-text", error, "a key is plain text"},
    {"QS122", "key-too-long", error, "a key is at most 200 characters"},
    {"QS123", "merge-key", error, "there are no merge keys"},
    {"QS124", "tag", error, "there are no tags"},
    {"QS130", "more-than-one-document", error, "a file is one document"},
    {"QS131", "empty-file", error, "a file is not empty"},
    {"QS132", "directive", error, "no line begins with a per cent sign"},
    {"QS133", "not-a-mapping", error, "a file is a mapping of keys to values"},
    {"QS134", "no-newline-at-end", warning, "a file ends in a newline, so that a cut is seen"},
    {"QS140", "yaml-syntax", error, "a file is well-formed YAML"},
    {"QS141", "colon-in-text", error, "a text with a colon stands in quotes"},
    {"QS142", "unclosed-quote", error, "a quote that opens also closes"},
    {"QS150", "unknown-key", error, "every key is one of the format"},
    {"QS151", "missing-key", error, "a required key is there"},
    {"QS152", "empty-value", error, "a key that needs a value has one"},
    {"QS153", "wrong-shape", error, "a value has the shape its key asks for"},
    {"QS154", "not-a-number", error, "a number is written as one"},
    {"QS155", "not-a-boolean", error, "a yes or no is written true or false"},
    {"QS156", "not-a-date", error, "a date is 2021, 2021-07 or 2021-07-15"},
    {"QS157", "not-an-id", error, "an id is lower-case letters, digits, dots, dashes and underscores"},
    {"QS158", "unknown-value", error, "a value is one of those its key knows"},
    {"QS159", "out-of-range", error, "a number lies where it can mean something"},
    {"QS160", "missing-file", error, "a study has the files it needs"},
    {"QS161", "stray-file", warning, "a study's folder holds no file that is never read"},
    {"QS162", "format-version", error, "the study's format is version 1"},
    {"QS163", "more-findings", note, "a file's first 200 findings are shown"},
    // 2xx: references
    {"QS201", "unknown-recommendation", error, "a recommendation is in the framework"},
    {"QS202", "unknown-level", error, "a level is in the framework"},
    {"QS203", "unknown-stakeholder", error, "a stakeholder is in stakeholders.yaml"},
    {"QS204", "unknown-development", error, "a development is in developments.yaml"},
    {"QS205", "unknown-factor", error, "a factor is in the framework"},
    {"QS206", "unknown-speaker", error, "a speaker is among the interview's speakers"},
    {"QS207", "unknown-rung", error, "a stage is a rung of the ladder"},
    {"QS208", "unknown-coder", error, "a coder is in study.yaml"},
    {"QS209", "unknown-sector", error, "a sector is in study.yaml"},
    {"QS210", "unknown-place", error, "a place is in study.yaml"},
    {"QS211", "unknown-concept", error, "a concept is among the framework's terms"},
    {"QS212", "unknown-framework", error, "the framework is built in or a file"},
    {"QS213", "duplicate-id", error, "an id names one thing"},
    {"QS214", "circular-reference", error, "nothing is part of itself"},
    {"QS215", "level-not-of-stakeholder", error, "a speaker's level is one its stakeholder has"},
    {"QS216", "id-not-file-name", error, "an interview's id is its file's name"},
    // 3xx: coding
    {"QS301", "empty-segment", error, "a segment codes something"},
    {"QS302", "stage-without-recommendation", error, "a stage belongs to a recommendation"},
    {"QS303", "key-out-of-place", error, "a key stands where it means something"},
    {"QS304", "factor-against-sign", error, "a factor is coded by its sign"},
    {"QS305", "actor-without-level", error, "an actor's level can be told"},
    {"QS306", "missing-about", error, "a statement nobody speaks says which level it is about"},
    {"QS307", "form-and-speakers", error, "a form has the speakers it needs"},
    {"QS308", "bare-segment", warning, "a recommendation is coded with more than a note"},
    {"QS309", "claim-above-cap", note, "a claim without an example counts up to its cap"},
    {"QS310", "rung-and-denial", warning, "one voice does not both reach and deny a rung"},
    {"QS311", "asked-never-coded", warning, "what was asked is coded"},
    {"QS312", "coded-never-asked", note, "what is coded was asked"},
    {"QS313", "quote-without-consent", error, "a quote to be published has consent"},
    {"QS314", "member-check-outside-meeting", error, "findings are checked in a meeting"},
    {"QS315", "platform-speaks", error, "a platform does not speak"},
    {"QS316", "malformed-tie", error, "a tie names two actors and their relation"},
    {"QS317", "two-statuses", warning, "a tie has one status"},
    {"QS318", "framework-table", error, "the framework's tables can be read to the end"},
    {"QS319", "step-of-two", error, "an actor stands in one escalation step"},
    {"QS320", "reserved-id", error, "an id does not mean something else"},
    // 4xx: counts and consistency
    {"QS401", "persons-differ", warning, "the persons declared are those in the data"},
    {"QS402", "interviews-differ", warning, "the interviews declared are those in the data"},
    {"QS403", "level-counts-differ", warning, "the persons declared per level are those in the data"},
    {"QS404", "speaker-counts-differ", warning, "the persons declared per actor are those in the data"},
    {"QS405", "headers-differ", error, "two codings of one interview have one header"},
    {"QS406", "dates-out-of-order", error, "an end comes after its start"},
    {"QS407", "development-never-mentioned", warning, "a development is mentioned by somebody"},
    {"QS408", "status-against-rung", warning, "a development's status fits the rung it is shown for"},
    {"QS409", "interview-after-reference-date", warning, "interviews lie before the reference date"},
    {"QS410", "first-coding-missing", error, "a second coding has a first"},
    {"QS411", "contact-heard-after-all", note, "a contact that was not reached was not heard"},
    // 5xx: privacy
    {"QS501", "name-of-a-person", error, "no name of the key file stands anywhere else"},
    {"QS502", "citizen-service-number", error, "no citizen service number stands in the data"},
    {"QS503", "possible-citizen-service-number", warning, "no number that may be a citizen service number"},
    {"QS504", "e-mail-address", warning, "no e-mail address stands in a quote or note"},
    {"QS505", "telephone-number", warning, "no telephone number stands in a quote or note"},
    {"QS506", "bank-account", warning, "no bank account stands in a quote or note"},
    {"QS507", "postcode", warning, "no postcode stands in a quote or note"},
    {"QS508", "street-address", warning, "no address stands in a quote or note"},
    {"QS509", "possible-name", warning, "no name of a person stands in a quote or note"},
    {"QS510", "key-in-git", error, "the key file is not tracked by git"},
    {"QS511", "key-readable-by-others", error, "the key file is readable by its owner alone"},
    // 6xx: the evidence behind a score
    {"QS601", "front-line-never-heard", warning, "somebody of the front line was heard"},
    {"QS602", "level-of-one-organisation", warning, "a level does not rest on one organisation"},
    {"QS603", "clients-never-heard", note, "statements about clients are not clients' own"},
    {"QS604", "weakens-the-report", note, "optional keys that the report leans on are there"},
    // 7xx: text and report
    {"QS701", "missing-language", warning, "a text is there in the report's language"},
    {"QS702", "unknown-section", error, "a text belongs to a section of the report"},
    {"QS703", "typed-number-differs", warning, "a number typed in a text is the number in the data"},
    {"QS704", "suppression-without-reason", error, "a suppression says why"},
    {"QS705", "suppression-without-finding", warning, "a suppression sets something aside"},
    {"QS706", "unknown-placeholder", error, "a placeholder in a text has a value"},
});

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

std::span<const Rule> rules() { return table; }

const Rule* find_rule(std::string_view code_or_name) {
  const auto found = std::ranges::find_if(
      table, [&](const Rule& rule) { return rule.code == code_or_name || rule.name == code_or_name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace quickscan
