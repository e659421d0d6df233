#!/usr/bin/env bash
# Lints kiln's own platforms, with every switch, on the manifests of each stable release of edk2 since 202211 and of the
# newest commit: every file that they name must be there, every library class and PCD must resolve, and every module must
# be started. Nothing is compiled.
#
#   Scripts/own-platforms.sh EDK2.git [KILN]
#
# EDK2.git is a clone of tianocore/edk2 with its tags; KILN is .build/release/kiln by default.
set -euo pipefail
repository=${1:?usage: own-platforms.sh EDK2.git [KILN]}
kiln=${2:-.build/release/kiln}

network='-D NETWORK_ENABLE=TRUE -D NETWORK_IP6_ENABLE=TRUE -D NETWORK_TLS_ENABLE=TRUE -D NETWORK_HTTP_BOOT_ENABLE=TRUE'
network+=' -D NETWORK_ISCSI_ENABLE=TRUE'
secure='-D SECURE_BOOT_ENABLE=TRUE -D TPM2_ENABLE=TRUE'
lines=(
  "qemu -a X64"
  "qemu -a X64 -D FD_SIZE_1MB -D SHELL_ENABLE=FALSE"
  "qemu -a X64 -D FD_SIZE_4MB $secure $network"
  "qemu -a X64 -D SMM_REQUIRE=TRUE"
  "qemu -a X64 -D FD_SIZE_4MB -D SMM_REQUIRE=TRUE $secure $network"
  "qemu -a X64 -D KILN_RESET_VECTOR=TRUE -D LZMA_F86_ENABLE=FALSE"
  "xen -a X64"
  "xen -a X64 -D FD_SIZE_4MB $secure $network"
  "xen -a X64 -D KILN_RESET_VECTOR=TRUE"
  "qemu -a AARCH64"
  "qemu -a AARCH64 -b DEBUG -D SHELL_ENABLE=FALSE"
  "qemu -a AARCH64 -D FD_SIZE_4MB $secure $network"
  "xen -a AARCH64"
  "xen -a AARCH64 -b DEBUG -D SECURE_BOOT_ENABLE=TRUE"
)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
for revision in $(git --git-dir "$repository" tag -l 'edk2-stable??????' | awk '$0 >= "edk2-stable202211"') HEAD; do
  tree=$folder/$revision
  mkdir "$tree"
  git --git-dir "$repository" archive "$revision" -- '*.dsc' '*.dec' '*.inf' '*.fdf' '*.inc' BaseTools/Conf \
    BaseTools/Source | tar x -C "$tree" || echo "$revision: not all files could be read" >&2
  for line in "${lines[@]}"; do
    # shellcheck disable=SC2086 # The options are words.
    if ! "$kiln" lint --workspace "$tree" $line > "$folder/log" 2>&1; then
      failed=1
      echo "$revision: kiln lint $line"
      grep ': error:' "$folder/log" | sort -u || cat "$folder/log"
    fi
  done
  rm -rf "$tree"
  echo "$revision: ${#lines[@]} configurations"
done
exit $failed
