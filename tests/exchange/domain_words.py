#!/usr/bin/env python3
"""No output of a study on water or on housing has a word of another programme in it.

    domain_words.py QUICKSCAN

Two waves of each are coded by a framework of its own; every command and format that people or other programs read is
asked for in both languages. A DOCX is read where pandoc is there to make one."""
import pathlib
import re
import shutil
import sys
import tempfile
import zipfile

from whole_study import Failures, run

WORDS = re.compile(r'\b(geweld|mishandel[a-z]*|slachtoffers?|plegers?|kinderen|jeugd|gezin(?:nen)?|opvang|politie|wijkteams?|wmo|veilig '
                   r'thuis|violence|abuse|victims?|perpetrators?|offenders?|shelters?|children|youth|families|police)\b', re.I)

FRAMEWORK = '''framework: {id}
title: {title}
levels:
  strategic: {{name: {{nl: bestuur, en: board}}}}
  operational: {{name: {{nl: uitvoering, en: front line}}}}
  residents: {{name: {{nl: bewoners, en: residents}}, clients: true}}
ladder:
- {{id: none, name: {{nl: niet begonnen, en: not begun}}}}
- {{id: agreed, name: {{nl: afgesproken, en: agreed}}}}
- {{id: ready, name: {{nl: voorbereid, en: prepared}}}}
- {{id: tried, name: {{nl: uitgeprobeerd, en: tried}}}}
- {{id: used, name: {{nl: in gebruik, en: in use}}}}
- {{id: kept, name: {{nl: geborgd, en: secured}}}}
accepted: agreed
practice: tried
caps: {{shown: kept, said: ready, heard: ready}}
recommendations:
  supply: {{name: {recommendation}}}
  repair: {{name: {{nl: Snel herstel, en: Quick repair}}}}
factors:
  pipes: {{name: {{nl: Oude leidingen, en: Old pipes}}, sign: barrier}}
  money: {{name: {{nl: Geld, en: Money}}, sign: both}}
'''
STUDY = '''quickscan: 1
id: {id}
title: {title}
reference_date: {year}-11
commissioner: {{nl: De raad, en: The council}}
provenance: fieldwork
framework: framework.yaml
language: nl
sectors: {{public: {{name: {{nl: overheid, en: public}}}}, market: {{name: {{nl: markt, en: market}}}}, civil: {{name: {{nl: burgers, en: civil}}}}}}
baseline_date: 2019-01
frame: {{strategic: [works, board], operational: [works, board, owners]}}
positions: {{supply: {{status: planned}}}}
'''
ACTORS = '''works: {name: Dienst, sector: public, levels: [strategic, operational], entry: true}
board: {name: Bedrijf, sector: market, levels: [strategic, operational], help: true}
owners: {name: Vereniging, sector: civil, levels: [strategic, operational]}
'''
DEVELOPMENTS = '''point: {name: {nl: Steunpunt, en: Help point}, recs: [supply], level: operational, status: pilot, start: 2020-03,
  decide_by: 2022-03, scope: neighbourhood, origin: bottom-up, partners: [works], quantities: {places: 4},
  secured: {budget: false, owner: true}}
'''
PROGRAMMES = {'water': ('Drinkwater', '{nl: Water bij de bron, en: Water at the source}'),
              'housing': ('Woningen', '{nl: Sneller een woning, en: A home sooner}')}


def interview(name, level, who, rung, year):
    other = 'works' if who == 'board' else 'board'
    return (f'interview: {name}\ndate: {year}-09\nform: single\nspeakers:\n  a: {{level: {level}, who: {who}}}\n'
            f'consent: {{quotes: true, function: false}}\nsegments:\n- {{rec: supply, stage: {rung}, basis: shown, dev: point, barrier: pipes}}\n'
            f'- {{rec: repair, stage: {rung}, basis: said}}\n- {{about: operational, enabler: money}}\n'
            f'- ties:\n  - {who}@{level} - {other}@strategic\n  - works@operational > owners@operational\n')


def write_study(folder, programme, year):
    title, recommendation = PROGRAMMES[programme]
    files = {'framework.yaml': FRAMEWORK.format(id=programme, title=title, recommendation=recommendation),
             'study.yaml': STUDY.format(id=programme, title=title, year=year), 'stakeholders.yaml': ACTORS,
             'developments.yaml': DEVELOPMENTS}
    for level in ('strategic', 'operational'):
        for number, (who, rung) in enumerate([('works', 2), ('board', 3), ('owners', 1), ('works', 2)]):
            name = f'{level[0]}{number}'
            files[f'interviews/{name}.yaml'] = interview(name, level, who, rung, year)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return str(folder)


def texts_of(folder):
    """Everything that lies in a folder, as text, by path."""
    for path in sorted(folder.rglob('*')):
        if path.suffix in ('.docx', '.xlsx'):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith('.xml'):
                        yield f'{path.name}/{name}', archive.read(name).decode('utf-8')
        elif path.is_file():
            yield path.name, path.read_text(errors='replace')


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    failures, looked_at = Failures(), 0
    reports = 'html,briefing,md,json' + (',docx' if shutil.which('pandoc') else '')
    for programme in PROGRAMMES:
        for language in ('nl', 'en'):
            with tempfile.TemporaryDirectory() as name:
                work = pathlib.Path(name)
                study = write_study(work / 'study', programme, 2021)
                before = write_study(work / 'before', programme, 2020)
                out = work / 'out'
                out.mkdir()
                said = []
                for number, words in enumerate([
                        ['check', study], ['summary', study, '--details'], ['why', 'supply', study], ['why', 'supply/operational', study],
                        ['coverage', study], ['agreement', study], ['graph', study], ['compare', before, study],
                        ['report', study, '--since', before, '--format', reports, '-o', str(out)],
                        ['graph', study, '--format', 'json,csv,graphml,gexf,dot,cytoscape,svg', '-o', str(out / 'graph')],
                        ['export', study, '--format', 'csv,codebook,matrix', '-o', str(out / 'tables')]]):
                    with_language = words if words[0] in ('check',) else [*words, '--lang', language]
                    code, output, messages = run(program, with_language)
                    failures.expect(code == 0, f'{words}: exit {code}: {messages.decode()[:600]}')
                    said.append((' '.join(words[:2]), (output + messages).decode()))
                files = [*said, *texts_of(out)]
                looked_at += len(files)
                failures.expect(len(files) > 30, f'only {len(files)} outputs')
                for path, text in files:
                    found = WORDS.search(text.replace(name, ''))
                    where = text[max(0, found.start() - 60):found.end() + 60] if found else ''
                    failures.expect(found is None, f'{programme}, {language}, {path}: {where}')
    return failures.result('domain words', looked_at)


if __name__ == '__main__':
    sys.exit(main())
