#!/usr/bin/env python3
"""When the system fails: the old files or the new ones, whole, no temporary left, exit 2 with a message; no output onto
an input, a link, a folder or a device; the right modes; no socket.

    faults.py --program build/quickscan --study examples/rotterdam-2021 [--kills 30] [--every-call]

With --every-call the k-th call of each kind fails, for growing k, instead of one of each. Without strace only what
needs no injection is tried, and the exit code is 77."""
import argparse
import os
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

from whole_study import Failures, files_under, run

OLD = b'the report of last week\n'
LOADER_FAILED = 127  # the system could not even start the program


class Target:
    """A folder with last week's outputs, which a run replaces: all of them or none."""

    def __init__(self, program, study, folder):
        self.folder = folder
        self.arguments = ['report', study, '--format', 'html,json,md', '-o', folder + '/', '--quiet']
        os.mkdir(folder)
        begin = time.monotonic()
        code, _, said = run(program, self.arguments)
        assert code == 0, said
        self.seconds = time.monotonic() - begin
        self.new = dict(files_under(folder))
        self.old = {name: OLD for name in self.new}

    def fill(self):
        shutil.rmtree(self.folder)
        for name, data in self.old.items():
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'wb') as file:
                file.write(data)

    def now(self):
        return dict(files_under(self.folder))


def traced(strace, program, arguments, options, log):
    """A run under strace: exit code, output, error and the log's lines. LeakSanitizer cannot work while strace does."""
    environment = {**os.environ, 'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'}
    done = subprocess.run([strace, '-f', '-qq', '-o', log, *options, program, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, env=environment)
    with open(log, encoding='utf-8', errors='replace') as file:
        return done.returncode, done.stdout, done.stderr, file.read()


def injection(calls, error, when, interview):
    # Reading fails at one interview by its name: its place among all reads depends on loader, libraries and threads.
    where = ['-P', interview] if calls.startswith('read') or (calls, error) == ('openat', 'EACCES') else []
    return [*where, '-e', f'trace={calls}', '-e', f'inject={calls}:error={error}:when={when}']


def inject(strace, program, study, work, failures, sanitized):
    """A call of each kind fails: while reading the study and while writing reports over older ones."""
    interview, log = os.path.join(study, 'interviews', 'r07.yaml'), os.path.join(work, 'strace.log')
    target = Target(program, study, os.path.join(work, 'injected'))
    renames = 'rename,renameat,renameat2,linkat'
    tests = [('fsync', 'EIO', '1'), ('fsync', 'ENOSPC', '1'), ('fsync', 'EINTR', '1'), (renames, 'EIO', '1'),
             (renames, 'EACCES', '1'), ('write', 'ENOSPC', '1'), ('write', 'EIO', '1'), ('write', 'EINTR', '1'),
             ('read,pread64', 'EIO', '1'), ('read,pread64', 'EINTR', '1'), ('openat', 'EMFILE', '30+'),
             ('openat', 'EACCES', '1')]
    if sanitized:  # UBSan writes to a pipe to learn whether memory can be read, and ends when that fails.
        tests = [each for each in tests if each[0] != 'write']
    before = sorted(os.listdir(study))
    for calls, error, when in tests:
        target.fill()
        shown = f'{error} at {calls} {when}'
        code, _, said, lines = traced(strace, program, target.arguments, injection(calls, error, when, interview), log)
        failures.expect('(INJECTED)' in lines, f'{shown}: nothing was injected')
        # An interrupted read or write is repeated, an interrupted fsync is not.
        failures.expect(code == (0 if error == 'EINTR' and calls != 'fsync' else 2), f'{shown}: exit {code}: {said[-300:]}')
        failures.expect(code == 0 or said.startswith(b'quickscan: '), f'{shown}: no message: {said[-300:]}')
        now = target.now()
        failures.expect(now == (target.new if code == 0 else target.old),
                        f'{shown}: not whole: {sorted(now)}, {[len(data) for data in now.values()]} bytes')
        failures.expect(sorted(os.listdir(study)) == before, f'{shown}: left behind in the study')
    for calls, error, when in (('read,pread64', 'EIO', '1'), ('openat', 'EACCES', '1'), ('openat', 'EMFILE', '30+'),
                               ('read,pread64', 'EINTR', '1')):
        code, output, said, lines = traced(strace, program, ['check', study, '--format', 'line', '--threads', '2'],
                                           injection(calls, error, when, interview), log)
        shown = f'check, {error} at {calls}'
        failures.expect('(INJECTED)' in lines, f'{shown}: nothing was injected')
        failures.expect(code == (0 if error == 'EINTR' else 2), f'{shown}: exit {code}: {output[-200:]} {said[-300:]}')
        failures.expect(code == 0 or said, f'{shown}: no message')
    return len(tests) + 4


def inject_everywhere(strace, program, study, work, failures):
    """The k-th call of each kind fails, for growing k, until two runs in a row were not touched any more."""
    target, runs = Target(program, study, os.path.join(work, 'everywhere')), 0
    for calls in ('openat', 'read', 'write', 'fsync', 'rename', 'linkat,link', 'fchmod', 'newfstatat,fstat'):
        for error in ('ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EINTR'):
            k = untouched = 0
            while untouched < 2 and k < 150:
                k += 1
                target.fill()
                code, _, said, _ = traced(strace, program, target.arguments,
                                          ['-e', f'trace={calls}', '-e', f'inject={calls}:error={error}:when={k}'],
                                          os.path.join(work, 'strace.log'))
                if code == LOADER_FAILED:
                    continue
                runs += 1
                now, shown = target.now(), f'{calls} {error} {k}'
                untouched = untouched + 1 if code == 0 else 0
                if code == 0:
                    failures.expect(now == target.new, f'{shown}: exit 0, but not the new files: {sorted(now)}')
                else:
                    failures.expect(code == 2 and said.startswith(b'quickscan: '), f'{shown}: exit {code}: {said[-200:]}')
                    failures.expect(now in (target.old, target.new), f'{shown}: not whole: {sorted(now)}')
    return runs


def inject_edits(strace, program, small, work, failures, last):
    """The k-th call of a kind fails while a study is made or changed: it is as it was or as it should be, whole."""
    home, runs = os.path.join(work, 'edited'), 0
    for command in (['check', '--fix', '--quiet', home], ['new', 'development', 'night-shelter', home], ['init', os.path.join(home, 'made')]):
        def fresh():
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(small, home)
            for name in os.listdir(os.path.join(home, 'interviews')):  # line ends for --fix to mend
                with open(os.path.join(home, 'interviews', name), 'r+b') as file:
                    text = file.read().replace(b'\n', b'\r\n')
                    file.seek(0)
                    file.write(text)
            return dict(files_under(home))
        old = fresh()
        code, _, said = run(program, command)
        new = dict(files_under(home))
        failures.expect(code in (0, 1) and new != old, f'{command[0]}: exit {code}, nothing changed: {said[-200:]}')
        for calls, error in (('fsync', 'EIO'), ('write', 'ENOSPC'), ('rename,renameat,renameat2,linkat', 'EACCES'), ('mkdir,mkdirat', 'ENOSPC')):
            for k in range(1, last + 1):
                fresh()
                now_code, _, said, lines = traced(strace, program, command, ['-e', f'trace={calls}', '-e', f'inject={calls}:error={error}:when={k}'],
                                                  os.path.join(work, 'edits.log'))
                if '(INJECTED)' not in lines:
                    break
                runs += 1
                now, shown = dict(files_under(home)), f'{command[0]}, {error} at {calls} {k}'
                failures.expect(now_code in (code, 2), f'{shown}: exit {now_code}: {said[-200:]}')
                failures.expect(now == new if now_code != 2 else now in (old, new),
                                f'{shown}: exit {now_code}, not whole: {[p for p in {*now, *old, *new} if now.get(p) not in (old.get(p), new.get(p))][:3]}, '
                                f'{sum(now.get(p) == new.get(p) != old.get(p) for p in new)} of {sum(new.get(p) != old.get(p) for p in new)} are new')
    failures.expect(runs > 8, f'only {runs} faults were injected into changes of a study')
    return runs


def memory_and_limits(strace, program, study, work, failures):
    """No core dump is possible before anything of the study is read; a limit on file size is a failed write."""
    code, _, _, lines = traced(strace, program, ['check', study, '--quiet'], ['-e', 'trace=prlimit64,setrlimit,prctl,openat'], os.path.join(work, 'core.log'))
    before = lines[:lines.find(os.path.basename(study) + '/')]
    failures.expect(code == 0 and re.search(r'RLIMIT_CORE, \{rlim_cur=0, rlim_max=0\}', before), 'core dumps are not off when the study is read')
    failures.expect('PR_SET_DUMPABLE, SUID_DUMP_DISABLE' in before, 'the memory may be dumped when the study is read')
    report = os.path.join(work, 'limited.html')
    with open(report, 'wb') as file:
        file.write(OLD)
    names = sorted(os.listdir(work))
    done = subprocess.run([program, 'report', study, '--quiet', '-o', report], capture_output=True, timeout=60,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    with open(report, 'rb') as file:
        failures.expect(done.returncode == 2 and done.stderr and file.read() == OLD, f'beyond the limit of a file: exit {done.returncode}: {done.stderr[-200:]}')
    failures.expect(sorted(os.listdir(work)) == names, 'beyond the limit of a file: something is left behind')
    return 3


def sockets(strace, program, study, work, failures):
    for arguments in (['check', study, '--format', 'json'], ['report', study, '--format', 'html,md,json,briefing', '-o', os.path.join(work, 'nonet')], ['summary', study]):
        code, _, said, lines = traced(strace, program, arguments, ['-e', 'trace=%network'], os.path.join(work, 'net.log'))
        failures.expect(code == 0, f'{arguments[0]}: exit {code}: {said[-300:]}')
        calls = [line for line in lines.split('\n') if re.search(r'\b(socket|connect|bind|sendto)\(', line)]
        failures.expect(not calls, f'{arguments[0]} used the network: {calls[:2]}')
    return 3


def kills(program, study, work, count, failures):
    """Killed at any moment while it writes over older reports: each is the old one or the new one, whole."""
    target = Target(program, study, os.path.join(work, 'kills'))
    chance, replaced = random.Random(5), 0
    for number in range(count):
        target.fill()
        process = subprocess.Popen([program, *target.arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, target.seconds * 1.2))
        sent = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)[number % 3]
        process.send_signal(sent)
        code, now = process.wait(60), target.now()
        torn = [name for name in target.old if now.get(name) not in (target.old[name], target.new[name])]
        failures.expect(not torn, f'kill {number}: torn: {torn}')
        left = sorted(set(now) - set(target.old))
        failures.expect(not left or sent == signal.SIGKILL, f'kill {number}: left behind {left}')
        failures.expect(code in (0, 128 + sent, -sent), f'kill {number}: exit {code}')
        replaced += now == target.new
    print(f'kills: {count - replaced} before the new files were there, {replaced} after')
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
    fifo = os.path.join(work, 'fifo.html')
    os.mkfifo(fifo)
    interview = os.path.join(study, 'interviews', sorted(os.listdir(os.path.join(study, 'interviews')))[0])
    with open(home, 'rb') as file:
        original = file.read()
    count = 0
    for where in (home, interview, os.path.join(study, 'interviews', '..', 'study.yaml'), hard, link, '/dev/full',
                  '/dev/null', fifo):
        for command in (['report', study, '-o', where], ['graph', study, '--format', 'json', '-o', where],
                        ['check', study, '--format', 'json', '-o', where]):
            count += 1
            code, output, said = run(program, command, limit=20)
            shown = f'{command[0]} -o {os.path.relpath(where, work)}'
            if where != hard:  # a second name of an input: replaced, not written through
                failures.expect(code == 2 and said, f'{shown}: exit {code}: {said[-200:]}')
            with open(home, 'rb') as file:
                failures.expect(file.read() == original, f'{shown}: the input is changed')
    with open(target, 'rb') as file:
        failures.expect(file.read() == OLD and os.path.islink(link), 'a link was written through')
    deeper = os.path.join(work, 'none', 'deeper', 'x.html')
    code, _, said = run(program, ['report', study, '-o', deeper])
    failures.expect(code == (0 if os.path.exists(deeper) else 2) and (code == 0 or said),
                    f'a folder that is not there: exit {code}: {said[-200:]}')
    return count


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
    parser.add_argument('--every-call', action='store_true')
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
            checks += inject_everywhere(strace, program, study, work, failures) if args.every_call else 0
            checks += sockets(strace, program, study, work, failures)
            if not args.sanitized:
                small = os.path.join(os.path.dirname(os.path.abspath(args.study)), 'first-study')
                checks += inject_edits(strace, program, small, work, failures, 150 if args.every_call else 3)
                checks += memory_and_limits(strace, program, study, work, failures)
        else:
            print('strace is missing or not allowed: no faults injected')
    code = failures.result('faults', checks)
    return code or (0 if traceable else 77)


if __name__ == '__main__':
    sys.exit(main())
