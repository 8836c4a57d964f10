#!/usr/bin/env python3
"""Speed as ratios, measured in one run on one machine; an absolute time means nothing elsewhere.

    bench.py --build BUILD [--sizes 24,1000,20000] [--runs N]

Compares `quickscan check` and `quickscan report` with the Python baseline (peer.py) and with bare
yaml-cpp events over the same bytes. The baseline and the generator of dense studies are reference
material beside the project (QUICKSCAN_SHARED, or ../shared); without them quickscan is compared with
bare events alone, on studies of the project's own generator.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('QUICKSCAN_SHARED', os.path.join(ROOT, '..', 'shared'))
PYTHON = '/usr/bin/python3'
GOALS = {'check': {24: 3.5, 1000: 3, 20000: 4}, 'report': {24: 15, 1000: 4.5, 20000: 5}}
ONE_CORE = ['taskset', '-c', '0'] if shutil.which('taskset') else []


def run(command, allowed=(0, 1)):
    """Wall seconds and peak memory (MB) of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in allowed:
        sys.exit(f'bench: {" ".join(command)} ended with {code}')
    return seconds, usage.ru_maxrss / 1024


def measure(commands, runs):
    """Medians of alternating runs, so that a busy moment hits all alike: {name: (seconds, MB)}."""
    times = {name: [] for name in commands}
    memory = {name: 0 for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seconds, megabytes = run(command)
            times[name].append(seconds)
            memory[name] = max(memory[name], megabytes)
    return {name: (statistics.median(values), memory[name]) for name, values in times.items()}


def generate(size, folder):
    dense = os.path.join(SHARED, 'bench', 'generate.py')
    if os.path.exists(dense):
        command = [PYTHON, dense, '--seed', '7', '--out', folder, '--dense', '--interviews', str(size)]
    else:
        command = [PYTHON, os.path.join(ROOT, 'tests', 'external', 'random_study.py'), '--seed', '7', '--out', folder,
                   '--interviews', str(size)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def segments_in(folder):
    count = 0
    for entry in os.scandir(os.path.join(folder, 'interviews')):
        with open(entry.path, 'rb') as file:
            count += sum(line.startswith(b'- ') for line in file)
    return count


def goal(ratio, wanted, at_least=True):
    if wanted is None:
        return ''
    met = ratio >= wanted if at_least else ratio <= wanted
    return f'   goal {">=" if at_least else "<="} {wanted}: {"met" if met else "MISSED"}'


def bench(size, build, runs):
    program, events = os.path.join(build, 'quickscan'), os.path.join(build, 'tests', 'bench', 'bench_events')
    peer = os.path.join(SHARED, 'bench', 'peer.py')
    with tempfile.TemporaryDirectory() as folder:
        study = os.path.join(folder, 'study')
        generate(size, study)
        report = os.path.join(folder, 'report.html')
        commands = {'check': [program, 'check', '--quiet', study],
                    'report': [program, 'report', '--quiet', study, '-o', report],
                    'one core': ONE_CORE + [program, 'check', '--quiet', study],
                    'bare events': ONE_CORE + [events, study]}
        if os.path.exists(peer):
            commands['peer check'] = [PYTHON, peer, study, '--check-only']
            commands['peer job'] = [PYTHON, peer, study]
        print(f'\n{size} interviews')
        found = measure(commands, runs)
        if 'peer check' in found:
            ratio = found['peer check'][0] / found['check'][0]
            print(f'  check against the baseline           {ratio:6.2f} times as fast{goal(ratio, GOALS["check"].get(size))}')
            ratio = found['peer job'][0] / found['report'][0]
            print(f'  report against the baseline          {ratio:6.2f} times as fast{goal(ratio, GOALS["report"].get(size))}')
        ratio = found['one core'][0] / found['bare events'][0]
        print(f'  check on one core against events     {ratio:6.2f} times as long{goal(ratio, 1.10, False)}')
        ratio = found['report'][0] / found['check'][0]
        print(f'  report against check                 {ratio:6.2f} times as long{goal(ratio, 3 if size == 24 else None, False)}')
        for name, (_, megabytes) in found.items():
            print(f'  peak memory of {name:12}            {megabytes:8.1f} MB')
        if size >= 1000:
            count = segments_in(study)
            for name, kept in (('check', 'no texts kept'), ('report', 'with the texts that it may quote')):
                each = found[name][1] * 1024 * 1024 / count
                wanted = 350 if name == 'report' and size == max(GOALS['report']) else None
                print(f'  memory a segment of {name:6} ({kept}) {each:8.0f} bytes{goal(each, wanted, False)}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True)
    parser.add_argument('--sizes', default='24,1000,20000')
    parser.add_argument('--runs', type=int)
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    for size in map(int, options.sizes.split(',')):
        bench(size, build, options.runs or (15 if size < 100 else 5 if size <= 1000 else 1))
    graph = os.path.join(ROOT, 'tests', 'bench', 'graph_bench.py')
    if os.path.exists(graph):
        subprocess.run([PYTHON, graph, '--build', build], check=False)


if __name__ == '__main__':
    main()
