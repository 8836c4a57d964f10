"""ci_files.py PROGRAM SOURCE_DIR: what CI and pre-commit are given: their forms, and what the action's scripts do.

No schema of these forms is in a Debian package, so that required and known keys are listed here. install.sh and check.sh are run as
the action runs them, against a release that is a folder.
"""
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

from whole_study import Failures, need, yaml

failures = Failures()


def keys(what, value, required, known=()):
    present = set(value)
    failures.expect(set(required) <= present, f"{what}: lacks {sorted(set(required) - present)}")
    failures.expect(present <= set(required) | set(known), f"{what}: unknown keys {sorted(present - set(required) - set(known))}")


def load(path):
    return list(yaml.safe_load_all(path.read_text()))


def action(root):
    (described,) = load(root / ".github/actions/check/action.yml")
    keys("action.yml", described, ["name", "description", "runs"], ["inputs", "outputs", "author", "branding"])
    for name, given in described["inputs"].items():
        keys(f"action.yml: input {name}", given, ["description"], ["default", "required", "deprecationMessage"])
        failures.expect(isinstance(given.get("default", ""), str), f"action.yml: the default of {name} is no text")
    for name, given in described["outputs"].items():
        keys(f"action.yml: output {name}", given, ["description", "value"])
    keys("action.yml: runs", described["runs"], ["using", "steps"])
    failures.expect(described["runs"]["using"] == "composite", "action.yml: is not composite")
    ids = {step["id"] for step in described["runs"]["steps"] if "id" in step}
    for step in described["runs"]["steps"]:
        keys(f"action.yml: step {step.get('name')}", step, ["shell", "run"] if "run" in step else ["uses"],
             ["id", "if", "name", "env", "working-directory", "continue-on-error"] + ([] if "run" in step else ["with"]))
        # An expression inside a script would run whatever an input holds.
        failures.expect("${{" not in step.get("run", ""), f"action.yml: an expression inside the script of {step.get('name')}")
    text = (root / ".github/actions/check/action.yml").read_text()
    for name in re.findall(r"inputs\.(\w+)", text):
        failures.expect(name in described["inputs"], f"action.yml: no input {name}")
    for step in re.findall(r"steps\.(\w+)", text):
        failures.expect(step in ids, f"action.yml: no step {step}")


def gitlab(root):
    spec, jobs = load(root / "templates/check.yml")
    keys("templates/check.yml: header", spec, ["spec"])
    for name, given in spec["spec"]["inputs"].items():
        keys(f"templates/check.yml: input {name}", given, ["description"], ["default", "options", "regex", "type"])
        kind = {"boolean": bool, "number": int}.get(given.get("type"), str)
        failures.expect(isinstance(given.get("default", kind()), kind), f"templates/check.yml: the default of {name} is no {kind.__name__}")
    for name in re.findall(r"\$\[\[ inputs\.(\w+) \]\]", (root / "templates/check.yml").read_text()):
        failures.expect(name in spec["spec"]["inputs"], f"templates/check.yml: no input {name}")
    for name, job in jobs.items():
        keys(f"templates/check.yml: job {name}", job, ["script", "stage", "image"], ["artifacts", "needs", "rules"])
        failures.expect(all(isinstance(line, str) for line in job["script"]), f"templates/check.yml: a line of {name} is no text")
        for need_of in job.get("needs", []):
            failures.expect(need_of in jobs, f"templates/check.yml: {name} needs {need_of}")


def examples(root):
    (workflow,) = load(root / "examples/ci/github.yml")
    keys("github.yml", workflow, ["jobs"], [True, "name", "permissions"])  # YAML 1.1 reads `on` as true
    for name, job in workflow["jobs"].items():
        keys(f"github.yml: job {name}", job, ["runs-on", "steps"])
        for step in job["steps"]:
            keys("github.yml: step", step, ["uses"], ["with"])
        ours = [step["uses"] for step in job["steps"] if "quickscan" in step["uses"]]
        failures.expect(len(ours) == 1 and (root / ours[0].split("@")[0].split("/", 2)[2] / "action.yml").is_file(), f"github.yml: {ours} is no action of ours")
    (pipeline,) = load(root / "examples/ci/gitlab-ci.yml")
    spec = load(root / "templates/check.yml")[0]["spec"]["inputs"]
    for entry in pipeline["include"]:
        keys("gitlab-ci.yml: include", entry, ["component"], ["inputs"])
        failures.expect((root / "templates" / (entry["component"].split("@")[0].rsplit("/", 1)[1] + ".yml")).is_file(), "gitlab-ci.yml: no such component")
        needed = [name for name, given in spec.items() if "default" not in given]
        keys("gitlab-ci.yml: inputs", entry.get("inputs", {}), needed, spec)
    (hooks,) = load(root / ".pre-commit-hooks.yaml")
    for hook in hooks:
        keys(f".pre-commit-hooks.yaml: {hook.get('id')}", hook, ["id", "name", "entry", "language"],
             ["description", "files", "exclude", "types", "pass_filenames", "require_serial", "always_run", "stages", "args", "minimum_pre_commit_version"])
        failures.expect(hook.get("pass_filenames") is False and hook.get("require_serial") is True, f"{hook['id']}: checks single files, not the study")
    (config,) = load(root / "examples/ci/pre-commit-config.yaml")
    for repo in config["repos"]:
        keys("pre-commit-config.yaml: repo", repo, ["repo", "hooks", "rev"])
        for hook in repo["hooks"]:
            failures.expect(hook["id"] in [one["id"] for one in hooks], f"pre-commit-config.yaml: no hook {hook['id']}")
    version = re.search(r"project\(quickscan VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
    for path in [*sorted((root / "examples/ci").glob("*.yml")), root / "examples/ci/pre-commit-config.yaml", root / "templates/check.yml", root / ".ci/Containerfile", root / ".pre-commit-hooks.yaml"]:
        lines = [line for line in path.read_text().split("\n") if line and not line.startswith("#")]
        failures.expect("examples" not in path.parts or len(lines) <= 6, f"{path.name}: {len(lines)} lines")
        for found in re.findall(r"(?:@v?|rev: v|default: |quickscan:)(\d+\.\d+\.\d+)", path.read_text()):
            failures.expect(found == version, f"{path.name}: names {found}, the version is {version}")


def release_of(program, version, folder):
    """A release with the static program alone, which is what is installed where apt-get cannot be used."""
    place = folder / f"releases/v{version}"
    place.mkdir(parents=True)
    archive = place / f"quickscan-{version}-linux-x86_64.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(program, f"quickscan-{version}/bin/quickscan")
    (place / "SHA256SUMS").write_text(f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n{'0' * 64}  other.deb\n")
    return archive


def scripts(program, root, folder):
    tools = folder / "tools"
    tools.mkdir()
    for name in ("bash", "curl", "sha256sum", "tar", "gzip", "mktemp", "grep", "sed", "dirname", "id", "cat"):
        (tools / name).symlink_to(shutil.which(name))
    version = re.search(r"project\(quickscan VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
    archive = release_of(program, version, folder)
    here = root / ".github/actions/check"

    def ran(script, path=tools, **environment):
        (folder / "output").write_text("")
        (folder / "path").write_text("")
        done = subprocess.run(["bash", here / script], capture_output=True, text=True, cwd=folder,
                              env={"PATH": str(path), "TMPDIR": str(folder), "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_PATH": str(folder / "path"), **environment})
        outputs = dict(line.split("=", 1) for line in (folder / "output").read_text().split("\n") if line)
        return done, outputs

    releases = f"file://{folder}/releases"
    done, _ = ran("install.sh", VERSION="", RELEASES=releases)
    installed = (folder / "path").read_text().strip()
    failures.expect(done.returncode == 0 and os.access(f"{installed}/quickscan", os.X_OK), f"install.sh: exit {done.returncode}: {done.stderr}")
    done, _ = ran("install.sh", VERSION=f"v{version}", RELEASES=releases)
    failures.expect(done.returncode == 0, f"install.sh of v{version}: {done.stderr}")
    archive.write_bytes(archive.read_bytes() + b"x")
    done, _ = ran("install.sh", VERSION="", RELEASES=releases)
    failures.expect(done.returncode != 0 and not (folder / "path").read_text(), "install.sh installs a file with another checksum")

    path = f"{installed}:{os.environ['PATH']}"
    study = root / "examples/first-study"
    done, outputs = ran("check.sh", path=path, STUDY=str(study), STRICT="false", REPORT="public")
    failures.expect(outputs.get("errors") == "0" and outputs.get("warnings") == "0" and pathlib.Path(outputs["sarif"]).is_file(), f"check.sh: {outputs} {done.stderr}")
    failures.expect(done.returncode == 3 or pathlib.Path(outputs.get("report", "/")).is_file(), f"check.sh: report=public: exit {done.returncode} {done.stderr}")
    failures.expect(done.returncode == 0 or "report" not in outputs, "check.sh: a report that was refused is an output")
    shutil.copytree(study, folder / "wrong", dirs_exist_ok=True)
    with (folder / "wrong/study.yaml").open("a") as file:
        file.write("titel: x\n")
    done, outputs = ran("check.sh", path=path, STUDY="wrong", STRICT="false", REPORT="public")
    failures.expect(done.returncode == 1 and outputs.get("errors") == "1" and "report" not in outputs, f"check.sh, a study with an error: exit {done.returncode} {outputs}")
    done, outputs = ran("check.sh", path=path, STUDY="nowhere", STRICT="true", REPORT="none")
    failures.expect(done.returncode == 2, f"check.sh, no study: exit {done.returncode} {outputs}")
    done, _ = ran("check.sh", path=path, STUDY=str(study), STRICT="false", REPORT="all")
    failures.expect(done.returncode == 2, "check.sh takes report: all")


def main():
    need("curl", "sha256sum", "tar")
    program, root = sys.argv[1], pathlib.Path(sys.argv[2])
    action(root)
    gitlab(root)
    examples(root)
    with tempfile.TemporaryDirectory(prefix="quickscan-ci-") as folder:
        scripts(program, root, pathlib.Path(folder))
    sys.exit(failures.result("ci_files", 40))


main()
