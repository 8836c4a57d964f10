#include "formats/json/context.hpp"

#include <optional>
#include <string_view>

namespace quickscan {

StudyPaths::StudyPaths(const Study& study) : sources_(study.sources) {
  // The prefix of every path is that of study.yaml. An interview may be called `study` too: the shortest path wins.
  constexpr std::string_view name = "study.yaml";
  std::optional<std::string_view> shortest;
  for (std::uint32_t source = 0; source < sources_.size(); ++source) {
    const std::string_view path = sources_.path(source);
    if (!path.ends_with(name)) continue;
    const auto before = path.substr(0, path.size() - name.size());
    if (!before.empty() && before.back() != '/') continue;
    if (!shortest || before.size() < shortest->size()) shortest = before;
  }
  folder_ = shortest.value_or("");
}

Json StudyPaths::operator()(std::uint32_t source) const {
  if (source >= sources_.size()) return {};
  const std::string_view path = sources_.path(source);
  return path.starts_with(folder_) ? path.substr(folder_.size()) : path;
}

}  // namespace quickscan
