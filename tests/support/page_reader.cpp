#include "page_reader.hpp"

#include <expat.h>

#include <utility>

namespace quickscan::test {
namespace {

struct State {
  Page page;
  std::vector<std::size_t> open;
};

void start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& state = *static_cast<State*>(data);
  Page::Element element;
  element.name = name;
  for (; *attributes != nullptr; attributes += 2) element.attributes[attributes[0]] = attributes[1];
  state.open.push_back(state.page.elements.size());
  state.page.elements.push_back(std::move(element));
}

void end(void* data, const XML_Char*) { static_cast<State*>(data)->open.pop_back(); }

void text(void* data, const XML_Char* letters, int size) {
  auto& state = *static_cast<State*>(data);
  for (const auto index : state.open) state.page.elements[index].text.append(letters, static_cast<std::size_t>(size));
}

}  // namespace

std::vector<const Page::Element*> Page::all(std::string_view name) const {
  std::vector<const Element*> found;
  for (const auto& element : elements) {
    if (element.name == name) found.push_back(&element);
  }
  return found;
}

std::set<std::string> Page::names() const {
  std::set<std::string> result;
  for (const auto& element : elements) result.insert(element.name);
  return result;
}

Page read_page(const std::string& html) {
  State state;
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &state);
  XML_SetElementHandler(parser, start, end);
  XML_SetCharacterDataHandler(parser, text);
  if (XML_Parse(parser, html.data(), static_cast<int>(html.size()), 1) == XML_STATUS_ERROR) {
    state.page.problem = std::string(XML_ErrorString(XML_GetErrorCode(parser))) + " in line " +
                         std::to_string(XML_GetCurrentLineNumber(parser));
  }
  XML_ParserFree(parser);
  return state.page;
}

}  // namespace quickscan::test
