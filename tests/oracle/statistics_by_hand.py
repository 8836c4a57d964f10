"""The statistics of data/manual/scoring.md in exact arithmetic, written from its formulas alone.

Counts are Python integers and shares are fractions, so nothing here is rounded before it is printed. scipy gives the
the normal distribution and the inverse of the incomplete beta function."""
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import product
from math import comb, gcd, lcm, sqrt

from scipy.special import betaincinv
from scipy.stats import norm


def lower_median(values):
    return sorted(values)[(len(values) + 1) // 2 - 1]


def median_pair(values):
    ordered, n = sorted(values), len(values)
    return [ordered[(n + 1) // 2 - 1], ordered[n // 2]]


def reach(values, top):
    return [sum(x >= k for x in values) for k in range(1, top + 1)]


def index(values, weights):
    """The average share of rungs reached, 0 to 100; weights are w_1 … w_K."""
    reached = sum(Fraction(w) * j for w, j in zip(weights, reach(values, len(weights))))
    return 100 * reached / len(values) / sum(Fraction(w) for w in weights)


def consensus(values, top):
    """One minus Leik's D over the top + 1 rungs."""
    n, total = len(values), Fraction(0)
    for k in range(top):
        share = Fraction(sum(x <= k for x in values), n)
        total += min(share, 1 - share)
    return 1 - total * Fraction(2, top)


def split(values, top):
    need = max(2, -(-len(values) // 3))
    return any(values.count(k) == 0 and sum(x < k for x in values) >= need and sum(x > k for x in values) >= need
               for k in range(1, top))


def order_interval(values):
    """(low, high, coverage) of the exact order-statistic interval of the median."""
    ordered, n = sorted(values), len(values)

    def coverage(j):
        return 1 - Fraction(2 * sum(comb(n, i) for i in range(j)), 2 ** n)
    best = max([j for j in range(1, n // 2 + 1) if coverage(j) >= Fraction(19, 20)], default=1)
    return ordered[best - 1], ordered[n - best], coverage(best)


# ---- the index interval: an exact bootstrap by convolution
def student_quantile(probability, degrees):
    """For probabilities from .5; scipy's own t.ppf is off by some 1e-9, R's is not."""
    x = betaincinv(degrees / 2, .5, 2 * (1 - probability))
    return sqrt(degrees * (1 - x) / x)


def widened_tail(n):
    return float(norm.cdf(-sqrt(n / (n - 1)) * student_quantile(.975, n - 1)))


def power(polynomial, n):
    """The n-th power of {exponent: count}, exponents whole and from 0: one big number, a slot for each exponent."""
    bits = n * sum(polynomial.values()).bit_length() + 8
    bits += -bits % 8
    packed = sum(count << bits * e for e, count in polynomial.items()) ** n
    size = bits // 8
    raw = packed.to_bytes((packed.bit_length() + 7) // 8 + size, 'little')
    slots = {i: int.from_bytes(raw[i * size:(i + 1) * size], 'little') for i in range(len(raw) // size)}
    return {e: count for e, count in slots.items() if count}


def sum_distribution(values, scores):
    """Distribution of the sum of n draws with replacement from n values: {sum: count of n ** n}."""
    drawn = Counter(scores[x] for x in values)
    unit = 1
    for s in drawn:
        unit = lcm(unit, s.denominator)
    whole = Counter()
    for s, count in drawn.items():
        whole[int(s * unit)] += count
    step = 0
    for s in whole:
        step = gcd(step, s)
    step = step or 1
    packed = power({s // step: count for s, count in whole.items()}, len(values))
    return {Fraction(e * step, unit): count for e, count in packed.items()}


def index_interval(groups, rung_weights, group_weights):
    """(low, high) of the weighted mean of the groups' indices, with the widened tail of the smallest group."""
    weights = [Fraction(w) for w in rung_weights]
    scores = [sum(weights[:k], Fraction(0)) for k in range(len(weights) + 1)]
    whole = Counter({Fraction(0): 1})
    for values, w in zip(groups, group_weights):
        factor = 100 * Fraction(w) / sum(Fraction(g) for g in group_weights) / len(values) / sum(weights)
        one = [(factor * s, count) for s, count in sum_distribution(values, scores).items()]
        unit = 1
        for v in (*(v for v, _ in one), *whole):
            unit = lcm(unit, v.denominator)
        left, right = [(int(v * unit), c) for v, c in whole.items()], [(int(v * unit), c) for v, c in one]
        added = defaultdict(int)
        for a, count in left:
            for b, other in right:
                added[a + b] += count * other
        whole = {Fraction(v, unit): count for v, count in added.items()}
    tail = Fraction(widened_tail(min(len(values) for values in groups)))
    total = sum(whole.values())
    return quantile(whole, total, tail), quantile(whole, total, 1 - tail)


def quantile(counts, total, share):
    """The smallest v with P(V <= v) >= share."""
    seen = 0
    for v in sorted(counts):
        seen += counts[v]
        if Fraction(seen, total) >= share:
            return v
    return max(counts)


# ---- Jonckheere-Terpstra and Cliff's delta
def doubled_statistic(groups):
    """2 J: higher groups come first."""
    return sum(2 * (x > y) + (x == y) for i, a in enumerate(groups) for b in groups[i + 1:] for x in a for y in b)


def doubled_distribution(sizes, columns):
    """{2 J: number of allocations} over all tables with these margins; columns count the rungs from the lowest.

    Tables are walked rung by rung. Those with equal row totals are kept as one big number with a slot for every 2 J."""
    n = sum(sizes)
    bits = 8 * (n + 2)
    states = {(0,) * len(sizes): 1}
    for column in columns:
        added = defaultdict(int)
        for used, packed in states.items():
            for take in _takes(column, [size - u for size, u in zip(sizes, used)]):
                ways, left = 1, column
                for amount in take:
                    ways, left = ways * comb(left, amount), left - amount
                gain = sum(take[i] * (2 * used[j] + take[j]) for i in range(len(sizes)) for j in range(i + 1, len(sizes)))
                added[tuple(u + a for u, a in zip(used, take))] += packed * ways << bits * gain
        states = added
    packed, size = states[tuple(sizes)], bits // 8
    raw = packed.to_bytes((packed.bit_length() + 7) // 8 + size, 'little')
    slots = ((i, int.from_bytes(raw[i * size:(i + 1) * size], 'little')) for i in range(len(raw) // size))
    return {j: count for j, count in slots if count}


def _takes(column, room):
    if len(room) == 1:
        return [(column,)] if column <= room[0] else []
    return [(a, *rest) for a in range(min(column, room[0]) + 1) for rest in _takes(column - a, room[1:])]


def _columns(groups, top):
    return [sum(group.count(k) for group in groups) for k in range(top + 1)]


def jonckheere_exact(groups, top):
    """(J, p, smallest p) as fractions."""
    counts = doubled_distribution([len(g) for g in groups], _columns(groups, top))
    total, seen = sum(counts.values()), doubled_statistic(groups)
    return (Fraction(seen, 2), Fraction(sum(c for j, c in counts.items() if j >= seen), total),
            Fraction(counts[max(counts)], total))


def cliffs_delta(high, low):
    return Fraction(sum((x > y) - (x < y) for x in high for y in low), len(high) * len(low))


def cliffs_delta_exact(high, low, top):
    """(delta, two-sided p, smallest p) as fractions."""
    counts = doubled_distribution([len(high), len(low)], _columns([high, low], top))
    total, middle = sum(counts.values()), len(high) * len(low)
    seen = abs(doubled_statistic([high, low]) - middle)
    most = max(abs(j - middle) for j in counts)
    return (cliffs_delta(high, low), Fraction(sum(c for j, c in counts.items() if abs(j - middle) >= seen), total),
            Fraction(sum(c for j, c in counts.items() if abs(j - middle) == most), total))


def jonckheere_normal(groups, top):
    """z of the normal form with correction for ties, or None where nothing varies."""
    sizes, ties = [len(g) for g in groups], _columns(groups, top)
    n = sum(sizes)
    f, g, h = (lambda a: a * (a - 1) * (2 * a + 5)), (lambda a: a * (a - 1) * (a - 2)), (lambda a: a * (a - 1))
    expected = Fraction(n * n - sum(s * s for s in sizes), 4)
    variance = (Fraction(f(n) - sum(map(f, sizes)) - sum(map(f, ties)), 72)
                + Fraction(sum(map(g, sizes)) * sum(map(g, ties)), 36 * n * (n - 1) * (n - 2))
                + Fraction(sum(map(h, sizes)) * sum(map(h, ties)), 8 * n * (n - 1)))
    if variance == 0:
        return None
    return float(Fraction(doubled_statistic(groups), 2) - expected) / sqrt(float(variance))


def holm(ps):
    """Adjusted p-values, in the order given."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    out, least = [None] * len(ps), 0
    for rank, i in enumerate(order):
        least = max(least, min(1, (len(ps) - rank) * ps[i]))
        out[i] = least
    return out


# ---- agreement between coders; a unit is the list of the values that coders gave it
def alpha(units, metric):
    """Krippendorff's alpha as a fraction, or None where nothing varies."""
    units = [u for u in units if len(u) > 1]
    count = Counter(v for u in units for v in u)
    n = sum(count.values())

    def distance(a, b):
        if metric == 'nominal':
            return int(a != b)
        if metric == 'interval':
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        return (sum(c for v, c in count.items() if low <= v <= high) - Fraction(count[a] + count[b], 2)) ** 2
    table = {(a, b): Fraction(distance(a, b)) for a in count for b in count}
    expected = sum(count[a] * count[b] * table[a, b] for a, b in product(count, repeat=2))
    if expected == 0:
        return None
    observed = sum(Fraction(sum(table[a, b] for a in u for b in u), len(u) - 1) for u in units)
    return 1 - (n - 1) * observed / expected


def jackknife(units_by_interview, full):
    """{se, low, high} of ordinal alpha, one interview left out at a time; None where it is not defined."""
    m = len(units_by_interview)
    if full is None or m < 5:
        return None
    parts = [alpha([u for j, units in enumerate(units_by_interview) if j != i for u in units], 'ordinal') for i in range(m)]
    if any(part is None for part in parts):
        return None
    mean = sum(parts) / m
    se = sqrt(float(Fraction(m - 1, m) * sum((part - mean) ** 2 for part in parts)))
    half = float(student_quantile(.975, m - 1)) * se
    return {'se': se, 'low': float(full) - half, 'high': min(1.0, float(full) + half)}


def ac2_linear(units, top):
    """Gwet's AC2 with linear weights over all top + 1 rungs, as a fraction; None where there is no unit."""
    units = [u for u in units if len(u) > 1]
    if not units:
        return None
    q = top + 1
    weight = [[1 - Fraction(abs(a - b), top) for b in range(q)] for a in range(q)]
    observed, share = Fraction(0), [Fraction(0)] * q
    for u in units:
        r = len(u)
        observed += Fraction(sum(weight[a][b] for i, a in enumerate(u) for j, b in enumerate(u) if i != j), r * (r - 1))
        for v in u:
            share[v] += Fraction(1, r)
    observed /= len(units)
    share = [s / len(units) for s in share]
    chance = Fraction(sum(map(sum, weight)), q * (q - 1)) * sum(s * (1 - s) for s in share)
    return None if chance == 1 else (observed - chance) / (1 - chance)
