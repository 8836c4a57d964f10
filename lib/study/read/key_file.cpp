#include "study/read/key_file.hpp"

namespace quickscan {

void read_confidential_names(const Fields& fields, Study& study) {
  const auto& root = fields.tree().root();
  const auto add = [&](const YamlNode& node) {
    if (node.kind == YamlNode::Kind::scalar && !node.empty && node.text_size != 0)
      study.confidential_names.emplace_back(fields.raw(node));
  };
  if (!fields.is_mapping(root)) return;
  fields.each_entry(root, [&](const YamlNode&, const YamlNode& value) {
    if (value.kind == YamlNode::Kind::sequence) {
      fields.each(value, add);
    } else {
      add(value);
    }
  });
}

}  // namespace quickscan
