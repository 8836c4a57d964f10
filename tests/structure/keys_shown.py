"""keys_shown.py PROGRAM SOURCE_DIR: every key of data/keys.yaml that holds a text is shown in the internal report, as HTML or JSON.

Each of them gets a word of its own in a copy of the example that has most, wherever it may stand. What a report has no place for is
listed with the reason.
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from whole_study import read_study, run, write_study  # noqa: E402

import yaml  # noqa: E402

NOT_SHOWN = {
    "developments.yaml <id>.sources": "in the table `developments` of `quickscan export`",
    "developments.yaml <id>.target": "in the table `developments` of `quickscan export`",
    "framework.yaml ladder[].anchor": "by `quickscan explain` and in the editor: it is for those who code",
    "framework.yaml lines.<id>.name": "no output groups recommendations by lines yet",
    "framework.yaml lines.<id>.items.<id>.name": "no output groups recommendations by lines yet",
    "framework.yaml recommendations.<id>.parts.<id>.question": "in the editor: it is for those who code",
    "framework.yaml recommendations.<id>.parts.<id>.short": "tables of parts have room for the name",
    "interview speakers.<id>.role": "no output names a function, also where `consent.function` allows it",
    "study.yaml places.<id>.name": "adoption is counted; the table `adoption` of `quickscan export` has the ids",
}


def letters(number):
    word = ""
    for _ in range(3):
        number, digit = divmod(number, 20)
        word += "bcdfghjklmnpqrstvwyz"[digit]
    return f"zqx{word}zqx"


def parents(tree, way):
    """The mappings in which the last step of a way may stand; `<id>` is any key, `[]` any item."""
    if not way:
        return [tree] if isinstance(tree, dict) else []
    step, rest = way[0], way[1:]
    if step == "[]":
        return [found for item in (tree if isinstance(tree, list) else []) for found in parents(item, rest)]
    if not isinstance(tree, dict):
        return []
    keys = list(tree) if step.startswith("<") else [step] if step in tree else []
    return [found for key in keys for found in parents(tree[key], rest)]


def steps(path):
    return [step for part in re.split(r"\.(?![^<]*>)", path) for step in ([part[:-2], "[]"] if part.endswith("[]") else [part])]


def main():
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    keys = yaml.safe_load((root / "data/keys.yaml").read_text())
    study = read_study(root / "examples/rotterdam-2021")
    framework = yaml.load((root / "data/frameworks/domestic-violence-2020.yaml").read_text(), Loader=yaml.BaseLoader)
    framework["framework"] = "own"
    framework["lines"] = {"bottlenecks": {"items": {"desks": {"recs": ["access"]}}}}
    study["framework.yaml"] = framework
    home = study["study.yaml"]
    home["framework"] = "framework.yaml"
    home["coders"] = {"kl": {}}
    home["sectors"] = {sector: {} for one in study["stakeholders.yaml"].values() for sector in [one.get("sector")] if sector}
    home["overrides"] = {"access/operational": {"grade": "low"}}
    home["positions"] = {"access": {"status": "under-way"}}
    home["codebook"] = [{"date": "2021-06"}]
    home["places"] = {"oostdam": {}}
    next(iter(study["developments.yaml"].values()))["adopted"] = {"oostdam": "2021-01"}
    interview = study["interviews/g2.yaml"]
    interview["consent"] = {"quotes": "true", "function": "true"}
    term = next(iter(framework["terms"]))
    interview["segments"] += [{"term": {"concept": term, "words": {"wijkteam": ""}}}, {"rec": "access", "stage": "3", "basis": "shown"}]
    words, number = {}, 0
    for file, entries in keys.items():
        for path, entry in entries.items():
            if not re.match(r"(list of )?texts?\b", entry["values"]):
                continue
            words[f"{file} {path}"] = word = letters(number)
            number += 1
            *way, key = steps(path)
            value = [word] if entry["values"].startswith("list") else word
            for name, tree in study.items():
                if not (name == file or file == "interview" and name.startswith("interviews/")):
                    continue
                for mapping in parents(tree, way):
                    mapping[key] = {who: word for who in mapping[key]} if entry["values"].startswith("texts by") else value
    for name, tree in study.items():
        if name.startswith("interviews/"):
            tree["coder"] = "kl"
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        write_study(study, folder)
        shown = ""
        for arguments in (["report", folder, "--lang", "en", "-o", "-"], ["report", folder, "--format", "json", "-o", "-"]):
            code, out, err = run(program, arguments)
            shown += out.decode()
            if code:
                sys.exit(run(program, ["check", folder, "--format", "line"])[1].decode()[:3000] + err.decode())
    missing = {key for key, word in words.items() if word not in shown.lower()}
    problems += [f"{key}: in no report" for key in sorted(missing - set(NOT_SHOWN))]
    problems += [f"{key}: listed as not shown, but is" for key in sorted(set(NOT_SHOWN) - missing)]
    sys.exit("\n".join(problems) or 0)


main()
