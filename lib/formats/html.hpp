#pragma once

#include "report/document.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace quickscan {

/// The frame around a report; empty texts mean those that the program carries.
struct HtmlOptions {
  std::string_view template_text;
  std::string_view css;
  /// For paper: the page on which each section begins.
  std::map<std::string, int, std::less<>> pages = {};
};

/// One self-contained page: no script, nothing loaded from elsewhere.
std::string to_html(const Document& document, const HtmlOptions& options = {});

/// A table alone; its element ids begin with `id`.
std::string html_table(const Table& table, std::string_view id);

/// Why a template of somebody's own cannot frame a report: besides faults of form, a name that is no value of a
/// report, or one of those that every report has to show is missing.
std::optional<std::string> house_template_problem(std::string_view template_text);

}  // namespace quickscan
