#pragma once

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

/// The checks that one interview can be put to by itself, given the study around it (framework,
/// stakeholders, developments): asked but never coded, claims above their cap, empty segments, possible
/// personal data in its texts and the like. Runs on a worker, right after the file was read; `raw` is
/// the file's text, `names` are those of the key file.
void check_interview(const Study& study, const NameIndex& names, const Interview& interview,
                     const InterviewPlaces& places, std::string_view raw, Diagnostics& diagnostics);

}  // namespace quickscan
