#include "spss.hpp"

#include "core/utf8.hpp"
#include "files.hpp"
#include "shared_library.hpp"

#include <fmt/format.h>

#ifdef QUICKSCAN_READSTAT
#include <readstat.h>
#endif

#include <algorithm>
#include <ctime>
#include <memory>
#include <set>

namespace quickscan {

#ifdef QUICKSCAN_READSTAT

namespace {

/// ReadStat, by the names of its functions.
struct ReadStat {
  SharedLibrary library{QUICKSCAN_READSTAT,
                        "a SAV needs ReadStat, and it was not found (on Debian: apt-get install libreadstat1)"};
  decltype(::readstat_writer_init)* readstat_writer_init = library["readstat_writer_init"];
  decltype(::readstat_set_data_writer)* readstat_set_data_writer = library["readstat_set_data_writer"];
  decltype(::readstat_writer_set_file_timestamp)* readstat_writer_set_file_timestamp =
      library["readstat_writer_set_file_timestamp"];
  decltype(::readstat_writer_set_file_label)* readstat_writer_set_file_label =
      library["readstat_writer_set_file_label"];
  decltype(::readstat_begin_writing_sav)* readstat_begin_writing_sav = library["readstat_begin_writing_sav"];
  decltype(::readstat_begin_row)* readstat_begin_row = library["readstat_begin_row"];
  decltype(::readstat_end_row)* readstat_end_row = library["readstat_end_row"];
  decltype(::readstat_end_writing)* readstat_end_writing = library["readstat_end_writing"];
  decltype(::readstat_error_message)* readstat_error_message = library["readstat_error_message"];
  decltype(::readstat_add_variable)* readstat_add_variable = library["readstat_add_variable"];
  decltype(::readstat_variable_set_label)* readstat_variable_set_label = library["readstat_variable_set_label"];
  decltype(::readstat_variable_set_measure)* readstat_variable_set_measure = library["readstat_variable_set_measure"];
  decltype(::readstat_add_label_set)* readstat_add_label_set = library["readstat_add_label_set"];
  decltype(::readstat_label_double_value)* readstat_label_double_value = library["readstat_label_double_value"];
  decltype(::readstat_label_string_value)* readstat_label_string_value = library["readstat_label_string_value"];
  decltype(::readstat_variable_add_missing_double_value)* readstat_variable_add_missing_double_value =
      library["readstat_variable_add_missing_double_value"];
  decltype(::readstat_variable_set_label_set)* readstat_variable_set_label_set =
      library["readstat_variable_set_label_set"];
  decltype(::readstat_insert_string_value)* readstat_insert_string_value = library["readstat_insert_string_value"];
  decltype(::readstat_insert_missing_value)* readstat_insert_missing_value = library["readstat_insert_missing_value"];
  decltype(::readstat_insert_double_value)* readstat_insert_double_value = library["readstat_insert_double_value"];
  decltype(::readstat_writer_free)* readstat_writer_free = library["readstat_writer_free"];
};

const ReadStat& readstat() {
  static const ReadStat library;
  return library;
}

// Limits of SPSS, in bytes.
constexpr std::size_t name_limit = 64;
constexpr std::size_t variable_label_limit = 256;
constexpr std::size_t value_label_limit = 120;
constexpr std::size_t text_limit = 32'767;

class SpssWriter {
 public:
  SpssWriter(const DataTable& table, const Date& date) : table_(table), writer_(readstat().readstat_writer_init()) {
    readstat().readstat_set_data_writer(writer_.get(), [](const void* data, std::size_t size, void* context) {
      static_cast<std::string*>(context)->append(static_cast<const char*>(data), size);
      return static_cast<ssize_t>(size);
    });
    std::tm day{};
    day.tm_year = std::max(static_cast<int>(date.year), 1980) - 1900;
    day.tm_mon = std::max(static_cast<int>(date.month), 1) - 1;
    day.tm_mday = std::max(static_cast<int>(date.day), 1);
    day.tm_hour = 12;  // the file holds a local time: noon is the same day everywhere
    day.tm_isdst = -1;
    readstat().readstat_writer_set_file_timestamp(writer_.get(), std::mktime(&day));
    readstat().readstat_writer_set_file_label(writer_.get(), cut(table.title, name_limit, table.name).c_str());
  }

  SpssFile write() {
    for (std::size_t at = 0; at < table_.columns.size(); ++at) add_variable(at);
    must(readstat().readstat_begin_writing_sav(writer_.get(), &file_.bytes, static_cast<long>(table_.rows.size())));
    for (const auto& row : table_.rows) {
      must(readstat().readstat_begin_row(writer_.get()));
      for (std::size_t at = 0; at < row.size(); ++at) add_value(row[at], at);
      must(readstat().readstat_end_row(writer_.get()));
    }
    must(readstat().readstat_end_writing(writer_.get()));
    return std::move(file_);
  }

 private:
  static void must(readstat_error_t error) {
    if (error != READSTAT_OK)
      throw IoError(fmt::format("the SPSS file cannot be written: {}", readstat().readstat_error_message(error)));
  }

  std::string cut(std::string text, std::size_t limit, const std::string& what) {
    if (text.size() <= limit) return text;
    file_.cuts.push_back(fmt::format("{} is cut to {} bytes", what, limit));
    text.resize(code_point_begin(text, limit));
    return text;
  }

  /// An id as a name that SPSS takes, each once.
  std::string variable_name(const std::string& id) {
    std::string name;
    for (const char letter : id) name += is_plain_letter(letter) || is_digit(letter) ? letter : '_';
    if (name.empty() || !is_plain_letter(name.front())) name.insert(0, "v");
    name.resize(std::min(name.size(), name_limit - 3));
    auto unique = name;
    for (int number = 2; !names_.insert(unique).second; ++number) unique = fmt::format("{}_{}", name, number);
    return unique;
  }

  bool is_text(std::size_t at) const {
    return table_.columns[at].type == ColumnType::text || table_.columns[at].type == ColumnType::date;
  }

  void add_variable(std::size_t at) {
    const auto& column = table_.columns[at];
    const auto name = variable_name(column.name);
    std::size_t width = 1;
    if (is_text(at)) {
      for (const auto& row : table_.rows) width = std::max(width, cell_text(row[at]).size());
      width = std::min(width, text_limit);
    }
    auto* variable = readstat().readstat_add_variable(writer_.get(), name.c_str(),
                                                      is_text(at) ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
                                                      is_text(at) ? width : 0);
    readstat().readstat_variable_set_label(variable,
                                           cut(column.title, variable_label_limit, "the label of " + name).c_str());
    const bool scale = column.type == ColumnType::integer || column.type == ColumnType::real;
    readstat().readstat_variable_set_measure(variable, column.ordered ? READSTAT_MEASURE_ORDINAL
                                                       : scale        ? READSTAT_MEASURE_SCALE
                                                                      : READSTAT_MEASURE_NOMINAL);
    add_labels(variable, column, name, is_text(at), width);
    variables_.push_back(variable);
  }

  void add_labels(readstat_variable_t* variable, const Column& column, const std::string& name, bool text,
                  std::size_t width) {
    constexpr std::size_t longest_labelled = 8;  // longer texts take no value labels in older versions
    const bool boolean = column.type == ColumnType::boolean;
    if ((column.categories.empty() && !boolean) || (text && width > longest_labelled)) return;
    auto* set = readstat().readstat_add_label_set(writer_.get(), text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
                                                  name.c_str());
    if (boolean) {
      readstat().readstat_label_double_value(set, 0, "false");
      readstat().readstat_label_double_value(set, 1, "true");
    }
    for (const auto& category : column.categories) {
      const auto label = cut(category.label, value_label_limit, fmt::format("a label of {}", name));
      if (text) {
        readstat().readstat_label_string_value(set, cell_text(category.value).c_str(), label.c_str());
      } else {
        readstat().readstat_label_double_value(set, category.value.get<double>(), label.c_str());
        if (category.missing)
          readstat().readstat_variable_add_missing_double_value(variable, category.value.get<double>());
      }
    }
    readstat().readstat_variable_set_label_set(variable, set);
  }

  void add_value(const nlohmann::ordered_json& cell, std::size_t at) {
    auto* variable = variables_[at];
    if (is_text(at)) {
      const auto text = cut(cell_text(cell), text_limit, fmt::format("a text of {}", table_.columns[at].name));
      must(readstat().readstat_insert_string_value(writer_.get(), variable, text.c_str()));
    } else if (cell.is_null()) {
      must(readstat().readstat_insert_missing_value(writer_.get(), variable));
    } else {
      const double value = cell.is_boolean() ? (cell.get<bool>() ? 1 : 0) : cell.get<double>();
      must(readstat().readstat_insert_double_value(writer_.get(), variable, value));
    }
  }

  struct Free {
    void operator()(readstat_writer_t* writer) const { readstat().readstat_writer_free(writer); }
  };

  const DataTable& table_;
  std::unique_ptr<readstat_writer_t, Free> writer_;
  std::set<std::string> names_;
  std::vector<readstat_variable_t*> variables_;
  SpssFile file_;
};

}  // namespace

SpssFile to_sav(const DataTable& table, const Date& date) { return SpssWriter(table, date).write(); }

#else

SpssFile to_sav(const DataTable& /*table*/, const Date& /*date*/) {
  throw IoError("this quickscan was built without ReadStat, so it cannot write SAV");
}

#endif

}  // namespace quickscan
