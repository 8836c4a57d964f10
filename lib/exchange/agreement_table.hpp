#pragma once

#include "core/language.hpp"
#include "exchange/table.hpp"
#include "scoring/agreement.hpp"

namespace quickscan {

/// A row for every unit and factor that interviews with two codings have: what each coder made of it (`coder_kl`: a
/// rung, `<2`, or for a factor barrier, enabler, both or absent), and what they agreed on. For the researchers alone.
DataTable agreement_table(const Study& study, const AgreementDetail& detail, Language language);

}  // namespace quickscan
