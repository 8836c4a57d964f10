"""keys_accepted.py PROGRAM SOURCE_DIR: data/keys.yaml has exactly the keys and words that the program reads.

A study with every key of keys.yaml is checked, with a key that does not exist added to every mapping. The program names
no other key as unknown, and its list of expected keys for each mapping is that of keys.yaml. In a second study every key
that takes one of several words has another one; the words that the program expects are those of keys.yaml.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

UNKNOWN = "zzzzzzzzzz"
SAMPLES = {"<id>": "x1", "<recommendation/level>": "x1/x1", "<component>": "adequacy", "<word>": "none"}


def steps(path):
    """`a.<id>.b[].c` as the keys and list signs on the way: a, x1, b, [], c."""
    found = []
    for part in re.split(r"\.(?![^<]*>)", path):
        found.append(SAMPLES.get(part.removesuffix("[]"), part.removesuffix("[]")))
        found += ["[]"] if part.endswith("[]") else []
    return tuple(found)


def assemble(entries):
    """The nested value in which every path of `entries` occurs, and the keys of each mapping by its path."""
    known = {}
    for path, entry in entries.items():
        way = steps(path)
        known.setdefault(way[:-1], {})[way[-1]] = yaml.safe_load(entry["example"])[way[-1]]

    def value(way):
        below = {w[len(way)] for w in known if len(w) > len(way) and w[: len(way)] == way}
        if "[]" in below:
            return [value(way + ("[]",))]
        if not below and way not in known:
            return None
        mapping = {} if way not in known else {UNKNOWN: 1}
        for key, example in known.get(way, {}).items():
            nested = value(way + (key,))
            mapping[key] = example if nested is None else nested
        for key in below - set(mapping):
            mapping[key] = value(way + (key,))
        return mapping

    return value(()), known


def words_of(entry):
    """The words that a key takes, where it takes nothing else."""
    words = re.findall(r"`([a-z-]+)`", entry["values"])
    return frozenset(words) if len(words) > 1 and entry["values"] == ", ".join(f"`{word}`" for word in words) else None


def expected_lists(program, files, rule):
    """By file, the findings of one rule in a study with these files: what was found, and the words expected instead."""
    with tempfile.TemporaryDirectory() as folder:
        study = pathlib.Path(folder)
        (study / "interviews").mkdir()
        for name, tree in files.items():
            if name == "study.yaml":
                tree["framework"] = "framework.yaml"
            target = study / ("interviews/x1.yaml" if name == "interview" else name)
            target.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))
        ran = subprocess.run([program, "check", study, "--format", "text", "--select", rule], capture_output=True, text=True)
        found = []
        for block in ran.stdout.split("\n\n"):
            if rule not in block:
                continue
            name = re.search(r"--> \S*?((?:interviews/)?\w+\.yaml):", block)[1].replace("interviews/x1.yaml", "interview")
            expected = re.findall(r"`(.*?)`", block.partition("expected")[2].partition("\n")[0])
            found.append((name, re.search(r"unknown \w+ `(.*?)`", block)[1], frozenset(expected)))
        return found


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    files = yaml.safe_load((root / "data/keys.yaml").read_text())
    trees = {name: assemble(entries) for name, entries in files.items()}
    problems = []
    accepted = {name: set() for name in files}
    for name, key, keys in expected_lists(program, {name: tree for name, (tree, _) in trees.items()}, "QS150"):
        if key == UNKNOWN:
            accepted[name].add(keys)
        else:
            problems.append(f"{name}: keys.yaml has `{key}`, which is not read")
    for name, (_, known) in trees.items():
        described = {frozenset(keys) for keys in known.values() if not is_list_of_ids(keys)}
        problems += [f"{name}: not in keys.yaml: {', '.join(sorted(keys))}" for keys in accepted[name] - described]
        problems += [f"{name}: not read: {', '.join(sorted(keys))}" for keys in described - accepted[name]]

    words = {name: {words_of(entry) for entry in entries.values()} - {None} for name, entries in files.items()}
    for name, entries in files.items():
        for path, entry in entries.items():
            if words_of(entry):
                key = steps(path)[-1]
                entry["example"] = f"{key}: {UNKNOWN}"
    wrong = {name: assemble(entries)[0] for name, entries in files.items()}
    taken = {name: set() for name in files}
    for name, word, expected in expected_lists(program, wrong, "QS158"):
        if word == UNKNOWN:
            taken[name].add(expected)
    for name in files:
        problems += [f"{name}: not in keys.yaml: {', '.join(sorted(some))}" for some in taken[name] - words[name]]
        problems += [f"{name}: not taken: {', '.join(sorted(some))}" for some in words[name] - taken[name]]
    sys.exit("\n".join(problems) or 0)


def is_list_of_ids(keys):
    return set(keys) <= set(SAMPLES.values()) and "none" not in keys


main()
