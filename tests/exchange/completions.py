#!/usr/bin/env python3
"""Loads the completions into bash, zsh and fish as their users do, types the beginning of a line and a tab, and reads what the shell
makes of it. Scripts that are broken on purpose must not pass.

    completions.py QUICKSCAN STUDY
"""
import os
import pathlib
import pty
import select
import subprocess
import sys
import tempfile
import time

from whole_study import Failures, need

SHELLS = {'bash': 'quickscan.bash', 'zsh': '_quickscan', 'fish': 'quickscan.fish'}

# What is typed, and what has to be on the line or among the offers then.
ASKED = [('quickscan explai', 'explain'),
         ('quickscan check --stri', '--strict'),
         ('quickscan graph --format graphm', 'graphml'),
         ('quickscan report --format html,brie', 'html,briefing'),
         ('quickscan report --format=brie', '--format=briefing'),
         ('quickscan check --output sari', 'sarif='),
         ('quickscan why arrangeme', 'arrangement'),
         ('quickscan why joint/tactic', 'joint/tactical'),
         ('quickscan find --who wijkteam@operatio', 'wijkteam@operational'),
         ('quickscan split arrangem', 'arrangement'),
         ('quickscan rename stakeholder slachtof', 'slachtofferhulp'),
         ('quickscan explain QS10', 'QS101'),
         ('quickscan check --ignore QS51', 'QS510'),
         ('quickscan help own-fram', 'own-framework'),
         ('quickscan init --example rotter', 'rotterdam-2021'),
         ('quickscan check interv', 'interviews/')]

# How a script is broken: bash is told no words, zsh and fish not what the program printed.
BREAKS = {'bash': ('"${words[@]}" 2', '2'), 'zsh': ('offered=("${(@f)', 'other=("${(@f)'), 'fish': ("printf '%s\\n' $offered", 'true')}


class Interactive:
    """A shell on a terminal of its own."""

    def __init__(self, command, folder, setup):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.environ.update({'TERM': 'dumb', 'PS1': '', 'HOME': '/nonexistent'})
            os.execvp(command[0], command)
        self.answer(f'{setup}; echo rea""dy\n', 'ready')

    def answer(self, keys, wanted, seconds=10):
        """What the terminal shows after these keys, read until it holds `wanted`."""
        os.write(self.terminal, keys.encode())
        seen, end = '', time.monotonic() + seconds
        while wanted not in seen and time.monotonic() < end and select.select([self.terminal], [], [], 0.2 if seen and seconds < 2 else seconds)[0]:
            for key in os.read(self.terminal, 65536).decode(errors='replace'):
                seen = seen[:-1] if key == '\b' else seen + key
        return seen

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def shell_answers(shell, script, study, lines, seconds=10):
    """By line, what the shell shows when it is completed."""
    if shell == 'fish':
        # fish asks a real terminal questions; its own command for tests is what the key calls.
        return {line: subprocess.run(['fish', '--no-config', '-c', f'source {script}; complete -C "{line}"'], cwd=study, capture_output=True, text=True,
                                     timeout=60, check=False).stdout for line, _ in lines}
    if shell == 'bash':
        setup, command = f'source {script}; bind "set completion-query-items 0" "set bell-style none"', ['bash', '--norc', '--noprofile', '-i']
    else:
        setup, command = f'fpath=({script.parent} $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=1000', ['zsh', '-f', '-i']
    terminal = Interactive(command, study, setup)
    answers = {}
    for line, wanted in lines:
        answers[line] = terminal.answer(line + '\t\t', wanted, seconds)
        terminal.answer('\x15echo ne""xt\n', 'next')
    terminal.close()
    return answers


def main():
    program, study = sys.argv[1:]
    os.environ['PATH'] = f'{os.path.dirname(os.path.abspath(program))}:{os.environ["PATH"]}'
    failures, count = Failures(), 0
    need(*SHELLS)
    with tempfile.TemporaryDirectory() as folder:
        for shell, name in SHELLS.items():
            script = pathlib.Path(folder) / name
            text = subprocess.run([program, 'completions', shell], capture_output=True, check=True, text=True).stdout
            script.write_text(text)
            parsed = subprocess.run([shell, '-n', script], capture_output=True, text=True, check=False)
            failures.expect(parsed.returncode == 0 and not parsed.stderr, f'{shell} does not parse its completions: {parsed.stderr}')
            for (line, wanted), answer in zip(ASKED, shell_answers(shell, script, study, ASKED).values()):
                failures.expect(wanted in answer, f'{shell} makes of `{line}` not {wanted}: {answer!r}')
                count += 1
            failures.expect(BREAKS[shell][0] in text, f'{shell}: nothing to break')
            script.write_text(text.replace(*BREAKS[shell]))
            answer = shell_answers(shell, script, study, [('quickscan why arrangeme', 'arrangement')], 1)
            failures.expect('arrangement' not in ''.join(answer.values()), f'{shell} completes with a broken script: {answer}')
    return failures.result('completions', count)


if __name__ == '__main__':
    sys.exit(main())
