"""installed_program.py BUILD_DIR: the component `program`, installed by DESTDIR, is complete, runs from there, and its manual pages are
accepted by the programs that read them.

`cmake --install` builds what it lacks. Skipped (77) where CMake has no python3 to make manual pages with; a reader that is not
installed is named and its part left out.
"""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures

# Where each shell looks for completions; `exchange/completions.py` has the shells load them.
COMPLETIONS = {"bash": "share/bash-completion/completions/quickscan", "zsh": "share/zsh/site-functions/_quickscan",
               "fish": "share/fish/vendor_completions.d/quickscan.fish"}


def manual(share, program, failures):
    pages = sorted((share / "man").rglob("*.gz"))
    names = {page.name for page in pages}
    listed = re.findall(r"^  (\S+) ", subprocess.run([program, "help"], capture_output=True, text=True).stdout.split("\nCommands:\n")[1].split("\n\n")[0], flags=re.M)
    wanted = {f"quickscan-{name}.1.gz" for name in listed} | {"quickscan.1.gz", "quickscan-study.5.gz", "quickscan-rules.7.gz"}
    failures.expect(names == wanted, f"manual pages missing or too many: {names ^ wanted}")
    rules = subprocess.run([program, "explain"], capture_output=True, text=True).stdout
    text = gzip.open(share / "man/man7/quickscan-rules.7.gz", "rt", encoding="utf-8").read()
    for code in re.findall(r"\bQS\d{3}\b", rules):
        failures.expect(code in text, f"quickscan-rules(7) lacks {code}")
    readers = {"mandoc": ["mandoc", "-T", "lint"], "man": ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"]}
    for reader, command in readers.items():
        if shutil.which(reader) is None:
            print(f"left out, not installed: {reader}")
            continue
        for page in pages:
            with tempfile.NamedTemporaryFile(suffix="." + page.suffixes[-2][1:]) as plain:
                plain.write(gzip.decompress(page.read_bytes()))
                plain.flush()
                ran = subprocess.run([*command, plain.name], capture_output=True, text=True, env={**os.environ, "MANWIDTH": "80"})
            # mandoc gives remarks on standard output, man on standard error (its standard output is the page).
            remarks = ran.stdout if reader == "mandoc" else ran.stderr
            failures.expect(not remarks.strip() and ran.returncode == 0, f"{reader}: {page.name}: {remarks[:400]}")
    return len(pages)


def main():
    build, failures = pathlib.Path(sys.argv[1]), Failures()
    with tempfile.TemporaryDirectory(prefix="quickscan-install-") as folder:
        root = pathlib.Path(folder)
        installed = subprocess.run(["cmake", "--install", build, "--prefix", "/opt/qs", "--component", "program"],
                                   env={**os.environ, "DESTDIR": folder}, capture_output=True, text=True)
        if installed.returncode:
            sys.exit(installed.stdout + installed.stderr)
        prefix = root / "opt/qs"
        files = [path.relative_to(prefix).as_posix() for path in prefix.rglob("*") if path.is_file()]
        if "share/man/man1/quickscan.1.gz" not in files:
            print("skipped: no python3 to make manual pages with")
            sys.exit(77)
        for wanted in ("bin/quickscan", "share/quickscan/schema/analysis-2.schema.json", "share/quickscan/ci/github.yml",
                       "share/doc/quickscan/README.md", "share/doc/quickscan/examples/first-study/study.yaml"):
            failures.expect(wanted in files, f"not installed: {wanted}")
        failures.expect(not [name for name in files if name.startswith("include/") or name.endswith((".a", ".cmake", "report.html"))],
                        "the component `program` installs what belongs to `dev`, or an output")
        failures.expect(not [path for path in root.rglob("*") if path.is_file() and prefix not in path.parents], "files outside the prefix")
        program = prefix / "bin/quickscan"
        for arguments in (["init", "x"], ["check", "x"], ["report", "x"]):
            ran = subprocess.run(["quickscan", *arguments], cwd=root, capture_output=True, text=True, env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"})
            failures.expect(ran.returncode == 0, f"quickscan {' '.join(arguments)}: exit {ran.returncode}: {ran.stderr}")
        failures.expect((root / "x/report.html").is_file(), "no report was written")
        for shell, script in COMPLETIONS.items():
            printed = subprocess.run([program, "completions", shell], capture_output=True).stdout
            failures.expect(script in files and (prefix / script).read_bytes() == printed, f"{script} is not what `completions {shell}` prints")
        os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
        count = manual(prefix / "share", program, failures)
        sys.exit(failures.result("installed_program", len(files) + count))


main()
