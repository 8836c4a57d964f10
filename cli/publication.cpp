#include "publication.hpp"

#include "commands.hpp"
#include "core/utf8.hpp"

#include <fmt/format.h>

namespace quickscan {

std::optional<std::string> missing_key(const Study& study, const Options& options) {
  // Made from documents, or made up: nobody was interviewed for it.
  const bool of_persons = study.provenance != Provenance::documents && study.provenance != Provenance::reconstructed &&
                          study.provenance != Provenance::synthetic;
  if (!of_persons || !study.confidential_names.empty() || !options.no_key.empty()) return std::nullopt;
  return "confidential/key.yaml holds no names, so the report cannot be searched for those of interviewees: add it, or "
         "give `--no-key \"reason\"`, which the report prints on its first page";
}

int refuse_publication(const std::vector<std::string>& reasons, Terminal& terminal, std::string_view help) {
  terminal.err("quickscan: publication refused; nothing was written\n");
  for (const auto& reason : reasons) terminal.err(fmt::format("  - {}\n", make_visible(reason)));
  if (!help.empty()) terminal.err(fmt::format("  = help: {}\n", help));
  return exit_refused;
}

std::optional<int> refused_by_gate(const Publication& gate, const Options& options, Terminal& terminal) {
  auto reasons = gate.identifying;
  if (!options.suppress) reasons.insert(reasons.end(), gate.refusals.begin(), gate.refusals.end());
  if (reasons.empty()) return std::nullopt;
  return refuse_publication(reasons, terminal,
                            options.suppress ? "change what is named; it is in every table and cannot be withheld"
                                             : "change what is named, or withhold it with `--suppress`");
}

}  // namespace quickscan
