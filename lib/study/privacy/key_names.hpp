#pragma once

#include "core/diagnostic.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Bytes `begin` to `end` of a text in which something about a person seems to stand, and the rule
/// (`QS502` … `QS509`) that says so.
struct PersonalDatum {
  std::string_view code;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const PersonalDatum&, const PersonalDatum&) = default;
};

/// Possible names, telephone numbers, e-mail addresses, citizen service numbers (eleven test), bank
/// accounts (modulo 97), Dutch postcodes and street addresses in a quote or note, at most one of a rule,
/// in the order of the text. Careful with names: rather one missed than ten false alarms.
void find_personal_data(std::string_view text, std::vector<PersonalDatum>& found);

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
  /// Whether `word`, with a capital, is a first name or surname of somebody in the key file.
  bool is_part(std::string_view word) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> parts_;
  std::array<bool, 256> starts_{};
};

/// The first capitalised word of `text` that is part of a name in the key file.
std::optional<NameIndex::Hit> find_part_of_name(std::string_view text, const NameIndex& names);

/// The finding of a rule of `find_personal_data` in the text of this key (`quote`); it never says what was found.
Diagnostic personal_finding(std::string_view code, Place place, std::string_view key);

/// The finding that a name of the key file stands at this place.
Diagnostic key_name_finding(Place place);

/// Looks for whole names of the key file in a file as it is, comments included.
void find_key_names(std::string_view raw, std::uint32_t source, const NameIndex& names, Diagnostics& diagnostics);

}  // namespace quickscan
