#include "core/format_number.hpp"
#include "report/pages/pages.hpp"
#include "report/wording.hpp"

namespace quickscan {

Document start_page(const Study& study, const Messages& say) {
  Document page;
  page.language = say.language();
  page.title = study.title.in(say.language());
  if (auto banner = provenance_banner(study.provenance, say)) page.banners.push_back(std::move(*banner));
  return page;
}

Section& add_section(Document& page, std::string title) {
  return page.sections.emplace_back(Section{{}, std::move(title), {}});
}

Table page_table(std::vector<std::string> columns) { return {{}, std::move(columns), {}, true}; }

void add_table(Section& section, Table table) { section.blocks.push_back(TableBlock{std::move(table), {}, false, {}}); }

std::string share_text(const std::optional<double>& share, Language language) {
  return share ? format_number(*share * 100, 0, language) + "%" : std::string(missing_number);
}

}  // namespace quickscan
