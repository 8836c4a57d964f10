#pragma once

#include "report/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

struct MarkdownImage {
  std::string name;  ///< `gap.svg`, to be written beside the text under `image_folder`
  std::string svg;
};

struct MarkdownOutput {
  std::string text;
  std::vector<MarkdownImage> images;
};

struct MarkdownOptions {
  /// Where the text looks for its images, without a slash at the end.
  std::string image_folder = "figures";
  /// The ending of their names; where it is not `svg`, whoever writes them turns the drawings into it.
  std::string_view image_type = "svg";
  std::string_view template_text;
  /// Tables as Word's own XML, for pandoc to pass on.
  bool word_tables = false;
};

/// The report in Markdown for pandoc, Quarto and git, and the drawings it refers to.
MarkdownOutput to_markdown(const Document& document, const MarkdownOptions& options = {});

}  // namespace quickscan
