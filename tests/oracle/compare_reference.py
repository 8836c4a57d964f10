#!/usr/bin/env python3
"""The program against the second implementation, on random studies.

    compare_reference.py --quickscan PROGRAM [--seeds 1-40] [--generator ours|PATH] [--interviews N] [--keep DIR] [STUDY...]

For each seed a study is generated, ordinary and wild by turns, with one and two coders by turns; `PROGRAM summary STUDY
--json` and reference.py must then say the same, key by key, numbers to 1e-9. STUDY compares studies that exist already.
Keys that only the program has are passed over. Exits 1 on the first difference, after all studies are done."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

try:
    import reference
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))


def differences(expected, got, path=''):
    """Paths at which the program does not say what the reference says."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return [f'{path}: expected {short(expected)}, got {short(got)}']
        out = []
        for key, value in expected.items():
            where = f'{path}.{key}' if path else key
            out += differences(value, got[key], where) if key in got else [f'{where}: missing']
        if path.endswith(('verdicts', 'terms', 'levels', 'frame', 'values')):   # keyed by what was found
            out += [f'{path}.{key}: not expected' for key in got if key not in expected]
        return out
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return [f'{path}: expected {short(expected)}, got {short(got)}']
        return [d for i, (a, b) in enumerate(zip(expected, got)) for d in differences(a, b, f'{path}[{i}]')]
    number = (int, float)
    if isinstance(expected, number) and isinstance(got, number) and not isinstance(expected, bool) \
            and not isinstance(got, bool):
        same = abs(expected - got) <= 1e-9 * max(1, abs(expected), abs(got)) if abs(expected) > 1e-6 \
            else abs(expected - got) <= 1e-9 * max(1e-12, abs(expected))
    else:
        same = type(expected) is type(got) and expected == got
    return [] if same else [f'{path}: expected {short(expected)}, got {short(got)}']


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 160 else text[:157] + '...'


def generate(generator, seed, folder, interviews):
    wild = ['--wild'] if seed % 4 else []
    command = [sys.executable, '-B', generator, '--seed', str(seed), '--out', folder, '--coders', str(1 + seed // 2 % 2), *wild]
    command += ['--interviews', str(interviews)] if interviews else []
    subprocess.run(command, check=True, capture_output=True, text=True)


def compare(program, folder):
    done = subprocess.run([program, 'summary', folder, '--json'], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return [f'the program exits {done.returncode}: {(done.stderr or done.stdout)[:1500]}']
    try:
        got = json.loads(done.stdout, parse_constant=lambda name: sys.exit(f'{folder}: {name} in the JSON'))
    except ValueError as broken:
        return [f'no JSON: {broken}']
    expected = json.loads(json.dumps(reference.analyse(folder)))
    return differences(expected, got)


def one_seed(task):
    program, generator, seed, keep, interviews = task
    base = keep or tempfile.mkdtemp()
    folder = os.path.join(base, str(seed))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        os.makedirs(base, exist_ok=True)
        generate(generator, seed, folder, interviews)
        return seed, compare(program, folder)
    except subprocess.CalledProcessError as error:
        return seed, [f'the generator failed: {error.stderr[-500:]}']
    finally:
        if not keep:
            shutil.rmtree(base)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--quickscan', required=True)
    parser.add_argument('--seeds', default='1-40')
    parser.add_argument('--generator', default='ours')
    parser.add_argument('--interviews', type=int)
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--keep', help='leave the studies here')
    parser.add_argument('--all', action='store_true', help='show every difference, not only the first five of a study')
    parser.add_argument('studies', nargs='*')
    args = parser.parse_args()
    generator = os.path.join(HERE, 'random_study.py') if args.generator == 'ours' else args.generator
    first, _, last = args.seeds.partition('-')
    seeds = [] if args.studies else range(int(first), int(last or first) + 1)
    bad = 0
    with ProcessPoolExecutor(args.jobs) as pool:
        found = [(s, compare(args.quickscan, s)) for s in args.studies]
        found += list(pool.map(one_seed, [(args.quickscan, generator, s, args.keep, args.interviews) for s in seeds]))
    for name, different in found:
        bad += bool(different)
        for line in different if args.all else different[:5]:
            print(f'{name}: {line}')
        if len(different) > 5 and not args.all:
            print(f'{name}: and {len(different) - 5} more')
    print(f'{len(found)} studies, {bad} differ')
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
