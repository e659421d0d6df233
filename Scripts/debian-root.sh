#!/usr/bin/env bash
# Prints the folder with a root of a Debian release, with the compilers and tools that build its edk2. Makes it if it is
# missing: `debian-root.sh trixie` that of Debian 13, which takes two minutes and 1.3 GB. debian-run.sh runs commands in
# it. Needs root and mmdebstrap.
#
# debian-apt.sh says where the mirrors come from, and which variables count.
set -euo pipefail
if [[ $# -ne 1 ]]; then
  echo "usage: debian-root.sh RELEASE" >&2
  exit 64
fi
# shellcheck source-path=SCRIPTDIR source=debian-apt.sh
. "$(dirname "$0")/debian-apt.sh"

release=$1
name=$(debian_name "$release")
root=$cache/roots/$name

# edk2's Build-Depends without what only its tests need, and what kiln needs.
packages=(
  gcc g++ gcc-aarch64-linux-gnu gcc-arm-linux-gnueabi gcc-riscv64-linux-gnu
  nasm acpica-tools uuid-dev make python3 dpkg-dev
  ninja-build liblzma5 git ca-certificates
)
# Debian 12 has no compiler for LoongArch.
if [[ $name != debian-12 ]]; then packages+=(gcc-loongarch64-linux-gnu); fi

# A root is complete when it has the list of what was installed. After a change of that list it is made anew.
list=${packages[*]}
is_complete() { [[ -e $root/etc/kiln-packages && $(< "$root/etc/kiln-packages") == "$list" ]]; }

if ! is_complete; then
  if ! command -v mmdebstrap > /dev/null; then
    echo "debian-root.sh: mmdebstrap is missing; Scripts/setup.sh debian installs it" >&2
    exit 1
  fi
  mkdir -p "$cache/roots"
  work=$(mktemp -d "$cache/roots/$name.XXXXXX")
  # mmdebstrap mounts in a namespace of its own. This must not delete what a mount shows, whatever happens.
  trap 'rm -rf --one-file-system "$work"' EXIT
  {
    debian_sources "$work/sources" deb "$release"
    mmdebstrap --mode=root --variant=apt --include="$list" \
      --aptopt='APT::Install-Recommends "false"' --aptopt='APT::Sandbox::User "root"' \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
      "$release" "$work/root" "$work"/sources/*
    echo "$list" > "$work/root/etc/kiln-packages"
    # Renamed when complete, so that no other run sees half a root. Another run may have been faster.
    if ! is_complete; then
      if [[ -d $root ]]; then mv -T "$root" "$work/old"; fi
      mv -T "$work/root" "$root" 2> /dev/null || is_complete
    fi
  } >&2
fi
echo "$root"
