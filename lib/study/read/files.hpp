#pragma once

#include "study/read/references.hpp"
#include "study/study.hpp"
#include "yaml/fields.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The keys that study.yaml may have.
std::span<const std::string_view> study_keys();

/// Reads from study.yaml what refers to nothing else: title, dates, coders, sectors, places, thresholds.
void read_study_header(const Fields& fields, const Record& record, Study& study);

/// Reads from study.yaml what refers to the framework, stakeholders and developments, once those are read.
void read_study_references(const ReadContext& context, const Record& record, Study& study);

/// Reads stakeholders.yaml into `study`, whose framework and sectors are read.
void read_stakeholders(const Fields& fields, Study& study);

/// Reads developments.yaml into `study`, whose framework and stakeholders are read.
void read_developments(const ReadContext& context, Study& study);

/// An interview and the tree node of each of its segments.
struct InterviewReading {
  Interview interview;
  std::vector<std::uint32_t> segment_nodes;
};

/// Reads an interview from its tree; `id` and `coder` come from the name of its file.
InterviewReading read_interview(const ReadContext& context, std::string_view id, std::string_view coder);

/// Reads the segment at `node` into `interview` (its header is read): its row, and what it adds to the
/// interview's lists. `texts` collects the texts of all segments, and `speakers` finds
/// its speakers by their keys.
void read_segment(const ReadContext& context, const YamlNode& node, const IdIndex<std::uint16_t>& speakers,
                  Interview& interview, std::string& texts);

/// The sections of a report, besides those of recommendations (`rec-<id>`), that a researcher may write a text for.
inline constexpr std::array<std::string_view, 6> own_sections{"summary",    "introduction",    "process",
                                                              "conclusion", "recommendations", "method"};

/// Adds a researcher's paragraph, `text/<section>.<language>.md`, to `study.texts`, whose framework is read. One that
/// is no UTF-8 or belongs to no section of the report is a finding.
void read_section_text(std::string_view path, std::uint32_t source, std::string text, Study& study,
                       Diagnostics& diagnostics);

/// Reads the names of confidential/key.yaml into `study.confidential_names`.
void read_confidential_names(const Fields& fields, Study& study);

}  // namespace quickscan
