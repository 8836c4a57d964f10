#!/usr/bin/env python3
"""A file that quickscan accepts is read the same by libyaml, through PyYAML: nothing that libyaml refuses is accepted, and
the texts and the structure are the same. Over all YAML files below the folders given, and mutants of them.

    yaml_oracle.py --probe build/tests/oracle/yaml_probe [--mutants 3000] [--seed 1] [--show 20] FOLDER..."""
import argparse
import json
import pathlib
import random
import subprocess
import sys

try:
    import yaml
    from yaml import CSafeLoader
except ImportError as missing:
    print(f'skipped: {missing}', file=sys.stderr)
    sys.exit(77)

LARGEST = 3000  # bytes of a file that mutants are made of; of larger ones a part
# Characters and small texts that mean something in YAML, or that people type for those that do.
PIECES = [*''' "':-#,[]{}?|>%\\&*!@`~\n''', '\n\n', '  ', '\t', ': ', '- ', ' #', '# x', ', ', '\r\n', '""', "''", "\\'", '\\"', '\\n', '\\x', '"#', "'#", '" x',
          '{', '}', '[a, b]', '{a: b}', '{a: b} x', '[a] b', '? ', '---\n', '...\n', '\n---', 'a: b', 'key:', ' : ', ':x', 'null', '~', '|\n', '>\n', '|-\n', '>+2\n',
          '- - ', '-', '\n ', '\n  ', '\n    ', '\n- ', '\u00a0', '\u200b', '\u2013 ', '\ufeff', 'é', '<<', '=', '\\', '\\\n', '"\n', "'\n", ',\n', ',,', '::', '"a" : ', ' "b"']


class Loader(CSafeLoader):
    """Only for its parser: every scalar stays the text that it is."""


def value_of(node):
    if isinstance(node, yaml.MappingNode):
        return {'map': [[value_of(key), value_of(value)] for key, value in node.value]}
    if isinstance(node, yaml.SequenceNode):
        return [value_of(child) for child in node.value]
    nothing = not node.style and node.value in ('', '~', 'null', 'Null', 'NULL')
    return None if nothing else node.value


def reading_of(text):
    """(whether libyaml accepts the text, its tree or why not)."""
    try:
        # quickscan reads a file that ends in the middle of a line as if it did not.
        node = yaml.compose(text if text.endswith(b'\n') else text + b'\n', Loader=Loader)
    except yaml.YAMLError as fault:
        return False, ' '.join(str(fault).split())
    return True, value_of(node) if node else None


def answers_of(probe, texts):
    data = b''.join(b'%d\n%s' % (len(text), text) for text in texts)
    done = subprocess.run([probe], input=data, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def mutant_of(text, chance):
    """The text after one to three slips: a piece put in, letters or a line taken out, doubled, moved, or otherwise indented."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(8)
        lines = text.split('\n')
        row = chance.randrange(len(lines))
        if kind < 3:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind == 3:
            text = text[:at] + text[at + chance.randrange(1, 4):]
        elif kind == 4:
            text = text[:at] + chance.choice(PIECES) + text[at + 1:]
        else:
            if kind == 5:
                lines[row] = lines[row].lstrip() if chance.random() < .3 else ' ' * chance.randrange(1, 5) + lines[row]
            elif kind == 6:
                lines[row] = lines[row][1:] if lines[row].startswith(' ') else lines[row] + '\n' + lines[row]
            else:
                lines.insert(chance.randrange(len(lines) + 1), lines.pop(row))
            text = '\n'.join(lines)
    return text


def part_of(text, chance):
    """At most LARGEST letters, from the beginning of a line that is not indented."""
    if len(text) <= LARGEST:
        return text
    begins = [0] + [at + 1 for at in range(len(text) - 1) if text[at] == '\n' and text[at + 1] not in ' -#\n']
    begin = chance.choice(begins)
    return text[begin:text.rfind('\n', begin, begin + LARGEST) + 1] or text[:LARGEST]


def difference(text, answer):
    """Why two readers disagree on a text, or None; and whether both accept it."""
    if 'refused' in answer:
        return None, False
    accepted, tree = reading_of(text)
    if not accepted:
        return f'accepted, but libyaml: {tree}', False
    if tree != answer['tree']:
        return f'read as {json.dumps(answer["tree"])[:400]}, by libyaml as {json.dumps(tree)[:400]}', True
    return None, True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--probe', required=True)
    parser.add_argument('--mutants', type=int, default=3000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=20)
    parser.add_argument('folders', nargs='+')
    args = parser.parse_args()
    paths = sorted(path for folder in args.folders for path in pathlib.Path(folder).rglob('*.yaml'))
    originals, sound = [path.read_bytes() for path in paths], []
    for text in originals:
        try:
            sound.append(text.decode())
        except UnicodeDecodeError:
            pass
    chance = random.Random(args.seed)
    mutants = [mutant_of(part_of(chance.choice(sound), chance), chance).encode() for _ in range(args.mutants)]
    texts, agreed, different = originals + mutants, 0, 0
    for begin in range(0, len(texts), 5000):
        batch = texts[begin:begin + 5000]
        for text, answer in zip(batch, answers_of(args.probe, batch), strict=True):
            found, both = difference(text, answer)
            agreed += both and not found
            different += found is not None
            if found and different <= args.show:
                print(f'{found}\n{text.decode()}\n----------')
    print(f'{len(originals)} files and {len(mutants)} mutants: {agreed} read the same, {different} differently')
    if agreed < len(texts) // 5:
        print('too few are accepted for the test to mean anything')
        return 1
    return 1 if different else 0


if __name__ == '__main__':
    sys.exit(main())
