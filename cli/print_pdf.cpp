#include "print_pdf.hpp"

#include "files.hpp"
#include "formats/finish_pdf_docx.hpp"

#include <fmt/format.h>

#include <unistd.h>

namespace quickscan {

std::string find_browser(const Terminal& terminal) {
  auto browser = find_program(terminal, {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"});
  if (browser.empty()) throw IoError("a PDF needs Chromium, and none was found (on Debian: apt-get install chromium)");
  return browser;
}

std::string print_pdf(const std::string& browser, const WorkFolder& folder, const std::string& html,
                      const std::string& iso_date, const Terminal& terminal) {
  // The browser's own files, a socket among them, need a short path.
  const WorkFolder scratch(short_folder(terminal, folder.path()));
  const auto page = folder.path() + "/report.html";
  const auto printed = folder.path() + "/report.pdf";
  folder.write("report.html", html);
  std::vector<std::string> command{browser,
                                   "--headless",
                                   "--disable-gpu",
                                   "--no-first-run",
                                   "--disable-sync",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-quic",
                                   "--disable-dev-shm-usage",
                                   "--disable-extensions",
                                   "--disable-breakpad",
                                   "--host-resolver-rules=MAP * ~NOTFOUND",
                                   "--force-color-profile=srgb",
                                   "--user-data-dir=" + scratch.path() + "/profile",
                                   "--no-pdf-header-footer",
                                   "--generate-pdf-document-outline",
                                   "--print-to-pdf=" + printed,
                                   file_address(page)};
  if (::geteuid() == 0) command.insert(command.begin() + 1, "--no-sandbox");  // as root it refuses otherwise
  run_program(command, folder, iso_date, {.scratch = scratch.path()});
  if (kind_of(printed) != PathKind::file) throw IoError(fmt::format("{} wrote no PDF", name_in(browser)));
  constexpr std::size_t largest = std::size_t{1} << 30U;
  auto pdf = read_file(printed, largest);
  // On a full disk the browser ends as if all were well.
  if (!is_whole_pdf(pdf))
    throw IoError(fmt::format("{} did not write the whole PDF; is the disk full?", name_in(browser)));
  normalise_pdf(pdf, iso_date);
  return pdf;
}

}  // namespace quickscan
