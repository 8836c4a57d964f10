#include "journal.hpp"

#include "core/sha256.hpp"
#include "files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <string_view>
#include <unistd.h>

namespace quickscan {

namespace {

std::string journal_of(const std::string& folder) { return join_path(folder, ".quickscan-edit"); }

/// A path as it is written in a journal that lies in the folder.
std::string below(const std::string& folder, const std::string& path) {
  const auto prefix = join_path(folder, "");
  return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
}

std::string hash_of(const std::string& path) {
  const auto text = read_file_if_there(path);
  return text ? sha256_hex(*text) : "-";
}

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find('\t', begin), line.size());
    fields.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return fields;
}

void remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw IoError(failure_text("cannot remove", path, errno));
}

/// What could not be done once the journal is there, and then by no later command either. A file that may not be
/// written is left as it is, although its folder would allow another in its place.
void refuse_protected(const std::vector<OutputFile>& files, const std::vector<std::string>& removed) {
  for (const auto& file : files)
    if (kind_of(file.path) == PathKind::file && ::access(file.path.c_str(), W_OK) != 0)
      throw IoError(failure_text("cannot write", file.path, errno));
  for (const auto& path : removed)
    if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0 || ::access(path.c_str(), W_OK) != 0)
      throw IoError(failure_text("cannot remove", path, errno));
}

/// One line of a journal: `write TEMPORARY TARGET HASH-OF-OLD`, or `remove TARGET`.
void finish_line(const std::string& folder, const std::vector<std::string>& fields) {
  if (fields[0] == "remove" && fields.size() == 2) return remove_file(join_path(folder, fields[1]));
  if (fields[0] != "write" || fields.size() != 4) return;
  const auto temporary = join_path(folder, fields[1]);
  const auto target = join_path(folder, fields[2]);
  if (kind_of(temporary) == PathKind::missing) return;  // in its place already
  if (hash_of(target) != fields[3])
    throw IoError(
        fmt::format("an interrupted change of {} cannot be finished, because it was changed since: its new "
                    "text is in {}; remove {} when you have looked at both",
                    target, temporary, journal_of(folder)));
  if (::rename(temporary.c_str(), target.c_str()) != 0) throw IoError(failure_text("cannot write", target, errno));
}

}  // namespace

void write_as_one(const std::string& folder, const std::vector<OutputFile>& files,
                  const std::vector<std::string>& removed) {
  refuse_protected(files, removed);
  const auto journal = journal_of(folder);
  const auto begin = [&](const TemporaryNames& names) {
    auto text = fmt::format("{}\n", ::getpid());
    for (const auto& [temporary, target] : names)
      text += fmt::format("write\t{}\t{}\t{}\n", below(folder, temporary), below(folder, target), hash_of(target));
    for (const auto& path : removed) text += fmt::format("remove\t{}\n", below(folder, path));
    write_files({{.path = journal, .text = text}});
  };
  try {
    write_files(files, {}, begin);
  } catch (...) {
    ::unlink(journal.c_str());
    throw;
  }
  for (const auto& path : removed) remove_file(path);
  remove_file(journal);
}

void finish_interrupted(const std::string& folder) {
  const auto journal = journal_of(folder);
  const auto text = read_file_if_there(journal);
  if (!text || !is_gone(*text)) return;
  std::string_view rest = *text;
  rest.remove_prefix(std::min(rest.find('\n') + 1, rest.size()));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    finish_line(folder, fields_of(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  remove_file(journal);
}

}  // namespace quickscan
