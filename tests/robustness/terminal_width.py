#!/usr/bin/env python3
"""On a terminal of 60, 80 or 120 columns no line is longer than the terminal, and no word is broken that stands between blanks.

    terminal_width.py QUICKSCAN EXAMPLES

Every command that prints text, on a terminal of its own, for every example and in both languages; help of every command; findings in
lines with tabs, wide characters and combining marks; and what is said of wrong arguments."""
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from whole_study import Failures

WIDTHS = (60, 80, 120)
COLOUR = re.compile(r'\x1b\[[0-9;]*m')


def columns(text):
    """How many columns a terminal takes for a line."""
    count = 0
    for char in text:
        if unicodedata.category(char) in ('Mn', 'Me', 'Cf'):
            continue
        count += 2 if unicodedata.east_asian_width(char) in 'WF' else 1
    return count


def on_terminal(program, arguments, folder, width):
    """What a terminal of this width is sent, standard output and standard error together."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack('HHHH', 40, width, 0, 0))
    process = subprocess.Popen([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=inner, stderr=inner,
                               env={'PATH': os.environ['PATH'], 'HOME': '/nonexistent', 'TERM': 'xterm', 'LC_ALL': 'C.UTF-8'})
    os.close(inner)
    data = b''
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:
            break
        if not part:
            break
        data += part
    os.close(outer)
    process.wait()
    return COLOUR.sub('', data.decode('utf-8')).replace('\r\n', '\n')


def piped(program, arguments, folder):
    done = subprocess.run([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode('utf-8', 'replace')


def problems(text, width):
    for number, line in enumerate(text.split('\n'), 1):
        if '\t' in line or '\r' in line:
            yield f'line {number} has a control character: {line!r}'
        if columns(line) > width:
            yield f'line {number} has {columns(line)} columns: {line!r}'


def broken_words(narrow, wide, width):
    """Words of the wide output that the narrow one has only in pieces: a line ends in one piece and the next begins with the other."""
    known = set(wide.split())
    lines = [line.split() for line in narrow.split('\n')]
    for first, second in zip(lines, lines[1:]):
        if first and second and first[-1] + second[0] in known and first[-1] not in known and second[0] not in known:
            if columns(first[-1] + second[0]) < width - 20:
                yield f'{first[-1]} + {second[0]}'


def spoiled(example, folder):
    """A copy with findings in lines that are long, wide, tabbed or combined."""
    target = os.path.join(folder, 'spoiled')
    shutil.copytree(example, target)
    interviews = os.path.join(target, 'interviews')
    first = os.path.join(interviews, sorted(os.listdir(interviews))[0])
    with open(first, encoding='utf-8') as file:
        text = file.read()
    long = 'een heel lange aantekening met véél woorden ' * 6
    rows = [f'- {{rec: no-such, stage: 1, note: "{long}"}}', f'- {{rec: access, stage: 1, basis: nope, note: "{"漢字" * 60}"}}',
            f'- {{note: "{long}", rec: no-such}}', f'- {{note: "{"e" + chr(0x301)}{"o" + chr(0x308)} {"🙂" * 40}", rec: no-such}}',
            f'- {{rec: {"x" * 150}, stage: 1}}', '- rec: access\t\t\t# ' + 'tabs\t' * 30, '  stage: none-such']
    with open(first, 'w', encoding='utf-8') as file:
        file.write(text + '\n'.join(rows) + '\n')
    with open(os.path.join(target, 'stakeholders.yaml'), 'a', encoding='utf-8') as file:
        file.write(f'long: {{name: "{long}", levels: [nowhere, {"y" * 130}]}}\n')
    os.makedirs(os.path.join(target, 'text'), exist_ok=True)
    with open(os.path.join(target, 'text', 'summary.nl.md'), 'w', encoding='utf-8') as file:
        file.write(long + '{{unknown.placeholder}} [x](y) ' + '漢' * 80 + ' {{ook.niet}}\n')
    return target


def runs(program, examples, folder):
    """Arguments and folders."""
    names = sorted(name for name in os.listdir(examples) if os.path.exists(os.path.join(examples, name, 'study.yaml')))
    commands = re.findall(r'^  (\S+) ', piped(program, ['help'], folder).split('\nCommands:\n')[1].split('\n\n')[0], flags=re.M)
    overview = piped(program, ['help'], folder)
    topics = re.findall(r'^  (\S+) ', overview.split('\nThe manual')[1].split('\n\n')[0], flags=re.M)
    yield from ((['--help'], folder), ([], folder), (['explain'], folder))
    yield from (([command, '--help'], folder) for command in commands)
    yield from ((['help', topic], folder) for topic in [*topics, 'stage', 'consent', 'study.yaml', 'median interval'])
    codes = re.findall(r'\bQS\d{3}\b', piped(program, ['explain'], folder))[::4]
    yield from ((['explain', code], folder) for code in codes)
    for wrong in (['chekc'], ['check', '--stritc'], ['check', '--format', 'xml'], ['why'], ['report', '--lang', 'de'], ['check', 'no/such/' + 'path ' * 30],
                  ['find', '--rec', 'nothing-of-this-kind-at-all'], ['help', 'nonsense of several words'], ['check', '--select', 'QS999'],
                  ['init', '--framework', 'x', '--example', 'y'], ['export', '--tables', 'none'], ['summary', 'a', 'b']):
        yield wrong, os.path.join(examples, names[-1])
    for name in names:
        study = os.path.join(examples, name)
        # One of each kind that `why` knows, and those that have the longest page.
        ids = piped(program, ['__complete', 'why', ''], study).split()
        ids = [ids[0], *ids[len(ids) // 4::len(ids) // 4]]
        yield from (([], study), (['check', '--format', 'text'], study), (['check'], study), (['verify', 'README.md'], study))
        for lang in ('nl', 'en'):
            for command in (['summary'], ['summary', '--details'], ['coverage'], ['agreement'], ['graph'], ['graph', '--unit', 'organisation'],
                            ['compare', '.', '.'], ['find', '--level', 'operational'], ['why', 'access/operational'], *(['why', one] for one in ids)):
                yield [*command, '--lang', lang], study
    bad = spoiled(os.path.join(examples, names[-1]), folder)
    for command in (['check'], ['summary'], ['explain', 'access'], ['schema', '-o', os.path.join(folder, 'schemas')]):
        yield command, bad


def main():
    program, examples = map(os.path.abspath, sys.argv[1:3])
    failures = Failures()
    with tempfile.TemporaryDirectory() as folder:
        asked = list(runs(program, examples, folder))

        def look(one):
            arguments, where = one
            wide = on_terminal(program, arguments, where, 1000)
            found = []
            for width in WIDTHS:
                text = on_terminal(program, arguments, where, width)
                found += [f'{width} columns, {" ".join(arguments)} in {where}: {problem}'
                          for problem in [*problems(text, width), *(f'breaks {word}' for word in broken_words(text, wide, width))]]
            return found[:4]

        with ThreadPoolExecutor(4) as pool:
            for found in pool.map(look, asked):
                failures.extend(found)
    return failures.result('terminal widths', len(asked) * len(WIDTHS))


if __name__ == '__main__':
    sys.exit(main())
