#!/usr/bin/env python3
"""Slips of the pen, one at a time, in the files of a study that is right: each gives an error at that very place.

    mutate.py --program build/quickscan [--every N] [--cuts N] STUDY...

Three slips are tried: a key misspelt, an id or word of the format changed by one letter, a key given twice. --every N
tries each N-th of them, 1 all. --cuts N cuts each N-th beginning of every file off: refused, or read as the prefix that
it is with a warning, and never more than that."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print('needs python3-yaml')
    sys.exit(77)

HEAD = re.compile(r'(?:error|warning|note)\[QS\d+\]: ')
PLACE = re.compile(r'^ *--> (.*):(\d+):(\d+)$', re.M)
# Keys that are ids of a kind, by file and the path that leads to them; `*` is any key or number.
ID_KEYS = {
    'study.yaml': ('coders/*', 'sectors/*', 'places/*', 'declared/levels/*', 'declared/who/*', 'declared/interviews/*', 'frame/*',
                   'overrides/*', 'positions/*', 'weights/levels/*', 'weights/recommendations/*'),
    'stakeholders.yaml': ('*',),
    'developments.yaml': ('*', '*/quantities/*', '*/adopted/*'),
    'framework.yaml': ('levels/*', 'recommendations/*', 'recommendations/*/parts/*', 'lines/*', 'lines/*/items/*', 'factors/*',
                       'terms/*'),
    'interview': ('speakers/*', 'segments/*/term/words/*'),
}
# Those of them that refer to something.
REFERRING_KEYS = {
    'study.yaml': ('declared/levels/*', 'declared/who/*', 'declared/interviews/*', 'frame/*', 'overrides/*', 'positions/*',
                   'weights/levels/*', 'weights/recommendations/*'),
    'developments.yaml': ('*/adopted/*',),
    'interview': ('segments/*/term/words/*',),
}
# Values that refer to something, or are words of the format.
REFERENCES = {
    'study.yaml': ('frame/*/*', 'provenance', 'language', 'framework', 'contacts/*/who', 'contacts/*/outcome', 'places/*/tier',
                   'escalation/*/who/*', 'overrides/*/grade'),
    'stakeholders.yaml': ('*/kind', '*/sector', '*/levels/*', '*/part_of', '*/tier', '*/members/*'),
    'developments.yaml': ('*/recs/*', '*/level', '*/status', '*/origin', '*/scope', '*/partners/*', '*/leader/who',
                          '*/leader/position', '*/replaces', '*/copies', '*/part_of', '*/adopted/*'),
    'framework.yaml': ('lines/*/items/*/recs/*', 'factors/*/sign'),
    'interview': ('interview', 'coder', 'form', 'notes_from', 'asked/*', 'speakers/*/level', 'speakers/*/who', 'segments/*/rec',
                  'segments/*/about', 'segments/*/stage', 'segments/*/basis', 'segments/*/trend', 'segments/*/dev',
                  'segments/*/barrier', 'segments/*/enabler', 'segments/*/by', 'segments/*/by/*', 'segments/*/ties/*',
                  'segments/*/ties/*/from', 'segments/*/ties/*/to', 'segments/*/ties/*/relation', 'segments/*/ties/*/status',
                  'segments/*/route/*', 'segments/*/term/concept', 'segments/*/finding', 'segments/*/response'),
}
WORD = re.compile(r'[a-z][a-z0-9_-]*')


def kind_of(path):
    return 'interview' if path.startswith('interviews/') else path


def fits(path, patterns):
    return any(len(path) == len(p) and all(b in ('*', a) for a, b in zip(path, p)) for p in (x.split('/') for x in patterns))


def walk(node, path, mapping=None):
    """(path, key or value node, the mapping that it is a key of)."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield path + [key.value], key, node
            yield from walk(value, path + [key.value])
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from walk(value, path + [str(number)])
    else:
        yield path, node, None


def changed(word, known):
    """The word with one letter changed, in the middle first; nothing it could be mistaken for."""
    for at in sorted(range(len(word)), key=lambda at: abs(at - len(word) // 2)):
        for letter in 'qxzkjv':
            new = word[:at] + letter + word[at + 1:]
            if word[at].isalpha() and letter != word[at] and new not in known:
                return new
    return None


class Study:
    def __init__(self, folder):
        self.texts, self.trees, self.known = {}, {}, set()
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(root, name), folder)
                if name.endswith('.yaml') and not path.startswith(('confidential', '.')):
                    with open(os.path.join(root, name), encoding='utf-8') as file:
                        self.texts[path] = file.read()
        for path, text in sorted(self.texts.items()):
            self.trees[path] = yaml.compose(text)
            self.known |= set(WORD.findall(text))

    def slips(self):
        """(path, new text, line, column, rule or None for any, word that was meant)."""
        for path in sorted(self.texts):
            text, kind = self.texts[path], kind_of(path)
            for where, node, mapping in walk(self.trees[path], []):
                begin, line, column = node.start_mark.index, node.start_mark.line + 1, node.start_mark.column + 1
                if mapping is not None:
                    yield self.doubled(path, node, mapping)
                    if not fits(where, ID_KEYS.get(kind, ())):
                        new = changed(node.value, self.known)
                        if new and text[begin:].startswith(node.value):
                            yield path, text[:begin] + new + text[begin + len(node.value):], line, column, 'QS150', node.value
                        continue
                    if not fits(where, REFERRING_KEYS.get(kind, ())):
                        continue
                elif not fits(where, REFERENCES.get(kind, ())) or where[-1] in ('nl', 'en'):
                    continue
                if not text[begin:].startswith(node.value):
                    continue
                for match in WORD.finditer(node.value):
                    new = changed(match[0], self.known)
                    if not new or node.value in ('unknown', 'na'):
                        continue
                    at = begin + match.start()
                    yield path, text[:at] + new + text[at + len(match[0]):], line, (column, column + match.start()), None, match[0]

    def doubled(self, path, node, mapping):
        text, begin, column = self.texts[path], node.start_mark.index, node.start_mark.column
        if mapping.flow_style:
            extra = f'{node.value}: x, '
            return path, text[:begin] + extra + text[begin:], node.start_mark.line + 1, column + 1 + len(extra), 'QS120', None
        extra = f'{node.value}: x\n' + ' ' * column
        return path, text[:begin] + extra + text[begin:], node.start_mark.line + 2, column + 1, 'QS120', None


def findings(program, folder):
    done = subprocess.run([program, 'check', '--format', 'text', '--color', 'never', folder], capture_output=True, timeout=60)
    assert done.returncode in (0, 1, 2), done.returncode
    blocks = re.split(r'\n(?=(?:error|warning|note)\[)', done.stdout.decode())
    return [block for block in blocks if HEAD.match(block)]


def report(failures, path, line, column, meant, blocks):
    first = '; '.join(block.splitlines()[0] + ' ' + ':'.join((PLACE.search(block) or [''])[0].split(':')[-2:]) for block in blocks[:3])
    failures.append(f'{path}:{line}:{column} ({meant}): {first or "nothing found"}')


def try_slips(program, folder, every):
    study, failures, count = Study(folder), [], 0
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, 'study')
        shutil.copytree(folder, copy)
        for number, (path, text, line, column, rule, meant) in enumerate(study.slips()):
            if number % every:
                continue
            count += 1
            target = os.path.join(copy, path)
            with open(target, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
            columns = column if isinstance(column, tuple) else (column,)
            here = []
            blocks = findings(program, copy)
            for block in blocks:
                place = PLACE.search(block)
                if place and block.startswith('error') and place[1].endswith(path) and int(place[2]) == line and int(place[3]) in columns:
                    here.append(block)
            here = [block for block in here if rule is None or f'[{rule}]' in block]
            # a suggestion, where the word is long enough for one to be meant
            helped = not meant or len(meant) < 4 or any('did you mean' in block or 'help:' in block for block in here)
            if not here or not helped:
                report(failures, path, line, columns, meant or 'doubled', blocks)
            with open(target, 'w', encoding='utf-8', newline='') as file:
                file.write(study.texts[path])
    print(f'{folder}: {count} slips')
    return failures


def is_prefix(part, whole):
    """Whether a tree is what the whole one begins with; the last text may itself be cut, or be the first key of a map."""
    if isinstance(part, str) and isinstance(whole, dict):
        return next(iter(whole)).startswith(part)
    if isinstance(part, dict) and isinstance(whole, dict):
        keys = list(whole)
        return all(k in whole for k in part) and list(part) == keys[:len(part)] and all(
            is_prefix(part[k], whole[k]) if k == list(part)[-1] else part[k] == whole[k] for k in part)
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) <= len(whole) and part[:-1] == whole[:len(part) - 1 if part else 0] and (
            not part or is_prefix(part[-1], whole[len(part) - 1]))
    return part == whole or part is None or (isinstance(whole, str) and whole.startswith(str(part)))


def load(text):
    try:
        return True, yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return False, None


def try_cuts(program, folder, every):
    study, failures, count = Study(folder), [], 0
    with tempfile.TemporaryDirectory() as work:
        for path, text in sorted(study.texts.items()):
            data, whole = text.encode(), yaml.load(text, Loader=yaml.BaseLoader)
            target = os.path.join(work, os.path.basename(path))
            for size in range(count % every, len(data), every):
                count += 1
                with open(target, 'wb') as file:
                    file.write(data[:size])
                done = subprocess.run([program, 'check', '--format', 'line', target], capture_output=True, timeout=60)
                said = done.stdout.decode()
                if done.returncode == 1:
                    continue
                sound, part = load(data[:size].decode('utf-8', 'replace'))
                accepted = done.returncode == 0 and sound and is_prefix(part, whole)
                if not accepted or (not data[:size].endswith(b'\n') and '[QS134]' not in said):
                    failures.append(f'{path}: cut at byte {size}: exit {done.returncode} {said.strip()[:200]}')
            os.remove(target)
    print(f'{folder}: {count} cuts')
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--every', type=int, default=0)
    parser.add_argument('--cuts', type=int, default=0)
    parser.add_argument('studies', nargs='+')
    args = parser.parse_args()
    failures = []
    for folder in args.studies:
        failures += try_slips(args.program, folder, args.every) if args.every else []
        failures += try_cuts(args.program, folder, args.cuts) if args.cuts else []
    for text in failures:
        print(text)
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
