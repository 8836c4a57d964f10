#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan {

/// The kinds of ids that a study has, by the names that `rename` accepts.
enum class IdKind : std::uint8_t {
  recommendation,
  part,
  level,
  rung,
  factor,
  term,
  line,
  item,
  stakeholder,
  development,
  place,
  sector,
  step,
  coder,
  interview,
  person
};

std::string_view name_of(IdKind kind);
std::optional<IdKind> parse_id_kind(std::string_view name);
std::vector<std::string> id_kind_names();

/// A place in a file where an id is written; a part's is `principles.lifeworld` and its span holds `lifeworld`.
struct IdUse {
  IdKind kind = IdKind::recommendation;
  std::string id;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool defines = false;  ///< the entry of its own: a key of stakeholders.yaml, `interview:`
  std::uint32_t line = 0;
};

/// What a file of a study is, which decides where ids are in it.
enum class StudyFileKind : std::uint8_t { study, framework, stakeholders, developments, interview, key, text, other };

/// By its path in the study's folder; `framework_path` is the framework's own.
StudyFileKind kind_of_file(std::string_view path, std::string_view framework_path);

/// Every id in a file, in file order. Texts of people (quotes, notes, names) are never looked into.
std::vector<IdUse> ids_in(StudyFileKind kind, const std::string& text);

}  // namespace quickscan
