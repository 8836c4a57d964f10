#include "core/format.hpp"
#include "core/suggest.hpp"
#include "study/read/files.hpp"
#include "study/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace quickscan {

namespace {

// In the order of `keys`, so that a segment's values are found without a search.
enum Key : std::size_t {
  rec,
  about,
  stage,
  basis,
  trend,
  dev,
  barrier,
  enabler,
  by,
  at,
  quote,
  quote_ok,
  note,
  ties,
  route,
  term,
  member_finding,
  response
};
constexpr auto segment_keys =
    std::to_array<std::string_view>({"rec", "about", "stage", "basis", "trend", "dev", "barrier", "enabler", "by", "at",
                                     "quote", "quote_ok", "note", "ties", "route", "term", "finding", "response"});

class SegmentReader {
 public:
  SegmentReader(const ReadContext& context, const YamlNode& node, const IdIndex<std::uint16_t>& speakers,
                Interview& interview, std::string& texts)
      : context_(context),
        fields_(context.fields),
        node_(node),
        speakers_(speakers),
        interview_(interview),
        texts_(texts),
        record_(fields_, node, segment_keys) {}

  void read() {
    segment_.begin = node_.begin;
    segment_.line = node_.line;
    refuse_empty();
    read_subject();
    read_speakers();
    read_stage();
    read_words();
    read_factor(record_.at(barrier), Sign::barrier, segment_.barrier);
    read_factor(record_.at(enabler), Sign::enabler, segment_.enabler);
    if (const auto* value = record_.at(dev)) {
      if (const auto text = fields_.text(*value))
        segment_.development = context_.development(*text, fields_.tree().place(*value));
    }
    refuse_missing_about();
    statement_level_ = level_of_statement();
    if (const auto* value = record_.at(ties); value != nullptr && fields_.is_sequence(*value)) read_ties(*value);
    if (const auto* value = record_.at(route); value != nullptr && fields_.is_sequence(*value)) read_route(*value);
    if (const auto* value = record_.at(term); value != nullptr && fields_.is_mapping(*value)) read_term(*value);
    read_member_check();
    interview_.segments.push_back(segment_);
  }

 private:
  bool has(Key key) const { return record_.at(key) != nullptr; }
  /// Also without a value, or misspelt.
  bool written(Key key) const { return has(key) || record_.has(segment_keys[key]); }

  void refuse_empty() const {
    static constexpr std::array content{rec, barrier, enabler, ties, route, term, member_finding};
    if (std::ranges::any_of(content, [&](Key key) { return written(key); })) return;
    auto place = first_place();
    auto& one = fields_.diagnostics().emplace_back(finding(rule::empty_segment, place, "a segment that codes nothing"));
    one.label = "expected `rec`, `barrier`, `enabler`, `ties`, `route`, `term` or `finding`";
  }

  Place first_place() const { return fields_.tree().place(node_.first == 0 ? node_ : fields_.tree().at(node_.first)); }

  void read_subject() {
    if (const auto* value = record_.at(rec)) {
      if (const auto text = fields_.text(*value))
        segment_.rec = context_.recommendation(*text, fields_.tree().place(*value));
    }
    if (const auto* value = record_.at(about))
      if (const auto text = fields_.text(*value)) segment_.about = context_.level(*text, fields_.tree().place(*value));
    // Evidence and direction are of a statement on a recommendation or a factor.
    const bool statement = written(rec) || written(barrier) || written(enabler);
    for (const auto key : {basis, trend}) {
      if (has(key) && !statement) {
        fields_.report(rule::key_out_of_place, *record_.at(key),
                       fmt::format("`{}` without a recommendation or a factor", segment_keys[key]));
      }
    }
    if (const auto* value = record_.at(basis))
      segment_.basis = fields_.choice(*value, basis_words).value_or(segment_.basis);
    if (const auto* value = record_.at(trend))
      segment_.trend = fields_.choice(*value, trend_words).value_or(segment_.trend);
  }

  void read_speakers() {
    const auto* value = record_.at(by);
    if (value == nullptr) return;
    segment_.by_first = static_cast<std::uint32_t>(interview_.by.size());
    if (value->kind != YamlNode::Kind::sequence) return add_speaker(*value);
    if (value->count == 0) fields_.report(rule::empty_value, *value, "no speaker");
    fields_.each(*value, [&](const YamlNode& item) { add_speaker(item); });
  }

  void add_speaker(const YamlNode& node) {
    const auto text = fields_.text(node);
    if (!text) return;
    const auto found = speakers_.find(*text);
    if (found == speakers_.end()) {
      std::vector<std::string> known;
      if (below_suggestion_limit(fields_.diagnostics()))
        for (const auto& speaker : interview_.speakers) known.push_back(speaker.key);
      return report_unknown(fields_, rule::unknown_speaker, "speaker", *text, fields_.tree().place(node),
                            "not among the speakers of this interview", known);
    }
    const auto index = found->second;
    const auto given = interview_.by.begin() + segment_.by_first;
    if (std::find(given, interview_.by.end(), index) != interview_.by.end()) {
      fields_.report(rule::duplicate_id, node, fmt::format("`{}` is given twice", *text));
      return;
    }
    interview_.by.push_back(index);
    ++segment_.by_count;
  }

  void read_stage() {
    const auto* value = record_.at(stage);
    if (value == nullptr) return;
    if (!written(rec)) {
      fields_.report(rule::stage_without_recommendation, *value, "a stage without a recommendation").help =
          "add `rec:`, or leave `stage` out";
    }
    // `>2` begins a block of text to YAML, which is empty.
    const auto written = std::string_view(fields_.tree().file).substr(value->begin);
    if (value->quoted && value->text_size == 0 && written.starts_with('>'))
      return unknown_rung(*value, written.substr(0, written.find_first_of(" \r\n")));
    const auto text = fields_.text(*value);
    if (!text || context_.alone) return;
    if (*text == "unknown" || *text == "na") {
      segment_.stage = *text == "na" ? StageKind::not_applicable : StageKind::unknown;
      return;
    }
    const bool denial = text->starts_with('<');
    const auto name = denial ? text->substr(std::min(text->find_first_not_of(' ', 1), text->size())) : *text;
    const auto found = rung(name);
    if (!found) return unknown_rung(*value, name);
    if (denial && *found == 0) {
      fields_.report(rule::unknown_rung, *value, "nothing lies below the first rung").help =
          fmt::format("write `stage: 0` or `<1`");
      return;
    }
    // `stage: 0` means that the first rung was not reached.
    segment_.stage = denial || *found == 0 ? StageKind::denied : StageKind::reached;
    segment_.rung = static_cast<std::int8_t>(*found == 0 ? 1 : *found);
  }

  std::optional<int> rung(std::string_view name) const {
    const auto& framework = context_.study.framework;
    if (const auto index = framework.find_rung(name); index.given()) return static_cast<int>(index.index());
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool whole = error == std::errc{} && end == name.data() + name.size() &&
                       (name.size() == 1 || name.front() != '0') && name.front() != '-';
    return whole && number <= framework.top() ? std::optional(number) : std::nullopt;
  }

  void unknown_rung(const YamlNode& value, std::string_view name) const {
    auto known = ids_of(context_.study.framework.ladder);
    known.emplace_back("unknown");
    if (name != "no") known.emplace_back("na");  // a plain no means "not reached", not "not applicable"
    auto help = did_you_mean(name, known);
    if (help.empty())
      help = fmt::format("the ladder has `{}`, or 0 to {}; `<1` is explicitly not reached, `unknown` could not say",
                         join(ids_of(context_.study.framework.ladder), "`, `"), context_.study.framework.top());
    report_unknown(fields_, rule::unknown_rung, "rung", name, fields_.tree().place(value), "not on the ladder", known,
                   std::move(help));
  }

  TextRef store(const YamlNode* value) {
    const auto text = value == nullptr ? std::nullopt : fields_.text(*value);
    if (!text) return {};
    const TextRef ref{static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(text->size())};
    texts_ += *text;
    return ref;
  }

  void read_words() {
    segment_.at = store(record_.at(at));
    segment_.quote = store(record_.at(quote));
    segment_.note = store(record_.at(note));
    const auto* value = record_.at(quote_ok);
    const auto stated = value == nullptr ? std::nullopt : fields_.boolean(*value);
    if (!stated) return;
    segment_.quote_ok = *stated ? Stated::yes : Stated::no;
    // A document or survey was published by its authors: no consent is needed.
    if (!*stated || context_.alone || nobody_speaks() || interview_.consent.quotes) return;
    auto& one = fields_.report(rule::quote_without_consent, *value,
                               interview_.consent.given ? "a quote to publish where `consent` says `quotes: false`"
                                                        : "a quote to publish in an interview without `consent`");
    one.help = "leave `quote_ok` out; where the person agreed, write `quotes: true` under `consent`";
  }

  void read_factor(const YamlNode* value, Sign sign, FactorId& target) const {
    if (value != nullptr && value->kind == YamlNode::Kind::sequence) {
      fields_.report(rule::wrong_shape, *value, fmt::format("found a list, expected one {}", id_of(sign))).help =
          "a segment has one; write a segment of its own for each other, with the same `rec`";
      return;
    }
    const auto text = value == nullptr ? std::nullopt : fields_.text(*value);
    if (!text) return;
    target = context_.factor(*text, fields_.tree().place(*value));
    if (target == none) return;
    const auto own = context_.study.framework[target].sign;
    if (own == Sign::both || own == sign) return;
    auto& one = fields_.report(
        rule::factor_against_sign, *value,
        fmt::format("`{}` is no {} but {}", *text, id_of(sign), own == Sign::barrier ? "a barrier" : "an enabler"));
    one.help = fmt::format("code it as `{}:`", id_of(own));
  }

  bool nobody_speaks() const { return interview_.form == Form::document || interview_.form == Form::survey; }

  void refuse_missing_about() const {
    if (!nobody_speaks() || written(about) || !(has(rec) || has(barrier) || has(enabler))) return;
    auto& one = fields_.diagnostics().emplace_back(
        finding(rule::missing_about, first_place(),
                fmt::format("a statement of a {} without `about`", id_of(interview_.form))));
    one.help = "say which level it is about";
  }

  // The level of an actor without `@`: the statement's, else the one own level of its speakers.
  LevelId level_of_statement() {
    if (segment_.about != none) return segment_.about;
    level_in_error_ = written(about) || (interview_.has_voice() && interview_.speakers.empty());
    LevelId level;
    bool one_level = true;
    for (const auto speaker : speakers_of(interview_, segment_)) {
      const auto own = interview_.speakers[speaker].level;
      level_in_error_ = level_in_error_ || own == none;
      one_level = one_level && (level == none || level == own);
      level = own;
    }
    return one_level && !level_in_error_ ? level : none;
  }

  // An actor of the statement. Where its level was reported, that it has none is a consequence.
  std::optional<Actor> actor(const YamlNode& node, std::size_t offset, std::size_t size) const {
    const auto result = context_.actor(node, offset, size, statement_level_, !level_in_error_);
    return result && result->level == none && level_in_error_ ? std::nullopt : result;
  }
  std::optional<Actor> actor(const YamlNode& node) const {
    const auto text = fields_.text(node);
    return text ? actor(node, 0, text->size()) : std::nullopt;
  }

  void read_ties(const YamlNode& list) {
    segment_.tie_first = static_cast<std::uint32_t>(interview_.ties.size());
    fields_.each(list, [&](const YamlNode& item) {
      auto claim = item.kind == YamlNode::Kind::mapping ? tie_of_mapping(item) : tie_of_text(item);
      if (!claim || is_to_itself(item, claim->from, claim->to, "a tie")) return;
      const auto* status = fields_.tree().find(item, "status");
      const auto& place = status == nullptr ? item : *status;
      claim->begin = place.begin;
      claim->end = place.end;
      claim->line = place.line;
      interview_.ties.push_back(*claim);
      ++segment_.tie_count;
    });
  }

  // Counted, it would pass for a tie that both sides name.
  bool is_to_itself(const YamlNode& node, const Actor& from, const Actor& to, std::string_view what) const {
    if (context_.alone || from != to) return false;
    fields_
        .report(rule::related_to_itself, node,
                fmt::format("{} from `{}` to itself", what, context_.study.actor_id(from)))
        .help = "name two actors; one stakeholder at two levels is two: `a@strategic - a@operational`";
    return true;
  }

  std::optional<TieClaim> tie_of_mapping(const YamlNode& node) const {
    static constexpr auto tie_keys = std::to_array<std::string_view>({"from", "to", "relation", "status"});
    const Record record(fields_, node, tie_keys);
    const auto* from = record.require("from");
    const auto* to = record.require("to");
    const auto* relation = record.require("relation");
    TieClaim claim;
    if (const auto* status = record.find("status"))
      claim.status = fields_.choice(*status, tie_status_words).value_or(claim.status);
    const auto kind = relation == nullptr ? std::nullopt : fields_.choice(*relation, relation_words);
    const auto first = from == nullptr ? std::nullopt : actor(*from);
    const auto second = to == nullptr ? std::nullopt : actor(*to);
    if (!kind || !first || !second) return std::nullopt;
    claim.relation = *kind;
    claim.from = *first;
    claim.to = *second;
    return claim;
  }

  std::optional<TieClaim> tie_of_text(const YamlNode& node) const {
    const auto text = fields_.text(node);
    if (!text) return std::nullopt;
    auto sign = text->find(" - ");
    const bool both_ways = sign != std::string_view::npos;
    if (!both_ways) sign = text->find(" > ");
    const auto first = sign == std::string_view::npos ? std::string_view{} : text->substr(0, text->find(' '));
    const auto start = sign == std::string_view::npos ? sign : text->find_first_not_of(' ', sign + 3);
    const bool two = start != std::string_view::npos &&
                     first.size() + text->substr(first.size()).find_first_not_of(' ') == sign + 1 &&
                     text->find(' ', start) == std::string_view::npos && !first.empty();
    if (!two) {
      fields_.report(rule::malformed_tie, node, "a tie that does not read as two actors").help =
          "write `a - b` (works with), `a > b` (refers clients to), or `{from: a, to: b, relation: funds}`";
      return std::nullopt;
    }
    TieClaim claim;
    claim.relation = both_ways ? Relation::works_with : Relation::refers;
    const auto from = actor(node, 0, first.size());
    const auto to = actor(node, start, text->size() - start);
    if (!from || !to) return std::nullopt;
    claim.from = *from;
    claim.to = *to;
    return claim;
  }

  void read_route(const YamlNode& list) {
    std::vector<Actor> actors;
    fields_.each(list, [&](const YamlNode& item) {
      const auto passed = actor(item);
      if (!passed || (!actors.empty() && is_to_itself(item, actors.back(), *passed, "a route"))) return;
      actors.push_back(*passed);
    });
    if (list.count < 2) fields_.report(rule::malformed_tie, list, "a route of fewer than two actors");
    segment_.route = static_cast<std::int16_t>(interview_.routes.size());
    interview_.routes.push_back(std::move(actors));
  }

  void read_term(const YamlNode& node) {
    static constexpr auto term_keys = std::to_array<std::string_view>({"concept", "words"});
    const Record record(fields_, node, term_keys);
    TermUse use;
    if (const auto* value = record.require("concept")) {
      if (const auto text = fields_.text(*value))
        use.concept_index = context_.concept_index(*text, fields_.tree().place(*value));
    }
    if (const auto* words = record.require("words"); words != nullptr && fields_.is_mapping(*words)) {
      fields_.each_entry(*words, [&](const YamlNode& key, const YamlNode& value) {
        const auto who = context_.stakeholder(fields_.raw(key), fields_.tree().place(key));
        const auto word = fields_.text(value);
        if (who != none && word) use.words.emplace_back(who, *word);
      });
    }
    segment_.term = static_cast<std::int16_t>(interview_.terms.size());
    interview_.terms.push_back(std::move(use));
  }

  void read_member_check() {
    const auto* value = record_.at(member_finding);
    const auto* answer = record_.at(response);
    if (value == nullptr) {
      if (answer != nullptr && !written(member_finding))
        fields_.report(rule::key_out_of_place, *answer, "`response` without a `finding`");
      return;
    }
    if (interview_.form != Form::meeting) {
      fields_
          .report(rule::member_check_outside_meeting, *value,
                  fmt::format("a finding in an interview of form `{}`", id_of(interview_.form)))
          .help = "code it in a file of its own with `form: meeting`";
    }
    const auto text = fields_.text(*value);
    const auto* given = record_.require("response");
    MemberCheck check;
    if (given != nullptr) check.response = fields_.choice(*given, response_words).value_or(check.response);
    if (!text) return;
    const auto slash = text->find('/');
    const auto name = text->substr(0, slash);
    check.rec = context_.recommendation(name, context_.part(*value, 0, name.size()));
    if (slash != std::string_view::npos)
      check.level = context_.level(text->substr(slash + 1), context_.part(*value, slash + 1, text->size() - slash - 1));
    segment_.member_check = static_cast<std::int16_t>(interview_.member_checks.size());
    interview_.member_checks.push_back(check);
  }

  const ReadContext& context_;
  const Fields& fields_;
  const YamlNode& node_;
  const IdIndex<std::uint16_t>& speakers_;
  Interview& interview_;
  std::string& texts_;
  Record record_;
  Segment segment_;
  LevelId statement_level_;
  bool level_in_error_ = false;  ///< that level was written, and reported
};

}  // namespace

void read_segment(const ReadContext& context, const YamlNode& node, const IdIndex<std::uint16_t>& speakers,
                  Interview& interview, std::string& texts) {
  SegmentReader(context, node, speakers, interview, texts).read();
}

}  // namespace quickscan
