#!/usr/bin/env bash
# Checks STUDY and, with REPORT=public, writes its public report. Findings become annotations and a step summary by
# themselves; outputs: errors, warnings, sarif, report.
set -euo pipefail

case "$REPORT" in
  none | public) ;;
  *) echo "report: \`$REPORT\` is neither none nor public" >&2; exit 2 ;;
esac
folder=$(mktemp -d)
options=(--output "line=$folder/findings.txt" --output "sarif=$folder/quickscan.sarif")
[ "$STRICT" != true ] || options+=(--strict)

status=0
quickscan check "${options[@]}" -- "$STUDY" || status=$?
if [ -f "$folder/findings.txt" ]; then
  echo "errors=$(grep -cE '(^|: )error\[' "$folder/findings.txt")" >>"$GITHUB_OUTPUT"
  echo "warnings=$(grep -cE '(^|: )warning\[' "$folder/findings.txt")" >>"$GITHUB_OUTPUT"
fi
[ ! -f "$folder/quickscan.sarif" ] || echo "sarif=$folder/quickscan.sarif" >>"$GITHUB_OUTPUT"
[ "$status" -eq 0 ] || exit "$status"

if [ "$REPORT" = public ]; then
  quickscan report --audience public -o "$folder/report.html" -- "$STUDY"
  echo "report=$folder/report.html" >>"$GITHUB_OUTPUT"
fi
