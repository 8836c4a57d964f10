#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// A span of bytes in one source; line and column are computed when it is shown.
/// Offsets count from the first byte of the file, a byte-order mark included.
struct Place {
  static constexpr std::uint32_t nowhere = 0xffffffff;
  std::uint32_t source = nowhere, begin = 0, end = 0;

  bool known() const { return source != nowhere; }
  friend bool operator==(const Place&, const Place&) = default;
};

/// A position as an editor shows it: line and column from 1, the column in code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// The position of a byte that a message points at.
struct KnownPosition {
  std::uint32_t source = Place::nowhere;
  std::uint32_t offset = 0;
  Position position;
};

/// The text of a file of the study, by its path relative to the study's folder.
/// Nothing where the file cannot be had any more. Called from several threads at once.
using LoadText = std::function<std::optional<std::string>(const std::string& path)>;

/// The sources of a run: their paths, and their texts when a line has to be shown.
/// A text is not kept (a study may be larger than memory is cheap); it is loaded again on demand.
class Sources {
 public:
  Sources() = default;
  explicit Sources(LoadText load) : load_(std::move(load)) {}

  /// Adds a source; `path` is what messages print.
  std::uint32_t add(std::string path);
  const std::string& path(std::uint32_t source) const { return paths_.at(source); }
  std::size_t size() const { return paths_.size(); }
  /// The text of a source; empty where it can no longer be loaded.
  std::string text(std::uint32_t source) const;
  /// Keeps positions that were counted while a text was there, so that it is not loaded again to show them.
  void keep(std::vector<KnownPosition> positions);
  /// A position that was kept, or nothing.
  std::optional<Position> position(std::uint32_t source, std::uint32_t offset) const;

 private:
  std::vector<std::string> paths_;
  std::vector<KnownPosition> positions_;  ///< sorted
  LoadText load_;
};

/// The position of a byte of `text`; a byte-order mark at the start has no width.
Position position_of(std::string_view text, std::uint32_t offset);

/// The positions of several bytes, whose offsets are sorted; lines are counted once.
std::vector<Position> positions_of(std::string_view text, std::span<const std::uint32_t> offsets);

/// The line (without its line end) that holds a byte.
std::string_view line_at(std::string_view text, std::uint32_t offset);

/// The texts of the sources that are being shown. Findings come in file order, so the last few are
/// enough; keeping all would keep the whole study.
class RecentTexts {
 public:
  explicit RecentTexts(const Sources& sources) : sources_(sources) {}

  /// The text of a source; valid until the next call.
  std::string_view of(std::uint32_t source) { return recent(source).text; }

  /// As position_of(), from what the sources keep, or without counting the lines of a text anew for every finding.
  Position position(std::uint32_t source, std::uint32_t offset);

 private:
  struct Recent {
    std::string text;
    std::vector<std::uint32_t> lines;  ///< where each begins but the first
  };

  const Recent& recent(std::uint32_t source);

  const Sources& sources_;
  std::map<std::uint32_t, Recent> texts_;
};

}  // namespace quickscan
