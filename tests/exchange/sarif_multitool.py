#!/usr/bin/env python3
"""Has Microsoft's SARIF multitool validate what `check --format sarif` writes: of a clean study, of findings in odd paths, with
`--large` (a minute) of more findings than one run may hold; and of outputs that are broken on purpose, which it must refuse.

    sarif_multitool.py QUICKSCAN STUDY WORK [--large]

Skipped where npm is missing or reaches no registry, and on machines that the tool is not built for.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from npm_package import npm_package
from whole_study import Failures, run

PACKAGE = '@microsoft/sarif-multitool-linux@5.7.0'
# Each with what the tool must say of it.
BREAKAGES = [('"startLine": 1', '"startLine": 0', 'JSON'), ('"version": "2.1.0"', '"version": "2.0"', 'JSON'), ('"ruleIndex": 0', '"ruleIndex": 99', 'SARIF1009'),
             ('%20', ' ', 'SARIF1002'), ('"informationUri"', '"downloadUri"', 'SARIF2005'), ('"endLine": ', '"endLine": 0', 'SARIF1007|JSON')]


def multitool(work):
    """The tool, installed once into the build folder."""
    tool = npm_package(work, PACKAGE) / 'Sarif.Multitool'
    tool.chmod(0o755)
    return tool


def remarks(tool, file):
    """Its errors and warnings; its notes ask for more than a log may hold, such as the user's own lines."""
    environment = {**os.environ, 'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT': '1', 'DOTNET_CLI_TELEMETRY_OPTOUT': '1'}
    done = subprocess.run([tool, 'validate', '--max-file-size-in-kb', '100000', file], capture_output=True, text=True, env=environment, check=False)
    said = done.stdout + done.stderr
    if 'Analysis completed' not in said and ': error ' not in said:
        return [f'the tool failed: {said[:1000]}']
    return [line for line in said.split('\n') if re.search(': (error|warning) ', line)]


def odd_study(study, folder):
    """Findings of every severity, with second places, in a path that has to be escaped."""
    target = folder / 'één studie, 100%: #1? & <x>'
    shutil.copytree(study, target)
    first = min((target / 'interviews').glob('*.yaml'))
    first.write_text('rec: 1\n' + re.sub('rec: .*', 'rec: no-such', first.read_text(encoding='utf-8')) + 'interview: twice\n', encoding='utf-8')
    (target / "interviews/o'neil\n & <x>.yml").write_text('x: 1\n', encoding='utf-8')
    return target


def large_study(study, folder):
    """More than 25,000 findings; a file gives at most 200."""
    target = folder / 'many'
    shutil.copytree(study, target)
    first = min((target / 'interviews').glob('*.yaml')).read_text(encoding='utf-8')
    head = first[:first.index('segments:')]
    for number in range(140):
        name = f'x{number}'
        (target / f'interviews/{name}.yaml').write_text(re.sub('^interview: .*', f'interview: {name}', head, flags=re.M) + 'segments:\n' +
                                                        '- {rec: no-such, stage: 1}\n' * 205, encoding='utf-8')
    return target


def main():
    program, study, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    tool = multitool(work)
    failures = Failures()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / '.git').mkdir()
        studies = [('example', study), ('odd', odd_study(study, folder))]
        if '--large' in sys.argv:
            studies = [('large', large_study(study, folder))]
        for label, where in studies:
            text = run(program, ['check', str(where), '--format', 'sarif'])[1].decode()
            file = folder / f'{label}.sarif'
            file.write_text(text, encoding='utf-8')
            failures.extend(f'{label}: {remark}' for remark in remarks(tool, file))
            failures.expect((label == 'large') == ('more findings are left out' in text), f'{label}: what is left out')
        for old, new, code in BREAKAGES if label == 'odd' else []:
            file.write_text(text.replace(old, new), encoding='utf-8')
            found = remarks(tool, file)
            failures.expect(old in text and any(re.search(code, remark) for remark in found), f'{old} as {new} passes: {found[:2]}')
    return failures.result('SARIF by the multitool', len(studies) + len(BREAKAGES))


if __name__ == '__main__':
    sys.exit(main())
