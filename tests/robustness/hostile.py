#!/usr/bin/env python3
"""Hostile files through `quickscan check`: no signal, no hang, no exit but 0, 1, 2, little memory, and what must be
refused is refused at its line and column, by a rule of its class.

    hostile.py --program build/quickscan [--corpus tests/corpus] [--vectors DIR]

The corpus is the project's own: expected.tsv says for each file what must be found, as `line:column rule`, or `ok`.
--vectors is a folder with a MANIFEST.tsv of another's making, whose last column says the class of result to reach."""
import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SECONDS, BYTES = 2, 256 << 20
LINE = re.compile(r'(?P<path>[^\n]*?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note)\[(?P<rule>QS\d+)\]')
# The manifest's prototype has other codes for some things, and points at the end of what was never closed.
CLASSES = {'QS115': ('QS113',), 'QS140': ('QS140', 'QS141', 'QS142', 'QS113', 'QS110', 'QS121'), 'QS110': ('QS110', 'QS121')}
# Well-formed YAML that a study does not have: control characters of U+0080 up, anchors, long keys, a list at the top.
STRICTER = {'QS102', 'QS113', 'QS122', 'QS133'}
# Called sound by the manifest's prototype, but not by YAML or libyaml: lines of a list that are not indented, `[1,,2]`.
NOT_YAML = {'loss/flow_multiline_dedent.yaml', 'surprise/empty_flow_items.yaml'}
# A line without its colon or the blank behind it: the manifest has the next line, where a parser gives up.
LINE_OF_THE_SLIP = {'loss/missing_colon.yaml': '2', 'loss/missing_space.yaml': '2'}
FILE_RULES = 'QS150'  # below it: the file itself; from it on: what its keys mean


class Failures(list):
    def expect(self, condition, path, text):
        if not condition:
            self.append(f'{path}: {text}')


def slowness():
    """How much slower than usual this machine works at this moment: arithmetic and memory, 0.27 s where it is quiet."""
    begin = time.process_time()
    sum(i * i for i in range(2_000_000))
    sorted({str(i * 7919 % 1_000_003): i for i in range(300_000)})
    return max(1, (time.process_time() - begin) / 0.27)


def run_in_time(program, arguments, slow, failures, shown):
    """One run within the bar of seconds and memory. A machine that others use may be slow for a while: what takes too
    long is compared with other work at the same moment, and tried three times."""
    for _ in range(3):
        code, output, seconds, memory = run(program, arguments, limit=20 * slow)
        if seconds <= SECONDS * slow or seconds <= SECONDS * slow * slowness():
            break
    else:
        failures.append(f'{shown}: {seconds:.2f} s')
    failures.expect(slow > 1 or memory <= BYTES, shown, f'{memory >> 20} MiB')
    return code, output, seconds, memory


def run(program, arguments, data=None, limit=20):
    """Exit code, output, seconds and peak memory of one run, which is ended after `limit` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as standard_input:
        if data is not None:
            standard_input.write(data)
            standard_input.seek(0)
        begin = time.monotonic()
        process = subprocess.Popen([program, *arguments], stdin=standard_input, stdout=out, stderr=subprocess.STDOUT)
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - begin > limit:
                process.kill()
                done, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        seconds = usage.ru_utime + usage.ru_stime
        return process.returncode, out.read(), seconds, usage.ru_maxrss * 1024


def check(program, path, shown, failures, slow):
    """One file: what every file must do; gives what was found."""
    code, output, _, _ = run_in_time(program, ['check', '--format', 'line', path], slow, failures, shown)
    failures.expect(code in (0, 1, 2), shown, f'exit {code}')
    try:
        text = output.decode('utf-8')
    except UnicodeDecodeError as fault:
        failures.append(f'{shown}: the output is not UTF-8 ({fault})')
        text = output.decode('utf-8', 'replace')
    controls = [c for c in text if (ord(c) < 32 and c not in '\n\t') or 0x7F <= ord(c) < 0xA0]
    failures.expect(not controls, shown, f'control characters in the output: {controls[:3]}')
    found = [m for m in LINE.finditer(text)]
    errors = [m for m in found if m['severity'] == 'error']
    failures.expect(code != 1 or errors, shown, 'exit 1 without an error')
    failures.expect(code != 0 or not errors, shown, 'an error with exit 0')
    for m in found:
        failures.expect(m['path'].endswith(os.path.basename(path)), shown, f'a finding in {m["path"]}')
    with open(path, 'rb') as file:
        data = file.read()
    code_in, output_in, _, _ = run(program, ['check', '--format', 'line', '--stdin-filename', 'x.yaml', '-'], data)
    failures.expect(code_in == code, shown, f'exit {code}, but {code_in} from standard input')
    return found


def byte_column(folder, path, found):
    """The column in bytes, as the manifest has it, of a finding whose column counts code points."""
    with open(os.path.join(folder, path), 'rb') as file:
        line = file.read().split(b'\n')[int(found['line']) - 1].decode('utf-8', 'replace')
    return str(len(line[:int(found['column']) - 1].encode()) + 1)


def replay_vectors(program, folder, failures, slow):
    count = 0
    with open(os.path.join(folder, 'MANIFEST.tsv'), encoding='utf-8', errors='replace') as manifest:
        rows = [line.rstrip('\n').split('\t') for line in manifest if not line.startswith('#')]
    for path, _, _, expected in rows:
        if not path.endswith(('.yaml', '.bin')):
            continue
        with tempfile.TemporaryDirectory() as work:  # the vectors may stand in a folder that is read-only
            copy = os.path.join(work, os.path.basename(path).replace('.bin', '.yaml'))
            shutil.copyfile(os.path.join(folder, path), copy)
            found = check(program, copy, path, failures, slow)
        count += 1
        wanted = re.match(r'(QS\d+) (\d+):(\d+)', expected)
        first = [m for m in found if m['rule'] < FILE_RULES and m['severity'] == 'error']
        if not wanted:
            if expected.startswith('ok'):
                stray = {m['rule'] for m in first} - STRICTER - ({'QS140'} if path in NOT_YAML else set())
                failures.expect(not stray, path, f'refused by {stray}, though it is well-formed')
            continue
        rules = CLASSES.get(wanted[1], (wanted[1],))
        fits = [m for m in first if m['rule'] in rules]
        failures.expect(fits, path, f'expected one of {rules}, found {[m["rule"] for m in found][:5]}')
        if path in LINE_OF_THE_SLIP:
            same = [m for m in fits if m['line'] == LINE_OF_THE_SLIP[path]]
        else:
            same = [m for m in fits if m['line'] == wanted[2] and wanted[3] in (m['column'], byte_column(folder, path, m))]
        # An open quote is shown where it opens; limits and anchors are refused where they first appear.
        elsewhere = {'QS142', 'QS110', 'QS113'}
        if fits and not same and not elsewhere & {m['rule'] for m in fits}:
            failures.append(f'{path}: expected {wanted[2]}:{wanted[3]}, found {fits[0]["line"]}:{fits[0]["column"]} {fits[0]["rule"]}')
    return count


def replay_corpus(program, folder, failures, slow, rewrite):
    table = os.path.join(folder, 'expected.tsv')
    expected = {}
    if os.path.exists(table):
        with open(table, encoding='utf-8') as file:
            expected = dict(line.rstrip('\n').split('\t') for line in file if line.strip() and not line.startswith('#'))
    names = sorted(name for name in os.listdir(folder) if name.endswith('.yaml'))
    said = {}
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            copy = os.path.join(work, name)
            shutil.copyfile(os.path.join(folder, name), copy)
            found = check(program, copy, name, failures, slow)
            first = [m for m in found if m['severity'] != 'note']
            said[name] = f'{first[0]["line"]}:{first[0]["column"]} {first[0]["rule"]}' if first else 'ok'
            if not rewrite:
                failures.expect(said[name] == expected.get(name), name, f'expected {expected.get(name)}, found {said[name]}')
    if rewrite:
        with open(table, 'w', encoding='utf-8') as file:
            file.write('# file\tthe first finding, as line:column rule, or ok\n')
            file.writelines(f'{name}\t{said[name]}\n' for name in names)
    else:
        for name in expected.keys() - set(names):
            failures.append(f'{name}: expected, but not in the corpus')
    return len(names)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--corpus')
    parser.add_argument('--vectors')
    parser.add_argument('--slow', type=float, default=1, help='how much slower the program may be (sanitizers)')
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    failures = Failures()
    if args.corpus:
        print(replay_corpus(args.program, args.corpus, failures, args.slow, 'QUICKSCAN_GOLDEN' in os.environ), 'files of the corpus')
    if args.vectors and os.path.exists(os.path.join(args.vectors, 'MANIFEST.tsv')):
        print(replay_vectors(args.program, args.vectors, failures, args.slow), 'hostile vectors')
    for text in failures:
        print(text)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
