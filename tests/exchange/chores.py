#!/usr/bin/env python3
"""`quickscan new`, `merge`, `split` and `withdraw` on a study: nothing that is there is lost, check stays as clean, and what
is refused changes nothing.

    chores.py QUICKSCAN STUDY"""
import json
import os
import re
import resource
import shutil
import sys
import tempfile

import yaml

from whole_study import Failures, files_under, read_study, run

failures = Failures()
check = failures.check


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
    for kind, words in (('development', {'nl': 'hoe het begon', 'en': 'how it began'}),
                        ('stakeholder', {'nl': 'hier komen mensen het eerst', 'en': 'where clients come first'}),
                        ('interview', {'nl': 'waar in het verslag', 'en': 'where in the transcript'})):
        for language, comment in words.items():
            before = home.files()
            path = os.path.normpath(home.run('new', kind, f'{language}-1', '--lang', language).split('\n')[0])
            check(comment in home.files()[path].decode()[len(before.get(path, b'')):], f'new {kind} --lang {language}: comments')
    check(not home.errors(), f'comments: {home.errors()[:2]}')
    home.run('new', 'coder', 'tv')
    codings = {path: data for path, data in home.files().items() if path.endswith('.tv.yaml')}
    voices = [path for path, data in study.items() if path.startswith('interviews/') and b'speakers:' in data]
    check(len(codings) == len(voices) + 4, f'a blank coding of every interview: {len(codings)} of {len(voices)}')
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


def chores_of(study):
    """Every chore, with ids of the study; the last ones need a study without errors."""
    stakeholders = list(study['stakeholders.yaml'])
    interview = next(path for path, data in study.items() if path.startswith('interviews/') and data.get('speakers'))
    return [['rename', 'stakeholder', stakeholders[0], 'zz-free'], ['merge', 'stakeholder', stakeholders[0], stakeholders[1]],
            ['withdraw', os.path.basename(interview).split('.')[0]], ['new', 'interview'], ['new', 'coder', 'tv'], ['new', 'stakeholder', 'zz-s'],
            ['new', 'development', 'zz-d'], ['new', 'wave', '../wave']], interview


def broken(program, example, work):
    """With a file that cannot be read nothing is changed that would leave that file behind; a study with other errors can be."""
    commands, interview = chores_of(read_study(example))
    slips = {b'\nquestion: [\n': (interview, 1), b'\nnote: \xff\n': (interview, 1), b'\ntitle: "\n': ('study.yaml', 1), b'\nwhat: 1\n': (interview, 0)}
    for slip, (path, refused_too) in slips.items():
        for words in commands:
            home = Home(program, example, work)
            home.write(path, home.files()[path] + slip)
            before = home.files()
            code, _, err = run(program, words, folder=home.folder)
            whole = words[0] == 'withdraw' and path == interview  # its file goes, whatever is in it
            wanted = 0 if whole else 1 if words[0] == 'new' or refused_too else code
            check(code == wanted, f'{words} with {slip} in {path}: exit {code}: {err[:300]}')
            check(code == 0 or home.files() == before, f'{words} with {slip} in {path}: nothing changes')
            check(not os.path.exists(os.path.join(work, 'wave')), f'{words}: no wave')


def protected(program, example, work):
    """What may not be written or removed stays, with all the rest, and no later command stumbles over it."""
    commands, interview = chores_of(read_study(example))
    locks = ('study.yaml', 'stakeholders.yaml', 'interviews', interview, '.')
    drop = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] if os.getuid() == 0 else []
    if drop and shutil.which('setpriv') is None:
        print('left out: setpriv')
        return
    os.chmod(work, 0o777)
    for lock in locks:
        for words in commands[:-1]:
            home = Home(program, example, work)
            before = home.files()
            for path in [home.folder, *(os.path.join(root, name) for root, folders, names in os.walk(home.folder) for name in folders + names)]:
                if drop:
                    os.chown(path, 65534, 65534)
            place = os.path.join(home.folder, lock)
            os.chmod(place, 0o555 if os.path.isdir(place) else 0o444)
            code, _, err = run((drop + [program])[0], [*drop[1:], *([program] if drop else []), *words], folder=home.folder)
            check(code in (0, 1, 2), f'{words} with {lock} protected: exit {code} {err[:200]}')
            check(code == 0 or home.files() == before, f'{words} with {lock} protected: nothing changes')
            check(code != 0 or not os.path.isfile(place) or home.files().get(lock) == before[lock], f'{words}: {lock} is changed')
            check(run(program, ['check', '-q'], folder=home.folder)[0] == 0, f'{words} with {lock} protected: the next command works')
            os.chmod(place, 0o755)


def odd_words(program, example, work):
    """Ids and folders that are none."""
    home = Home(program, example, work)
    before = home.files()
    for words in (['new', 'interview', '../x'], ['new', 'interview', 'S1'], ['new', 'interview', 'a/b'], ['new', 'interview', 'a.b'], ['new', 'stakeholder', 'é'],
                  ['new', 'development', 'a b'], ['new', 'coder', 'TV'], ['new', 'coder', ''], ['new', 'planet', 'x'], ['new', 'wave', '.'], ['new', 'wave', 'interviews'],
                  ['new', 'wave', 'study.yaml/x'], ['new', 'wave', 'next'], ['new', 'agreed', 'nobody'], ['withdraw', 'nobody'], ['withdraw', ''],
                  ['split', 'nobody', 'into', 'a', 'b'], ['rename', 'stakeholder', 'a', '../b'], ['merge', 'stakeholder', 'a', 'a'], ['merge', 'rung', '1', '2']):
        home.run(*words, wanted=2)
        check(home.files() == before, f'{words}: nothing changes')
    for path in ('study.yaml', 'README.md', 'none.yaml'):
        said = home.run('init', 'next', '--from-framework', path, wanted=2)
        check(home.files() == before and '<U+' not in said and not os.path.exists(os.path.join(home.folder, 'next')), f'init from {path}: {said[:200]}')
    for path in before:
        if path.startswith('interviews/'):
            home.run('withdraw', os.path.basename(path).split('.')[0] + ':', wanted=2)
    check(home.files() == before, 'withdraw without a speaker: nothing changes')
    if 'coders' not in read_study(example)['study.yaml']:
        home.run('new', 'coder', 'first', wanted=2)


def large(program, example, work):
    """A thousand interviews: every chore within seconds, also without optimisation."""
    home = Home(program, example, work)
    study = read_study(example)
    _, interview = chores_of(study)
    text = home.files()[interview].decode()
    name = os.path.basename(interview).split('.')[0]
    for number in range(1000):
        home.write(f'interviews/zz{number}.yaml', re.sub(rf'^interview: {name}\b', f'interview: zz{number}', text, flags=re.MULTILINE).encode())
    check(not home.errors(), home.errors()[:1])
    stakeholders = list(study['stakeholders.yaml'])
    for words in (['rename', 'stakeholder', stakeholders[0], 'zz-free'], ['merge', 'stakeholder', 'zz-free', stakeholders[1]],
                  ['withdraw', 'zz1'], ['new', 'interview'], ['new', 'coder', 'tv']):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        code, _, err = run(program, words, folder=home.folder)
        check(code in (0, 1), f'{words}: exit {code} {err[:200]}')
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        check(used < 40, f'{words}: {used:.0f} s')


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
        shutil.rmtree(os.path.join(work, 'wave'), ignore_errors=True)
        odd_words(program, example, work)
        if os.path.basename(example) == 'first-study':
            broken(program, example, work)
            protected(program, example, work)
            large(program, example, work)
    sys.exit(failures.result('chores', failures.checks))


main()
