#!/usr/bin/env bash
# Prints the folder with the firmware images of a Debian release, as its packages install them below usr/share.
# Downloads the packages if the folder is missing: `debian-firmware.sh trixie` those of Debian 13. Nothing is installed.
#
# debian-apt.sh says where the mirrors come from, and which variables count.
set -euo pipefail
if [[ $# -ne 1 ]]; then
  echo "usage: debian-firmware.sh RELEASE" >&2
  exit 64
fi
# shellcheck source-path=SCRIPTDIR source=debian-apt.sh
. "$(dirname "$0")/debian-apt.sh"

release=$1
name=$(debian_name "$release")
folder=$cache/firmware/$name

if [[ ! -d $folder ]]; then
  mkdir -p "$cache/firmware"
  work=$(mktemp -d "$cache/firmware/$name.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  {
    debian_sources "$work/sources" deb "$release"
    debian_apt_options "$work" "$work/sources" "$work/lists"
    # What the machine has installed is not available in the release.
    options+=(-o "Dir::State::status=/dev/null")
    apt-get "${options[@]}" update
    # Every package that the release builds from edk2, with the newest version.
    mapfile -t packages < <(
      apt-cache "${options[@]}" dumpavail | awk '
        /^Package: / { package = $2 }
        /^Source: edk2( |$)/ { print package }' | sort -u
    )
    if [[ ${#packages[@]} -eq 0 ]]; then
      echo "debian-firmware.sh: $release has no package that is built from edk2" >&2
      exit 1
    fi
    (cd "$work" && apt-get "${options[@]}" download "${packages[@]}")
    for package in "$work"/*.deb; do dpkg-deb --extract "$package" "$work/tree"; done
    # Renamed when complete, so that no other run sees half of it. Another run may have been faster.
    mv -T "$work/tree" "$folder" 2> /dev/null || [[ -d $folder/usr ]]
  } >&2
fi
echo "$folder"
