#include "spreadsheet.hpp"

#include "core/utf8.hpp"
#include "files.hpp"
#include "shared_library.hpp"

#include <fmt/format.h>

#ifdef QUICKSCAN_XLSXWRITER
#include <xlsxwriter.h>
#endif

#include <algorithm>

namespace quickscan {

namespace {

struct FittingText {
  std::string text;
  bool is_cut = false;
};

/// A text as a cell of Excel holds it: at most 32,767 UTF-16 units.
FittingText fitting(std::string text) {
  constexpr std::size_t limit = 32'767;
  if (text.size() <= limit) return {std::move(text), false};
  std::size_t units = 0;
  std::size_t kept = 0;  // bytes that leave room for the ellipsis
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_continuation(text[at])) continue;
    if (units < limit) kept = at;
    units += static_cast<unsigned char>(text[at]) >= 0xF0U ? 2U : 1U;
  }
  if (units <= limit) return {std::move(text), false};
  return {text.substr(0, kept) + "…", true};
}

}  // namespace

std::vector<CutCell> cut_cells(const std::vector<DataTable>& tables) {
  std::vector<CutCell> cuts;
  for (const auto& table : tables)
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      for (std::size_t at = 0; at < table.columns.size(); ++at)
        if (const auto& cell = table.rows[row][at]; cell.is_string() && fitting(cell_text(cell)).is_cut)
          cuts.push_back({table.name, table.columns[at].name, static_cast<int>(row) + 2});
  return cuts;
}

#ifdef QUICKSCAN_XLSXWRITER

namespace {

/// libxlsxwriter, by the names of its functions.
struct Xlsxwriter {
  SharedLibrary library{
      QUICKSCAN_XLSXWRITER,
      "an XLSX needs libxlsxwriter, and it was not found (on Debian: apt-get install libxlsxwriter4)"};
  decltype(::workbook_new_opt)* workbook_new_opt = library["workbook_new_opt"];
  decltype(::workbook_set_properties)* workbook_set_properties = library["workbook_set_properties"];
  decltype(::workbook_add_format)* workbook_add_format = library["workbook_add_format"];
  decltype(::format_set_bold)* format_set_bold = library["format_set_bold"];
  decltype(::format_set_text_wrap)* format_set_text_wrap = library["format_set_text_wrap"];
  decltype(::format_set_align)* format_set_align = library["format_set_align"];
  decltype(::workbook_add_worksheet)* workbook_add_worksheet = library["workbook_add_worksheet"];
  decltype(::worksheet_set_column)* worksheet_set_column = library["worksheet_set_column"];
  decltype(::worksheet_write_string)* worksheet_write_string = library["worksheet_write_string"];
  decltype(::worksheet_add_table)* worksheet_add_table = library["worksheet_add_table"];
  decltype(::worksheet_freeze_panes)* worksheet_freeze_panes = library["worksheet_freeze_panes"];
  decltype(::workbook_close)* workbook_close = library["workbook_close"];
  decltype(::lxw_strerror)* lxw_strerror = library["lxw_strerror"];
  decltype(::worksheet_write_boolean)* worksheet_write_boolean = library["worksheet_write_boolean"];
  decltype(::worksheet_write_number)* worksheet_write_number = library["worksheet_write_number"];
};

const Xlsxwriter& xlsxwriter() {
  static const Xlsxwriter library;
  return library;
}

constexpr std::size_t widest = 60;
constexpr std::size_t narrowest = 8;

class Workbook {
 public:
  Workbook(const std::string& path, const std::string& folder, const WorkbookFacts& facts) : folder_(folder) {
    lxw_workbook_options options{};
    options.tmpdir = folder_.data();
    book_ = xlsxwriter().workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw IoError("the spreadsheet cannot be made");
    title_ = facts.title;
    author_ = facts.author;
    lxw_doc_properties properties{};
    properties.title = title_.data();
    properties.author = author_.data();
    properties.created = seconds_of(facts.created);
    xlsxwriter().workbook_set_properties(book_, &properties);
    bold_ = xlsxwriter().workbook_add_format(book_);
    xlsxwriter().format_set_bold(bold_);
    wrapped_ = xlsxwriter().workbook_add_format(book_);
    xlsxwriter().format_set_text_wrap(wrapped_);
    xlsxwriter().format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
    top_ = xlsxwriter().workbook_add_format(book_);
    xlsxwriter().format_set_align(top_, LXW_ALIGN_VERTICAL_TOP);
  }

  void add_facts(const WorkbookFacts& facts) {
    auto* sheet = xlsxwriter().workbook_add_worksheet(book_, "read-me");
    xlsxwriter().worksheet_set_column(sheet, 0, 0, 24, top_);
    xlsxwriter().worksheet_set_column(sheet, 1, 1, 90, wrapped_);
    lxw_row_t row = 0;
    for (const auto& [name, value] : facts.facts) {
      xlsxwriter().worksheet_write_string(sheet, row, 0, name.c_str(), bold_);
      xlsxwriter().worksheet_write_string(sheet, row++, 1, value.c_str(), wrapped_);
    }
  }

  void add(const DataTable& table) {
    auto* sheet = xlsxwriter().workbook_add_worksheet(book_, table.name.c_str());
    for (std::size_t at = 0; at < table.columns.size(); ++at) add_column(sheet, table, at);
    const auto columns = static_cast<lxw_col_t>(table.columns.size());
    // A table needs a row below its header, and its headers passed: it writes its own over those there are.
    std::vector<std::string> names;
    for (const auto& column : table.columns) names.push_back(column.name);
    std::vector<lxw_table_column> headers(names.size());
    std::vector<lxw_table_column*> pointers;
    for (std::size_t at = 0; at < names.size(); ++at) {
      headers[at].header = names[at].data();
      pointers.push_back(&headers[at]);
    }
    pointers.push_back(nullptr);
    lxw_table_options options{};
    options.columns = pointers.data();
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    const auto last = static_cast<lxw_row_t>(std::max<std::size_t>(table.rows.size(), 1));
    if (columns > 0) xlsxwriter().worksheet_add_table(sheet, 0, 0, last, static_cast<lxw_col_t>(columns - 1), &options);
    xlsxwriter().worksheet_freeze_panes(sheet, 1, 0);
  }

  void close() {
    const auto error = xlsxwriter().workbook_close(book_);
    if (error != LXW_NO_ERROR)
      throw IoError(fmt::format("the spreadsheet cannot be written: {}", xlsxwriter().lxw_strerror(error)));
  }

 private:
  static time_t seconds_of(const Date& date) {
    std::tm day{};
    day.tm_year = std::max(static_cast<int>(date.year), 1980) - 1900;
    day.tm_mon = std::max(static_cast<int>(date.month), 1) - 1;
    day.tm_mday = std::max(static_cast<int>(date.day), 1);
    return ::timegm(&day);
  }

  void add_column(lxw_worksheet* sheet, const DataTable& table, std::size_t at) {
    const auto column = static_cast<lxw_col_t>(at);
    std::size_t width = std::max(table.columns[at].name.size() + 3, narrowest);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const auto& cell = table.rows[row][at];
      if (cell.is_null()) continue;
      const auto place = static_cast<lxw_row_t>(row + 1);
      const auto text = fitting(cell_text(cell)).text;
      for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        width = std::max(width, display_width(std::string_view(text).substr(begin, end - begin)) + 1);
        begin = end + 1;
      }
      if (cell.is_boolean()) {
        xlsxwriter().worksheet_write_boolean(sheet, place, column, cell.get<bool>() ? 1 : 0, top_);
      } else if (cell.is_number()) {
        xlsxwriter().worksheet_write_number(sheet, place, column, cell.get<double>(), top_);
      } else {
        const bool is_long = text.size() > widest || text.find('\n') != std::string::npos;
        xlsxwriter().worksheet_write_string(sheet, place, column, text.c_str(), is_long ? wrapped_ : top_);
      }
    }
    xlsxwriter().worksheet_set_column(sheet, column, column, static_cast<double>(std::min(width, widest)), nullptr);
  }

  std::string folder_, title_, author_;
  lxw_workbook* book_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* wrapped_ = nullptr;
  lxw_format* top_ = nullptr;
};

}  // namespace

std::string to_xlsx(const std::vector<DataTable>& tables, const WorkbookFacts& facts, const std::string& folder) {
  const auto path = folder + "/tables.xlsx";
  Workbook book(path, folder, facts);
  book.add_facts(facts);
  for (const auto& table : tables) book.add(table);
  book.close();
  return read_file(path, std::size_t{1} << 30U);
}

#else

std::string to_xlsx(const std::vector<DataTable>& /*tables*/, const WorkbookFacts& /*facts*/,
                    const std::string& /*folder*/) {
  throw IoError("this quickscan was built without libxlsxwriter, so it cannot write XLSX");
}

#endif

}  // namespace quickscan
