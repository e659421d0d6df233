#!/usr/bin/env bash
# `make test`: installs packages, fills the cache, lints, builds, runs all tests, and rebuilds Debian's 2 MB images.
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
# The end-to-end tests run the release build, as users do.
swift build -c release --product kiln
swift build -c release --product kiln-page
KILN_TEST_BINARY=$(swift build -c release --show-bin-path)/kiln
export KILN_TEST_BINARY
# These boot emulated guests, which time out if other tests take the processors, so they run alone.
alone='BootTests|XenBootTests'
swift test --skip "$alone"
swift test --skip-build --filter "$alone"

# Builds Debian's 2 MB images from source and compares them byte for byte. ccache makes later runs quick.
export CCACHE_DIR=${CCACHE_DIR:-$KILN_CACHE/ccache}
KILN_LAUNCHER=ccache Scripts/conformance.sh debian-12 "OvmfX64*"
