# Commands for a fresh Debian machine, each doing its own set-up: `make demo`, `make test`, `make bench`.
# `make check` is for every change: no network, no firmware, under two minutes after a build.
# KILN_CACHE (default ~/.cache/kiln) holds downloads and builds that are not part of the checkout.

SHELL := /bin/bash
export KILN_CACHE ?= $(HOME)/.cache/kiln

.PHONY: build demo check test conformance xen bench lint clean

build:
	Scripts/setup.sh build
	swift build -c release --product kiln
	swift build -c release --product kiln-page

demo:
	Scripts/demo.sh

# What needs only the checkout, gcc and ninja; says how many tests it leaves out.
check:
	Scripts/check.sh

# Everything.
test:
	Scripts/test.sh

# Every image that Debian ships of OVMF, from source; `make test` does those of 2 MB.
conformance:
	Scripts/conformance.sh

# Guests of an emulated Xen, the slow ones too; `make test` starts the quick ones.
xen:
	Scripts/setup.sh test
	swift build -c release --product kiln
	KILN_TEST_XEN_SLOW=1 KILN_TEST_EDK2=$$(Scripts/edk2-source.sh) KILN_TEST_KERNEL=$$(Scripts/linux-kernel.sh) \
	  swift test --filter XenBootTests

# kiln against edk2's own build, as ratios.
bench:
	Scripts/bench.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build Build
