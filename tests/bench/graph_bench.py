#!/usr/bin/env python3
"""Betweenness of 1,000 actors and 10,000 ties: quickscan against bare Boost.Graph and networkx, in one run.

    graph_bench.py --build BUILD
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import time


def edges_of(actors, ties, seed):
    source = random.Random(seed)
    found = set()
    while len(found) < ties:
        a, b = sorted(source.sample(range(actors), 2))
        found.add((a, b))
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--build', required=True)
    options = parser.parse_args()
    actors, ties = 1000, 10000
    edges = edges_of(actors, ties, 7)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'edges')
        with open(path, 'w') as file:
            file.write(f'{actors} {ties}\n' + ''.join(f'{a} {b}\n' for a, b in edges))
        program = os.path.join(options.build, 'tests', 'bench', 'bench_graph')
        out = subprocess.run([program, path], check=True, capture_output=True, text=True).stdout.split()
    ours, bare, difference = map(float, out)
    print(f'\nBetweenness of {actors} actors and {ties} ties')
    print(f'  against bare Boost.Graph             {ours / bare:6.2f} times as long   goal <= 1.5: '
          f'{"met" if ours <= 1.5 * bare else "MISSED"}')
    print(f'  largest difference from it           {difference:.3g}')
    try:
        import networkx
    except ImportError:
        print('  networkx is not there', file=sys.stderr)
        return
    graph = networkx.Graph()
    graph.add_nodes_from(range(actors))
    graph.add_edges_from(edges)
    start = time.perf_counter()
    networkx.betweenness_centrality(graph)
    seconds = time.perf_counter() - start
    print(f'  against networkx {networkx.__version__:12}        {seconds / ours:6.1f} times as fast   goal >= 15: '
          f'{"met" if seconds >= 15 * ours else "MISSED"}')


if __name__ == '__main__':
    main()
