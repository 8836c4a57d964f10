#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace quickscan {

/// The texts of the sources that are being shown. Findings come in file order, so the last few are
/// enough; keeping all would keep the whole study.
class RecentTexts {
 public:
  explicit RecentTexts(const Sources& sources) : sources_(sources) {}

  /// The text of a source; valid until the next call.
  std::string_view of(std::uint32_t source) {
    constexpr std::size_t most = 8;
    if (const auto found = texts_.find(source); found != texts_.end()) return found->second;
    if (texts_.size() >= most) texts_.erase(texts_.begin());
    return texts_[source] = sources_.text(source);
  }

 private:
  const Sources& sources_;
  std::map<std::uint32_t, std::string> texts_;
};

}  // namespace quickscan
