#!/usr/bin/env python3
"""`quickscan new`, `merge`, `split` and `withdraw` on a study: nothing that is there is lost, check stays as clean, and what
is refused changes nothing.

    chores.py QUICKSCAN STUDY"""
import json
import os
import re
import shutil
import sys
import tempfile

import yaml

from whole_study import Failures, files_under, read_study, run

failures = Failures()
checks = 0


def check(condition, what):
    global checks
    checks += 1
    return failures.expect(condition, what)


class Home:
    """A copy of a study, in which commands are run."""

    def __init__(self, program, example, work, line_end=b'\n'):
        self.program, self.folder = program, os.path.join(work, 'study')
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(example, self.folder, ignore=shutil.ignore_patterns('.quickscan', '.vscode', 'report*', 'export*'))
        for path, data in list(files_under(self.folder)):
            if path.endswith('.yaml'):
                self.write(path, data.replace(b'\n', line_end))
        self.line_end = line_end

    def write(self, path, data):
        with open(os.path.join(self.folder, path), 'wb') as file:
            file.write(data)

    def files(self):
        return dict(files_under(self.folder))

    def run(self, *arguments, wanted=0):
        code, out, err = run(self.program, arguments, folder=self.folder)
        check(code == wanted, f'{arguments}: exit {code}: {out.decode()[:300]} {err.decode()[:300]}')
        return out.decode() + err.decode()

    def errors(self):
        code, out, _ = run(self.program, ['check', '--format', 'json'], folder=self.folder)
        return [one for one in json.loads(out)['findings'] if one['severity'] == 'error']


def new_entries(home):
    """Entries and files of every kind: what was there stays byte for byte, and nothing is written twice."""
    study = home.files()
    for words in (['interview'], ['interview', 'zz9'], ['development', 'zz-d'], ['stakeholder', 'zz-s']):
        before = home.files()
        path = os.path.normpath(home.run('new', *words).split('\n')[0])
        after = home.files()
        check(all(after[name].startswith(data) for name, data in before.items()) and path in after, f'{words}: what was there stays')
        check({name for name in after if after[name] != before.get(name)} == {path}, f'{words}: one file')
        check(b'\r' in after[path] or home.line_end == b'\n' or path not in before, f'{words}: line ends are kept')
        if len(words) > 1:
            home.run('new', *words, wanted=2)
            check(home.files() == after, f'{words}: never overwrites')
        check(not home.errors(), f'{words}: {home.errors()}')
    home.run('new', 'coder', 'tv')
    codings = {path: data for path, data in home.files().items() if path.endswith('.tv.yaml')}
    voices = [path for path, data in study.items() if path.startswith('interviews/') and b'speakers:' in data]
    check(len(codings) == len(voices) + 2, f'a blank coding of every interview: {len(codings)} of {len(voices)}')
    check(not home.errors(), f'new coder: {home.errors()[:2]}')
    for path, data in codings.items():
        first = path.replace('.tv.', '.')
        blank, old = yaml.safe_load(data), yaml.safe_load(home.files()[first])
        check(blank.pop('coder') == 'tv' and blank.pop('segments') == [], f'{path}: no codes')
        old.pop('segments')
        old.pop('coder', None)
        check(blank == old, f'{path}: the header of the first coding')
        text = data.decode()
        for segment in yaml.safe_load(home.files()[first])['segments']:
            for key in ('quote', 'at'):
                check(key not in segment or ' '.join(str(segment[key]).split())[:20] in text.replace('# ', ''), f'{path}: {key}')
        codes = text[text.index('segments:'):]
        check(not re.search(r'\b(rec|stage|basis|barrier|enabler|note):', codes), f'{path}: {codes}')
    home.run('new', 'coder', 'tv', wanted=2)
    interview = os.path.basename(next(iter(codings))).split('.')[0]
    home.run('new', 'agreed', interview, wanted=0 if len(yaml.safe_load(home.files()['study.yaml'])['coders']) > 1 else 2)
    check(not home.errors(), f'new agreed: {home.errors()[:2]}')
    home.run('new', 'wave', '../wave')
    wave = Wave(home)
    check(wave.run('new', 'interview') and not wave.errors(), f'the first interview of a wave: {wave.errors()[:2]}')
    home.run('new', 'wave', '../wave', wanted=2)


class Wave(Home):
    def __init__(self, home):
        self.program, self.folder = home.program, os.path.join(os.path.dirname(home.folder), 'wave')


def ids_of(study):
    framework = study.get('framework.yaml', {})
    return {'stakeholder': list(study['stakeholders.yaml']), 'development': list(study['developments.yaml']),
            'sector': list(study['study.yaml'].get('sectors', {})), 'rec': list(framework.get('recommendations', {})),
            'factor': list(framework.get('factors', {})), 'level': list(framework.get('levels', {}))}


def merged(program, example, work):
    """Every id made part of the next one: without errors and nowhere named any more, or refused and nothing changed."""
    done = 0
    for kind, ids in ids_of(read_study(example)).items():
        for one, other in zip(ids, ids[1:]):
            home = Home(program, example, work)
            before = home.files()
            code, out, err = run(program, ['merge', kind, one, other], folder=home.folder)
            if code == 1:
                check(home.files() == before and b'nothing was written' in err, f'merge {kind} {one}: refused, nothing changed')
                continue
            check(code == 0, f'merge {kind} {one} {other}: {code} {err[:300]}')
            check(not home.errors(), f'merge {kind} {one} {other}: {home.errors()[:1]}')
            named = run(program, ['rename', kind, one, 'zz-free', '--dry-run'], folder=home.folder)[2].decode()
            check(f'no {kind} `{one}`' in named, f'merge {kind} {one}: still named: {named[:200]}')
            done += 1
    check(done > 3, f'only {done} merges')


def split(program, example, work):
    for rec in ids_of(read_study(example))['rec']:
        home = Home(program, example, work)
        before = home.files()
        shown = home.run('split', rec, 'into', 'zz-a', 'zz-b', '--dry-run')
        check(home.files() == before and 'decide ' in shown, 'split --dry-run changes nothing')
        out = home.run('split', rec, 'into', 'zz-a', 'zz-b')
        check(not home.errors(), f'split {rec}: {home.errors()[:1]}')
        for place in re.findall(r'^decide (\S+?):(\d+):', out, flags=re.M):
            line = home.files()[place[0]].decode().split('\n')[int(place[1]) - 1]
            check('zz-a' in line, f'split {rec}: {place}: {line}')


def withdrawn(program, example, work):
    """Every interview, and every person of a group: gone from all files but the count."""
    for path in read_study(example):
        if not path.startswith('interviews/'):
            continue
        interview = os.path.basename(path).split('.')[0]
        home = Home(program, example, work)
        speakers = list(read_study(example)[path].get('speakers', {}))
        out = home.run('withdraw', interview)
        check(path not in home.files() and 'git log' in out, f'withdraw {interview}')
        check(b'withdrawn' in home.files()['study.yaml'] and not home.errors(), f'withdraw {interview}: {home.errors()[:1]}')
        for speaker in speakers if len(speakers) > 2 else []:
            home = Home(program, example, work)
            home.run('withdraw', f'{interview}:{speaker}')
            data = yaml.safe_load(home.files()[path])
            check(speaker not in data['speakers'], f'withdraw {interview}:{speaker}')
            check(all(speaker not in str(segment.get('by', '')).split() for segment in data['segments']), f'{interview}:{speaker}: by')
            check(not home.errors(), f'withdraw {interview}:{speaker}: {home.errors()[:1]}')


def killed(program, example, work):
    """A rename killed at each of its exchanges of names: the next run finds all of it or nothing."""
    if shutil.which('strace') is None:
        return
    kind, ids = next((kind, ids) for kind, ids in ids_of(read_study(example)).items() if ids)
    home = Home(program, example, work)
    before = home.files()
    home.run('rename', kind, ids[0], 'zz-free')
    after = home.files()
    outcomes = set()
    for call in ('rename,renameat,renameat2', 'unlink,unlinkat'):
        for turn in range(1, 40):
            home = Home(program, example, work)
            command = ['-f', '-o', '/dev/null', '-e', f'inject={call}:signal=KILL:when={turn}', program, 'rename', kind, ids[0], 'zz-free']
            if run(shutil.which('strace'), command, folder=home.folder)[0] == 0:
                break
            run(program, ['summary', '-q'], folder=home.folder)
            found = {path: data for path, data in home.files().items() if not os.path.basename(path).startswith('.')}
            outcomes.add(found == after)
            check(found in (before, after), f'killed at {call} {turn}: {[p for p in after if found.get(p) != after[p]]}')
            check('.quickscan-edit' not in home.files(), f'killed at {call} {turn}: the journal is gone')
    check(outcomes == {True, False}, f'killed before and after the journal was there: {outcomes}')


def main():
    program, example = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as work:
        for line_end in (b'\n', b'\r\n'):
            shutil.rmtree(os.path.join(work, 'wave'), ignore_errors=True)
            new_entries(Home(program, example, work, line_end))
        merged(program, example, work)
        split(program, example, work)
        withdrawn(program, example, work)
        killed(program, example, work)
    sys.exit(failures.result('chores', checks))


main()
