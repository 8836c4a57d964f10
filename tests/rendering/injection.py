#!/usr/bin/env python3
"""Hostile text stays text: strings of every kind of injection as title, names, notes, quotes and labels, and every output
parsed back by a program of another's making.

    injection.py --program build/quickscan --study examples/rotterdam-2021"""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.parsers.expat

from whole_study import Failures, files_under, need, program_and_study, read_study, run, write_study

STRINGS = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</title><script>', '</style><script>',
           '--><script>x', 'a ]]> b', '&lt;script&gt;', 'javascript:alert(1)', '<svg onload=alert(1)>', '{{7*7}} {{{n.persons}}}',
           '<a href="http://evil.example/">x</a>', '[x](javascript:alert(1))', '![x](http://evil.example/p.gif)', '`x` **b** | c', '<base href="//evil.example">',
           '\u2028alert(1)', '&#x3C;script&#x3E;', '\\"]; node [URL=evil shape=box]; //', 'back\\slash\\N\\G', '=1+1', '+cmd|x', '-2+3', '@SUM(A1)',
           '{} {0} {:>1000000} {{', '%s%n%x', '$(id) `id` ;id | id', '::error file=x::pwned', '##vso[task.setvariable variable=x]y',
           '\u202eabc', '\u2066abc\u2069', 'line\n::stop-commands::x', 'line\n=1+1', 'line\n# head\n<b>']
ELEMENTS = set('''html head meta title style body header footer main nav section article aside div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption
colgroup col thead tbody tfoot tr th td figure figcaption a strong em b i small abbr time blockquote q cite code hr br details summary sup sub data pre link
svg g path rect circle line polyline polygon text tspan desc defs pattern marker ellipse clippath use lineargradient stop'''.split())
# What opens a window over the page or filters a drawing, without script.
CONTROLS = {'button': {'type', 'popovertarget'}, 'input': {'type', 'id', 'checked'}, 'label': {'for'}, 'fieldset': {'class'}, 'legend': set()}
CHECK_FORMATS = (('markdown', '.md'), ('junit', '.xml'), ('sarif', '.json'), ('gitlab', '.json'), ('json', '.json'))
BAD_MARKS = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults, self.texts = [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS and tag not in CONTROLS:
            self.faults.append(f'<{tag}>')
        if tag in CONTROLS and not set(dict(attributes)) <= CONTROLS[tag]:
            self.faults.append(f'<{tag}> with {sorted(dict(attributes))}')
        for name, value in attributes:
            value = value or ''
            if name.startswith('on') or name in ('src', 'srcset', 'action', 'formaction', 'srcdoc'):
                self.faults.append(f'<{tag} {name}>')
            if name in ('href', 'xlink:href') and not re.match(r'#|https?://(?!evil)|[\w.-]+(#|$)|data:text/csv;charset=utf-8,[\w.%,-]*$', value):
                self.faults.append(f'<{tag} {name}={value!r}>')
            if tag == 'meta' and name == 'http-equiv' and value.lower() != 'content-security-policy':
                self.faults.append(f'<meta {value}>')
            self.texts.append(value)

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        self.faults.append(f'comment {data[:40]!r}')


def plain(text):
    """Without what may change in setting a text: white space, marks of direction and their visible forms."""
    return re.sub(r'\s+', ' ', text).strip()


def hostile_study(study):
    """A string at every text that an output shows."""
    used, number = [], 0

    def text():
        nonlocal number
        number += 1
        used.append(STRINGS[number % len(STRINGS)])
        return used[-1]

    home = study['study.yaml']
    home['title'], home['commissioner'], home['authors'] = ' '.join(s for s in STRINGS[:6]), text(), [text(), text()]
    for table in (home['sectors'], study['stakeholders.yaml'], study['developments.yaml']):
        for row in table.values():
            row['name'] = text()
            row.pop('short', None)
            if 'target' in row:
                row['target'] = text()
            if 'sources' in row:
                row['sources'] = [text()]
    for contact in home['contacts']:
        contact['note'] = text()
    home['overrides'] = {'access/operational': {'grade': 'low', 'reason': text()}}
    for path, data in study.items():
        if path.startswith('interviews/'):
            if data['form'] in ('single', 'group'):
                data['consent'] = {'quotes': 'true', 'function': 'true'}
            for speaker in data.get('speakers', {}).values():
                speaker['role'] = text()
            for segment in data['segments']:
                segment['at'], segment['note'] = text(), text()
                if 'consent' in data:
                    segment['quote'], segment['quote_ok'] = text(), 'true'
                if 'term' in segment:
                    segment['term']['words'] = {who: text() for who in segment['term']['words']}
    return {path: data for path, data in study.items() if not path.startswith('text/')}, set(used)


def check_page(shown, data, failures):
    page = Page()
    page.feed(data.decode('utf-8'))
    failures.expect(not page.faults, f'{shown}: {sorted(set(page.faults))[:6]}')
    return plain(' '.join(page.texts))


def check_terminal(shown, data, failures):
    text = data.decode('utf-8')
    bad = {c for c in text if (ord(c) < 32 and c not in '\n\t') or 0x7F <= ord(c) < 0xA0 or c in BAD_MARKS or c in '\u2028\u2029'}
    failures.expect(not bad, f'{shown}: raw {sorted(map(hex, map(ord, bad)))}')


def check_file(path, data, folder, failures):
    kind = os.path.splitext(path)[1]
    if kind == '.html':
        check_page(path, data, failures)
    elif kind in ('.svg', '.graphml', '.gexf', '.xml'):
        names = set()
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = lambda name, attributes: names.update([name.lower(), *(a for a in attributes if a.lower().startswith('on'))])
        try:
            parser.Parse(data, True)
        except xml.parsers.expat.ExpatError as fault:
            failures.append(f'{path}: {fault}')
        failures.expect(not names & {'script', 'img', 'a', 'foreignobject', 'base', 'onload', 'onerror', 'onmouseover'}, f'{path}: {names}')
    elif kind in ('.json', '.cyjs'):
        json.loads(data.decode('utf-8'))
    elif kind == '.csv':
        for row in csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')):
            bad = [cell for cell in row if cell[:1] in ('=', '+', '@', '\t', '\r') or (cell[:1] == '-' and not re.fullmatch(r'-?[0-9.]+(e-?\d+)?', cell))]
            failures.expect(not bad, f'{path}: a formula: {bad[:3]}')
    elif kind == '.dot':
        done = subprocess.run(['dot', '-Tjson', os.path.join(folder, path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        if failures.expect(done.returncode == 0, f'{path}: {done.stderr[:200]}'):
            bad = [o for o in json.loads(done.stdout).get('objects', []) if 'URL' in o or 'href' in o or o.get('name') == 'node']
            failures.expect(not bad, f'{path}: a node with an address: {bad[:1]}')
    elif kind == '.md':
        done = subprocess.run(['cmark', '--unsafe'], input=data, stdout=subprocess.PIPE, timeout=60)
        check_page_of_markdown(path, done.stdout, failures)
    else:
        failures.append(f'{path}: nothing reads it back')


def check_page_of_markdown(path, data, failures):
    page = Page()
    page.feed(data.decode('utf-8'))
    # Images of our own, and the provenance at the end.
    bad = [fault for fault in page.faults if fault not in ('<img>', '<img src>') and 'quickscan-version' not in fault]
    failures.expect(not bad, f'{path}: {sorted(set(bad))[:6]}')
    failures.expect('http://evil.example/p.gif' not in re.findall(r'<img src="([^"]*)"', data.decode('utf-8')), f'{path}: an image from elsewhere')


def main():
    args = program_and_study(__doc__)
    need('dot', 'cmark')
    program, failures, checks = args.program, Failures(), 0
    with tempfile.TemporaryDirectory() as work:
        folder, out = os.path.join(work, 'study'), os.path.join(work, 'out')
        os.makedirs(os.path.join(out, 'check'))
        study, used = hostile_study(read_study(args.study))
        write_study(study, folder)
        code, output, said = run(program, ['check', folder, '--format', 'github', *(f'--output={form}={out}/check/{form}{end}' for form, end in CHECK_FORMATS)])
        failures.expect(code == 0, f'check: exit {code}: {[l for l in output.split(bytes([10])) if b"::error" in l][:3]} {said[:300]}')
        for line in output.decode('utf-8').split('\n'):
            failures.expect(not line or re.match(r'::(notice|warning|error) (file|title)=', line) or not line.startswith(('::', '##')), f'github: {line[:200]}')
        findings = list(files_under(os.path.join(out, 'check')))
        failures.expect(len(findings) == len(CHECK_FORMATS), f'check wrote {[path for path, _ in findings]}')
        for path, data in findings:
            check_file(path, data, os.path.join(out, 'check'), failures)
            checks += 1
        for name, arguments in (('graph', ['graph', folder, '--format', 'json,csv,graphml,gexf,dot,cytoscape,svg']),
                                ('internal', ['report', folder, '--format', 'html,md,json,briefing']),
                                ('public', ['report', folder, '--format', 'html,md,json,briefing', '--audience', 'public', '--suppress', '--lang', 'en'])):
            where = os.path.join(out, name)
            code, output, said = run(program, [*arguments, '-o', where])
            failures.expect(code == 0, f'{name}: exit {code}: {said[:300]}')
            check_terminal(name, output + said, failures)
            for path, data in files_under(where) if os.path.isdir(where) else []:
                check_file(path, data, where, failures)
                checks += 1
        page = os.path.join(out, 'internal', 'report.html')
        if os.path.exists(page):
            with open(page, 'rb') as file:
                text = check_page('report.html', file.read(), failures)
            for string in sorted(used):
                if not set(string) & BAD_MARKS and '\n' not in string and '\u2028' not in string:
                    failures.expect(plain(string) in text, f'report.html does not show {string!r} as it is')
        for arguments in (['summary', folder, '--details'], ['why', 'access/operational', folder], ['graph', folder], ['coverage', folder],
                          ['compare', folder, folder], ['check', folder, '--format', 'text', '--color', 'never']):
            code, output, said = run(program, arguments)
            failures.expect(code == 0, f'{arguments[0]}: exit {code}: {said[:300]}')
            check_terminal(arguments[0], output + said, failures)
            checks += 1
    return failures.result('injection', checks)


if __name__ == '__main__':
    sys.exit(main())
