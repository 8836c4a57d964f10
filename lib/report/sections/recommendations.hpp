#pragma once

#include "report/context.hpp"

namespace quickscan {

/// Every recommendation: its verdict, its levels, and what helps and hinders.
Section recommendations_section(const ReportContext& context);

/// For the annex: per recommendation how many voices stand on which rung, and the reasons of every grade.
Section grounds_annex(const ReportContext& context);

}  // namespace quickscan
