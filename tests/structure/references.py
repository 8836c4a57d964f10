"""references.py SOURCE_DIR: what code and manual refer to is in the repository.

Every `manual/<page>.md#anchor` in code, tests and data, and every link between pages of the manual, leads to a heading. No
comment refers to a page that is not in the repository.
"""
import pathlib
import re
import subprocess
import sys

SOURCES = ("lib", "cli", "data", "tests", "examples", "README.md")
NOT_THERE = re.compile(r'exact reading|(?<![/\w"-])(?:scoring|graph|report|json|cli|reliability|study-format|facts|architecture)\.md')


def slug(title):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def anchors(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.M | re.S)
    return {slug(title) for title in re.findall(r"^#+ (.*)$", text, flags=re.M)}


def main():
    root = pathlib.Path(sys.argv[1])
    pages = {page.name: anchors(page) for page in (root / "data/manual").glob("*.md")}
    listed = subprocess.run(["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard", *SOURCES], capture_output=True, text=True)
    if listed.returncode:
        sys.exit(77)
    problems = []
    for name in listed.stdout.split("\n"):
        path = root / name
        if not path.is_file() or path.name == pathlib.Path(__file__).name:
            continue
        try:
            lines = path.read_text().split("\n")
        except UnicodeDecodeError:
            continue
        own_page = path.name if path.parent.name == "manual" else None
        for number, line in enumerate(lines, 1):
            found = re.findall(r"manual/([\w-]+\.md)(?:#([\w-]*))?", line)
            if own_page:
                found += [(page or own_page, anchor) for page, anchor in re.findall(r"\]\(([\w-]+\.md)?(?:#([\w-]+))?\)", line)]
            for page, anchor in found:
                if page not in pages:
                    problems.append(f"{name}:{number}: there is no manual/{page}")
                elif anchor and anchor not in pages[page]:
                    problems.append(f"{name}:{number}: manual/{page} has no heading `{anchor}`")
            comment = path.suffix in (".cpp", ".hpp") and re.search(r"//|\*", line) or path.suffix == ".py"
            if "--old" in sys.argv and comment and NOT_THERE.search(line):
                problems.append(f"{name}:{number}: refers to a page that is not in the repository: {line.strip()}")
    sys.exit("\n".join(problems) or 0)


main()
