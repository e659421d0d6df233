#!/usr/bin/env bash
# `make demo`: the main job on real firmware. Packs the qemu platform from the modules that Debian's
# ovmf package ships, shows its map and budget, compares it with the xen platform, boots it.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh demo
edk2=$(Scripts/edk2-source.sh)
prebuilt=/usr/share/OVMF/OVMF_CODE.fd

swift build -c release --product kiln
kiln=$(swift build -c release --show-bin-path)/kiln

step() { printf '\n== kiln %s\n' "$*"; "$kiln" "$@"; }
started=$SECONDS

# The source tree in the cache is everybody's: the demo's output stays here.
output=Build/KilnQemu/RELEASE_GCC5
packing=(--workspace "$edk2" --prebuilt "$prebuilt")

step build qemu "${packing[@]}" --output "$output"
step layout qemu "${packing[@]}"
step check "$output/FV" -p qemu --workspace "$edk2"
# Exit code 3 says that the two differ, which is the point.
step diff qemu xen "${packing[@]}" || [ $? -eq 3 ]
step boot "$output/FV" --memory 256 --expect 'UEFI Interactive Shell' --timeout 120

printf '\nThe demo took %d s once everything was installed and built.\n' $((SECONDS - started))
