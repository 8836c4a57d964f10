#pragma once

#include <doctest/doctest.h>
#include <expat.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// A page as a strict parser reads it back: what a test asks of a report.
struct Page {
  struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;  ///< of its own and of all within
  };
  std::vector<Element> elements;  ///< in document order
  std::string problem;            ///< why it is not well-formed

  std::vector<const Element*> all(std::string_view name) const {
    std::vector<const Element*> found;
    for (const auto& element : elements) {
      if (element.name == name) found.push_back(&element);
    }
    return found;
  }
  std::set<std::string> names() const {
    std::set<std::string> result;
    for (const auto& element : elements) result.insert(element.name);
    return result;
  }
};

namespace page_reader {

struct State {
  Page page;
  std::vector<std::size_t> open;
};

inline void start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& state = *static_cast<State*>(data);
  Page::Element element;
  element.name = name;
  for (; *attributes != nullptr; attributes += 2) element.attributes[attributes[0]] = attributes[1];
  state.open.push_back(state.page.elements.size());
  state.page.elements.push_back(std::move(element));
}

inline void end(void* data, const XML_Char*) { static_cast<State*>(data)->open.pop_back(); }

inline void text(void* data, const XML_Char* letters, int size) {
  auto& state = *static_cast<State*>(data);
  for (const auto index : state.open) state.page.elements[index].text.append(letters, static_cast<std::size_t>(size));
}

}  // namespace page_reader

/// Parses a page with expat.
inline Page read_page(const std::string& html) {
  page_reader::State state;
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &state);
  XML_SetElementHandler(parser, page_reader::start, page_reader::end);
  XML_SetCharacterDataHandler(parser, page_reader::text);
  if (XML_Parse(parser, html.data(), static_cast<int>(html.size()), 1) == XML_STATUS_ERROR) {
    state.page.problem = std::string(XML_ErrorString(XML_GetErrorCode(parser))) + " in line " +
                         std::to_string(XML_GetCurrentLineNumber(parser));
  }
  XML_ParserFree(parser);
  return state.page;
}
