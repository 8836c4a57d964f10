"""parts.py VERSION EPOCH: the bill of materials of a release (CycloneDX 1.5): what is linked or compiled into the program, by Debian package."""
import datetime
import json
import subprocess
import sys

# Debian package, name, licence, as .ci/packaging/copyright has them.
PARTS = [("libyaml-cpp-dev", "yaml-cpp", "MIT"), ("nettle-dev", "nettle", "LGPL-3.0-or-later OR GPL-2.0-or-later"), ("libutf8proc-dev", "utf8proc", "MIT"),
         ("libfmt-dev", "fmt", "MIT"), ("libcli11-dev", "CLI11", "BSD-3-Clause"), ("nlohmann-json3-dev", "nlohmann-json", "MIT"),
         ("libboost-dev", "boost", "BSL-1.0"), ("libkainjow-mustache-dev", "kainjow-mustache", "BSL-1.0"),
         ("libstdc++-12-dev", "libstdc++", "GPL-3.0-or-later WITH GCC-exception-3.1")]


def component(package, name, licence):
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True, capture_output=True, text=True).stdout
    return {"type": "library", "name": name, "version": version, "purl": f"pkg:deb/debian/{package}@{version}", "licenses": [{"expression": licence}]}


def main():
    version, epoch = sys.argv[1], int(sys.argv[2])
    program = {"type": "application", "name": "quickscan", "version": version, "licenses": [{"expression": "MIT"}]}
    time = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"timestamp": time, "component": program},
            "components": [component(*part) for part in PARTS]}
    print(json.dumps(bill, indent=2))


main()
