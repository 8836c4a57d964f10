"""debian_changelog.py CHANGELOG.md CONTACT OUT: the changelog in Debian's form, gzipped; the date is SOURCE_DATE_EPOCH, else 1 January 1970."""
import email.utils
import gzip
import os
import pathlib
import re
import sys
import textwrap


def main():
    text, contact = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]
    date = email.utils.formatdate(int(os.environ.get("SOURCE_DATE_EPOCH", "0")))
    entries = []
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        lines = [f"quickscan ({section.split()[0]}) unstable; urgency=medium"]
        for block in re.findall(r"^(?:### |- )(?:.+\n)(?:  .+\n)*", section, flags=re.M):
            words = " ".join(block.split())
            if words.startswith("### "):
                lines += ["", f"  [ {words[4:]} ]"]
            else:
                lines.append(textwrap.fill(words[2:], 78, initial_indent="  * ", subsequent_indent="    "))
        entries.append("\n".join(lines + ["", f" -- {contact}  {date}", ""]))
    pathlib.Path(sys.argv[3]).write_bytes(gzip.compress("\n".join(entries).encode(), 9, mtime=0))


main()
