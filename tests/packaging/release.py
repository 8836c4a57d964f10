"""release.py SOURCE_DIR: two releases of what is committed, made in two folders, are the same bytes; lintian accepts the packages; the static program
needs no library; and in a bare Debian 12 the package installs, works, and leaves nothing behind.

Skipped (77) where lintian is missing; the bare Debian needs mmdebstrap, root and a mirror, and is left out, by name, where it cannot be
made. Files in $QUICKSCAN_RELEASE (a folder with a release) are tried instead of building twice.
"""
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from whole_study import Failures, need

failures = Failures()


def run(*command, **surroundings):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **surroundings)


def done(*command, **surroundings):
    ran = run(*command, **surroundings)
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {ran.returncode}\n{(ran.stdout + ran.stderr)[-4000:]}")
    return ran.stdout


def release(root, folder, version):
    """A release out of a fresh clone, without compiler cache."""
    done("git", "clone", "-q", root, folder)
    done(".ci/packaging/release", "all", version, cwd=folder, env={**os.environ, "CCACHE_DISABLE": "1"})
    return folder / "build-package" / version


def same(first, second):
    names = sorted(path.name for path in first.iterdir())
    failures.expect(names == sorted(path.name for path in second.iterdir()), "two releases have different files")
    for name in names:
        failures.expect(filecmp.cmp(first / name, second / name, shallow=False), f"{name} differs between two builds")
    return len(names)


def static_program(place, version, folder):
    done("tar", "-xzf", place / f"quickscan-{version}-linux-x86_64.tar.gz", "-C", folder)
    program = folder / f"quickscan-{version}/bin/quickscan"
    failures.expect("NEEDED" not in done("readelf", "-d", program), "the static program needs shared libraries")
    if os.getuid() == 0:
        # A root that holds the program and nothing else.
        scratch = folder / "scratch"
        (scratch / "tmp").mkdir(parents=True)
        shutil.copy(program, scratch / "quickscan")
        for arguments in (["init", "tmp/x"], ["check", "tmp/x"], ["report", "tmp/x"]):
            ran = run("chroot", scratch, "/quickscan", *arguments)
            failures.expect(ran.returncode == 0, f"static program alone: {arguments}: exit {ran.returncode} {ran.stderr}")


def everything_in(root):
    out = done("find", root, "-xdev", "(", "-path", f"{root}/proc", "-o", "-path", f"{root}/var/cache/man", "-o", "-path", f"{root}/var/log",
               "-o", "-path", f"{root}/var/lib/dpkg", ")", "-prune", "-o", "-print")
    return set(out.split("\n"))


COMMANDS = {
    "cd /root && quickscan init x && quickscan check x && quickscan report x && test -s x/report.html && rm -r x": "",
    "man -w quickscan-check && man -w 5 quickscan-study && man -w 7 quickscan-rules": "/usr/share/man/man1/quickscan-check.1.gz",
    "man quickscan-why | cat": "QUICKSCAN-WHY(1)",
    "bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader quickscan; complete -p quickscan'": "_quickscan",
    "zsh -fc 'autoload -U compinit; compinit -u -D; print $_comps[quickscan]'": "_quickscan",
    "fish -c 'complete -C \"quickscan ch\"'": "check",
}


def bare_debian(package, folder):
    root = folder / "debian"
    made = run("mmdebstrap", "--variant=minbase", "--include=man-db,bash-completion,zsh,fish", "bookworm", root)
    if made.returncode:
        print(f"left out, no bare Debian: {made.stderr.strip()[-200:]}")
        return 0
    before = everything_in(root)
    shutil.copy(package, root / "tmp/quickscan.deb")
    installed = run("chroot", root, "apt-get", "install", "-y", "--no-install-recommends", "/tmp/quickscan.deb", env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"})
    if installed.returncode:  # without a mirror: all that it depends on is there
        done("chroot", root, "dpkg", "-i", "/tmp/quickscan.deb")
    (root / "tmp/quickscan.deb").unlink()
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    for command, shown in COMMANDS.items():
        ran = run("chroot", root, "bash", "-c", command, env=environment)
        failures.expect(ran.returncode == 0 and shown in ran.stdout, f"bare Debian: {command}: exit {ran.returncode} {ran.stdout[-300:]} {ran.stderr[-300:]}")
    done("chroot", root, "dpkg", "--purge", "quickscan", env=environment)
    left = [path for path in everything_in(root) - before if not re.search(r"/(root/\.|var/lib/apt/|var/cache/apt/)", path)]
    failures.expect(not left, f"left behind: {left}")
    return len(COMMANDS)


def main():
    need("git", "lintian", "cpack")
    root = pathlib.Path(sys.argv[1])
    version = re.search(r"project\(quickscan VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text())[1]
    given = os.environ.get("QUICKSCAN_RELEASE")
    with tempfile.TemporaryDirectory(prefix="quickscan-release-") as folder:
        folder = pathlib.Path(folder)
        if given:
            place, count = pathlib.Path(given), 0
        else:
            place = release(root, folder / "one", version)
            count = same(place, release(root, folder / "another", version))
        done("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=place)
        packages = sorted(place.glob("*.deb"))
        failures.expect([path.name for path in packages] == [f"libquickscan-dev_{version}_amd64.deb", f"quickscan_{version}_amd64.deb"], f"packages: {packages}")
        for package in packages:
            remarks = run("lintian", "--allow-root", "--fail-on", "error,warning", package)
            failures.expect(remarks.returncode == 0 and not remarks.stdout.strip(), f"lintian: {remarks.stdout}{remarks.stderr}")
        static_program(place, version, folder)
        package = place / f"quickscan_{version}_amd64.deb"
        depends = done("dpkg-deb", "-f", package, "Depends")
        for name in ("libstdc++", "libfmt", "libyaml-cpp", "libnettle", "libutf8proc"):
            failures.expect(name not in depends, f"the package depends on {name}, whose name differs between distributions: {depends}")
        if shutil.which("mmdebstrap") and os.getuid() == 0:
            count += bare_debian(package, folder)
        else:
            print("left out: mmdebstrap and root make a bare Debian")
    sys.exit(failures.result("release", count + 8))


main()
