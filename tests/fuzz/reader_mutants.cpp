// Mutants of real files: whatever the reader of the subset takes, yaml-cpp must take without a finding and read as the
// same tree, node by node and place by place.
//
//     reader_mutants --mutants N | --seconds N  [--seed N] FOLDER...

#include "core/diagnostic.hpp"
#include "texts.hpp"
#include "yaml/parse.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace quickscan;

namespace {

// What means something in YAML, and what people type for it.
constexpr auto pieces = std::to_array<std::string_view>({"\n",
                                                         "\n  ",
                                                         "\n- ",
                                                         "\n  - ",
                                                         "  ",
                                                         " ",
                                                         ": ",
                                                         ":",
                                                         "- ",
                                                         "-",
                                                         "#",
                                                         " # x",
                                                         "\"",
                                                         "'",
                                                         "''",
                                                         "\\\"",
                                                         "\\\\",
                                                         "\\",
                                                         "\\n",
                                                         "\\\n",
                                                         "[",
                                                         "]",
                                                         "{",
                                                         "}",
                                                         ", ",
                                                         ",",
                                                         "|",
                                                         "|-",
                                                         ">",
                                                         ">-",
                                                         ">+",
                                                         "|2",
                                                         "? ",
                                                         "! ",
                                                         "&a ",
                                                         "*a ",
                                                         "~",
                                                         "null",
                                                         "%",
                                                         "@",
                                                         "`",
                                                         "\t",
                                                         "\r\n",
                                                         "\r",
                                                         "---\n",
                                                         "---",
                                                         "...",
                                                         "\n...\n",
                                                         "\n---\n",
                                                         "\u00E9",
                                                         "\u201C",
                                                         "\u00A0",
                                                         "\U0001F642",
                                                         "\uFFFD",
                                                         "\xEF\xBF\xBE",
                                                         "\xEF\xBF\xBF",
                                                         "key: ",
                                                         "key:",
                                                         "\nkey: v\n",
                                                         "\n\n",
                                                         "\n \n",
                                                         "<<: ",
                                                         "<",
                                                         "0",
                                                         "true",
                                                         "a: b",
                                                         "\"a\": b",
                                                         "{a: b}",
                                                         "[a, b]",
                                                         "=",
                                                         "a: |\n    b\n",
                                                         "a: >-\n   b\n   c\n",
                                                         "\x7F",
                                                         "\xEF\xBB\xBF",
                                                         "'a'",
                                                         "\"b\"",
                                                         "? a\n: b\n",
                                                         "!!str ",
                                                         "- - a",
                                                         "- a: b",
                                                         "[\n   a,\n   b]",
                                                         "{a: b,\n   c: d\n  }",
                                                         "\"a\n   b\"",
                                                         "'a\n\n    b'",
                                                         "a\n    b",
                                                         " \n",
                                                         ",\n    "});

class Mutator {
 public:
  Mutator(std::vector<std::string> originals, std::uint64_t seed) : originals_(std::move(originals)), random_(seed) {}

  std::string next() {
    text_ = part_of(originals_[below(originals_.size())]);
    const auto changes = below(50) == 0 ? 0 : 1 + below(4) + (below(8) == 0 ? below(8) : 0);
    for (std::size_t i = 0; i < changes; ++i) change();
    if (below(20) == 0) {
      for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 2))
        text_.insert(at, 1, '\r');
    }
    return text_;
  }

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
  std::string_view piece() { return pieces[below(pieces.size())]; }
  // The end of the first line from a random place on, or the end of the text.
  std::size_t line_end() { return std::min(text_.find('\n', below(text_.size())), text_.size()); }

  // Some lines of a long file.
  std::string part_of(const std::string& original) {
    constexpr std::size_t most = 1500;
    if (original.size() <= most) return original;
    const auto from = original.find("\n- ", below(original.size() - most / 2));
    auto part = from == std::string::npos ? original.substr(0, most)
                                          : "segments:" + original.substr(from, most / 3 + below(most));
    if (below(4) != 0) part.resize(std::min(part.rfind('\n'), part.size() - 1) + 1);
    return part;
  }

  void change() {
    const auto at = below(text_.size());
    switch (below(10)) {
      case 0:
      case 1:
      case 2: text_.insert(at, piece()); break;
      case 3: text_.erase(at, 1 + below(3)); break;
      case 4: text_.replace(at, text_.empty() ? 0 : 1, piece()); break;
      case 5: {
        const auto begin = line_end();
        const auto line = text_.substr(begin, text_.find('\n', std::min(begin + 1, text_.size())) - begin);
        text_.insert(line_end(), line);
        break;
      }
      case 6: text_.insert(std::min(line_end() + 1, text_.size()), std::string(1 + below(4), ' ')); break;
      case 7:
        if (const auto end = line_end(); end + 1 < text_.size() && text_[end + 1] == ' ')
          text_.erase(end + 1, 1 + below(2));
        break;
      case 8: text_.insert(line_end(), piece()); break;
      default: change_value(at);
    }
  }

  void change_value(std::size_t from) {
    const auto colon = text_.find(": ", from);
    if (colon == std::string::npos) return;
    const auto end = std::min(text_.find('\n', colon), text_.size());
    text_.replace(colon + 2, below(2) == 0 ? 0 : end - colon - 2, piece());
  }

  std::vector<std::string> originals_;
  std::mt19937_64 random_;
  std::string text_;
};

std::vector<std::string> files_below(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> paths;
  for (const auto& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".yaml" && entry.file_size() > 0 && entry.file_size() < 200'000)
        paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  for (const auto& path : paths) texts.push_back(test::file_text(path.string()));
  return texts;
}

struct Reading {
  YamlTree tree;
  Diagnostics diagnostics;
  bool usable = false;

  void read(const std::string& text, YamlReaders readers) {
    diagnostics.clear();
    usable = read_yaml(text, 0, tree, diagnostics, {}, readers);
  }
};

// What the two made of the text; nothing where it is the same.
std::string difference(const Reading& first, const Reading& whole) {
  if (!whole.usable || first.diagnostics.size() != whole.diagnostics.size())
    return "refused: " + (whole.diagnostics.empty() ? std::string() : whole.diagnostics.back().message);
  if (first.tree.nodes == whole.tree.nodes && first.tree.texts == whole.tree.texts) return {};
  for (std::size_t i = 0; i < std::min(first.tree.nodes.size(), whole.tree.nodes.size()); ++i) {
    const auto& one = first.tree.nodes[i];
    const auto& other = whole.tree.nodes[i];
    if (one == other && first.tree.text(one) == whole.tree.text(other)) continue;
    const auto shown = [](const YamlTree& tree, const YamlNode& node) {
      return "[" + std::string(tree.text(node)) + "] from " + std::to_string(node.begin) + " to " +
             std::to_string(node.end) + " in line " + std::to_string(node.line);
    };
    return "node " + std::to_string(i) + ": " + shown(first.tree, one) + ", by yaml-cpp " + shown(whole.tree, other);
  }
  return "another number of nodes";
}

}  // namespace

int main(int count, char** arguments) {
  using Clock = std::chrono::steady_clock;
  std::uint64_t most = 0;
  std::uint64_t seed = 1;
  auto end = Clock::time_point::max();
  std::vector<std::string> folders;
  for (int at = 1; at < count; ++at) {
    const std::string_view name = arguments[at];
    const auto number = [&] { return std::strtoull(at + 1 < count ? arguments[++at] : "0", nullptr, 10); };
    if (name == "--mutants")
      most = number();
    else if (name == "--seed")
      seed = number();
    else if (name == "--seconds")
      end = Clock::now() + std::chrono::seconds(number());
    else
      folders.emplace_back(name);
  }
  Mutator mutator(files_below(folders), seed);
  Reading first;
  Reading whole;
  std::uint64_t mutants = 0;
  std::uint64_t taken = 0;
  std::uint64_t different = 0;
  for (; (most == 0 || mutants < most) && (mutants % 256 != 0 || Clock::now() < end); ++mutants) {
    const auto text = mutator.next();
    first.read(text, YamlReaders::subset_alone);
    if (!first.usable) continue;
    ++taken;
    whole.read(text, YamlReaders::authority_alone);
    const auto found = difference(first, whole);
    if (found.empty()) continue;
    constexpr std::uint64_t most_shown = 10;
    if (++different <= most_shown) std::cout << found << "\n" << text << "\n----------\n";
  }
  std::cout << mutants << " mutants, " << taken << " taken by the reader of the subset, " << different
            << " different\n";
  return different == 0 && taken > mutants / 20 ? 0 : 1;
}
