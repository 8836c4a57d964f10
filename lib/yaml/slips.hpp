#pragma once

#include "core/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quickscan {

/// A conflict that git left in the file; a line of it is no YAML, and is never part of a study's text.
std::optional<Diagnostic> find_merge_conflict(std::string_view text, std::uint32_t source);

/// The first line, from the one that holds the byte `from` to the one that holds `to`, with a slip of the pen that
/// makes YAML of a later line impossible: an unseen character or a typographic dash where YAML has its own,
/// `key:value`, `-key:`, a key without a colon, a line that continues a text and is not indented.
std::optional<Diagnostic> find_slip(std::string_view text, std::size_t from, std::size_t to, std::uint32_t source);

/// The key above the item of a list that holds the byte `at`, where it follows such an item without being part of it.
std::optional<Diagnostic> find_key_outside_item(std::string_view text, std::size_t at, std::uint32_t source);

/// The line above the one that holds the byte `at`, where it is an item of a list without the blank behind its dash.
std::optional<Diagnostic> find_dash_without_blank(std::string_view text, std::size_t at, std::uint32_t source);

/// The line above the one that holds the byte `at`, where it has a value and what is below it is indented deeper: a key
/// that lost its indentation or dash, or an item of a list that lost its colon.
std::optional<Diagnostic> find_key_above_deeper(std::string_view text, std::size_t at, std::uint32_t source);

/// The finding for a line of a mapping, beginning at `begin`, that is a text without a colon.
Diagnostic explain_missing_colon(std::string_view text, std::size_t begin, std::uint32_t source);

}  // namespace quickscan
