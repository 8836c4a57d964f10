#include <string>

#include "study/read.hpp"
#include "study/read_context.hpp"

namespace quickscan {

namespace {

void read_lone_tree(const std::string& name, const YamlTree& tree, Diagnostics& diagnostics) {
  const Fields fields(tree, diagnostics);
  const auto has = [&](std::string_view key) { return tree.find(tree.root(), key) != nullptr; };
  Study study;
  const IdIndex nothing;
  const ReadContext context{fields, study, nothing, nothing, true};
  if (name == "study.yaml" || has("quickscan")) {
    const Record record(fields, tree.root(), study_keys());
    read_study_header(fields, record, study);
    read_study_references(context, record, study);
  } else if (name == "framework.yaml" || has("ladder")) {
    read_framework_tree(fields);
  } else if (name == "developments.yaml") {
    read_developments(context, study);
  } else if (has("interview") || has("segments")) {
    read_interview(context, {}, {});
  }
}

}  // namespace

Diagnostics read_lone_file(const std::string& path, std::uint32_t source, std::string_view text) {
  Diagnostics diagnostics;
  YamlTree tree;
  if (read_yaml(text, source, tree, diagnostics)) read_lone_tree(path.substr(path.rfind('/') + 1), tree, diagnostics);
  cut_findings(diagnostics, source);
  return diagnostics;
}

}  // namespace quickscan
