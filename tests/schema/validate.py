#!/usr/bin/env python3
"""Holds what quickscan writes against its schemas, with a validator that we did not write.

    validate.py PROGRAM PROJECT [STUDY...]

The analysis as JSON, internal and public, against data/schema/analysis-2.schema.json; every other output that is JSON
against the schema that `schema --print` gives, which refuses it with a key less or wrong; and the files of a study against
the schemas that `quickscan schema` writes for its editor: they accept the study, refuse a slip in it, and give each word
to choose from its meaning. Skipped (77)
where jsonschema or PyYAML is missing.
"""
import json
import pathlib
import re
import shutil
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
    """The other JSON outputs of a study."""
    asked = {"check": ["check", study, "--format", "json"], "graph": ["graph", study, "--format", "json"], "agreement": ["agreement", study, "--json"],
             "waves": ["compare", study, study, "--json"],
             "compare": ["compare", *sorted((project / "examples").glob("r*")), project / "examples/first-study", "--json"],
             "segments": ["find", study, "--json"], "coverage": ["coverage", study, "--json"]}
    for name, arguments in asked.items():
        yield from refuses_what_is_wrong(name, printed(program, name), output_of(program, arguments), study)


def printed(program, name):
    schema = json.loads(subprocess.run([program, "schema", "--print", name], capture_output=True, text=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def output_of(program, arguments, folder=None):
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False, cwd=folder)
    return json.loads(result.stdout, parse_constant=no_constant)


def refuses_what_is_wrong(name, validator, output, where):
    """An output is valid; without one of its keys, of another kind, or with a text for a list or mapping, it is not."""
    for error in validator.iter_errors(output):
        yield f"{name} of {where}: {list(error.path)} {error.message[:200]}"
    for key, value in output.items():
        without = {other: kept for other, kept in output.items() if other != key}
        if validator.is_valid(without):
            yield f"{name} of {where}: an output without {key} passes"
        wrong = 17 if isinstance(value, str) else "text"
        if validator.is_valid({**output, key: wrong}):
            yield f"{name} of {where}: {key}: {wrong!r} passes"
    if name != "check" and validator.is_valid({**output, "quickscan": "check/1"}):
        yield f"{name} of {where}: an output of another command passes"


def answers_to_why(program, study):
    """`why` of every kind of id that it knows."""
    validator = printed(program, "why")
    analysis = output_of(program, ["summary", study, "--json"])
    rec = analysis["recommendations"][0]
    whole = rec["id"]
    asked = {whole: "recommendation", f"{whole}/{rec['levels'][0]['level']}": "cell", analysis["developments"][0]["id"]: "development"}
    parts = [part["id"] for one in analysis["recommendations"] for part in one["parts"]]
    asked.update(dict.fromkeys(parts[:1], "recommendation"))
    factor = analysis["factors"][0]
    asked.update({factor["id"]: "factor", f"{factor['id']}/{next(iter(factor['levels']))}": "factor"})
    segments = output_of(program, ["find", study, "--json"])["segments"]
    asked[segments[0]["interview"]] = "interview"
    asked[next(one["voice"] for one in output_of(program, ["why", whole, study, "--json"])["voices"])] = "voice"
    asked[next(iter(yaml.safe_load((study / "stakeholders.yaml").read_text(encoding="utf-8"))))] = "stakeholder"
    for one, kind in asked.items():
        output = output_of(program, ["why", one, study, "--json"])
        if output["kind"] != kind:
            yield f"why {one} of {study}: {output['kind']} for {kind}"
        yield from refuses_what_is_wrong("why", validator, output, f"{one} of {study}")
        broken = json.loads(json.dumps(output))
        for segment in broken["segments"][:1]:
            segment["basis"] = "guessed"
            if validator.is_valid(broken):
                yield f"why {one}: a basis that does not exist passes"


def outputs_of_no_study(program, study):
    """`explain` of all rules, of a rule and of an id of the framework, and `verify` of a report and of an old one."""
    validator = printed(program, "explain")
    rec = output_of(program, ["summary", study, "--json"])["recommendations"][0]["id"]
    for arguments in ([], ["QS201"], [rec]):
        output = output_of(program, ["explain", *arguments, "--json"], study)
        yield from refuses_what_is_wrong("explain", validator, output, " ".join(arguments))
    validator = printed(program, "verify")
    with tempfile.TemporaryDirectory(prefix="quickscan-verify-") as folder:
        copy = pathlib.Path(folder) / "study"
        shutil.copytree(study, copy)
        report = pathlib.Path(folder) / "report.html"
        for audience in ("internal", "public"):
            wanted = ["--audience", "public", "--suppress"] if audience == "public" else []
            subprocess.run([program, "report", copy, *wanted, "-o", report], check=True, capture_output=True, timeout=300)
            for _ in range(2):
                yield from refuses_what_is_wrong("verify", validator, output_of(program, ["verify", report, copy, "--json"]), audience)
                with (copy / "study.yaml").open("a", encoding="utf-8") as page:
                    page.write("# another\n")


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


def silent_values(name, schema, path=""):
    """Words to choose from without a meaning of their own, in what editors read."""
    if isinstance(schema, list):
        schema = dict(enumerate(schema))
    if not isinstance(schema, dict):
        return
    if "enum" in schema:
        meanings = schema.get("markdownEnumDescriptions", [])
        if len(meanings) != len(schema["enum"]) or not all(meanings):
            yield f"{name}: of {path}, words without a meaning: {schema['enum']} {meanings}"
        # The same rung has a number and an id, and ids of digits are numbers too.
        elif not path.startswith("/definitions") and len(set(meanings)) != len(meanings):
            yield f"{name}: of {path}, two words with one meaning: {meanings}"
    for key, value in schema.items():
        if key not in ("if", "clients_level"):  # conditions, of which an editor shows nothing
            yield from silent_values(name, value, f"{path}/{key}")


def in_languages(program, study):
    """The words of the schemas have meanings, and other ones in the other language."""
    texts = []
    for language in ("nl", "en"):
        with tempfile.TemporaryDirectory(prefix="quickscan-schema-") as folder:
            copy = pathlib.Path(folder) / "study"
            shutil.copytree(study, copy)
            page = copy / "study.yaml"
            page.write_text(re.sub(r"^language:.*\n", "", page.read_text(encoding="utf-8"), flags=re.M) + f"language: {language}\n", encoding="utf-8")
            schemas = {name: validator.schema for name, validator in editor_schemas(program, copy, f"{folder}/schema")}
            for name, schema in schemas.items():
                yield from silent_values(f"{study.name} in {language}, {name}", schema)
            texts.append(schemas["interview"]["properties"]["form"]["markdownEnumDescriptions"])
    if texts[0] == texts[1]:
        yield f"{study}: the meanings of words are the same in both languages"


def editor_problems(program, study):
    with tempfile.TemporaryDirectory(prefix="quickscan-schema-") as folder:
        validators = dict(editor_schemas(program, study, folder))
    files = [(study / f"{kind}.yaml", kind) for kind in ("study", "framework", "stakeholders", "developments")]
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
        problems += answers_to_why(program, study)
    problems += in_languages(program, studies[0])
    problems += outputs_of_no_study(program, studies[0])
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
