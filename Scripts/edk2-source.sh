#!/usr/bin/env bash
# Prints the folder with Debian's edk2 source, patches applied. Downloads it if it is missing: `edk2-source.sh` that of
# the Debian release that the machine runs, `edk2-source.sh trixie` that of Debian 13.
#
# debian-apt.sh says where the mirrors come from, and which variables count.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=debian-apt.sh
. "$(dirname "$0")/debian-apt.sh"

package=edk2
release=${1:-}
trees=$cache
lists=$cache/apt-lists
if [[ -n $release ]]; then
  name=$(debian_name "$release")
  trees=$cache/sources/$name
  lists=$cache/apt-lists-$name
fi

# The usual case: the source is in the cache.
for tree in "$trees/$package"-*/; do
  if [[ -f ${tree}BaseTools/Source/C/GNUmakefile ]]; then
    echo "${tree%/}"
    exit
  fi
done

mkdir -p "$trees"
work=$(mktemp -d "$trees/edk2-source.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/tree"
debian_sources "$work/sources" deb-src "$release"
debian_apt_options "$work" "$work/sources" "$lists"

# Some mirrors serve the archives of a source package but not its description, the .dsc file. The signed index of
# sources has the same fields, so this writes the description from it, and dpkg-source checks the archives' hashes.
unpack_without_description() {
  local uri file hash version=
  while read -r uri file _ hash; do
    if [[ $file == *.dsc ]]; then
      version=${file#*_}
      version=${version%.dsc}
    else
      # apt-helper refuses a file with another hash.
      /usr/lib/apt/apt-helper "${options[@]}" download-file "$(tr -d "'" <<< "$uri")" "$file" "$hash"
    fi
  done < <(apt-get "${options[@]}" source --print-uris "$package" | grep "^'")
  apt-cache "${options[@]}" showsrc --only-source "$package" | awk -v RS= -v ORS='\n' -v version="$version" '
    # The epoch of a version is not in names of files.
    match($0, /(^|\n)Version: [^\n]*/) {
      found = substr($0, RSTART, RLENGTH)
      sub(/^\n?Version: ([0-9]+:)?/, "", found)
      if (found == version && !done++) print
    }' | sed -e 's/^Package:/Source:/' -e '/^ .*[.]dsc$/d' > "${package}_$version.dsc"
  dpkg-source --extract "${package}_$version.dsc"
}

{
  apt-get "${options[@]}" update
  cd "$work/tree"
  apt-get "${options[@]}" source "$package" || unpack_without_description
} >&2

made=$(find "$work/tree" -mindepth 1 -maxdepth 1 -type d -name "$package-*")
tree=$trees/$(basename "$made")
# Renamed when complete, so that no other run sees half a tree. Another run may have been faster.
mv -T "$made" "$tree" 2> /dev/null || [[ -d $tree/BaseTools ]]
echo "$tree"
