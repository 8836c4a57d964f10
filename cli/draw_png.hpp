#pragma once

#include <string>
#include <string_view>

namespace quickscan {

/// A drawing as PNG at three dots a CSS pixel, its natural size noted in it. librsvg is loaded when it is needed, so
/// that no other command waits for it; throws IoError with the package to install where it is not there.
std::string draw_png(std::string_view svg);

}  // namespace quickscan
