#!/usr/bin/env python3
"""When the system fails: the old file or the new one, whole, no temporary left, exit 2 with a message; no output onto an
input, a link, a folder or a device; the right modes; no socket.

    kills.py --program build/quickscan --study examples/rotterdam-2021 [--kills 30]"""
import argparse
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

from whole_study import Failures, files_under, run

OLD = b'the report of last week\n'


def traced(strace, program, arguments, options, log):
    """A run under strace: exit code, output, error and the log's lines. LeakSanitizer cannot work while strace does."""
    environment = {**os.environ, 'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'}
    done = subprocess.run([strace, '-f', '-qq', '-o', log, *options, program, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, env=environment)
    with open(log, encoding='utf-8', errors='replace') as file:
        return done.returncode, done.stdout, done.stderr, file.read()


def options_of(calls, error, when, interview):
    where = interview if calls.startswith('read') or error == 'EACCES' and calls == 'openat' else []
    return [*where, '-e', f'trace={calls}', '-e', f'inject={calls}:error={error}:when={when}']


def inject(strace, program, study, work, failures, sanitized):
    """A call of a kind fails: while reading the study and while writing a report over an older one.

    Reading fails at one interview by its name: its place among all reads depends on loader, libraries and threads."""
    checks = 0
    interview = ['-P', os.path.join(study, 'interviews', 'r07.yaml')]
    out = os.path.join(work, 'out')
    os.mkdir(out)
    report, log = os.path.join(out, 'report.html'), os.path.join(work, 'strace.log')
    code, _, said = run(program, ['report', study, '-o', report])
    failures.expect(code == 0, f'report: exit {code}: {said[:300]}')
    with open(report, 'rb') as file:
        new = file.read()
    tests = [('fsync', 'EIO', '1'), ('fsync', 'ENOSPC', '1'), ('rename,renameat,renameat2,linkat', 'EIO', '1'),
             ('rename,renameat,renameat2,linkat', 'EACCES', '1'), ('write', 'ENOSPC', '1'), ('write', 'EIO', '1'), ('write', 'EINTR', '1'),
             ('read,pread64', 'EIO', '1'), ('read,pread64', 'EINTR', '1'), ('openat', 'EMFILE', '30+'), ('openat', 'EACCES', '1'),
             ('fsync', 'EINTR', '1')]
    if sanitized:  # UBSan writes to a pipe to learn whether memory can be read, and ends when that fails.
        tests = [each for each in tests if each[0] != 'write']
    for calls, error, when in tests:
        with open(report, 'wb') as file:
            file.write(OLD)
        before = sorted(os.listdir(study))
        shown = f'{error} at {calls} {when}'
        code, output, said, lines = traced(strace, program, ['report', study, '-o', report],
                                           options_of(calls, error, when, interview), log)
        injected = '(INJECTED)' in lines
        failures.expect(injected, f'{shown}: nothing was injected')
        with open(report, 'rb') as file:
            data = file.read()
        failures.expect(data in (OLD, new), f'{shown}: the report is torn ({len(data)} bytes of {len(new)})')
        failures.expect(code in (0, 1, 2), f'{shown}: exit {code}: {said[-300:]}')
        failures.expect(code != 0 or data == new, f'{shown}: exit 0, but the report is the old one')
        if error != 'EINTR' and calls != 'write':
            failures.expect(code != 0, f'{shown}: exit 0')
        if code == 2:
            failures.expect(b'quickscan: ' in said or b'error[' in said, f'{shown}: no message: {said[-200:]}')
        if code == 0:
            failures.expect(error == 'EINTR' or calls in ('write', 'openat'), f'{shown}: exit 0')
        failures.expect(os.listdir(out) == ['report.html'], f'{shown}: left behind: {os.listdir(out)}')
        failures.expect(sorted(os.listdir(study)) == before, f'{shown}: left behind in the study')
        checks += 1
    os.unlink(report)
    for calls, error, when in (('read,pread64', 'EIO', '1'), ('openat', 'EACCES', '1'), ('openat', 'EMFILE', '30+'),
                               ('read,pread64', 'EINTR', '1')):
        code, output, said, lines = traced(strace, program, ['check', study, '--format', 'line', '--threads', '2'],
                                           options_of(calls, error, when, interview), log)
        failures.expect('(INJECTED)' in lines, f'check, {error} at {calls}: nothing was injected')
        if error == 'EINTR':
            failures.expect(code == 0, f'check, EINTR: exit {code}: {output[-200:]} {said[-300:]}')
        else:
            failures.expect(code == 2, f'check, {error} at {calls} {when}: exit {code}: {output[-200:]} {said[-300:]}')
            failures.expect(output or said, f'check, {error} at {calls}: silent')
        checks += 1
    return checks


def sockets(strace, program, study, work, failures):
    for arguments in (['check', study, '--format', 'json'], ['report', study, '--format', 'html,md,json,briefing', '-o', os.path.join(work, 'nonet')], ['summary', study]):
        code, _, said, lines = traced(strace, program, arguments, ['-e', 'trace=%network'], os.path.join(work, 'net.log'))
        failures.expect(code == 0, f'{arguments[0]}: exit {code}: {said[-300:]}')
        calls = [line for line in lines.split('\n') if re.search(r'\b(socket|connect|bind|sendto)\(', line)]
        failures.expect(not calls, f'{arguments[0]} used the network: {calls[:2]}')
    return 3


def kills(program, study, work, count, failures):
    """Killed at any moment while it writes over an older report: the old one or the new one, whole."""
    out = os.path.join(work, 'kills')
    os.mkdir(out)
    report = os.path.join(out, 'report.html')
    begin = time.monotonic()
    run(program, ['report', study, '-o', report])
    whole = time.monotonic() - begin
    with open(report, 'rb') as file:
        new = file.read()
    chance, seen = random.Random(5), {True: 0, False: 0}
    for number in range(count):
        with open(report, 'wb') as file:
            file.write(OLD)
        process = subprocess.Popen([program, 'report', study, '-o', report], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole * 1.2))
        process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGKILL)[number % 3])
        process.wait(60)
        with open(report, 'rb') as file:
            data = file.read()
        failures.expect(data in (OLD, new), f'kill {number}: torn, {len(data)} bytes of {len(new)}')
        seen[data == new] += 1
        left = [name for name in os.listdir(out) if name != 'report.html']
        failures.expect(not left or number % 3 == 2, f'kill {number}: left behind {left}')
        for name in left:
            os.unlink(os.path.join(out, name))
    print(f'kills: {seen[False]} old, {seen[True]} new')
    return count


def refusals(program, study, work, failures):
    """What must not be written over."""
    home = os.path.join(study, 'study.yaml')
    target, link = os.path.join(work, 'target.html'), os.path.join(work, 'link.html')
    with open(target, 'wb') as file:
        file.write(OLD)
    os.symlink(target, link)
    hard = os.path.join(work, 'hard.html')
    os.link(home, hard)
    folder = os.path.join(work, 'folder.html')
    os.mkdir(folder)
    fifo = os.path.join(work, 'fifo.html')
    os.mkfifo(fifo)
    interview = os.path.join(study, 'interviews', sorted(os.listdir(os.path.join(study, 'interviews')))[0])
    with open(home, 'rb') as file:
        original = file.read()
    for where in (home, interview, os.path.join(study, 'interviews', '..', 'study.yaml'), hard, link, '/dev/full', '/dev/null', fifo, os.path.join(study, 'text')):
        for command in (['report', study, '-o', where], ['graph', study, '--format', 'json', '-o', where], ['check', study, '--format', 'json', '-o', where]):
            code, output, said = run(program, command, limit=20)
            shown = f'{command[0]} -o {os.path.relpath(where, work)}'
            if os.path.isdir(where):
                continue
            if where != hard:  # a second name of an input: replaced, not written through
                failures.expect(code == 2 and said, f'{shown}: exit {code}: {said[-200:]}')
            with open(home, 'rb') as file:
                failures.expect(file.read() == original, f'{shown}: the input is changed')
    with open(target, 'rb') as file:
        failures.expect(file.read() == OLD and os.path.islink(link), 'a link was written through')
    code, _, said = run(program, ['report', study, '-o', os.path.join(work, 'none', 'deeper', 'x.html')])
    failures.expect(code in (0, 2), f'a folder that is not there: exit {code}: {said[-200:]}')
    return 25


def modes(program, study, work, failures):
    """0600 for what is internal, 0644 for what is public, whatever the umask."""
    old = os.umask(0)
    try:
        for mask in (0, 0o77):
            os.umask(mask)
            for audience, mode in (('internal', 0o600), ('public', 0o644)):
                out = os.path.join(work, f'modes-{audience}-{mask}')
                suppress = ['--suppress'] if audience == 'public' else []
                code, _, said = run(program, ['report', study, '--format', 'html,md,json', '--audience', audience, *suppress, '-o', out])
                failures.expect(code == 0, f'report {audience}: exit {code}: {said[-300:]}')
                for path, _ in files_under(out) if os.path.isdir(out) else []:
                    found = stat.S_IMODE(os.stat(os.path.join(out, path)).st_mode)
                    failures.expect(found == mode, f'{audience} {path} with umask {mask:o}: {found:o}')
    finally:
        os.umask(old)
    return 4


def pipes(program, study, failures):
    """A reader that stops early is no fault to speak of; a full disk is."""
    for arguments in (['summary', study, '--json'], ['report', study, '-o', '-'], ['check', study, '--format', 'json']):
        process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait(60)
        failures.expect(not said and code in (0, 1, 2, 141, -signal.SIGPIPE), f'{arguments[0]}, broken pipe: exit {code}: {said[-200:]}')
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([program, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=60)
        failures.expect(done.returncode == 2 and done.stderr, f'{arguments[0]} > /dev/full: exit {done.returncode}: {done.stderr[-200:]}')
    return 6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--study', required=True)
    parser.add_argument('--kills', type=int, default=30)
    parser.add_argument('--sanitized', action='store_true', help='the program was built with sanitizers')
    args = parser.parse_args()
    program, strace = os.path.abspath(args.program), shutil.which('strace')
    failures, checks = Failures(), 0
    with tempfile.TemporaryDirectory() as work:
        study = os.path.join(work, 'study')
        shutil.copytree(args.study, study)
        checks += refusals(program, study, work, failures)
        checks += modes(program, study, work, failures)
        checks += pipes(program, study, failures)
        checks += kills(program, study, work, args.kills, failures)
        traceable = strace and subprocess.run([strace, '-qq', '-o', os.devnull, 'true'], stderr=subprocess.DEVNULL).returncode == 0
        if traceable:
            checks += inject(strace, program, study, work, failures, args.sanitized)
            checks += sockets(strace, program, study, work, failures)
        else:
            print('strace is missing or not allowed: no faults injected')
    code = failures.result('faults', checks)
    return code or (0 if traceable else 77)


if __name__ == '__main__':
    sys.exit(main())
