#!/usr/bin/env python3
"""Does what the manual's tutorial says, command by command, in an empty folder.

    [QUICKSCAN_GOLDEN=1] tutorial.py PROGRAM data/manual/tutorial.md

    ```sh            commands, one a line; `cd` lasts; one that ends in `# exit 1` gives that code, the others 0
    ```text          what the commands before it printed: lines in a row, `…` alone where lines are left out
    ```yaml FILE     writes FILE
    ```diff FILE     a change of FILE: lines that begin with a space or `-` become those with a space or `+`

With QUICKSCAN_GOLDEN set the texts are written anew: each run of lines as the most similar lines that were printed."""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LEFT_OUT = '…'


class Reader:
    def __init__(self, program, home):
        self.folder, self.printed, self.count = home, '', 0
        self.failed, self.differences = [], []
        self.environment = {'PATH': f'{pathlib.Path(program).resolve().parent}:{os.environ["PATH"]}', 'HOME': str(home),
                            'LC_ALL': 'C.UTF-8'}

    def sh(self, _, text):
        self.printed = ''
        for command in text.splitlines():
            if command.startswith('cd '):
                self.folder = (self.folder / command[3:]).resolve()
                continue
            wanted = re.search(r'# exit (\d)$', command)
            done = subprocess.run(['sh', '-c', command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, timeout=120)
            self.printed += done.stdout + done.stderr
            self.count += 1
            if done.returncode != int(wanted[1] if wanted else 0):
                self.failed.append(f'`{command}` gives {done.returncode}: {done.stdout}{done.stderr}')

    def yaml(self, name, text):
        (self.folder / name).write_text(text, encoding='utf-8')

    def diff(self, name, text):
        before, after = (''.join(line[1:] for line in text.splitlines(True) if line[0] in signs) for signs in (' -', ' +'))
        path = self.folder / name
        old = path.read_text(encoding='utf-8')
        if old.count(before) != 1:
            self.failed.append(f'{name} has {old.count(before)} times:\n{before}')
        path.write_text(old.replace(before, after), encoding='utf-8')

    def text(self, _, text):
        """The text as it should read now; a problem where that is another."""
        printed, at, runs = self.printed.splitlines(), 0, []
        for run in re.split(rf'^ *{LEFT_OUT}\n', text, flags=re.M):
            lines = run.splitlines()
            places = range(at, max(at, len(printed) - len(lines)) + 1)
            like = [difflib.SequenceMatcher(None, run, '\n'.join(printed[place:place + len(lines)]) + '\n').ratio() for place in places]
            at = places[like.index(max(like))]
            runs.append(''.join(line + '\n' for line in printed[at:at + len(lines)]))
            at += len(lines)
        now = f'{LEFT_OUT}\n'.join(runs)
        if now != text:
            self.differences.append('\n'.join(difflib.unified_diff(text.splitlines(), now.splitlines(), 'the page', 'now', lineterm='')))
        return now


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as home:
        reader = Reader(program, pathlib.Path(home))

        def act(block):
            language, name, text = block.groups()
            act_on = getattr(reader, language, None)
            if act_on is None:
                reader.failed.append(f'nothing is done with {language}')
            return f'```{language}{name}\n{act_on and act_on(name.strip(), text) or text}```\n'

        now = re.sub(r'^```(\w+)([^\n]*)\n(.*?)^```\n', act, page.read_text(encoding='utf-8'), flags=re.M | re.S)
    if os.environ.get('QUICKSCAN_GOLDEN'):
        page.write_text(now, encoding='utf-8')
        reader.differences.clear()
    if reader.count < 20:
        reader.failed.append(f'only {reader.count} commands')
    sys.exit('\n'.join(reader.failed + reader.differences) or 0)


main()
