#!/usr/bin/env python3
"""A sentence in the place of any value or key of any file is never printed by a format for machines, whatever is found.

    words_in_findings.py --program build/quickscan --study examples/rotterdam-2021"""
import json
import os
import shutil
import sys
import tempfile

from whole_study import Failures, files_under, program_and_study, run

try:
    import yaml
except ImportError:
    print('needs python3-yaml')
    sys.exit(77)

MACHINE = ('json', 'github', 'gitlab', 'sarif', 'junit', 'line', 'markdown')
CANARY = 'zqxcanaryzqx'
SENTENCE = json.dumps(f'Ze zei {CANARY} dat haar zus belde')
SHAPES = {'a text': SENTENCE, 'a list': f'[{SENTENCE}]', 'a mapping': f'{{{SENTENCE}: {SENTENCE}}}', 'a language': f'{{nl: {{x: {SENTENCE}}}}}'}
GROUPS = 6  # every value is changed, in this many runs a file


def places(node):
    """Begin and end of every key, and of every value on one line."""
    keys, values = [], []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            keys.append((key.start_mark.index, key.end_mark.index))
            more = places(value)
            keys, values = keys + more[0], values + more[1]
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            more = places(item)
            keys, values = keys + more[0], values + more[1]
    elif node.start_mark.line == node.end_mark.line:
        values.append((node.start_mark.index, node.end_mark.index))
    return keys, values


def changed(text, spans, new):
    for begin, end in sorted(spans, reverse=True):
        text = text[:begin] + new + text[end:]
    return text


def files_to_try(folder):
    """Each file of the study, and an interview of each form."""
    forms = set()
    for path, data in sorted(files_under(folder)):
        if not path.endswith('.yaml'):
            continue
        text = data.decode()
        form = next((line for line in text.split('\n') if line.startswith('form:')), '')
        if path.startswith('interviews' + os.sep):
            if form in forms:
                continue
            forms.add(form)
        yield path, text


def main():
    args = program_and_study(__doc__)
    failures, checks, found = Failures(), 0, 0
    with tempfile.TemporaryDirectory() as work:
        folder, out = os.path.join(work, 'study'), os.path.join(work, 'out')
        shutil.copytree(args.study, folder)
        os.mkdir(out)
        for path, text in files_to_try(args.study):
            keys, values = places(yaml.compose(text))
            tries = [(f'{path}: values as {name}', values, new) for name, new in SHAPES.items()] + [(f'{path}: keys', keys, SENTENCE)]
            for shown, spans, new in tries:
                for group in range(GROUPS):
                    with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                        file.write(changed(text, spans[group::GROUPS], new))
                    code, output, said = run(args.program, ['check', folder, '--strict', '--format', 'line',
                                                                             *(f'--output={form}={out}/{form}' for form in MACHINE)])
                    failures.expect(code in (0, 1), f'{shown}: exit {code}: {said[:300]}')
                    found += code
                    for form, data in [('line', output), ('standard error', said), *files_under(out)]:
                        line = next((one for one in data.split(b'\n') if CANARY.encode() in one), b'')
                        failures.expect(not line, f'{shown}: {form}: {line.strip()[:300]}')
                        checks += 1
            with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                file.write(text)
    failures.expect(found > 50, f'something was found in {found} runs only')
    return failures.result('words_in_findings', checks)


if __name__ == '__main__':
    sys.exit(main())
