#include "exchange/agreement_table.hpp"

#include "exchange/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickscan {

namespace {

using CodingCell = nlohmann::ordered_json;

CodingCell value_cell(const CoderReading& reading) {
  if (reading.value.value) return *reading.value.value;
  return reading.value.ceiling ? CodingCell(fmt::format("<{}", *reading.value.ceiling + 1)) : CodingCell();
}

CodingCell sign_cell(FactorSign sign) {
  switch (sign) {
    case FactorSign::absent: return "absent";
    case FactorSign::barrier: return "barrier";
    case FactorSign::enabler: return "enabler";
    case FactorSign::both: return "both";
  }
  return {};
}

}  // namespace

DataTable agreement_table(const Study& study, const AgreementDetail& detail, Language language) {
  const Columns columns(study, language);
  auto table = columns.table("agreement");
  table.columns = {columns.plain("interview"), columns.plain("rec"), columns.plain("factor"), columns.levels("level")};
  for (const auto& coder : detail.coders) {
    table.columns.push_back(columns.plain("coder"));
    table.columns.back().name = "coder_" + coder;
  }
  table.columns.push_back(columns.plain("agreed"));
  table.columns.push_back(columns.plain("differs", ColumnType::boolean));

  const auto add = [&](const auto& unit, CodingCell rec, CodingCell factor, const auto& cell_of, bool differ) {
    auto& row = table.rows.emplace_back(
        std::vector<CodingCell>{unit.interview, std::move(rec), std::move(factor), study.framework[unit.level].id});
    for (const auto& coder : detail.coders) row.push_back(cell_of(coder));
    row.push_back(cell_of({}));
    row.push_back(differ);
  };
  for (const auto& unit : detail.units) {
    const auto cell_of = [&](const std::string& coder) {
      if (coder.empty()) return unit.agreed ? value_cell(*unit.agreed) : CodingCell();
      const auto found = std::ranges::find(unit.coders, coder, &CoderReading::coder);
      return found == unit.coders.end() ? CodingCell() : value_cell(*found);
    };
    add(unit, study.framework[unit.rec].id, {}, cell_of, differs(unit));
  }
  for (const auto& factor : detail.factors) {
    const auto cell_of = [&](const std::string& coder) {
      if (coder.empty()) return factor.agreed ? sign_cell(*factor.agreed) : CodingCell();
      const auto found = std::ranges::find(factor.coders, coder, [](const auto& one) { return one.first; });
      return found == factor.coders.end() ? CodingCell() : sign_cell(found->second);
    };
    add(factor, {}, study.framework[factor.factor].id, cell_of, factor.differs());
  }
  return table;
}

}  // namespace quickscan
