// A program of the build, not of the product: turns data/messages/<language>.yaml into sorted tables, so
// that no run has to read them. Refuses what a table cannot hold, with the file and the line.
//
//   compile_messages OUTPUT nl.yaml en.yaml

#include <yaml-cpp/yaml.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace {

using Texts = std::map<std::string, std::string>;

[[noreturn]] void refuse(const std::string& path, const YAML::Node& node, const std::string& why) {
  throw std::runtime_error(path + ":" + std::to_string(node.Mark().line + 1) + ": " + why);
}

Texts read(const std::string& path) {
  Texts texts;
  for (const auto& group : YAML::LoadFile(path)) {
    if (!group.second.IsMap()) refuse(path, group.first, "a group holds keys with texts");
    for (const auto& entry : group.second) {
      if (!entry.second.IsScalar()) refuse(path, entry.first, "a key without a text");
      const auto key = group.first.Scalar() + "." + entry.first.Scalar();
      if (!texts.emplace(key, entry.second.Scalar()).second) refuse(path, entry.first, "a key given twice");
    }
  }
  return texts;
}

std::string literal(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = byte >= 0x20 && byte < 0x7F && letter != '"' && letter != '\\' && letter != '?';
    if (plain) {
      out += letter;
    } else {
      char escape[5];
      std::snprintf(escape, sizeof escape, "\\%03o", static_cast<unsigned>(byte));
      out += escape;
    }
  }
  return out + "\"";
}

// nl.yaml gives the table `nl`.
std::string name_of(const std::string& path) {
  const auto begin = path.rfind('/') + 1;
  return path.substr(begin, path.rfind('.') - begin);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 3) throw std::runtime_error("usage: compile_messages OUTPUT FILE...");
  std::ofstream out(arguments[1], std::ios::binary);
  out << "#include \"embedded.hpp\"\n\nnamespace quickscan {\nnamespace {\n";
  std::string choices;
  for (int i = 2; i < count; ++i) {
    const std::string path = arguments[i];
    const auto name = name_of(path);
    out << "constexpr EmbeddedMessage " << name << "[] = {\n";
    for (const auto& [key, text] : read(path)) out << "    {" << literal(key) << ", " << literal(text) << "},\n";
    out << "};\n";
    choices += "  if (language == \"" + name + "\") return " + name + ";\n";
  }
  out << "}  // namespace\n\nstd::span<const EmbeddedMessage> embedded_messages(std::string_view language) {\n"
      << choices << "  return {};\n}\n\n}  // namespace quickscan\n";
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + arguments[1]);
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "compile_messages: %s\n", failure.what());
  return 1;
}
