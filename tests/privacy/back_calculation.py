#!/usr/bin/env python3
"""What the gate withholds cannot be computed back from the public JSON: not a cell from its row, not a count from a total.

    back_calculation.py --program build/quickscan --study examples/rotterdam-2021"""
import json
import os
import sys
import tempfile

from whole_study import Failures, program_and_study, run

VALUES = ('n', 'organisations', 'persons', 'median', 'median_pair', 'reach', 'index', 'index_front', 'index_back', 'consensus', 'interval',
          'claimed_median', 'shown', 'heard_only', 'mixed', 'undefined', 'unknown', 'silent', 'values', 'silent_bounds', 'leave_one_organisation_out')


def rows(recommendations):
    for row in recommendations:
        yield row
        yield from rows(row.get('parts') or [])


def small(count, total):
    return isinstance(count, int) and isinstance(total, int) and count not in (0, total) and min(count, total - count) < 3


def check_row(row, thresholds, failures):
    """One recommendation or part: its cells, and what is computed from them."""
    shown = row['id']
    inside = [cell for cell in row['levels'] if 'outside' not in cell or cell['level'] != 'client']
    hidden = [cell for cell in inside if cell['withheld']]
    for cell in hidden:
        given = {key: cell[key] for key in VALUES if cell.get(key) not in (None, [], {})}
        failures.expect(not given, f'{shown}/{cell["level"]} is withheld, but gives {given}')
    if hidden:
        for key in ('index', 'index_interval', 'gap', 'gap_test', 'spacing_stable'):
            failures.expect(row.get(key) is None, f'{shown} hides a cell, but gives its {key}: {row.get(key)}')
    # An average gives back the counts that it was made from, where each of them is known within a few.
    if any(None in (cell['reach'] or []) for cell in inside):
        for key in ('index', 'index_interval'):
            failures.expect(row.get(key) is None, f'{shown} hides a count, but gives its {key}: {row.get(key)}')
    for cell in inside:
        if cell['withheld'] or not cell['n']:
            continue
        beside = [cell[key] for key in ('undefined', 'unknown', 'na', 'silent')]
        failures.expect(beside.count(None) in (0, 4), f'{shown}/{cell["level"]}: what is hidden of {beside} is the rest of the level')
        n = cell['n']
        failures.expect(n >= thresholds['voices'], f'{shown}/{cell["level"]} is shown with {n} voices')
        reach = cell['reach'] or []
        for rung, count in enumerate(reach, 1):
            failures.expect(count is None or not small(count, n), f'{shown}/{cell["level"]}: {count} of {n} reach rung {rung}')
        # A sum of the hidden counts is known as soon as an index or a mean of the same cell is.
        if None in reach:
            for key in ('index', 'index_front', 'index_back', 'consensus', 'values', 'index_interval'):
                failures.expect(cell.get(key) is None, f'{shown}/{cell["level"]} hides a count, but gives {key}: {cell.get(key)}')
            for rung, count in enumerate(reach):
                if count is None:  # reach never rises: two equal neighbours give what stands between them
                    above = reach[rung - 1] if rung else n
                    below = reach[rung + 1] if rung + 1 < len(reach) else 0
                    failures.expect(above is None or below is None or above != below or not small(above, n),
                                    f'{shown}/{cell["level"]}: rung {rung + 1} lies between {above} and {below}')
        for key in ('undefined', 'unknown', 'mixed', 'heard_only', 'shown', 'na'):
            failures.expect(not small(cell.get(key), n) or key in ('unknown', 'na', 'undefined') and cell[key] == 0,
                            f'{shown}/{cell["level"]}: {key} {cell.get(key)} of {n}')
        trend = cell.get('trend') or {}
        for way, count in trend.items():
            failures.expect(not small(count, n), f'{shown}/{cell["level"]}: trend {way} {count} of {n}')
    return len(row['levels'])


def main():
    args = program_and_study(__doc__)
    failures, checks = Failures(), 0
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, 'public.json')
        code, _, said = run(args.program, ['report', args.study, '--audience', 'public', '--suppress', '--format', 'json', '-o', path])
        if not failures.expect(code == 0, f'exit {code}: {said[:300]}'):
            return failures.result('back_calculation', 1)
        with open(path, encoding='utf-8') as file:
            public = json.load(file)
    thresholds, voices = public['provenance']['thresholds'], public['heard']['voices']
    withheld = 0
    for row in rows(public['recommendations']):
        checks += check_row(row, thresholds, failures)
        withheld += sum(cell['withheld'] for cell in row['levels'])
    failures.expect(withheld, 'nothing is withheld: this test would find nothing')
    for factor in public['factors']:
        known = {level: cell['voices'] for level, cell in factor['levels'].items() if level != 'client'}
        for level, count in known.items():
            failures.expect(not small(count, voices), f'{factor["id"]} at {level}: {count} of {voices}')
        failures.expect(not small(factor['voices'], voices), f'{factor["id"]}: {factor["voices"]} of {voices} voices')
        hidden = [level for level, count in known.items() if count is None]
        failures.expect(factor['voices'] is None or len(hidden) != 1, f'{factor["id"]}: one level is hidden beside the total {factor["voices"]}')
        if factor['voices'] is not None and hidden:
            rest = factor['voices'] - sum(count for count in known.values() if count)
            # What is hidden is at most 2: with the rest at the end of what is possible, every one of them is known.
            failures.expect(rest != 2 * len(hidden), f'{factor["id"]}: {rest} divided over {hidden}')
        checks += 1
    for level, landed in public['overall']['landed'].items():
        cells = [next(c for c in row['levels'] if c['level'] == level) for row in public['recommendations']]
        hidden = sum(cell['withheld'] for cell in cells)
        failures.expect(not hidden or landed is None or landed.get('landed') is None or landed['of'] <= len(cells) - hidden,
                        f'landed at {level} counts {hidden} hidden cells: {landed}')
        checks += 1
    for move in public['escalation']:
        failures.expect(not move['from'] and not move['to'], f'an escalation is told of {move["from"]}')
    for development in public['developments']:
        failures.expect(not development['organisation_ids'], f'{development["id"]}: who named it is told')
    failures.expect(not public['network']['findings']['coverage']['levels_not_heard'], 'who was heard at which level is told')
    failures.expect(not public['provenance']['inputs'], 'the names of the inputs are given')
    return failures.result('back_calculation', checks)


if __name__ == '__main__':
    sys.exit(main())
