#!/usr/bin/env python3
"""Random valid studies (data/manual/format.md) for the tests.

    random_study.py --seed N --out DIR [--interviews N] [--coders 1|2] [--wild]

The same options give the same bytes. An ordinary study has three levels, a ladder of six rungs and the built-in tables;
--wild varies the ladder (three to nine rungs), the levels, tables, thresholds and weights, and breaks the ordinary in
many cells: nothing but hearsay, denials, don't-knows, two camps, one employer, mixed groups, nobody at a level."""
import argparse
import json
import os
import random
import re

BUILT_IN = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data', 'frameworks',
                        'domestic-violence-2020.yaml')
PLAIN = re.compile(r'<?[a-z0-9][a-z0-9._@/-]*\Z')
WORDS = ('toegang', 'samenwerking', 'wachttijd', 'gezin', 'overleg', 'plan', 'wijk', 'opvang', 'regie', 'proef', 'één loket',
         'hulp', 'spoed', 'vertrouwen', 'overdracht', '100 % zeker', 'de “tafel”', "collega's", 'plan: later', '# los', '- nee')
STATUSES = ('pilot', 'pilot', 'running', 'running', 'secured', 'planned', 'idea', 'ended', 'withdrawn', 'superseded')
RELATIONS = ('works-with', 'exchanges-staff', 'refers', 'steers', 'funds', 'escalates')


def text(value):
    """A value in flow style; every text that is not an id is quoted."""
    if isinstance(value, dict):
        return '{' + ', '.join(f'{k}: {text(v)}' for k, v in value.items()) + '}'
    if isinstance(value, (list, tuple)):
        return '[' + ', '.join(map(text, value)) + ']'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, str) and not isinstance(value, Number) and not (PLAIN.match(value) and value not in ('true', 'false', 'yes', 'no', 'ja', 'nee')):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def block(data):
    """A mapping, one key a line; lists of mappings one item a line."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f'{key}:'] + [f'- {text(one)}' for one in value]
        elif isinstance(value, dict) and value and isinstance(next(iter(value.values())), dict):
            lines += [f'{key}:'] + [f'  {k}: {text(v)}' for k, v in value.items()]
        else:
            lines.append(f'{key}: {text(value)}')
    return '\n'.join(lines) + '\n'


class Maker:
    def __init__(self, args):
        self.r = random.Random(f'{args.seed}/{args.interviews}/{args.coders}/{args.wild}')
        self.args, self.wild = args, args.wild
        self.own_framework = self.r.random() < .85
        self.oddly = lambda share: self.wild and self.r.random() < share

    def some(self, items, low=0, high=None):
        items = list(items)
        return self.r.sample(items, min(len(items), self.r.randint(low, high or len(items))))

    def words(self, n=3):
        return ' '.join(self.r.choice(WORDS) for _ in range(n))

    # ---- framework
    def built_in(self):
        """The framework that the program brings along, so that its tables are tried too."""
        import yaml
        with open(BUILT_IN, encoding='utf-8') as file:
            data = yaml.safe_load(file)
        self.levels = list(data['levels'])
        self.inside = [l for l in self.levels if not data['levels'][l].keys() & {'outside', 'clients'}]
        self.clients = [l for l in self.levels if 'clients' in data['levels'][l]]
        self.rungs = [rung['id'] for rung in data['ladder']]
        self.top = len(self.rungs) - 1
        self.parts = {rec: [f'{rec}.{p}' for p in v.get('parts') or {}] for rec, v in data['recommendations'].items()}
        self.factors = {f: v['sign'] for f, v in data['factors'].items()}
        self.concepts = list(data.get('terms') or {})
        self.recs = list(self.parts)
        self.coded = [x for rec, parts in self.parts.items() for x in (rec, *parts)]

    def framework(self):
        r = self.r
        self.top = r.choice((2, 3, 4, 6, 7, 8)) if self.oddly(.5) else 5
        inside = ['board', 'policy', 'desk', 'street'][:r.choice((1, 2, 2, 3, 3, 4, 4))] if self.oddly(.4) \
            else ['strategic', 'tactical', 'operational']
        self.inside, self.levels = inside, list(inside)
        beside = r.choice(('outside', 'clients'))
        if not self.oddly(.2):
            place = len(inside) if beside == 'clients' else r.choice((len(inside), len(inside), r.randint(0, len(inside))))
            self.levels.insert(place, 'client')
        self.clients = ['client'] if beside == 'clients' and 'client' in self.levels else []
        self.rungs = [f'rung-{"abcdefghi"[k]}' for k in range(self.top + 1)]
        self.parts = {rec: [f'{rec}.{p}' for p in self.some(('supply', 'funding', 'urgency'), 0)]
                      for rec in ('principles', 'access', 'joint', 'arrangement')[:r.randint(1, 4) if self.wild else 4]}
        self.factors = {f'factor-{"abcdefgh"[k]}': ('barrier', 'enabler', 'both')[k % 3] for k in range(r.randint(1, 8))}
        self.concepts = [f'concept-{k}' for k in range(r.randint(0, 3))]
        data = {'framework': 'random', 'title': {'nl': 'Willekeurig', 'en': 'Random'},
                'levels': {l: {'name': {'nl': f'niveau {l}', 'en': f'level {l}'}, 'people': f'mensen {l}',
                               **({beside: True} if l == 'client' else {})} for l in self.levels},
                'ladder': [{'id': rung, 'name': {'nl': f'trede {k}', 'en': f'rung {k}'}, 'means': 'betekenis'}
                           for k, rung in enumerate(self.rungs)]}
        practice = r.randint(1, self.top) if self.oddly(.5) else min(3, self.top)
        rungs = {'accepted': r.randint(1, practice), 'practice': practice, 'shown': r.randint(practice, self.top),
                 'said': r.randint(0, practice - 1), 'heard': r.randint(0, practice - 1)}
        rungs = {key: k if r.random() < .5 else self.rungs[k] for key, k in rungs.items()}
        data |= {key: rungs.pop(key) for key in ('accepted', 'practice')} | {'caps': rungs}
        data['recommendations'] = {rec: {'name': f'Aanbeveling {rec}', **({'parts': {p.split('.')[1]: {'name': f'Deel {p}'}
                                                                                     for p in parts}} if parts else {})}
                                   for rec, parts in self.parts.items()}
        data['factors'] = {f: {'name': f'Factor {f}', 'sign': sign} for f, sign in self.factors.items()}
        if self.concepts:
            data['terms'] = {c: {'name': f'Begrip {c}'} for c in self.concepts}
        if self.top != 5 or self.oddly(.3):
            data['verdicts'] = self.verdicts()
        if self.oddly(.4):
            data['confidence'] = self.confidence()
        self.recs = list(self.parts)
        self.coded = [x for rec, parts in self.parts.items() for x in (rec, *parts)]
        return data

    def verdicts(self):
        r, top = self.r, self.top

        def conditions():
            options = {'front': r.randint(1, top), 'lowest_above': r.randint(1, top), 'highest_above': r.randint(1, top),
                       'live': r.randint(1, 2), 'unheard': True}
            return dict(self.some(options.items(), 1, 2))
        rows = [('insufficient-evidence', {'front': 'none'}), ('front-line-only', {'above': 'none'})]
        for k in range(r.randint(1, 6)):
            when = conditions()
            if r.random() < .3:
                when = {'any': [conditions(), conditions()], **(when if r.random() < .5 else {})}
            rows.append((f'row-{k}', when))
        rows.append(('not-started', {}))
        return [{'id': i, 'when': when, **({'uses': 'all'} if i != 'insufficient-evidence' and r.random() < .4 else {}),
                 'name': {'nl': f'oordeel {i}: <rung>' if i == 'front-line-only' else f'oordeel {i}', 'en': f'verdict {i}'}}
                for i, when in rows]

    def confidence(self):
        r = self.r
        known = {'adequacy': {'voices': (3, 4, 5, 8), 'shown': (0, 1, 2), 'answered': ('.3', '.5', '.75', '1')},
                 'coherence': {'consensus': ('.3', '.4', '.5', '.6', '.75', '0.8'), 'mixed': ('.1', '.25', '0'),
                               'split': (False,)},
                 'relevance': {'organisations': (2, 3, 4), 'largest': ('.4', '.5', '.6667'), 'coverage': ('.25', '.5', '1')},
                 'method': {'coders': (1, 2), 'alpha': ('.667', '.8', '.9'), 'shown': ('.25', '.5'), 'notes': ('.2', '.5'),
                            'heard_only': ('.25', '.5'), 'mixed_rank': ('.25', '.5')}}
        out = {}
        for component in self.some(known, 1):
            rows = {}
            for word in self.some(('none', 'minor', 'moderate'), 1):
                rows[word] = {k: (Number(v) if isinstance(v, str) else v) for k, v in
                              ((k, r.choice(v)) for k, v in self.some(known[component].items(), 1))}
            out[component] = rows
        return out

    # ---- stakeholders
    def stakeholder_file(self):
        r, one_level = self.r, self.inside
        data = {}
        for k in range(r.randint(6, 12)):
            levels = one_level if r.random() < .7 else sorted(self.some(one_level, 1), key=one_level.index)
            data[f'org-{k}'] = {'name': f'Organisatie {k}', 'levels': list(levels)}
            if r.random() < .6:
                data[f'org-{k}']['sector'] = r.choice(('safety', 'care'))
            if r.random() < .3:
                data[f'org-{k}']['kind'] = r.choice(('organisation', 'role', 'team'))
            if k and r.random() < (.5 if self.oddly(.3) else .2):
                data[f'org-{k}']['part_of'] = f'org-{r.randrange(k)}'
            for key in ('entry', 'help'):
                if r.random() < .2:
                    data[f'org-{k}'][key] = r.random() < .8
            if r.random() < .2:
                data[f'org-{k}']['tier'] = r.choice(('local', 'regional', 'national'))
        for level in one_level:                             # somebody to speak at every level
            data[f'dienst-{level}'] = {'name': f'Dienst {level}', 'levels': [level]}
        self.stakeholders = {k: v['levels'] for k, v in data.items()}
        self.at = {l: [s for s, levels in self.stakeholders.items() if l in levels] for l in one_level}
        self.platforms, platforms = {}, {}
        for level in self.some(one_level, 0):
            platforms[f'platform-{level}'] = {'name': f'Platform {level}', 'kind': 'platform', 'levels': [level],
                                         'members': self.some(self.at[level], 1, 4)}
            self.platforms[f'platform-{level}'] = level
        self.actors = [f'{s}@{l}' for s, levels in self.stakeholders.items() for l in levels]
        return {**data, **platforms}

    # ---- developments
    def development_file(self):
        r, data, before = self.r, {}, []
        for k in range(r.randint(0, 8)):
            status = r.choice(STATUSES)
            one = {'name': f'Ontwikkeling {k}', 'level': r.choice([self.inside[-1]] * 3 + self.inside), 'status': status}
            recs = self.some(self.coded, 0, 2)
            if recs:
                one['recs'] = recs
            for key, values in (('origin', ('bottom-up', 'top-down', 'copied', 'pre-existing', 'external')),
                                ('scope', ('case', 'team', 'neighbourhood', 'area', 'city', 'region', 'national'))):
                if r.random() < .6:
                    one[key] = r.choice(values)
            if r.random() < .5:
                one['start'] = r.choice(('2018', '2019-05', '2020-11-05', '2021-02'))
                if status in ('ended', 'withdrawn', 'superseded'):
                    one['end'] = r.choice(('2021-06', '2021-09-30'))
                elif r.random() < .3:
                    one['decide_by'] = r.choice(('2021-10', '2022-07-01'))
            if r.random() < .3:
                one['quantities'] = {'places': r.randint(1, 90)}
            if r.random() < .5:
                one['partners'] = self.some(self.stakeholders, 1, 3)
            if r.random() < .3:
                one['leader'] = {'who': r.choice(self.actors), 'position': r.choice(('policy', 'external', 'partner'))}
            if before and r.random() < .5:
                one[r.choice(('replaces', 'copies', 'part_of', 'part_of', 'part_of'))] = r.choice(before)
            if r.random() < .3:
                one['secured'] = {key: r.random() < .5 for key in self.some(('policy', 'budget', 'owner', 'training'), 1)}
            if self.places and r.random() < .5:
                one['adopted'] = {p: r.choice(('2021-08', '2021', 'not-yet', 'unknown')) for p in self.some(self.places, 1)}
            if r.random() < .2:
                one['adoption_claim'] = r.choice(('all', 'nearly-all', 'most', 'some', 'few', 'none'))
            if r.random() < .3:
                one['sources'] = ['nota §3']
            before.append(f'dev-{k}')
            data[f'dev-{k}'] = one
        self.developments = list(data)
        return data

    # ---- study
    def study_file(self):
        r = self.r
        data = {'quickscan': 1, 'id': f'random-{self.args.seed}', 'title': {'nl': 'Willekeurige studie', 'en': 'Random study'},
                'provenance': 'synthetic', 'reference_date': '2021-11-22', 'language': r.choice(('nl', 'en'))}
        if not self.own_framework:
            data['framework'] = 'domestic-violence-2020'
        data['sectors'] = {'safety': {'name': 'Veiligheid'}, 'care': {'name': 'Zorg'}}
        if r.random() < .3:
            data['declared'] = {'persons': r.randint(10, 40), 'interviews': {'single': 9}, 'levels': {self.inside[0]: 4}}
        if r.random() < .5:
            data['baseline_date'] = r.choice(('2020', '2020-09-21'))
        if self.args.coders > 1:
            data['coders'] = {c: {'name': f'Codeur {c}'} for c in ('kl', 'tv', 'zz')}
        self.coders = list(data.get('coders', {}))
        if r.random() < .7:
            data['frame'] = {l: self.some(self.at[l], 1, 6) for l in self.some(self.inside, 1)}
        if r.random() < .4:
            data['contacts'] = [{'who': who, 'attempts': r.randint(1, 4), 'outcome': r.choice(('refused', 'no-answer', 'alternative'))}
                                for who in self.some(self.actors, 1, 2)]
        if r.random() < .6:
            data['places'] = {p: {'name': p.capitalize(), 'tier': 'region' if p == 'noord' or r.random() < .2 else 'municipality'}
                              for p in self.some(('oost', 'west', 'midden', 'zuid', 'noord'), 1)}
        self.places = list(data.get('places', {}))
        self.ladder_actors = []
        if r.random() < .6:
            pool = self.some(self.actors + [f'{p}@{l}' for p, l in self.platforms.items()], 4)
            steps = [pool[k::4] for k in range(r.randint(2, 4))]
            self.ladder_actors = sum(steps, [])
            data['escalation'] = [{'step': f'step-{k}', 'who': who, **({'optional': r.random() < .6} if r.random() < .6 else {})}
                                  for k, who in enumerate(steps)]
        if r.random() < .4:
            data['overrides'] = {f'{r.choice(self.coded)}/{r.choice(self.inside)}':
                                 {'grade': r.choice(('high', 'moderate', 'low', 'very-low')), 'reason': 'overleg in het team'}
                                 for _ in range(r.randint(1, 6))}
        if self.oddly(.3):
            data['thresholds'] = dict(self.some({'voices': r.randint(3, 6), 'organisations': r.randint(2, 4),
                                                 'persons': r.randint(3, 6)}.items(), 1))
        if self.oddly(.4):
            weights = {'levels': {l: Number(r.choice(('0', '0.5', '1', '2', '1.25'))) for l in self.some(self.inside, 1)},
                       'rungs': [Number(r.choice(('1', '2', '0.5', '1.5'))) for _ in range(self.top)],
                       'recommendations': {rec: Number(r.choice(('1', '2', '0.25'))) for rec in self.some(self.recs, 1)}}
            if all(weights['levels'].get(l) == '0' for l in self.inside):
                weights['levels'][self.inside[0]] = Number('1')
            data['weights'] = dict(self.some(weights.items(), 1))
        return data

    # ---- interviews
    def plan(self):
        r, self.people, self.taken = self.r, {}, 0
        self.mood, self.middle = {}, {}
        for rec in self.recs:
            for level in self.inside:
                self.mood[rec, level] = r.choice(('hearsay', 'denials', 'unknown', 'constant', 'camps', 'claims', 'mixed', 'na',
                                                  'silent')) if self.oddly(.35) else 'plain'
                self.middle[rec, level] = r.uniform(0, self.top + .5)
        self.missing = r.choice(self.inside) if self.oddly(.15) else None
        self.others = r.choice((.1, .5, .9)) if self.wild else .3        # how often other levels are spoken about
        self.quiet, self.level_of_talk = self.oddly(.06), self.oddly(.5)
        self.favourite = {level: (r.choice(list(self.factors)), r.choice(('barrier', 'enabler'))) for level in self.levels}
        if self.oddly(.15):                                 # everybody says the same, or everything is done
            rung, mood = r.choice((0, 1, self.top, self.top)), r.choice(('constant', 'plain'))
            for key in self.mood:
                self.mood[key], self.middle[key] = mood, rung
        self.employer = r.choice((.6, .9)) if self.oddly(.15) else 0
        self.beside = r.choice((7, 25))                     # documents
        self.crowd = r.choice((.3, .7)) if self.oddly(.4) else .1     # mixed groups, shared persons
        self.noise = r.choice((.02, .1, .2, .5)) if self.wild else .08

    def speaker(self, level):
        r = self.r
        if level in self.clients:                           # speaks for nobody else
            return {'level': level, **({'person': f'k{r.randint(0, 9)}'} if r.random() < .4 else {})}
        known = [p for p, (who, levels) in self.people.items() if level in levels]
        if known and r.random() < self.crowd * .4:
            person = r.choice(known)
            return {'level': level, 'who': self.people[person][0], 'person': person}
        who = self.at[level][0] if r.random() < self.employer else r.choice(self.at[level])
        one = {'level': level, 'who': who}
        if r.random() < .3:
            one['person'] = f'p{len(self.people)}'
            self.people[one['person']] = (who, self.stakeholders[who])
        for key, share in (('former', .05), ('interest', .3 if self.wild else .1)):
            if r.random() < share:
                one[key] = True
        return one

    def header(self, number):
        r = self.r
        form = r.choices(('single', 'group', 'meeting', 'document', 'survey'), (60, 25, 5, self.beside, 3))[0] if number else 'single'
        head = {'interview': f'{form[0]}{number:03}', 'date': r.choice(('2021-09', '2021-08-30', '2021')) if r.random() < .1
                else f'2021-{r.randint(7, 10):02}-{r.randint(1, 28):02}', 'form': form}
        if self.coders:
            head = {'interview': head['interview'], 'coder': 'kl', **head}
        if r.random() < .8:
            head['notes_from'] = 'text' if form in ('document', 'survey') else r.choice(('transcript', 'notes', 'notes', 'recording'))
        if form in ('document', 'survey'):
            return head
        if r.random() < .7:
            head['consent'] = {'quotes': r.random() < .7, 'function': r.random() < .3}
        levels = [l for l in self.inside if l != self.missing] or self.inside
        level, speakers = r.choice(levels), {}
        if self.clients and form in ('single', 'group') and r.random() < .15:
            level = self.clients[0]
        for key in 'abcdef'[:1 if form == 'single' else r.randint(2, 4)]:
            own = r.choice(levels) if form != 'single' and r.random() < self.crowd else level
            one = self.speaker(own)
            if (one.get('person'), own) in {(s.get('person'), s['level']) for s in speakers.values()}:
                one.pop('person', None)                     # a person speaks once at a level
            speakers[key] = one
        first = speakers['a']
        others = [l for l in self.stakeholders.get(first.get('who'), ()) if l != first['level'] and l in levels]
        if form == 'single' and others and r.random() < self.crowd * .5:   # one person, two functions
            first.setdefault('person', f'p{len(self.people)}')
            self.people[first['person']] = (first['who'], self.stakeholders[first['who']])
            speakers['b'] = dict(first, level=r.choice(others))
        head['speakers'] = speakers
        if form != 'meeting' and r.random() < .8:
            head['asked'] = self.some(self.coded, 1)
        return head

    def rung(self, k):
        k = max(0, min(self.top, round(k)))
        return self.rungs[k] if self.r.random() < .2 else k

    def denial(self, k):
        k = max(1, min(self.top, round(k)))
        return f'<{self.rungs[k]}' if self.r.random() < .2 else f'<{k}'

    def evidence(self, rec, level):
        """[(stage, basis)] of a voice on a recommendation at a level."""
        r, mood, middle = self.r, self.mood.get((rec, level), 'plain'), self.middle.get((rec, level), self.top / 2)
        t = r.gauss(middle, .9)
        if mood == 'silent':
            return []
        if mood == 'hearsay':
            return [(self.rung(t) if r.random() < .8 else self.denial(t), 'heard')]
        if mood == 'denials':
            return [(self.denial(r.randint(1, self.top)), r.choice(('shown', 'said', 'heard')))]
        if mood in ('unknown', 'na') and r.random() < .7:
            return [(r.choice(('unknown', mood)), 'said')]
        if mood == 'constant':
            return [(self.rung(middle), 'shown')]
        if mood == 'camps':
            return [(self.rung(r.choice((0, self.top))), 'shown')]
        if mood == 'claims':
            return [(self.rung(t + 2), 'said')]
        if mood == 'mixed':
            return [(self.rung(t + 1), 'shown'), (self.denial(t + 1), r.choice(('shown', 'said')))]
        out = [(self.rung(t), r.choice(('shown', 'shown', 'said')))]
        while r.random() < .35:
            out.append((r.choice((self.rung(r.randint(0, self.top)), self.denial(r.randint(1, self.top)), 'unknown', 'na')),
                        r.choice(('shown', 'said', 'heard'))))
        return out

    def extras(self, segment, head):
        r = self.r
        if r.random() < .2:
            segment['at'] = f'00:{r.randint(0, 59):02}:{r.randint(0, 59):02}'
        if r.random() < .3:
            segment['quote'] = self.words(5)
            if r.random() < .4:
                segment['quote_ok'] = head.get('consent', {}).get('quotes', False) and r.random() < .6
        if r.random() < .2:
            segment['note'] = self.words()
        return segment

    def tie(self):
        r = self.r
        a, b = r.sample(self.actors, 2)
        if self.platforms and r.random() < .1:
            p = r.choice(list(self.platforms))
            return {'from': a, 'to': f'{p}@{self.platforms[p]}', 'relation': 'takes-part'}
        if r.random() < .5:
            return f'{a} {r.choice("->")} {b}'
        return {'from': a, 'to': b, 'relation': r.choice(RELATIONS),
                **({'status': r.choice(('working', 'pilot', 'planned', 'problematic', 'ended'))} if r.random() < .5 else {})}

    def other(self, levels, about_needed):
        """A segment about something else than a rung of the speaker's own level."""
        r, kind = self.r, self.r.random()
        if self.quiet:
            return {'ties': [self.tie()]}
        about = {'about': r.choice(self.levels)} if about_needed or r.random() < .5 else {}
        if kind < .4:
            segment = {'rec': r.choice(self.coded), **about}
            if r.random() < .9:
                segment['stage'] = r.choice((self.rung(r.randint(0, self.top)), self.rung(r.randint(0, self.top)),
                                             self.denial(r.randint(1, self.top)), 'unknown', 'na'))
            if 'stage' not in segment or r.random() < .3:
                segment['trend'] = r.choice(('up', 'same', 'down'))
            segment['basis'] = r.choice(('shown', 'said', 'heard'))
            if self.developments and r.random() < .5:
                segment['dev'] = r.choice(self.developments)
            return segment
        if kind < .75:
            factor, lean = self.favourite[about.get('about', levels[0] if levels else self.levels[0])]
            if not self.level_of_talk or r.random() < .3:
                factor, lean = r.choice(list(self.factors)), r.choice(('barrier', 'enabler'))
            sign = self.factors[factor]
            return {sign if sign != 'both' else lean: factor, **about,
                    **({'basis': r.choice(('shown', 'shown', 'said', 'heard'))} if r.random() < .7 else {})}
        if kind < .85:
            return {'ties': [self.tie() for _ in range(r.randint(1, 3))]}
        if kind < .92 or not self.concepts:
            pool = self.actors if len(self.ladder_actors) < 2 or r.random() < .3 else self.ladder_actors
            return {'route': r.sample(pool, r.randint(2, min(4, len(pool))))}
        return {'term': {'concept': r.choice(self.concepts), 'words': {s: r.choice(('plan', 'gezinsplan', 'het Plan'))
                                                                       for s in self.some(self.stakeholders, 1, 3)}}}

    def segments(self, head):
        r, out, speakers = self.r, [], head.get('speakers', {})
        levels = sorted({s['level'] for s in speakers.values()}, key=self.levels.index)
        if head['form'] in ('single', 'group'):
            for rec in self.recs:
                for level in levels:
                    mine = [k for k, s in speakers.items() if s['level'] == level]
                    if r.random() < .1:
                        continue
                    for stage, basis in self.evidence(rec, level):
                        segment = {'rec': r.choice([rec, rec, *self.parts[rec]]), 'stage': stage, 'basis': basis}
                        if basis == 'said' and r.random() < .5:
                            segment.pop('basis')
                        if r.random() < .15:
                            segment['about'] = level
                        if r.random() < .2:
                            segment['trend'] = r.choice(('up', 'same', 'down'))
                        if self.developments and r.random() < .3:
                            segment['dev'] = r.choice(self.developments)
                        by = mine if r.random() < .6 else self.some(mine, 1)
                        if len(by) < len(speakers):
                            segment['by'] = by[0] if len(by) == 1 and r.random() < .7 else by
                        out.append(segment)
            for rec in self.recs:
                if len(self.levels) > 1 and r.random() < self.others and not self.quiet:
                    about = r.choice([l for l in self.levels if l not in levels] or self.levels)
                    for stage, basis in self.evidence(rec, about):
                        out.append({'rec': r.choice([rec, rec, *self.parts[rec]]), 'about': about, 'stage': stage, 'basis': basis})
        for _ in range(r.randint(0, 6)):
            segment = self.other(levels, not speakers)
            if speakers and r.random() < .4:
                segment['by'] = self.some(speakers, 1)
            out.append(segment)
        if head['form'] == 'meeting':
            for _ in range(r.randint(1, 3)):
                out.append({'finding': r.choice(self.recs) + (f'/{r.choice(self.inside)}' if r.random() < .8 else ''),
                            'response': r.choice(('confirmed', 'nuanced', 'contested'))})
        r.shuffle(out)
        return [self.extras(s, head) for s in out or [self.other(levels, not speakers)]]

    def recoded(self, segments):
        r, out = self.r, []
        for segment in segments:
            if r.random() < self.noise * .5:
                continue
            segment = dict(segment)
            if segment.get('stage') not in (None, 'unknown', 'na') and r.random() < self.noise:
                denied = str(segment['stage']).startswith('<')
                segment['stage'] = self.denial(r.randint(1, self.top)) if denied else self.rung(r.randint(0, self.top))
            out.append(segment)
        return out or segments[:1]


class Number(str):
    """A number written as it stands."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--interviews', type=int, default=22)
    parser.add_argument('--coders', type=int, choices=(1, 2), default=1)
    parser.add_argument('--wild', action='store_true')
    args = parser.parse_args()
    os.makedirs(os.path.join(args.out, 'interviews'))

    def write(name, content):
        with open(os.path.join(args.out, name), 'w', encoding='utf-8', newline='') as file:
            file.write(content)
    m = Maker(args)
    if m.own_framework:
        write('framework.yaml', block(m.framework()))
    else:
        m.built_in()
    write('stakeholders.yaml', block(m.stakeholder_file()))
    write('study.yaml', block(m.study_file()))
    developments = m.development_file()
    if developments:
        write('developments.yaml', block(developments))
    m.plan()
    agreed = len(m.coders) > 1 and m.r.random() < .25
    many = args.interviews if not m.oddly(.15) else m.r.choice((1, 2, 4, 6, 8, 70, 120))
    for number in range(many):
        head = m.header(number)
        segments = m.segments(head)
        together = agreed and m.r.random() < .6
        if together:                                        # two codings, and the one they agreed on
            header = {'agreed_by' if key == 'coder' else key: ['kl', 'tv'] if key == 'coder' else one for key, one in head.items()}
            write(f'interviews/{head["interview"]}.kl.yaml', block({**head, 'segments': m.recoded(segments)}))
            write(f'interviews/{head["interview"]}.yaml', block({**header, 'segments': segments}))
        else:
            write(f'interviews/{head["interview"]}.yaml', block({**head, 'segments': segments}))
        for coder in m.coders[1:]:
            if together and coder == 'tv' or m.r.random() < (.6 if coder == 'tv' else .2):
                write(f'interviews/{head["interview"]}.{coder}.yaml',
                      block({**head, 'coder': coder, 'segments': m.recoded(segments)}))


if __name__ == '__main__':
    main()
