#pragma once

#include "core/diagnostic.hpp"
#include "study/check/file_trees.hpp"
#include "study/check/surroundings.hpp"
#include "study/study.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace quickscan {

/// What every check of the whole study is given, and the list that findings are added to.
struct StudyCheck {
  const Study& study;
  const Surroundings& surroundings;
  FileTrees& files;
  Diagnostics& diagnostics;

  Diagnostic& report(const Rule& rule, Place place, std::string message) const {
    return diagnostics.emplace_back(finding(rule, place, std::move(message)));
  }
  /// A place in study.yaml.
  Place in_study(std::initializer_list<std::string_view> keys) const {
    return files.value(files.source_of("study.yaml"), keys);
  }
  const std::string& level_id(LevelId level) const { return study.framework[level].id; }
};

}  // namespace quickscan
