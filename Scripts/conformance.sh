#!/usr/bin/env bash
# Builds Debian's firmware from Debian's source package and compares SHA-256 with the files that the
# packages install. `conformance.sh` builds every image, `conformance.sh 2M` those of the 2 MB OVMF.
#
# Images depend on the path of the tree, so --path-map sets that of Debian's build machine.
# KILN_TEST_BINARY names the kiln to use, KILN_LAUNCHER a compiler launcher such as ccache.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z ${KILN_TEST_BINARY:-} ]]; then
  Scripts/setup.sh test
  swift build -c release --product kiln >&2
  KILN_TEST_BINARY=$(swift build -c release --show-bin-path)/kiln
fi
edk2=$(Scripts/edk2-source.sh)
work=${KILN_CACHE:-$HOME/.cache/kiln}/conformance
wanted=${1:-all}

# The flags in debian/rules.
common=(
  -DNETWORK_HTTP_BOOT_ENABLE=TRUE -DNETWORK_IP6_ENABLE=TRUE -DNETWORK_TLS_ENABLE
  -DSECURE_BOOT_ENABLE=TRUE -DTPM2_ENABLE=TRUE
)
where=(--workspace "$edk2" --path-map "$edk2=/build/reproducible-path/$(basename "$edk2")")
launcher=()
if [[ -n ${KILN_LAUNCHER:-} ]]; then launcher=(--launcher "$KILN_LAUNCHER"); fi

passed=0
failed=0

# Compares the images of one build: `check NAME built=installed…`.
check() {
  local folder=$work/$1/FV
  shift
  for pair in "$@"; do
    local built=$folder/${pair%%=*} installed=${pair#*=}
    local expected actual
    expected=$(sha256sum "$installed" | cut -d ' ' -f 1)
    actual=$(sha256sum "$built" 2> /dev/null | cut -d ' ' -f 1 || true)
    if [[ $actual == "$expected" ]]; then
      passed=$((passed + 1))
      echo "same     $expected  $installed"
    else
      failed=$((failed + 1))
      echo "DIFFERS  $expected  $installed, but ${actual:-nothing} was built"
    fi
  done
}

# Builds in a folder of its own: `build NAME flags…`.
build() {
  local name=$1
  shift
  local started=$SECONDS
  "$KILN_TEST_BINARY" build "$@" "${common[@]}" "${where[@]}" "${launcher[@]}" --output "$work/$name" \
    > "$work/$name.txt" || { failed=$((failed + 1)); echo "FAILED   kiln build $*"; }
  echo "built    $name in $((SECONDS - started)) s"
}

mkdir -p "$work"
build OvmfX64 -a X64 -p OvmfPkg/OvmfPkgX64.dsc -DFD_SIZE_2MB
check OvmfX64 OVMF_CODE.fd=/usr/share/OVMF/OVMF_CODE.fd OVMF_VARS.fd=/usr/share/OVMF/OVMF_VARS.fd \
  OVMF.fd=/usr/share/ovmf/OVMF.fd
build OvmfX64-smm -a X64 -p OvmfPkg/OvmfPkgX64.dsc -DFD_SIZE_2MB -DSMM_REQUIRE=TRUE
check OvmfX64-smm OVMF_CODE.fd=/usr/share/OVMF/OVMF_CODE.secboot.fd

if [[ $wanted == all ]]; then
  build Ovmf3264 -a IA32 -a X64 -p OvmfPkg/OvmfPkgIa32X64.dsc -DFD_SIZE_4MB
  check Ovmf3264 OVMF_CODE.fd=/usr/share/OVMF/OVMF_CODE_4M.fd OVMF_VARS.fd=/usr/share/OVMF/OVMF_VARS_4M.fd
  build Ovmf3264-smm -a IA32 -a X64 -p OvmfPkg/OvmfPkgIa32X64.dsc -DFD_SIZE_4MB -DSMM_REQUIRE=TRUE
  check Ovmf3264-smm OVMF_CODE.fd=/usr/share/OVMF/OVMF_CODE_4M.secboot.fd
  build OvmfIa32-smm -a IA32 -p OvmfPkg/OvmfPkgIa32.dsc -DFD_SIZE_4MB -DSMM_REQUIRE=TRUE
  check OvmfIa32-smm OVMF_CODE.fd=/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd
fi

echo "$passed images equal to Debian's, $failed not"
[[ $failed -eq 0 ]]
