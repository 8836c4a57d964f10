#!/usr/bin/env python3
"""Runs the commands of a golden case and compares what they print and write with what is expected.

    [QUICKSCAN_GOLDEN=1] run.py PROGRAM tests/golden/summary

`command` holds one command a line, as typed after `quickscan`, run from the project's folder; OUT in it is an empty
folder. `expected` is the transcript: each command, its standard output, its standard error, and its exit code unless it
is 0. The files written to OUT are expected below `files`; those that a pattern of `ignored` matches are not compared.
With QUICKSCAN_GOLDEN set, what is expected is rewritten instead."""
import difflib
import fnmatch
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': '/nonexistent', 'LC_ALL': 'C.UTF-8'}


def outcome(program, case):
    """What a case gives: the transcript, and every file by its path below the case's folder."""
    transcript, found = '', {}
    with tempfile.TemporaryDirectory() as out:
        for command in (case / 'command').read_text(encoding='utf-8').splitlines():
            words = [word.replace('OUT', out) for word in shlex.split(command)]
            done = subprocess.run([program, *words], cwd=PROJECT, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=120)
            transcript += f'$ quickscan {command}\n{done.stdout.decode()}'
            transcript += f'--- standard error\n{done.stderr.decode()}' if done.stderr else ''
            transcript += f'--- exit {done.returncode}\n' if done.returncode else ''
        transcript = transcript.replace(out, 'OUT')
        ignored = (case / 'ignored').read_text(encoding='utf-8').split() if (case / 'ignored').exists() else []
        for path in sorted(pathlib.Path(out).rglob('*')):
            name = str(path.relative_to(out))
            if path.is_file() and not any(fnmatch.fnmatch(name, pattern) for pattern in ignored):
                found[f'files/{name}'] = path.read_bytes()
    return {'expected': transcript.encode(), **found}


def expectation(case):
    paths = [case / 'expected', *(case / 'files').rglob('*')]
    return {str(path.relative_to(case)): path.read_bytes() for path in sorted(paths) if path.is_file()}


def rewrite(case, found):
    shutil.rmtree(case / 'files', ignore_errors=True)
    for name, data in found.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(data)


def main():
    program, case = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    found = outcome(program, case)
    if os.environ.get('QUICKSCAN_GOLDEN'):
        rewrite(case, found)
        return 0
    expected = expectation(case)
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            before, after = (texts.get(name, b'').decode().splitlines(True) for texts in (expected, found))
            difference = difflib.unified_diff(before, after, f'{case.name}/{name}', 'now')
            print(''.join(list(difference)[:60]) or f'{case.name}/{name} has come or gone')
    if found != expected:
        print('Not as expected. After a look at the difference: make golden')
    return 1 if found != expected else 0


if __name__ == '__main__':
    sys.exit(main())
