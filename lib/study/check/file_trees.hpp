#pragma once

#include "core/source.hpp"
#include "yaml/parse.hpp"

#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

namespace quickscan {

/// The YAML trees of a study's files, for findings whose place the model does not keep: handed over by the
/// reader, or parsed again when first asked for.
class FileTrees {
 public:
  explicit FileTrees(const Sources& sources, std::map<std::uint32_t, YamlTree> trees = {})
      : sources_(sources), trees_(std::move(trees)) {}

  /// The source with this name in the study's folder, or Place::nowhere.
  std::uint32_t source_of(std::string_view name) const;
  /// The value under these keys, or the innermost of them that is there, or the file's first key.
  Place value(std::uint32_t source, std::initializer_list<std::string_view> keys);
  /// The value of a key of the segment that begins at this byte.
  Place segment_value(std::uint32_t source, std::uint32_t begin, std::string_view key);

 private:
  const YamlTree& tree(std::uint32_t source);

  const Sources& sources_;
  std::map<std::uint32_t, YamlTree> trees_;
};

}  // namespace quickscan
