"""A program or library for tests that only npm has, installed once into the build folder."""
import pathlib
import platform
import re
import subprocess
import sys

from whole_study import need

AWAY = re.compile(r'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E40[134]\b|E50\d\b')


def npm_package(work, package, any_machine=False):
    """The folder of a package (`name@version`); skips the whole test where npm is missing or reaches no registry, and, unless
    `any_machine`, on machines that it is not built for."""
    need('npm')
    if not any_machine and platform.machine() != 'x86_64':
        print('skipped: not x86_64')
        sys.exit(77)
    work = pathlib.Path(work).absolute()
    place = work / 'node_modules' / package.rpartition('@')[0]
    if not place.exists():
        work.mkdir(parents=True, exist_ok=True)
        npm = subprocess.run(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', work, package],
                             capture_output=True, text=True, check=False)
        if npm.returncode and AWAY.search(npm.stderr):
            print('skipped: npm reaches no registry')
            sys.exit(77)
        if npm.returncode:
            sys.exit(f'npm install failed: {npm.stderr}')
    return place
