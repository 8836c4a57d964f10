#include "study/privacy/key_names.hpp"
#include "study/read/files.hpp"

namespace quickscan {

namespace {

/// Reads the names of the key file, and reports what would guard nobody. No message repeats what stands there.
class KeyFileReader {
 public:
  KeyFileReader(const Fields& fields, std::vector<std::string>& names) : fields_(fields), names_(names) {}

  void read(const YamlNode& root) {
    if (root.count == 0) report(rule::empty_value, root, "a key file without a name");
    fields_.each_entry(root, [&](const YamlNode& key, const YamlNode& value) {
      const auto who = fields_.raw(key);
      if (is_person(who)) return add(value);
      report(rule::not_an_id, key, "found what is not the id of a person").help =
          "write the id first, then the name: `<person>: <name>` or `<interview>:<speaker>: <name>`";
      // Most likely the sides were swapped: the name is looked for as well.
      names_.emplace_back(who);
      const bool swapped = value.kind == YamlNode::Kind::scalar && is_person(fields_.raw(value));
      if (!swapped) add(value);
    });
  }

 private:
  Diagnostic& report(const Rule& rule, const YamlNode& node, std::string message) const {
    auto& one = fields_.report(rule, node, std::move(message));
    one.confidential = true;
    return one;
  }

  /// `p17`, or `r03:a`.
  static bool is_person(std::string_view key) {
    const auto colon = key.find(':');
    return colon == std::string_view::npos ? is_id(key) : is_id(key.substr(0, colon)) && is_id(key.substr(colon + 1));
  }

  /// Whatever stands in the key is looked for, also below keys that somebody made up (`{name: …, email: …}`).
  void add(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::scalar) return add_name(node);
    if (node.count == 0) return report_empty(node);
    if (node.kind == YamlNode::Kind::sequence) {
      fields_.each(node, [&](const YamlNode& item) { add(item); });
    } else {
      fields_.each_entry(node, [&](const YamlNode&, const YamlNode& value) { add(value); });
    }
  }

  void add_name(const YamlNode& node) {
    const std::string name(node.empty ? std::string_view{} : fields_.raw(node));
    if (NameIndex({name}).empty()) return report_empty(node);
    names_.push_back(name);
  }

  void report_empty(const YamlNode& node) const {
    report(rule::empty_value, node, "a person without a name that can be looked for").help =
        "write the name, or leave the person out";
  }

  const Fields& fields_;
  std::vector<std::string>& names_;
};

}  // namespace

void read_confidential_names(const Fields& fields, Study& study) {
  const auto& root = fields.tree().root();
  if (fields.is_mapping(root)) KeyFileReader(fields, study.confidential_names).read(root);
}

}  // namespace quickscan
