#pragma once

#include "core/diagnostic.hpp"
#include "core/source.hpp"
#include "study/privacy/key_names.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace quickscan {

/// The lines of a study on which names of the key file stand. Every other finding on one of them, or that repeats such
/// a name, loses its line, and what it repeats of the user's words.
class HiddenNames {
 public:
  /// A line of a file, as bytes.
  struct Lines {
    std::size_t begin = 0, end = 0;
  };

  /// The lines are those of files in which `found` has a name; all must live longer than this.
  HiddenNames(const Sources& sources, const NameIndex& names, const Diagnostics& found);

  void hide_in(Diagnostics& found, std::vector<Suppressed>& suppressed) const;

 private:
  bool concerns(const Diagnostic& one) const;
  bool shows(const Place& place) const;
  bool says(const std::string& words) const;

  const Sources& sources_;
  const NameIndex& names_;
  std::map<std::uint32_t, std::vector<Lines>> lines_;  // by source
};

}  // namespace quickscan
