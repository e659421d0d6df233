#!/usr/bin/env bash
# Installs the Debian 12 packages for a task: `setup.sh build` for building kiln, and for the make target of the same
# name demo, xen, bench, debian, conformance, and test for all tests. Does nothing if they are installed.
set -euo pipefail

case ${1:-} in
  build)
    packages=(uuid-dev liblzma-dev libssl-dev)
    ;;
  demo)
    # dpkg-dev and ca-certificates are for downloading and unpacking Debian's edk2 source package.
    packages=(
      uuid-dev liblzma-dev libssl-dev ovmf qemu-system-x86 dpkg-dev ca-certificates
      gcc g++ nasm acpica-tools ninja-build
    )
    ;;
  test)
    packages=(
      uuid-dev liblzma-dev libssl-dev
      # Firmware images for the tests.
      ovmf ovmf-ia32 qemu-efi-aarch64 qemu-efi-arm
      qemu-system-x86 qemu-system-arm qemu-system-misc
      # For making the disk of a Xen guest.
      mtools cpio busybox-static
      # For downloading and building Debian's edk2 source package.
      dpkg-dev ca-certificates gcc g++ make nasm acpica-tools ninja-build ccache distcc git
      # A server for the action cache.
      nginx-light curl
      # For modules of another architecture.
      gcc-riscv64-linux-gnu
      # Independent readers of images, and a browser for HTML reports.
      python3-venv chromium
    )
    ;;
  xen)
    # For building kiln and the firmware of guests, for X64 and AARCH64, and for starting them.
    packages=(
      uuid-dev liblzma-dev libssl-dev ovmf qemu-system-x86 qemu-system-arm mtools cpio busybox-static dpkg-dev ca-certificates
      gcc g++ make nasm acpica-tools ninja-build ccache gcc-aarch64-linux-gnu
    )
    ;;
  conformance)
    # Debian's edk2 source package and the compilers that build it.
    packages=(
      uuid-dev liblzma-dev libssl-dev dpkg-dev ca-certificates gcc g++ make nasm acpica-tools ninja-build
      gcc-aarch64-linux-gnu gcc-arm-linux-gnueabi
    )
    ;;
  debian)
    # For making a root of another release, and for downloading and unpacking its edk2 source package.
    packages=(mmdebstrap debian-archive-keyring dpkg-dev ca-certificates)
    ;;
  bench)
    # For building kiln, and firmware with kiln and with edk2's build.
    packages=(
      uuid-dev liblzma-dev libssl-dev dpkg-dev ca-certificates
      gcc g++ make python3 nasm acpica-tools ninja-build git
    )
    ;;
  *)
    echo "usage: $0 build|demo|test|xen|conformance|debian|bench" >&2
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
