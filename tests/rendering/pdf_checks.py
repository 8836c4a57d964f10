"""Checks the PDFs of the examples: what a screen reader and an archive need, and the briefing's one page.

Exit: 0 all is well, 1 something is wrong, 77 a program is missing (the test is skipped).
"""

import argparse
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STUDIES = ("rotterdam-2021", "regional-vision", "first-study")
CHROMIUM = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run"]


def run(words, temporary=None):
    surroundings = {**os.environ, **({"TMPDIR": str(temporary)} if temporary else {})}
    done = subprocess.run(words, capture_output=True, text=True, timeout=240, check=False, env=surroundings)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


class Pdf:
    """The objects of a PDF, as qpdf shows them."""

    def __init__(self, path):
        self.objects = json.loads(run(["qpdf", "--json=2", "--json-key=qpdf", str(path)]))["qpdf"][1]
        self.root = self.get(self.get(self.objects["trailer"]["value"])["/Root"])

    def get(self, value):
        while isinstance(value, str) and value.endswith(" R"):
            entry = self.objects["obj:" + value]
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def text(self, value):
        value = self.get(value)
        if not isinstance(value, str):
            return ""
        if value.startswith("u:"):
            return value[2:]
        return bytes.fromhex(value[2:]).decode("latin-1") if value.startswith("b:") else value

    def pages(self, node=None, inherited=None):
        node = self.root["/Pages"] if node is None else node
        node = self.get(node)
        box = self.get(node.get("/MediaBox", inherited))
        if node.get("/Type") == "/Page":
            yield node, [float(self.get(side)) for side in box]
            return
        for kid in self.get(node.get("/Kids", [])):
            yield from self.pages(kid, box)

    def structure(self):
        """Every element of the structure tree, with the roles that stand for others resolved."""
        tree = self.get(self.root.get("/StructTreeRoot"))
        roles = self.get((tree or {}).get("/RoleMap", {})) or {}
        waiting = [tree] if tree else []
        while waiting:
            element = waiting.pop()
            kids = self.get(element.get("/K", []))
            for kid in kids if isinstance(kids, list) else [kids]:
                kid = self.get(kid)
                if isinstance(kid, dict) and ("/S" in kid):
                    waiting.append(kid)
            if "/S" in element:
                yield roles.get(element["/S"], element["/S"]), element

    def attributes(self, element):
        value = self.get(element.get("/A", []))
        merged = {}
        for one in value if isinstance(value, list) else [value]:
            one = self.get(one)
            if isinstance(one, dict):
                merged.update(one)
        return merged

    def outline_titles(self):
        titles = []
        waiting = [self.get(self.root.get("/Outlines", {})).get("/First")] if "/Outlines" in self.root else []
        while waiting:
            item = self.get(waiting.pop())
            if not item:
                continue
            titles.append(self.text(item.get("/Title", "")))
            waiting += [item.get("/Next"), item.get("/First")]
        return titles


def fonts_that_are_not_embedded(path):
    lines = run(["pdffonts", str(path)]).splitlines()
    dashes = lines[1].split(" ")
    columns = list(itertools.accumulate(len(dash) + 1 for dash in dashes))
    if len(lines) < 3:
        return ["there are no fonts at all"]
    embedded = 3  # name, type, encoding, emb, sub, uni, object
    return [line for line in lines[2:] if line[columns[embedded - 1]:columns[embedded]].strip() != "yes"]


def paper_problems(path, name):
    """A page with next to nothing on it, and in the quick scan of 2021 more than nine pages before the annexes."""
    texts = run(["pdftotext", "-layout", str(path), "-"]).split("\f")[:-1]
    found = [f"page {number} holds next to nothing" for number, text in enumerate(texts, 1)
             if len([line for line in text.splitlines() if line.strip()]) < 4]
    annexes = [number for number, text in enumerate(texts, 1) if number > 2 and re.search(r"^\s*(Bijlage|Annex) A ", text, re.M)]
    if not annexes:
        found.append("there are no annexes")
    elif name.startswith("rotterdam") and annexes[0] > 10:
        found.append(f"the main part has {annexes[0] - 1} pages, more than nine")
    return found


def problems_of(path, language, briefing):
    pdf = Pdf(path)
    found = []
    if pdf.text(pdf.root.get("/Lang", "")) != language:
        found.append(f"the language is {pdf.text(pdf.root.get('/Lang', ''))!r}, not {language!r}")
    information = pdf.get(pdf.get(pdf.objects["trailer"]["value"]).get("/Info", {}))
    if len(pdf.text(information.get("/Title", ""))) < 10:
        found.append("there is no title")
    if pdf.get(pdf.get(pdf.root.get("/MarkInfo", {})).get("/Marked", False)) is not True:
        found.append("the document is not tagged")
    titles = pdf.outline_titles()
    if not briefing and len([title for title in titles if title.strip()]) < 8:
        found.append(f"there are only {len(titles)} bookmarks")
    elements = list(pdf.structure())
    counts = {}
    for kind, element in elements:
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "/Figure" and len(pdf.text(element.get("/Alt", ""))) < 10:
            found.append("a figure has no alternative text")
        if kind == "/TH" and "/Scope" not in pdf.attributes(element):
            found.append("a table head has no scope")
    expected = ["/H1", "/H2", "/P", "/Table", "/TH", "/TD"] + ([] if briefing else ["/Figure", "/H3"])
    found += [f"there is no {kind} in its structure" for kind in expected if kind not in counts]
    found += [f"not embedded: {line}" for line in fonts_that_are_not_embedded(path)]
    pages = list(pdf.pages())
    for number, (_, box) in enumerate(pages, 1):
        width, height = box[2] - box[0], box[3] - box[1]
        upright = abs(width - 595.28) < 1.5 and abs(height - 841.89) < 1.5
        lying = abs(width - 841.89) < 1.5 and abs(height - 595.28) < 1.5
        large = abs(width - 1190.55) < 1.5 and abs(height - 841.89) < 1.5  # a drawing that A4 does not hold
        if not upright and not lying and not large:
            found.append(f"page {number} is {width} × {height} points, neither A4 nor A3")
    if briefing and len(pages) != 1:
        found.append(f"the briefing has {len(pages)} pages")
    if not briefing:
        found += paper_problems(path, path.name)
    figures, heads = counts.get("/Figure", 0), counts.get("/TH", 0)
    return found, f"{len(pages)} pages, {len(titles)} bookmarks, {figures} figures, {heads} table heads"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quickscan", required=True, type=pathlib.Path)
    parser.add_argument("--examples", required=True, type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    for program in (options.chromium, "qpdf", "pdffonts", "pdftotext"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            return 77
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="quickscan pdf #1 100% ") as folder:
        folder = pathlib.Path(folder)
        for study, language, audience in itertools.product(STUDIES, ("nl", "en"), ("internal", "public")):
            words = [options.quickscan.resolve(), "report", options.examples.resolve() / study, "-q", "--lang", language,
                     "--audience", audience] + (["--suppress"] if audience == "public" else [])
            name = f"{study}-{language}-{audience}"
            report, page, briefing = (folder / f"{name}{end}" for end in (".pdf", ".html", "-briefing.pdf"))
            run([*words, "--format", "pdf", "-o", report])
            run([*words, "--format", "briefing", "-o", page])
            run([options.chromium, *CHROMIUM, f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer",
                 f"--print-to-pdf={briefing}", page.as_uri()], temporary=folder)
            for path in (report, briefing):
                found, size = problems_of(path, language, path is briefing)
                wrong += len(found)
                print("FAIL" if found else "ok  ", path.name, f"({size})", flush=True)
                for sentence in found:
                    print("    ", sentence, flush=True)
    print("all is well" if wrong == 0 else f"{wrong} things are wrong")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
