#pragma once

#include <span>
#include <string_view>

namespace quickscan {

/// A file of data/ (or of examples/), inside the program.
struct EmbeddedFile {
  std::string_view path;  ///< below the project's folder: `data/rules/QS201.md`
  std::string_view text;
};

/// All embedded files, sorted by path.
std::span<const EmbeddedFile> embedded_files();

/// The text of one of them; empty if there is none of that path.
std::string_view embedded(std::string_view path);

/// A text of data/messages.
struct EmbeddedMessage {
  std::string_view key;  ///< `group.key`
  std::string_view text;
};

/// The texts of a language (`nl`, `en`), sorted by key; none for another.
std::span<const EmbeddedMessage> embedded_messages(std::string_view language);

}  // namespace quickscan
