# `make demo`, `make test` and `make bench` install what they need on a fresh Debian machine.
# `make check` is for every change: no network, no firmware, under two minutes after a build.
# KILN_CACHE (default ~/.cache/kiln) holds downloads and builds that are not part of the checkout.

SHELL := /bin/bash
export KILN_CACHE ?= $(HOME)/.cache/kiln
PREFIX ?= /usr/local
# Further options of `swift build`, such as --static-swift-stdlib for a kiln that runs without Swift's libraries.
SWIFT_FLAGS ?=

# The Debian release that `make debian` prepares.
RELEASE ?= trixie
# What `make conformance` builds: a list in Platforms/variants, and a pattern for its variants or packages.
SET ?= debian-12
ONLY ?=

.PHONY: build install demo check test conformance debian xen bench lint clean

build:
	Scripts/setup.sh build
	swift build -c release $(SWIFT_FLAGS) --product kiln
	swift build -c release $(SWIFT_FLAGS) --product kiln-page
	mkdir -p .build/edk2 && ln -sf ../release/kiln .build/edk2/build

# What `make build` has built. kiln called `build` is edk2's `build`: the link is in a folder of its own, which a
# packager puts into PATH.
install:
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/kiln $(DESTDIR)$(PREFIX)/share/kiln
	install .build/release/kiln .build/release/kiln-page $(DESTDIR)$(PREFIX)/bin
	ln -sf ../../bin/kiln $(DESTDIR)$(PREFIX)/lib/kiln/build
	cp -R Platforms Templates $(DESTDIR)$(PREFIX)/share/kiln

demo:
	Scripts/demo.sh

# The tests that need only the checkout, gcc and ninja; prints how many it leaves out.
check:
	Scripts/check.sh

# All tests; installs what they need.
test:
	Scripts/test.sh

# Builds the firmware of a Debian release from source, each variant of SET, and compares it with that of its packages;
# `make test` does three variants. `make conformance SET=debian-13 ONLY=ArmVirt` builds one variant.
conformance:
	Scripts/conformance.sh $(SET) $(ONLY)

# Puts a root of a Debian release with its compilers, its edk2 source and its firmware images into the cache, and prints
# the three folders. Scripts/debian-run.sh runs commands in the root.
debian:
	Scripts/setup.sh debian
	Scripts/debian-root.sh $(RELEASE)
	Scripts/edk2-source.sh $(RELEASE)
	Scripts/debian-firmware.sh $(RELEASE)

# Boots guests of an emulated Xen, including slow ones; `make test` boots the quick ones.
xen:
	Scripts/setup.sh xen
	swift build -c release --product kiln
	KILN_TEST_XEN_SLOW=1 KILN_TEST_EDK2=$$(Scripts/edk2-source.sh) KILN_TEST_KERNEL=$$(Scripts/linux-kernel.sh) \
	  KILN_TEST_TRIXIE_EDK2=$$(Scripts/edk2-source.sh trixie) \
	  swift test --filter XenBootTests

# Measures kiln against edk2's own build, and prints ratios.
bench:
	Scripts/bench.sh

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

clean:
	rm -rf .build Build
