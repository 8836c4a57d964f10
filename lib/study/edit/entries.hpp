#pragma once

#include "yaml/parse.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Edits of a YAML file that leave every other byte as it is.

/// Bytes of a file with what takes their place.
struct Replacement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

/// The text with its replacements; one that begins inside an earlier one is left out.
std::string replaced_at(const std::string& text, std::vector<Replacement> replacements);

/// The end of a node with all that is below it, a closing bracket included.
std::uint32_t whole_end(const YamlTree& tree, const YamlNode& node);

/// The removal of an entry: of its lines where it has lines of its own, else up to the comma between it and the next,
/// or from the one before it.
Replacement entry_span(const std::string& text, std::uint32_t begin, std::uint32_t end);

/// The entry that the id at `at` is of, as it is written: a key with its value, or the mapping whose value the id is.
std::string entry_at(const std::string& text, std::uint32_t at);

/// How the lines of a file end: CRLF or LF.
std::string line_end_of(std::string_view text);

/// The text of a top key's value; empty where it has none.
std::string top_value(const std::string& text, std::string_view key);

/// A file without some keys of its top mapping; keys that it has not are no matter. Entries below the others go too
/// where their key is one of `references` and their value one of `keys`.
std::string without_keys(const std::string& text, const std::vector<std::string>& keys,
                         const std::vector<std::string>& references = {});

/// A file with the value of a top key set: at its place, on a line below the key `after`, or at the end.
std::string with_value(const std::string& text, std::string_view key, std::string_view value,
                       std::string_view after = {});

/// A file with an item added to the list or mapping of a top key; a list is made at the end where there is none.
std::string with_item(const std::string& text, std::string_view key, const std::string& item);

}  // namespace quickscan
