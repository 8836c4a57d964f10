#pragma once

#include "core/diagnostic.hpp"

#include <string>

namespace quickscan {

struct RenderOptions {
  bool colour = false;
  /// Terminal columns; longer lines of the user are cut around the caret.
  std::size_t width = 120;
  /// Show the user's line; off where a quote could reach a log.
  bool excerpt = true;
};

/// One finding as a person reads it: message, the user's own line, a caret under the span, second places, help.
std::string render_text(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options = {});

/// All findings in text form, with a blank line between them.
std::string render_text(const Diagnostics& diagnostics, const Sources& sources, const RenderOptions& options = {});

/// One finding as an editor reads it: `path:line:column: error[QS201]: message`, without line end.
std::string render_line(const Diagnostic& diagnostic, const Sources& sources);

/// All findings as an editor reads them, one a line.
std::string render_lines(const Diagnostics& diagnostics, const Sources& sources);

}  // namespace quickscan
