#!/usr/bin/env python3
"""A second implementation of the analysis, written from the specification (data/manual/scoring.md, data/manual/json.md) and nothing else.

    reference.py STUDY

prints what `quickscan summary STUDY --json` should say, without network, provenance and diagnostics. Numbers in
parentheses are those of the specification. Slow and plain: it exists to disagree with the program."""
import json
import sys
from fractions import Fraction

try:
    from scipy.stats import norm

    import statistics_by_hand as by_hand
    from coded_study import Study, words
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)

GRADES = ('high', 'moderate', 'low', 'very-low')
HEDGES = {'moderate': {'nl': 'waarschijnlijk: ', 'en': 'probably: '}, 'low': {'nl': 'mogelijk: ', 'en': 'possibly: '}}
NOT_CLEAR = {'nl': 'niet vast te stellen', 'en': 'cannot be established'}
NO_VIEW = {'nl': ' (geen zicht op {})', 'en': ' (no view of {})'}
DIFFER = {'nl': ' (de meningen lopen uiteen)', 'en': ' (views differ)'}


# ---- voices (1, 2, 6)
class Voice:
    def __init__(self, level):
        self.level, self.interviews, self.speakers, self.said = level, [], [], []

    def persons(self):
        return {interview.person(key) for interview, key in self.speakers}


class Said:
    """A segment as one voice says it: about which level, by which of the voice's own speakers."""

    def __init__(self, interview, segment, about, speakers):
        self.interview, self.segment, self.about, self.speakers = interview, segment, about, speakers


def plain_voices(study, interviews, persons=False):
    """One voice for every own level among the speakers of an interview, not merged; with `persons`, for every speaker of a
    group interview."""
    voices = []
    for interview in interviews:
        if not interview.voiced:
            continue
        for level in sorted(interview.own_levels(), key=study.framework.levels.index):
            own = [k for k, s in interview.speakers.items() if s['level'] == level]
            for some in [[k] for k in own] if persons and interview.form == 'group' else [own]:
                voice = Voice(level)
                voice.interviews = [interview]
                voice.speakers = [(interview, k) for k in some]
                for segment in interview.segments:
                    keys = [k for k in interview.by(segment) if k in some]
                    if keys:
                        voice.said.append(Said(interview, segment, segment.get('about', level), [(interview, k) for k in keys]))
                voices.append(voice)
    return voices


def merged_voices(study, interviews, persons=False):
    """Two voices of one level that share a person are one, transitively."""
    merged = []
    for voice in plain_voices(study, interviews, persons):
        same = [v for v in merged if v.level == voice.level and v.persons() & voice.persons()]
        for other in same:
            merged.remove(other)
            voice.interviews = other.interviews + voice.interviews
            voice.speakers = other.speakers + voice.speakers
            voice.said = other.said + voice.said
        merged.append(voice)
    return merged


# ---- one voice on one recommendation at one level (4.2)
class Value:
    def __init__(self, evidence, caps, top):
        """evidence: [('rung' or 'denial', k, basis)]."""
        self.x = self.ceiling = self.claimed = None
        self.shown = any(basis == 'shown' for _, _, basis in evidence)
        firm = [e for e in evidence if e[2] != 'heard']
        self.heard_only = bool(evidence) and not firm
        evidence = firm or evidence
        self.mixed = False
        if evidence:
            self.x, self.ceiling, self.mixed = self.rule(evidence, caps)
            self.claimed = self.rule(evidence, dict.fromkeys(caps, top))[0]
        self.mixed = self.mixed and self.x is not None

    @staticmethod
    def rule(evidence, caps):
        far = float('inf')
        rungs = [(min(k, caps[basis]), basis == 'shown') for kind, k, basis in evidence if kind == 'rung']
        lids = [(k - 1, basis == 'shown') for kind, k, basis in evidence if kind == 'denial']
        fs = max([k for k, shown in rungs if shown], default=-1)
        fd = max([k for k, shown in rungs if not shown], default=-1)
        cs = min([k for k, shown in lids if shown], default=far)
        cd = min([k for k, shown in lids if not shown], default=far)
        if fs >= 0 or fd >= 0:
            return max(min(fs, cs), min(fd, cs, cd)), None, max(fs, fd) > min(cs, cd)
        return (0, None, False) if min(cs, cd) == 0 else (None, min(cs, cd), False)


class Statement:
    """What a voice says of (recommendation, level): value, class and who said it (5, 6, 7)."""

    def __init__(self, study, said, rec, level, caps=None):
        evidence, self.speakers, self.kinds, trends, self.interviews = [], [], set(), set(), set()
        for one in said:
            coded = one.segment.get('rec')
            if one.about != level or coded is None or rec not in (coded, study.framework.whole(coded)):
                continue
            if one.segment.get('trend'):
                trends.add(one.segment['trend'])
            stage = study.stage(one.segment)
            if isinstance(stage, str):
                self.kinds.add(stage)
            elif stage is not None and not (stage[0] == 'denial' and coded != rec):
                evidence.append((*stage, one.segment.get('basis', 'said')))
                self.speakers += one.speakers
                self.interviews.add(one.interview.id)
        self.value = Value(evidence, caps or study.framework.caps, study.framework.top)
        up, down = 'up' in trends, 'down' in trends
        self.trend = None if not trends else 'up' if up and not down else 'down' if down and not up else 'same'
        self.organisations = {study.organisation(i.speakers[k]['who']) for i, k in self.speakers if 'who' in i.speakers[k]}
        self.persons = {i.person(k) for i, k in self.speakers}

    def kind(self):
        if self.value.x is not None:
            return 'value'
        if self.value.ceiling is not None:
            return 'undefined'
        return 'unknown' if 'unknown' in self.kinds else 'na' if 'na' in self.kinds else 'silent'


# ---- a cell (4.3)
class Cell:
    def __init__(self, study, voices, rec, level):
        self.study, self.rec, self.level = study, rec, level
        self.everyone = [(v, Statement(study, v.said, rec, level)) for v in voices if v.level == level]
        self.inside = [(v, s) for v, s in self.everyone if s.value.x is not None]
        self.clients = level in study.framework.clients
        outside = [Statement(study, v.said, rec, level).value for v in voices if v.level != level]
        self.outside = [x.x for x in outside if x.x is not None]
        self.outside_values = sorted(x.x if x.x is not None else x.ceiling for x in outside
                                     if x.x is not None or x.ceiling is not None)
        self.values = sorted(s.value.x for _, s in self.inside)
        self.n = len(self.values)
        self.sufficient = self.is_sufficient(self.inside)
        self.median = by_hand.lower_median(self.values) if self.sufficient else None
        self.outside_median = by_hand.lower_median(self.outside) if len(self.outside) >= 3 else None
        self.perception_gap = None
        if self.sufficient and self.outside_median is not None:
            self.perception_gap = abs(self.median - self.outside_median)
        self.grade = None

    def organisations(self, pairs=None):
        return {o for _, s in (self.inside if pairs is None else pairs) for o in s.organisations}

    def is_sufficient(self, pairs):
        need = self.study.thresholds
        persons = {p for _, s in pairs for p in s.persons}
        return (len(pairs) >= need['voices']
                and (self.clients or len(self.organisations(pairs)) >= need['organisations']) and len(persons) >= need['persons'])

    def median_of(self, pairs):
        """The median when only these voices are left, or None where they are too few."""
        return by_hand.lower_median([s.value.x for _, s in pairs]) if self.is_sufficient(pairs) else None

    def without(self, organisation):
        return [(v, s) for v, s in self.inside if s.organisations != {organisation}]

    def count(self, kind):
        return sum(s.kind() == kind for _, s in self.everyone)

    def flag(self, name):
        return sum(getattr(s.value, name) for _, s in self.inside)

    def silent_bounds(self):
        u, top = self.count('unknown') + self.count('silent'), self.study.framework.top
        lids = [s.value.ceiling for _, s in self.everyone if s.kind() == 'undefined']
        return [by_hand.lower_median(self.values + [0] * (u + len(lids))),
                by_hand.lower_median(self.values + [top] * u + lids)]

    def index(self, weights=None):
        return by_hand.index(self.values, weights or self.study.rung_weights)

    def front_back(self):
        top = self.study.framework.top
        return self.index(list(range(top, 0, -1))), self.index(list(range(1, top + 1)))

    def leave_one_out(self):
        left = {o: [s.value.x for _, s in self.without(o)] for o in sorted(self.organisations())}
        rests_on = [o for o, values in left.items() if len(values) < 3]
        medians = [by_hand.lower_median(values) for values in left.values()] if not rests_on else [None]
        return {'low': min(medians) if not rests_on else None, 'high': max(medians) if not rests_on else None,
                'rests_on': rests_on}

    def rests_on(self):
        return self.leave_one_out()['rests_on'] if self.sufficient and not self.clients else []

    def asked(self):
        return self.n + self.count('undefined') + self.count('unknown') + self.count('silent')

    def strength(self):
        if not self.n:
            return None
        if len({i for _, s in self.inside for i in s.interviews}) < 2:
            return 'single'
        if len(self.organisations()) < 2 and not self.clients:
            return 'one-organisation'
        median = by_hand.lower_median(self.values)
        highest = {}
        for n, k in self.document_rungs():
            highest[n] = max(k, highest.get(n, k))
        answers = [s['response'] for i in self.study.interviews if i.form == 'meeting' for s in i.segments
                   if s.get('finding') == f'{self.rec}/{self.level}']
        if median >= 1 and any(abs(k - median) <= 1 for k in highest.values()) \
                or 'confirmed' in answers and 'contested' not in answers:
            return 'corroborated'
        return 'several'

    def document_rungs(self):
        rungs = []
        for n, interview in enumerate(self.study.interviews):
            if interview.form not in ('document', 'survey'):
                continue
            for segment in interview.segments:
                coded, stage = segment.get('rec'), self.study.stage(segment)
                if coded and self.rec in (coded, self.study.framework.whole(coded)) and segment.get('about') == self.level \
                        and isinstance(stage, tuple) and stage[0] == 'rung':
                    rungs.append((n, stage[1]))
        return rungs

    def documents(self):
        rungs = self.document_rungs()
        highest = max((k for _, k in rungs), default=None)
        differs = None if highest is None or self.median is None else abs(highest - self.median) >= 2
        return {'n': len({n for n, _ in rungs}), 'highest': highest, 'differs': differs}

    def json(self, agreement):
        study, top = self.study, self.study.framework.top
        persons = len({p for _, s in self.inside for p in s.persons})
        organisations = len(self.organisations())
        out = {'level': self.level, 'sufficient': self.sufficient, 'reason': None, 'n': self.n,
               'organisations': organisations, 'persons': persons, 'values': None,
               'undefined': self.count('undefined'), 'unknown': self.count('unknown'), 'na': self.count('na'),
               'silent': self.count('silent'), 'mixed': self.flag('mixed'), 'heard_only': self.flag('heard_only'),
               'shown': self.flag('shown'), 'answered': None, 'strength': self.strength()}
        later = ('median', 'median_pair', 'reach', 'index', 'index_front', 'index_back', 'index_interval', 'consensus',
                 'split', 'interval', 'claimed_median', 'claim_practice_gap', 'trend', 'silent_bounds',
                 'leave_one_organisation_out')
        out.update(dict.fromkeys(later))
        silent_level = self.level not in study.framework.inside and self.n == 0
        out.update(outside={'n': len(self.outside), 'median': self.outside_median,
                            'values': self.outside_values if silent_level else None}, perception_gap=self.perception_gap,
                   documents=self.documents(), confidence=None)
        if not self.sufficient:
            named = '' if self.clients else f' organisations={organisations},'
            out['reason'] = f'insufficient evidence (n={self.n},{named} persons={persons})'
            return out
        low, high, coverage = by_hand.order_interval(self.values)
        front, back = self.front_back()
        claimed = by_hand.lower_median([s.value.claimed for _, s in self.inside])
        trends = [s.trend for _, s in self.everyone]
        out.update(values=self.values, median=self.median, median_pair=by_hand.median_pair(self.values),
                   reach=by_hand.reach(self.values, top), index=float(self.index()), index_front=float(front),
                   index_back=float(back), consensus=float(by_hand.consensus(self.values, top)),
                   split=by_hand.split(self.values, top), interval={'low': low, 'high': high, 'coverage': float(coverage)},
                   claimed_median=claimed, claim_practice_gap=claimed - self.median,
                   trend={t: trends.count(t) for t in ('up', 'same', 'down')}, silent_bounds=self.silent_bounds(),
                   leave_one_organisation_out=None if self.clients else self.leave_one_out(),
                   answered=self.n / self.asked(), confidence=confidence(self, agreement))
        if self.n >= 5:
            out['index_interval'] = span(by_hand.index_interval([self.values], study.rung_weights, [1]))
        return out


def span(pair):
    return {'low': float(pair[0]), 'high': float(pair[1])}


# ---- confidence (4.11, 18, 19)
def confidence(cell, agreement):
    study, n = cell.study, cell.n
    framed = (study.data.get('frame') or {}).get(cell.level) or []
    spoke = {i.speakers[k].get('who') for v, _ in cell.everyone for i, k in v.speakers}
    alpha = agreement['alpha'] if agreement and agreement['interviews'] >= 5 else None
    known = {
        'voices': n, 'answered': Fraction(n, cell.asked()), 'shown': cell.flag('shown'), 'consensus': by_hand.consensus(cell.values, study.framework.top),
        'mixed': Fraction(cell.flag('mixed'), n), 'perception_gap': cell.perception_gap,
        'split': by_hand.split(cell.values, study.framework.top), 'organisations': None if cell.clients else len(cell.organisations()),
        'largest': None if cell.clients else
        Fraction(max(sum(o in s.organisations for _, s in cell.inside) for o in cell.organisations()), n),
        'coverage': Fraction(len(spoke & set(framed)), len(set(framed))) if framed else None,
        'coders': agreement['coders'] if alpha is not None else 1, 'alpha': alpha,
        'notes': Fraction(sum(all(i.notes_from == 'notes' for i in v.interviews) for v, _ in cell.inside), n),
        'heard_only': Fraction(cell.flag('heard_only'), n),
        'mixed_rank': Fraction(sum(any(i.form == 'group' and len(i.own_levels()) > 1 for i in v.interviews)
                                   for v, _ in cell.inside), n)}
    at_most = ('mixed', 'perception_gap', 'largest', 'notes', 'heard_only', 'mixed_rank')

    def fits(component, conditions):
        for name, bound in (conditions or {}).items():
            value = known[name]
            if name == 'shown' and component == 'method':
                value = Fraction(value, n)
            if value is None:
                if name == 'coverage':
                    return False
                continue
            if name == 'split':
                if value != (bound == 'true'):
                    return False
            elif name in at_most and value > Fraction(bound) or name not in at_most and value < Fraction(bound):
                return False
        return True
    out = {}
    for component in ('adequacy', 'coherence', 'relevance', 'method'):
        rows = study.framework.confidence[component]
        out[component] = next((w for w in ('none', 'minor', 'moderate') if w in rows and fits(component, rows[w])), 'serious')
    tally = [list(out.values()).count(w) for w in ('serious', 'moderate', 'minor')]
    down = min(3, tally[0] + (2 * tally[1] + tally[2]) // 3)
    if known['coders'] == 1:
        down = max(1, down)
    if n == 3 or cell.rests_on() or alpha is not None and alpha < Fraction(667, 1000):
        down = max(2, down)
    override = (study.data.get('overrides') or {}).get(f'{cell.rec}/{cell.level}')
    cell.grade = override['grade'] if override else GRADES[down]
    return {'grade': GRADES[down], 'override': override and {k: override[k] for k in ('grade', 'reason')}, **out}


# ---- developments (14, 15)
class Development:
    def __init__(self, study, key):
        self.id, self.data = key, study.developments[key]
        self.reports, self.documents = set(), set()
        for interview in study.interviews:
            for segment in interview.segments:
                stage = study.stage(segment)
                if segment.get('dev') != key or segment.get('basis', 'said') == 'heard' or isinstance(stage, str) \
                        or stage == ('denial', 1):
                    continue
                if interview.voiced:
                    self.reports |= {(interview.id, study.organisation(interview.speakers[k]['who']))
                                     for k in interview.by(segment) if 'who' in interview.speakers[k]}
                elif interview.form == 'document':
                    self.documents.add(interview.id)
        self.organisations = {o for _, o in self.reports}
        leader = (self.data.get('leader') or {}).get('who')
        self.own = {study.organisation(a.split('@')[0]) for a in (self.data.get('partners') or []) + ([leader] if leader else [])}
        self.works = self.data['level'] == study.framework.front and self.data['status'] in ('pilot', 'running', 'secured')
        self.confirmation = self.confirmed()
        self.live = self.is_live()

    def confirmed(self, without=None):
        reports = {(i, o) for i, o in self.reports if o != without}
        organisations = {o for _, o in reports}
        enough = len({i for i, _ in reports}) >= 2 and len(organisations) >= 2 or bool(reports and self.documents)
        if enough:
            return 'independent' if organisations - self.own else 'partners-only'
        return 'single' if reports or self.documents else 'none'

    def is_live(self, without=None, words=('independent', 'partners-only')):
        return self.works and self.confirmed(without) in words

    def counts_for(self, study, rec):
        return any(rec in (r, study.framework.whole(r)) for r in self.data.get('recs') or [])

    def json(self, study):
        adopted, named, claim = None, self.data.get('adopted'), self.data.get('adoption_claim')
        if claim:
            adopted = {'yes': 0, 'no': 0, 'unknown': 0, 'of': 0, 'claim': claim}
        if named:
            places = study.data.get('places') or {}
            tiers = {places[p].get('tier', 'municipality') for p in named}
            of = sum(p.get('tier', 'municipality') in tiers for p in places.values())
            no = sum(v == 'not-yet' for v in named.values())
            yes = sum(v not in ('not-yet', 'unknown') for v in named.values())
            adopted = {'yes': yes, 'no': no, 'unknown': of - yes - no, 'of': of, 'claim': claim}
        return {'id': self.id, 'recs': self.data.get('recs') or [], 'status': self.data['status'],
                'scope': self.data.get('scope'), 'origin': self.data.get('origin'), 'level': self.data['level'],
                'confirmed_by': {'organisations': len(self.organisations), 'documents': len(self.documents)},
                'confirmation': self.confirmation, 'live': self.live, 'adopted': adopted}


def live(study, developments, rec, **kind):
    counted = {d.id for d in developments if d.counts_for(study, rec) and d.is_live(**kind)}

    def under_another(key):
        seen = set()
        while key not in seen:
            seen.add(key)
            key = study.developments[key].get('part_of')
            if key is None:
                return False
            if key in counted:
                return True
        return False
    return sum(not under_another(key) for key in counted)


# ---- the verdict (4.4, 16, 17, 20, 23)
def holds(when, front, above, count):
    """`above` has None for a level that is not sufficient."""
    known = [m for m in above if m is not None]
    for name, bound in when.items():
        if name == 'any':
            good = any(holds(one, front, above, count) for one in bound)
        elif name == 'unheard':
            good = None in above
        elif bound == 'none':
            good = front is None if name == 'front' else not known
        elif name == 'front':
            good = front is not None and front >= int(bound)
        elif name == 'live':
            good = count >= int(bound)
        elif name == 'lowest_above':
            good = bool(above) and None not in above and min(above) >= int(bound)
        else:
            good = bool(known) and max(known) >= int(bound)
        if not good:
            return False
    return True


def names_above(when):
    return any(key in ('above', 'lowest_above', 'highest_above', 'unheard') for key in when) \
        or any(names_above(one) for one in when.get('any', []))


def row_of(study, medians, count):
    """The first row that fits; medians by inside level, None where insufficient."""
    return next(row for row in study.framework.verdicts if holds(row[1], medians[-1], medians[:-1], count))


def names_live(when):
    return 'live' in when or any(names_live(one) for one in when.get('any', []))


def robustness(study, voices, cells, rec, developments, count):
    framework, inside = study.framework, study.framework.inside
    top, said = framework.top, framework.caps['said']
    medians = [c.median for c in cells]
    key, when, uses_all, _ = row_of(study, medians, count)

    def capped(cap):
        caps = {**framework.caps, 'said': cap}
        return [by_hand.lower_median([Statement(study, v.said, rec, level, caps).value.x for v, _ in cell.inside])
                if cell.sufficient else None for cell, level in zip(cells, inside)]

    def kept(keep):
        return [c.median_of([(v, s) for v, s in c.inside if keep(v, s)]) for c in cells]

    def bounds(which):
        return [c.silent_bounds()[which] if c.sufficient else None for c in cells]
    persons = merged_voices(study, study.interviews, persons=True)
    variants = [('said-cap-minus-1', None, capped(min(said, max(framework.accepted, said - 1))), count),
                ('said-cap-plus-1', None, capped(min(said + 1, top)), count),
                ('upper-median', None, [c.values[c.n // 2] if c.sufficient else None for c in cells], count),
                ('groups-as-persons', None, [Cell(study, persons, rec, level).median for level in inside], count)]
    for o in sorted({o for cell in cells for o in cell.organisations()}):
        variants.append(('without-organisation', o, [c.median_of(c.without(o)) if c.sufficient else None for c in cells],
                         live(study, developments, rec, without=o)))
    variants += [('silent-at-0', None, bounds(0), count), ('silent-at-top', None, bounds(1), count),
                 ('without-heard-only', None, kept(lambda v, s: not s.value.heard_only), count),
                 ('without-mixed', None, kept(lambda v, s: not s.value.mixed), count),
                 ('without-interested', None, kept(lambda v, s: not any(i.speakers[k].get('interest') == 'true'
                                                                        for i, k in v.speakers)), count),
                 ('independent-live', None, medians, live(study, developments, rec, words=('independent',)))]
    uses_live = names_live(when) or int(when.get('front', 0)) < framework.practice
    changes, counted = [], 0
    for kind, organisation, other, live_count in variants:
        row = row_of(study, other, live_count)[0]
        touched = other != medians if uses_all or names_above(when) else other[-1] != medians[-1]
        if row != key:
            changes.append({'kind': kind, 'organisation': organisation, 'verdict': row})
        counted += row != key or touched or live_count != count and uses_live
    return {'unchanged': counted - len(changes), 'counted': counted, 'variants': len(variants), 'changes': changes}


def verdict(study, voices, cells, rec, developments, count):
    language, top = study.language, study.framework.top
    medians = [c.median for c in cells]
    key, when, uses_all, name = row_of(study, medians, count)
    used = [c for c in (cells if uses_all or names_above(when) else cells[-1:]) if c.sufficient]
    text = words(name, language)
    if medians[-1] is not None:
        text = text.replace('<rung>', words(study.framework.rung_names[medians[-1]], language))
    grade = GRADES[max(GRADES.index(c.grade) for c in used)] if used else None
    if any(by_hand.split(c.values, top) or by_hand.consensus(c.values, top) < Fraction(2, 5) for c in used):
        text += DIFFER[language]
    unheard = [c.level for c in cells[:-1] if not c.sufficient]
    missing = when in ({'front': 'none'}, {'above': 'none'})
    if unheard and not missing and (uses_all or names_above(when)):
        names = (words(study.framework.level_names[level], language) for level in unheard)
        text += NO_VIEW[language].format(', '.join(names))
    out = {'id': key, 'text': text, 'confidence': grade, 'hedged': None, 'unheard': unheard, 'robustness': None}
    if missing:
        return out
    out['robustness'] = robustness(study, voices, cells, rec, developments, count)
    rests_on = {o for c in used for o in c.rests_on()}
    flips = sum(c['organisation'] not in rests_on for c in out['robustness']['changes'])
    if grade is not None and flips:
        out['confidence'] = grade = GRADES[max(GRADES.index(grade), 1 if flips < 3 else 2)]
    out['hedged'] = NOT_CLEAR[language] if grade == 'very-low' else HEDGES.get(grade, {}).get(language, '') + text
    return out


# ---- the gap between levels (4.6, 26-28)
def gap_test(study, voices, cells):
    """The test, and the pairs of the first and the last level."""
    if len(cells) < 2 or not all(c.sufficient for c in cells):
        return None, None
    groups, excluded, inside = [], 0, set(study.framework.inside)
    at = {}
    for voice in voices:
        for person in voice.persons() if voice.level in inside else ():
            at.setdefault(person, set()).add(voice.level)

    def stays(voice):
        return all(len(i.own_levels() & inside) == 1 for i in voice.interviews) and all(len(at[p]) == 1 for p in voice.persons())
    for cell in cells:
        keep = [s.value.x for v, s in cell.inside if stays(v)]
        groups.append(keep)
        excluded += cell.n - len(keep)
    if min(map(len, groups)) < 3:
        return None, None
    pairs = [(x > y) - (x < y) for x in groups[0] for y in groups[-1]]
    top = study.framework.top
    out = {'method': 'exact', 'J': by_hand.doubled_statistic(groups) / 2, 'p': None, 'p_holm': None, 'p_min': None,
           'cliffs_delta': float(by_hand.cliffs_delta(groups[0], groups[-1])), 'delta_p': None, 'delta_p_min': None,
           'excluded': excluded}
    if sum(map(len, groups)) <= (60 if len(groups) <= 4 else 30):
        _, p, p_min = by_hand.jonckheere_exact(groups, top)
        _, delta_p, delta_p_min = by_hand.cliffs_delta_exact(groups[0], groups[-1], top)
        limit = Fraction(1, 20)
        out.update(p=float(p) if p_min <= limit else None, p_min=float(p_min),
                   delta_p=float(delta_p) if delta_p_min <= limit else None, delta_p_min=float(delta_p_min))
    else:
        z, two = by_hand.jonckheere_normal(groups, top), by_hand.jonckheere_normal([groups[0], groups[-1]], top)
        out.update(method='normal', p=None if z is None else float(norm.sf(z)),
                   delta_p=None if two is None else float(2 * norm.sf(abs(two))))
    return out, {'higher': pairs.count(1), 'equal': pairs.count(0), 'lower': pairs.count(-1)}


# ---- one recommendation or part (4.4, 24, 25, 29)
def recommendation(study, voices, developments, agreement, rec):
    framework, weights = study.framework, study.level_weights
    cells = {level: Cell(study, voices, rec, level) for level in framework.levels}
    out = {'id': rec, 'levels': [cells[level].json(agreement) for level in framework.levels]}
    inside = [cells[level] for level in framework.inside]
    profile = [c.median for c in inside]
    out.update(profile=profile, gap=None if None in (profile[0], profile[-1]) else profile[0] - profile[-1], index=None,
               index_interval=None, spacing_stable=None, live=live(study, developments, rec))
    weighted = [c for c in inside if weights[c.level] > 0]
    exact_index = None
    if weighted and all(c.sufficient for c in weighted):
        total = sum(weights[c.level] for c in weighted)
        exact_index = sum(weights[c.level] * c.index() for c in weighted) / total
        out['index'] = float(exact_index)
        if all(c.n >= 5 for c in weighted) and sum(c.n for c in weighted) <= 60:
            out['index_interval'] = span(by_hand.index_interval([c.values for c in weighted], study.rung_weights,
                                                                [weights[c.level] for c in weighted]))
    enough = [(c.index(), *c.front_back()) for c in inside if c.sufficient]
    if len(enough) > 1:
        pairs = [[(x > y) - (x < y) for x, y in zip(a, b)] for i, a in enumerate(enough) for b in enough[i + 1:]]
        out['spacing_stable'] = not any(1 in pair and -1 in pair for pair in pairs)
    if rec in framework.wholes:
        hopeless = agreement and agreement['hopeless']
        out['verdict'] = None if hopeless else verdict(study, voices, inside, rec, developments, out['live'])
        out['gap_test'], out['gap_pairs'] = gap_test(study, voices, inside)
        out['parts'] = [recommendation(study, voices, developments, agreement, part)[0] for part in framework.parts[rec]]
    return out, exact_index


# ---- factors (4.8, 30)
def factors(study, voices):
    out = []
    for factor, sign in study.framework.factors.items():
        named, organisations, levels = set(), set(), {}
        for level in study.framework.levels:
            signs = []
            for number, voice in enumerate(voices):
                said = [s for s in voice.said if s.about == level and factor in (s.segment.get('barrier'),
                                                                                s.segment.get('enabler'))]
                if not said:
                    continue
                named.add(number)
                organisations |= {study.organisation(i.speakers[k]['who']) for s in said for i, k in s.speakers
                                  if 'who' in i.speakers[k]}
                value = any(s.segment.get('enabler') == factor for s in said) - any(s.segment.get('barrier') == factor
                                                                                    for s in said)
                signs.append((value, any(s.segment.get('basis') == 'shown' for s in said)))
            levels[level] = {'rating': rating(signs), 'voices': len(signs)}
        beside = {f'{form}s': {key: sum(any(s.get(key) == factor for s in i.segments) for i in study.interviews if i.form == form)
                               for key in ('barrier', 'enabler')} for form in ('document', 'meeting', 'survey')}
        out.append({'id': factor, 'sign': sign, 'voices': len(named), 'organisations': len(organisations), 'levels': levels,
                    'beside': beside})
    return out


def rating(signs):
    """signs: (-1, 0 or 1, strong) of every voice."""
    if not signs:
        return 'M'
    plus, minus = (sum(s == sign for s, _ in signs) for sign in (1, -1))
    if plus == minus:
        return 'X'
    sign = 1 if plus > minus else -1
    strong = sum(s == sign and is_strong for s, is_strong in signs)
    return sign * (2 if strong >= 2 and 2 * strong > len(signs) else 1)


# ---- agreement (4.9, 31)
def agreement_of(study):
    framework = study.framework
    own = {i: [c for c in codings if not c.agreed] for i, codings in study.codings.items()}
    twice = {i: c for i, c in own.items() if len(c) > 1 and c[0].voiced}
    if not twice:
        return None
    units, one_sided, disagreements, coders = {}, 0, [], set()
    for key in sorted(twice):
        units[key] = []
        said = {c.coder: {v.level: v.said for v in plain_voices(study, [c])} for c in twice[key]}
        for rec in framework.wholes:
            for level in [l for l in framework.levels if l in twice[key][0].own_levels()]:
                values = {c: Statement(study, s[level], rec, level).value.x for c, s in said.items()}
                values = {c: x for c, x in values.items() if x is not None}
                one_sided += len(values) == 1
                if len(values) > 1:
                    coders |= set(values)
                    units[key].append(list(values.values()))
                    if len(set(values.values())) > 1:
                        disagreements.append({'interview': key, 'rec': rec, 'level': level, 'values': values})
    units = {k: v for k, v in units.items() if v}
    pooled = [u for v in units.values() for u in v]
    alpha = by_hand.alpha(pooled, 'ordinal')
    n = len(pooled)

    def number(fraction):
        return None if fraction is None else float(fraction)
    interval = by_hand.jackknife(list(units.values()), alpha)
    judged, bound = alpha is not None and len(units) >= 5, Fraction(667, 1000)
    hopeless = judged and alpha < bound and interval is not None and interval['high'] < bound
    signs = factor_signs(study, twice)
    return {'alpha': alpha, 'coders': len(coders), 'interviews': len(units), 'hopeless': hopeless, 'json': {
        'factors': {'units': len(signs), 'identical': sum(len(set(u)) == 1 for u in signs) / len(signs) if signs else None,
                    'alpha_nominal': number(by_hand.alpha(signs, 'nominal'))},
        'units': n, 'one_sided': one_sided, 'coders': len(coders),
        'reliable': alpha >= bound if judged else None, 'alpha_ordinal': number(alpha),
        'alpha_nominal': number(by_hand.alpha(pooled, 'nominal')),
        'alpha_interval': number(by_hand.alpha(pooled, 'interval')), 'jackknife': interval,
        'ac2_linear': number(by_hand.ac2_linear(pooled, framework.top)),
        'identical': sum(len(set(u)) == 1 for u in pooled) / n if n else None,
        'within_one': sum(max(u) - min(u) <= 1 for u in pooled) / n if n else None, 'disagreements': disagreements}}


def factor_signs(study, twice):
    """For every (interview, level, factor) that some coder used: each coder's sign, 0 for none."""
    out = []
    for codings in twice.values():
        coded = []
        for coding in codings:
            signs = {}
            for segment in coding.segments:
                for key, sign in (('barrier', 1), ('enabler', 2)):
                    levels = [segment['about']] if 'about' in segment else \
                        [coding.speakers[k]['level'] for k in coding.by(segment)]
                    for level in levels if key in segment else ():
                        signs.setdefault((level, segment[key]), set()).add(sign)
            coded.append(signs)
        if sum(bool(signs) for signs in coded) >= 2:
            for unit in sorted(set().union(*coded)):
                out.append([sum(signs.get(unit, ())) for signs in coded])
    return out


# ---- saturation (4.10, 32)
def saturation_of(sets):
    """sets: [(interview id, codes)] in order of date."""
    base, run = 4, 2
    first = set().union(*(codes for _, codes in sets[:base]))
    out = {'base': base, 'run': run, 'base_codes': len(first), 'points': [], 'reached_5': None, 'reached_0': None,
           'later_novelty': []}
    after = None
    for at in range(base, len(sets) - run + 1):
        before = set().union(*(codes for _, codes in sets[:at]))
        new = len(set().union(*(codes for _, codes in sets[at:at + run])) - before)
        share = Fraction(new, len(first)) if first else None
        out['points'].append({'interview': sets[at + run - 1][0], 'new': new, 'share': None if share is None else float(share)})
        if share is not None and share <= Fraction(1, 20) and out['reached_5'] is None:
            out['reached_5'], after = f'{at}+{run}', at + run
        if share == 0 and out['reached_0'] is None:
            out['reached_0'] = f'{at}+{run}'
    if after is not None:
        out['later_novelty'] = [key for i, (key, codes) in enumerate(sets)
                                if i >= after and codes - set().union(*(c for _, c in sets[:i]))]
    return out


def saturation(study, voices):
    def codes(segments):
        return {(kind if kind == 'dev' else 'factor', s[kind]) for s in segments for kind in ('barrier', 'enabler', 'dev')
                if kind in s}
    ordered = sorted((i for i in study.interviews if i.voiced), key=lambda i: (i.date, i.id))
    out = saturation_of([(i.id, codes(i.segments)) for i in ordered])
    out['levels'] = {}
    for level in study.framework.levels:
        mine = [i for i in ordered if level in i.own_levels()]
        if sum(v.level == level for v in voices) >= 6:
            out['levels'][level] = saturation_of([
                (i.id, codes(s for s in i.segments if any(i.speakers[k]['level'] == level for k in i.by(s)))) for i in mine])
    return out


# ---- counts
def heard(study, voices):
    def count(some):
        speakers = [(i, k) for v in some for i, k in v.speakers]
        return {'voices': len(some), 'persons': len({i.person(k) for i, k in speakers}),
                'organisations': len({study.organisation(i.speakers[k]['who']) for i, k in speakers if 'who' in i.speakers[k]})}
    forms = [i.form for i in study.interviews]
    return {'interviews': forms.count('single') + forms.count('group'), **count(voices),
            'levels': {l: count([v for v in voices if v.level == l]) for l in study.framework.levels
                       if l in study.framework.inside or any(v.level == l for v in voices)},
            'forms': {f: forms.count(f) for f in ('single', 'group', 'meeting', 'document', 'survey')}}


def spoke_at(study):
    return {(s.get('who'), s['level']) for i in study.interviews if i.voiced for s in i.speakers.values()}


def coverage(study):
    spoke, frame = spoke_at(study), study.data.get('frame') or {}
    return {'frame': {level: {'heard': sum((who, level) in spoke for who in frame[level]), 'of': len(frame[level]),
                              'missing': sorted(who for who in frame[level] if (who, level) not in spoke)}
                      for level in study.framework.levels if level in frame}}


def escalation(study):
    steps = study.data.get('escalation') or []
    place = {who: n for n, step in enumerate(steps) for who in step['who']}
    out = []
    for interview in study.interviews:
        for segment in interview.segments:
            route = segment.get('route') or []
            for a, b in zip(route, route[1:]):
                one, two, skipped = place.get(a), place.get(b), []
                if one is None or two is None:
                    kind = 'off-ladder'
                elif two <= one:
                    kind = 'same' if two == one else 'down'
                else:
                    passed = steps[one + 1:two]
                    skipped = [step['step'] for step in passed]
                    needed = any(step.get('optional') != 'true' for step in passed)
                    kind = 'skips' if needed else 'skips-optional' if passed else 'next'
                out.append({'interview': interview.id, 'from': a, 'to': b, 'kind': kind, 'skipped': skipped})
    return out


def terms(study):
    out = {}
    for interview in study.interviews:
        for segment in interview.segments:
            for who, word in (segment.get('term') or {}).get('words', {}).items():
                out.setdefault(segment['term']['concept'], {}).setdefault(word, set()).add(who)
    return {c: {word: sorted(out[c][word]) for word in sorted(out[c])} for c in study.framework.concepts if c in out}


def analyse(folder):
    study = Study(folder)
    framework, voices = study.framework, merged_voices(study, study.interviews)
    developments = [Development(study, key) for key in sorted(study.developments)]
    agreement = agreement_of(study)
    results = [recommendation(study, voices, developments, agreement, rec) for rec in framework.wholes]
    recs, indices = [r for r, _ in results], [i for _, i in results]
    tested = [r['gap_test'] for r in recs if r['gap_test'] and r['gap_test']['p'] is not None]
    for test, p in zip(tested, by_hand.holm([t['p'] for t in tested])):
        test['p_holm'] = p
    ids = [r['verdict']['id'] for r in recs if r['verdict']]
    landed, accepted = {}, {}
    for at, level in enumerate(framework.inside):
        medians = [r['profile'][at] for r in recs if r['profile'][at] is not None]
        landed[level] = {'landed': sum(m >= framework.practice for m in medians), 'of': len(medians)}
        accepted[level] = {'accepted': sum(m >= framework.accepted for m in medians), 'of': len(medians)}
    overall = None
    if study.rec_weights and None not in indices and sum(study.rec_weights.values()) > 0:
        overall = float(sum(study.rec_weights[r] * i for r, i in zip(framework.wholes, indices))
                        / sum(study.rec_weights.values()))
    data = study.data
    return {
        'quickscan': 'analysis/2',
        'study': {'id': data['id'], 'title': words(data['title'], study.language),
                  'provenance': data.get('provenance', 'fieldwork'), 'reference_date': data['reference_date'],
                  'audience': 'internal', 'language': study.language},
        'heard': heard(study, voices), 'recommendations': recs,
        'overall': {'verdicts': {i: ids.count(i) for i in sorted(set(ids))}, 'landed': landed, 'accepted': accepted, 'index': overall},
        'factors': factors(study, voices), 'developments': [d.json(study) for d in developments],
        'agreement': agreement and agreement['json'], 'saturation': saturation(study, voices), 'coverage': coverage(study),
        'escalation': escalation(study), 'terms': terms(study), 'withheld': []}


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(json.dumps(analyse(sys.argv[1]), ensure_ascii=False, indent=2))
