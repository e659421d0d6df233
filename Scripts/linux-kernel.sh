#!/usr/bin/env bash
# Prints the path of Debian's Linux kernel for virtual machines, which tests boot. It is extracted from its package
# and not installed.
set -euo pipefail

cache=${KILN_CACHE:-$HOME/.cache/kiln}
shopt -s nullglob

kernels=("$cache"/linux-kernel/boot/vmlinuz-*)
if [[ ${#kernels[@]} -eq 0 ]]; then
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/linux-kernel.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  {
    package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: \(linux-image-.*\)/\1/p' | head -n 1)
    [[ -n $package ]] || { echo "linux-kernel.sh: apt knows no linux-image-cloud-amd64" >&2; exit 1; }
    (cd "$work" && apt-get -o APT::Sandbox::User=root download "$package")
    dpkg -x "$work"/*.deb "$work/tree"
    # Renamed when complete, so that no other run sees half a kernel.
    mv -T "$work/tree" "$cache/linux-kernel" 2> /dev/null || [[ -d $cache/linux-kernel/boot ]]
  } >&2
  kernels=("$cache"/linux-kernel/boot/vmlinuz-*)
fi
echo "${kernels[0]}"
