#!/usr/bin/env python3
"""How the time of `quickscan check` grows with one thing at a time, as an exponent: 1 is proportional.

    growth.py --build BUILD

Studies of 1, 10, 100 and 1,000 times so many interviews, segments, actors, recommendations, names, coders and studies;
the exponent is that of the last tenfold growth, after the time of starting the program is taken off."""
import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests', 'robustness'))
from large import interview, segments, study_of, write  # noqa: E402

LEVELS = 'levels:\n  operational: {name: {nl: U, en: O}}\n'
LADDER = 'ladder:\n' + ''.join(f'  - {{id: r{i}, name: {{nl: R, en: R}}}}\n' for i in range(1, 6))


def framework(count):
    recs = ''.join(f'  rec-{i}: {{name: {{nl: A, en: A}}}}\n' for i in range(count))
    return f'framework: own\nversion: 1\nname: {{nl: E, en: O}}\n{LEVELS}{LADDER}recommendations:\n{recs}'


def in_framework(count):
    files = study_of({f'r{i}': interview(f'r{i}', ''.join(f'- rec: rec-{j}\n  stage: 3\n' for j in range(i, count, 100))) for i in range(min(count, 100))})
    files['study.yaml'] = files['study.yaml'].replace('framework: domestic-violence-2020\n', '')
    files['framework.yaml'] = framework(count)
    return files


def with_actors(count):
    files = study_of({'r1': interview('r1', ''.join(f'- ties: [o{i} - o{(i * 7 + 1) % count}]\n' for i in range(count)))})
    files['stakeholders.yaml'] += ''.join(f'o{i}: {{name: O{i}, levels: [operational]}}\n' for i in range(count))
    return files


def in_folder(count):
    return {f's{i}/{name}': text for i in range(count) for name, text in study_of({'r1': interview('r1', segments(1))}).items()}


def coded_by(count):
    coders = {f'r1.c{i}': interview('r1', segments(1)).replace('date:', f'coder: c{i}\ndate:') for i in range(count)}
    return study_of({'r1': interview('r1', segments(1))} | coders)


KINDS = {
    'interviews': (20, lambda n: study_of({f'r{i}': interview(f'r{i}', segments(20)) for i in range(n)})),
    'segments': (60, lambda n: study_of({'r1': interview('r1', segments(n))})),
    'actors': (10, with_actors),
    'recommendations': (10, in_framework),
    'names': (10, lambda n: study_of({f'r{i}': interview(f'r{i}', segments(20)) for i in range(100)}, ''.join(f'P{i}: Pia Achternaam{i}\n' for i in range(n)))),
    'coders': (20, coded_by),
    'studies': (1, in_folder),
}


def seconds_of(build, command, folder):
    measure = os.path.join(build, 'tests', 'bench', 'bench_measure')
    runs = [subprocess.run([measure, *command, folder], check=True, capture_output=True, text=True).stdout.split() for _ in range(3)]
    return statistics.median(float(run[1]) for run in runs), max(int(run[2]) for run in runs) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True)
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    start, _ = seconds_of(build, [os.path.join(build, 'quickscan')], '--version')
    for name, (first, files_of) in KINDS.items():
        times = []
        for times_more in (1, 10, 100, 1000):
            with tempfile.TemporaryDirectory() as folder:
                write(folder, files_of(first * times_more))
                seconds, memory = seconds_of(build, [os.path.join(build, 'quickscan'), 'check', '--quiet'], folder)
            times.append(max(seconds - start, 1e-4))
        print(f'{name:16} {first:4} to {first * 1000:6}: ' + ' '.join(f'{each * 1000:9.1f}' for each in times)
              + f' ms, {memory:6.1f} MB, exponent {math.log10(times[3] / times[2]):.2f}', flush=True)


if __name__ == '__main__':
    main()
