"""installed_library.py BUILD_DIR PROGRAM SOURCE_DIR COMPILER: the component `dev` is enough for a C++ program.

examples/library is built against the installed tree with nothing but find_package, and finds the numbers of `summary --json`. No header
that is installed includes one that is not, or one of another project. pkg-config names the same folders and libraries.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures, need


def done(*command, **surroundings):
    ran = subprocess.run([str(word) for word in command], capture_output=True, text=True, **surroundings)
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {ran.returncode}\n{(ran.stdout + ran.stderr)[-3000:]}")
    return ran.stdout


def headers(include, failures):
    paths = sorted(include.rglob("*.hpp"))
    for path in paths:
        for name in re.findall(r'^#include ["<]([^">]+)[">]', path.read_text(), flags=re.M):
            own = "/" in name or name.endswith(".hpp")
            failures.expect(not own or (include / "quickscan" / name).is_file(), f"{path.relative_to(include)} includes {name}, which is not installed")
    return len(paths)


def main():
    need("cmake", "ninja")
    build, program, root, compiler = (pathlib.Path(word) for word in sys.argv[1:5])
    failures = Failures()
    with tempfile.TemporaryDirectory(prefix="quickscan-library-") as folder:
        folder = pathlib.Path(folder)
        done("cmake", "--install", build, "--prefix", folder / "tree", "--component", "dev")
        count = headers(folder / "tree/include", failures)
        # A copy: nothing of the project is beside it.
        shutil.copytree(root / "examples/library", folder / "example")
        done("cmake", "-S", folder / "example", "-B", folder / "build", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={folder}/tree", f"-DCMAKE_CXX_COMPILER={compiler}")
        done("cmake", "--build", folder / "build")
        study = root / "examples/first-study"
        printed = done(folder / "build/voices", study)
        analysis = json.loads(done(program, "summary", study, "--json"))
        for recommendation in analysis["recommendations"]:
            for cell in recommendation["levels"]:
                median = "" if cell.get("median") is None else f", median {cell['median']}"
                line = f"{recommendation['id']}/{cell['level']}: n={cell['n']}{median}\n"
                failures.expect(line in printed, f"examples/library does not print: {line}")
                count += 1
        (folder / "broken").mkdir()
        (folder / "broken/study.yaml").write_text("quickscan: 1\nid: x\ntitel: y\n")
        broken = subprocess.run([folder / "build/voices", folder / "broken"], capture_output=True, text=True)
        failures.expect(broken.returncode == 1 and "titel" in broken.stderr, f"a study with errors: exit {broken.returncode}, {broken.stderr[:300]}")
        if shutil.which("pkg-config"):
            place = next((folder / "tree").rglob("quickscan.pc"))
            flags = done("pkg-config", "--cflags", "--libs", "--static", place)
            failures.expect("-lquickscan" in flags and "-lyaml-cpp" in flags, f"pkg-config: {flags}")
            include = re.search(r"-I(\S+)", flags)
            failures.expect(include and os.path.isfile(os.path.join(include[1], "quickscan/quickscan.hpp")), f"pkg-config: no quickscan.hpp in {flags}")
    sys.exit(failures.result("installed_library", count))


main()
