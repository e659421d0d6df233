#!/usr/bin/env bash
# `make check`: lints, builds, and runs the tests that need only the checkout, gcc and ninja: no network, no firmware,
# no edk2 source. Prints how many tests it left out; `make test` runs those too.
set -euo pipefail
cd "$(dirname "$0")/.."

swift format lint --strict --recursive Sources Tests Package.swift
swift build --build-tests

# EndToEndTests run the release build on real firmware, so they are left out. Other tests that need something from
# TestSupport's `Provided` leave themselves out and append their names to KILN_TEST_LEFT_OUT.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export KILN_TEST_TIER=check KILN_TEST_LEFT_OUT=$folder/left
touch "$KILN_TEST_LEFT_OUT"
status=0
swift test --skip-build --skip EndToEndTests > "$folder/log" 2>&1 || status=$?
if [[ $status -ne 0 ]]; then
  grep -avE '^. (Test|Suite) .* (started\.|passed after .*|was cancelled .*)$' "$folder/log" >&2 || true
  exit "$status"
fi

all=$(sed -nE 's/^. Test run with ([0-9]+) tests.* passed after .*/\1/p' "$folder/log")
left=$(cut -f 1 "$KILN_TEST_LEFT_OUT" | sort -u | wc -l)
driven=$(swift test list --skip-build 2> /dev/null | grep -c '^EndToEndTests\.' || true)
if [[ ${all:-0} -le $left ]]; then
  cat "$folder/log" >&2
  echo "check: no test was run" >&2
  exit 1
fi
echo "check: $((all - left)) tests passed. Left out: $left that need firmware, edk2's source or other programs, and" \
  "$driven that drive the release build; 'make test' runs all of them."
