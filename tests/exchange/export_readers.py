#!/usr/bin/env python3
"""The files of `quickscan export`, read by programs that not every machine has.

    export_readers.py QUICKSCAN STUDY READER [WORK]

READER is `duckdb` (npm, installed into WORK): the line for it in the export's README, and every table value for value;
`datapackage` (npm, into WORK): each table against its schema; or `haven` (R): both SAV files, with labels and missing values,
and the lines for R in the README. Skipped (77) where the reader cannot be had. Each is also given what is wrong, which it must refuse."""
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from npm_package import npm_package
from whole_study import Failures, need, run

failures = Failures()
check = failures.check


def table(folder, name):
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding='utf-8'), newline='')))


def lines_of(folder, language):
    """The code that the README prints for a language."""
    return re.search(rf'```{language}\n(.*?)```', (folder / 'README.md').read_text(encoding='utf-8'), re.DOTALL)[1].strip()


def node(work, script, *arguments, folder):
    program = work.absolute() / 'read.mjs'
    program.write_text(script, encoding='utf-8')
    done = subprocess.run(['node', program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f'node: {done.stderr[-2000:]}')
    return json.loads(done.stdout)


def same(value, text):
    """A value that a reader gives, and what the CSV has."""
    if text == '' or value is None:
        return text == '' and value is None
    if isinstance(value, bool):
        return str(value).lower() == text
    if str(value) == text:
        return True
    try:
        return float(value) == float(text)
    except ValueError:
        return False


def compare(name, found, wanted):
    check(len(found) == len(wanted), f'{name}: {len(found)} rows of {len(wanted)}')
    for there, here in zip(found, wanted):
        check(list(there) == list(here), f'{name}: columns {list(there)}')
        wrong = {column: (there.get(column), text) for column, text in here.items() if not same(there.get(column), text)}
        check(not wrong, f'{name}: {wrong}')


DUCKDB = '''
import { DuckDBInstance } from '@duckdb/node-api';
const db = await (await DuckDBInstance.create(':memory:')).connect();
const tables = [];
for (const line of process.argv.slice(2)) tables.push((await db.runAndReadAll(line)).getRowObjectsJson());
console.log(JSON.stringify(tables));
'''


def read_by_duckdb(folder, work):
    npm_package(work, '@duckdb/node-api@1.5.6-r.1')
    printed = lines_of(folder, 'sql')
    names = sorted(path.name for path in folder.glob('*.csv'))
    found = node(work, DUCKDB, printed, *(printed.replace('cells.csv', name) for name in names), folder=folder)
    for name, rows in zip(['cells.csv', *names], found):
        compare(f'DuckDB, {name}', rows, table(folder, name))
    cells = table(folder, 'cells.csv')
    broken = re.sub(r',(\d+),', lambda number: f',{int(number[1]) + 1},', (folder / 'cells.csv').read_text(encoding='utf-8'), count=1)
    (folder / 'cells.csv').write_text(broken, encoding='utf-8')
    rows = node(work, DUCKDB, printed, folder=folder)[0]
    check(sum(not same(row[name], text) for row, wanted in zip(rows, cells) for name, text in wanted.items()) == 1, 'a wrong number is seen')


DATA_PACKAGE = '''
import datapackage from 'datapackage';
const result = {};
const found = await datapackage.Package.load(process.argv[2]);
result.errors = found.errors.map(error => error.message);
result.tables = {};
for (const resource of found.resources) {
  try {
    result.tables[resource.name] = await resource.read({relations: true, keyed: true, cast: true});
  } catch (error) {
    result.tables[resource.name] = [error.message, ...(error.errors || []).map(one => one.message)].join(' ');
  }
}
console.log(JSON.stringify(result));
'''


def in_version_1(package):
    """What version 1 of the standard, which the library reads, says in other words: missing values are texts; and its library
    guesses the delimiter where none is given."""
    for resource in package['resources']:
        resource['schema']['missingValues'] = [one['value'] for one in resource['schema']['missingValues']]
        resource.setdefault('dialect', {'delimiter': ','})
        for key in resource['schema'].get('foreignKeys', []):
            for keys in (key, key['reference']):
                keys['fields'] = keys['fields'] if len(keys['fields']) > 1 else keys['fields'][0]
    return package


# What is done to a table, and to which; the library has to refuse it.
BREAKAGES = {'cells.csv': [(r'\n(\S+?),', r'\n,'), (',true,', ',perhaps,'), (r'^rec,', 'aanbeveling,')],
             'actors.csv': [(r'(\n[^,\n]+,)', r'\1x,')], 'ties.csv': [(r'\n[^,\n]+,', r'\nnobody,')]}


def read_by_datapackage(folder, work):
    npm_package(work, 'datapackage@1.1.10', any_machine=True)
    package = in_version_1(json.loads((folder / 'datapackage.json').read_text(encoding='utf-8')))
    (folder / 'version-1.json').write_text(json.dumps(package), encoding='utf-8')
    found = node(work, DATA_PACKAGE, 'version-1.json', folder=folder)
    check(not found['errors'], found['errors'])
    for name, rows in found['tables'].items():
        if not isinstance(rows, str):
            for row in rows:  # a foreign key is read as the row that it leads to
                row.update({column: next(iter(value.values())) for column, value in row.items() if isinstance(value, dict)})
            wanted = table(folder, name + '.csv')
            check(len(rows) == len(wanted), f'{name}: {len(rows)} rows of {len(wanted)}')
        else:
            check(False, f'{name}: {rows}')
    for name, changes in BREAKAGES.items():
        whole = (folder / name).read_bytes()
        for old, new in changes:
            (folder / name).write_text(re.sub(old, new, whole.decode(), count=1), encoding='utf-8')
            check((folder / name).read_bytes() != whole, f'{name}: {old} changes nothing')
            rows = node(work, DATA_PACKAGE, 'version-1.json', folder=folder)['tables'][name[:-4]]
            check(isinstance(rows, str), f'{name}: {old} as {new} passes')
            (folder / name).write_bytes(whole)


HAVEN = '''
suppressMessages(library(haven))
for (name in c("voices", "statements")) {
  for (user in c(TRUE, FALSE)) {
    data <- read_sav(paste0(name, ".sav"), user_na = user)
    plain <- as.data.frame(lapply(data, function(column) as.character(zap_labels(column, user_na = FALSE))), check.names = FALSE)
    if (user) plain <- as.data.frame(lapply(data, function(column) as.character(unclass(column))), check.names = FALSE)
    write.csv(plain, paste0(name, if (user) "-codes" else "-values", ".csv"), row.names = FALSE, na = "", fileEncoding = "UTF-8")
  }
  labels <- do.call(rbind, lapply(names(data), function(column) {
    found <- attr(data[[column]], "labels")
    data.frame(variable = column, label = attr(data[[column]], "label"), code = c(NA, as.vector(found)), text = c(NA, names(found)))
  }))
  write.csv(labels, paste0(name, "-labels.csv"), row.names = FALSE, na = "", fileEncoding = "UTF-8")
}
'''


def r(script, folder):
    (folder / 'read.R').write_text(script, encoding='utf-8')
    environment = {**os.environ, 'LC_ALL': 'C.UTF-8'}
    return subprocess.run(['Rscript', '--vanilla', 'read.R'], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def has(package):
    return subprocess.run(['Rscript', '--vanilla', '-e', f'library({package})'], capture_output=True, check=False).returncode == 0


def read_by_haven(folder, _):
    need('Rscript')
    if not has('haven'):
        print('skipped: no haven for R')
        sys.exit(77)
    done = r(HAVEN, folder)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    statements = table(folder, 'statements.csv')
    for row, wanted in zip(table(folder, 'statements-values.csv'), statements, strict=True):
        wrong = {column: (row[column], text) for column, text in wanted.items()
                 if row[column] != text and not same(row[column], {'true': '1', 'false': '0'}.get(text, text))}
        check(not wrong, f'statements.sav: {wrong}')
    voices = {(row['voice'], row['rec']): row for row in table(folder, 'voices.csv') if row['level'] == row['level_about']}
    recs = sorted({rec for _, rec in voices})
    codes, values = table(folder, 'voices-codes.csv'), table(folder, 'voices-values.csv')
    check({row['voice'] for row in codes} == {voice for voice, _ in voices}, 'voices.sav: a row for every voice')
    for with_codes, plain in zip(codes, values, strict=True):
        for rec in recs:
            cell, variable = voices[with_codes['voice'], rec], re.sub('[.-]', '_', rec)
            code = {'unknown': '97', 'na': '98', 'silent': '99'}.get(cell['state'], cell['value'])
            check(with_codes[variable] == code and plain[variable] == cell['value'], f'{with_codes["voice"]} {rec}: {with_codes[variable]} {plain[variable]}')
    package = json.loads((folder / 'datapackage.json').read_text(encoding='utf-8'))
    fields = {field['name']: field for one in package['resources'] if one['name'] == 'statements' for field in one['schema']['fields']}
    labels = table(folder, 'statements-labels.csv')
    check({row['variable']: row['label'] for row in labels} == {name: field['title'] for name, field in fields.items()}, 'labels of variables')
    check({int(row['code']): row['text'] for row in labels if row['variable'] == 'stage' and row['code']} ==
          {one['value']: one['label'] for one in fields['stage']['categories']}, 'labels of rungs')
    for line in re.split('[;\n]', lines_of(folder, 'r')):
        package = re.search(r'(\w+)::', line)[1]
        if has(package):
            done = r(f'suppressMessages({line.strip()})\ncat(nrow({line.split("<-")[0]}))', folder)
            rows = len(table(folder, 'cells.csv')) if 'cells' in line else len(codes)
            check(done.returncode == 0 and done.stdout == str(rows), f'{line}: {done.stdout} of {rows} {done.stderr[-500:]}')
        else:
            print(f'left out: no {package} for R')
    (folder / 'voices.sav').write_bytes((folder / 'voices.sav').read_bytes()[:400])
    check(r(HAVEN, folder).returncode != 0, 'half a file is refused')


def main():
    program, study, reader = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / 'export'
        code, _, err = run(program, ['export', study, '--format', 'csv,sav', '-o', str(folder)])
        check(code == 0, err.decode())
        work = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
        {'duckdb': read_by_duckdb, 'datapackage': read_by_datapackage, 'haven': read_by_haven}[reader](folder, work)
    sys.exit(failures.result(f'export read by {reader}', failures.checks))


main()
