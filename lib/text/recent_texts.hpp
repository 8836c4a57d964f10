#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace quickscan {

/// The texts of the sources that are being shown. Findings come in file order, so the last few are
/// enough; keeping all would keep the whole study.
class RecentTexts {
 public:
  explicit RecentTexts(const Sources& sources) : sources_(sources) {}

  /// The text of a source; valid until the next call.
  std::string_view of(std::uint32_t source) { return recent(source).text; }

  /// As position_of(), without counting the lines of a text anew for every finding.
  Position position(std::uint32_t source, std::uint32_t offset) {
    const auto& [text, lines] = recent(source);
    const auto end = std::min<std::size_t>(offset, text.size());
    const auto line = std::ranges::upper_bound(lines, end) - lines.begin();
    if (line == 0) return position_of(text, offset);
    const auto begin = lines[static_cast<std::size_t>(line - 1)];
    return {static_cast<std::uint32_t>(line + 1),
            static_cast<std::uint32_t>(count_code_points(std::string_view(text).substr(begin, end - begin)) + 1)};
  }

 private:
  struct Recent {
    std::string text;
    std::vector<std::uint32_t> lines;  ///< where each begins but the first
  };

  const Recent& recent(std::uint32_t source) {
    constexpr std::size_t most = 8;
    if (const auto found = texts_.find(source); found != texts_.end()) return found->second;
    if (texts_.size() >= most) texts_.erase(texts_.begin());
    auto& added = texts_[source];
    added.text = sources_.text(source);
    for (auto at = added.text.find('\n'); at != std::string::npos; at = added.text.find('\n', at + 1)) {
      added.lines.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return added;
  }

  const Sources& sources_;
  std::map<std::uint32_t, Recent> texts_;
};

}  // namespace quickscan
