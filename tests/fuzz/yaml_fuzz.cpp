// Any bytes as a YAML file: refused with findings, or a tree whose places lie inside the file.

#include "text/render.hpp"
#include "text/yaml.hpp"

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
  quickscan::render_text(diagnostics, sources);
  return 0;
}
