#include "study/read/stray_files.hpp"

#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "study/read/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

/// The name of a file (or of a folder, with a slash behind it) without what it lies in, in lower case.
std::string lower_name(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return lower_case(path.substr(path.rfind('/') + 1));
}

/// Whether somebody may take a file for one of a study's: `i04.yml`, `I04.YAML`, `i04.yaml.txt`, `i04.yam`.
bool may_be_meant_as_yaml(std::string_view path) {
  const auto name = lower_name(path);
  return std::ranges::any_of(std::array{".yam", ".yml", ".yma"},
                             [&](const char* beginning) { return name.find(beginning) != std::string::npos; });
}

/// What an editor or a system puts beside a file (a hidden one, or one in a hidden folder, may be an interview), and
/// what people do to explain a folder.
bool belongs_to_no_study(std::string_view path) {
  const auto name = lower_name(path);
  return (path.find("/.") != std::string_view::npos && !may_be_meant_as_yaml(name)) || name.starts_with("~$") ||
         name == "thumbs.db" || name == "desktop.ini" || name.starts_with("readme") || name.starts_with("leesmij");
}

/// Whether a file is called as a text of the report in a language is: `summary.nl.md`.
bool is_called_as_text(std::string_view name) { return name.ends_with(".nl.md") || name.ends_with(".en.md"); }

/// Whether a file beside study.yaml has the name of a section of the report.
bool may_be_meant_as_section(std::string_view name) {
  return is_called_as_text(name) &&
         (name.starts_with("rec-") ||
          std::ranges::find(own_sections, name.substr(0, name.find('.'))) != own_sections.end());
}

/// Judges the paths of a study that are never read.
class StrayFiles {
 public:
  explicit StrayFiles(const std::vector<std::string>& paths) : paths_(paths) {}

  /// Beside study.yaml and its like, in text/ and confidential/, or in a folder that is called nearly as one of them.
  bool is_stray(std::string_view path) const {
    if (path.starts_with("confidential/")) return path != confidential_key;
    if (is_editors_copy(path)) return false;
    if (path.starts_with("text/")) return !path.ends_with(".md") || path.starts_with("text/.");
    if (path.starts_with("interviews/")) return !belongs_to_no_study(path) && !is_beside_its_interview(path);
    const auto name = lower_name(path);
    const auto folder = folder_in(path);
    if (folder.empty() ? may_be_meant_as_section(name) : meant_folder(folder) == "text" && is_called_as_text(name))
      return true;
    // framework.yaml is read where study.yaml names it, or no other.
    return may_be_meant_as_yaml(path) &&
           (path == "framework.yaml" || std::ranges::find(frame_files(), path) == frame_files().end());
  }

  Diagnostic finding_of(const std::string& path, std::uint32_t source, const StudyFiles& files) const {
    auto one = finding(rule::stray_file, {source, 0, 0}, fmt::format("`{}` is never read", path));
    const auto folder = folder_in(path);
    const auto meant = folder.empty() && may_be_meant_as_section(lower_name(path)) ? std::optional<std::string>("text")
                                                                                   : meant_folder(folder);
    if (is_lost_interview(path, meant.value_or(""), files)) one.severity = Severity::error;
    if (meant == "interviews" || one.severity == Severity::error) {
      one.help = "an interview is a file `interviews/<id>.yaml` or `interviews/<id>.<coder>.yaml`";
    } else if (meant == "text") {
      one.help = "a text of the report is a file `text/<section>.nl.md` or `text/<section>.en.md`";
    } else if (meant == "confidential" || may_be_the_key(path)) {
      // A key under another name: no name in it is looked for, so the study is not clean.
      one.help = fmt::format("the names that are looked for elsewhere are those of `{}`", confidential_key);
      one.confidential = true;
      if ((may_be_meant_as_yaml(path) && !is_editors_copy(path)) || !has(confidential_key))
        one.severity = Severity::error;
    } else if (path == "framework.yaml") {
      one.help = "study.yaml names another framework; `framework: framework.yaml` reads this one";
    } else if (const auto file = suggest(path, frame_files())) {
      one.help = did_you_mean(path, frame_files());
      if (!has(*file) && *file != "framework.yaml") one.severity = Severity::error;
    }
    return one;
  }

 private:
  /// The folder beside study.yaml that a file is in; empty for a file beside it.
  static std::string_view folder_in(std::string_view path) {
    const auto slash = path.find('/');
    return path.substr(0, slash == std::string_view::npos ? 0 : slash);
  }

  bool has(std::string_view path) const { return std::ranges::binary_search(paths_, path); }

  bool is_editors_copy(std::string_view path) const {
    return path.ends_with('~') && has(path.substr(0, path.size() - 1));
  }

  /// Whether the interview after which a file is called is read: `i01.docx`, `i01.yaml.bak` beside `i01.yaml`.
  bool has_its_interview(std::string_view path) const {
    const auto name = path.substr(path.rfind('/') + 1);
    return has(fmt::format("interviews/{}.yaml", name.substr(0, name.find('.'))));
  }

  /// What an interview was coded from.
  bool is_beside_its_interview(std::string_view path) const {
    return !may_be_meant_as_yaml(path) && has_its_interview(path);
  }

  /// Whether an interview is left out of all results: by its name, or by its text under any name (`i04.txt`).
  bool is_lost_interview(const std::string& path, std::string_view meant, const StudyFiles& files) const {
    const bool yaml = may_be_meant_as_yaml(path);
    // A copy of what is read, in a folder of copies, is missed by nobody.
    const bool in_interviews = path.starts_with("interviews/");
    if (meant == "interviews" && yaml) return (in_interviews && is_called_as_yaml(path)) || !has_its_interview(path);
    const auto name = lower_name(path);
    const bool any_text = name.ends_with(".txt") || name.ends_with(".json") || name.find('.') == std::string::npos;
    if (path.ends_with('/') || (meant.empty() ? !yaml : meant != "interviews" || !any_text)) return false;
    const auto text = files.load(path).value_or("");
    return text.find("interview") != std::string::npos && text.find("segments") != std::string::npos;
  }

  static const std::vector<std::string>& frame_files() {
    static const std::vector<std::string> names{"study.yaml", "framework.yaml", "stakeholders.yaml",
                                                "developments.yaml"};
    return names;
  }

  const std::vector<std::string>& paths_;
};

}  // namespace

bool is_stray_file(std::string_view path, const std::vector<std::string>& paths) {
  return StrayFiles(paths).is_stray(path);
}

Diagnostic stray_file_finding(const std::string& path, std::uint32_t source, const StudyFiles& files,
                              const std::vector<std::string>& paths) {
  return StrayFiles(paths).finding_of(path, source, files);
}

std::optional<std::string> meant_folder(std::string_view name) {
  static const std::vector<std::string> folders{"interviews", "confidential", "text"};
  if (name.empty()) return std::nullopt;
  const auto lower = lower_case(name);
  if (std::ranges::find(folders, lower) != folders.end()) return lower;
  if (auto near = suggest(name, folders)) return near;
  if (lower.find("interview") != std::string::npos) return "interviews";
  return lower.starts_with("text") || lower.starts_with("tekst") ? std::optional<std::string>("text") : std::nullopt;
}

bool may_be_the_key(std::string_view path) {
  const auto name = lower_case(path.substr(path.rfind('/') + 1));
  return name.starts_with("key.") || name.starts_with("sleutel.");
}

bool explains_folder(std::string_view path) {
  const auto name = lower_name(path);
  return path.find('/') == std::string_view::npos && (name.starts_with("readme") || name.starts_with("leesmij")) &&
         (name.ends_with(".md") || name.ends_with(".txt") || name.find('.') == std::string::npos);
}

bool is_called_as_yaml(std::string_view path) {
  const auto name = lower_name(path);
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

}  // namespace quickscan
