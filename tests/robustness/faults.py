#!/usr/bin/env python3
"""Lets the system fail under quickscan while it writes a report, and looks at what is left on the disk.

    faults.py PROGRAM STUDY [--thorough]

Fails the k-th call of a kind with strace, for growing k, and kills runs at growing delays. Whatever happens, the
outputs are the old ones or the new ones, whole, nothing else is left behind, and a failed run exits with 2 and says
why. Skipped (77) where strace cannot be used.
"""
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CALLS = ["openat", "read", "write", "fsync", "rename", "linkat,link", "fchmod", "newfstatat,fstat"]
ERRORS = ["ENOSPC", "EIO", "EACCES", "EMFILE", "EINTR"]
LOADER_FAILED = 127  # the system could not even start the program


def command(program, study, folder):
    return [program, "report", study, "--format", "html,json,md", "-o", f"{folder}/", "--quiet"]


def files_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def fill(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def usable(base):
    try:
        trial = subprocess.run(["strace", "-f", "-o", base / "trial", "-e", "inject=fsync:error=EIO:when=99", "true"],
                               capture_output=True, timeout=60, check=False)
    except OSError:
        return False
    return trial.returncode == 0


def fail_calls(program, study, base, old, new, thorough):
    problems = runs = failed = 0
    target = base / "target"
    for call in CALLS:
        for error in ERRORS if thorough else ERRORS[:1] + ERRORS[-1:]:
            k = clean = 0
            while clean < 2 and k < 150:
                k += 1 if thorough else 1 + k // 4
                fill(target, old)
                inject = ["strace", "-f", "-o", "/dev/null", "-e", f"inject={call}:error={error}:when={k}"]
                result = subprocess.run(inject + command(program, study, target), capture_output=True, text=True,
                                        timeout=120, check=False)
                if result.returncode == LOADER_FAILED:
                    continue
                runs += 1
                now = files_in(target)
                if result.returncode == 0:
                    good = now == new
                    clean += 1
                else:
                    failed += 1
                    clean = 0
                    good = now in (old, new) and result.returncode == 2 and result.stderr.startswith("quickscan: ")
                if not good:
                    problems += 1
                    print(f"{call} {error} {k}: exit {result.returncode} {result.stderr.strip()[-200:]}",
                          sorted(set(now) ^ set(old)))
    print(f"{runs} runs with a failing call, {failed} of them failed")
    return problems


def kill_runs(program, study, base, old, new, number):
    problems = finished = 0
    target = base / "target"
    for i in range(number):
        fill(target, old)
        with subprocess.Popen(command(program, study, target), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(0.002 * i)
            run.send_signal([signal.SIGINT, signal.SIGTERM, signal.SIGKILL][i % 3])
            code = run.wait()
        now = files_in(target)
        finished += code == 0
        torn = [name for name in old if now.get(name) not in (old[name], new[name])]
        left = [] if i % 3 == 2 else sorted(set(now) - set(old))
        if torn or left or (i % 3 == 0 and code not in (0, 130, -signal.SIGINT)):
            problems += 1
            print(f"kill {i}: exit {code}", torn, left)
    print(f"{number} runs killed, {finished} of them too late")
    return problems


def main():
    program, study = sys.argv[1], sys.argv[2]
    thorough = "--thorough" in sys.argv
    base = pathlib.Path(tempfile.mkdtemp(prefix="quickscan-faults-"))
    try:
        if not usable(base):
            return 77
        fill(base / "new", {"x": b""})
        (base / "new" / "x").unlink()
        subprocess.run(command(program, study, base / "new"), check=True, capture_output=True)
        new = files_in(base / "new")
        old = {name: b"old " + text[:100] for name, text in new.items()}
        problems = fail_calls(program, study, base, old, new, thorough)
        problems += kill_runs(program, study, base, old, new, 120 if thorough else 30)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
