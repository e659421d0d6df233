#!/usr/bin/env bash
# `make test`: installs packages, fills the cache, lints, builds, runs all tests, and rebuilds images of Debian 12 and 13.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh test
KILN_TEST_EDK2=$(Scripts/edk2-source.sh)
KILN_TEST_TOOLS=$(Scripts/python-tools.sh)
KILN_TEST_LZMA_TOOL=$(Scripts/lzma-compress.sh)
KILN_TEST_KERNEL=$(Scripts/linux-kernel.sh)
KILN_TEST_TRIXIE_FIRMWARE=$(Scripts/debian-firmware.sh trixie)
export KILN_TEST_EDK2 KILN_TEST_TOOLS KILN_TEST_LZMA_TOOL KILN_TEST_KERNEL KILN_TEST_TRIXIE_FIRMWARE

swift format lint --strict --recursive Sources Tests Package.swift
# The end-to-end tests run the release build, as users do. Linked statically, it runs in the root of another Debian too.
release=(-c release --static-swift-stdlib)
swift build "${release[@]}" --product kiln
swift build "${release[@]}" --product kiln-page
KILN_TEST_BINARY=$(swift build "${release[@]}" --show-bin-path)/kiln
export KILN_TEST_BINARY
# These boot emulated guests, which time out if other tests take the processors, so they run alone.
alone='BootTests|XenBootTests'
swift test --skip "$alone"
swift test --skip-build --filter "$alone"

# Builds images of Debian 12 from source and compares them byte for byte. What the action cache has of an earlier run is
# made all the same, and compared.
KILN_VERIFY_CACHE=1 Scripts/conformance.sh debian-12 OvmfX64

# Debian 13's for X64 and AARCH64, with its compilers, in its root.
if [[ $(id -u) -eq 0 ]] && unshare --mount true; then
  Scripts/conformance.sh debian-13 OvmfX64
  Scripts/conformance.sh debian-13 ArmVirt
else
  echo "test.sh: Debian 13's images were NOT built: that needs root, and mount namespaces" >&2
  exit 1
fi
