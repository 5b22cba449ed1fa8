#!/usr/bin/env bash
# Holds the policy of this folder to what it declares against the one of another commit: gate.sh [COMMIT], by default origin/main.
# The policy is policy/policy.json, its declarations lie in policy/changes, and expected cases in cases; neither folder has to be there.
# Ends as infusion-rules does: 0 it holds, 1 it does not, 2 something cannot be read, 3 undecided.
set -euo pipefail
base=${1:-origin/main}
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git archive "$base" | tar -x -C "$before"
infusion-rules check policy/policy.json
[[ -e $before/policy/policy.json ]] || cp -r policy "$before" # A first policy is a change of nothing.
gate=(infusion-rules gate --old "$before/policy/policy.json" --new policy/policy.json --changes policy/changes)
if [[ -d cases || -d $before/cases ]]; then
  gate+=(--cases-old "$before/cases" --cases-new cases)
fi
"${gate[@]}"
