#!/usr/bin/env python3
"""What a public edition withholds cannot be worked out from what it says.

    solver.py --program build/quickscan [--seeds 1-40] [STUDY...]

For every cell all vectors of voice values are listed that agree with the edition: with its JSON, with the words of its
page and with its drawings, by a reader who knows the rule by which counts are withheld. No count that is not given may be
the same in all of them. Then an interview is taken away and both editions are held side by side: of every voice that was
added, the rungs are listed that it may have named. The rule is worked out here by trying all vectors, not as the program
has it."""
import argparse
import collections
import functools
import html.parser
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures, read_study, run

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATOR = os.path.join(HERE, '..', 'oracle', 'random_study.py')
MANY, FEW = 10, 3


# ---- the solver

@functools.lru_cache(None)
def patterns(n, top):
    """Every spread of n voices over the rungs, as the reach of each rung from 1, with its lower median."""
    found = collections.defaultdict(list)
    for values in itertools.combinations_with_replacement(range(top + 1), n):
        reach = tuple(sum(value >= k for value in values) for k in range(1, top + 1))
        found[values[(n + 1) // 2 - 1]].append(reach)
    return {median: tuple(reaches) for median, reaches in found.items()}


def fixed(reaches, practice, given):
    """The rungs whose reach is the same in all; a reach of nobody or everybody that was given says the same of other rungs."""
    out = []
    for k, counts in enumerate(zip(*reaches), 1):
        if len(set(counts)) > 1 or k == practice and given:
            continue
        said = given and (k < practice and reaches[0][practice - 1] == counts[0] == MOST[0]
                          or k > practice and reaches[0][practice - 1] == counts[0] == 0)
        if not said:
            out.append(k)
    return out


MOST = [0]


def moving_rungs(reaches, n, median, top):
    """The rungs of the last voice, where without it the median would be lower, and where it would be higher."""
    found = {True: set(), False: set()}
    for reach in reaches:
        at_least = (n, *reach, 0)
        for rung in (k for k in range(top + 1) if at_least[k] > at_least[k + 1]):
            before = sum(j - (rung >= k) >= n - n // 2 for k, j in enumerate(reach, 1))
            if before != median:
                found[before < median].add(rung)
    return found


@functools.lru_cache(None)
def given_reaches(n, median, practice, top):
    """The reaches at practice that may be given: the largest part of what the small numbers allow with which nothing is fixed."""
    MOST[0] = n
    # Beside a later edition a reach tells on which side of practice the added voice is: one rung there would be its rung.
    if min(practice, top + 1 - practice) < 2:
        return frozenset()
    every = patterns(n, top).get(median, ())
    by_reach = collections.defaultdict(list)
    for reach in every:
        by_reach[reach[practice - 1]].append(reach)
    shown = {j for j in by_reach if n >= MANY or j in (0, n) or min(j, n - j) >= FEW}
    shown -= {j for j in shown if fixed(by_reach[j], practice, True)}
    anyhow = moving_rungs(every, n, median, top)
    for j in sorted(shown):
        moving = moving_rungs(by_reach[j], n, median, top)
        if any(len(moving[up]) == 1 < len(anyhow[up]) for up in moving):
            shown.remove(j)
    hidden = [reach for j in by_reach if j not in shown for reach in by_reach[j]]
    if hidden and fixed(hidden, practice, False):
        shown = set()
    return frozenset(shown)


@functools.lru_cache(None)
def agreeing(n, median, reach, practice, top):
    """All patterns that agree with what is said; `reach` is None where it is not given."""
    if not practice:
        return patterns(n, top).get(median, ())
    shown = given_reaches(n, median, practice, top)
    return tuple(p for p in patterns(n, top).get(median, ())
                 if (p[practice - 1] == reach if reach is not None else p[practice - 1] not in shown))


@functools.lru_cache(None)
def added_rungs(before, after, practice, top):
    """The rungs that a voice may have that makes one edition's cell of the other's."""
    found = set()
    later = set(agreeing(*after, practice, top))
    for pattern in agreeing(*before, practice, top):
        for rung in range(top + 1):
            if rung not in found and tuple(j + (rung >= k) for k, j in enumerate(pattern, 1)) in later:
                found.add(rung)
    return found


# ---- what an edition says

class Page(html.parser.HTMLParser):
    """The tables of a page by caption, each row the texts of its cells; and all texts, those of drawings apart."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.texts, self.drawn = [], [], []
        self.open, self.cell = [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ('meta', 'link', 'br', 'col', 'hr', 'img', 'input'):
            return
        self.open.append(tag)
        if tag == 'table':
            self.tables.append({'caption': '', 'rows': []})
        elif tag == 'tr':
            self.tables[-1]['rows'].append([])
        elif tag in ('td', 'th'):
            self.tables[-1]['rows'][-1].append('')

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if 'style' in self.open or not data.strip():
            return
        (self.drawn if 'svg' in self.open else self.texts).append(' '.join(data.split()))
        if 'svg' in self.open or 'table' not in self.open:
            return
        if 'caption' in self.open:
            self.tables[-1]['caption'] += data
        elif self.open[-1] in ('td', 'th') or 'td' in self.open or 'th' in self.open:
            row = self.tables[-1]['rows'][-1]
            row[-1] = f'{row[-1]} {" ".join(data.split())}'.strip()


def rows(recommendations, part=False):
    for row in recommendations:
        yield row, part
        yield from rows(row.get('parts') or [], True)


def practice_of(study):
    """The rung that a study's own framework calls practice; nothing where the built-in one is used."""
    path = os.path.join(study, 'framework.yaml')
    if not os.path.exists(path):
        return None
    framework = read_study(study)['framework.yaml']
    rungs = [rung['id'] for rung in framework.get('ladder', [])]
    practice = framework.get('practice')
    return rungs.index(practice) if practice in rungs else int(practice) if str(practice).isdigit() else None


class Edition:
    """A public edition in both forms, and the internal analysis that it was made from."""

    def __init__(self, program, study, work, failures):
        self.failures, self.ok = failures, False
        out = tempfile.mkdtemp(dir=work)
        code, _, said = run(program, ['report', study, '--audience', 'public', '--suppress', '--lang', 'en',
                                      '--format', 'html,json', '-o', out])
        if not failures.expect(code == 0, f'{study}: exit {code}: {said[:300]}'):
            return
        names = sorted(os.listdir(out))
        read = {os.path.splitext(name)[1]: open(os.path.join(out, name), encoding='utf-8').read() for name in names}
        self.public, self.html = json.loads(read['.json']), read['.html']
        code, inside, _ = run(program, ['summary', study, '--json'])
        self.inside = json.loads(inside)
        self.page = Page(self.html)
        self.top = max([len(c['reach']) for r, _ in rows(self.inside['recommendations']) for c in r['levels'] if c['reach']] or [0])
        self.practice = practice_of(study) or min(3, self.top)
        self.ok = self.top > 0

    def cells(self):
        """Recommendation, level, what is said of the cell, and the cell as it is."""
        for (row, part), (whole, _) in zip(rows(self.public['recommendations']), rows(self.inside['recommendations'])):
            for cell, real in zip(row['levels'], whole['levels']):
                yield row['id'], cell['level'], cell, real, part

    def said(self, cell):
        """Voices, median and reach at practice, as the solver takes them."""
        reach = (cell['reach'] or [None] * self.top)[self.practice - 1]
        return cell['n'], cell['median'], reach


CELL_KEYS = {'level', 'sufficient', 'n', 'median', 'reach', 'documents', 'withheld'}
WORDS = ('nobody heard', 'more than half of ', 'at most half of ', 'a majority', 'a minority', 'views differ', 'C =', 'unchanged in', 'pairs the')


def check_cells(edition, name, failures):
    """Nothing that is not given follows; returns the numbers of cells and of counts that were not given."""
    cells = counts = 0
    for rec, level, cell, real, part in edition.cells():
        shown = f'{name} {rec}/{level}'
        told = {key: value for key, value in cell.items() if key not in CELL_KEYS and value not in (None, [], {})}
        failures.expect(not told, f'{shown}: the edition gives {told}')
        if not cell['sufficient']:
            failures.expect(cell['n'] is None and cell['median'] is None and not cell['reach'], f'{shown}: {cell}')
            continue
        cells += 1
        n, median, reach = edition.said(cell)
        failures.expect(n == real['n'] and median == real['median'], f'{shown}: {n} {median} for {real["n"]} {real["median"]}')
        others = [j for k, j in enumerate(cell['reach'], 1) if j is not None and k != edition.practice]
        failures.expect(not others, f'{shown}: reach {cell["reach"]} beside the rung of practice')
        real_reach = real['reach'][edition.practice - 1]
        may = given_reaches(n, median, edition.practice, edition.top)
        failures.expect(reach is None or reach == real_reach, f'{shown}: reach {reach} for {real_reach}')
        if not part:
            failures.expect((reach is not None) == (real_reach in may), f'{shown}: reach {real_reach} of {n}, median {median}: '
                            f'{"given" if reach is not None else "hidden"}, but {sorted(may)} may be given')
        vectors = agreeing(n, median, reach, edition.practice, edition.top) if not part or reach is not None else patterns(n, edition.top)[median]
        failures.expect(tuple(real['reach']) in vectors, f'{shown}: the solver has lost the true values')
        MOST[0] = n
        pinned = fixed(vectors, edition.practice, reach is not None)
        failures.expect(not pinned, f'{shown}: n {n}, median {median}, reach {reach} fix the reach of {pinned}: {real["reach"]}')
        counts += edition.top - (reach is not None)
    return cells, counts


OF = re.compile(r'\b(\d+) of (?:the )?(\d+)\b')


def check_page(edition, name, failures):
    """The page and its drawings say of a cell what the JSON says, in numbers and words."""
    texts = ' '.join(edition.page.texts)
    for word in WORDS:
        failures.expect(word not in texts and word not in ' '.join(edition.page.drawn), f'{name}: the page says “{word}”')
    given = {(reach, n) for _, _, cell, _, _ in edition.cells() if cell['sufficient']
             for n, _, reach in [edition.said(cell)] if reach is not None}
    sizes = {cell['n'] for _, _, cell, _, _ in edition.cells() if cell['sufficient']}
    tables = 0
    for table in edition.page.tables:
        if not table['rows'] or not table['rows'][0] or table['rows'][0][0] not in ('Recommendation', 'Level', 'Part'):
            continue
        if 'Heard' in table['caption'] or 'ties' in table['caption'].lower():
            continue
        tables += 1
        for row in table['rows'][1:]:
            if row and row[0].startswith('At '):
                continue
            if row[0].lower().startswith(('landed', 'at rung', 'at least')):
                continue
            for text in row[1:]:
                pairs = {(int(a), int(b)) for a, b in OF.findall(text)}
                failures.expect(pairs <= given or 'of the' in row[0], f'{name}: “{text}” in {row} is not in the JSON')
                failures.expect('–' not in re.findall(r'\((\d+–\d+)\)', text), f'{name}: “{text}” gives a pair')
    failures.expect(tables >= 2, f'{name}: only {tables} tables of cells were found')
    for text in edition.page.drawn:
        for n in re.findall(r'\bn = (\d+)', text):
            failures.expect(int(n) in sizes, f'{name}: a drawing says n = {n}')
        failures.expect(not re.search(r'\d–\d \(\d|interval', text) or 'interval' not in text, f'{name}: a drawing says {text}')


def check_totals(edition, name, failures):
    """Sums beside hidden parts."""
    public, inside = edition.public, edition.inside
    for factor, real in zip(public['factors'], inside['factors']):
        hidden = [level for level, row in factor['levels'].items() if row['voices'] is None]
        for level, row in factor['levels'].items():
            count = real['levels'][level]['voices']
            failures.expect((row['voices'] is None) == (0 < count < FEW), f'{name} factor {factor["id"]}/{level}: {row["voices"]} for {count}')
        if hidden:
            failures.expect(factor['voices'] is None and factor['organisations'] is None, f'{name} factor {factor["id"]}: a total beside {hidden}')
        failures.expect(factor['voices'] is None or not 0 < factor['voices'] < FEW, f'{name} factor {factor["id"]}: {factor["voices"]} voices')
        for key in ('voices', 'organisations'):
            failures.expect(factor[key] in (None, real[key]), f'{name} factor {factor["id"]}: {key} {factor[key]} for {real[key]}')
    heard = public['heard']
    few = [level for level, row in inside['heard']['levels'].items() if 0 < row['voices'] < FEW]
    for level, row in heard['levels'].items():
        failures.expect((row['voices'] is None) == (level in few), f'{name} heard at {level}: {row}')
    totals = [heard[key] for key in ('interviews', 'persons', 'voices', 'organisations')] + [heard['forms']['single'], heard['forms']['group']]
    if few:
        failures.expect(totals == [None] * 6, f'{name}: {few} are hidden beside the totals {totals}')
        failures.expect(not set(few) & set(public['coverage']['frame']), f'{name}: the frame tells of {few}')
    for check in public['member_checks']:
        counts = [check[key] for key in ('confirmed', 'nuanced', 'contested')]
        failures.expect(all(c is None for c in counts) or not any(0 < c < FEW for c in counts), f'{name}: member check {check}')
    for development in public['developments']:
        count = development['confirmed_by']['organisations']
        failures.expect(count is None or not 0 < count < FEW, f'{name}: {development["id"]} is confirmed by {count}')
        failures.expect(development.get('mentions') is None and not development['organisation_ids'], f'{name}: {development["id"]} {development}')
    moves = collections.defaultdict(set)
    for move in inside['escalation']:
        moves[move['kind']].add(move['interview'])
    for move in public['escalation']:
        failures.expect(len(moves[move['kind']]) >= FEW, f'{name}: a move of {moves[move["kind"]]} is told')
        failures.expect(not any(move[key] for key in ('interview', 'from', 'to', 'path', 'line')), f'{name}: {move}')
    network = public['network']
    failures.expect(not any(tie['claims'] for tie in network['ties']), f'{name}: who claims a tie is told')
    failures.expect(not any(actor['interviews'] for actor in network['actors']), f'{name}: the interviews of an actor are told')
    for key in ('contacts', 'levels_not_heard', 'dominant'):
        failures.expect(not public['coverage'][key], f'{name}: coverage tells {key}')
    failures.expect(not public['terms'] and not public['saturation']['points'], f'{name}: terms or saturation are told')
    for row, _ in rows(public['recommendations']):
        for key in ('index', 'index_interval', 'spacing_stable', 'gap_test', 'gap_pairs'):
            failures.expect(row.get(key) is None, f'{name} {row["id"]}: {key} is given')
        failures.expect(not (row.get('verdict') or {}).get('robustness'), f'{name} {row["id"]}: robustness is given')
    failures.expect(public['overall']['index'] is None, f'{name}: the overall index is given')


def compare_editions(before, after):
    """Of all cells in which a voice was added: how many there are, and in how many its rung follows."""
    added = follows = 0
    earlier = {(rec, level): cell for rec, level, cell, _, _ in before.cells()}
    for rec, level, cell, real, part in after.cells():
        old = earlier.get((rec, level))
        if part or not old or not cell['sufficient'] or not old['sufficient'] or cell['n'] != old['n'] + 1:
            continue
        added += 1
        rungs = added_rungs(before.said(old), after.said(cell), after.practice, after.top)
        follows += len(rungs) == 1
    return added, follows


# ---- the studies

def make_study(seed, folder):
    chance = random.Random(seed)
    arguments = ['--seed', str(seed), '--interviews', str(chance.randint(8, 24)), '--out', folder]
    done = subprocess.run([sys.executable, '-B', GENERATOR, *arguments, *(['--wild'] if seed % 5 == 0 else [])], capture_output=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return folder


def without_one(study, folder, seed):
    shutil.copytree(study, folder)
    interviews = os.path.join(folder, 'interviews')
    first = sorted(n for n in os.listdir(interviews) if n.count('.') == 1)
    talks = [n for n in first if re.search(r'^form: *(single|group)', open(os.path.join(interviews, n), encoding='utf-8').read(), re.M)]
    gone = random.Random(seed).choice(talks or first)[:-5]
    for name in os.listdir(interviews):
        if name.split('.')[0] == gone:
            os.remove(os.path.join(interviews, name))
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--seeds', default='')
    parser.add_argument('studies', nargs='*')
    args = parser.parse_args()
    program, failures = os.path.abspath(args.program), Failures()
    cells = counts = added = follows = editions = 0
    first, last = (int(x) for x in args.seeds.split('-')) if args.seeds else (1, 0)
    with tempfile.TemporaryDirectory() as work:
        studies = [(os.path.basename(s), s, 1) for s in args.studies]
        studies += [(f'seed {seed}', None, seed) for seed in range(first, last + 1)]
        for name, study, seed in studies:
            study = study or make_study(seed, os.path.join(work, f's{seed}'))
            edition = Edition(program, study, work, failures)
            if not edition.ok:
                continue
            editions += 1
            some = check_cells(edition, name, failures)
            cells, counts = cells + some[0], counts + some[1]
            check_page(edition, name, failures)
            check_totals(edition, name, failures)
            less = Edition(program, without_one(study, os.path.join(work, f'less{seed}-{editions}'), seed), work, Failures())
            if less.ok and less.top == edition.top:
                some = compare_editions(less, edition)
                added, follows = added + some[0], follows + some[1]
    share = 100 * follows / max(added, 1)
    failures.expect(cells > 20 * bool(args.seeds) and added, f'only {cells} cells and {added} added voices: this test would find nothing')
    failures.expect(share <= 5, f'of {added} added voices the rung of {follows} follows ({share:.1f} %)')
    print(f'{editions} editions, {cells} cells, {counts} counts not given; {added} added voices, the rung of {follows} follows ({share:.1f} %)')
    return failures.result('solver', cells)


if __name__ == '__main__':
    sys.exit(main())
