#!/usr/bin/env python3
"""Holds what quickscan writes against its schemas, with a validator that we did not write.

    validate.py PROGRAM PROJECT [STUDY...]

The analysis as JSON, internal and public, against data/schema/analysis-2.schema.json; the outputs of check, graph, compare and agreement
against theirs; and the files of a study against
the schemas that `quickscan schema` writes for its editor: they accept the study and refuse a slip in it. Skipped (77)
where jsonschema or PyYAML is missing.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError:
    sys.exit(77)


class PlainDates(yaml.SafeLoader):
    """Dates stay the texts that they are in YAML 1.2."""


PlainDates.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def no_constant(name):
    raise ValueError(f"{name} in JSON")


def analysis_problems(program, project, study):
    schema = json.loads((project / "data/schema/analysis-2.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    json_report = ["report", str(study), "--format", "json", "-o", "-"]
    for arguments in (["summary", str(study), "--json"], json_report,
                      json_report + ["--audience", "public", "--suppress", "--lang", "en"]):
        result = subprocess.run([program] + arguments, capture_output=True, text=True, timeout=300, check=False)
        if result.returncode != 0:
            yield f"{' '.join(arguments)}: exit {result.returncode} {result.stderr.strip()[-300:]}"
            continue
        analysis = json.loads(result.stdout, parse_constant=no_constant)
        for error in validator.iter_errors(analysis):
            yield f"{' '.join(arguments)}: {list(error.path)} {error.message[:200]}"


def other_outputs(program, project, study):
    """The other JSON outputs, against the schemas that `quickscan schema --print` gives; and one without its last key, which must fail."""
    asked = {"check": ["check", study, "--format", "json"], "graph": ["graph", study, "--format", "json"], "agreement": ["agreement", study, "--json"],
             "waves": ["compare", study, study, "--json"],
             "compare": ["compare", *sorted((project / "examples").glob("r*")), project / "examples/first-study", "--json"]}
    for name, arguments in asked.items():
        schema = json.loads(subprocess.run([program, "schema", "--print", name], capture_output=True, text=True, check=True).stdout)
        validator = jsonschema.Draft202012Validator(schema)
        result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False)
        output = json.loads(result.stdout, parse_constant=no_constant)
        for error in validator.iter_errors(output):
            yield f"{name} of {study}: {list(error.path)} {error.message[:200]}"
        output.popitem()
        if validator.is_valid(output):
            yield f"{name}: an output without its last key passes"


def editor_schemas(program, study, folder):
    subprocess.run([program, "schema", str(study), "-o", folder], check=True, capture_output=True, timeout=300)
    for path in sorted(pathlib.Path(folder).glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        yield path.name.split(".")[0], jsonschema.Draft7Validator(schema)


def objects_in(data):
    """Every mapping in a file, but those whose keys are the researcher's own words."""
    if isinstance(data, dict):
        yield data
        data = [value for key, value in data.items() if key != "quantities"]
    for value in data if isinstance(data, list) else ():
        yield from objects_in(value)


def shown(error):
    """What an editor shows of an error, an object's own message instead of what is wrong inside, and where: at a key."""
    yield f"{error.schema.get('errorMessage', error.message)} {error.instance if isinstance(error.instance, str) else ''}"
    for inner in error.context or ():
        yield from shown(inner)


def hidden_keys(path, data, validator):
    """A misspelt key in any object is refused, and the message names it."""
    for one in objects_in(data):
        one["Misspelt Key!"] = 1
        texts = [text for error in validator.iter_errors(data) for text in shown(error)]
        if not any("Misspelt Key!" in text for text in texts):
            yield f"{path}: a misspelt key in an object with {sorted(map(str, one))} is not named: {texts[:3]}"
        del one["Misspelt Key!"]


def editor_problems(program, study):
    with tempfile.TemporaryDirectory(prefix="quickscan-schema-") as folder:
        validators = dict(editor_schemas(program, study, folder))
    files = [(study / f"{kind}.yaml", kind) for kind in ("study", "stakeholders", "developments")]
    files += [(path, "interview") for path in sorted((study / "interviews").glob("*.yaml"))]
    for path, kind in files:
        if not path.exists():
            continue
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=PlainDates)
        for error in validators[kind].iter_errors(data):
            yield f"{path}: {list(error.absolute_path)} {error.message[:200]}"
        coded = [segment for segment in data.get("segments", []) if "rec" in segment] if kind == "interview" else []
        if coded:
            coded[0]["rec"] += "x"
            if validators[kind].is_valid(data):
                yield f"{path}: a misspelt recommendation passes the schema"
            coded[0]["rec"] = coded[0]["rec"][:-1]
        yield from hidden_keys(path, data, validators[kind])


def main():
    program, project = sys.argv[1], pathlib.Path(sys.argv[2])
    studies = [pathlib.Path(path) for path in sys.argv[3:]]
    studies = studies or [project / "examples/rotterdam-2021", project / "examples/regional-vision"]
    problems = []
    for study in studies:
        problems += analysis_problems(program, project, study)
        problems += editor_problems(program, study)
        problems += other_outputs(program, project, study)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
