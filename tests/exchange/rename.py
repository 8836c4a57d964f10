#!/usr/bin/env python3
"""`quickscan rename`: every id of a study to a free one and back gives the same bytes, and the analysis between is the same
but for the name.

    rename.py QUICKSCAN STUDY [FORM]

FORM is how the files are written: `windows`, with a byte-order mark, CRLF and comments, or `json`, every text between
quotes and everything between brackets. The study then also has a key file and texts with placeholders."""
import json
import os
import re
import shutil
import sys
import tempfile

import yaml

from whole_study import Failures, files_under, read_study, run

failures = Failures()
check = failures.check


def ids_of(study):
    """Kind and id of everything that has an id, as the files define it."""
    home = study['study.yaml']
    for kind, key in (('sector', 'sectors'), ('place', 'places'), ('coder', 'coders')):
        yield from ((kind, name) for name in home.get(key, {}))
    yield from (('step', step['step']) for step in home.get('escalation', []))
    framework = study.get('framework.yaml', {})
    for kind, key in (('level', 'levels'), ('rec', 'recommendations'), ('factor', 'factors'), ('term', 'terms'), ('line', 'lines')):
        yield from ((kind, name) for name in framework.get(key, {}))
    yield from (('rung', rung['id']) for rung in framework.get('ladder', []))
    for rec, value in framework.get('recommendations', {}).items():
        yield from (('part', f'{rec}.{part}') for part in value.get('parts', {}))
    for line in framework.get('lines', {}).values():
        yield from (('item', item) for item in line.get('items', {}))
    yield from (('stakeholder', name) for name in study.get('stakeholders.yaml', {}))
    yield from (('development', name) for name in study.get('developments.yaml', {}))
    persons = set()
    for path, data in study.items():
        if path.startswith('interviews/') and path.count('.') == 1:
            yield 'interview', data['interview']
            persons.update(s['person'] for s in data.get('speakers', {}).values() if 'person' in s)
    yield from (('person', person) for person in sorted(persons))


def written_as(form, folder):
    """Writes the files of a study another way."""
    os.makedirs(os.path.join(folder, 'confidential'))
    interview = next(data for path, data in read_study(folder).items() if path.startswith('interviews/') and 'speakers' in data)
    with open(os.path.join(folder, 'confidential/key.yaml'), 'w', encoding='utf-8') as file:
        file.write(f"{interview['interview']}:{next(iter(interview['speakers']))}: Wilhelmina Zonderland\n")
    os.chmod(os.path.join(folder, 'confidential/key.yaml'), 0o600)
    for name, data in list(files_under(folder)):
        if not name.endswith('.yaml'):
            continue
        if form == 'windows':
            lines = [line + (b'  # c: [x]' if line and b'#' not in line and not line.endswith(b'|') else b'') for line in data.split(b'\n')]
            data = b'\xef\xbb\xbf' + b'\r\n'.join(lines)
        else:
            data = json.dumps(yaml.safe_load(data), default=str, ensure_ascii=False, indent=1).encode()
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(data)


def analysis_of(program, folder, old=None, new=None):
    """The analysis without the hashes of its inputs, the new name read as the old one."""
    code, out, err = run(program, ['summary', folder, '--json', '-q'])
    check(code == 0, f'{new}: summary: {err[:300]}')
    text = out.decode()
    if new:
        text = re.sub(rf'(?<![\w.-]){re.escape(new)}(?![\w-])', old, text)
    data = json.loads(text)
    data.pop('provenance')
    return data


def main():
    program, example = sys.argv[1:3]
    form = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, 'study')
        shutil.copytree(example, folder, ignore=shutil.ignore_patterns('.quickscan', '.vscode', 'report*', 'export*'))
        if form:
            written_as(form, folder)
        before = dict(files_under(folder))
        study = read_study(folder)
        clean = run(program, ['check', folder, '--format', 'json'])
        plain = analysis_of(program, folder)
        seen = set()
        for kind, name in ids_of(study):
            free = name + '-q'  # so that what is sorted by id stays in its place
            code, out, err = run(program, ['rename', kind, name, free, folder, '--dry-run'])
            check(code == 0 and dict(files_under(folder)) == before, f'{kind} {name}: --dry-run changes nothing: {err[:200]}')
            code, out, err = run(program, ['rename', kind, name, free, folder])
            if not failures.expect(code == 0, f'{kind} {name}: {out[:300]} {err[:300]}'):
                continue
            check(dict(files_under(folder)) != before, f'{kind} {name}: something changed')
            if kind not in seen or kind in ('rec', 'level'):  # the analysis takes long: one of each kind, and the gravest
                seen.add(kind)
                found = run(program, ['check', folder, '--format', 'json'])
                check(found[0] == clean[0] and found[1].count(b'"severity"') == clean[1].count(b'"severity"'),
                      f'{kind} {name}: check is as clean as before')
                after = analysis_of(program, folder, name, free)
                check(after == plain, f'{kind} {name}: the analysis is the same but for the name')
            code, out, err = run(program, ['rename', kind, free, name, folder])
            check(code == 0, f'{kind} {name}: back: {out[:300]} {err[:300]}')
            after = dict(files_under(folder))
            if not failures.expect(after == before, f'{kind} {name}: not the same bytes: '
                                   f'{[p for p in before if after.get(p) != before[p]]}'):
                break
        refused(program, folder, study, before)
    sys.exit(failures.result('rename', failures.checks))


def refused(program, folder, study, before):
    stakeholders = list(study['stakeholders.yaml'])
    for arguments in (['rename', 'stakeholder', stakeholders[0], stakeholders[1]], ['rename', 'stakeholder', 'nobody', 'somebody'],
                      ['rename', 'stakeholder', stakeholders[0], 'No Id'], ['rename', 'planet', 'a', 'b']):
        code, _, err = run(program, [*arguments, folder])
        check(code == 2 and err, f'{arguments}: exit {code}')
    check(dict(files_under(folder)) == before, 'what is refused changes nothing')


main()
