#!/usr/bin/env bash
# Builds a Debian release's firmware from its source package and compares it with the files of its packages (`kiln
# verify`): `conformance.sh debian-12` all variants of Platforms/variants/debian-12.dsc.inc, `conformance.sh debian-12 PATTERN`
# those whose name or package the pattern selects. The firmware of a release that the machine does not run is built in
# that release's root, by a kiln that is linked statically.
#
# Images depend on the path of the tree, so --path-map sets that of Debian's build machine.
# KILN_TEST_BINARY names the kiln to use, KILN_LAUNCHER a compiler launcher such as ccache. With KILN_VERIFY_CACHE, commands
# run even if the action cache has their results, and are compared with them.
set -euo pipefail
cd "$(dirname "$0")/.."

set=${1:-debian-12}
pattern=${2:-*}
case $set in
  debian-12) release=bookworm ;;
  debian-13) release=trixie ;;
  *) echo "usage: conformance.sh [debian-12|debian-13 [PATTERN]]" >&2; exit 64 ;;
esac

in_root=()
own=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
if [[ $own == "$release" ]]; then
  Scripts/setup.sh conformance
  edk2=$(Scripts/edk2-source.sh)
else
  Scripts/setup.sh debian
  in_root=(Scripts/debian-run.sh "$release")
  edk2=$(Scripts/edk2-source.sh "$release")
fi
firmware=$(Scripts/debian-firmware.sh "$release")
if [[ -z ${KILN_TEST_BINARY:-} ]]; then
  Scripts/setup.sh build
  static=()
  if [[ $own != "$release" ]]; then static=(--static-swift-stdlib); fi
  swift build -c release "${static[@]}" --product kiln >&2
  KILN_TEST_BINARY=$(swift build -c release --show-bin-path)/kiln
fi

# As in debian/rules. gcc takes the date from dpkg's changelog.
export GCC5_AARCH64_PREFIX=aarch64-linux-gnu- GCC5_ARM_PREFIX=arm-linux-gnueabi-
export GCC5_RISCV64_PREFIX=riscv64-linux-gnu- GCC5_LOONGARCH64_PREFIX=loongarch64-linux-gnu-
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog --file "$edk2/debian/changelog" --show-field Timestamp)
export SOURCE_DATE_EPOCH
# Debian's source has no binaries; debian/rules makes these two archives.
for source in "$edk2"/{ArmPkg/Library,BaseTools/Bin}/GccLto/liblto-{aarch64,arm}.s; do
  [[ -e $source ]] || continue
  prefix=$GCC5_AARCH64_PREFIX
  if [[ $source == *-arm.s ]]; then prefix=$GCC5_ARM_PREFIX; fi
  [[ -e ${source%.s}.a ]] || "${in_root[@]}" "${prefix}gcc" -c -fpic "$source" -o "${source%.s}.a"
done

# What edk2's `build` drew at random, such as stack cookies, is taken out of the images themselves.
options=(--source "$edk2" --variants "$set" --path-map "$edk2=/build/reproducible-path/$(basename "$edk2")")
if [[ $pattern != "*" ]]; then options+=(--only "$pattern"); fi
if [[ -n ${KILN_VERIFY_CACHE:-} ]]; then options+=(--verify-cache); fi
if [[ -n ${KILN_LAUNCHER:-} ]]; then options+=(--launcher "$KILN_LAUNCHER"); fi
exec "${in_root[@]}" "$KILN_TEST_BINARY" verify "$firmware/usr/share" "${options[@]}" < /dev/null
