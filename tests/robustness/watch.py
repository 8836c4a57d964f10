#!/usr/bin/env python3
"""`quickscan watch` says one line a run at once, and again when a file of the study changes; an error is named with its place.

    watch.py QUICKSCAN STUDY"""
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile

from whole_study import Failures


def line_of(process, limit=60):
    ready, _, _ = select.select([process.stdout], [], [], limit)
    return process.stdout.readline().decode() if ready else ''


def main():
    program, example = sys.argv[1:3]
    failures = Failures()
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, 'study')
        shutil.copytree(example, folder)
        process = subprocess.Popen([program, 'watch', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        try:
            line = line_of(process)
            failures.expect(line.startswith('0 errors') and 'report.html' in line, f'the first run: {line!r}')
            path = os.path.join(folder, 'stakeholders.yaml')
            with open(path, 'rb') as file:
                good = file.read()
            for text, wanted in ((good + b'bad: {name: x, levels: [nowhere]}\n', 'stakeholders.yaml:'), (good, '0 errors')):
                with open(path, 'wb') as file:
                    file.write(text)
                line = line_of(process)
                failures.expect(wanted in line, f'{wanted}: {line!r}')
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        process = subprocess.Popen([program, 'watch', folder, '--format', 'htm'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        line = line_of(process)
        failures.expect('unknown format `htm`' in line, f'a report that cannot be written: {line!r}')
        process.send_signal(signal.SIGINT)
        process.wait(30)
    sys.exit(failures.result('watch', 4))


main()
