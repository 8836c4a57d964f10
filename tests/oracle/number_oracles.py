#!/usr/bin/env python3
"""Oracles for the statistics: brute force, numpy, scipy and R against the program's own functions.

    number_oracles.py --probe PROGRAM [--sets 1000] [--seed 1]

Random small sets go to numbers_probe as JSON lines; what comes back must equal what is computed here from the
definitions, to 1e-9. Small sets are enumerated allocation by allocation (or draw by draw), larger ones go through
scipy, through R where it is installed, or through statistics_by_hand.py."""
import argparse
import json
import math
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from itertools import combinations, product

os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')       # small sets: threads only wait for each other
try:
    import numpy as np
    import scipy
    from scipy import stats
    if tuple(map(int, scipy.__version__.split('.')[:2])) < (1, 7):
        raise ImportError('scipy is older than 1.7')

    import statistics_by_hand as by_hand
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)


# ---- tests: every allocation of the values to the groups
def allocations(values, sizes):
    if len(sizes) == 1:
        yield [values]
        return
    places = range(len(values))
    for chosen in combinations(places, sizes[0]):
        rest = [values[i] for i in places if i not in chosen]
        for others in allocations(rest, sizes[1:]):
            yield [[values[i] for i in chosen], *others]


def jonckheere(groups):
    return sum((np.subtract.outer(a, b) > 0).sum() + .5 * (np.subtract.outer(a, b) == 0).sum()
               for a, b in combinations([np.array(g) for g in groups], 2))


def shuffled(groups, statistic, two_sided):
    """(statistic, p, smallest p) over every allocation."""
    sizes, pooled = [len(g) for g in groups], [v for g in groups for v in g]
    found = Counter(round(2 * statistic(each)) if not two_sided else abs(round(statistic(each) * sizes[0] * sizes[1]))
                    for each in allocations(pooled, sizes))
    seen, total = statistic(groups), sum(found.values())
    mark = round(2 * seen) if not two_sided else abs(round(seen * sizes[0] * sizes[1]))
    return {'statistic': seen, 'p': sum(c for k, c in found.items() if k >= mark) / total, 'p_min': found[max(found)] / total}


def cliff(groups):
    difference = np.subtract.outer(np.array(groups[0]), np.array(groups[1]))
    return float(((difference > 0).sum() - (difference < 0).sum()) / difference.size)


def random_groups(r, levels, low, high, total, top):
    while True:
        groups = [[r.randint(0, top) if r.random() < .8 else r.randint(0, 1) for _ in range(r.randint(low, high))]
                  for _ in range(levels)]
        if sum(map(len, groups)) <= total:
            return groups


def small_jonckheere(r):
    groups = random_groups(r, r.choice((2, 3, 3, 3, 4)), 1, 4, 8, r.choice((1, 3, 5, 8)))
    return {'what': 'jonckheere', 'groups': groups}, shuffled(groups, jonckheere, False)


def large_jonckheere(r):
    top = r.choice((2, 5, 8))
    groups = random_groups(r, r.choice((2, 3, 3)), 3, 14, 40, top)
    j, p, least = by_hand.jonckheere_exact(groups, top)
    return {'what': 'jonckheere', 'groups': groups}, {'statistic': float(j), 'p': float(p), 'p_min': float(least)}


def normal_jonckheere(r):
    """Two groups: the Mann-Whitney test of scipy; three: the formula."""
    top = r.choice((2, 5, 8))
    groups = random_groups(r, r.choice((2, 3, 4)), 5, 40, 200, top)
    question = {'what': 'jonckheere', 'groups': groups, 'form': 'normal'}
    z = by_hand.jonckheere_normal(groups, top)
    p = None if z is None else float(stats.norm.sf(z))
    if len(groups) == 2 and p is not None:
        p = float(stats.mannwhitneyu(*groups, alternative='greater', method='asymptotic', use_continuity=False).pvalue)
    return question, {'statistic': float(jonckheere(groups)), 'p': p, 'p_min': None, 'exact': False}


def small_delta(r):
    groups = random_groups(r, 2, 1, 6, 10, r.choice((1, 3, 5, 8)))
    return {'what': 'cliffs_delta', 'groups': groups}, shuffled(groups, cliff, True)


def untied_delta(r):
    """Without ties scipy has the exact distribution too."""
    pool = r.sample(range(40), r.randint(4, 24))
    cut = r.randint(2, len(pool) - 2)
    groups = [pool[:cut], pool[cut:]]
    p = float(stats.mannwhitneyu(*groups, alternative='two-sided', method='exact').pvalue)
    least = min(1.0, 2 / math.comb(len(pool), cut))
    return {'what': 'cliffs_delta', 'groups': groups}, {'statistic': cliff(groups), 'p': p, 'p_min': least}


def normal_delta(r):
    groups = random_groups(r, 2, 5, 60, 120, r.choice((1, 5, 8)))
    if len({v for g in groups for v in g}) == 1:
        p = None
    else:
        p = float(stats.mannwhitneyu(*groups, alternative='two-sided', method='asymptotic', use_continuity=False).pvalue)
    return {'what': 'cliffs_delta', 'groups': groups, 'form': 'normal'}, {'statistic': cliff(groups), 'p': p, 'p_min': None}


def holm(r):
    ps = [r.choice((r.random(), r.random() / 20, .05, 1.0)) for _ in range(r.randint(1, 8))]
    ordered = np.argsort(ps, kind='stable')
    steps = np.minimum(1, np.maximum.accumulate([(len(ps) - k) * ps[i] for k, i in enumerate(ordered)]))
    expected = np.empty(len(ps))
    expected[ordered] = steps
    return {'what': 'holm', 'p': ps}, expected.tolist()


# ---- cells
def random_values(r, low=1, high=30):
    top = r.choice((2, 3, 5, 5, 5, 8))
    n = r.randint(low, high)
    style = r.random()
    if style < .1:
        return top, [r.randint(0, top)] * n
    if style < .3:
        return top, [r.choice((0, top)) for _ in range(n)]
    return top, [min(top, max(0, round(r.gauss(top / 2, top / 4)))) for _ in range(n)]


def median(r):
    top, values = random_values(r, 3, 60)
    ordered, n = sorted(values), len(values)
    sure = [j for j in range(1, n // 2 + 1) if 1 - 2 * stats.binom.cdf(j - 1, n, .5) >= .95]
    j = max(sure, default=1)
    expected = {'median': ordered[math.ceil(n / 2) - 1], 'pair': [ordered[math.ceil(n / 2) - 1], ordered[n // 2]],
                'low': ordered[j - 1], 'high': ordered[n - j], 'coverage': float(1 - 2 * stats.binom.cdf(j - 1, n, .5))}
    return {'what': 'median', 'values': values, 'top': top}, expected


def measures(r):
    top, values = random_values(r, 1, 40)
    rungs = [r.choice((.5, 1, 1, 1.5, 2)) for _ in range(top)]
    share = np.bincount(values, minlength=top + 1) / len(values)
    below = np.cumsum(share)[:top]
    reached = [int((np.array(values) >= k).sum()) for k in range(1, top + 1)]
    # an empty rung between two groups, found on the string of occupied rungs
    need = max(2, math.ceil(len(values) / 3))
    apart = any(share[k] == 0 and (np.array(values) < k).sum() >= need and (np.array(values) > k).sum() >= need
                for k in range(1, top))
    return ({'what': 'measures', 'values': values, 'top': top, 'rungs': rungs},
            {'consensus': float(1 - 2 / top * np.minimum(below, 1 - below).sum()), 'split': bool(apart), 'reach': reached,
             'index': float(100 * np.average(np.array(reached) / len(values), weights=rungs))})


# ---- the bootstrap: every draw
def draws(values, scores):
    """Every one of the n ** n samples: {sum of scores: how often}."""
    n = len(values)
    grid = np.indices((n,) * n).reshape(n, -1)
    sums, count = np.unique(np.round(np.array([scores[v] for v in values])[grid].sum(axis=0) * 4).astype(int),
                            return_counts=True)
    return dict(zip((s / 4 for s in sums.tolist()), count.tolist()))


def bootstrap(r):
    top = r.choice((2, 3, 5, 5))
    rungs = [r.choice((.5, 1, 1, 2)) for _ in range(top)] if r.random() < .4 else [1.0] * top
    samples = [{'values': [r.randint(0, top) for _ in range(r.randint(1, 5))], 'weight': r.choice((1, 1, 2, .5))}
               for _ in range(r.randint(1, 3))]
    scores, total = [sum(rungs[:k]) for k in range(top + 1)], sum(s['weight'] for s in samples)
    whole = {0.0: 1.0}
    for sample in samples:
        n, added = len(sample['values']), Counter()
        one = draws(sample['values'], scores)
        for (a, p), (b, q) in product(whole.items(), one.items()):
            added[round(a + 100 * sample['weight'] * b / (n * sum(rungs) * total), 9)] += p * q / n ** n
        whole = added
    tail = r.choice((.025, .000954, .0123, .2))
    points = np.array(sorted(whole))
    reached = np.cumsum([whole[v] for v in points])
    if min(abs(reached - tail).min(), abs(reached - 1 + tail).min()) < 1e-12:
        return bootstrap(r)
    low, high = (float(points[np.searchsorted(reached, share)]) for share in (tail, 1 - tail))
    return ({'what': 'bootstrap', 'samples': samples, 'rungs': rungs, 'tail': tail, 'top': top}, {'low': low, 'high': high})


def interval(r):
    """With the widened tail, against exact arithmetic."""
    top = r.choice((3, 5, 5, 8))
    samples = [{'values': [r.randint(0, top) for _ in range(r.randint(5, 14))], 'weight': r.choice((1, 1, 2, .25))}
               for _ in range(r.randint(1, 3))]
    low, high = by_hand.index_interval([s['values'] for s in samples], [1] * top, [s['weight'] for s in samples])
    return {'what': 'interval', 'samples': samples, 'top': top}, {'low': float(low), 'high': float(high)}


# ---- agreement, by matrices
def random_units(r, many=12):
    top, coders = r.choice((1, 3, 5, 5)), r.randint(2, 4)
    noise = r.choice((0, .1, .3, 1))
    units = []
    for _ in range(r.randint(1, many)):
        true = r.randint(0, top) if r.random() < .8 else 0
        units.append([true if r.random() > noise else r.randint(0, top) for _ in range(coders) if r.random() < .85])
    return top, units


def alpha_by_matrix(units, top, metric):
    k = top + 1
    coincidence = np.zeros((k, k))
    for u in units:
        if len(u) > 1:
            count = np.bincount(u, minlength=k).astype(float)
            coincidence += (np.outer(count, count) - np.diag(count)) / (len(u) - 1)
    n_c = coincidence.sum(axis=1)
    n = n_c.sum()
    c = np.arange(k)
    if metric == 'nominal':
        distance = (c[:, None] != c).astype(float)
    elif metric == 'interval':
        distance = (c[:, None] - c) ** 2.0
    else:
        cumulative = np.concatenate(([0], np.cumsum(n_c)))
        low, high = np.minimum(c[:, None], c), np.maximum(c[:, None], c)
        distance = (cumulative[high + 1] - cumulative[low] - (n_c[:, None] + n_c) / 2) ** 2
    expected = (np.outer(n_c, n_c) * distance).sum()
    return None if expected == 0 else float(1 - (n - 1) * (coincidence * distance).sum() / expected)


def alpha(r):
    top, units = random_units(r)
    metric = r.choice(('nominal', 'ordinal', 'interval'))
    return {'what': 'alpha', 'units': units, 'metric': metric}, alpha_by_matrix(units, top, metric)


def jackknife(r):
    top, clusters = 5, []
    for _ in range(r.randint(3, 9)):
        clusters.append(random_units(r, 4)[1])
    clusters = [[[min(v, top) for v in u] for u in units] for units in clusters]
    some = [units for units in clusters if any(len(u) > 1 for u in units)]
    full = alpha_by_matrix([u for units in some for u in units], top, 'ordinal')
    parts = [alpha_by_matrix([u for j, units in enumerate(some) if j != i for u in units], top, 'ordinal')
             for i in range(len(some))]
    expected, m = None, len(some)
    if full is not None and m >= 5 and None not in parts:
        se = math.sqrt((m - 1) / m * np.square(np.array(parts) - np.mean(parts)).sum())
        half = by_hand.student_quantile(.975, m - 1) * se
        expected = {'se': se, 'low': full - half, 'high': min(1, full + half)}
    return {'what': 'jackknife', 'clusters': clusters}, expected


def ac2(r):
    top, units = random_units(r)
    units = [u for u in units if len(u) > 1]
    expected = None
    if units:
        q = top + 1
        table = np.array([np.bincount(u, minlength=q) for u in units], dtype=float)
        weight = 1 - np.abs(np.subtract.outer(np.arange(q), np.arange(q))) / (q - 1)
        raters = table.sum(axis=1)
        observed = np.mean((table * (table @ weight - 1)).sum(axis=1) / (raters * (raters - 1)))
        share = (table / raters[:, None]).mean(axis=0)
        chance = weight.sum() / (q * (q - 1)) * (share * (1 - share)).sum()
        expected = float((observed - chance) / (1 - chance)) if chance < 1 else None
    return {'what': 'ac2', 'units': units, 'categories': top + 1}, expected


def distributions(r):
    z, probability, degrees = r.uniform(-8, 8), r.uniform(.7, .9999), r.randint(1, 300)
    return ({'what': 'distributions', 'z': z, 'probability': probability, 'degrees': degrees},
            {'below': float(stats.norm.cdf(z)), 'above': float(stats.norm.sf(z)),
             't': by_hand.student_quantile(probability, degrees), 'tail': by_hand.widened_tail(degrees + 1)})


def differs(expected, got, path=''):
    """Where two answers first differ, or None."""
    if isinstance(expected, dict):
        return next(filter(None, (differs(v, (got or {}).get(k), f'{path}.{k}') for k, v in expected.items())), None)
    if isinstance(expected, list):
        return next(filter(None, (differs(v, w, f'{path}[{i}]') for i, (v, w) in enumerate(zip(expected, got)))), None)
    if expected is None or got is None or isinstance(expected, bool):
        same = expected == got
    else:
        same = abs(expected - got) <= 1e-9 * max(1e-3, abs(expected))
    return None if same else f'{path or "answer"}: expected {expected}, got {got}'


def ask(probe, questions):
    text = '\n'.join(map(json.dumps, questions)) + '\n'
    done = subprocess.run([probe], input=text, capture_output=True, text=True, check=False)
    answers = done.stdout.splitlines()
    if done.returncode or len(answers) != len(questions):
        sys.exit(f'the probe stopped after {len(answers)} of {len(questions)}: {done.stderr}'
                 f'\n{json.dumps(questions[min(len(answers), len(questions) - 1)])}')
    return list(map(json.loads, answers))


def against_r(probe):
    """R's own quantiles, normal distribution and Holm."""
    if shutil.which('Rscript') is None:
        print('skipped: no Rscript')
        sys.exit(77)
    code = ('cat(sprintf("%.17g", c(qt(.975, c(1:30, 100)), pnorm(seq(-6, 6, .5)), '
            'p.adjust(c(.01, .04, .03, .005, .2), "holm"))))')
    expected = [float(x) for x in subprocess.run(['Rscript', '-e', code], capture_output=True, text=True,
                                                 check=True).stdout.split()]
    degrees, zs = [*range(1, 31), 100], [x / 2 for x in range(-12, 13)]
    questions = [{'what': 'distributions', 'z': 0, 'probability': .975, 'degrees': d} for d in degrees]
    questions += [{'what': 'distributions', 'z': z, 'probability': .9, 'degrees': 3} for z in zs]
    answers = ask(probe, [*questions, {'what': 'holm', 'p': [.01, .04, .03, .005, .2]}])
    got = [a['t'] for a in answers[:31]] + [a['below'] for a in answers[31:-1]] + answers[-1]
    found = differs(expected, got)
    print('R: ' + (found or f'{len(expected)} values equal'))
    return int(found is not None)


SETS = (small_jonckheere, large_jonckheere, normal_jonckheere, small_delta, untied_delta, normal_delta, holm, median, measures,
        bootstrap, interval, alpha, jackknife, ac2, distributions)
SLOW = (large_jonckheere, interval)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--probe', required=True)
    parser.add_argument('--sets', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--only')
    parser.add_argument('--against-r', action='store_true', help='only what R itself gives')
    args = parser.parse_args()
    if args.against_r:
        sys.exit(against_r(args.probe))
    failed = 0
    for make in SETS:
        if args.only and make.__name__ != args.only:
            continue
        r = random.Random(f'{args.seed}/{make.__name__}')
        pairs = [make(r) for _ in range(args.sets // (10 if make in SLOW else 1))]
        answers = ask(args.probe, [question for question, _ in pairs])
        bad = [(q, found) for (q, expected), got in zip(pairs, answers) if (found := differs(expected, got))]
        print(f'{make.__name__}: {len(pairs)} sets, {len(bad)} differ')
        for question, found in bad[:3]:
            print(f'  {found}\n  {json.dumps(question)}')
        failed += bool(bad)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
