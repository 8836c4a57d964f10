#pragma once

#include "core/diagnostic.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace quickscan {

/// Bytes `begin` to `end` of a text that seem to identify a person, and the rule against it.
struct PersonalDatum {
  const Rule* rule = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const PersonalDatum&, const PersonalDatum&) = default;
};

/// Possible names, telephone numbers, e-mail addresses, citizen service numbers (eleven test), bank
/// accounts (modulo 97), Dutch postcodes, street addresses and dates of birth in a quote or note, at most one of a
/// rule, in the order of the text. Careful with names: rather one missed than ten false alarms.
void find_personal_data(std::string_view text, std::vector<PersonalDatum>& found);

/// The finding of a rule of `find_personal_data` in the text of this key (`quote`); it never says what was found.
Diagnostic personal_finding(const Rule& rule, Place place, std::string_view key);

}  // namespace quickscan
