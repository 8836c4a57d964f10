// A program of the build, not of the product: turns the front matter of the pages in data/rules into the table of
// rules and one constant for each, so that a code that does not exist does not compile. Refuses what is wrong, with
// the page.
//
//   compile_rules OUTPUT QS101.md QS102.md ...

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Row {
  std::string constant;
  std::string initialiser;
};

class Page {
 public:
  explicit Page(std::string path) : path_(std::move(path)) {
    std::ifstream file(path_, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto end = text.find("\n---\n", 3);
    if (!text.starts_with("---\n") || end == std::string::npos) refuse("no front matter between lines of three dashes");
    front_ = YAML::Load(text.substr(4, end - 3));
    for (const auto& entry : front_) {
      static const std::set<std::string> keys{"code",         "name",    "severity",    "scope",   "privacy",
                                              "suppressible", "reading", "consequence", "summary", "help"};
      if (!keys.contains(entry.first.Scalar())) refuse("unknown key " + entry.first.Scalar());
    }
    if (text.substr(end + 5).rfind("# " + value("code") + " " + value("name") + "\n", 0) != 0) {
      refuse("the title is not the code and the name");
    }
  }

  Row row() const {
    const auto code = value("code");
    const auto name = value("name");
    if (path_.substr(path_.rfind('/') + 1) != code + ".md") refuse("the code is not the name of the file");
    std::string constant = name;
    std::ranges::replace(constant, '-', '_');
    return {constant,
            "{\"" + code + "\", \"" + name + "\", Severity::" + one_of("severity", {"error", "warning", "note"}) +
                ", Rule::Scope::" + one_of("scope", {"file", "study"}) + ", " + boolean("privacy") + ", " +
                boolean("suppressible") + ", " + boolean("consequence", "false") +
                ", Rule::Reading::" + (front_["reading"] ? one_of("reading", {"stops", "goes_on"}) : "not_concerned") +
                ", \"" + value("summary") + "\", \"" + (front_["help"] ? value("help") : "") + "\"}"};
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const { throw std::runtime_error(path_ + ": " + why); }

  std::string value(const char* key) const {
    if (!front_[key] || !front_[key].IsScalar()) refuse(std::string("no `") + key + "`");
    const auto text = front_[key].Scalar();
    if (text.find_first_of("\"\\\n") != std::string::npos) refuse(std::string("a quote or backslash in `") + key + "`");
    return text;
  }

  std::string one_of(const char* key, const std::vector<std::string>& choices) const {
    const auto text = value(key);
    if (std::ranges::find(choices, text) == choices.end()) refuse(std::string("`") + key + "` cannot be " + text);
    return text;
  }

  std::string boolean(const char* key, const char* otherwise = nullptr) const {
    if (otherwise != nullptr && !front_[key]) return otherwise;
    return one_of(key, {"true", "false"});
  }

  std::string path_;
  YAML::Node front_;
};

}  // namespace

int main(int count, char** arguments) try {
  if (count < 3) throw std::runtime_error("usage: compile_rules OUTPUT PAGE...");
  std::string rows, constants;
  std::set<std::string> names;
  for (int i = 2; i < count; ++i) {
    const auto row = Page(arguments[i]).row();
    if (!names.insert(row.constant).second) throw std::runtime_error("two rules are named " + row.constant);
    rows += "    " + row.initialiser + ",\n";
    constants += "inline constexpr const Rule& " + row.constant + " = table[" + std::to_string(i - 2) + "];\n";
  }
  std::ofstream out(arguments[1], std::ios::binary);
  out << "// Made by data/compile_rules.cpp from the pages of data/rules.\n#pragma once\n\n#include "
         "\"core/rule.hpp\"\n\n"
         "namespace quickscan::rule {\n\n/// All rules, by code.\ninline constexpr Rule table[] = {\n"
      << rows << "};\n\n"
      << constants << "\n}  // namespace quickscan::rule\n";
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "compile_rules: %s\n", failure.what());
  return 1;
}
