#!/usr/bin/env python3
"""Loads the completions in bash, zsh and fish, and asks each shell what it completes.

    completions.py QUICKSCAN
"""
import pathlib
import subprocess
import sys
import tempfile

from whole_study import Failures, need

BASH = '''
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_quickscan
printf '%s\\n' "${COMPREPLY[@]}"
'''

# compinit finds the file by its name; what it would offer is printed instead.
ZSH = '''
fpath=("$1" $fpath)
autoload -Uz compinit
compinit -u -d "$1/dump"
[[ $_comps[quickscan] == _quickscan ]] || exit 9
shift
_describe() { print -rl -- "${(@P)2}" }
compadd() { [[ $1 == -- ]] && shift; print -rl -- "$@" }
_files() { print files }
words=("$@")
CURRENT=$#
autoload -Uz _quickscan
_quickscan
'''


def offered(shell, script, words):
    """What a shell offers after these words, and what it complained of."""
    if shell == 'bash':
        command = ['bash', '--norc', '--noprofile', '-c', BASH, 'bash', str(script), *words]
    elif shell == 'zsh':
        command = ['zsh', '-f', '-c', ZSH, 'zsh', str(script.parent), *words]
    else:
        line = ' '.join(words)
        command = ['fish', '--no-config', '-c', f'source {script}; complete -C "{line}"']
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.split('\n'), done.stderr + (f'exit {done.returncode}' if done.returncode else '')


def main():
    program = sys.argv[1]
    failures = Failures()
    commands = [line.split()[0] for line in
                subprocess.run([program, '--help'], capture_output=True, text=True, check=True)
                .stdout.split('Commands:\n')[1].split('\n\n')[0].split('\n') if line.startswith('  ')]
    failures.expect(len(commands) > 10, f'commands of the help: {commands}')
    with tempfile.TemporaryDirectory() as folder:
        for shell, name in (('bash', 'quickscan.bash'), ('zsh', '_quickscan'), ('fish', 'quickscan.fish')):
            need(shell)
            script = pathlib.Path(folder) / name
            script.write_bytes(subprocess.run([program, 'completions', shell], capture_output=True, check=True).stdout)
            lines, complaint = offered(shell, script, ['quickscan', ''])
            failures.expect(not complaint, f'{shell}: {complaint}')
            found = {line.split('\t')[0].split(':')[0] for line in lines}
            failures.expect(set(commands) <= found, f'{shell} does not offer {sorted(set(commands) - found)}')
            if shell != 'bash':
                schema = next((line for line in lines if line.startswith('schema')), '')
                failures.expect("this study's own ids" in schema, f'{shell} describes schema as {schema!r}')
            lines, complaint = offered(shell, script, ['quickscan', 'check', '--str'])
            failures.expect(not complaint, f'{shell}, options: {complaint}')
            failures.expect('--strict' in [line.split('\t')[0] for line in lines], f'{shell} does not offer --strict: {lines}')
            lines, _ = offered(shell, script, ['quickscan', 'init', '--ex'])
            failures.expect('--strict' not in lines, f'{shell} offers --strict to init')
    return failures.result('completions', 13)


if __name__ == '__main__':
    sys.exit(main())
