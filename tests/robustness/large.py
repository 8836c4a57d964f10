#!/usr/bin/env python3
"""Studies that are large in one direction, each within 2 seconds and 256 MiB: brackets, values, anchors, blanks and
quotes without end, a comment on every segment, 20,000 second codings, 1,000 studies in a folder, 1,000 names in the key
file.

    large.py --program build/quickscan [--slow N]"""
import argparse
import os
import sys
import tempfile

from hostile import Failures, run_in_time

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


WHOLE_FILES = [
    ('dashes', 'a:\n  ' + '- ' * (LARGEST // 2) + 'a\n', 'nested more than 32 deep'),
    ('question marks', 'a:\n  ' + '? ' * (LARGEST // 2) + 'a\n', 'a key that is not plain text'),
    ('indented mappings', ''.join(' ' * i + 'a:\n' for i in range(4000)), 'nested more than 32 deep'),
    ('anchors', 'a: [' + '&a b, ' * (LARGEST // 6) + 'c]\n', 'more finding'),
    ('aliases', 'a: &a b\nb: [' + '*a, ' * (LARGEST // 4) + 'c]\n', 'more finding'),
    ('aliases of aliases', 'a0: &a0 [x, x]\n' + ''.join(f'a{i}: &a{i} [' + f'*a{i - 1}, ' * 9 + 'x]\n' for i in range(1, 30)), 'an alias'),
    ('one line', 'memo: ' + 'a' * LARGEST + '\n', 'a text of'),
    ('one quote', 'memo: "' + 'Het is zo. ' * (LARGEST // 11) + '"\n', 'a text of'),
    ('one quote of many lines', 'memo: "' + 'a\n   ' * (LARGEST // 5) + '"\n', 'a text of'),
    ('an open quote', 'a: b\nmemo: "' + 'Het is zo. ' * (LARGEST // 11) + '\n', 'never closed'),
    ('blank lines', 'a: b\n' + '\n' * LARGEST + 'c: d\n', 'unknown key'),
    ('number signs', 'a: b\n' + '#\n' * (LARGEST // 2) + 'c: d\n', 'unknown key'),
    ('tabs', 'a: b\n' + '\t' * LARGEST + '\n', 'error'),
    ('lines of a tab', 'a: b\n' + '\t\n' * (LARGEST // 2) + 'c: d\n', 'error'),
    ('line separators', 'a: b' + '\u2028' * (LARGEST // 3) + '\n', 'a text of'),
    ('doubled keys', 'a: b\n' * 65_536, 'more findings in this file'),
    ('keys', ''.join(f'k{i}: b\n' for i in range(240_000)), 'more findings in this file'),
    ('keys in brackets', 'a: {' + ', '.join(f'k{i}: b' for i in range(240_000)) + '}\n', 'unknown key'),
]
QUOTES = [
    ('initials', 'A.' * 500_000), ('initials with blanks', 'A. ' * 330_000), ('digits', '1 ' * 500_000), ('at signs', 'a@' * 500_000),
    ('particles', 'J. ' + 'van ' * 240_000), ('nine digits', '123456782 ' * 100_000), ('references', '&#49;' * 200_000)]


def transcripts():
    """Transcripts of 8 MB with 10,000 quotes that are not in them, that are at their end, or that repeat themselves."""
    words = 'gesprek vraag het de buurt wijk team kan niet altijd meteen samen huisarts loket gemeente regie plan kind'.split()
    text = ' '.join(f'{words[i % 17]} {words[i * i % 18]} {i}' for i in range(450_000))[:LARGEST] + '\n'
    yield 'quotes that are not in the transcript', text, [f'{words[i % 17]} {words[i % 13]} {i * 7} {words[i % 11]} niet' for i in range(10_000)]
    yield 'quotes at the end of the transcript', text, [text[i * 50 - 600_000:][:45].strip() for i in range(10_000)]
    yield 'quotes that repeat themselves', 'a' * LARGEST + '\n', ['a' * i for i in range(1, 3500)]


def cases():
    """(name, files, a finding to expect)."""
    yield 'brackets', study_of({'r1': 'a: ' + '[' * LARGEST + '\n'}), 'nested more than 32 deep'
    yield 'braces', study_of({'r1': 'a: ' + '{a: ' * (LARGEST // 4) + '\n'}), 'nested more than 32 deep'
    yield 'values', study_of({'r1': '"a": [' + 'a,' * (LARGEST // 2) + ']\n'}), 'more than 500000 values in one file'
    yield 'pairs', study_of({'r1': '"a": [' + '? a,' * (LARGEST // 4) + ']\n'}), 'more than 500000 values in one file'
    many = interview('r1', segments(45_000, '  # quickscan: ignore QS401 -- zo is het gezegd'))
    yield 'comments', study_of({'r1': many}), 'more findings in this file'
    yield 'comments in a file with an error', study_of({'r1': many + '- rec: [\n'}), 'more findings in this file'
    yield 'comments on one line', study_of({'r1': interview('r1', '- rec: access\n  # ' + '# quickscan: ignore ' * 400_000 + '\n')}), 'without a reason'
    yield 'rules in one comment', study_of({'r1': interview('r1', segments(1, ' # quickscan: ignore ' + 'QS4x1 ' * 1_300_000 + '-- x'))}), 'is no rule'
    for name, text, expected in WHOLE_FILES:
        yield name, study_of({'r1': text}), expected
    for name, quote in QUOTES:
        yield name, study_of({'r1': interview('r1', f'- rec: access\n  stage: 3\n  quote: "{quote}"\n')}), ''
    for name, transcript, quotes in transcripts():
        files = study_of({'r1': interview('r1', ''.join(f'- rec: access\n  stage: 3\n  quote: "{quote}"\n' for quote in quotes))})
        files['interviews/r1.yaml'] = files['interviews/r1.yaml'].replace('form: single', 'form: single\ntranscript: transcripts/r1.txt')
        files['transcripts/r1.txt'] = transcript
        yield name, files, 'r1.yaml'
    speakers = ''.join(f'  s{i}: {{level: operational, who: w}}\n' for i in range(1000))
    yield 'unknown speakers', study_of({'r1': interview('r1', ''.join(f'- rec: access\n  stage: 3\n  by: t{i}\n' for i in range(50_000))).replace('segments:', speakers + 'segments:')}), 'more findings in this file'
    members = study_of({'r1': interview('r1', segments(1))})
    members['stakeholders.yaml'] += 'p: {name: P, kind: platform, members: [' + ', '.join(f'x{i}' for i in range(200_000)) + ']}\n'
    yield 'unknown members', members, 'more findings in this file'
    chain = study_of({'r1': interview('r1', segments(1))})
    chain['stakeholders.yaml'] += 's0: {name: S0}\n' + ''.join(f's{i}: {{name: S{i}, part_of: s{i - 1}}}\n' for i in range(1, 60_000))
    yield 'parts of parts', chain, '`levels` is missing'
    seconds = {'r1': interview('r1', segments(1))}
    seconds.update({f'r1.c{i}': interview('r1', segments(1)).replace('date:', f'coder: c{i}\ndate:') for i in range(20_000)})
    yield 'second codings', study_of(seconds), ''
    yield 'second codings without a first', study_of({f'r{i}.c2': interview(f'r{i}', segments(1)).replace('date:', 'coder: c2\ndate:')
                                                      for i in range(20_000)}), 'which has no first'
    folder = {}
    for i in range(1000):
        folder.update({f's{i}/{name}': text for name, text in study_of({'r1': interview('r1', segments(1))}).items()})
    yield 'studies in a folder', folder, ''
    names = ''.join(f'r{i}: {first} {last}\n' for i, (first, last) in
                    enumerate((f'{a}{b}nne', f'{c}{d}sma') for a in 'ABDFGHJKLM' for b in 'aeiou' for c in 'PRST' for d in 'aeiou'))
    alike = ''.join(f'p{i}: Hetty Achternaam{i}\n' for i in range(1000))
    yield 'names that begin alike', study_of({f'r{i}': interview(f'r{i}', segments(60)) for i in range(1000)}, alike), ''
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
            code, output, seconds, memory = run_in_time(options.program, ['check', '--format', 'line', folder], options.slow,
                                                        failures, name)
        print(f'{name:32} {seconds:6.2f} s {memory >> 20:5} MiB')
        failures.expect(code in (0, 1), name, f'exit {code}: {output[-300:]}')
        failures.expect(expected.encode() in output, name, f'expected {expected!r}, found {output[:300]}')
    print(*failures, sep='\n')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
