#pragma once

#include "core/diagnostic.hpp"
#include "yaml/parse.hpp"

#include <cstdint>
#include <string_view>

namespace quickscan {

/// Where yaml-cpp stopped, and its message.
struct YamlFault {
  std::string_view text;
  std::uint32_t source = Place::nowhere;
  /// Where the last value began that was read well.
  std::uint32_t last_good = 0;
  std::size_t offset = 0;
  std::string_view said;
};

/// The finding for a text that yaml-cpp cannot read, worded for a coder of interviews.
Diagnostic explain_yaml_fault(const YamlFault& fault);

/// Checks a file before it is parsed: its size, its encoding, directives, emptiness.
/// False if it must not be parsed.
bool check_raw_text(std::string_view text, std::uint32_t source, Diagnostics& diagnostics, const YamlLimits& limits);

}  // namespace quickscan
