#!/usr/bin/env python3
"""Opens the files of `quickscan graph` in networkx, igraph and Graphviz, and compares what they hold.

    graph_files.py QUICKSCAN STUDY

Every program must find the same actors, ties and attributes, for the study as it is and for a copy in which every
stakeholder has a hostile name."""
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

try:
    import igraph
    import networkx
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)

from whole_study import need

HOSTILE = ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", ']]>', '<!--',
           '&lt;script&gt;', '&#x3C;b&#x3E;', '{{7*7}}', '\\"]; node [URL=evil shape=box]; //', 'eindigt op \\', '\\N \\G \\l',
           '=1+1', '@som', '+31', '-2', "O'Brien & zonen; bv", 'een, twee "drie"', 'regel een\nregel twee', '\ttab',
           '\u202eomgekeerd', 'héél gewoon – ja', '🙂', '%s {0} $x', 'a|b;c')

failures = 0


def check(condition, what):
    global failures
    if not condition:
        failures += 1
        print('FAILED:', what)


def export(program, study, folder):
    """All formats by name."""
    texts = {}
    for form in ('json', 'graphml', 'gexf', 'dot', 'cytoscape'):
        path = os.path.join(folder, 'graph.' + form)
        subprocess.run([program, 'graph', study, '--format', form, '--lang', 'nl', '-o', path], check=True)
        texts[form] = path
    texts['csv'] = os.path.join(folder, 'csv')
    os.mkdir(texts['csv'])
    subprocess.run([program, 'graph', study, '--format', 'csv', '--lang', 'nl', '-o', texts['csv']], check=True)
    return texts


def expected_of(path):
    data = json.load(open(path, encoding='utf-8'))
    actors = {a['id']: a for a in data['actors']}
    ties = [(t['source'], t['target'], t['relation'], t['status'], t['confirmation']) for t in data['ties']]
    return data, actors, sorted(ties)


def check_banner(name, found, title):
    check(bool(title) and title in (found or ''), f'{name}: the banner {title!r}, found {found!r}')


def compare_actors(name, found, actors, key=lambda text: text):
    check(sorted(found) == sorted(actors), f'{name}: the same actors')
    for id_, attributes in found.items():
        if id_ not in actors:
            continue
        own = actors[id_]
        check(key(attributes['name']) == own['label'], f'{name}: the name of {id_}: {attributes["name"]!r}')
        for column in ('kind', 'organisation', 'level', 'sector'):
            check((attributes.get(column) or None) == own[column], f'{name}: {column} of {id_}')
        check(str(attributes['heard']).lower() == str(own['heard']).lower(), f'{name}: heard of {id_}')
        check(int(float(attributes['degree'])) == own['degree'], f'{name}: degree of {id_}')
        if own['betweenness'] is not None:
            check(float(attributes['betweenness']) == own['betweenness'], f'{name}: betweenness of {id_}')


def ties_of(rows):
    return sorted((a, b, d['relation'], d['status'], d['confirmation']) for a, b, d in rows)


GEXF, VIZ = '{http://www.gexf.net/1.2draft}', '{http://www.gexf.net/1.2draft/viz}'
FLOAT, BYTE = r'-?\d+(\.\d+)?', r'25[0-5]|2[0-4]\d|1?\d?\d'
VALUES = {'integer': r'-?\d+', 'long': r'-?\d+', 'double': FLOAT + r'(e[+-]?\d+)?', 'float': FLOAT, 'boolean': 'true|false',
          'string': r'[\s\S]*', 'liststring': r'[\s\S]*', 'anyURI': r'\S*'}
# Elements of GEXF 1.2draft, in our own words: attributes that must be there, that may, and children.
ELEMENTS = {
    GEXF + 'gexf': ({'version': '1.2'}, {}, 'meta? graph'),
    GEXF + 'meta': ({}, {'lastmodifieddate': r'\d{4}-\d\d-\d\d'}, '(creator|keywords|description)*'),
    GEXF + 'description': ({}, {}, ''), GEXF + 'creator': ({}, {}, ''), GEXF + 'keywords': ({}, {}, ''),
    GEXF + 'graph': ({}, {'mode': 'static|dynamic', 'defaultedgetype': 'directed|undirected|mutual'},
                     '(attributes|nodes|edges)*'),
    GEXF + 'attributes': ({'class': 'node|edge'}, {'mode': 'static|dynamic'}, 'attribute*'),
    GEXF + 'attribute': ({'id': r'\S+', 'title': r'.+', 'type': '|'.join(VALUES)}, {}, '(default|options)*'),
    GEXF + 'nodes': ({}, {'count': r'\d+'}, 'node*'), GEXF + 'edges': ({}, {'count': r'\d+'}, 'edge*'),
    GEXF + 'node': ({'id': r'[\s\S]+'}, {'label': r'[\s\S]*'}, '(attvalues|color|position|size|shape)*'),
    GEXF + 'edge': ({'id': r'[\s\S]+', 'source': r'[\s\S]+', 'target': r'[\s\S]+'},
                    {'type': 'directed|undirected|mutual', 'label': r'[\s\S]*', 'weight': FLOAT}, '(attvalues|color|thickness|shape)*'),
    GEXF + 'attvalues': ({}, {}, 'attvalue*'), GEXF + 'attvalue': ({'for': r'\S+', 'value': r'[\s\S]*'}, {}, ''),
    VIZ + 'color': ({'r': BYTE, 'g': BYTE, 'b': BYTE}, {'a': FLOAT}, ''),
    VIZ + 'position': ({'x': FLOAT, 'y': FLOAT, 'z': FLOAT}, {}, ''), VIZ + 'size': ({'value': r'\d+(\.\d+)?'}, {}, ''),
    VIZ + 'shape': ({'value': 'disc|square|triangle|diamond|image'}, {}, '')}


def gexf_problems(text):
    root = ElementTree.fromstring(text)
    if root.tag != GEXF + 'gexf':
        yield f'the root is {root.tag}'
        return
    types = {(group.get('class'), one.get('id')): one.get('type')
             for group in root.iter(GEXF + 'attributes') for one in group}
    nodes = {node.get('id') for node in root.iter(GEXF + 'node')}
    for element in root.iter():
        if element.tag not in ELEMENTS:
            yield f'{element.tag} is unknown'
            continue
        must, may, children = ELEMENTS[element.tag]
        if not set(must) <= set(element.attrib):
            yield f'{element.tag} has only {sorted(element.attrib)}'
        for name, value in element.attrib.items():
            pattern = {**may, **must}.get(name)
            if pattern is None or not re.fullmatch(pattern, value):
                yield f'{element.tag} {name}={value!r}'
        order = re.sub(r'(\w+)', r'(\1 )', children).replace(' (', '(').replace('(|', '|')
        if not re.fullmatch(order or '', ''.join(child.tag.split('}')[1] + ' ' for child in element)):
            yield f'{element.tag} holds {[child.tag for child in element]}'
        if element.tag in (GEXF + 'node', GEXF + 'edge'):
            kind = element.tag.split('}')[1]
            for value in element.iter(GEXF + 'attvalue'):
                if not re.fullmatch(VALUES.get(types.get((kind, value.get('for'))), 'no value'), value.get('value')):
                    yield f'{kind} {value.attrib}'
            if kind == 'edge' and not {element.get('source'), element.get('target')} <= nodes:
                yield f'edge {element.get("id")} leads nowhere'


def check_networkx(files, actors, ties, title):
    graph = networkx.read_graphml(files['graphml'], force_multigraph=True)
    compare_actors('GraphML in networkx', dict(graph.nodes(data=True)), actors)
    check(ties_of(graph.edges(data=True)) == ties, 'GraphML in networkx: the same ties')
    check_banner('GraphML in networkx', graph.graph.get('banner'), title)
    graph = networkx.read_gexf(files['gexf'])
    compare_actors('GEXF in networkx', dict(graph.nodes(data=True)), actors)
    check(ties_of(graph.edges(data=True)) == ties, 'GEXF in networkx: the same ties')
    check(all('position' in d.get('viz', {}) for d in graph.nodes.values()), 'GEXF in networkx: the places of the drawing')
    text = open(files['gexf'], encoding='utf-8').read()
    for problem in gexf_problems(text):
        check(False, 'GEXF: ' + problem)
    for old, new in (('version="1.2"', 'version="1.3"'), ('class="node"', 'class="actor"'), ('<edges>', '<ties>'),
                     ('viz:size value="', 'viz:size value="-'), (' target="', ' goal="'), ('type="integer"', 'type="int"'),
                     ('for="kind"', 'for="sort"'), ('http://www.gexf.net/1.2draft"', 'http://gexf.net/1.3"')):
        broken = text.replace(old, new).replace('</edges>', f'</{new[1:]}' if old == '<edges>' else '</edges>')
        check(broken != text and list(gexf_problems(broken)), f'GEXF: {new} passes')
    # networkx does not read <meta>; Gephi shows it with the properties of the file.
    meta = ElementTree.fromstring(text).find(f'{GEXF}meta/{GEXF}description')
    check_banner('GEXF', meta is not None and meta.text, title)
    data = json.load(open(files['cytoscape'], encoding='utf-8'))
    graph = networkx.cytoscape_graph(data)
    compare_actors('Cytoscape in networkx', dict(graph.nodes(data=True)), actors)
    check(ties_of(graph.edges(data=True)) == ties, 'Cytoscape in networkx: the same ties')
    check_banner('Cytoscape in networkx', graph.graph.get('comment'), title)


def check_igraph(files, actors, ties, title):
    graph = igraph.Graph.Read_GraphML(files['graphml'])
    found = {v['id']: {k: v[k] for k in v.attribute_names()} for v in graph.vs}
    compare_actors('GraphML in igraph', found, actors)
    rows = [(graph.vs[e.source]['id'], graph.vs[e.target]['id'], e.attributes()) for e in graph.es]
    check(ties_of(rows) == ties, 'GraphML in igraph: the same ties')
    check_banner('GraphML in igraph', graph['banner'], title)


def check_csv(files, actors, ties, title):
    names = sorted(os.listdir(files['csv']))
    check(len(names) == 2, f'CSV: two tables, {names}')
    tables = {}
    for name in names:
        rows = list(csv.DictReader(open(os.path.join(files['csv'], name), encoding='utf-8', newline='')))
        header = open(os.path.join(files['csv'], name), encoding='utf-8').readline()
        tables['ties' if header.startswith('Source,Target,Type,Weight') else 'actors'] = rows
    def plain(text):
        return text[1:] if text.startswith("'") and text[1:2] in '=+-@\t' and len(text) > 1 else text
    found = {row['Id']: {k.lower(): v for k, v in row.items()} for row in tables['actors']}
    compare_actors('CSV', found, actors, plain)
    rows = [(r['Source'], r['Target'], {k.lower(): v for k, v in r.items()}) for r in tables['ties']]
    check(ties_of(rows) == ties, 'CSV: the same ties')
    for row in tables['actors'] + tables['ties']:
        check_banner('CSV', row['Provenance'], title)


def check_graphviz(files, actors, ties, title):
    result = subprocess.run(['dot', '-Tjson', files['dot']], capture_output=True, check=True)
    check(not result.stderr, f'DOT: {result.stderr[:200]!r}')
    data = json.loads(result.stdout.decode('utf-8'))
    nodes = [o for o in data['objects'] if 'nodes' not in o]
    def label(text):
        out, at = '', 0
        while at < len(text):
            if text[at] == '\\' and at + 1 < len(text):
                out += '\n' if text[at + 1] == 'n' else text[at + 1]
                at += 2
            else:
                out += text[at]
                at += 1
        return html.unescape(out)
    found = {o['name']: {**o, 'name': o['name']} for o in nodes}
    check(sorted(found) == sorted(actors), 'DOT: the same actors')
    for id_, attributes in found.items():
        wanted = actors[id_]['label'].replace('\t', ' ')
        check(label(attributes['label']) == wanted, f'DOT: the label of {id_}: {attributes["label"]!r}')
        check('URL' not in attributes, f'DOT: {id_} got an address')
        check((attributes.get('sector') or None) == actors[id_]['sector'], f'DOT: sector of {id_}')
    names = {o['_gvid']: o['name'] for o in nodes}
    rows = [(names[e['tail']], names[e['head']], e) for e in data.get('edges', [])]
    check(ties_of(rows) == ties, 'DOT: the same ties')
    check_banner('DOT, comment', data.get('comment'), title)
    drawn = subprocess.run(['dot', '-Tsvg', files['dot']], capture_output=True, check=True).stdout
    texts = [''.join(t.itertext()) for t in ElementTree.fromstring(drawn).iter('{http://www.w3.org/2000/svg}text')]
    check(title in [t.replace('\xa0', ' ').strip() for t in texts], 'DOT: the banner is drawn')
    for actor in actors.values():
        first = actor['label'].split('\n')[0].strip()
        shown = [t.replace('\xa0', ' ').strip() for t in texts]
        check(any(first == t for t in shown), f'DOT: {first!r} is drawn as it is written')


def check_svg(program, study, title):
    result = subprocess.run([program, 'graph', study, '--format', 'svg', '--lang', 'nl'], capture_output=True, check=True)
    root = ElementTree.fromstring(result.stdout)
    check(root.tag.endswith('svg'), 'SVG: well-formed')
    names = {element.tag.split('}')[1] for element in root.iter()}
    allowed = {'svg', 'title', 'desc', 'g', 'path', 'rect', 'line', 'circle', 'text', 'tspan'}
    check(names <= allowed, f'SVG: only drawing, {sorted(names - allowed)}')
    texts = [''.join(element.itertext()) for element in root.iter('{http://www.w3.org/2000/svg}text')]
    check_banner('SVG, drawn', ' '.join(texts), title)
    check_banner('SVG, description', root.find('{http://www.w3.org/2000/svg}desc').text, title)


def check_study(program, study, what):
    print(what)
    with tempfile.TemporaryDirectory() as folder:
        files = export(program, study, folder)
        data, actors, ties = expected_of(files['json'])
        title = data['banner'].split('. ')[0]
        check(len(actors) > 10 and len(ties) > 10, 'there is something to compare')
        check_networkx(files, actors, ties, title)
        check_igraph(files, actors, ties, title)
        check_csv(files, actors, ties, title)
        check_graphviz(files, actors, ties, title)
        check_svg(program, study, title)


def hostile_copy(study, folder):
    """The study with hostile names: each stakeholder's `name` becomes one of them, its short name goes."""
    copy = os.path.join(folder, 'hostile')
    shutil.copytree(study, copy)
    path = os.path.join(copy, 'stakeholders.yaml')
    lines, out, used, skipping = open(path, encoding='utf-8').read().split('\n'), [], 0, False
    for line in lines:
        if skipping and line.startswith('    '):
            continue
        skipping = False
        if line.startswith('  name:'):
            out.append('  name: ' + json.dumps(HOSTILE[used % len(HOSTILE)], ensure_ascii=False).replace('\u202e', '\\u202e'))
            used += 1
            skipping = True
        elif not line.startswith('  short:'):
            out.append(line)
    open(path, 'w', encoding='utf-8').write('\n'.join(out))
    check(used >= len(HOSTILE), 'every hostile name was used')
    return copy


def main():
    need('dot')
    program, study = sys.argv[1:3]
    check_study(program, study, 'the study as it is')
    with tempfile.TemporaryDirectory() as folder:
        check_study(program, hostile_copy(study, folder), 'with hostile names')
    if failures:
        sys.exit(f'{failures} checks failed')
    print('all the same')


if __name__ == '__main__':
    main()
