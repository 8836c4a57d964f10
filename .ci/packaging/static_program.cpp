// What the program without shared libraries has instead of cli/shared_library.cpp: a library that it loaded would bring
// a second C library along, and end it.
#include "files.hpp"
#include "shared_library.hpp"

namespace quickscan {

SharedLibrary::SharedLibrary(const char* file, const char* /*missing*/) : file_(file), library_(nullptr) {
  throw IoError("this program was linked without shared libraries, and this format needs " + file_ +
                ": use the Debian package, or one built on this machine");
}

SharedLibrary::Function SharedLibrary::operator[](const char* /*name*/) const { return {}; }

}  // namespace quickscan
