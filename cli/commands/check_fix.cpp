#include "commands/check_fix.hpp"

#include "atomic_write.hpp"
#include "core/utf8.hpp"
#include "files.hpp"
#include "yaml/parse.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace quickscan {

std::string fixed_form(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';  // a lone carriage return, as old editors end their lines
    }
  }
  if (!out.empty() && !out.ends_with('\n')) out += '\n';
  return out;
}

namespace {

/// Whether a file is one that a study is read from, as far as its name says.
bool is_ours(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".md"); }

/// Whether a text is what such a file holds: anything else keeps its bytes.
bool is_sound(std::string_view path, std::string_view text) {
  if (find_encoding_fault(text)) return false;
  YamlTree tree;
  Diagnostics ignored;
  return path.ends_with(".md") || read_yaml(text, 0, tree, ignored);
}

/// Whether a file has an access list or attributes of its own, which one that replaces it would not have.
bool has_attributes(const std::string& path) {
  std::string names(std::size_t{64} << 10U, '\0');
  const auto size = ::listxattr(path.c_str(), names.data(), names.size());
  if (size <= 0) return size < 0 && errno == ERANGE;
  names.resize(static_cast<std::size_t>(size));
  std::string_view rest = names;
  while (!rest.empty()) {
    if (!rest.starts_with("security.")) return true;  // those are given by the system, to a new file as well
    rest.remove_prefix(std::min(rest.find('\0') + 1, rest.size()));
  }
  return false;
}

/// Why a file cannot be replaced by another one of the same owner and names; empty where it can.
std::string_view reason_to_leave(const std::string& path) {
  struct stat state {};
  if (::lstat(path.c_str(), &state) != 0) return "it is not there any more";
  if (S_ISLNK(state.st_mode)) return "it is a link";
  if (state.st_nlink > 1) return "it has other names (hard links)";
  if (state.st_uid != ::geteuid() || state.st_gid != ::getegid()) return "it belongs to another user or group";
  if (has_attributes(path)) return "it has an access list or attributes of its own";
  return {};
}

}  // namespace

bool fix_form(const std::vector<CheckedTarget>& targets, const Options& options, Terminal& terminal) {
  std::vector<OutputFile> files;
  for (const auto& target : targets) {
    for (const auto& path : target.on_disk) {
      if (!is_ours(path)) continue;
      auto text = read_file(path);
      if (text.size() > file_limit) continue;
      auto fixed = fixed_form(text);
      if (fixed == text || !is_sound(path, fixed)) continue;
      if (const auto reason = reason_to_leave(path); !reason.empty()) {
        terminal.err(fmt::format("left {} as it is: {}\n", path, reason));
        continue;
      }
      files.push_back({.path = path, .text = std::move(fixed), .mode = owner_only, .read = std::move(text)});
    }
  }
  write_files(files);
  if (!options.quiet)
    for (const auto& file : files) terminal.err(fmt::format("mended the form of {}\n", file.path));
  return !files.empty();
}

}  // namespace quickscan
