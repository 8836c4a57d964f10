#!/usr/bin/env python3
"""Speed as ratios, measured in one run on one machine; an absolute time means nothing elsewhere.

    bench.py --build BUILD [--sizes 24,1000,20000] [--runs N] [--style plain|crlf|blocks|wrapped]

Compares `quickscan check` and `quickscan report` with the Python baseline (peer.py), and check with reading the same
bytes and counting their newlines on two threads. The baseline and the generator of dense studies are reference
material beside the project (QUICKSCAN_SHARED, or ../shared); without them studies are those of the project's own
generator, and there is nothing to compare a report with. `--style` writes the quotes in another way."""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('QUICKSCAN_SHARED', os.path.join(ROOT, '..', 'shared'))
PYTHON = '/usr/bin/python3'
GOALS = {'check': {24: 18, 1000: 40, 20000: 45}, 'report': {24: 35, 1000: 45, 20000: 45}}
LINES_GOAL, SEGMENT_GOAL = 8, 200


def run(build, command):
    """Wall seconds and peak memory (MB) of one run."""
    done = subprocess.run([os.path.join(build, 'tests', 'bench', 'bench_measure'), *command], check=True, capture_output=True, text=True)
    code, seconds, kilobytes = done.stdout.split()
    if int(code) not in (0, 1):
        sys.exit(f'bench: {" ".join(command)} ended with {code}')
    return float(seconds), int(kilobytes) / 1024


def measure(build, commands, runs):
    """Medians of alternating runs, so that a busy moment hits all alike: {name: (seconds, MB)}."""
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(run(build, command))
    return {name: (statistics.median(seconds for seconds, _ in each), max(memory for _, memory in each)) for name, each in found.items()}


def quotes_as(style, line):
    """A line `  quote: "..."` in another style of YAML, without its newline."""
    head, _, text = line.partition('quote: "')
    if not text or '\\' in text:
        return line
    middle = text.find(' ', len(text) // 2)
    if style == 'blocks':
        return f'{head}quote: >-\n{" " * len(head)}  {text[:-1]}'
    return line if middle < 0 else f'{head}quote: "{text[:middle]}\n{" " * len(head)}  {text[middle + 1:]}'


def restyle(study, style):
    folder = os.path.join(study, 'interviews')
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        with open(path, encoding='utf-8') as file:
            lines = file.read().split('\n')
        if style != 'crlf':
            lines = [quotes_as(style, line) for line in lines]
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(('\r\n' if style == 'crlf' else '\n').join(lines))


def generate(size, folder):
    dense = os.path.join(SHARED, 'bench', 'generate.py')
    if os.path.exists(dense):
        command = [PYTHON, dense, '--seed', '7', '--out', folder, '--dense', '--interviews', str(size)]
    else:
        command = [PYTHON, os.path.join(ROOT, 'tests', 'oracle', 'random_study.py'), '--seed', '7', '--out', folder,
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


def bench(size, build, runs, style):
    program, peer = os.path.join(build, 'quickscan'), os.path.join(SHARED, 'bench', 'peer.py')
    with tempfile.TemporaryDirectory() as folder:
        study = os.path.join(folder, 'study')
        generate(size, study)
        if style != 'plain':
            restyle(study, style)
        commands = {'check': [program, 'check', '--quiet', study],
                    'report': [program, 'report', '--quiet', study, '-o', os.path.join(folder, 'report.html')],
                    'lines': [os.path.join(build, 'tests', 'bench', 'bench_lines'), study]}
        if os.path.exists(peer):
            commands['peer check'] = [PYTHON, peer, study, '--check-only']
            commands['peer job'] = [PYTHON, peer, study]
        print(f'\n{size} interviews, {style}')
        found = measure(build, commands, runs)
        for name, against in (('check', 'peer check'), ('report', 'peer job')):
            if against in found:
                ratio = found[against][0] / found[name][0]
                print(f'  {name:6} against the baseline         {ratio:8.2f} times as fast{goal(ratio, GOALS[name].get(size))}')
        ratio = found['check'][0] / found['lines'][0]
        print(f'  check against reading and counting  {ratio:8.2f} times as long{goal(ratio, LINES_GOAL if size >= 20000 else None, False)}')
        for name, (seconds, megabytes) in found.items():
            print(f'  {name:12} {seconds * 1000:10.1f} ms {megabytes:10.1f} MB')
        if size >= 1000:
            each = found['check'][1] * 1024 * 1024 / segments_in(study)
            print(f'  memory a segment of check           {each:8.0f} bytes{goal(each, SEGMENT_GOAL, False)}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True)
    parser.add_argument('--sizes', default='24,1000,20000')
    parser.add_argument('--runs', type=int)
    parser.add_argument('--style', choices=('plain', 'crlf', 'blocks', 'wrapped'), default='plain')
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    for size in map(int, options.sizes.split(',')):
        bench(size, build, options.runs or (15 if size < 100 else 5 if size <= 1000 else 1), options.style)
    graph = os.path.join(ROOT, 'tests', 'bench', 'graph_bench.py')
    if os.path.exists(graph):
        subprocess.run([PYTHON, graph, '--build', build], check=False)


if __name__ == '__main__':
    main()
