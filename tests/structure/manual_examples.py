"""manual_examples.py PROGRAM SOURCE_DIR: what the manual shows is what the program does.

The framework of manual/own-framework.md, put together from its parts, and the files of
manual/format.md are checked; outputs that the pages show, and the worked examples of manual/scoring.md, are those of the program.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def sections(page):
    """The fenced blocks of a page by the heading they are under."""
    found = {}
    for part in re.split(r"^## ", page.read_text(), flags=re.M)[1:]:
        found[part.split("\n", 1)[0]] = re.findall(r"^```(\w+)\n(.*?)^```", part, flags=re.M | re.S)
    return found


class Checker:
    def __init__(self, program):
        self.program = program
        self.problems = []

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True)

    def errors(self, what, study):
        ran = self.run("check", study, "--format", "line")
        self.problems += [f"{what}: {line}" for line in ran.stdout.split("\n") if " error[" in line]
        return self.run("check", study, "--format", "text").stdout

    def shows(self, what, text, output):
        for line in filter(None, text.split("\n")):
            if line not in output:
                self.problems.append(f"{what}: the program does not print: {line}")


def own_framework(checker, page, folder):
    blocks = sections(page)
    parts = ["Name and levels", "Ladder", "Caps", "Recommendations", "Factors", "Verdict table", "Confidence rows"]
    (folder / "framework.yaml").write_text("\n".join(blocks[part][0][1] for part in parts))
    study, stakeholders, interview, shown = (text for _, text in blocks["Use it"])
    (folder / "study.yaml").write_text(study)
    (folder / "stakeholders.yaml").write_text(stakeholders + "board-south: {name: School board South, levels: [council, school]}\n")
    (folder / "interviews").mkdir()
    for place, who in enumerate(["board-north", "board-south", "board-north"], 1):
        text = interview.replace("interview: s1", f"interview: s{place}").replace("who: board-north", f"who: {who}")
        (folder / f"interviews/s{place}.yaml").write_text(text)
    for place, who in enumerate(["municipality", "board-north", "board-south"], 1):
        text = interview.replace("interview: s1", f"interview: c{place}").replace("level: school, who: board-north", f"level: council, who: {who}")
        text = text.split("segments:")[0] + "segments:\n- rec: greening\n  stage: 1\n  basis: shown\n- rec: sharing\n  stage: 1\n"
        (folder / f"interviews/c{place}.yaml").write_text(text)
    checker.errors(page.name, folder)
    checker.shows(page.name, shown, checker.run("summary", folder).stdout)


def format_page(checker, page, folder):
    """The small study of the page is complete; its other files and interviews fit into it."""
    text = page.read_text()
    (folder / "interviews").mkdir()
    blocks = sections(page)
    small = [block for _, block in blocks["A complete study"]]
    for name, block in zip(("study.yaml", "framework.yaml", "stakeholders.yaml", "interviews/r1.yaml"), small):
        (folder / name).write_text(block)
    checker.errors(page.name, folder)
    checker.shows(page.name, small[4], checker.run("why", "nearby/staff", folder).stdout.replace(f"{folder}/", ""))

    files = {"quickscan: 1": "study.yaml", "municipality:": "stakeholders.yaml", "natural-play:": "developments.yaml"}
    for block in re.findall(r"^```yaml\n(.*?)^```", text.split("## Interviews")[1], flags=re.M | re.S):
        for beginning, name in files.items():
            if block.startswith(beginning):
                (folder / name).write_text(block)
        if block.startswith("interview: "):
            (folder / f"interviews/{block.split()[1]}.yaml").write_text(block)
    with (folder / "stakeholders.yaml").open("a") as stakeholders:
        stakeholders.write("housing: {name: Housing, levels: [board]}\npolice: {name: Police, levels: [staff]}\n")
    first = folder / "interviews/r1.yaml"
    first.write_text(first.read_text().replace("date:", "coder: kl\ndate:", 1))
    checker.errors(f"{page.name}, all files", folder)


def interview(name, level, who, segments):
    speakers = ", ".join(f"p{i}: {{level: {level}, who: {one}}}" for i, one in enumerate(who))
    rows = "".join(f"- {{{segment}}}\n" for segment in segments)
    return f"interview: {name}\ndate: 2026-01-01\nform: {'single' if len(who) == 1 else 'group'}\nspeakers: {{{speakers}}}\nsegments:\n{rows}"


def analysis_of(checker, folder, interviews):
    """The analysis of a study against the built-in framework, of interviews by the stakeholders a to d."""
    (folder / "interviews").mkdir(parents=True)
    (folder / "study.yaml").write_text("quickscan: 1\nid: worked\ntitle: t\nreference_date: 2026-02\nframework: domestic-violence-2020\nlanguage: en\n")
    (folder / "stakeholders.yaml").write_text("".join(f"{one}: {{name: {one}, levels: [strategic, tactical, operational]}}\n" for one in "abcd"))
    for name, text in interviews.items():
        (folder / f"interviews/{name}.yaml").write_text(text)
    return json.loads(checker.run("summary", folder, "--json").stdout)


def rows_of(text, after):
    """The rows of the first table behind a text, without their header."""
    table = re.search(r"(?:^\|.*\n)+", text[text.index(after):], flags=re.M)[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.split("\n")[2:-1]]


def voice_values(checker, page, folder):
    text, interviews, expected, notes = page.read_text(), {}, [], []
    for place, (segments, value, note) in enumerate(rows_of(text, "because the ladder is cumulative.\n\n|")):
        coded = [f"rec: access, stage: {segment.split()[0]}, basis: {segment.split()[1]}" for segment in segments.split(", ")]
        interviews[f"v{place}"] = interview(f"v{place}", "operational", ["abcd"[place % 4]], coded)
        expected += [] if value == "none" else [int(value)]
        notes.append(note)
    cell = analysis_of(checker, folder, interviews)["recommendations"][1]["levels"][2]
    found = [cell[key] for key in ("values", "mixed", "heard_only", "undefined")]
    wanted = [sorted(expected), notes.count("mixed"), notes.count("heard-only"), sum("ceiling" in note for note in notes)]
    if found != wanted:
        checker.problems.append(f"{page.name}: voice values {wanted}, the program has {found}")


def worked_example(checker, page, folder):
    text = page.read_text()
    levels = dict(zip("STO", ("strategic", "tactical", "operational")))
    values = {level: line.split() for level, line in re.findall(r"\b([STO]) = ([\d ]+\d)", text)}
    who = {"S": "abcdabcd", "T": "abcdabcd", "O": ["ab", "ac", "ab", "d"]}
    interviews = {}
    for level, rungs in values.items():
        for place, rung in enumerate(rungs):
            name = f"{level.lower()}{place}"
            shown = "rec: principles, stage: " + ("<1" if rung == "0" else f"{rung}, basis: shown")
            interviews[name] = interview(name, levels[level], list(who[level][place]), [shown])
    result = analysis_of(checker, folder, interviews)["recommendations"][0]
    for (level, n, median, reach, index, consensus, interval), cell in zip(rows_of(text, "## Worked examples"), result["levels"]):
        pair = cell["median_pair"]
        middle = f"{cell['median']}" + (f" ({pair[0]}–{pair[1]})" if pair[0] != pair[1] else "")
        low, high = cell["interval"]["low"], cell["interval"]["high"]
        found = [f"{cell['n']}", middle, f"{cell['reach'][2]} of {cell['n']}", f"{cell['index']:.1f}", f"{cell['consensus']:.2f}"[1:],
                 f"{low}–{high} ({100 * cell['interval']['coverage']:.1f} %)"]
        if found != [n, median, reach, index, consensus, interval]:
            checker.problems.append(f"{page.name}: {level} {[n, median, reach, index, consensus, interval]}, the program has {found}")
    test = result["gap_test"]
    for number in (f"= {result['index']:.1f}", f"J = {test['J']:g}", f"p = {test['p']:.5f}".replace("0.", "."), f"{test['cliffs_delta']:.3f}"[1:], result["verdict"]["hedged"]):
        if number not in text:
            checker.problems.append(f"{page.name}: the program has {number} in the worked example")


def main():
    checker, root = Checker(sys.argv[1]), pathlib.Path(sys.argv[2])
    manual = root / "data/manual"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ("own", "format"):
            (folder / name).mkdir()
        own_framework(checker, manual / "own-framework.md", folder / "own")
        format_page(checker, manual / "format.md", folder / "format")
        voice_values(checker, manual / "scoring.md", folder / "voices")
        worked_example(checker, manual / "scoring.md", folder / "cells")
    for example in ("first-study", "rotterdam-2021", "regional-vision"):
        checker.errors(example, root / "examples" / example)
    sys.exit("\n".join(checker.problems) or 0)


main()
