#pragma once

#include "core/diagnostic.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The names of the key file, made ready to be looked for in every text of a study.
class NameIndex {
 public:
  struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  NameIndex() = default;
  /// Names as the key file has them, in any case.
  explicit NameIndex(const std::vector<std::string>& names);

  bool empty() const { return names_.empty(); }
  /// The first whole name at or after `from`, letter case ignored; nothing where there is none.
  std::optional<Hit> find(std::string_view text, std::size_t from = 0) const;
  /// Whether `word`, with a capital, is a first name or surname of a person in the key file.
  bool is_part(std::string_view word) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> parts_;
  std::array<bool, 256> starts_{};
};

/// The first capitalised word of `text` that is part of a name in the key file.
std::optional<NameIndex::Hit> find_part_of_name(std::string_view text, const NameIndex& names);

/// The finding of a name of the key file at this place.
Diagnostic key_name_finding(Place place);

/// Looks for whole names of the key file in a file as it is, comments included.
void find_key_names(std::string_view raw, std::uint32_t source, const NameIndex& names, Diagnostics& diagnostics);

}  // namespace quickscan
