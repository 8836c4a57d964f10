// Any bytes as a YAML file: refused with findings, or a tree whose places lie inside the file; and the
// same when yaml-cpp reads it.

#include "core/render_diagnostics.hpp"
#include "yaml/parse.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  quickscan::Sources sources([&](const std::string&) { return std::optional(text); });
  quickscan::YamlTree tree;
  quickscan::Diagnostics diagnostics;
  const bool read = quickscan::read_yaml(text, sources.add("fuzz.yaml"), tree, diagnostics);
  if (read && tree.empty()) std::abort();
  for (const auto& node : tree.nodes) {
    if (node.begin > node.end || node.end > size) std::abort();
  }
  const auto said = quickscan::render_text(diagnostics, sources);
  quickscan::YamlTree whole_tree;
  quickscan::Diagnostics whole_diagnostics;
  const bool whole = quickscan::read_yaml(text, tree.source, whole_tree, whole_diagnostics, {},
                                          quickscan::YamlReaders::authority_alone);
  if (whole != read || quickscan::render_text(whole_diagnostics, sources) != said) std::abort();
  if (read && (whole_tree.nodes != tree.nodes || whole_tree.texts != tree.texts)) std::abort();
  return 0;
}
