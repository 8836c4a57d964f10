"""key_tables.py SOURCE_DIR [--write]: the tables of keys in data/manual/format.md are those of data/keys.yaml.

A table stands between `<!-- keys: FILE -->` and `<!-- end of keys -->`; --write puts the present ones there.
"""
import pathlib
import re
import sys

import yaml


def table(keys):
    lines = ["| key | meaning | values | left out | rules |", "|---|---|---|---|---|"]
    for path, entry in keys.items():
        cells = [f"`{path}`", entry["meaning"]["en"], entry["values"], entry.get("default", ""), " ".join(entry.get("rules", []))]
        lines.append("| " + " | ".join(cells).replace("|  |", "| |") + " |")
    return "\n".join(lines)


def main():
    root = pathlib.Path(sys.argv[1])
    page = root / "data/manual/format.md"
    files = yaml.safe_load((root / "data/keys.yaml").read_text())
    text = page.read_text()
    shown = set()

    def fresh(match):
        shown.add(match[1])
        return f"<!-- keys: {match[1]} -->\n{table(files[match[1]])}\n<!-- end of keys -->"

    current = re.sub(r"<!-- keys: (\S+) -->\n.*?<!-- end of keys -->", fresh, text, flags=re.S)
    missing = set(files) - shown
    if missing:
        sys.exit(f"{page}: no table for {', '.join(sorted(missing))}")
    if "--write" in sys.argv:
        page.write_text(current)
    elif current != text:
        sys.exit(f"{page}: its tables are not those of data/keys.yaml; run {sys.argv[0]} {root} --write")


main()
