#include "study/read/files.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr auto header_keys =
    std::to_array<std::string_view>({"interview", "coder", "agreed_by", "date", "coded", "reviewed", "form",
                                     "notes_from", "transcript", "memo", "consent", "speakers", "asked", "segments"});

class InterviewReader {
 public:
  InterviewReader(const ReadContext& context, std::string_view id, std::string_view coder)
      : context_(context),
        fields_(context.fields),
        file_id_(id),
        file_coder_(coder),
        record_(fields_, fields_.tree().root(), header_keys) {}

  InterviewReading read() {
    auto& interview = result_.interview;
    interview.source = fields_.tree().source;
    interview.first_coding = file_coder_.empty();
    read_identity();
    context_.date(record_.require("date"), interview.date);
    context_.date(record_.find("coded"), interview.coded);
    context_.date(record_.find("reviewed"), interview.reviewed);
    if (const auto* memo = record_.find("memo")) interview.memo = fields_.local_text(*memo);
    if (const auto* path = record_.find("transcript")) interview.transcript = fields_.text(*path).value_or("");
    if (const auto* form = record_.require("form")) {
      if (const auto given = fields_.choice(*form, form_words)) {
        interview.form = *given;
        form_known_ = true;
      }
    }
    if (const auto* notes = record_.find("notes_from"))
      interview.notes_from = fields_.choice(*notes, notes_words).value_or(interview.notes_from);
    if (const auto* consent = record_.find("consent")) read_consent(*consent);
    if (const auto* speakers = record_.find("speakers"); speakers != nullptr && fields_.is_mapping(*speakers))
      read_speakers(*speakers);
    if (form_known_) check_form();
    if (const auto* asked = record_.find("asked")) {
      if (asked->kind == YamlNode::Kind::scalar) {
        fields_.report(rule::wrong_shape, *asked, "found a text, expected a list").help =
            "write a list, `[a, b]`, with brackets and commas";
      } else if (fields_.is_sequence(*asked)) {
        read_asked(*asked);
      }
    }
    interview.written = {
        .asked = record_.has("asked"), .notes_from = record_.has("notes_from"), .consent = record_.has("consent")};
    if (const auto* segments = record_.require("segments"); segments != nullptr && fields_.is_sequence(*segments))
      read_segments(*segments);
    return std::move(result_);
  }

 private:
  void read_identity() {
    auto& interview = result_.interview;
    interview.id = file_id_;
    if (const auto* node = record_.require("interview")) {
      const auto id = fields_.id(*node, false);
      if (id && file_id_.empty()) interview.id = *id;
      if (id && !file_id_.empty() && *id != file_id_) {
        auto& one = fields_.report(rule::id_not_file_name, *node,
                                   fmt::format("interview `{}` in a file named `{}`", *id, file_id_));
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_-";
        const bool is_id = file_id_.find_first_not_of(letters) == std::string_view::npos;
        one.help = is_id ? fmt::format("write `interview: {}`, or rename the file", file_id_)
                         : fmt::format("rename the file to `{}.yaml`, or both to another id", *id);
      }
    }
    const auto& coders = context_.study.coders;
    if (record_.has("agreed_by")) return read_agreed_by();
    const auto* node = coders.empty() ? record_.find("coder") : record_.require("coder");
    const auto coder = node == nullptr ? std::nullopt : known_coder(*node);
    if (!coder) return;
    interview.coder = *coder;
    if (!file_coder_.empty() && *coder != file_coder_) {
      fields_.report(rule::id_not_file_name, *node, fmt::format("coder `{}` in a file for `{}`", *coder, file_coder_))
          .help = fmt::format("write `coder: {}`, or rename the file", file_coder_);
    }
  }

  // The id of a coder; none where study.yaml does not know it, which is reported.
  std::optional<std::string_view> known_coder(const YamlNode& node) const {
    const auto& coders = context_.study.coders;
    const auto coder = fields_.id(node, false);
    if (!coder || context_.alone || std::ranges::find(coders, *coder, &Coder::id) != coders.end()) return coder;
    report_unknown(fields_, rule::unknown_coder, "coder", *coder, fields_.tree().place(node),
                   "not among `coders` in study.yaml", coders);
    if (coders.empty()) fields_.diagnostics().back().help = "name the coders in study.yaml: `coders: {kl: {name: …}}`";
    return std::nullopt;
  }

  // The coding that the coders agreed on: it is scored, and is no coder's own.
  void read_agreed_by() {
    auto& agreed = result_.interview.agreed_by;
    if (const auto* coder = record_.find("coder")) {
      fields_.report(rule::key_out_of_place, *coder, "`coder` of a coding that was agreed").help =
          "leave `coder` out; each coder's own coding is in `interviews/<id>.<coder>.yaml`";
    }
    const auto* node = record_.find("agreed_by");
    if (node == nullptr || !fields_.is_sequence(*node)) return;
    if (!file_coder_.empty()) {
      fields_.report(rule::key_out_of_place, *node, "`agreed_by` in the coding of one coder").help =
          "it stands in `interviews/<id>.yaml`";
    }
    fields_.each(*node, [&](const YamlNode& item) {
      const auto coder = known_coder(item);
      if (!coder) return;
      if (std::ranges::find(agreed, *coder) != agreed.end()) {
        fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", *coder));
      } else {
        agreed.emplace_back(*coder);
      }
    });
    if (agreed.size() < 2 && node->count < 2) {
      fields_.report(rule::empty_value, *node, "an agreement of fewer than two coders").help =
          "name the coders who agreed, or write `coder`";
    }
  }

  void read_consent(const YamlNode& node) {
    static constexpr auto consent_keys = std::to_array<std::string_view>({"quotes", "function"});
    if (!fields_.is_mapping(node)) return;
    const Record record(fields_, node, consent_keys);
    auto& consent = result_.interview.consent;
    consent.given = true;
    if (const auto* quotes = record.find("quotes")) consent.quotes = fields_.boolean(*quotes).value_or(false);
    if (const auto* function = record.find("function")) consent.function = fields_.boolean(*function).value_or(false);
  }

  void read_speakers(const YamlNode& node) {
    static constexpr auto speaker_keys =
        std::to_array<std::string_view>({"level", "who", "role", "person", "former", "interest"});
    fields_.each_entry(node, [&](const YamlNode& key, const YamlNode& value) {
      const auto id = fields_.id(key);
      if (!fields_.is_mapping(value)) return;
      const Record record(fields_, value, speaker_keys);
      Speaker speaker;
      speaker.place = fields_.tree().place(key);
      // Kept under an invalid id as well, so that references to it are not a second finding.
      speaker.key = id ? *id : fields_.raw(key);
      const auto* level = record.require("level");
      if (level != nullptr) speaker.level = own_level(*level);
      // Clients speak for themselves: `who` is optional.
      const bool client = speaker.level != none && context_.study.framework[speaker.level].clients;
      const auto* who = client ? record.find("who") : record.require("who");
      if (who != nullptr) speaker.who = own_stakeholder(*who);
      if (level != nullptr && speaker.level != none && speaker.who != none)
        context_.must_have_level(fields_.tree().place(*level), speaker.who, speaker.level);
      if (const auto* role = record.find("role")) speaker.role = fields_.local_text(*role);
      if (const auto* person = record.find("person")) speaker.person = fields_.id(*person).value_or("");
      if (const auto* former = record.find("former")) speaker.former = fields_.boolean(*former).value_or(false);
      if (const auto* interest = record.find("interest")) speaker.interest = fields_.boolean(*interest).value_or(false);
      result_.interview.speakers.push_back(std::move(speaker));
    });
  }

  LevelId own_level(const YamlNode& node) const {
    const auto text = fields_.text(node);
    const auto level = text ? context_.level(*text, fields_.tree().place(node)) : none;
    if (level != none && context_.study.framework[level].outside) {
      fields_.report(rule::form_and_speakers, node,
                     fmt::format("a speaker of `{}`, which is only spoken about", *text));
      return none;
    }
    return level;
  }

  StakeholderId own_stakeholder(const YamlNode& node) const {
    const auto text = fields_.text(node);
    const auto who = text ? context_.stakeholder(*text, fields_.tree().place(node)) : none;
    if (who != none && context_.study[who].kind == StakeholderKind::platform) {
      fields_.report(rule::platform_speaks, node, fmt::format("`{}` is a platform and cannot speak", *text)).help =
          "name the member that speaks";
    }
    return who;
  }

  void check_form() const {
    const auto form = result_.interview.form;
    if (form == Form::document || form == Form::survey) {
      for (const auto key : {"speakers", "asked", "consent"}) {
        if (const auto* node = record_.find(key)) {
          fields_.report(rule::form_and_speakers, key_of(*node),
                         fmt::format("`{}` in a {}, where nobody speaks", key, id_of(form)));
        }
      }
    }
    const auto* written = record_.find("speakers");
    const bool unread = written == nullptr ? record_.has("speakers") : written->kind != YamlNode::Kind::mapping;
    if (unread) return;
    const auto speakers = result_.interview.speakers.size();
    if (form == Form::group && speakers < 2) report_form("a group of fewer than two speakers");
    if (form == Form::single && speakers == 0) report_form("a single interview without a speaker");
    if (form == Form::single && speakers > 1 && !of_one_person()) {
      report_form("a single interview with speakers of more than one person").help =
          "give one `person` to the functions of one person, or write `form: group`";
    }
  }

  // The key is the node before its value; the value of `speakers` is too large to underline.
  const YamlNode& key_of(const YamlNode& value) const {
    const YamlNode* found = &value;
    fields_.each_entry(fields_.tree().root(), [&](const YamlNode& key, const YamlNode& one) {
      if (&one == &value) found = &key;
    });
    return *found;
  }

  Diagnostic& report_form(std::string message) const {
    return fields_.report(rule::form_and_speakers, *record_.find("form"), std::move(message));
  }

  bool of_one_person() const {
    const auto& speakers = result_.interview.speakers;
    return !speakers.front().person.empty() &&
           std::ranges::all_of(speakers, [&](const Speaker& one) { return one.person == speakers.front().person; });
  }

  void read_asked(const YamlNode& node) {
    auto& interview = result_.interview;
    interview.asked_given = true;
    fields_.each(node, [&](const YamlNode& item) {
      const auto text = fields_.text(item);
      const auto rec = text ? context_.recommendation(*text, fields_.tree().place(item)) : none;
      if (rec == none) {
        if (text && text->find(';') != std::string_view::npos && !context_.alone)
          fields_.diagnostics().back().help = "separate them with commas";
        return;
      }
      if (std::ranges::find(interview.asked, rec) != interview.asked.end()) {
        fields_.report(rule::duplicate_id, item, fmt::format("`{}` is given twice", *text));
      } else {
        interview.asked.push_back(rec);
      }
    });
  }

  void read_segments(const YamlNode& node) {
    auto& interview = result_.interview;
    std::string texts;
    texts.reserve(fields_.tree().file.size());
    IdIndex<std::uint16_t> speakers;
    for (std::size_t i = 0; i < interview.speakers.size(); ++i)
      speakers.emplace(interview.speakers[i].key, static_cast<std::uint16_t>(i));
    interview.segments.reserve(node.count);
    result_.segment_nodes.reserve(node.count);
    for (auto index = node.first; index != 0; index = fields_.tree().at(index).next) {
      const auto& item = fields_.tree().at(index);
      if (item.empty) {
        fields_.report(rule::empty_value, item, "a segment that is empty");
        continue;
      }
      if (!fields_.is_mapping(item)) {
        fields_.diagnostics().back().help = "write `- rec: access` and below it its other keys, a line each";
        continue;
      }
      read_segment(context_, item, speakers, interview, texts);
      result_.segment_nodes.push_back(index);
    }
    interview.texts = std::move(texts);
    // Kept for the whole run, a million times: no more than is used.
    interview.segments.shrink_to_fit();
    interview.ties.shrink_to_fit();
    interview.by.shrink_to_fit();
  }

  const ReadContext& context_;
  const Fields& fields_;
  std::string_view file_id_;
  std::string_view file_coder_;
  Record record_;
  InterviewReading result_;
  bool form_known_ = false;
};

}  // namespace

InterviewReading read_interview(const ReadContext& context, std::string_view id, std::string_view coder) {
  return InterviewReader(context, id, coder).read();
}

}  // namespace quickscan
