#include "report/context.hpp"

namespace quickscan {

ReportContext make_context(const Study& study, const Analysis& analysis, const ReportOptions& options) {
  const auto inside = study.framework.inside_levels();
  return {study,
          analysis,
          options,
          Messages(options.language),
          options.language,
          inside.empty() ? none : inside.back(),
          study.framework.practice(),
          find_voices(study)};
}

void add_figure(const ReportContext& context, Figure figure, std::vector<Block>& blocks, bool wide) {
  if (!figure.svg.empty()) blocks.push_back(FigureBlock{std::move(figure), context.say("frame.data"), wide});
}

}  // namespace quickscan
