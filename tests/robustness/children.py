#!/usr/bin/env python3
"""When pandoc or the browser fails, is killed, hangs or writes something else; when a run itself crashes with the study in
its memory; when a file would be larger than the shell allows: the old output whole, exit 2, nothing left.

    children.py --program build/quickscan --study examples/first-study"""
import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

from whole_study import files_under, run, run_parts

OLD = b'the output of last week\n'
# What a stand-in does; $out is where its output is expected, $real the program that it stands for.
FAILING = {
    'says nothing and fails': 'exit 1',
    'fails with a message': 'echo "no memory" >&2; exit 3',
    'fails after writing': '"$real" "$@" >&2; exit 1',
    'is killed': 'kill -KILL $$',
    'is killed while it writes': 'printf "%%PDF-1.4 " > "$out"; kill -KILL $$',
    'crashes': 'kill -SEGV $$',
    'writes nothing': 'exit 0',
    'writes an empty file': ': > "$out"',
    'writes something else': 'echo "<html>no</html>" > "$out"',
    'makes a folder': 'mkdir "$out"',
    'writes the beginning only': '"$real" "$@" && truncate -s -400 "$out"',
    'writes zeros in the middle': '"$real" "$@" && dd if=/dev/zero of="$out" bs=1 seek=3000 count=600 conv=notrunc 2>&-',
    'writes a zip that is no DOCX': f'{shutil.which("python3") or "python3"} -c "import sys, zipfile\n'
                                    'zipfile.ZipFile(sys.argv[1], \'w\').writestr(\'x\', \'y\')" "$out"',
    'fails the second time': 'if [ -e ../ran ]; then rm ../ran; kill -KILL $$; fi; : > ../ran; "$real" "$@"',
}
JOBS = {'docx': ('pandoc', 'report', 'r.docx'), 'codebook': ('pandoc', 'export', 'codebook.docx'), 'pdf': ('chromium', 'report', 'r.pdf')}


def stand_in(folder, program, script):
    """A program of that name at the head of the search path."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, program)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'#!/bin/sh\nreal={shutil.which(program)}\n'
                   'for word; do case $word in --output=*|--print-to-pdf=*) out=${word#*=};; esac; done\n' + script + '\n')
    os.chmod(path, 0o755)
    return {'PATH': f'{folder}:/usr/bin:/bin', 'TMPDIR': '/tmp'}


def command(form, study, out):
    _, verb, name = JOBS[form]
    return [verb, study, '--format', form, '--quiet', '-o', os.path.join(out, name) if verb == 'report' else out]


def failing(args, work, failures):
    checks = 0
    for form, (program, _, name) in JOBS.items():
        if not shutil.which(program):
            continue
        for number, (shown, script) in enumerate(FAILING.items()):
            # Only a PDF is printed twice. It is looked at for its end, title and pages: zeros between them are not seen.
            if form == 'pdf' and 'middle' in shown or form != 'pdf' and 'second' in shown:
                continue
            out = os.path.join(work, f'{form}{number}')
            os.mkdir(out)
            with open(os.path.join(out, name), 'wb') as file:
                file.write(OLD)
            code, _, said = run(args.program, command(form, args.study, out), environment=stand_in(os.path.join(work, 'bin'), program, script))
            failures.expect(code == 2 and said.startswith(b'quickscan: '), f'{form}: {program} {shown}: exit {code}: {said[-200:]}')
            left = dict(files_under(out)), sorted(os.listdir(out))
            failures.expect(left == ({name: OLD}, [name]), f'{form}: {program} {shown}: left {left[1]}, '
                            f'{[len(data) for data in left[0].values()]} bytes')
            checks += 1
    return checks


def start(args, out, environment):
    """A run that waits for its browser, with the whole study in its memory, where core dumps are allowed."""
    def allow():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    process = subprocess.Popen([args.program, *command('pdf', args.study, out)], cwd=out, env=environment, preexec_fn=allow,
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    last = time.monotonic() + 60
    while not os.path.exists(os.path.join(out, 'waits')) and time.monotonic() < last and process.poll() is None:
        time.sleep(0.05)
    return process


def hanging(args, work, failures):
    """A run whose browser hangs is ended by a signal; one that crashes leaves no memory, and the next run clears up."""
    if not shutil.which('chromium'):
        return 0
    for sent in (signal.SIGINT, signal.SIGTERM, *([] if args.sanitized else [signal.SIGSEGV, signal.SIGABRT])):
        out = os.path.join(work, sent.name)
        os.mkdir(out)
        environment = stand_in(os.path.join(work, 'bin'), 'chromium', f': > {out}/waits; exec sleep 20')
        process = start(args, out, environment)
        with open(f'/proc/{process.pid}/limits', encoding='ascii') as file:
            core = next(line for line in file if line.startswith('Max core file size')).split()[4:6]
        failures.expect(core == ['0', '0'], f'core dumps are allowed: {core}')
        process.send_signal(sent)
        said = process.stderr.read()
        _, status = os.waitpid(process.pid, 0)
        process.returncode = status
        names = sorted(set(os.listdir(out)) - {'waits'})
        failures.expect(not os.WCOREDUMP(status), f'{sent.name}: memory was written to a core dump')
        failures.expect(not [n for n in names if n.startswith('core')], f'{sent.name}: left {names}')
        if sent in (signal.SIGINT, signal.SIGTERM):
            failures.expect(not names, f'{sent.name}: left {names}: {said[-200:]}')
            continue
        failures.expect(os.WIFSIGNALED(status), f'{sent.name}: status {status}')
        failures.expect(any(n.startswith('.quickscan-work-') for n in names), f'{sent.name}: no work folder, so nothing is tried')
        code, _, said = run(args.program, command('pdf', args.study, out), environment=stand_in(os.path.join(work, 'bin'), 'chromium', 'exit 1'))
        names = sorted(set(os.listdir(out)) - {'waits'})
        failures.expect(code == 2 and not names, f'after {sent.name}: exit {code}, left {names}')
    return 4


def too_large(args, work, failures):
    """Beyond the largest file that the shell allows a write fails; the run is not ended by a signal."""
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    jobs = {'r.html': ['report', '--format', 'html'], 'r.json': ['report', '--format', 'json'], 'b.html': ['report', '--format', 'briefing'],
            'r.md': ['report', '--format', 'md'], 'g.svg': ['graph', '--format', 'svg'], 'g.json': ['graph', '--format', 'json'],
            'm': ['export', '--format', 'matrix'], 'c.json': ['check', '--format', 'sarif']}
    for name, (verb, *options) in jobs.items():
        out = os.path.join(work, f'large-{name}')
        os.mkdir(out)
        place = os.path.join(out, name)
        with open(place, 'wb') if '.' in name else open(os.devnull, 'wb') as file:
            file.write(OLD)
        before = dict(files_under(out))
        done = subprocess.run([args.program, verb, args.study, *options, '-o', place], preexec_fn=small, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
        whole = done.returncode in (0, 1) and verb == 'check'  # findings of a sound study are a small file
        failures.expect(whole or done.returncode == 2 and done.stderr, f'{name}: exit {done.returncode}: {done.stderr[-200:]}')
        failures.expect(whole or dict(files_under(out)) == before, f'{name}: left {sorted(dict(files_under(out)))}')
    return len(jobs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--study', required=True)
    parser.add_argument('--sanitized', action='store_true', help='the program was built with sanitizers')
    args = parser.parse_args()
    args.program, args.study = os.path.abspath(args.program), os.path.abspath(args.study)
    return run_parts('children', (failing, hanging, too_large), args)


if __name__ == '__main__':
    sys.exit(main())
