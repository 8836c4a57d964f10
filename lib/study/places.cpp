#include "study/check_interview.hpp"

namespace quickscan {

Place InterviewPlaces::header(std::string_view key) const {
  if (const auto* value = tree.find(tree.root(), key)) return tree.place(*value);
  return tree.place(tree.root().first == 0 ? tree.root() : tree.at(tree.root().first));
}

Place InterviewPlaces::segment(std::size_t segment, std::string_view key) const {
  const auto& node = tree.at(segments.at(segment));
  if (const auto* value = tree.find(node, key)) return tree.place(*value);
  return tree.place(node.first == 0 ? node : tree.at(node.first));
}

}  // namespace quickscan
