"""What the system tests share: a study as plain values that can be changed and written again, and a run of the program."""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print('python3-yaml is missing')
    sys.exit(77)

PLAIN = re.compile(r'<?[A-Za-z0-9§][A-Za-z0-9§._/@<>-]*')


class Failures(list):
    def __init__(self):
        super().__init__()
        self.checks = 0

    def check(self, condition, text):
        """Expects it, and counts it."""
        self.checks += 1
        return self.expect(condition, text)

    def expect(self, condition, text):
        if not condition:
            self.append(text)
        return bool(condition)

    def result(self, name, count):
        for text in self[:40]:
            print(text[:1200])
        print(f'{name}: {count} checks, {len(self)} failed')
        return 1 if self else 0


def run_parts(name, parts, args):
    """Runs the parts of a test, each in a temporary folder of its own: `part(args, work, failures)` gives its number of checks."""
    failures, checks = Failures(), 0
    for part in parts:
        with tempfile.TemporaryDirectory() as work:
            checks += part(args, work, failures)
    return failures.result(name, checks)


def program_and_study(text):
    """The arguments of a test of the program on one study."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--program', required=True)
    parser.add_argument('--study', required=True)
    args = parser.parse_args()
    args.program = os.path.abspath(args.program)
    return args


def need(*programs):
    """Skips the whole test, visibly, where a program that it reads outputs with is missing."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        print('skipped, not installed:', *missing)
        sys.exit(77)


def run(program, arguments, folder=None, data=None, environment=None, limit=120):
    """Exit code, standard output and standard error, in bytes."""
    sanitizers = {name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}
    surroundings = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': '/nonexistent', **sanitizers, **(environment or {})}
    done = subprocess.run([program, *arguments], cwd=folder, input=data if data is not None else b'', env=surroundings,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit)
    return done.returncode, done.stdout, done.stderr


def read_study(folder):
    """Every file of a study: YAML as plain values (every scalar a text), the rest as bytes; by path."""
    study = {}
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith('.'))
        for name in sorted(names):
            path = os.path.join(root, name)
            with open(path, 'rb') as file:
                data = file.read()
            key = os.path.relpath(path, folder)
            study[key] = yaml.load(data, Loader=yaml.BaseLoader) if name.endswith('.yaml') else data
    return study


def scalar(text):
    if PLAIN.fullmatch(text):
        return text
    escaped = ''.join({'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t'}.get(c, c) if ord(c) != 0x7f and (ord(c) >= 32 or c in '\n\t')
                      else f'\\x{ord(c):02x}' for c in text)
    return f'"{escaped}"'


def emit(value, depth=0):
    """YAML as a researcher writes it: blocks, and a scalar plain where it can be."""
    pad = '  ' * depth
    if isinstance(value, dict) and value:
        return ''.join(f'{pad}{scalar(k)}:' + (f' {emit(v)}\n' if not v or not isinstance(v, (dict, list))
                                               else '\n' + emit(v, depth + 1)) for k, v in value.items())
    if isinstance(value, list) and value:
        return ''.join(f'{pad}- {emit(v)}\n' if not v or not isinstance(v, (dict, list))
                       else pad + '- ' + emit(v, depth + 1).lstrip() for v in value)
    return {dict: '{}', list: '[]'}.get(type(value)) or scalar(value)


def write_study(study, folder):
    for path, value in study.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if isinstance(value, bytes):
            data = value
        else:
            data = (value if isinstance(value, str) else emit(value)).encode()
        with open(target, 'wb') as file:
            file.write(data)
        if path.startswith('confidential'):
            os.chmod(target, 0o600)


def files_under(folder):
    """Path and bytes of every file below a folder."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(root, name)
            with open(path, 'rb') as file:
                yield os.path.relpath(path, folder), file.read()
