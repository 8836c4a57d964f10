#include "report/document.hpp"

#include <iterator>

namespace quickscan {

Text plain(std::string text) { return {{std::move(text), Run::Style::plain}}; }

Text labelled(const std::string& label, const std::string& text) {
  return {{label, Run::Style::strong}, {" " + text, Run::Style::plain}};
}

Paragraph paragraph(std::string text, Paragraph::Role role) { return {plain(std::move(text)), role}; }

void append(std::vector<Block>& blocks, std::vector<Block> more) {
  blocks.insert(blocks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string foot_of_page(const Document& document) {
  const auto& banner = document.briefing.banner;
  return banner.empty() ? document.footer : document.footer + " · " + banner;
}

}  // namespace quickscan
