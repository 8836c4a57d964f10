#include "shared_library.hpp"

#include "files.hpp"

#include <fmt/format.h>

#include <dlfcn.h>

namespace quickscan {

SharedLibrary::SharedLibrary(const char* file, const char* missing)
    : file_(file), library_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
  if (library_ == nullptr) throw IoError(missing);
}

SharedLibrary::Function SharedLibrary::operator[](const char* name) const {
  auto* const found = ::dlsym(library_, name);
  if (found == nullptr) throw IoError(fmt::format("{} is too old: it has no {}", file_, name));
  return {found};
}

}  // namespace quickscan
