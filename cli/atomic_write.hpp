#pragma once

#include <csignal>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// Holds back signals that end a run while names are being exchanged or another program is at work, so that
/// none of them leaves something behind; they arrive afterwards.
class SignalsHeld {
 public:
  SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld();

 private:
  sigset_t before_{};
};

/// Modes of written files, whatever the umask: only the owner reads a report of interviews.
inline constexpr unsigned owner_only = 0600;
inline constexpr unsigned for_everybody = 0644;

/// Whether the process whose number these characters begin with has ended: what it left behind may go.
bool is_gone(std::string_view digits);

/// A file to be written whole.
struct OutputFile {
  std::string path;
  std::string text;
  unsigned mode = owner_only;
  /// What the file held when it was read: it is replaced only where it still does.
  std::optional<std::string> read{};
};

/// Writes all files or none: each into a temporary beside it, flushed to disk and then renamed, so that
/// whatever happens the old file or the new one is there, whole. Missing folders are made, and a
/// replaced file keeps its mode. Refuses a target that is a
/// link, a folder, a device, one of `inputs`, or named twice. Throws IoError.
/// `before_exchange` is told the temporary and the path of every file when all are on disk and none is in its place
/// yet.
using TemporaryNames = std::vector<std::pair<std::string, std::string>>;
void write_files(const std::vector<OutputFile>& files, const std::vector<std::string>& inputs = {},
                 const std::function<void(const TemporaryNames&)>& before_exchange = {});

/// Adds to the end of a file that another program keeps (a runner's step summary); throws IoError.
void append_to_file(const std::string& path, std::string_view text);

/// Folders that an output needs, made for their owner alone; gone again unless they are kept.
class NewFolders {
 public:
  /// Folders that only their owner opens, or everybody.
  explicit NewFolders(unsigned mode = 0700) : mode_(mode) {}
  NewFolders(const NewFolders&) = delete;
  NewFolders& operator=(const NewFolders&) = delete;
  ~NewFolders();

  /// Makes a folder and those above it that are missing; throws IoError.
  void make(const std::string& path);
  void keep() { made_.clear(); }

 private:
  unsigned mode_;
  std::vector<std::string> made_;
};

/// Writes all of `text` to an open descriptor. False where the reader has gone (a broken pipe, which
/// is no error); throws IoError otherwise.
bool write_all(int descriptor, std::string_view text, std::string_view name);

}  // namespace quickscan
