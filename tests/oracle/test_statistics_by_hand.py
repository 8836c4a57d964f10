"""The worked examples T11-T17 of data/manual/scoring.md and the published agreement values, against statistics_by_hand.py."""
import sys
import unittest
from fractions import Fraction

try:
    import statistics_by_hand as by_hand
except ImportError:
    print('scipy is not installed')
    sys.exit(77)

S, T, O = [3, 3, 2, 3, 1, 2, 3, 3], [1, 2, 2, 1, 2, 0, 2, 2], [0, 0, 1, 3]
EQUAL, FRONT, BACK = [1] * 5, [5, 4, 3, 2, 1], [1, 2, 3, 4, 5]


class Cells(unittest.TestCase):
    def test_cell_set_t11(self):
        rows = [(S, 3, [3, 3], 5, '50.0', .80, (1, 3, .992)), (T, 2, [2, 2], 0, '30.0', .80, (0, 2, .992)),
                (O, 0, [0, 1], 1, '20.0', .60, (0, 3, .875))]
        for values, median, pair, three, index, consensus, interval in rows:
            self.assertEqual(by_hand.lower_median(values), median)
            self.assertEqual(by_hand.median_pair(values), pair)
            self.assertEqual(by_hand.reach(values, 5)[2], three)
            self.assertEqual(f'{float(by_hand.index(values, EQUAL)):.1f}', index)
            self.assertEqual(by_hand.consensus(values, 5), Fraction(str(consensus)))
            low, high, coverage = by_hand.order_interval(values)
            self.assertEqual((low, high, round(float(coverage), 3)), interval)

    def test_spacing_of_t11(self):
        self.assertEqual([round(float(by_hand.index(x, FRONT)), 1) for x in (S, T, O)], [69.2, 45.8, 28.3])
        self.assertEqual([round(float(by_hand.index(x, BACK)), 1) for x in (S, T, O)], [30.8, 14.2, 11.7])

    def test_consensus_vectors(self):
        for values, expected in (([1, 1, 2, 2], '0.80'), ([0, 0, 3, 3], '0.40'), ([0, 0, 0, 3], '0.70'), ([0, 0, 5, 5], '0'),
                                 ([0, 1, 2, 3, 4, 5], '0.40'), ([2, 2, 1, 3, 2], '0.84')):
            self.assertEqual(by_hand.consensus(values, 5), Fraction(expected))
        counts = (30, 40, 210, 130, 530, 50, 10)
        values = [k for k, count in enumerate(counts) for _ in range(count)]
        self.assertAlmostEqual(float(1 - by_hand.consensus(values, 6)), .2866667, 7)

    def test_coverage_of_the_order_interval(self):
        for n, j, coverage in ((3, 1, .75), (4, 1, .875), (5, 1, .9375), (6, 1, .969), (9, 2, .961), (12, 3, .961)):
            low, high, exact = by_hand.order_interval(list(range(n)))
            self.assertEqual((low, high), (j - 1, n - j))
            self.assertAlmostEqual(float(exact), coverage, 3)


class Tests(unittest.TestCase):
    def test_gap_t12(self):
        j, p, _ = by_hand.jonckheere_exact([S, T, O], 5)
        self.assertEqual((j, p), (100, Fraction(240054, 62355150)))
        for high, low, delta, p in ((S, O, .625, Fraction(41, 495)), (S, T, .65625, Fraction(196, 12870)),
                                    (T, O, .3125, Fraction(240, 495))):
            self.assertEqual(by_hand.cliffs_delta_exact(high, low, 5)[:2], (Fraction(delta), p))
        self.assertEqual(by_hand.cliffs_delta_exact([3, 4, 5], [0, 1, 2], 5)[2], Fraction(1, 10))
        adjusted = by_hand.holm([Fraction('.00385'), Fraction('.083'), Fraction('.2'), Fraction('.5')])
        self.assertEqual([float(x) for x in adjusted], [.0154, .249, .4, .5])

    def test_widened_tail_and_interval_t13(self):
        for n, tail in ((5, .000954), (6, .00243), (8, .00574), (10, .00855), (12, .01076), (20, .01588)):
            self.assertLess(abs(by_hand.widened_tail(n) - tail), 1e-5 if n > 5 else 1e-6)
        self.assertEqual(by_hand.index_interval([S], EQUAL, [1]), (35, 60))
        self.assertEqual(by_hand.index_interval([T], EQUAL, [1]), (15, 40))
        low, high = by_hand.index_interval([S, T, O + [1]], EQUAL, [1, 1, 1])
        self.assertEqual((round(float(low), 1), round(float(high), 1)), (21.8, 46.5))


def units(text):
    rows = [line.split() for line in text.strip().splitlines()]
    return [[int(row[i]) for row in rows if row[i] != '.'] for i in range(len(rows[0]))]


KRIPPENDORFF = units('''1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .''')
WIKIPEDIA = units('''. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4''')


class Agreement(unittest.TestCase):
    def test_published_alphas(self):
        for data, metric, expected in ((KRIPPENDORFF, 'nominal', '113/152'), (KRIPPENDORFF, 'ordinal', '108577/133160'),
                                       (KRIPPENDORFF, 'interval', '951/1120'), (WIKIPEDIA, 'nominal', '56/81'),
                                       (WIKIPEDIA, 'interval', '643/793'), (WIKIPEDIA, 'ordinal', '112173/139048')):
            self.assertEqual(by_hand.alpha(data, metric), Fraction(expected))
        self.assertEqual(by_hand.alpha([[1, 0, 0], [1, 0], [0]], 'nominal'), Fraction(-1, 3))
        self.assertIsNone(by_hand.alpha([[2, 2], [2, 2]], 'ordinal'))

    def test_t15(self):
        knife = by_hand.jackknife([[u] for u in KRIPPENDORFF if len(u) > 1], by_hand.alpha(KRIPPENDORFF, 'ordinal'))
        self.assertEqual([round(knife['se'], 5), round(knife['low'], 3), knife['high']], [.14803, .486, 1])
        self.assertAlmostEqual(float(by_hand.ac2_linear([[v - 1 for v in u] for u in KRIPPENDORFF], 4)), .85769, 5)

    def test_t16(self):
        data = list(map(list, zip([0, 1, 2, 2, 3, 3, 1, 0, 2, 3], [0, 1, 2, 3, 3, 3, 1, 1, 2, 3])))
        full = by_hand.alpha(data, 'ordinal')
        self.assertAlmostEqual(float(full), .91967, 5)
        self.assertAlmostEqual(by_hand.jackknife([[u] for u in data], full)['se'], .05268, 5)
        self.assertAlmostEqual(float(by_hand.ac2_linear(data, 5)), .91392, 5)

    def test_prevalence(self):
        data = [[2, 2]] * 18 + [[2, 1], [1, 2]]
        self.assertAlmostEqual(float(by_hand.alpha(data, 'ordinal')), -.026, 3)
        self.assertAlmostEqual(float(by_hand.ac2_linear(data, 5)), .979, 3)


if __name__ == '__main__':
    unittest.main()
