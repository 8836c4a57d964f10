#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan::test {

/// A page as a strict parser reads it back: what a test asks of a report.
struct Page {
  struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;  ///< of its own and of all within
  };
  std::vector<Element> elements;  ///< in document order
  std::string problem;            ///< why it is not well-formed

  std::vector<const Element*> all(std::string_view name) const;
  std::set<std::string> names() const;
};

/// Parses a page with expat.
Page read_page(const std::string& html);

}  // namespace quickscan::test
