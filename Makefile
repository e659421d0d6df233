# Commands for a fresh Debian machine, each doing its own set-up: `make demo`, `make test`, `make bench`.
# KILN_CACHE (default ~/.cache/kiln) holds downloads and builds that are not part of the checkout.

SHELL := /bin/bash
export KILN_CACHE ?= $(HOME)/.cache/kiln

.PHONY: build demo test bench lint clean

build:
	Scripts/setup.sh build
	swift build -c release --product kiln

demo:
	Scripts/demo.sh

test:
	Scripts/test.sh

bench:
	Scripts/bench.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build Build
