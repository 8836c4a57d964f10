#!/usr/bin/env python3
"""Holds what `quickscan check` writes for continuous integration to the rules of those who read it.

    ci_formats.py QUICKSCAN STUDY

JUnit XML by the grammars of Jenkins' xunit plugin (junit-10.xsd) and of Ant (Windy Road's JUnit.xsd), SARIF by the
rules of version 2.1.0 that its validators test, GitLab's code quality report and GitHub's workflow commands by their
documentation. The grammars are described here in our own words. Every output is also broken on purpose, and must
then be refused."""
import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from whole_study import Failures, run

ANY, INT, DECIMAL, TOKEN = r'[\s\S]*', r'[+-]?\d+', r'[+-]?(\d+(\.\d*)?|\.\d+)', r'\S(.*\S)?'
SUREFIRE = r'(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?'
MOMENT = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'

# Element: attributes that it must have, attributes that it may have, and its children in their order.
PROBLEM = ({}, {'type': ANY, 'message': ANY}, '')
JENKINS = {
    'testsuites': ({}, {'name': ANY, 'time': SUREFIRE, 'tests': ANY, 'failures': ANY, 'errors': ANY}, '(testsuite )*'),
    'testsuite': ({'name': ANY, 'tests': ANY, 'failures': ANY, 'errors': ANY},
                  {'group': ANY, 'time': SUREFIRE, 'skipped': ANY, 'timestamp': ANY, 'hostname': ANY, 'id': ANY,
                   'package': ANY, 'file': ANY, 'log': ANY, 'url': ANY},
                  '((testsuite|properties|testcase|system-out|system-err) )*'),
    'testcase': ({'name': ANY}, {'time': ANY, 'classname': ANY, 'group': ANY},
                 '((skipped|error|failure|rerunFailure|rerunError|flakyFailure|flakyError|system-out|system-err) )*'),
    'failure': PROBLEM, 'error': PROBLEM, 'skipped': PROBLEM,
    'properties': ({}, {}, '(property )*'), 'property': ({'name': ANY, 'value': ANY}, {}, ''),
    'system-out': ({}, {}, ''), 'system-err': ({}, {}, '')}
ANT = {
    'testsuites': ({}, {}, '(testsuite )*'),
    'testsuite': ({'package': ANY, 'id': INT, 'name': TOKEN, 'timestamp': MOMENT, 'hostname': TOKEN, 'tests': INT,
                   'failures': INT, 'errors': INT, 'time': DECIMAL}, {'skipped': INT},
                  'properties (testcase )*system-out system-err '),
    'testcase': ({'name': ANY, 'classname': ANY, 'time': DECIMAL}, {}, '((skipped|error|failure) )?'),
    'failure': ({'type': ANY}, {'message': ANY}, ''), 'error': ({'type': ANY}, {'message': ANY}, ''),
    'skipped': ({}, {}, ''), 'properties': ({}, {}, '(property )*'),
    'property': ({'name': TOKEN, 'value': ANY}, {}, ''), 'system-out': ({}, {}, ''), 'system-err': ({}, {}, '')}


def grammar_problems(element, grammar):
    if element.tag not in grammar:
        yield f'<{element.tag}> is unknown'
        return
    needed, allowed, children = grammar[element.tag]
    for name in needed:
        if name not in element.attrib:
            yield f'<{element.tag}> lacks {name}'
    for name, value in element.attrib.items():
        pattern = {**allowed, **needed}.get(name)
        if pattern is None or not re.fullmatch(pattern, value):
            yield f'<{element.tag}> cannot have {name}={value!r}'
    if not re.fullmatch(children, ''.join(child.tag + ' ' for child in element)):
        yield f'<{element.tag}> cannot hold {[child.tag for child in element]}'
    for child in element:
        yield from grammar_problems(child, grammar)


def junit_problems(text):
    root = ElementTree.fromstring(text)
    for name, grammar in (('Jenkins', JENKINS), ('Ant', ANT)):
        for problem in grammar_problems(root, grammar):
            yield f'JUnit, {name}: {problem}'
    for suite in root.iter('testsuite'):
        cases = list(suite.iter('testcase'))
        for key, count in (('tests', len(cases)), ('failures', sum(c.find('failure') is not None for c in cases))):
            if suite.get(key) != str(count):
                yield f'JUnit: {key} is {suite.get(key)}, counted {count}'
        names = [(c.get('classname'), c.get('name')) for c in cases]
        if len(names) != len(set(names)):
            yield 'JUnit: two cases have one name'


# Keys of the objects of SARIF that are written: those that must be there, and those that may.
SARIF = {
    'log': ('$schema version runs', ''),
    'run': ('tool results columnKind invocations automationDetails originalUriBaseIds', ''),
    'driver': ('name version informationUri rules', ''),
    'rule': ('id name shortDescription fullDescription help helpUri defaultConfiguration', ''),
    'result': ('ruleId ruleIndex level message partialFingerprints', 'locations relatedLocations'),
    'location': ('physicalLocation', 'message'),
    'region': ('startLine startColumn', 'endLine endColumn'),
    'artifact': ('uri uriBaseId', ''),
    'invocation': ('executionSuccessful', 'toolExecutionNotifications')}
LEVELS = {'none', 'note', 'warning', 'error'}


def keys_problems(kind, found):
    must, may = (set(words.split()) for words in SARIF[kind])
    if not must <= set(found) <= must | may:
        yield f'SARIF: a {kind} has {sorted(found)}'


def location_problems(location, bases):
    yield from keys_problems('location', location)
    physical = location['physicalLocation']
    yield from keys_problems('artifact', physical['artifactLocation'])
    yield from keys_problems('region', physical['region'])
    uri = physical['artifactLocation']['uri']
    if not re.fullmatch(r"([A-Za-z0-9\-._~/@]|%[0-9A-F]{2})+", uri) or uri.startswith('/') or '//' in uri:
        yield f'SARIF: {uri!r} is no relative reference'
    if physical['artifactLocation']['uriBaseId'] not in bases:
        yield 'SARIF: a base that is not declared'
    region = physical['region']
    begin, end = ((region['startLine'], region['startColumn']),
                  (region.get('endLine', region['startLine']), region.get('endColumn', region['startColumn'])))
    if any(type(number) is not int or number < 1 for number in begin + end) or end < begin:
        yield f'SARIF: a region {region}'


def sarif_problems(text):
    log = json.loads(text)
    yield from keys_problems('log', log)
    if log['version'] != '2.1.0' or 'sarif-2.1.0' not in log['$schema']:
        yield 'SARIF: the version'
    for run_ in log['runs']:
        yield from keys_problems('run', run_)
        driver = run_['tool']['driver']
        yield from keys_problems('driver', driver)
        ids = [rule['id'] for rule in driver['rules']]
        if len(ids) != len(set(ids)):
            yield 'SARIF: a rule twice'
        for rule in driver['rules']:
            yield from keys_problems('rule', rule)
            if rule['defaultConfiguration']['level'] not in LEVELS:
                yield f'SARIF: level of {rule["id"]}'
            for key in ('shortDescription', 'fullDescription', 'help'):
                if not rule[key]['text'].strip():
                    yield f'SARIF: {key} of {rule["id"]} is empty'
        if run_['columnKind'] not in ('unicodeCodePoints', 'utf16CodeUnits'):
            yield 'SARIF: columnKind'
        if not run_['automationDetails']['id'].endswith('/'):
            yield 'SARIF: a category ends in a slash'
        for invocation in run_['invocations']:
            yield from keys_problems('invocation', invocation)
        for result in run_['results']:
            yield from keys_problems('result', result)
            if result['level'] not in LEVELS or not result['message']['text']:
                yield 'SARIF: level or message'
            index = result['ruleIndex']
            if not 0 <= index < len(ids) or ids[index] != result['ruleId']:
                yield f'SARIF: ruleIndex {index}'
            if not re.fullmatch('[0-9a-f]{32}', result['partialFingerprints']['primaryLocationLineHash']):
                yield 'SARIF: the fingerprint'
            for location in result.get('locations', []) + result.get('relatedLocations', []):
                yield from location_problems(location, run_['originalUriBaseIds'])


def gitlab_problems(text):
    rows = json.loads(text)
    prints = [row.get('fingerprint') for row in rows]
    if len(prints) != len(set(prints)):
        yield 'GitLab: a fingerprint twice'
    for row in rows:
        if set(row) != {'description', 'check_name', 'fingerprint', 'severity', 'location'}:
            yield f'GitLab: keys {sorted(row)}'
        elif row['severity'] not in ('info', 'minor', 'major', 'critical', 'blocker'):
            yield f'GitLab: severity {row["severity"]}'
        elif row['location']['path'].startswith(('/', './')) or row['location']['lines']['begin'] < 1:
            yield f'GitLab: location {row["location"]}'


def github_problems(text):
    for line in text.split('\n')[:-1]:
        found = re.fullmatch(r'::(error|warning|notice) ([^:]*)::(.*)', line)
        if not found:
            yield f'GitHub: {line!r}'
            continue
        properties = dict(pair.split('=', 1) for pair in found[2].split(','))
        if not set(properties) <= {'file', 'line', 'endLine', 'col', 'endColumn', 'title'} or 'title' not in properties:
            yield f'GitHub: properties {sorted(properties)}'
        if re.search(r'%(?!25|0D|0A|3A|2C)', found[0]):
            yield f'GitHub: a bare per cent sign in {line!r}'


CHECKS = {'junit': junit_problems, 'sarif': sarif_problems, 'gitlab': gitlab_problems, 'github': github_problems}


def breakages(name, text):
    """The output, broken in ways that each must be noticed."""
    if name == 'junit':
        for old, new in ((' errors="0"', ''), (' hostname="localhost"', ''), ('<properties/>', ''),
                         ('<system-err/>', '<other/>'), (' id="0"', ' id="first"'), (' time="0"', ' time="soon"'),
                         ('<testcase ', '<testcase file="x" '), (' failures="', ' failures="9')):
            yield text.replace(old, new)
    elif name == 'sarif':
        log = json.loads(text)
        for path, value in ((('version',), '2.0'), (('runs', 0, 'tool', 'driver', 'rules', 0, 'id'), 'QS999'),
                            (('runs', 0, 'columnKind'), 'bytes'), (('runs', 0, 'results', 0, 'level'), 'fatal'),
                            (('runs', 0, 'results', 0, 'extra'), 1), (('runs', 0, 'results', 0, 'ruleIndex'), 99)):
            broken = copy.deepcopy(log)
            at = broken
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value
            yield json.dumps(broken)
    elif name == 'gitlab':
        rows = json.loads(text)
        yield json.dumps(rows + rows[:1])
        yield json.dumps([{**rows[0], 'severity': 'error'}] + rows[1:])
    else:
        yield text.replace('title=', 'name=')
        yield text.replace('::', ':', 1)


def written(program, study, name):
    """What check writes in a format."""
    return run(program, ['check', str(study), '--format', name])[1].decode('utf-8')


def spoiled_copy(study, folder):
    """A copy with findings of every severity, second places, and hostile names."""
    target = pathlib.Path(folder) / 'een studie, 100%'
    shutil.copytree(study, target)
    interviews = sorted((target / 'interviews').glob('*.yaml'))
    text = interviews[0].read_text(encoding='utf-8')
    interviews[0].write_text(re.sub(r'rec: .*', "rec: '100%: <b>\"&amp;]]>'", text, count=1) + 'interview: twice\n', encoding='utf-8')
    text = interviews[1].read_text(encoding='utf-8')
    interviews[1].write_text(re.sub(r'rec: .*', 'rec: no-such', text), encoding='utf-8')
    for name in ("o'neil & <x>", 'a\nb', 'a\x01\x7fb', 'héé 漢字', 'a]]>b', '::error::x', 'a%0Ab,c:d;e', 'a\u202eb', 'a`b|c\\d', '-x', 'a\ufffeb'):
        (target / 'interviews' / f'{name}.txt').write_text('x: 1\n', encoding='utf-8')
    return target


def main():
    program, study = sys.argv[1:3]
    failures = Failures()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, '.git'))
        spoiled = spoiled_copy(study, folder)
        for where in (pathlib.Path(study), spoiled):
            texts = {name: written(program, where, name) for name in CHECKS}
            for name, problems_of in CHECKS.items():
                for problem in problems_of(texts[name]):
                    failures.append(f'{where}: {problem}')
                count += 1
        for name, problems_of in CHECKS.items():
            for number, broken in enumerate(breakages(name, texts[name])):
                failures.expect(broken != texts[name] and list(problems_of(broken)), f'{name}: breakage {number} passes')
                count += 1
        results = json.loads(texts['sarif'])['runs'][0]['results']
        failures.expect(any('relatedLocations' in result for result in results), 'SARIF: second places')
        failures.expect('first' in texts['gitlab'] and 'first' in texts['github'], 'GitLab and GitHub: second places')
        cases = ElementTree.fromstring(texts['junit']).findall('.//testcase')
        failures.expect({bool(len(case)) for case in cases} == {True, False}, 'JUnit: a file without findings has passed')
        clean = ElementTree.fromstring(written(program, study, 'junit')).findall('.//testcase')
        failures.expect(len(clean) > 5, f'JUnit: a case for each file, {len(clean)}')
    return failures.result('formats of CI', count + 4)


if __name__ == '__main__':
    sys.exit(main())
