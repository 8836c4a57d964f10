#pragma once

#include <map>
#include <string>
#include <string_view>

namespace quickscan {

/// On which page of a PDF that Chromium printed each anchor of the page stands, from 1: for a table of contents with
/// page numbers, which style sheets cannot ask the browser for. Anchors that nothing links to are not there,
/// and none is of a PDF that is not written as Chromium does.
std::map<std::string, int, std::less<>> pages_of_anchors(std::string_view pdf);

}  // namespace quickscan
