#!/usr/bin/env bash
# `make demo`: the main job on real firmware. Builds the qemu and xen platforms from Debian's edk2
# source, shows their maps and budgets, compares and identifies them, explains what breaks another, and boots qemu to
# its Shell.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh demo
edk2=$(Scripts/edk2-source.sh)

swift build -c release --product kiln
kiln=$(swift build -c release --show-bin-path)/kiln

step() { printf '\n== kiln %s\n' "$*"; "$kiln" "$@"; }
started=$SECONDS

# The source tree in the cache is everybody's: the demo's output stays here.
qemu=Build/KilnQemu/RELEASE_GCC5
xen=Build/KilnXen/RELEASE_GCC5

step build qemu --workspace "$edk2" --output "$qemu"
step build xen --workspace "$edk2" --output "$xen"
step layout "$qemu/FV"
step check "$qemu/FV" -p qemu --workspace "$edk2"
step check "$xen/FV" -p xen --workspace "$edk2"
step size "$qemu" --by library --top 10
# Exit code 3 says that the two differ, which is the point.
step diff qemu xen --workspace "$edk2" || [ $? -eq 3 ]
step lint xen --workspace "$edk2"
step identify "$xen/FV/OVMF_CODE.fd"
# Debian's patch of the Shell broke this one.
step explain OvmfPkg/OvmfXen.dsc SecureBootVariableLib --workspace "$edk2"
step boot "$qemu/FV" --memory 256 --expect 'UEFI Interactive Shell' --timeout 120

printf '\nThe demo took %d s once everything was installed and kiln was built; run again, it compiles nothing.\n' \
  $((SECONDS - started))
