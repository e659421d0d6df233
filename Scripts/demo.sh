#!/usr/bin/env bash
# `make demo`: builds the qemu and xen platforms from Debian's edk2 source, shows flash maps and budgets,
# compares and identifies the images, explains why OvmfXen does not build, and boots qemu to the UEFI Shell.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh demo
edk2=$(Scripts/edk2-source.sh)

swift build -c release --product kiln
kiln=$(swift build -c release --show-bin-path)/kiln

step() { printf '\n== kiln %s\n' "$*"; "$kiln" "$@"; }
started=$SECONDS

# Output goes to this folder, because other checkouts share the source tree in the cache.
qemu=Build/KilnQemu/RELEASE_GCC5
xen=Build/KilnXen/RELEASE_GCC5

step build qemu --workspace "$edk2" --output "$qemu"
step build xen --workspace "$edk2" --output "$xen"
step layout "$qemu/FV"
step check "$qemu/FV" -p qemu --workspace "$edk2"
step check "$xen/FV" -p xen --workspace "$edk2"
step size "$qemu" --by library --top 10
# Exit code 3: the platforms differ, as expected.
step diff qemu xen --workspace "$edk2" || [ $? -eq 3 ]
step lint xen --workspace "$edk2"
step identify "$xen/FV/OVMF_CODE.fd"
# A patch of Debian makes the Shell use this library class, for which OvmfXen has no instance.
step explain OvmfPkg/OvmfXen.dsc SecureBootVariableLib --workspace "$edk2"
step boot "$qemu/FV" --memory 256 --expect 'UEFI Interactive Shell' --timeout 120

printf '\nThe demo took %d s after installing packages and building kiln. If it is run again, it compiles nothing.\n' \
  $((SECONDS - started))
