#include "run.hpp"

#include "commands.hpp"
#include "core/utf8.hpp"
#include "core/wrap.hpp"
#include "files.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <utility>
#include <variant>

namespace quickscan {

namespace {

int run_command(std::vector<std::string> arguments, Terminal& terminal) {
  const auto parsed = parse_arguments(std::move(arguments));
  if (const auto* problem = std::get_if<UsageProblem>(&parsed)) return usage_problem(*problem, terminal);
  const auto& options = std::get<Options>(parsed);
  return function_of(options.command)(options, terminal);
}

}  // namespace

void print_text(const Terminal& terminal, std::string_view text) {
  terminal.out(terminal.out_is_terminal ? wrap_text(text, terminal.width) : std::string(text));
}

int run(std::vector<std::string> arguments, const Terminal& given) {
  Terminal terminal = given;
  if (terminal.err_is_terminal)
    terminal.err = [&given](std::string_view text) { given.err(wrap_text(text, given.width)); };
  try {
    return run_command(std::move(arguments), terminal);
  } catch (const IoError& failure) {
    terminal.err(fmt::format("quickscan: {}\n", make_visible(failure.what())));
  } catch (const std::bad_alloc&) {
    terminal.err("quickscan: out of memory\n");
  } catch (const std::exception& failure) {  // a thread that could not be started, say
    terminal.err(fmt::format("quickscan: the run failed: {}\n", make_visible(failure.what())));
  }
  return exit_failed;
}

}  // namespace quickscan
