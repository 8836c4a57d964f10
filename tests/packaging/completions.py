"""completions.py BUILD_DIR: the completions that are installed, asked through each shell as its user would: by a key in zsh, by `complete -C` in
fish, and by the function that bash calls. A shell that is not installed is named and left out.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures

ZSH = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
read_on() { local part; repeat 100; do zpty -r -t shell part && seen+=$part || sleep 0.02; [[ $seen = *$1* ]] && return; done }
zpty -w shell "PS1= ; fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; LISTMAX=1000; zstyle ':completion:*' list-prompt ''; print rea''dy"
seen=; read_on ready
zpty -w -n shell "$2"$'\t\t'
seen=; read_on "$3"
print -r -- $seen
zpty -d shell
"""
BASH = r"""
. "$1/quickscan"
complete -p quickscan >/dev/null || exit 1
COMP_WORDS=($2); COMP_LINE="$2"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_POINT=${#COMP_LINE}
_quickscan quickscan "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
"""

# What is typed, and what has to be offered.
ASKED = [("quickscan ch", "check"), ("quickscan check --str", "--strict"), ("quickscan report --aud", "--audience")]


def completions(share, failures):
    shells = {
        "bash": lambda line, offered: ["bash", "--norc", "-c", BASH, "bash", share / "bash-completion/completions", line],
        "zsh": lambda line, offered: ["zsh", "-f", "-c", ZSH, "zsh", share / "zsh/site-functions", line, offered],
        "fish": lambda line, offered: ["fish", "--no-config", "-c", f"source {share}/fish/vendor_completions.d/quickscan.fish; complete -C '{line}'"],
    }
    files = {"bash": "bash-completion/completions/quickscan", "zsh": "zsh/site-functions/_quickscan", "fish": "fish/vendor_completions.d/quickscan.fish"}
    count = 0
    for shell, command in shells.items():
        if shutil.which(shell) is None:
            print(f"left out, not installed: {shell}")
            continue
        loaded = subprocess.run([shell, "-n", share / files[shell]], capture_output=True, text=True)
        failures.expect(loaded.returncode == 0 and not loaded.stderr, f"{shell} does not parse its completions: {loaded.stderr}")
        for line, offered in ASKED:
            ran = subprocess.run(command(line, offered), capture_output=True, text=True, timeout=60)
            failures.expect(offered in ran.stdout, f"{shell} offers for `{line}` not {offered}: {ran.stdout!r} {ran.stderr!r}")
            count += 1
    return count


def main():
    build, failures = pathlib.Path(sys.argv[1]), Failures()
    with tempfile.TemporaryDirectory(prefix="quickscan-completions-") as folder:
        installed = subprocess.run(["cmake", "--install", build, "--prefix", folder, "--component", "program"], capture_output=True, text=True)
        if installed.returncode:
            sys.exit(installed.stdout + installed.stderr)
        os.environ["PATH"] = f"{folder}/bin:{os.environ['PATH']}"
        count = completions(pathlib.Path(folder) / "share", failures)
    sys.exit(failures.result("completions", count))


main()
