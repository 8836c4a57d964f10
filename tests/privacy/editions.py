#!/usr/bin/env python3
"""When a public edition is refused, and what it says of itself: without a key file, in the place of an earlier edition of
other data, over the drawings of an internal one; and the graph, through the same gate.

    editions.py --program build/quickscan --study examples/rotterdam-2021"""
import csv
import json
import os
import shutil
import sys

from whole_study import files_under, program_and_study, read_study, run, run_parts, write_study

REASON = 'de sleutel ligt bij de opdrachtgever'


def text_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def bytes_of(path):
    with open(path, 'rb') as file:
        return file.read()


def write(study, folder, **changes):
    for key, value in changes.items():
        study['study.yaml'][key] = value
    write_study(study, folder)
    return folder


def without_key(args, work, failures):
    """Interviews need a key to search for names with, or a reason; documents do not."""
    study = read_study(args.study)
    study.pop('confidential/key.yaml', None)
    public = ['--audience', 'public', '--suppress', '--format', 'html,json,briefing']
    folder = write(study, os.path.join(work, 'fieldwork'), provenance='fieldwork')
    out = os.path.join(work, 'no-key')
    code, _, said = run(args.program, ['report', folder, *public, '-o', out])
    failures.expect(code == 3 and not os.path.exists(out), f'without a key: exit {code}')
    failures.expect(b'confidential/key.yaml' in said and b'--no-key' in said, f'without a key it says {said[:300]}')
    code, _, said = run(args.program, ['report', folder, *public, '--no-key', REASON, '-o', out])
    if failures.expect(code == 0, f'with a reason: exit {code}: {said[:300]}'):
        for path, data in files_under(out):
            where = data.find(REASON.encode())
            if path.endswith('.html') and 'briefing' not in path:
                failures.expect(0 <= where < data.find(b'<main'), f'{path} does not give the reason on its first page')
        failures.expect(json.loads(text_of(os.path.join(out, 'report.public.json')))['provenance']['no_key'] == REASON, 'the JSON gives no reason')
    for provenance in ('documents', 'reconstructed', 'synthetic'):
        code, _, said = run(args.program, ['report', write(study, os.path.join(work, provenance), provenance=provenance), *public,
                                           '-o', os.path.join(work, f'out-{provenance}')])
        failures.expect(code == 0, f'{provenance} without a key: exit {code}: {said[:300]}')
    study['confidential/key.yaml'] = {'p9': 'Sanne Verhoeven'}
    code, _, said = run(args.program, ['report', write(study, os.path.join(work, 'keyed'), provenance='fieldwork'), *public,
                                       '-o', os.path.join(work, 'out-keyed')])
    failures.expect(code == 0, f'with a key: exit {code}: {said[:300]}')
    code, _, _ = run(args.program, ['report', folder, '--no-key', REASON, '-o', os.path.join(work, 'x.html')])
    failures.expect(code == 2, f'--no-key without --audience public: exit {code}')
    return 8


def replacing(args, work, failures):
    """An edition of other data is not written over unless it is named."""
    study = read_study(args.study)
    folder = write(study, os.path.join(work, 'later'))
    checks = 0
    for ending in ('html', 'json', 'md', *(['docx'] if shutil.which('pandoc') else []), *(['pdf'] if shutil.which('chromium') else [])):
        place = os.path.join(work, f'edition.{ending}')
        command = ['report', folder, '--audience', 'public', '--suppress', '--lang', 'en', '-o', place]
        code, _, said = run(args.program, ['report', args.study, *command[2:]])
        if not failures.expect(code == 0, f'{ending}: exit {code}: {said[:300]}'):
            continue
        old = bytes_of(place)
        code, _, said = run(args.program, ['report', args.study, *command[2:]])
        failures.expect(code == 0 and bytes_of(place) == old, f'{ending}: the same data again: exit {code}: {said[:300]}')
        title = dict(study['study.yaml'])
        with open(os.path.join(folder, 'study.yaml'), 'a', encoding='utf-8') as file:
            file.write('# later\n')
        code, _, said = run(args.program, command)
        failures.expect(code == 3 and bytes_of(place) == old, f'{ending}: over other data: exit {code}')
        failures.expect(b'--replaces' in said, f'{ending}: the refusal says {said[:300]}')
        code, _, said = run(args.program, [*command, '--replaces', place])
        new = bytes_of(place)
        failures.expect(code == 0 and new != old, f'{ending}: --replaces: exit {code}: {said[:300]}')
        said = ending in ('docx', 'pdf') or b'replaces an earlier one' in new or json.loads(new)['provenance']['replaces']
        failures.expect(said,
                        f'{ending}: the new edition does not say what it replaces')
        checks += len(title) > 0
    code, _, _ = run(args.program, [*command, '--replaces', os.path.join(folder, 'study.yaml')])
    failures.expect(code == 2, f'--replaces of what is no edition: exit {code}')
    return checks + 1


def drawings(args, work, failures):
    """No drawing of an internal edition stays in the folder of a public one."""
    place = os.path.join(work, 'edition.md')
    code, _, said = run(args.program, ['report', args.study, '-o', place])
    folder = os.path.join(work, 'edition-figures')
    failures.expect(code == 0 and any('ladder' in n for n in os.listdir(folder)), f'the internal Markdown: exit {code}: {said[:300]}')
    code, _, said = run(args.program, ['report', args.study, '--audience', 'public', '--suppress', '-o', place])
    failures.expect(code == 0, f'the public Markdown: exit {code}: {said[:300]}')
    text = text_of(place)
    for name in os.listdir(folder):
        failures.expect(name in text, f'{name} of another edition stays beside the public Markdown')
    return 2


def graph(args, work, failures):
    out = os.path.join(work, 'graph')
    formats = 'json,csv,graphml,gexf,dot,cytoscape,svg,text'
    code, _, said = run(args.program, ['graph', args.study, '--audience', 'public', '--format', formats, '-o', out])
    if not failures.expect(code == 0, f'the public graph: exit {code}: {said[:300]}'):
        return 1
    interviews = [n[:-5] for n in os.listdir(os.path.join(args.study, 'interviews')) if n.endswith('.yaml')]
    network = json.loads(text_of(os.path.join(out, 'graph.json')))
    failures.expect(not any(tie['claims'] for tie in network['ties']), 'the JSON gives claims')
    failures.expect(not any(actor['interviews'] for actor in network['actors']), 'the JSON gives interviews')
    with open(os.path.join(out, 'ties.csv'), encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file):
            told = [v for k, v in row.items() if k and k.lower() in ('claims', 'interviews') and v]
            failures.expect(not told, f'ties.csv gives {told}')
    for path, data in files_under(out):
        words = data.decode('utf-8', 'replace')
        found = [i for i in interviews if f'({i})' in words or f'"{i}"' in words]
        failures.expect(not found, f'{path} names the interviews {found}')
        failures.expect(os.stat(os.path.join(out, path)).st_mode & 0o777 == 0o644, f'{path} is not for everybody')
    return 3


def main():
    args = program_and_study(__doc__)
    return run_parts('editions', (without_key, replacing, drawings, graph), args)


if __name__ == '__main__':
    sys.exit(main())
