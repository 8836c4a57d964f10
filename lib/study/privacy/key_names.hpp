#pragma once

#include "core/diagnostic.hpp"
#include "study/privacy/folded_text.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The names of the key file, made ready to be looked for in every text of a study. Names and texts are compared as
/// `fold_text` gives them.
class NameIndex {
 public:
  struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  NameIndex() = default;
  /// Names as the key file has them.
  explicit NameIndex(const std::vector<std::string>& names);

  bool empty() const { return names_.empty(); }
  /// The whole names in a text, in its order, at most `most`; places are those of the text as it was given.
  std::vector<Hit> find_all(std::string_view text, std::size_t most = std::string_view::npos) const;
  /// The first of them; nothing where there is none.
  std::optional<Hit> find(std::string_view text) const;
  /// The first word with a capital that is a first name or surname of a person in the key file.
  std::optional<Hit> find_part(std::string_view text) const;

 private:
  std::size_t longest_at(const FoldedText& folded, std::size_t at) const;

  std::vector<std::string> names_;
  std::vector<std::string> parts_;
  std::array<bool, 256> starts_{};
};

/// The finding of a name of the key file at this place.
Diagnostic key_name_finding(Place place);

/// Looks for whole names of the key file in a file as it is, comments included.
void find_key_names(std::string_view raw, std::uint32_t source, const NameIndex& names, Diagnostics& diagnostics);

}  // namespace quickscan
