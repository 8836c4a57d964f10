"""layers.py SOURCE_DIR: the rooms of lib and cli keep to their order, and their folders and headers to the house style.

A file includes only files of its own room and of rooms before it in lib/CMakeLists.txt; cli may include all. A folder holds at most
26 sources and headers of one kind. A source whose header others include has that header under its own name.
"""
import collections
import pathlib
import re
import subprocess
import sys

WITHOUT_HEADER = {"main", "fmt_functions"}  # what fmt_functions defines is declared by the headers of fmt
MOST_FILES = 26
OUTSIDE = {"embedded.hpp", "rule_table.hpp"}  # of data/, the second generated from data/rules


def main():
    root = pathlib.Path(sys.argv[1])
    listed = subprocess.run(["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard", "lib", "cli"], capture_output=True, text=True)
    if listed.returncode:
        sys.exit(77)
    sources = [pathlib.PurePosixPath(name) for name in listed.stdout.split() if name.endswith((".cpp", ".hpp")) and (root / name).is_file()]
    rooms = re.search(r"foreach\(room ([\w ]+)\)", (root / "lib/CMakeLists.txt").read_text())[1].split()
    order = {room: place for place, room in enumerate(rooms)}
    problems = []
    headers = {"/".join(path.parts[1:]) for path in sources if path.suffix == ".hpp"}
    for path in sources:
        own = order.get(path.parts[1], len(rooms)) if path.parts[0] == "lib" else len(rooms)
        for included in re.findall(r'^#include "([^"]+)"', (root / path).read_text(), flags=re.M):
            room = included.split("/")[0]
            if path.parts[0] == "lib" and included not in headers | OUTSIDE:
                problems.append(f"{path}: `{included}` is not a header of lib, written from there")
            elif order.get(room, -1) > own:
                problems.append(f"{path}: includes `{included}` of a later room")
    folders = collections.Counter((path.parent, path.suffix) for path in sources)
    problems += [f"{folder}: {count} files {suffix}, more than {MOST_FILES}" for (folder, suffix), count in folders.items() if count > MOST_FILES]
    for path in sources:
        header = "/".join(path.with_suffix(".hpp").parts[1:])
        if path.suffix == ".cpp" and path.stem not in WITHOUT_HEADER and header not in headers and not declared_together(path):
            problems.append(f"{path}: has no header of its name")
    sys.exit("\n".join(problems) or 0)


def declared_together(path):
    """The folders whose sources are one row of a table each, all declared in one header: commands, sections, readers."""
    return str(path.parent) in {"cli/commands", "lib/report/sections", "lib/report/pages", "lib/study/read", "lib/study/check", "lib/formats/json"}


main()
