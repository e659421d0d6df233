#!/usr/bin/env bash
# Prints the folder of the programs of a Python environment with the independent readers that tests compare kiln with:
# virt-firmware, uefi_firmware, pefile, cmark-gfm, jsonschema and PyYAML. Installs what is missing.
set -euo pipefail

cache=${KILN_CACHE:-$HOME/.cache/kiln}
tools=$cache/python-tools
packages=(virt-firmware uefi_firmware pefile cmarkgfm jsonschema pyyaml)

is_complete() { [[ -e $tools/complete && $(< "$tools/complete") == "${packages[*]}" ]]; }

if ! is_complete; then
  mkdir -p "$cache"
  (
    # A virtual environment cannot be moved, so it is made in place by one run at a time. When it is complete, a file
    # with its packages marks it.
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
