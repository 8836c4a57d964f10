#!/usr/bin/env python3
"""On a disk with no room left each output is the old one or the new one, whole, and nothing else is left; exit 2.

    full_disk.py --program build/quickscan --study examples/rotterdam-2021 --small examples/first-study [--megabytes 1,2,3,4]

Needs the right to mount a tmpfs; without it the exit code is 77."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures, files_under, run

OLD = b'the output of last week\n'


def jobs(study, small, disk):
    """What is run, and the output that was there before, if it is one file."""
    for form, name in (('html', 'r.html'), ('md', 'r.md'), ('json', 'r.json'), ('briefing', 'b.html'), ('docx', 'r.docx'), ('pdf', 'r.pdf')):
        program = {'docx': 'pandoc', 'pdf': 'chromium'}.get(form)
        if not program or shutil.which(program):
            yield ['report', study, '--format', form, '--quiet', '-o', f'{disk}/{name}'], name
    for form, name in (('json', 'g.json'), ('graphml', 'g.graphml'), ('gexf', 'g.gexf'), ('dot', 'g.dot'), ('svg', 'g.svg'), ('csv', None)):
        yield ['graph', study, '--format', form, '-o', f'{disk}/{name or "g"}'], name
    for form, name in (('csv', None), ('xlsx', 'e.xlsx'), ('sav', 'e.sav'), ('codebook', 'e.md'), ('matrix', 'e.html')):
        yield ['export', study, '--format', form, '-o', f'{disk}/{name or "e"}'], name
    yield ['init', f'{disk}/new'], None
    yield ['schema', f'{disk}/study'], None
    yield ['check', '--fix', '--quiet', f'{disk}/study'], None


def prepare(disk, small, name, left):
    for entry in os.listdir(disk):
        path = os.path.join(disk, entry)
        shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    shutil.copytree(small, os.path.join(disk, 'study'))
    interviews = os.path.join(disk, 'study', 'interviews')
    for entry in os.listdir(interviews):  # line ends for --fix to mend
        with open(os.path.join(interviews, entry), 'r+b') as file:
            data = file.read().replace(b'\n', b'\r\n')
            file.seek(0)
            file.write(data)
    if name:
        with open(os.path.join(disk, name), 'wb') as file:
            file.write(OLD)
    room = os.statvfs(disk)
    with open(os.path.join(disk, 'filler'), 'wb') as file:
        file.write(b'x' * max(0, room.f_bavail * room.f_frsize - left * 1024))


def try_disk(args, disk, left, failures):
    checks = full = 0
    for arguments, name in jobs(args.study, args.small, disk):
        prepare(disk, args.small, name, left)
        before = dict(files_under(disk))
        code, output, said = run(args.program, arguments)
        after = dict(files_under(disk))
        shown = f'{arguments[0]} {arguments[3] if len(arguments) > 4 else ""}, {left} KiB left'
        new = sorted(set(after) - set(before))
        failures.expect(code in (0, 2), f'{shown}: exit {code}: {said[-200:]}')
        if code == 2:
            full += 1
            failures.expect(said, f'{shown}: no message')
            failures.expect(after == before, f'{shown}: exit 2, but new {new[:4]}, changed {[p for p in before if after.get(p) != before[p]][:4]}')
            failures.expect(sorted(os.listdir(disk)) == sorted({p.split(os.sep)[0] for p in before}), f'{shown}: left {os.listdir(disk)}')
        else:
            failures.expect(not [p for p in new if p.endswith(('-new', '-old'))], f'{shown}: left {new}')
            failures.expect(not name or len(after[name]) > len(OLD), f'{shown}: exit 0, but {name} is not new')
        checks += 1
    return checks, full


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--study', required=True)
    parser.add_argument('--small', required=True)
    parser.add_argument('--megabytes', default='1')
    args = parser.parse_args()
    args.program, args.study, args.small = (os.path.abspath(p) for p in (args.program, args.study, args.small))
    failures, checks, full = Failures(), 0, 0
    with tempfile.TemporaryDirectory() as disk:
        for size in args.megabytes.split(','):
            if subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}m', 'tmpfs', disk], stderr=subprocess.DEVNULL).returncode:
                print('a tmpfs cannot be mounted here')
                return 77
            try:
                for left in (0, 8, 120):
                    some = try_disk(args, disk, left, failures)
                    checks, full = checks + some[0], full + some[1]
            finally:
                subprocess.run(['umount', '-l', disk], check=True)
    failures.expect(full > 10, f'only {full} runs met a full disk')
    print(f'{checks} runs, {full} met a full disk')
    return failures.result('full_disk', checks)


if __name__ == '__main__':
    sys.exit(main())
