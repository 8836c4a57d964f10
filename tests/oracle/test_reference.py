"""The worked examples T1-T11, T14, T17 and T18 of data/manual/scoring.md, and the verdicts of the regression, against reference.py."""
import os
import tempfile
import unittest

import reference
from coded_study import VERDICTS

CAPS = {'shown': 5, 'said': 2, 'heard': 2}


def value(text):
    evidence = []
    for one in text.split(', '):
        rung, basis = one.split()
        evidence.append(('denial', int(rung[1:]), basis) if rung[0] == '<' else ('rung', int(rung), basis))
    return reference.Value(evidence, CAPS, 5)


class Voices(unittest.TestCase):
    def test_t1_to_t10(self):
        for segments, x, mixed, claimed in (
                ('1 said, 1 said, 3 shown', 3, False, 3), ('4 said', 2, False, 4), ('3 shown, <3 said', 3, True, 3),
                ('3 shown, <3 shown', 2, True, 2), ('2 said, <1 said', 0, True, 0), ('<1 said', 0, False, 0),
                ('<3 said', None, False, None), ('3 heard', 2, False, 3), ('<1 heard, 2 said', 2, False, 2),
                ('4 said, 2 shown', 2, False, 4)):
            got = value(segments)
            self.assertEqual((got.x, got.mixed, got.claimed), (x, mixed, claimed), segments)
        self.assertEqual(value('<3 said').ceiling, 2)
        self.assertTrue(value('3 heard').heard_only)
        self.assertFalse(value('<1 heard, 2 said').heard_only)

    def test_t14_ratings(self):
        for signs, expected in (([(-1, True), (-1, True), (-1, False)], -2), ([(-1, True), (-1, False), (1, True)], -1),
                                ([(1, True), (-1, True)], 'X'), ([], 'M'), ([(-1, False)] * 4, -1)):
            self.assertEqual(reference.rating(signs), expected)

    def test_t17_saturation(self):
        sets = [{1, 2, 3, 4, 5}, {1, 2, 6, 7}, {3, 8, 9}, {2, 10}, {4, 11}, {1, 5, 12}, {3, 7}, {2, 9}, {6, 10}, {1, 13}]
        got = reference.saturation_of([(str(i + 1), s) for i, s in enumerate(sets)])
        self.assertEqual(got['base_codes'], 10)
        self.assertEqual([(p['interview'], p['share']) for p in got['points'][:3]], [('6', .2), ('7', .1), ('8', 0)])
        self.assertEqual((got['reached_5'], got['reached_0'], got['later_novelty']), ('6+2', '6+2', ['10']))


class Verdicts(unittest.TestCase):
    def test_the_regression_on_the_published_report(self):
        class Table:
            class framework:
                verdicts = [(i, when, uses, None) for i, when, uses, _, _ in VERDICTS]
        for profile, count, expected in (((3, 2, 0), 0, 'alive-above-front-line-only'), ((3, 2, 3), 3, 'cautious-steps'),
                                         ((3, 3, 1), 1, 'cautious-steps-not-yet-general'),
                                         ((2, 2, 0), 1, 'cautious-steps-pilots-only'),
                                         ((3, 2, None), 0, 'insufficient-evidence'), ((None, None, 2), 0, 'front-line-only'),
                                         ((5, 4, 5), 0, 'secured'), ((3, 4, 4), 0, 'in-use'),
                                         ((2, 5, 4), 0, 'in-use-ahead-of-policy'), ((2, 2, 2), 0, 'in-preparation'),
                                         ((None, 5, 5), 0, 'in-use-at-the-front-line'), ((1, 1, 1), 0, 'endorsed-only'),
                                         ((1, 2, 1), 0, 'in-preparation'),
                                         ((None, 0, 0), 0, 'not-started')):
            self.assertEqual(reference.row_of(Table, profile, count)[0], expected, profile)


def small_study(folder):
    """T11: S and T of eight single interviews, O of four groups and singles; invented data."""
    def write(name, text):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    os.mkdir(os.path.join(folder, 'interviews'))
    write('study.yaml', 'quickscan: 1\nid: t11\ntitle: T11\nreference_date: 2021-11\n')
    write('framework.yaml', 'framework: t11\ntitle: T11\nlevels:\n  s: {name: S}\n  t: {name: T}\n  o: {name: O}\n'
          'ladder:\n' + ''.join(f'- {{id: r{k}, name: R{k}}}\n' for k in range(6))
          + 'accepted: r1\npractice: r3\ncaps: {shown: r5, said: 2, heard: 2}\n'
          + 'recommendations: {access: {name: Access}}\nfactors: {}\n')
    write('stakeholders.yaml', ''.join(f'{who}: {{name: {who}, levels: [s, t, o]}}\n'
                                       for who in ('gemeente', 'huisarts', 'advocaat', 'politie', 'opvang', 'reclassering')))
    others = ('politie', 'opvang', 'reclassering', 'gemeente')
    plan = [('s', x, [others[i % 4]]) for i, x in enumerate((3, 3, 2, 3, 1, 2, 3, 3))]
    plan += [('t', x, [others[i % 4]]) for i, x in enumerate((1, 2, 2, 1, 2, 0, 2, 2))]
    plan += [('o', 0, ['gemeente'] * 3), ('o', 0, ['gemeente']), ('o', 1, ['gemeente', 'huisarts']), ('o', 3, ['advocaat'])]
    for n, (level, x, people) in enumerate(plan):
        basis = 'shown' if x > 2 else 'said'
        write(f'interviews/i{n:02}.yaml', f'interview: i{n:02}\ndate: 2021-09-01\nform: {"single" if len(people) == 1 else "group"}\n'
              'speakers:\n' + ''.join(f'  p{k}: {{level: {level}, who: {who}}}\n' for k, who in enumerate(people))
              + f'segments:\n- {{rec: access, stage: {x}, basis: {basis}}}\n')


class WholeStudy(unittest.TestCase):
    def test_t11_t12_and_t18(self):
        with tempfile.TemporaryDirectory() as folder:
            small_study(folder)
            rec = reference.analyse(folder)['recommendations'][0]
        s, t, o = rec['levels']
        self.assertEqual((rec['profile'], rec['gap'], round(rec['index'], 4), rec['spacing_stable']), ([3, 2, 0], 3, 33.3333, True))
        self.assertEqual((o['n'], o['organisations'], o['persons']), (4, 3, 7))
        self.assertEqual(o['leave_one_organisation_out'], {'low': None, 'high': None, 'rests_on': ['gemeente']})
        self.assertEqual([o['confidence'][c] for c in ('adequacy', 'coherence', 'relevance', 'method', 'grade')],
                         ['minor', 'minor', 'moderate', 'moderate', 'low'])
        self.assertEqual([s['confidence'][c] for c in ('adequacy', 'coherence', 'relevance', 'method', 'grade')],
                         ['none', 'none', 'moderate', 'moderate', 'moderate'])     # no frame: relevance at best moderate
        self.assertEqual(s['index_interval'], {'low': 35, 'high': 60})
        self.assertEqual((rec['index_interval'], o['index_interval']), (None, None))
        test = rec['gap_test']
        self.assertEqual((test['J'], test['p'], test['cliffs_delta'], test['delta_p']), (100, 240054 / 62355150, .625, 41 / 495))
        self.assertEqual((rec['verdict']['id'], rec['verdict']['confidence'], rec['verdict']['hedged']),
                         ('alive-above-front-line-only', 'low', 'mogelijk: leeft wel bij bestuur en management, niet in de uitvoering'))


if __name__ == '__main__':
    unittest.main()
