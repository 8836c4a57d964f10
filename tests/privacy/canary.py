#!/usr/bin/env python3
"""What is internal stays internal: a canary word in every internal text of a study never reaches a public output, a quote
or a note never reaches a machine format, and nothing of confidential/key.yaml reaches any output at all.

    canary.py --program build/quickscan --study examples/rotterdam-2021"""
import io
import itertools
import os
import re
import shutil
import stat
import sys
import tempfile
import zipfile

from whole_study import Failures, files_under, program_and_study, read_study, run, write_study

EXPORTS = 'csv,xlsx,codebook,matrix'
MACHINE = ('json', 'github', 'gitlab', 'sarif', 'junit', 'line', 'markdown')
WORD = re.compile('zqx[a-z]+zqx')
PUBLISHED = 'zqx' + 'published' + 'zqx'


class Canaries:
    """One word for each place; letters only, so that no rule of privacy, no escaping and no slug changes it."""

    def __init__(self):
        self.places = {}
        self.numbers = itertools.count()

    def word(self, place):
        number, letters = next(self.numbers), ''
        for _ in range(4):
            number, digit = divmod(number, 20)
            letters += 'bcdfghjklmnpqrstvwyz'[digit]
        word = f'zqx{letters}zqx'
        self.places[word] = place
        return word

    def found(self, data):
        text = data.decode('utf-8', 'replace').lower()
        return sorted({self.places[word] for word in WORD.findall(text) if word in self.places})


def with_canaries(study, canaries):
    """The same study, with a word in every text that only its makers may see."""
    result = {}
    home = study['study.yaml']
    coders = {canaries.word('coder id'): {'name': canaries.word('coder name')} for _ in range(2)}
    first, second = coders
    home['coders'] = coders
    home['overrides'] = {'access/operational': {'grade': 'low', 'reason': canaries.word('override reason')}}
    for contact in home.get('contacts', []):
        contact['note'] = canaries.word('contact note')
    for development in study['developments.yaml'].values():
        development['sources'] = [canaries.word('source of a development')]
        development['target'] = canaries.word('target of a development')
    persons = {}
    for path, data in study.items():
        if not path.startswith('interviews/'):
            result[path] = data
            continue
        name = canaries.word('interview id')
        talk = data['form'] in ('single', 'group')
        data = {'interview': name, 'coder': first, **{k: v for k, v in data.items() if k != 'interview'}}
        speakers = {}
        for speaker, header in data.get('speakers', {}).items():
            speakers[speaker] = canaries.word('speaker id')
            header['role'] = canaries.word('role')
            if 'person' in header:
                header['person'] = persons.setdefault(header['person'], canaries.word('person id'))
        if speakers:
            data['speakers'] = {speakers[k]: v for k, v in data['speakers'].items()}
        consents = talk and path[-6] in '13579'  # of r01, r03, …: the others did not agree
        if consents:
            data['consent'] = {'quotes': 'true', 'function': 'false'}
        for number, segment in enumerate(data['segments']):
            if 'by' in segment:
                by = segment['by']
                segment['by'] = [speakers[b] for b in by] if isinstance(by, list) else speakers[by]
            segment['at'] = canaries.word('at')
            segment['note'] = canaries.word('note') + ' staat hier'
            segment['quote'] = 'We zeggen ' + canaries.word('quote without quote_ok' if consents else 'quote without consent')
            if consents and number == 0:
                segment.update(quote=f'Dit mag {PUBLISHED} iedereen lezen', quote_ok='true')
            for concept in [segment['term']] if 'term' in segment else []:
                concept['words'] = {who: canaries.word('word for a term') for who in concept['words']}
        result[f'interviews/{name}.yaml'] = data
        if path.endswith('r07.yaml'):
            again = {**data, 'coder': second, 'segments': [dict(s) for s in data['segments']]}
            for segment in again['segments']:
                segment['note'] = canaries.word('note of the second coder')
            result[f'interviews/{name}.{second}.yaml'] = again
    key = {person: f'{canaries.word("first name in the key")} {canaries.word("name in the key")}' for person in persons.values()}
    result['confidential/key.yaml'] = key
    return result


def write_canaries(study, folder, canaries):
    study = with_canaries(study, canaries)
    write_study(study, folder)
    path = os.path.join(folder, 'study.yaml')
    with open(path, encoding='utf-8') as file:
        text = file.read()
    for line, rule in (('  persons: 24', 'QS401'), ('    tactical: 9', 'QS403')):
        text = text.replace(line + '\n', f'{line}  # quickscan: ignore {rule} -- {canaries.word("reason of a suppression")}\n')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return study


def unpacked(path, data):
    """A file, and what is packed in it."""
    yield path, data
    if data[:4] == b'PK\x03\x04':
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f'{path}:{name}', archive.read(name)


def public_reports(program, folder, work, canaries, failures):
    checks = 0
    out = os.path.join(work, 'refused')
    os.mkdir(out)
    code, output, said = run(program, ['report', folder, '--audience', 'public', '--format', 'html,md,json,briefing', '-o', out])
    failures.expect(code == 3, f'without --suppress: exit {code}, not 3: {said[:400]}')
    failures.expect(not list(files_under(out)) and not os.listdir(out), f'refused, but written: {os.listdir(out)}')
    failures.expect(not output, f'refused, but on standard output: {output[:200]}')
    failures.expect(b'3 voices' in said and b'--suppress' in said, f'the refusal does not say what to change: {said[:600]}')
    leaks = canaries.found(said)
    failures.expect(not leaks, f'the refusal holds {leaks}')
    for language in ('nl', 'en'):
        formats = ['html', 'md', 'json', 'briefing'] + (['docx'] if language == 'nl' and shutil.which('pandoc') else [])
        out = os.path.join(work, f'public-{language}')
        arguments = ['report', folder, '--audience', 'public', '--suppress', '--format', ','.join(formats), '--lang', language, '-v', '-o', out]
        code, output, said = run(program, arguments)
        if not failures.expect(code == 0, f'{arguments}: exit {code}: {said[:600]}'):
            continue
        written = list(files_under(out))
        suffixes = {os.path.splitext(path)[1] for path, _ in written}
        failures.expect({'.html', '.md', '.svg', '.json'} <= suffixes and ('docx' not in formats or '.docx' in suffixes),
                        f'not every format was written: {suffixes}')
        published = 0
        for path, data in itertools.chain([('standard output', output), ('standard error', said)],
                                          *(unpacked(p, d) for p, d in written)):
            leaks = canaries.found(path.encode()) + canaries.found(data)
            failures.expect(not leaks, f'public {language}: {path} holds {sorted(set(leaks))}')
            published += PUBLISHED in data.decode('utf-8', 'replace')
            checks += 1
        failures.expect(published >= 2, f'public {language}: the quotes that may be published are not there')
        for path, data in written:
            failures.expect(stat.S_IMODE(os.stat(os.path.join(out, path)).st_mode) == 0o644, f'public {path} is not 0644')
    return checks


def public_exports(program, folder, work, canaries, failures):
    """No file of a public export holds an internal word; what is about single statements is refused."""
    out = os.path.join(work, 'export')
    code, output, said = run(program, ['export', folder, '--audience', 'public', '--format', 'csv', '-o', out])
    failures.expect(code == 3 and not os.path.exists(out), f'export without --suppress: exit {code}: {os.listdir(work)}')
    for arguments in (['--format', 'sav'], ['--tables', 'statements'], ['--tables', 'voices']):
        code, _, said = run(program, ['export', folder, '--audience', 'public', '--suppress', *arguments, '-o', out])
        failures.expect(code == 3 and not os.path.exists(out), f'export {arguments}: exit {code}: {said[:300]}')
    code, output, said = run(program, ['export', folder, '--audience', 'public', '--suppress', '--format', EXPORTS, '-o', out])
    if not failures.expect(code == 0, f'export: exit {code}: {said[:600]}'):
        return 1
    checks = published = 0
    for path, data in itertools.chain([('standard output', output), ('standard error', said)],
                                      *(unpacked(p, d) for p, d in files_under(out))):
        leaks = canaries.found(path.encode()) + canaries.found(data)
        failures.expect(not leaks, f'public export: {path} holds {sorted(set(leaks))}')
        published += PUBLISHED in data.decode('utf-8', 'replace')
        checks += 1
    failures.expect(published >= 2, 'public export: the quotes that may be published are not there')
    return checks


def internal_controls(program, folder, work, canaries, failures):
    """The test can fail: the same words do stand in the internal report, but for the names of the key."""
    out = os.path.join(work, 'internal')
    code, _, said = run(program, ['report', folder, '--format', 'html,md,json', '-o', out])
    failures.expect(code == 0, f'the internal report: exit {code}: {said[:600]}')
    found = set()
    for path, data in files_under(out) if code == 0 else []:
        found.update(canaries.found(data))
    for cell in ('principles/strategic', 'access/operational', 'joint/tactical'):
        found.update(canaries.found(run(program, ['why', cell, folder])[1]))
    for place in ('note', 'at', 'interview id', 'override reason', 'quote without quote_ok'):
        failures.expect(place in found, f'the internal outputs hold no {place}: this test would find nothing')
    return 1


def key_names(canaries):
    return {word for word, place in canaries.places.items() if 'name in the key' in place}


def key_stays(program, folder, work, canaries, failures):
    """Every command, on the study as it is and on studies whose key is wrong or whose names stand elsewhere."""
    names = key_names(canaries)
    checks = 0

    def look(shown, arguments, where):
        nonlocal checks
        out = tempfile.mkdtemp(dir=work)
        code, output, said = run(program, [a.replace('OUT', out) for a in arguments], folder=where)
        failures.expect(code in (0, 1, 2, 3), f'{shown}: {arguments}: exit {code}: {said[-300:]}')
        for path, data in [('standard output', output), ('standard error', said), *files_under(out)]:
            for name, bytes_of in unpacked(path, data):
                held = names & set(WORD.findall(bytes_of.decode('utf-8', 'replace').lower()))
                failures.expect(not held, f'{shown}: {arguments}: {name} holds {len(held)} names of the key')
                checks += 1
        return code, output + said

    commands = [['check', '--verbose'], ['summary', '--details'], ['summary', '--json'], ['why', 'access/operational'], ['coverage'],
                ['agreement'], ['agreement', '--json'], ['graph'], ['graph', '--format', 'json,csv,graphml,gexf,dot,cytoscape,svg', '-o', 'OUT'],
                ['compare', '.', '.'], ['schema', '-o', 'OUT'], ['report', '--format', 'html,md,json', '-o', 'OUT'], []]
    for command in commands:
        look('as it is', command, folder)
    look('the key itself', ['check', 'confidential/key.yaml', '--format', 'text'], folder)
    name = sorted(names)[0]
    key = os.path.join(folder, 'confidential', 'key.yaml')
    with open(key, encoding='utf-8') as file:
        good = file.read()
    person, value = good.split('\n')[0].split(': ', 1)
    wrong = {'an unclosed quote': f'{person}: "{value[1:-1]}\n', 'a doubled key': f'{person}: {value}\n{person}: {value}\n',
             'a bad person': f'{person}zz: {value}\n', 'a colon too many': f'{person}: {name}: {name}\n',
             'a name as key': f'{name}: {person}\n', 'a tag': f'{person}: !{name} x\n', 'an alias': f'{person}: *{name}\n',
             'a map': f'{person}: {{{name}: {name}}}\n', 'a directive': f'% {name}\n', 'two documents': f'{person}: {value}\n---\n{name}\n',
             'a text only': f'{name}\n', 'not UTF-8': b'%s: %s \xff\n' % (person.encode(), name.encode()), 'a control character': f'{person}: {name}\x01\n',
             'a tab': f'{person}:\n\t{name}: x\n', 'a list of maps': f'- {{{name}: x}}\n', 'readable by others': good}
    for shown, text in wrong.items():
        with open(key, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(key, 0o644 if shown == 'readable by others' else 0o600)
        outputs = [f'--output={form}=OUT/{form}' for form in MACHINE]
        look(f'key with {shown}', ['check', '--format', 'text', '--color', 'always', *outputs], folder)
        look(f'key with {shown}', ['summary'], folder)
    with open(key, 'w', encoding='utf-8') as file:
        file.write(good)
    os.chmod(key, 0o600)
    interview = sorted(os.listdir(os.path.join(folder, 'interviews')))[0]
    path = os.path.join(folder, 'interviews', interview)
    with open(path, encoding='utf-8') as file:
        original = file.read()
    with open(path, 'w', encoding='utf-8') as file:
        file.write(original.replace(' staat hier', f' zegt {value.strip(chr(34))}', 1))
    outputs = [f'--output={form}=OUT/{form}' for form in MACHINE]
    code, said = look('a name in a note', ['check', '--format', 'line', *outputs], folder)
    failures.expect(code == 1, f'a name of the key in a note: exit {code}')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(original)
    return checks


def machine_formats(program, folder, work, canaries, failures):
    """Every slip of the pen that puts a quote or a note where something else was expected."""
    texts = {word for word, place in canaries.places.items() if place.startswith(('note', 'quote'))}
    interview = next(n for n in sorted(os.listdir(os.path.join(folder, 'interviews')))
                     if b'single' in open(os.path.join(folder, 'interviews', n), 'rb').read())
    path = os.path.join(folder, 'interviews', interview)
    with open(path, encoding='utf-8') as file:
        original = file.read()
    word = next(w for w in WORD.findall(original) if w in texts and f'note: "{w}' in original)
    line = next(l for l in original.split('\n') if f'note: "{word}' in l)
    pad = line[:len(line) - len(line.lstrip())]
    slips = {'an e-mail address': f'{pad}note: {word} {word}@{word}.nl', 'a telephone number': f'{pad}note: {word} 06-12345678 {word}',
             'a BSN': f'{pad}note: {word} bsn 111222333 {word}', 'an IBAN': f'{pad}note: {word} NL91ABNA0417164300',
             'a postcode': f'{pad}note: {word} Dorpsstraat 12, 3011 AB', 'a second note': f'{line}\n{line}',
             'a colon': f'{pad}note: {word}: {word} zegt dat', 'an open quote': f'{pad}note: "{word} zegt dat', 'a single quote': f"{pad}note: '{word}",
             'an alias': f'{pad}note: *{word}', 'an anchor': f'{pad}note: &{word} x', 'a tag': f'{pad}note: !{word} x', 'a list': f'{pad}note: [{word}, {word}]',
             'a map': f'{pad}note: {{nl: {word}, xx: {word} x}}', 'a map with a language too many': f'{pad}note:\n{pad}  {word} zegt: {word}',
             'a control character': f'{pad}note: "{word}\\x01"', 'a raw control character': f'{pad}note: {word}\x01', 'an escape': f'{pad}note: "{word} \\q"',
             'too far left': f'{line}\nen toen {word} zei', 'a tab': f'{pad}note:\n\t{word}', 'an open bracket': f'{pad}note: [{word} zegt',
             'a note as quote_ok': f'{pad}quote_ok: {word} zegt dat', 'a note as trend': f'{pad}trend: {word} zegt dat',
             'a percent sign': f'{line}\n%{word}', 'a bar': f'{pad}note: |x {word}', 'two documents': f'{line}\n---\n{word}', 'a number sign': f'{pad}note: #{word}',
             'an ignore comment': f'{line}  # quickscan: ignore QS999 {word}'}
    checks = 0
    silent = []
    for shown, text in slips.items():
        with open(path, 'wb') as file:
            file.write(original.replace(line, text, 1).encode())
        out = os.path.join(work, 'machine')
        os.makedirs(out, exist_ok=True)
        outputs = [f'--output={form}={out}/{form}' for form in MACHINE]
        arguments = ['check', folder, '--strict', '--format', 'line', '--color', 'always', *outputs]
        code, output, said = run(program, arguments)
        found = output.count(interview.encode())
        if not found:
            silent.append(shown)
        failures.expect(code in (0, 1), f'{shown}: exit {code}: {said[:300]}')
        for form, data in [('line', output), ('standard error', said), *files_under(out)]:
            held = texts & set(WORD.findall(data.decode('utf-8', 'replace')))
            where = next((l for l in data.decode('utf-8', 'replace').split('\n') if any(w in l for w in held)), '')
            failures.expect(not held, f'{shown}: {form} carries the note: {where.strip()[:300]}')
            checks += 1
    failures.expect(len(silent) <= 3, f'nothing was found for {silent}')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(original)
    return checks


def main():
    args = program_and_study(__doc__)
    failures = Failures()
    checks = 0
    with tempfile.TemporaryDirectory() as work:
        canaries = Canaries()
        folder = os.path.join(work, 'study')
        write_canaries(read_study(args.study), folder, canaries)
        code, output, said = run(args.program, ['check', folder])
        if not failures.expect(code == 0, f'the study with canaries does not pass check: {output[:1500]} {said[:500]}'):
            return failures.result('canary', 1)
        out = os.path.join(work, 'plain')
        code, _, said = run(args.program, ['report', args.study, '--audience', 'public', '-o', out])
        failures.expect(code == 3 and not os.path.exists(out), f'the study as it is: exit {code}: {said[:300]}')
        checks += public_reports(args.program, folder, work, canaries, failures)
        checks += public_exports(args.program, folder, work, canaries, failures)
        checks += internal_controls(args.program, folder, work, canaries, failures)
        checks += machine_formats(args.program, folder, work, canaries, failures)
        checks += key_stays(args.program, folder, work, canaries, failures)
    return failures.result('canary', checks)


if __name__ == '__main__':
    sys.exit(main())
