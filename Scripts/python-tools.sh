#!/usr/bin/env bash
# Prints the folder that holds the independent readers the tests compare kiln with: virt-firmware,
# uefi_firmware, pefile and cmark-gfm and jsonschema, in a Python of their own. Installs what is missing.
set -euo pipefail

cache=${KILN_CACHE:-$HOME/.cache/kiln}
tools=$cache/python-tools
packages=(virt-firmware uefi_firmware pefile cmarkgfm jsonschema)

is_complete() { [[ -e $tools/complete && $(< "$tools/complete") == "${packages[*]}" ]]; }

if ! is_complete; then
  mkdir -p "$cache"
  (
    # A virtual environment knows its own path, so it is made in place, by one run at a time, and
    # marked with what is in it when it is whole.
    flock 9
    if ! is_complete; then
      if [[ ! -e $tools/complete ]]; then
        rm -rf "$tools"
        python3 -m venv "$tools"
      fi
      "$tools/bin/pip" install --quiet --disable-pip-version-check "${packages[@]}"
      echo "${packages[*]}" > "$tools/complete"
    fi
  ) 9> "$cache/python-tools.lock" >&2
fi
echo "$tools/bin"
