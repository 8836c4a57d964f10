#!/usr/bin/env bash
# Installs the release VERSION (left out: the one that this action belongs to) from RELEASES: the Debian package where
# there is apt-get and the right to use it, else the static program. What was downloaded is held against its checksum.
set -euo pipefail

here=$(dirname "$0")
version=${VERSION:-$(sed -n 's/^project(quickscan VERSION \([0-9.]*\).*/\1/p' "$here/../../../CMakeLists.txt")}
version=${version#v}
root=""
if [ "$(id -u)" -ne 0 ] && sudo -n true 2>/dev/null; then root="sudo"; fi

if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || [ -n "$root" ]; } && [ "$(dpkg --print-architecture)" = amd64 ]; then
  file="quickscan_${version}_amd64.deb"
else
  file="quickscan-${version}-linux-x86_64.tar.gz"
fi
folder=$(mktemp -d)
cd "$folder"
for name in "$file" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$name" "$RELEASES/v$version/$name"
done
sha256sum --check --strict --ignore-missing SHA256SUMS
if [ "${file##*.}" = deb ]; then
  $root apt-get install -y --no-install-recommends "./$file" ||
    { $root apt-get update && $root apt-get install -y --no-install-recommends "./$file"; }
else
  tar -xzf "$file" --strip-components=1
  echo "$folder/bin" >>"$GITHUB_PATH"
fi
