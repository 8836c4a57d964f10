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


def changes(failures, process, folder):
    """As editors and people make them: a new folder, a file renamed over another, one that goes and comes back, many saves."""
    def save_over(path, text):
        with open(path + '~', 'w', encoding='utf-8') as file:
            file.write(text)
        os.rename(path + '~', path)

    def expect(wanted, what):
        line = line_of(process)
        failures.expect(wanted in line, f'{what}: {line!r}')

    study = os.path.join(folder, 'study.yaml')
    with open(study, encoding='utf-8') as file:
        good = file.read()
    text = os.path.join(folder, 'text')
    shutil.rmtree(text, ignore_errors=True)
    while line_of(process, 2):
        pass
    os.mkdir(text)
    expect('0 errors', 'a new folder')
    save_over(os.path.join(text, 'summary.nl.md'), 'Kort.\n')
    expect('0 errors', 'a file in a new folder')
    save_over(study, good + 'x: "never closed\n')
    expect('study.yaml:', 'a broken file renamed over a good one')
    os.remove(study)
    expect('QS160', 'no study.yaml')
    save_over(study, good)
    expect('0 errors', 'study.yaml is back')
    for _ in range(100):
        save_over(study, good)
    expect('0 errors', 'many saves')
    failures.expect(line_of(process, 2) == '', 'many saves are one run')


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
            changes(failures, process, folder)
        finally:
            process.send_signal(signal.SIGINT)
            failures.expect(process.wait(30) == 130, 'Ctrl-C ends it')
        process = subprocess.Popen([program, 'watch', folder, '--format', 'htm'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        line = line_of(process)
        failures.expect('unknown format `htm`' in line, f'a report that cannot be written: {line!r}')
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process = subprocess.Popen([program, 'watch', folder, '--format', 'md', '-o', os.path.join(folder, 'notes.md')],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)
        failures.expect('0 errors' in line_of(process), 'a report beside the study')
        failures.expect(line_of(process, 2) == '', 'its own report is no change')
        process.send_signal(signal.SIGINT)
        process.wait(30)
    sys.exit(failures.result('watch', 13))


main()
