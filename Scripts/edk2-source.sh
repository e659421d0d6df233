#!/usr/bin/env bash
# Prints the folder with Debian's edk2 source, patches applied. Downloads it if it is missing.
#
# The Debian mirrors are taken from the machine's apt configuration. That configuration and the package lists are not
# changed: apt uses a private list of sources, and stores package lists in the cache folder.
# KILN_CACHE names the cache folder, KILN_APT_ETC the apt configuration (default /etc/apt).
set -euo pipefail

package=edk2
cache=${KILN_CACHE:-$HOME/.cache/kiln}
etc=${KILN_APT_ETC:-/etc/apt}

# The usual case: the source is in the cache.
for tree in "$cache/$package"-*/; do
  if [[ -f ${tree}BaseTools/Source/C/GNUmakefile ]]; then
    echo "${tree%/}"
    exit
  fi
done

mkdir -p "$cache"
work=$(mktemp -d "$cache/edk2-source.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sources" "$work/tree" "$cache/apt-lists/partial"

# Matches Debian's archive on any mirror. Other vendors may have a folder named debian too, but seldom with a component
# named main. If one matches nevertheless, it has no edk2 and does no harm.
is_debian='[/@.]debian[.]org/|^debian[.]org/|/debian(-security)?/?([[:space:]]|$)'

# One-line format: `deb [options] URI suite component…`. Options are kept.
shopt -s nullglob
for list in "$etc/sources.list" "$etc"/sources.list.d/*.list; do
  [[ -f $list ]] || continue
  grep -E '^[[:space:]]*deb(-src)?[[:space:]]' "$list" \
    | grep -E "$is_debian" \
    | grep -wE 'main' \
    | sed -E 's/^[[:space:]]*deb(-src)?[[:space:]]/deb-src /' >> "$work/sources/debian.list" || true
done

# deb822 format: the Types of each stanza become deb-src. Comments may be anywhere.
for file in "$etc"/sources.list.d/*.sources; do
  grep -v '^#' "$file" | awk -v RS= -v ORS='\n\n' -v debian="$is_debian" '
    tolower($0) ~ /(^|\n)enabled:[ \t]*(no|false|0)/ { next }
    $0 ~ /(^|\n)Components:[^\n]*main/ && match($0, /(^|\n)URIs:[^\n]*/) && substr($0, RSTART, RLENGTH) ~ debian {
      gsub(/(^|\n)Types:[^\n]*/, "")
      sub(/^\n/, "")
      print "Types: deb-src\n" $0
    }' >> "$work/sources/debian.sources"
done
find "$work/sources" -type f -empty -delete
if [[ -z $(ls "$work/sources") ]]; then
  echo "edk2-source.sh: no Debian entry in $etc/sources.list or $etc/sources.list.d" >&2
  exit 1
fi
# A one-line list may contain an archive twice, as deb and as deb-src.
if [[ -f $work/sources/debian.list ]]; then sort -u -o "$work/sources/debian.list" "$work/sources/debian.list"; fi

options=(
  -o "Dir::Etc::SourceList=/dev/null"
  -o "Dir::Etc::SourceParts=$work/sources"
  -o "Dir::State::lists=$cache/apt-lists"
  -o "Dir::Cache=$work"
  -o "APT::Update::Post-Invoke-Success=/bin/true"
  -o "APT::Get::List-Cleanup=false"
  -o "Acquire::Languages=none"
  -o "Acquire::Retries=3"
)
# As root, apt would change to a user who cannot write to the cache folder, and warn.
if [[ $(id -u) -eq 0 ]]; then options+=(-o "APT::Sandbox::User=root"); fi

{
  apt-get "${options[@]}" update
  cd "$work/tree"
  apt-get "${options[@]}" source "$package"
} >&2

made=$(find "$work/tree" -mindepth 1 -maxdepth 1 -type d -name "$package-*")
tree=$cache/$(basename "$made")
# Renamed when complete, so that no other run sees half a tree. Another run may have been faster.
mv -T "$made" "$tree" 2> /dev/null || [[ -d $tree/BaseTools ]]
echo "$tree"
