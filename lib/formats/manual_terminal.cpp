#include "formats/manual_terminal.hpp"

#include "core/utf8.hpp"
#include "core/wrap.hpp"
#include "formats/terminal.hpp"

#include <algorithm>
#include <vector>

namespace quickscan {

namespace {

constexpr std::size_t narrowest_page = 60;

std::string_view without_outer_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// How to look up what a link leads to, where its words do not say so already.
std::string topic_of(std::string_view target, std::string_view label) {
  auto topic = target.substr(0, target.find(".md"));
  if (const auto anchor = target.find('#'); anchor != std::string_view::npos) topic = target.substr(anchor + 1);
  const auto same = [](char a, char b) { return a == b || (a == ' ' && b == '-') || a - 'A' + 'a' == b; };
  const auto singular = topic.ends_with('s') ? topic.substr(0, topic.size() - 1) : topic;
  if (target.starts_with("http") || std::ranges::equal(label, topic, same) || std::ranges::equal(label, singular, same))
    return {};
  return " (`quickscan help " + std::string(topic) + "`)";
}

// Without the signs of links and of bold type.
std::string plain_inline(std::string_view text) {
  std::string out;
  bool code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') code = !code;
    if (!code && text.substr(i).starts_with("**")) {
      ++i;
    } else if (!code && text[i] == '[' && text.find("](", i) < text.find(']', i) + 1) {
      const auto middle = text.find("](", i);
      const auto end = std::min(text.find(')', middle), text.size());
      const auto label = text.substr(i + 1, middle - i - 1);
      out += plain_inline(label) + topic_of(text.substr(middle + 2, end - middle - 2), label);
      i = end;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row.substr(i).starts_with("\\|")) {
      cell += row[++i];
    } else if (row[i] == '|') {
      cells.push_back(plain_inline(without_outer_blanks(cell)));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return cells;
}

class PageWriter {
 public:
  explicit PageWriter(std::size_t width) : width_(width) {}

  void line(std::string_view line) {
    if (line.starts_with("```")) {
      finish();
      in_code_ = !in_code_;
      if (in_code_) code_title(line.substr(3));
    } else if (in_code_) {
      out_ += line.empty() ? "" : "    ";
      out_ += line;
      out_ += '\n';
      return;
    } else if (line.starts_with('|')) {
      if (table_.empty()) finish();
      if (line.find_first_not_of("|-: ") != std::string_view::npos) table_.push_back(cells_of(line));
      return;
    } else if (line.starts_with('#')) {
      finish();
      heading(line);
    } else if (without_outer_blanks(line).empty() || line.starts_with("<!--")) {
      finish();
    } else {
      text(line);
      return;
    }
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  std::string take() {
    finish();
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void heading(std::string_view line) {
    const auto title = plain_inline(without_outer_blanks(line.substr(line.find_first_not_of('#'))));
    out_ += title + '\n' + std::string(display_width(title), line.starts_with("# ") ? '=' : '-') + '\n';
  }

  // What a block of code is: the file of ```yaml study.yaml, or that its lines are taken out.
  void code_title(std::string_view info) {
    const auto file = info.find(' ');
    if (file != std::string_view::npos) out_ += std::string(info.substr(file + 1)) + ":\n\n";
    if (info == "removed") out_ += "Taken out:\n\n";
  }

  // A line of a paragraph or of a list's item.
  void text(std::string_view line) {
    const auto indent = line.find_first_not_of(' ');
    const auto rest = line.substr(indent);
    const auto digits = rest.find_first_not_of("0123456789");
    const bool item =
        rest.starts_with("- ") || (digits != 0 && rest.substr(std::min(digits, rest.size())).starts_with(". "));
    const bool quotation = rest.starts_with("> ");
    if (item || !table_.empty()) flush();
    if (quotation) {
      first_indent_ = hanging_ = 2;
      line = rest.substr(2);
    } else if (item) {
      first_indent_ = indent;
      hanging_ = indent + rest.find(' ') + 1;
    }
    if (!paragraph_.empty()) paragraph_ += ' ';
    paragraph_ += without_outer_blanks(line);
  }

  void finish() {
    const bool any = !paragraph_.empty() || !table_.empty();
    flush();
    if (any) out_ += '\n';
  }

  void flush() {
    if (!paragraph_.empty()) {
      auto indent = first_indent_;
      for (const auto& line : wrap_columns(plain_inline(paragraph_), width_ - hanging_)) {
        out_ += std::string(indent, ' ') + line + '\n';
        indent = hanging_;
      }
    }
    paragraph_.clear();
    first_indent_ = hanging_ = 0;
    if (!table_.empty()) table();
    table_.clear();
  }

  void table() {
    Table made;
    made.columns = table_.front();
    for (std::size_t row = 1; row < table_.size(); ++row) {
      auto& cells = made.rows.emplace_back();
      for (const auto& text : table_[row]) cells.push_back({.text = text});
      cells.resize(made.columns.size());
    }
    Document page;
    page.sections.push_back({{}, {}, {TableBlock{std::move(made), {}, false, {}}}});
    out_ += terminal_text(page, {.width = width_, .ruled_tables = true});
  }

  std::size_t width_;
  std::string out_;
  std::string paragraph_;
  std::size_t first_indent_ = 0;
  std::size_t hanging_ = 0;
  std::vector<std::vector<std::string>> table_;
  bool in_code_ = false;
};

}  // namespace

std::string manual_for_terminal(std::string_view markdown, std::size_t width) {
  PageWriter writer(std::max(width, narrowest_page));
  while (!markdown.empty()) {
    const auto end = std::min(markdown.find('\n'), markdown.size());
    writer.line(markdown.substr(0, end));
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return writer.take();
}

}  // namespace quickscan
