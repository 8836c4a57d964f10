"""man_pages.py PROGRAM SOURCE_DIR OUT: the manual pages, gzipped, from the texts that the program and its manual have anyway.

quickscan(1) comes from `quickscan help`, a page for every command from its --help, quickscan-study(5) from data/manual/format.md, whose tables are
those of data/keys.yaml, and quickscan-rules(7) from the front matter of data/rules. The date is that of
SOURCE_DATE_EPOCH, of the commit, or of the changelog.
"""
import datetime
import gzip
import os
import pathlib
import re
import subprocess
import sys
import textwrap

EXIT = [("0", "done"), ("1", "the study has errors (with check --strict: or warnings), or verify found other data"),
        ("2", "wrong use, or the run failed"), ("3", "publication refused"), ("130", "interrupted")]
SIGNS = {"\\": "\\e", "-": "\\-", "~": "\\(ti", "^": "\\(ha", "`": "\\(ga", "'": "\\(aq"}


def roff(text):
    """Text as it is, for code and option names."""
    text = "".join(SIGNS.get(sign, sign) for sign in text)
    return "\\&" + text if text.startswith(".") else text


def prose(text):
    """A paragraph of Markdown: code and strong text bold, emphasis in italics, links by their text."""
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text)
    out = []
    for part in re.split(r"(`[^`]+`|\*\*[^*]+\*\*|(?<!\w)\*[^*\s][^*]*\*)", text):
        if part.startswith("`") and len(part) > 2:
            out.append("\\fB" + roff(part[1:-1]) + "\\fR")
        elif part.startswith("**"):
            out.append("\\fB" + roff(part[2:-2]) + "\\fR")
        elif part.startswith("*") and len(part) > 2:
            out.append("\\fI" + roff(part[1:-1]) + "\\fR")
        else:
            # Hyphens of prose stay hyphens.
            out.append(roff(part).replace("\\-", "-"))
    lines = textwrap.wrap("".join(out), 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in lines)


class Page:
    def __init__(self, name, section, meaning, date, version):
        self.name, self.section = name, section
        self.lines = [f'.TH {name.upper()} {section} "{date}" "quickscan {version}" "quickscan manual"']
        self.heading("NAME")
        self.lines.append(f"{roff(name)} \\-\n{prose(meaning)}")
        self.fresh = False

    def heading(self, text, level=1):
        self.lines.append((".SH " if level == 1 else ".SS ") + f'"{roff(text).upper() if level == 1 else roff(text)}"')
        self.fresh = True

    def paragraph(self, text):
        if not self.fresh:
            self.lines.append(".PP")
        self.lines.append(prose(text))
        self.fresh = False

    def item(self, term, text):
        self.lines += [".TP", term, text or "\\&"]
        self.fresh = False

    def bullet(self, text):
        self.lines += [".IP \\(bu 2", prose(text)]
        self.fresh = False

    def code(self, text):
        if not self.fresh:
            self.lines.append(".PP")
        self.lines += [".RS 4", ".nf"] + [roff(line) or "\\&" for line in text.rstrip("\n").split("\n")] + [".fi", ".RE"]
        self.fresh = False

    def write(self, folder):
        with (folder / f"{self.name}.{self.section}.gz").open("wb") as file:
            file.write(gzip.compress(("\n".join(self.lines) + "\n").encode(), 9, mtime=0))


def markdown(page, text):
    """The Markdown that pages of the manual are written in; headings become sections, tables lists of terms."""
    for block in re.findall(r"```\w*[^\n]*\n.*?^```|(?:^[^\n]+\n)+", text, flags=re.M | re.S):
        if block.startswith("```"):
            page.code(block.split("\n", 1)[1].rsplit("```", 1)[0])
            continue
        block = re.sub(r"^<!--.*?-->\n", "", block, flags=re.M).strip("\n")
        heading = re.match(r"(#+) (.*)", block)
        if heading:
            page.heading(heading[2], len(heading[1]) - 1 or 1)
        elif block.startswith("|"):
            rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in block.split("\n")]
            for row in rows[2:]:
                more = [f"{name.capitalize()}: {cell}." for name, cell in zip(rows[0][2:], row[2:]) if cell]
                page.item(prose(row[0]), prose(" ".join([row[1] if row[1].endswith(".") or not more else row[1] + "."] + more)))
        elif re.match(r"- |\d+\. ", block):
            for item in re.split(r"^(?:- |\d+\. )", block, flags=re.M)[1:]:
                page.bullet(item)
        elif block:
            page.paragraph(block)


def command_page(page, text, operands, summary):
    """The help of a command: examples, then what it says, then its options."""
    page.heading("Synopsis")
    page.lines.append(f"\\fBquickscan {roff(page.name.removeprefix('quickscan-'))}\\fR [\\fIoptions\\fR] {roff(operands)}".rstrip())
    page.heading("Description")
    page.lines.append(prose(summary[0].upper() + summary[1:] + "."))
    page.fresh = False
    for block in re.split(r"\n\n+", text.split("\n\n", 1)[1].strip("\n")):
        title, _, rest = block.partition("\n")
        if title.startswith("Exit:"):
            continue
        if title.startswith("In the manual:"):
            page.paragraph(f"The manual has more: `{title.split(': ')[1]}`.")
        elif title.startswith("Options") and rest:
            page.heading(title.rstrip(":"))
            options(page, rest)
        elif title == "Examples:":
            page.heading("Examples")
            page.code(rest.replace("\n  ", "\n").removeprefix("  "))
        elif rest.startswith("  ") or block.startswith("  "):
            lead, indented = (title, rest) if not title.startswith("  ") else ("", block)
            if lead:
                page.paragraph(lead)
            page.code(indented.replace("\n  ", "\n").removeprefix("  "))
        else:
            page.paragraph(block)


def options(page, text):
    """Rows of two columns; a row that begins at the second column goes on with the one before."""
    entries = []
    for line in text.split("\n"):
        row = re.match(r" {2,6}(\S.*?)(?: {2,}(.*))?$", line)
        if row:
            entries.append([row[1], row[2] or ""])
        else:
            entries[-1][1] += " " + line.strip()
    for names, meaning in entries:
        page.item("\\fB" + roff(names) + "\\fR", prose(meaning))


def front_matter(path):
    head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
    return {key: value.strip().strip("\"'") for key, value in re.findall(r"^(\w+): (.*)$", head, flags=re.M)}


def source_time(root):
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    commit = subprocess.run(["git", "-C", root, "log", "-1", "--format=%ct"], capture_output=True, text=True)
    return int(commit.stdout) if commit.returncode == 0 and commit.stdout else int((root / "CHANGELOG.md").stat().st_mtime)


def main():
    program, root, out = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    def said(*words):
        # No colour, and no study around the folder of the build.
        return subprocess.run([program, *words, "--color", "never"], check=True, capture_output=True, text=True, cwd="/").stdout

    version = said("--version").split()[-1]
    date = datetime.datetime.fromtimestamp(source_time(root), datetime.timezone.utc).strftime("%Y-%m-%d")
    overview = said("help")
    commands = re.findall(r"^  (\S+) +(.*)$", overview.split("\nCommands:\n")[1].split("\n\n")[0], flags=re.M)
    others = ["quickscan-study", "quickscan-rules"]

    def finish(page, see):
        if page.section == 1:
            page.heading("Exit status")
            for code, meaning in EXIT:
                page.item(f"\\fB{code}\\fR", prose(meaning))
        page.heading("See also")
        sections = {"quickscan-study": 5, "quickscan-rules": 7}
        ordered = sorted(set(see) - {page.name}, key=lambda name: (sections.get(name, 1), name))
        page.lines.append(",\n".join(f"\\fB{roff(name)}\\fR({sections.get(name, 1)})" for name in ordered))
        page.write(out)

    page = Page("quickscan", 1, "quick-scan evaluations of policy, from coded interviews to a report", date, version)
    page.heading("Synopsis")
    page.lines.append("\\fBquickscan\\fR \\fIcommand\\fR [\\fIoptions\\fR] [\\fIstudy\\fR]")
    page.heading("Description")
    blocks = re.split(r"\n\n+", overview.strip("\n"))
    for block in blocks:
        title, _, rest = block.partition("\n")
        if title in ("Examples:", "Commands:") or title.startswith("The manual"):
            page.heading(title.rstrip(":").split(" (")[0])
            if title == "Examples:":
                page.code(rest.replace("\n  ", "\n").removeprefix("  "))
            else:
                options(page, rest)
        elif title.startswith("Options"):
            page.heading("Options")
            options(page, rest)
        elif not title.startswith("Exit:"):
            page.paragraph(block)
    finish(page, [f"quickscan-{name}" for name, _ in commands] + others)

    for name, summary in commands:
        text = said(name, "--help")
        operands = text.split("\n", 1)[0].removeprefix(f"quickscan {name}").strip()
        page = Page(f"quickscan-{name}", 1, summary, date, version)
        command_page(page, text, operands, summary)
        finish(page, ["quickscan"] + others)

    text = (root / "data/manual/format.md").read_text(encoding="utf-8")
    page = Page("quickscan-study", 5, "the files of a study for quickscan", date, version)
    page.heading("Description")
    markdown(page, text.split("\n", 1)[1])
    finish(page, ["quickscan", "quickscan-check"] + others)

    page = Page("quickscan-rules", 7, "what quickscan check finds", date, version)
    page.heading("Description")
    page.paragraph("Each rule with its code, name and severity, and what it guards. "
                   "`quickscan explain` *code* shows a rule at length, with wrong and right lines.")
    page.heading("Rules")
    for path in sorted((root / "data/rules").glob("QS*.md")):
        rule = front_matter(path)
        page.item(f"\\fB{rule['code']}\\fR \\fB{roff(rule['name'])}\\fR ({rule['severity']})", prose(rule["summary"][0].upper() + rule["summary"][1:] + "."))
    finish(page, ["quickscan", "quickscan-check", "quickscan-explain"] + others)


main()
