#pragma once

/// The library for another program: read a study, check it, analyse it, and write the analysis as JSON or as a report.
/// `README.md` beside this file shows how; headers that this one does not reach are not installed.

#include "core/render_diagnostics.hpp"
#include "folder.hpp"
#include "formats/html.hpp"
#include "formats/json/analysis.hpp"
#include "formats/json/compare.hpp"
#include "formats/markdown.hpp"
#include "report/narrative.hpp"
#include "report/report.hpp"
#include "scoring/analysis.hpp"
#include "scoring/compare.hpp"
#include "study/check/check_study.hpp"
#include "study/read/read_study.hpp"
