#pragma once

#include "yaml/parse.hpp"

#include <string_view>

namespace quickscan {

/// Warns where a comment follows a text without quotation marks on its line (QS322): what stands behind ` #` is no part
/// of the text. `value` is the text of `key`, or a map of texts by language; `raw` is the file.
void check_comment_behind(std::string_view raw, const YamlTree& tree, const YamlNode& value, std::string_view key,
                          Diagnostics& diagnostics);

}  // namespace quickscan
