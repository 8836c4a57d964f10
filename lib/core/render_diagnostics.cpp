#include "core/render_diagnostics.hpp"

#include "core/parallel.hpp"
#include "core/source.hpp"
#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace quickscan {

namespace {

// A large study has thousands of findings: their lines are put together without reading format strings.
std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string all;
  for (const auto piece : pieces) all += piece;
  return all;
}

struct Paint {
  bool on = false;

  std::string operator()(std::string_view code, std::string_view text) const {
    return on ? joined({"\x1b[", code, "m", text, "\x1b[0m"}) : std::string(text);
  }
};

constexpr std::string_view blue = "34";
constexpr std::string_view bold = "1";

std::string_view colour_of(Severity severity) {
  if (severity == Severity::error) return "1;31";
  return severity == Severity::warning ? "1;33" : "1;36";
}

/// A line of the user with the span on it, ready to be shown.
struct Excerpt {
  std::string line;
  std::size_t indent = 0;
  std::size_t width = 1;
};

Excerpt excerpt_of(std::string_view text, const Place& place, std::size_t room) {
  const auto line = line_at(text, place.begin);
  const auto begin = static_cast<std::size_t>(
      std::max<std::ptrdiff_t>(text.data() + std::min<std::size_t>(place.begin, text.size()) - line.data(), 0));
  const auto from = std::min(begin, line.size());
  const auto to = std::clamp(from + (place.end > place.begin ? place.end - place.begin : 0), from, line.size());
  auto first = std::size_t{0};
  auto last = line.size();
  if (line.size() > room) {
    // A quote of three sentences is one line: show what lies around the span.
    const auto lead = std::min(from, room / 3);
    first = code_point_begin(line, from - lead);
    last = std::min(line.size(), first + room);
    if (last < line.size()) last = code_point_begin(line, last);
  }
  Excerpt result;
  const auto head = (first > 0 ? std::string("…") : std::string{}) + make_visible(line.substr(first, from - first));
  const auto marked = make_visible(line.substr(from, std::min(to, last) - from));
  const auto rest = std::max(from, std::min(to, last));
  result.line = head + marked + make_visible(line.substr(rest, last - rest)) + (last < line.size() ? "…" : "");
  result.indent = display_width(head);
  result.width = std::max<std::size_t>(display_width(marked), 1);
  return result;
}

class Renderer {
 public:
  Renderer(const Sources& sources, const RenderOptions& options)
      : sources_(sources), options_(options), texts_(sources), paint_{options.colour} {}

  std::string operator()(const Diagnostic& one) {
    auto out = joined({paint_(colour_of(one.severity), joined({name_of(one.severity), "[", one.rule->code, "]"})), ": ",
                       paint_(bold, make_visible(one.message)), "\n"});
    const auto gutter = gutter_width(one);
    if (one.place.known()) {
      hidden_ = one.confidential;
      block(out, one.place, one.label, gutter, " --> ", '^', colour_of(one.severity));
      for (const auto& note : one.notes) block(out, note.place, note.text, gutter, " ::: ", '-', blue);
    }
    const auto margin = std::string(gutter, ' ');
    if (!one.help.empty()) out += joined({margin, " ", paint_(blue, "="), " help: ", make_visible(one.help), "\n"});
    out += joined({margin, " ", paint_(blue, "="), " more: quickscan explain ", one.rule->code, "\n"});
    return out;
  }

 private:
  std::size_t gutter_width(const Diagnostic& one) {
    auto line = one.place.known() ? texts_.position(one.place.source, one.place.begin).line : 1U;
    for (const auto& note : one.notes) line = std::max(line, texts_.position(note.place.source, note.place.begin).line);
    return std::to_string(line).size();
  }

  void block(std::string& out, const Place& place, const std::string& label, std::size_t gutter, std::string_view arrow,
             char mark, std::string_view colour) {
    if (!place.known()) return;
    const auto position = texts_.position(place.source, place.begin);
    const auto margin = std::string(gutter, ' ');
    auto line = std::to_string(position.line);
    out += joined({std::string_view(margin).substr(1), paint_(blue, arrow), make_visible(sources_.path(place.source)),
                   ":", line, ":", std::to_string(position.column), "\n"});
    // The key file holds nothing but names of persons.
    const bool hidden = hidden_ || sources_.path(place.source).find("confidential/") != std::string::npos;
    const auto text = hidden || !options_.excerpt ? std::string_view{} : texts_.of(place.source);
    if (text.empty()) {
      if (!label.empty()) out += joined({margin, " ", paint_(blue, "="), " ", make_visible(label), "\n"});
      return;
    }
    const auto room = options_.width > gutter + 16 ? options_.width - gutter - 4 : std::size_t{16};
    const auto shown = excerpt_of(text, place, room);
    const auto bar = paint_(blue, "|");
    line.insert(0, gutter - line.size(), ' ');
    out += joined({margin, " ", bar, "\n", paint_(blue, line), " ", bar, " ", shown.line, "\n"});
    const auto carets =
        paint_(colour, std::string(shown.width, mark) + (label.empty() ? "" : " " + make_visible(label)));
    out += joined({margin, " ", bar, " ", std::string(shown.indent, ' '), carets, "\n"});
  }

  const Sources& sources_;
  const RenderOptions& options_;
  RecentTexts texts_;
  Paint paint_;
  bool hidden_ = false;
};

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options) {
  return Renderer(sources, options)(diagnostic);
}

std::string render_text(const Diagnostics& diagnostics, const Sources& sources, const RenderOptions& options) {
  constexpr std::size_t at_once = 1000;
  // A text of its own for each: so short, they find room where the study was.
  std::vector<std::string> texts(diagnostics.size());
  const auto parts = (texts.size() + at_once - 1) / at_once;
  for_each_parallel(parts, count_workers(parts), [&](std::size_t part, std::size_t) {
    Renderer render(sources, options);
    const auto end = std::min((part + 1) * at_once, texts.size());
    for (auto at = part * at_once; at < end; ++at) texts[at] = render(diagnostics[at]);
  });
  auto size = texts.size() + 1;
  for (const auto& text : texts) size += text.size();
  std::string out;
  out.reserve(size);
  for (auto& text : texts) {
    if (!out.empty()) out += '\n';
    out += std::exchange(text, {});
  }
  return out;
}

namespace {

// An editor shows where a finding begins.
std::string line_form(const Diagnostic& one, RecentTexts& texts, const Sources& sources) {
  std::string where;
  if (const auto& place = one.place; place.known()) {
    const auto at = texts.position(place.source, place.begin);
    where = fmt::format("{}:{}:{}: ", make_visible(sources.path(place.source)), at.line, at.column);
  }
  return fmt::format("{}{}[{}]: {}", where, name_of(one.severity), one.rule->code, make_visible(one.message));
}

}  // namespace

std::string render_line(const Diagnostic& diagnostic, const Sources& sources) {
  RecentTexts texts(sources);
  return line_form(diagnostic, texts, sources);
}

std::string render_lines(const Diagnostics& diagnostics, const Sources& sources) {
  RecentTexts texts(sources);
  std::string out;
  for (const auto& one : diagnostics) {
    out += line_form(one, texts, sources);
    // Editors and hooks show nothing else.
    if (!one.help.empty()) out += "; " + make_visible(one.help);
    out += '\n';
  }
  return out;
}

}  // namespace quickscan
