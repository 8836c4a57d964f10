#pragma once

#include "report/context.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickscan {

/// A date at which something about a development is due.
struct AgendaItem {
  enum class Kind : std::uint8_t { overdue, decision, ends, starts };
  Kind kind = Kind::decision;
  Date date;
  DevelopmentId development;
};

/// All that is overdue or still to come at the reference date, by date.
std::vector<AgendaItem> dated_items(const ReportContext& context);
/// Those that ask for a decision: overdue, or ending or to be decided within twelve months of the reference date.
std::vector<AgendaItem> decision_agenda(const ReportContext& context);
/// "besluit nodig", "loopt af".
std::string agenda_kind(const ReportContext& context, const AgendaItem& item);

/// The agenda, a line each, or that there is none.
std::vector<std::string> agenda_lines(const ReportContext& context);
/// "dec 2021: ‘Proef’, loopt af".
std::string due_text(const ReportContext& context, const AgendaItem& item);
/// The agenda as a table, or that there is none; and the questions that follow.
std::vector<Block> agenda_blocks(const ReportContext& context);
/// Questions for the commissioner, at most three: from the agenda, the widest gap, the most shared barriers and those
/// who were not heard.
std::vector<std::string> commissioner_questions(const ReportContext& context);

}  // namespace quickscan
