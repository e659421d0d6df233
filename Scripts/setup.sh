#!/usr/bin/env bash
# Installs what kiln needs on Debian 12: `setup.sh build` for building kiln, `setup.sh demo` for
# packing and booting an image, `setup.sh bench` for measuring, `setup.sh test` for everything. Does
# nothing when all of it is there.
set -euo pipefail

case ${1:-} in
  build)
    packages=(uuid-dev liblzma-dev)
    ;;
  demo)
    # dpkg-dev and ca-certificates bring and unpack Debian's source of edk2.
    packages=(
      uuid-dev liblzma-dev ovmf qemu-system-x86 dpkg-dev ca-certificates
      gcc g++ nasm acpica-tools ninja-build
    )
    ;;
  test)
    packages=(
      uuid-dev liblzma-dev
      # The images that the tests take apart and compare with.
      ovmf ovmf-ia32 qemu-efi-aarch64 qemu-efi-arm
      qemu-system-x86
      # A disk for a guest of Xen.
      mtools cpio busybox-static
      # Debian's source of edk2, and what builds it.
      dpkg-dev ca-certificates gcc g++ make nasm acpica-tools ninja-build ccache distcc git
      # Readers that are not ours; the browser looks at reports.
      python3-venv chromium
    )
    ;;
  bench)
    # kiln and edk2's build side by side, both from source.
    packages=(
      uuid-dev liblzma-dev dpkg-dev ca-certificates
      gcc g++ make python3 nasm acpica-tools ninja-build ccache git
    )
    ;;
  *)
    echo "usage: $0 build|demo|test|bench" >&2
    exit 64
    ;;
esac

missing=()
for package in "${packages[@]}"; do
  if ! dpkg -s "$package" 2> /dev/null | grep -q '^Status: .* installed$'; then missing+=("$package"); fi
done
if [[ ${#missing[@]} -eq 0 ]]; then exit 0; fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then as_root=(sudo); fi
echo "setup: installing ${missing[*]}" >&2
{
  "${as_root[@]}" apt-get update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
} >&2
