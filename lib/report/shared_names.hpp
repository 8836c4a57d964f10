#pragma once

#include "core/language.hpp"
#include "study/study.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickscan {

/// Names of what the studies share by id. The last study that has a name for it decides; an id without a name is
/// printed as it is.
class SharedNames {
 public:
  SharedNames(std::vector<const Study*> studies, Language language)
      : studies_(std::move(studies)), language_(language) {}

  /// `toegang`: the short name.
  std::string recommendation(std::string_view id) const {
    return name_of(id, [&](const Study& study) {
      const auto at = study.framework.find_recommendation(id);
      return at == none ? LocalText() : study.framework[at].short_name;
    });
  }
  /// `toegang · bestuur`.
  std::string cell(std::string_view rec, std::string_view level) const {
    const auto level_name = name_of(
        level, [&](const Study& study) { return own_name(study.framework, study.framework.find_level(level)); });
    return fmt::format("{} · {}", recommendation(rec), level_name);
  }
  std::string factor(std::string_view id) const {
    return name_of(id, [&](const Study& study) { return own_name(study.framework, study.framework.find_factor(id)); });
  }
  std::string development(std::string_view id) const {
    return name_of(id, [&](const Study& study) { return own_name(study, study.find_development(id)); });
  }
  std::string stakeholder(std::string_view id) const {
    return name_of(id, [&](const Study& study) { return own_name(study, study.find_stakeholder(id)); });
  }

 private:
  /// The name of a row of a study or framework; empty where it has none.
  template <typename Rows, typename Id>
  static LocalText own_name(const Rows& rows, Id at) {
    return at == none ? LocalText() : rows[at].name;
  }

  template <typename Find>
  std::string name_of(std::string_view id, Find find) const {
    for (auto study = studies_.rbegin(); study != studies_.rend(); ++study) {
      const LocalText name = find(**study);
      if (!name.empty()) return name.in(language_);
    }
    return std::string(id);
  }

  std::vector<const Study*> studies_;
  Language language_;
};

}  // namespace quickscan
