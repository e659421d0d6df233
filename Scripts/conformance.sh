#!/usr/bin/env bash
# Builds a Debian release's firmware from its source package and compares SHA-256 with the files of its packages:
# `conformance.sh debian-12` all variants of Platforms/variants/debian-12.dsc.inc, `conformance.sh debian-12 PATTERN`
# those whose name or package the pattern selects. The firmware of a release that the machine does not run is built in
# that release's root, by a kiln that is linked statically.
#
# Images depend on the path of the tree, so --path-map sets that of Debian's build machine.
# KILN_TEST_BINARY names the kiln to use, KILN_LAUNCHER a compiler launcher such as ccache.
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
images=${KILN_CACHE:-$HOME/.cache/kiln}/conformance/$set
rm -rf "$images"

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

options=(--variants "$set" --workspace "$edk2" --path-map "$edk2=/build/reproducible-path/$(basename "$edk2")")
if [[ -n ${KILN_LAUNCHER:-} ]]; then options+=(--launcher "$KILN_LAUNCHER"); fi

# The file of a package that a built image is compared with. Packages of two architectures may have equal names; then
# it is the one in the folder of the package.
shipped() {
  local found
  mapfile -t found < <(find "$firmware/usr/share" -type f -name "$2")
  if [[ ${#found[@]} -gt 1 ]]; then mapfile -t found < <(find "$firmware/usr/share/$1" -type f -name "$2"); fi
  echo "${found[0]:-$firmware/usr/share/$1/$2}"
}

same=0
different=0
while IFS='|' read -r name product; do
  # shellcheck disable=SC2053 # A pattern.
  [[ $name == $pattern || $product == $pattern ]] || continue
  started=$SECONDS
  if ! "${in_root[@]}" "$KILN_TEST_BINARY" build "${options[@]}" --only "$name" --install "$images/$name" \
    < /dev/null > /dev/null; then
    different=$((different + 1))
    echo "FAILED   kiln build --variants $set --only $name"
    continue
  fi
  echo "built    $name in $((SECONDS - started)) s"
  for built in "$images/$name"/*; do
    file=$(shipped "$product" "${built##*/}")
    expected=$(sha256sum "$file" | cut -d ' ' -f 1)
    actual=$(sha256sum "$built" | cut -d ' ' -f 1)
    if [[ $actual == "$expected" ]]; then
      same=$((same + 1))
      echo "same     $expected  ${file#"$firmware"}"
    else
      different=$((different + 1))
      echo "DIFFERS  $expected  ${file#"$firmware"}, but $actual was built"
    fi
  done
done < <(
  # `name | platform | … | product = PACKAGE | …`
  awk -F '|' '/^\[/ { inside = /"Variant"/ } inside && /product *=/ {
    name = $1
    product = $0
    sub(/.*\| *product *= */, "", product)
    sub(/ *\|.*/, "", product)
    gsub(/ /, "", name)
    print name "|" product
  }' "Platforms/variants/$set.dsc.inc"
)

if [[ $((same + different)) -eq 0 ]]; then
  echo "conformance.sh: no variant of $set has a name or a package like '$pattern'" >&2
  exit 64
fi
echo "$same images equal to Debian's, $different not"
[[ $different -eq 0 ]]
