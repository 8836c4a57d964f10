#!/usr/bin/env python3
"""What a change of a study must do to its results, on random studies.

    metamorphic.py --quickscan PROGRAM [--studies 50]

Forgetting the frame, or the outside view, never raises a grade; more silent voices never raise a grade; hearing less above the
front line never raises a verdict; a study without the interviews of an organisation has the verdicts, with live counted anew, that
leaving that organisation out gave; renaming stakeholders changes nothing but names."""
import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'support'))
from whole_study import Failures, read_study, write_study  # noqa: E402

GRADES = ('very-low', 'low', 'moderate', 'high')
# Verdicts of the built-in table from the lowest class to the highest; the others report missing evidence.
CLASSES = (('not-started',), ('alive-above-front-line-only',), ('cautious-steps-pilots-only',), ('endorsed-only',), ('in-preparation',),
           ('cautious-steps-not-yet-general',), ('cautious-steps',), ('in-use-at-the-front-line', 'in-use-ahead-of-policy'),
           ('in-use',), ('secured',))
CLASS = {verdict: rank for rank, verdicts in enumerate(CLASSES) for verdict in verdicts}


def analysed(program, study):
    """The analysis of a study given as files; nothing where the program refuses it."""
    with tempfile.TemporaryDirectory() as place:
        write_study(study, place)
        ran = subprocess.run([program, 'summary', place, '--json'], capture_output=True, text=True, check=False)
        return json.loads(ran.stdout) if ran.returncode == 0 else None


def cells(analysis):
    for rec in analysis['recommendations']:
        for one in (rec, *rec['parts']):
            for cell in one['levels']:
                yield (one['id'], cell['level']), cell


def grades(analysis):
    return {key: GRADES.index(cell['confidence']['grade']) for key, cell in cells(analysis) if cell['confidence']}


def interviews(study):
    return [name for name in study if name.startswith('interviews/')]


def keys_by(segment, interview):
    by = segment.get('by', list(interview.get('speakers', {})))
    return [by] if isinstance(by, str) else by


def without_frame(study):
    study['study.yaml'].pop('frame', None)


def without_outside_view(study):
    for name in interviews(study):
        interview = study[name]
        speakers = interview.get('speakers', {})

        def own(segment):
            levels = {speakers[key]['level'] for key in keys_by(segment, interview)}
            return not speakers or segment.get('about') is None or segment['about'] in levels
        interview['segments'] = [segment for segment in interview.get('segments', []) if own(segment)]


def with_silent_voices(study):
    levels = sorted({speaker['level'] for name in interviews(study) for speaker in study[name].get('speakers', {}).values()})
    study['stakeholders.yaml']['quiet'] = {'name': 'Quiet', 'levels': levels}
    for number in range(4):
        for level in levels:
            key = f'quiet{number}-{level}'
            study[f'interviews/{key}.yaml'] = {
                'interview': key, 'date': '2021-09', 'form': 'single', 'notes_from': 'notes',
                'speakers': {'a': {'level': level, 'who': 'quiet'}}, 'segments': []}
            if 'coders' in study['study.yaml']:
                study[f'interviews/{key}.yaml']['coder'] = next(iter(study['study.yaml']['coders']))


def without_level(level):
    def change(study):
        for name in interviews(study):
            levels = {speaker['level'] for speaker in study[name].get('speakers', {}).values()}
            if levels == {level} and study[name]['form'] in ('single', 'group'):
                del study[name]
    return change


def organisations_of_interviews(study):
    """By interview that is scored: the organisations of its speakers, a stakeholder's `part_of` followed to the end."""
    def organisation(who):
        part = study['stakeholders.yaml'][who].get('part_of')
        return organisation(part) if part else who

    spoken = {}
    for name in interviews(study):
        content = study[name]
        if content.get('form', 'single') in ('single', 'group'):
            spoken[name] = {organisation(one['who'].split('@')[0]) if 'who' in one else None
                            for one in content.get('speakers', {}).values()}
    return spoken


def separable_organisations(study):
    """Those whose interviews can be taken away without touching a voice of others."""
    spoken = organisations_of_interviews(study)
    persons = {}
    for name in spoken:
        for one in study[name].get('speakers', {}).values():
            if 'person' in one:
                persons.setdefault(one['person'], set()).update(spoken[name])
    mixed = set().union(*(some for some in (*spoken.values(), *persons.values()) if len(some) > 1), set())
    return sorted({one for some in spoken.values() for one in some if one} - mixed)


def without_organisation(study, organisation):
    spoken = organisations_of_interviews(study)
    for name in [name for name, some in spoken.items() if some == {organisation}]:
        del study[name]


def renamed(study, back):
    """The same study with other ids of stakeholders, in another order; `back` collects the old ids."""
    names = sorted(study['stakeholders.yaml'])
    new = {old: f'{"zyxwvuts"[number % 8]}{number:03}-party' for number, old in enumerate(names)}
    back.update({b: a for a, b in new.items()})
    pattern = re.compile(r'(?<![\w.-])(' + '|'.join(sorted(map(re.escape, names), key=len, reverse=True)) + r')(?![\w.-])')

    def change(value, key=None):
        if isinstance(value, dict):
            return {(new.get(k, k) if key in (None, 'words') else k): change(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [change(one, key) for one in value]
        return pattern.sub(lambda found: new[found.group(1)], value) if isinstance(value, str) and key not in ('name', 'note', 'quote') else value
    files = {name: change(content, 'file' if name != 'stakeholders.yaml' else None) for name, content in study.items()
             if name != 'framework.yaml'}
    files['stakeholders.yaml'] = dict(sorted(files['stakeholders.yaml'].items()))
    if 'framework.yaml' in study:
        files['framework.yaml'] = study['framework.yaml']
    return files


def normal(value, back):
    """Old ids, and what is ordered by them in the order of the old ones."""
    if isinstance(value, dict):
        return {back.get(k, k): normal(v, back) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((normal(one, back) for one in value), key=json.dumps)
    return back.get(value, value) if isinstance(value, str) else value


def parts_that_count(analysis):
    return {key: analysis[key] for key in ('heard', 'recommendations', 'overall', 'factors', 'developments', 'agreement', 'saturation')}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--quickscan', required=True)
    parser.add_argument('--studies', type=int, default=50)
    args = parser.parse_args()
    failures, checks, ran = Failures(), 0, {}
    for seed in range(1, args.studies + 1):
        with tempfile.TemporaryDirectory() as base:
            folder = f'{base}/s'
            subprocess.run([sys.executable, '-B', HERE / 'random_study.py', '--seed', str(seed), '--out', folder,
                            '--coders', str(1 + seed % 2)], check=True)
            study = {name: content for name, content in read_study(folder).items() if not isinstance(content, bytes)}
        base = analysed(args.quickscan, study)
        if not failures.expect(base is not None, f'{seed}: the study is refused'):
            continue
        built_in = 'framework.yaml' not in study or 'verdicts' not in study['framework.yaml']
        before = grades(base)
        for name, change in (('frame', without_frame), ('outside', without_outside_view), ('silent', with_silent_voices)):
            changed = copy.deepcopy(study)
            change(changed)
            after = analysed(args.quickscan, changed)
            if after is None:
                continue
            ran[name] = ran.get(name, 0) + 1
            for key, grade in grades(after).items():
                checks += 1
                failures.expect(grade <= before.get(key, len(GRADES)), f'{seed}: {name}: {key} rose to {GRADES[grade]}')
        for organisation in separable_organisations(study):
            changed = copy.deepcopy(study)
            without_organisation(changed, organisation)
            after = analysed(args.quickscan, changed)
            if after is None:
                continue
            for one, other in zip(base['recommendations'], after['recommendations']):
                if not (one['verdict'] or {}).get('robustness') or not other['verdict']:
                    continue
                told = [change['verdict'] for change in one['verdict']['robustness']['changes']
                        if change['kind'] == 'without-organisation' and change['organisation'] == organisation]
                if one['live'] != other['live']:
                    ran['live'] = ran.get('live', 0) + 1
                checks += 1
                expected = told[0] if told else one['verdict']['id']
                failures.expect(other['verdict']['id'] == expected,
                                f"{seed}: without {organisation}: {one['id']} is {other['verdict']['id']}, told was {expected}")
            ran['organisation'] = ran.get('organisation', 0) + 1
        inside = list(base['overall']['landed'])
        for level in inside[:-1] if built_in else ():
            changed = copy.deepcopy(study)
            without_level(level)(changed)
            after = analysed(args.quickscan, changed)
            if after is None:
                continue
            ran['above'] = ran.get('above', 0) + 1
            for one, other in zip(base['recommendations'], after['recommendations']):
                if not one['verdict'] or not other['verdict'] or other['verdict']['id'] not in CLASS:
                    continue
                checks += 1
                rank = CLASS.get(one['verdict']['id'], len(CLASS))
                failures.expect(CLASS[other['verdict']['id']] <= rank,
                                f"{seed}: less of {level}: {one['verdict']['id']} became {other['verdict']['id']}")
        back = {}
        after = analysed(args.quickscan, renamed(study, back))
        if failures.expect(after is not None, f'{seed}: the renamed study is refused'):
            ran['renamed'] = ran.get('renamed', 0) + 1
            checks += 1
            failures.expect(normal(parts_that_count(base), {}) == normal(parts_that_count(after), back), f'{seed}: names matter')
    for name in ('frame', 'outside', 'silent', 'organisation', 'above', 'renamed'):
        failures.expect(ran.get(name, 0) >= args.studies // 2, f'{name}: tried on {ran.get(name, 0)} studies only')
    sys.exit(failures.result('metamorphic', checks))


if __name__ == '__main__':
    main()
