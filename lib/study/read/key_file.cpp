#include "study/read/files.hpp"

namespace quickscan {

void read_confidential_names(const Fields& fields, Study& study) {
  const auto& root = fields.tree().root();
  // Whatever stands in the key is looked for, also below keys that somebody made up (`{name: …, email: …}`).
  const auto add = [&](const auto& again, const YamlNode& node) -> void {
    switch (node.kind) {
      case YamlNode::Kind::scalar:
        if (!node.empty && node.text_size != 0) study.confidential_names.emplace_back(fields.raw(node));
        break;
      case YamlNode::Kind::sequence: fields.each(node, [&](const YamlNode& item) { again(again, item); }); break;
      case YamlNode::Kind::mapping:
        fields.each_entry(node, [&](const YamlNode&, const YamlNode& value) { again(again, value); });
        break;
    }
  };
  if (fields.is_mapping(root)) add(add, root);
}

}  // namespace quickscan
