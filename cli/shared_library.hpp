#pragma once

#include <string>

namespace quickscan {

/// A library that few runs need, loaded when one does: every command would wait for it otherwise, and for all that it
/// brings along. It stays loaded.
class SharedLibrary {
 public:
  /// `file` is its name to the linker; throws IoError with `missing` where it is not there.
  SharedLibrary(const char* file, const char* missing);

  /// A function of the library, as whatever kind of function it is said to be.
  struct Function {
    void* address = nullptr;
    template <typename Kind>
    operator Kind*() const {
      return reinterpret_cast<Kind*>(address);
    }
  };
  /// The function of this name; throws IoError where the library has none.
  Function operator[](const char* name) const;

 private:
  std::string file_;
  void* library_;
};

}  // namespace quickscan
