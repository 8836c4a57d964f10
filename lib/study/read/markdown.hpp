#pragma once

#include "core/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quickscan {

/// Takes the place of every byte that read_markdown() leaves out, so that all others keep their place in the file. No
/// text holds it (QS102).
inline constexpr char left_out_byte = '\x01';

/// A researcher's Markdown without what is not for readers: comments and front matter. What a report cannot render
/// (tables, links, images, code, HTML and the like) is a finding where it begins and stays as it is written.
std::string read_markdown(std::string text, std::uint32_t source, Diagnostics& diagnostics);

/// The same without the places of what was left out: what a reader is shown.
std::string shown_markdown(std::string_view text);

}  // namespace quickscan
