#pragma once

#include "study/study.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// Texts of a study that a public edition may print or export, of one thing.
struct PublishedText {
  std::string_view file;     ///< in which they are changed
  std::string_view what;     ///< "the name of stakeholder"
  std::string_view id = {};  ///< of the thing; empty where there is one
  std::vector<std::string_view> texts;
};

/// Every text that a public edition prints or exports, but the quotes and the pages of text/, which can be withheld.
/// Who adds a text to an edition adds it here: the gate looks at no others. Views are into `study`.
std::vector<PublishedText> published_texts(const Study& study);

}  // namespace quickscan
