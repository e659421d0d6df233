# Commands for a fresh Debian machine, each doing its own set-up: `make demo`, `make test`, `make bench`.
# KILN_CACHE (default ~/.cache/kiln) holds downloads and builds that are not part of the checkout.

SHELL := /bin/bash
export KILN_CACHE ?= $(HOME)/.cache/kiln

.PHONY: build demo test conformance bench lint clean

build:
	Scripts/setup.sh build
	swift build -c release --product kiln

demo:
	Scripts/demo.sh

test:
	Scripts/test.sh

# Every image that Debian ships of OVMF, from source; `make test` does those of 2 MB.
conformance:
	Scripts/conformance.sh

# kiln against edk2's own build, as ratios.
bench:
	Scripts/bench.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build Build
