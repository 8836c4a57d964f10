#pragma once

#include "core/diagnostic.hpp"
#include "study/privacy/folded_text.hpp"
#include "study/privacy/name_forms.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The names of the key file, made ready to be looked for in every text of a study. Names and texts are compared by
/// their letters, as `fold_text` gives them: what stands between two letters (blanks, line ends, Markdown, quotation
/// marks, slashes, signs that nobody sees) makes no difference, but for short names, which other words may hold.
class NameIndex {
 public:
  struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  NameIndex() = default;
  /// The values of the key file (`names_in_value`).
  explicit NameIndex(const std::vector<std::string>& values);

  bool empty() const { return wholes_.forms.empty(); }
  /// The whole names in a text, in its order, at most `most`; places are those of the text as it was given.
  std::vector<Hit> find_all(std::string_view text, std::size_t most = std::string_view::npos) const;
  /// The first of them; nothing where there is none.
  std::optional<Hit> find(std::string_view text) const;
  /// The first word with a capital that is a first name or surname of a person in the key file.
  std::optional<Hit> find_part(std::string_view text) const;

 private:
  /// Sorted by their letters, and the bytes with which they begin.
  struct Forms {
    std::vector<NameForm> forms;
    std::array<bool, 256> starts{};

    void add(std::vector<NameForm> more);
    void sort();
  };

  Forms wholes_, parts_;
};

/// The finding of a name of the key file at this place.
Diagnostic key_name_finding(Place place);

/// Looks for whole names of the key file in a file as it is, comments included.
void find_key_names(std::string_view raw, std::uint32_t source, const NameIndex& names, Diagnostics& diagnostics);

}  // namespace quickscan
