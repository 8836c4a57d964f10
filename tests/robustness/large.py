#!/usr/bin/env python3
"""Studies that are large in one direction, each within 2 seconds and 256 MiB: brackets without end, values without end,
a comment on every segment, 20,000 second codings, 1,000 studies in a folder, 1,000 names in the key file.

    large.py --program build/quickscan [--slow N]"""
import argparse
import os
import sys
import tempfile

from hostile import BYTES, SECONDS, Failures, run

STUDY = 'quickscan: 1\nid: s\ntitle: S\nreference_date: 2021\nframework: domestic-violence-2020\n'
HEAD = ('interview: {}\ndate: 2021-09-14\nform: single\nspeakers:\n  a: {{level: operational, who: w}}\nsegments:\n')
SEGMENT = '- rec: access\n  stage: 3\n  basis: shown{}\n  quote: "Het gesprek begint bij vraag {} en dan volgt de rest van wat er nodig is."\n'
LARGEST = (8 << 20) - 1000


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)


def study_of(interviews, key=''):
    files = {'study.yaml': STUDY, 'stakeholders.yaml': 'w: {name: W, levels: [operational]}\n'}
    files.update({f'interviews/{name}.yaml': text for name, text in interviews.items()})
    if key:
        files['confidential/key.yaml'] = key
    return files


def segments(count, comment=''):
    return ''.join(SEGMENT.format(comment, number) for number in range(count))


def interview(name, body):
    return HEAD.format(name) + body


def cases():
    """(name, files, a finding to expect)."""
    yield 'brackets', study_of({'r1': 'a: ' + '[' * LARGEST + '\n'}), 'nested more than 32 deep'
    yield 'braces', study_of({'r1': 'a: ' + '{a: ' * (LARGEST // 4) + '\n'}), 'nested more than 32 deep'
    yield 'values', study_of({'r1': '"a": [' + 'a,' * (LARGEST // 2) + ']\n'}), 'more than 500000 values in one file'
    yield 'pairs', study_of({'r1': '"a": [' + '? a,' * (LARGEST // 4) + ']\n'}), 'more than 500000 values in one file'
    many = interview('r1', segments(45_000, '  # quickscan: ignore QS401 -- zo is het gezegd'))
    yield 'comments', study_of({'r1': many}), 'more findings in this file'
    yield 'comments in a file with an error', study_of({'r1': many + '- rec: [\n'}), 'more findings in this file'
    seconds = {'r1': interview('r1', segments(1))}
    seconds.update({f'r1.c{i}': interview('r1', segments(1)).replace('date:', f'coder: c{i}\ndate:') for i in range(20_000)})
    yield 'second codings', study_of(seconds), ''
    yield 'second codings without a first', study_of({f'r{i}.c2': interview(f'r{i}', segments(1)).replace('date:', 'coder: c2\ndate:')
                                                      for i in range(20_000)}), 'which has no first'
    folder = {}
    for i in range(1000):
        folder.update({f's{i}/{name}': text for name, text in study_of({'r1': interview('r1', segments(1))}).items()})
    yield 'studies in a folder', folder, ''
    names = ''.join(f'R{i}: {first} {last}\n' for i, (first, last) in
                    enumerate((f'{a}{b}nne', f'{c}{d}sma') for a in 'ABDFGHJKLM' for b in 'aeiou' for c in 'PRST' for d in 'aeiou'))
    yield 'names', study_of({f'r{i}': interview(f'r{i}', segments(60)) for i in range(1000)}, names), ''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--slow', type=float, default=1)
    parser.add_argument('--only', default='')
    options = parser.parse_args()
    failures = Failures()
    for name, files, expected in cases():
        if options.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            write(folder, files)
            os.chmod(os.path.join(folder, 'confidential'), 0o700) if 'confidential/key.yaml' in files else None
            code, output, seconds, memory = run(options.program, ['check', '--format', 'line', folder])
        # What is outside the subset is read by yaml-cpp, which needs more than the two seconds that are the goal.
        limit = 3 * SECONDS if name == 'comments in a file with an error' else SECONDS
        print(f'{name:32} {seconds:6.2f} s {memory >> 20:5} MiB')
        failures.expect(code in (0, 1), name, f'exit {code}: {output[-300:]}')
        failures.expect(seconds <= limit * options.slow, name, f'{seconds:.2f} s')
        failures.expect(options.slow > 1 or memory <= BYTES, name, f'{memory >> 20} MiB')
        failures.expect(expected.encode() in output, name, f'expected {expected!r}, found {output[:300]}')
    print(*failures, sep='\n')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
