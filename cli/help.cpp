#include "help.hpp"

#include "core/format.hpp"
#include "manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

constexpr std::string_view overview = R"(From coded interviews to a report: quick-scan evaluations of policy.

Examples:
  quickscan init my-study --example rotterdam-2021    start from a study that works
  quickscan check my-study                            what is wrong, where, and the cure
  quickscan summary my-study                          where every recommendation stands
  quickscan why access/operational my-study           which statements that rests on
  quickscan report my-study                           the report, as one HTML file

STUDY is the study around the current folder unless it is named.

Commands:
)";

constexpr std::string_view common = R"(
Options of every command:
  -h, --help                     say more
  -q, --quiet                    results and errors only
  -v, --verbose                  also say what is being done
      --color auto|always|never  colours (auto: on a terminal, unless NO_COLOR is set)
      --outside                  follow paths of a study that lead out of its folder
      --version                  print the version

Exit: 0 done; 1 the study has errors (check --strict: or warnings), or verify found other data; 2 wrong use, or the run
      failed; 3 publication refused; 130 interrupted.
)";

// Of `report` and `watch`, behind their first ones.
constexpr std::string_view report_page_options =
    R"(  --lang nl|en                the language (default: the study's own)
  --audience internal|public  public: through the publication gate first
  --suppress                  withhold what the gate refuses, and list it in the report
  --no-key REASON             publish without a key file to look for names with; the report says why
  --replaces FILE             the public edition of other data that this one takes the place of
  --since STUDY               the study of an earlier wave (default: its `previous`)
  --template FILE             a house style (Mustache) instead of our own page
)";

struct Page {
  Command command;
  std::string_view text;
  std::string_view more = {};  ///< behind the text
  std::string_view last = {};  ///< and behind that
};

constexpr auto pages = std::to_array<Page>({
    {Command::init, R"(Examples:
  quickscan init                                  a study in the current folder
  quickscan init my-study                         in a new folder
  quickscan init my-study --example rotterdam-2021
  quickscan init my-study --framework domestic-violence-2020

Writes a small study that passes check and reports at once, to be changed into your own.
Never overwrites a file; a .gitignore that is there gets the lines that it lacks.

Options:
  --example ID     copy an example instead: first-study (the tutorial's), rotterdam-2021 or regional-vision
  --framework ID   the built-in framework to code against (default: domestic-violence-2020)
  --from-framework FILE   a framework of your own: copied into the study, with examples that code against it
  --lang nl|en     the language of the new study (default: nl)
)"},
    {Command::check, R"(Examples:
  quickscan check                                 the study around the current folder
  quickscan check interviews/r07.yaml             one file, with the study around it
  quickscan check studies/                        every study below a folder
  quickscan check --select error                  the errors alone
  quickscan check --select QS2,QS401 --strict
  quickscan check --format sarif --output junit=check.xml
  quickscan check - --stdin-filename interviews/r07.yaml < draft.yaml

Options:
  --strict               warnings make exit 1 too
  --select CODES         only rules whose code or its beginning is named: QS2,QS401; or findings of a
                         severity: error, warning, note
  --ignore CODES         all but these
  --baseline FILE        leave out what FILE (an earlier `--format json`) already holds; that
                         rules did not run because of a known error is a warning (QS165)
  --format FORMAT        text, line, json, github, gitlab, sarif, junit, markdown or auto
                         (auto: github or gitlab on their runners, else text)
  --output FORMAT=FILE   also write a format to a file; may be given more than once
  -o FILE                write the result to a file instead of standard output
  --fix                  mend the form of files (line ends, byte-order mark, end of file),
                         never what was coded
  --stdin-filename PATH  what `-` (standard input) stands for
  --threads N            worker threads (default: one a core)

A comment sets a finding of its line aside and says why:
  stage: in-use  # quickscan: ignore QS309 -- discussed with both coders
)"},
    {Command::explain, R"(Examples:
  quickscan explain            all rules, one line each
  quickscan explain QS201      one rule at length
  quickscan explain unknown-recommendation
  quickscan explain access     what the study's framework says of a recommendation, rung, factor …
  quickscan explain wijkteam   the study's entry of a stakeholder, development, interview, place …

Options:
  --json         as JSON
  --lang nl|en   the language of the framework's texts (default: the study's own)
)"},
    {Command::summary, R"(Examples:
  quickscan summary
  quickscan summary my-study --level operational
  quickscan summary my-study --rec access --details
  quickscan summary my-study --json | jq '.recommendations[].profile'

Options:
  --level LEVEL   one level only
  --rec REC       one recommendation only
  --details       all that was computed for every cell
  --json          the whole analysis as JSON
  -o FILE         write to a file instead of standard output
  --lang nl|en    the language (default: the study's own)
)"},
    {Command::why, R"(Examples:
  quickscan why access                         from a verdict to the levels it rests on
  quickscan why access/operational my-study    from a cell to voices, segments, files and lines
  quickscan why rule-reflex                    from what helps or hinders to those who named it
  quickscan why vreewijk-surgery               all that was said of a development
  quickscan why wijkteam@operational           all that a stakeholder said; also an interview (g2), a voice (g2@operational)

Options:
  --json         as JSON: the result, its voices and its segments
  -o FILE        write to a file instead of standard output
  --lang nl|en   the language (default: the study's own)
)"},
    {Command::report, R"(Examples:
  quickscan report my-study                            my-study/report.html
  quickscan report my-study -o brief.html --format briefing
  quickscan report my-study --format html,pdf --lang en
  quickscan report my-study --audience public --suppress

Options:
  --format FORMATS            html (default), briefing, md, json, docx, pdf; several with commas
  -o FILE                     where to write; a folder where there are several formats; - for
                              standard output (default: report.html and so on in the study)
)",
     report_page_options,
     R"(  --print-template FORMAT     print the page of html, briefing or md, to begin a house style with
)"},
    {Command::graph, R"(Examples:
  quickscan graph my-study
  quickscan graph my-study --unit organisation --relation refers
  quickscan graph my-study --format graphml -o actors.graphml
  quickscan graph my-study --format csv -o graph/

Options:
  --format FORMATS       text (default), json, csv, graphml, gexf, dot, cytoscape, svg
  --unit UNIT            actor (a stakeholder at a level, default) or organisation
  --status STATUSES      ties that count (default: working,pilot,problematic)
  --relation RELATIONS   relations that count (default: all)
  --with-partners        partners of a development work together
  --audience AUDIENCE    internal (default), or public: nobody's claims, no single persons
  -o FILE                write to a file; a folder for csv or several formats
  --lang nl|en           the language (default: the study's own)
)"},
    {Command::agreement, R"(Examples:
  quickscan agreement my-study
  quickscan agreement my-study -o agreement.html      to talk over with both coders
  quickscan agreement my-study --format csv

How far coders agree, what each made of every interview beside what they agreed on, and where they differ, with
the words. For the researchers alone.

Options:
  --format FORMAT   text (default), html, csv or json
  --json            as `--format json`
  -o FILE           write to a file instead of standard output
  --lang nl|en      the language (default: the study's own)
)"},
    {Command::coverage, R"(Examples:
  quickscan coverage my-study
  quickscan coverage my-study --json

Options:
  --json         as JSON
  -o FILE        write to a file instead of standard output
  --lang nl|en   the language (default: the study's own)
)"},
    {Command::compare, R"(Examples:
  quickscan compare wave-2021 wave-2023     what changed between two waves
  quickscan compare                         against the wave that `previous` names
  quickscan compare delft leiden gouda      places that used one framework
  quickscan compare delft leiden gouda --high delft,leiden --low gouda
                                            which factors separate the two groups

Options:
  --high A,B     the studies, by id, where it went well
  --low C,D      those where it did not
  --json         as JSON
  -o FILE        write to a file instead of standard output
  --lang nl|en   the language (default: the last study's own)
)"},
    {Command::schema, R"(Examples:
  quickscan schema              schemas of this study in .quickscan/, and .vscode/ files
  quickscan schema my-study -o schemas
  quickscan schema --print check | check-jsonschema --schemafile /dev/stdin check.json

Options:
  -o DIR         the folder for the schemas (default: .quickscan in the study)
  --print NAME   print the schema of a JSON output: analysis, check, graph, waves, compare, agreement,
                 find, why, coverage, verify or explain
  --analysis     the same as `--print analysis`
)"},
    {Command::verify, R"(Examples:
  quickscan verify report.html             with the study around the current folder
  quickscan verify report.html my-study

Options:
  --json   as JSON

Says "same data", or names the files that changed since the report was made.
)"},
    {Command::find, R"(Examples:
  quickscan find --rec access --level operational
  quickscan find --stage "<1" --basis shown
  quickscan find --text wijkteam --format csv -o statements.csv
  quickscan find --quotable                       all that may be quoted

Options (all that are given must fit):
  --rec REC          a recommendation, its parts included, or a part
  --level LEVEL      the level that is spoken about
  --stage STAGE      a rung (3, tried), a denial (<2), unknown or na
  --basis BASIS      shown, said or heard
  --who WHO          a stakeholder among the speakers: wijkteam or wijkteam@operational
  --factor FACTOR    as barrier or enabler
  --dev DEVELOPMENT  a development
  --coder CODER      one coder's codings (`first` where a coding names none)
  --text TEXT        words in the quote or the note, capitals aside
  --quotable         quotes that may be published
  --format FORMAT    text (default), csv or json
  --json             as `--format json`
  -o FILE            write to a file instead of standard output
  --lang nl|en       the language of labels (default: the study's own)
)"},
    {Command::export_tables, R"(Examples:
  quickscan export my-study                            CSV in my-study/export-internal/
  quickscan export my-study --csv-dialect excel-nl     for a Dutch Excel
  quickscan export my-study --tables cells,statements -o tables/
  quickscan export my-study --format xlsx,matrix
  quickscan export my-study --format codebook --lang en
  quickscan export my-study --audience public --suppress

Options:
  --format FORMATS            csv (default), xlsx, sav, codebook, matrix; several with commas
  -o DIR                      the folder (default: export-internal, or export for the public)
  --audience internal|public  public: through the publication gate first, without single statements
  --suppress                  withhold what the gate refuses
  --no-key REASON             why there is no key file to search for names with
  --tables NAMES              only these tables
  --csv-dialect DIALECT       standard (default) or excel-nl
  --lang nl|en                the language of labels (default: the study's own)
)"},
    {Command::new_entry, R"(Examples:
  quickscan new interview                  interviews/ with the next free id
  quickscan new interview r18 my-study
  quickscan new coder tv                   blank codings of all interviews: headers, places and quotes
  quickscan new agreed r07                 the coding that its coders agree on, begun as the first one's
  quickscan new development night-shelter
  quickscan new stakeholder library
  quickscan new wave ../study-2027         framework, stakeholders and open developments of this one

Fills in what the study says and lists further keys as comments. Never overwrites a file. With a second coder, a study
that named no coders calls the first one `first`: `quickscan rename coder first kl` gives another id.

Options:
  --lang nl|en   the language of the comments (default: the study's own)
)"},
    {Command::rename, R"(Examples:
  quickscan rename rec access direct-access
  quickscan rename stakeholder vt veilig-thuis --dry-run
  quickscan rename part principles.lifeworld surroundings
  quickscan rename interview i03 r03

KIND is rec, part, level, rung, factor, term, line, item, stakeholder, development, place, sector, step, coder,
interview or person. Changes keys, values, ties, routes, file names and placeholders, all files or none; comments and
layout stay. Quotes, notes and other texts are never changed.

Options:
  --dry-run   show what would change
)"},
    {Command::merge, R"(Examples:
  quickscan merge stakeholder vt veilig-thuis --dry-run
  quickscan merge factor rules rule-reflex

All that names A then names B, and the entry of A goes. Refused where the study would have errors.

Options:
  --dry-run   show what would change
)"},
    {Command::split, R"(Examples:
  quickscan split access into direct-access joint-access

What names REC then names A; B starts as a copy of its entry. Lists every place that you have to decide about.

Options:
  --dry-run   show what would change
)"},
    {Command::withdraw, R"(Examples:
  quickscan withdraw r07
  quickscan withdraw g2:wc        one person of a group

Removes the codings, counts the interview in `contacts` (withdrawn), and lists what still holds its words.

Options:
  --dry-run   show what would change
)"},
    {Command::watch, R"(Examples:
  quickscan watch
  quickscan watch my-study --format html,md

Checks on every change of a file and, without errors, writes the report again; one line a run. Stop with Ctrl-C.

Options:
  --format FORMATS            html (default), briefing, md, json, docx, pdf; several with commas
  -o FILE                     where to write; a folder where there are several formats
                              (default: report.html and so on in the study)
)",
     report_page_options},
    {Command::completions, R"(Examples:
  quickscan completions bash > /etc/bash_completion.d/quickscan
  quickscan completions zsh > ~/.zfunc/_quickscan
  quickscan completions fish > ~/.config/fish/completions/quickscan.fish

Completes commands, options and their values, rules, topics of help, and the ids of the study: of the folder that the
line names, or else around the current folder. The scripts ask the program, which has to be found by its name.
)"},
    {Command::help, R"(Examples:
  quickscan help check               a command
  quickscan help format              a page of the manual
  quickscan help framework.yaml      a file of a study
  quickscan help stage               a key
  quickscan help median interval     a term
)"},
});

}  // namespace

std::string usage_text(Command command) {
  const auto& entry = entry_of(command);
  if (entry.name.empty()) return "usage: quickscan COMMAND";
  auto text = fmt::format("usage: quickscan {} {}", entry.name, entry.operands);
  const auto* page = std::ranges::find(pages, command, &Page::command);
  constexpr std::string_view examples = "Examples:\n  ";
  if (page == pages.end() || !page->text.starts_with(examples)) return text;
  auto example = page->text.substr(examples.size(), page->text.find('\n', examples.size()) - examples.size());
  example = example.substr(0, example.find("  "));  // what it does stands behind it
  return text + fmt::format(", such as `{}`", example);
}

std::string help_text(std::string_view topic) {
  std::string text;
  if (topic.empty()) {
    text = overview;
    for (const auto& entry : command_entries()) append_format(text, "  {:<13}{}\n", entry.name, entry.summary);
    text += "\nThe manual (`quickscan help TOPIC`, where TOPIC is one of these, a file, a key or a term):\n";
    for (const auto& [page, title] : manual_pages()) {
      // Of a page that is called as a command is, `help` shows the command.
      const bool command = std::ranges::find(command_entries(), page, &CommandEntry::name) != command_entries().end();
      append_format(text, "  {:<15}{}\n", page + (command ? ".md" : ""), title);
    }
    return text.append(common);
  }
  for (const auto& entry : command_entries()) {
    if (entry.name != topic) continue;
    text = fmt::format("quickscan {} {}\n  {}\n\n", entry.name, entry.operands, entry.summary);
    const auto page = std::ranges::find(pages, entry.command, &Page::command);
    if (page != pages.end()) text.append(page->text).append(page->more).append(page->last);
    if (const auto known = manual_pages();
        std::ranges::find(known, topic, [](const auto& p) { return p.first; }) != known.end())
      append_format(text, "\nIn the manual: quickscan help {}.md\n", topic);
    return text.append(common);
  }
  return text;
}

}  // namespace quickscan
