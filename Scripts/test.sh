#!/usr/bin/env bash
# `make test`: installs what the tests need, fills the cache, lints, builds, runs every test.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh test
KILN_TEST_EDK2=$(Scripts/edk2-source.sh)
KILN_TEST_TOOLS=$(Scripts/python-tools.sh)
KILN_TEST_LZMA_TOOL=$(Scripts/lzma-compress.sh)
KILN_TEST_KERNEL=$(Scripts/linux-kernel.sh)
export KILN_TEST_EDK2 KILN_TEST_TOOLS KILN_TEST_LZMA_TOOL KILN_TEST_KERNEL

swift format lint --strict --recursive Sources Tests Package.swift
# The release binary is what users run: the end-to-end tests drive it.
swift build -c release --product kiln
swift build -c release --product kiln-page
KILN_TEST_BINARY=$(swift build -c release --show-bin-path)/kiln
export KILN_TEST_BINARY
# Firmware that waits for its console has the machine to itself: an emulated guest that gets no time gives up.
alone='BootTests|XenBootTests'
swift test --skip "$alone"
swift test --skip-build --filter "$alone"

# Debian's own firmware from source, byte for byte; ccache makes later runs on a machine quick.
export CCACHE_DIR=${CCACHE_DIR:-$KILN_CACHE/ccache}
KILN_LAUNCHER=ccache Scripts/conformance.sh 2M
