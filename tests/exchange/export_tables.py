#!/usr/bin/env python3
"""The files of `quickscan export`, read by the programs that people open them with.

    export_tables.py QUICKSCAN STUDY

The values of cells.csv are those of `summary --json`; pandas, openpyxl and readstat read what the CSV says; keys hold;
a second run writes the same bytes; texts that look like formulas, commas, quotes and line ends come back as they were."""
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import openpyxl
    import pandas
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)

from whole_study import Failures, files_under, need, read_study, run, write_study

HOSTILE = ('=1+1', '+31 10', '-2', '@som', '\ttab', 'een, twee "drie"', "O'Brien; bv", 'regel een\nregel twee', 'n/a', 'NA',
           'héél gewoon – ja', '🙂')
failures = Failures()
check = failures.check


def rows_of(path, **dialect):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, **dialect))


def number(text):
    return None if text == '' else float(text)


def compare_with_summary(program, study, folder):
    """cells, recommendations, factors and developments against the analysis as JSON."""
    code, out, _ = run(program, ['summary', study, '--json'])
    check(code == 0, 'summary --json works')
    analysis = json.loads(out)
    cells = {(row['rec'], row['level']): row for row in rows_of(os.path.join(folder, 'cells.csv'))}
    results = [r for rec in analysis['recommendations'] for r in (rec, *rec['parts'])]
    check(len(cells) == sum(len(r['levels']) for r in results), 'a row for every cell')
    for result in results:
        for cell in result['levels']:
            row = cells[result['id'], cell['level']]
            interval, trend = cell['interval'] or {}, cell['trend'] or {}
            pair = cell['median_pair'] or [None, None]
            wanted = {'n': cell['n'], 'persons': cell['persons'], 'median': pair[0], 'median_high': pair[-1],
                      'index': cell['index'], 'consensus': cell['consensus'], 'interval_low': interval.get('low'),
                      'interval_coverage': interval.get('coverage'), 'trend_up': trend.get('up'),
                      'documents_n': cell['documents']['n'], 'outside_n': cell['outside']['n']}
            wanted.update({f'reach_{k + 1}': count for k, count in enumerate(cell['reach'] or [])})
            for name, value in wanted.items():
                check(number(row[name]) == value, f'{result["id"]}/{cell["level"]} {name}: {row[name]} is {value}')
            check(row['sufficient'] == str(cell['sufficient']).lower(), 'sufficient')
            check(row['confidence'] == ((cell['confidence'] or {}).get('grade') or ''), 'confidence')
    for row in rows_of(os.path.join(folder, 'recommendations.csv')):
        rec = next(r for r in analysis['recommendations'] if r['id'] == row['rec'])
        check(number(row['gap']) == rec['gap'] and row['verdict_id'] == ((rec['verdict'] or {}).get('id') or ''), row['rec'])
    ratings = {(f['id'], level): r for f in analysis['factors'] for level, r in f['levels'].items()}
    for row in rows_of(os.path.join(folder, 'factors.csv')):
        rating = ratings[row['factor'], row['level']]['rating']
        check(number(row['rating']) == rating if row['rating_kind'] == 'rated' else rating in 'XM', f'factor {row}')


KINDS = {'integer': re.compile(r'-?\d+'), 'number': re.compile(r'-?\d+(\.\d+)?(e-?\d+)?'), 'boolean': re.compile('true|false'),
         'string': re.compile('.*', re.DOTALL)}
DESCRIPTOR = json.load(open(os.path.join(os.path.dirname(__file__), 'data_package_2.schema.json'), encoding='utf-8'))


def field_problems(field, rows, key):
    values = {row[field['name']] for row in rows}
    categories = field.get('categories', [])
    allowed, labels = {str(one['value']) for one in categories}, [one['label'] for one in categories]
    if allowed and not values - {''} <= allowed:
        yield f'{values - allowed} has no label'
    if len(labels) != len(set(labels)) or len(allowed) != len(categories):
        yield 'a category twice'
    if field.get('constraints', {}).get('required', False) != (field['name'] in key):
        yield 'what is in the key is required, and nothing else'
    if field['name'] in key and '' in values:
        yield 'a value of the key is missing'
    yield from (f'{value!r} is no {field["type"]}' for value in values - {''} if not KINDS[field['type']].fullmatch(value))


def package_problems(folder):
    """What is wrong with the description of an export by version 2 of the standard, and with its tables by that description."""
    with open(os.path.join(folder, 'datapackage.json'), encoding='utf-8') as file:
        package = json.load(file)
    problems = [f'{list(error.path)}: {error.message[:200]}' for error in jsonschema.Draft7Validator(DESCRIPTOR).iter_errors(package)]
    if problems:
        return problems
    tables = {}
    for resource in package['resources']:
        name, schema = resource['name'], resource['schema']
        with open(os.path.join(folder, resource['path']), 'rb') as file:
            data = file.read()
        if len(data) != resource['bytes'] or 'sha256:' + hashlib.sha256(data).hexdigest() != resource['hash']:
            problems.append(f'{name}: bytes or hash')
        header, *lines = csv.reader(io.StringIO(data.decode('utf-8'), newline=''), strict=True)
        if header != [field['name'] for field in schema['fields']] or any(len(line) != len(header) for line in lines):
            problems.append(f'{name}: the columns are not the fields')
            continue
        rows = tables[name] = [dict(zip(header, line)) for line in lines]
        key = schema.get('primaryKey', [])
        problems += [f'{name}.{field["name"]}: {problem}' for field in schema['fields'] for problem in field_problems(field, rows, key)]
        if key and len({tuple(row[column] for column in key) for row in rows}) != len(rows):
            problems.append(f'{name}: the key is not unique')
    for resource in package['resources']:
        for foreign in resource['schema'].get('foreignKeys', []):
            there = {tuple(row[n] for n in foreign['reference']['fields']) for row in tables.get(foreign['reference']['resource'], [])}
            here = {tuple(row[n] for n in foreign['fields']) for row in tables.get(resource['name'], [])} - {('',)}
            if not here <= there:
                problems.append(f'{resource["name"]}: {foreign["fields"]} leads to nothing: {here - there}')
    return problems


# What is done to a file of an export, and what must be said of it.
BREAKAGES = [('datapackage.json', '"fields"', '"columns"', 'columns'), ('datapackage.json', '"type": "table"', '"type": "tabular"', 'table'),
             ('datapackage.json', '"title": ', '"tittle": ', 'tittle'), ('datapackage.json', '"type": "integer"', '"type": "int"', "'int'"),
             ('datapackage.json', r'"missingValues": \[[^]]*\]', '"missingValues": ["NA"]', 'NA'),
             ('datapackage.json', 'T00:00:00Z', '', 'created'), ('datapackage.json', r'"value": 5,', '"value": 4,', 'twice'),
             ('datapackage.json', r'"primaryKey": \[\s*"rec",\s*"level"\s*\]', '"primaryKey": ["rec"]', 'not unique'),
             ('cells.csv', r'\n[^,]+,', '\n,', 'missing'), ('cells.csv', ',true,', ',yes,', 'no boolean'), ('cells.csv', r',\d+,', ',many,', 'no integer'),
             ('cells.csv', r',[1-5],', ',9,', 'hash'), ('cells.csv', r'(\n[^\n]+)', r'\1\1', 'not unique'), ('cells.csv', 'level', 'levels', 'columns'),
             ('ties.csv', r'\n[^,]+,', '\nnobody,', 'leads to nothing'), ('voices.csv', r'\n([^\n]+)', r'\n\1,more', 'columns')]


def check_breakages(folder):
    for name, old, new, said in BREAKAGES:
        with tempfile.TemporaryDirectory() as broken:
            for path, data in files_under(folder):
                if not path.endswith(('.csv', '.json')):
                    continue
                if path == name:
                    text = re.sub(old, new, data.decode(), count=1)
                    check(text != data.decode(), f'{name}: {old} changes nothing')
                    data = text.encode()
                with open(os.path.join(broken, path), 'wb') as file:
                    file.write(data)
            found = package_problems(broken)
            check(any(re.search(said, problem) for problem in found), f'{name}: {old} as {new} passes: {found}')


def same_value(cell, text):
    if text == '':
        return cell is None
    if isinstance(cell, bool):
        return str(cell).lower() == text
    if isinstance(cell, (int, float)):
        return abs(float(text) - cell) <= 1e-15 * max(1, abs(cell))  # libxlsxwriter writes 16 digits
    return cell == text


def check_readers(folder, name):
    """pandas reads the CSV as its README says; openpyxl and readstat find the same values."""
    cells = pandas.read_csv(os.path.join(folder, 'cells.csv'), keep_default_na=False, na_values=[''])
    check(len(cells) == len(rows_of(os.path.join(folder, 'cells.csv'))), 'pandas reads every row')
    book = openpyxl.load_workbook(os.path.join(folder, name + '.xlsx'))
    check(book.sheetnames[0] == 'read-me' and book.sheetnames[-1] == 'codebook', 'the order of the sheets')
    for sheet in book.sheetnames[1:]:
        rows = list(csv.reader(open(os.path.join(folder, sheet + '.csv'), encoding='utf-8', newline='')))
        found = list(book[sheet].iter_rows(max_row=len(rows), max_col=len(rows[0]), values_only=True))
        check(len(found) == len(rows), f'{sheet}: rows')
        for there, here in zip(found, rows):
            for cell, text in zip(there, here):
                check(same_value(cell, text), f'{sheet}: {cell!r} is {text!r}')
        check(all(c.data_type != 'f' for row in book[sheet].iter_rows() for c in row), f'{sheet}: no formulas')
    for sav, table in (('voices', None), ('statements', 'statements')):
        text = os.path.join(folder, sav + '-read.csv')
        done = subprocess.run(['readstat', os.path.join(folder, sav + '.sav'), text], capture_output=True)
        check(done.returncode == 0, f'{sav}.sav: {done.stdout[:200]} {done.stderr[:200]}')
        rows = rows_of(text)
        if table is None:
            wide = {(row['voice'], row['rec']): row for row in rows_of(os.path.join(folder, 'voices.csv'))
                    if row['level'] == row['level_about']}
            for row in rows:
                for (voice, rec), cell in wide.items():
                    if voice != row['voice']:
                        continue
                    code = {'unknown': 97, 'na': 98, 'silent': 99}.get(cell['state'])
                    value = number(row[rec.replace('-', '_').replace('.', '_')])
                    check(value == (code if code else number(cell['value'])), f'{voice} {rec}: {value}')
        else:
            check(len(rows) == len(rows_of(os.path.join(folder, 'statements.csv'))), 'statements.sav: rows')
            for row, wanted in zip(rows, rows_of(os.path.join(folder, 'statements.csv'))):
                check(row['quote'] == wanted['quote'] and number(row['stage']) == number(wanted['stage']), f'{row["line"]}')


def check_study(program, study, folder, formats='csv,xlsx,sav'):
    name = read_study(study)['study.yaml']['id']
    once, again = os.path.join(folder, 'once'), os.path.join(folder, 'again')
    for target, zone in ((once, 'UTC'), (again, 'Pacific/Auckland')):
        code, _, err = run(program, ['export', study, '--format', formats, '-o', target], environment={'TZ': zone})
        check(code == 0, err.decode())
    for path, data in list(files_under(once)):
        check(data == open(os.path.join(again, path), 'rb').read(), f'{path}: the same bytes on a second run')
        check(os.stat(os.path.join(once, path)).st_mode & 0o777 == 0o600, f'{path}: its owner alone reads it')
        check(os.path.dirname(study).encode() not in data, f'{path}: names no folder outside the study')
    compare_with_summary(program, study, once)
    problems = package_problems(once)
    check(not problems, problems)
    check_readers(once, name)
    code, out, _ = run(program, ['find', study, '--format', 'json'])
    found = json.loads(out)['segments']
    check(len(found) == len(rows_of(os.path.join(once, 'statements.csv'))), 'find lists every statement')


def check_excel_nl(program, study, folder):
    target = os.path.join(folder, 'excel')
    code, _, err = run(program, ['export', study, '--csv-dialect', 'excel-nl', '-o', target])
    check(code == 0, err.decode())
    data = open(os.path.join(target, 'statements.csv'), 'rb').read()
    check(data.startswith(b'\xef\xbb\xbf') and data.endswith(b'\r\n'), 'byte-order mark and CRLF')
    rows = list(csv.DictReader(io.StringIO(data.decode('utf-8-sig'), newline=''), delimiter=';'))
    check(any(row['quote'] == "'=1+1" for row in rows), 'a formula is guarded')
    cells = pandas.read_csv(os.path.join(target, 'cells.csv'), sep=';', decimal=',', keep_default_na=False, na_values=[''])
    check(cells['index'].dtype == float, 'decimal commas are numbers')


def check_long_texts(program, study, folder):
    """What Excel cannot hold is cut between characters, and the workbook and standard error say where."""
    long = read_study(study)
    path = next(path for path, data in long.items() if path.startswith('interviews/') and data['segments'])
    segments = long[path]['segments']
    segments[0]['note'], segments[-1]['note'] = 'é' * 32767, '🙂' * 16384
    copy, target = os.path.join(folder, 'long'), os.path.join(folder, 'long-export')
    write_study(long, copy)
    code, _, err = run(program, ['export', copy, '--format', 'xlsx', '--tables', 'statements', '-o', target])
    check(code == 0 and err.decode().count('32') == 1, f'one text is cut: {err.decode()}')
    book = openpyxl.load_workbook(os.path.join(target, long['study.yaml']['id'] + '.xlsx'))
    column = [cell.value for cell in book['statements'][1]].index('note')
    notes = [row[column].value or '' for row in book['statements'].iter_rows(min_row=2)]
    check('é' * 32767 in notes, 'what fits is whole')
    check('🙂' * 16383 + '…' in notes, 'a long text is cut between characters')
    check(any('statements' in str(row[1].value) and ', note:' in str(row[1].value) for row in book['read-me'].iter_rows()), 'read-me says so')


def main():
    program, study = sys.argv[1:3]
    need('readstat')
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'as-it-is'))
        check_study(program, study, os.path.join(folder, 'as-it-is'))
        check_breakages(os.path.join(folder, 'as-it-is', 'once'))
        hostile = read_study(study)
        count = 0
        for path, data in hostile.items():
            if path.startswith('interviews/'):
                for segment in data['segments']:
                    segment['quote'] = segment['note'] = HOSTILE[count % len(HOSTILE)]
                    count += 1
        copy = os.path.join(folder, 'copy')
        write_study(hostile, copy)
        os.mkdir(os.path.join(folder, 'hostile'))
        check_study(program, copy, os.path.join(folder, 'hostile'))
        check_excel_nl(program, copy, folder)
        check_long_texts(program, study, folder)
    sys.exit(failures.result('export_tables', failures.checks))


main()
