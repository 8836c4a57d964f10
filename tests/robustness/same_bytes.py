#!/usr/bin/env python3
"""The same inputs give the same bytes: whatever the locale, the time zone, the number of threads, the order in a folder,
the working folder, or how often.

    same_bytes.py --program build/quickscan --study examples/rotterdam-2021"""
import os
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures, files_under, program_and_study, run

COMMANDS = {
    'check': ['check', 'STUDY', '--strict', '--format', 'line', '--output=json=OUT/check.json', '--output=sarif=OUT/check.sarif',
              '--output=junit=OUT/check.xml', '--output=gitlab=OUT/check.gitlab', '--output=markdown=OUT/check.md', '--output=github=OUT/check.github'],
    'report': ['report', 'STUDY', '--format', 'html,md,json,briefing', '-o', 'OUT'],
    'report in English, public': ['report', 'STUDY', '--format', 'html,md,json,briefing', '--lang', 'en', '--audience', 'public', '--suppress', '-o', 'OUT'],
    'graph': ['graph', 'STUDY', '--format', 'json,csv,graphml,gexf,dot,cytoscape,svg', '-o', 'OUT'],
    'graph as text': ['graph', 'STUDY'],
    'summary': ['summary', 'STUDY', '--details'],
    'summary --json': ['summary', 'STUDY', '--json'],
    'why': ['why', 'access/operational', 'STUDY'],
    'coverage': ['coverage', 'STUDY'],
    'agreement': ['agreement', 'STUDY', '--json'],
    'compare': ['compare', 'STUDY', 'STUDY'],
    'schema': ['schema', 'STUDY', '-o', 'OUT'],
    'where one stands': [],
}


def installed_locales():
    try:
        found = subprocess.run(['locale', '-a'], stdout=subprocess.PIPE, text=True, check=False).stdout.split()
    except OSError:
        found = []
    return {name.lower().replace('-', ''): name for name in found}


def environments():
    """A name, variables and threads: each differs from the first in more than one respect."""
    have = installed_locales()
    result = []
    for (wish, zone, threads) in (('nl_NL.utf8', 'Europe/Amsterdam', '1'), ('tr_TR.utf8', 'Pacific/Kiritimati', '2'),
                                  ('ar_SA.utf8', 'America/St_Johns', '4')):
        # A locale that is not installed still reaches the program as a name.
        name = have.get(wish.lower(), wish.replace('utf8', 'UTF-8'))
        result.append((f'{name}, {zone}, {threads} threads', {'LC_ALL': name, 'LANG': name, 'TZ': zone, 'COLUMNS': '41'}, threads))
    return result


def outputs(program, arguments, study, work, variables, threads, folder=None):
    """Everything that one command gives: exit code, standard output and error, and files."""
    out = os.path.join(work, 'out')
    shutil.rmtree(out, ignore_errors=True)
    os.mkdir(out)
    given = [a.replace('STUDY', study).replace('OUT', out) for a in arguments]
    if given[:1] == ['check'] and threads:
        given += ['--threads', threads]
    code, output, said = run(program, given, folder=folder or study, environment=variables)
    return {'exit code': str(code).encode(), 'standard output': output, 'standard error': said, **dict(files_under(out))}


def backwards(study, copy):
    """The same study, its files made in the opposite order and with other times."""
    paths = [path for path, _ in files_under(study)]
    for number, path in enumerate(reversed(paths)):
        target = os.path.join(copy, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(study, path), target)
        os.utime(target, (number * 86400, number * 86400))


def main():
    args = program_and_study(__doc__)
    program = args.program
    failures, checks = Failures(), 0
    with tempfile.TemporaryDirectory() as work:
        study = os.path.join(work, 'study')
        backwards(args.study, study)
        other = os.path.join(work, 'other')
        os.mkdir(other)
        for shown, arguments in COMMANDS.items():
            first = outputs(program, arguments, study, work, {'LC_ALL': 'C', 'TZ': 'UTC'}, None)
            code = first['exit code']
            failures.expect(code in (b'0', b'1') and b'error' not in first['standard error'], f'{shown}: exit {code}: {first["standard error"][-300:]}')
            failures.expect(len(first) > 3 or first['standard output'], f'{shown} gives nothing')
            variants = [('again', lambda: outputs(program, arguments, study, work, {'LC_ALL': 'C', 'TZ': 'UTC'}, None))]
            variants += [(name, lambda variables=variables, threads=threads: outputs(program, arguments, study, work, variables, threads))
                         for name, variables, threads in environments()]
            if arguments:
                variants.append(('another folder', lambda: outputs(program, arguments, study, work, {}, None, other)))
            for name, again in variants:
                then = again()
                failures.expect(first.keys() == then.keys(), f'{shown}, {name}: other files: {sorted(first.keys() ^ then.keys())}')
                for path in first.keys() & then.keys():
                    same = first[path] == then[path]
                    where = next((i for i, (a, b) in enumerate(zip(first[path], then[path])) if a != b), -1)
                    failures.expect(same, f'{shown}, {name}: {path} differs at byte {where}: {first[path][max(0, where - 40):where + 40]} '
                                          f'{then[path][max(0, where - 40):where + 40]}')
                    checks += 1
        # A copy elsewhere, its files made in another order, with the path of the study given relative to it.
        copy = os.path.join(work, 'elsewhere', 'study')
        backwards(study, copy)
        for shown, arguments in COMMANDS.items():
            a = outputs(program, [x.replace('STUDY', '.') for x in arguments], study, work, {}, None)
            b = outputs(program, [x.replace('STUDY', '.') for x in arguments], copy, work, {}, None)
            differ = sorted(path for path in a.keys() | b.keys() if a.get(path) != b.get(path))
            failures.expect(not differ, f'{shown}: a copy of the study elsewhere gives other bytes in {differ}')
            for path, data in b.items():
                failures.expect(path.startswith('standard') or work.encode() not in data, f'{shown}: {path} holds a path of the machine')
            checks += 1
    return failures.result('same_bytes', checks)


if __name__ == '__main__':
    sys.exit(main())
