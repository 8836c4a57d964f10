#pragma once

#include "study/study.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// Why a segment does not count in a cell, or counts as a lower rung than was coded.
enum class SegmentRemark : std::uint8_t {
  no_remark,
  no_rung,
  unknown,
  not_applicable,
  denial_of_part,   ///< the denial of a part counts for that part only
  hearsay_dropped,  ///< the voice also speaks first-hand
  capped
};

/// A coded statement with its place in a file.
struct SegmentTrace {
  std::string interview;
  std::string file;
  std::uint32_t line = 0;
  std::string rec;    ///< as coded: a recommendation or a part
  std::string about;  ///< a level
  std::string stage;  ///< as coded: `3`, `<1`, `unknown`, `na`; empty where there is none
  LocalText rung;     ///< the name of the rung reached or denied
  Basis basis = Basis::said;
  Trend trend = Trend::not_given;
  std::vector<std::string> speakers;  ///< keys, with organisation: `wc (wijkteam)`
  std::string development, at, quote, note;
  bool counts = true;  ///< gives a rung or a denial that the value rests on
  SegmentRemark remark = SegmentRemark::no_remark;
  int counts_as = 0;  ///< the cap, where the remark is `capped`
};

/// A segment with file, line and codes; the caller sets whether it counts.
SegmentTrace trace_segment(const Study& study, const Interview& interview, const Segment& segment);

/// A speaker with organisation: `wc (wijkteam)`.
std::string speaker_words(const Study& study, const Speaker& speaker);

}  // namespace quickscan
