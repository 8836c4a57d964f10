"""A study as data/manual/format.md describes it, read with PyYAML into plain objects: enough for reference.py."""
import os
from fractions import Fraction

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
BUILT_IN = os.path.join(HERE, '..', '..', 'data', 'frameworks')
LOADER = getattr(yaml, 'CBaseLoader', yaml.BaseLoader)      # every scalar stays a text

VERDICTS = [
    ('insufficient-evidence', {'front': 'none'}, False,
     'onvoldoende zicht op de uitvoering', 'insufficient evidence at the front line'),
    ('front-line-only', {'above': 'none'}, False,
     'alleen zicht op de uitvoering: <rung>', 'front line only: <rung> (no view of the levels above)'),
    ('secured', {'front': 5, 'lowest_above': 4}, False, 'geborgd', 'secured'),
    ('in-use', {'front': 4, 'lowest_above': 3}, False, 'in gebruik', 'in use'),
    ('in-use-at-the-front-line', {'front': 4, 'unheard': 'true'}, True,
     'in gebruik in de uitvoering', 'in use at the front line'),
    ('in-use-ahead-of-policy', {'front': 4}, True, 'praktijk loopt voor op beleid', 'in use, ahead of policy'),
    ('cautious-steps', {'front': 3}, False, 'voorzichtige stappen', 'cautious steps'),
    ('cautious-steps-not-yet-general', {'front': 1, 'any': [{'live': 1}, {'highest_above': 3}]}, False,
     'voorzichtige stappen, nog niet in de breedte', 'cautious steps, not yet general at the front line'),
    ('in-preparation', {'front': 1, 'any': [{'front': 2}, {'highest_above': 2}]}, False, 'in voorbereiding', 'in preparation'),
    ('endorsed-only', {'front': 1}, True, 'onderschreven, nog niet voorbereid', 'endorsed, not yet prepared'),
    ('cautious-steps-pilots-only', {'live': 1}, False,
     'voorzichtige stappen, alleen in proeftuinen', 'cautious steps, pilots only'),
    ('alive-above-front-line-only', {'highest_above': 1}, False,
     'leeft wel bij bestuur en management, niet in de uitvoering', 'alive above the front line only'),
    ('not-started', {}, True, 'niet begonnen', 'not started'),
]
CONFIDENCE = {
    'adequacy': {'none': {'voices': 6, 'shown': 3, 'answered': '.75'}, 'minor': {'voices': 4, 'shown': 1, 'answered': '.50'},
                 'moderate': {'voices': 3, 'answered': '.34'}},
    'coherence': {'none': {'consensus': '.80', 'mixed': '.20', 'split': 'false'},
                  'minor': {'consensus': '.60', 'mixed': '.20', 'split': 'false'},
                  'moderate': {'consensus': '.40', 'split': 'false'}},
    'relevance': {'none': {'organisations': 3, 'largest': '.50', 'coverage': '.50'},
                  'minor': {'organisations': 3, 'largest': '.67', 'coverage': '.50'},
                  'moderate': {'organisations': 2}},
    'method': {'none': {'coders': 2, 'alpha': '.80', 'shown': '.50', 'notes': '.50', 'heard_only': '.50',
                        'mixed_rank': '.50'},
               'minor': {'coders': 2, 'alpha': '.667', 'notes': '.50', 'heard_only': '.50', 'mixed_rank': '.50'},
               'moderate': {'alpha': '.667', 'heard_only': '.50', 'mixed_rank': '.50'}},
}


def load(path):
    with open(path, 'rb') as file:
        return yaml.load(file, Loader=LOADER) or {}


def words(text, language):
    """A text for people in a language; the other where it is missing."""
    if isinstance(text, dict):
        return text.get(language, next(iter(text.values()), None))
    return text


class Framework:
    def __init__(self, data):
        self.levels = list(data['levels'])
        self.clients = [l for l in self.levels if (data['levels'][l] or {}).get('clients') == 'true']
        self.outside = [l for l in self.levels if (data['levels'][l] or {}).get('outside') == 'true']
        self.inside = [l for l in self.levels if l not in self.outside + self.clients]
        self.level_names = {l: v['name'] for l, v in data['levels'].items()}
        self.front, self.above = self.inside[-1], self.inside[:-1]
        self.rungs = [rung['id'] for rung in data['ladder']]
        self.rung_names = [rung['name'] for rung in data['ladder']]
        self.top = len(self.rungs) - 1
        self.accepted, self.practice = self.rung(data['accepted']), self.rung(data['practice'])
        self.caps = {basis: min(self.rung(cap), self.top) for basis, cap in data['caps'].items()}
        self.wholes = list(data['recommendations'])
        self.parts = {r: [f'{r}.{p}' for p in (v.get('parts') or {})] for r, v in data['recommendations'].items()}
        self.factors = {f: v['sign'] for f, v in (data.get('factors') or {}).items()}
        self.concepts = list(data.get('terms') or {})
        rows = [(v['id'], v.get('when') or {}, v.get('uses') == 'all', v.get('name', v['id']))
                for v in data.get('verdicts') or []]
        self.verdicts = rows or [(i, when, uses, {'nl': nl, 'en': en}) for i, when, uses, nl, en in VERDICTS]
        self.confidence = {**CONFIDENCE, **(data.get('confidence') or {})}

    def rung(self, text):
        return int(text) if text.isdigit() else self.rungs.index(text)

    def whole(self, rec):
        return rec.split('.')[0]


class Interview:
    """One coding of an interview: who speaks, and every stage, factor and development with its speakers."""

    def __init__(self, data, name):
        self.id, _, self.coder_in_name = name.partition('.')
        self.coder = data.get('coder', '')
        self.agreed = bool(data.get('agreed_by'))
        self.form, self.date = data['form'], data['date']
        self.notes_from = data.get('notes_from')
        self.speakers = data.get('speakers') or {}
        self.segments = data.get('segments') or []
        self.voiced = self.form in ('single', 'group')

    def own_levels(self):
        return {s['level'] for s in self.speakers.values()}

    def by(self, segment):
        by = segment.get('by', list(self.speakers))
        return [by] if isinstance(by, str) else by

    def person(self, key):
        person = self.speakers[key].get('person')
        return ('person', person) if person else ('speaker', self.id, key)


class Study:
    def __init__(self, folder):
        data = load(os.path.join(folder, 'study.yaml'))
        self.data, self.language = data, data.get('language', 'nl')
        named = data.get('framework', 'framework.yaml')
        path = os.path.join(folder, named)
        if not os.path.exists(path):
            path = os.path.join(BUILT_IN, named + '.yaml')
        self.framework = Framework(load(path))

        def optional(name):
            file = os.path.join(folder, name)
            return load(file) if os.path.exists(file) else {}
        self.stakeholders = optional('stakeholders.yaml')
        self.developments = optional('developments.yaml')
        self.interviews, self.codings = [], {}
        inside = os.path.join(folder, 'interviews')
        for name in sorted(os.listdir(inside), key=os.fsencode):
            if name.endswith('.yaml'):
                interview = Interview(load(os.path.join(inside, name)), name[:-5])
                self.codings.setdefault(interview.id, []).append(interview)
                if not interview.coder_in_name:
                    self.interviews.append(interview)
        self.interviews.sort(key=lambda i: i.id)
        self.thresholds = {'voices': 3, 'organisations': 2, 'persons': 3}
        self.thresholds.update({k: int(v) for k, v in (data.get('thresholds') or {}).items()})
        weights = data.get('weights') or {}
        self.level_weights = {l: Fraction((weights.get('levels') or {}).get(l, 1)) for l in self.framework.inside}
        self.rung_weights = [Fraction(w) for w in weights.get('rungs') or [1] * self.framework.top]
        self.rec_weights = None
        if 'recommendations' in weights:
            self.rec_weights = {r: Fraction(weights['recommendations'].get(r, 1)) for r in self.framework.wholes}

    def organisation(self, stakeholder):
        while (self.stakeholders.get(stakeholder) or {}).get('part_of'):
            stakeholder = self.stakeholders[stakeholder]['part_of']
        return stakeholder

    def stage(self, segment):
        """None, 'unknown', 'na', ('rung', k) or ('denial', k)."""
        text = segment.get('stage')
        if text is None or text in ('unknown', 'na'):
            return text
        denied = text.startswith('<')
        rung = self.framework.rung(text[1:].strip() if denied else text)
        if rung == 0:
            return 'denial', 1
        return ('denial' if denied else 'rung'), rung
