#pragma once

#include "core/diagnostic.hpp"
#include "study/privacy/key_names.hpp"
#include "study/study.hpp"
#include "yaml/parse.hpp"

#include <string_view>
#include <vector>

namespace quickscan {

/// The places of an interview's values, while its file is still at hand.
struct InterviewPlaces {
  const YamlTree& tree;
  /// The node of each segment, in the order of Interview::segments.
  std::vector<std::uint32_t> segments;

  /// The place of `key`'s value in the file's header, or of the whole file's first key.
  Place header(std::string_view key) const;
  /// The place of `key`'s value in a segment, or of the segment where it has no such key.
  Place segment(std::size_t segment, std::string_view key) const;
};

/// What the checks of one interview are given, on a worker, right after the file was read, and the list that findings
/// are added to.
struct InterviewCheck {
  const Study& study;
  const NameIndex& names;  ///< of the key file
  const Interview& interview;
  const InterviewPlaces& places;
  std::string_view raw;  ///< the text of the file
  Diagnostics& diagnostics;

  const Framework& framework() const { return study.framework; }
  Diagnostic& report(const Rule& rule, Place place, std::string message) const {
    return diagnostics.emplace_back(finding(rule, place, std::move(message)));
  }
  const std::string& rec_id(RecommendationId rec) const { return framework()[rec].id; }
  const std::string& rung_id(int rung) const { return framework()[RungId(rung)].id; }
};

/// What one interview's statements say together, given the study around it (framework, stakeholders, developments):
/// asked but never coded, claims above their cap, empty segments and the like.
void check_statements(const InterviewCheck& check);
/// The rules of check_statements(), which mean nothing where a value of the interview is in error.
std::vector<const Rule*> rules_of_statements();

/// What can be told of an interview's texts and lines whatever else is wrong with it: ends of texts, copies, comments
/// that set findings aside, and where the study around it is `known` possible personal data.
void check_writing(const InterviewCheck& check, bool known);

/// Warns of a line of a quote, note or place that is a key of the segment and a value of it without a colon, such as
/// `quote_ok true`: indented, it goes on with the text. `raw` is the interview's file.
void check_keys_in_texts(const Study& study, const Interview& interview, const InterviewPlaces& places,
                         std::string_view raw, Diagnostics& diagnostics);

/// Compares an interview's quotes and places (`at: L120-L134`) with its transcript, the text of the source
/// `transcript`. Findings hold no text of either; they give the position of the nearest passage.
void check_transcript(const Interview& interview, const InterviewPlaces& places, std::string_view text,
                      std::uint32_t transcript, Diagnostics& diagnostics);

}  // namespace quickscan
