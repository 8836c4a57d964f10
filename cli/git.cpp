#include "git.hpp"

#include "files.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>

namespace quickscan {

namespace {

constexpr std::size_t index_limit = std::size_t{512} << 20U;

/// Reads big-endian numbers from the front of the index; ends quietly where it is cut short.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool good() const { return good_; }
  std::size_t at() const { return at_; }
  void skip(std::size_t bytes) { take(bytes); }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char byte : take(bytes)) value = (value << 8U) | static_cast<unsigned char>(byte);
    return value;
  }
  std::string_view until_nul() {
    const auto end = text_.find('\0', at_);
    if (end == std::string_view::npos) {
      good_ = false;
      return {};
    }
    const auto found = text_.substr(at_, end - at_);
    at_ = end + 1;
    return found;
  }
  /// A number in git's offset encoding (seven bits a byte, each continuation adding one).
  std::size_t offset() {
    std::size_t value = 0;
    for (std::size_t bytes = 0; bytes < 8; ++bytes) {
      const auto byte = number(1);
      value = (bytes == 0 ? 0 : (value + 1) << 7U) | (byte & 0x7fU);
      if ((byte & 0x80U) == 0) break;
    }
    return value;
  }

 private:
  std::string_view take(std::size_t bytes) {
    if (bytes > text_.size() - at_) {
      good_ = false;
      return {};
    }
    at_ += bytes;
    return text_.substr(at_ - bytes, bytes);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool good_ = true;
};

std::string real_path(const std::string& path) {
  const auto release = [](char* text) { std::free(text); };  // NOLINT: realpath allocates with malloc
  const std::unique_ptr<char, decltype(release)> real(::realpath(path.c_str(), nullptr), release);
  return real ? std::string(real.get()) : std::string();
}

/// The folder that holds the index: `.git` itself, or where a `.git` file points (work trees, submodules).
std::optional<std::string> git_folder(const std::string& work_tree) {
  const auto dot_git = work_tree == "/" ? std::string("/.git") : work_tree + "/.git";
  const auto kind = kind_of(dot_git);
  if (kind == PathKind::folder) return dot_git;
  if (kind != PathKind::file) return std::nullopt;
  auto text = read_file(dot_git);
  constexpr std::string_view key = "gitdir: ";
  if (!text.starts_with(key)) return std::nullopt;
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return join_path(work_tree, std::string_view(text).substr(key.size()));
}

}  // namespace

bool index_holds(std::string_view index, std::string_view path) {
  Reader reader(index);
  const auto signature = reader.number(4);
  const auto version = reader.number(4);
  const auto entries = reader.number(4);
  constexpr std::uint32_t dirc = 0x44495243;
  if (signature != dirc || version < 2 || version > 4) return false;
  std::string name;
  for (std::uint32_t i = 0; i < entries && reader.good(); ++i) {
    const auto start = reader.at();
    reader.skip(60);  // times, device, inode, mode, owner, size, object
    const auto flags = reader.number(2);
    constexpr std::uint32_t extended = 0x4000;
    if (version >= 3 && (flags & extended) != 0) reader.skip(2);
    if (version == 4) {
      const auto dropped = reader.offset();
      name.resize(name.size() - std::min(name.size(), dropped));
      name += reader.until_nul();
    } else {
      name = reader.until_nul();
      // Entries are padded with NULs to a multiple of eight; one of them has just been read.
      reader.skip((8 - (reader.at() - start) % 8) % 8);
    }
    if (reader.good() && name == path) return true;
  }
  return false;
}

bool tracked_by_git(const std::string& path) {
  const auto folder = real_path(folder_of(path));
  if (folder.empty()) return false;
  std::string below = name_in(path);
  for (std::string tree = folder;; tree = folder_of(tree)) {
    if (const auto git = git_folder(tree)) {
      const auto index = read_file_if_there(*git + "/index", index_limit);
      return index && index_holds(*index, below);
    }
    if (tree == "/") return false;
    below.insert(0, name_in(tree) + '/');
  }
}

}  // namespace quickscan
