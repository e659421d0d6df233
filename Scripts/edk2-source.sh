#!/usr/bin/env bash
# Prints the folder with Debian's source of edk2, its patches applied. Fetches it when it is missing.
#
# The machine's own package sources say where Debian is; its configuration and package lists are
# never changed: apt gets a private list of sources, and keeps what it learns in the cache folder.
# KILN_CACHE names that folder, KILN_APT_ETC the configuration to read when it is not /etc/apt.
set -euo pipefail

package=edk2
cache=${KILN_CACHE:-$HOME/.cache/kiln}
etc=${KILN_APT_ETC:-/etc/apt}

# Quick, and the usual case.
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

# Debian's own archive, whatever mirror serves it. Other vendors have a folder named debian too, but
# seldom a component named main in it; one that slips through has no edk2 and does no harm.
is_debian='[/@.]debian[.]org/|^debian[.]org/|/debian(-security)?/?([[:space:]]|$)'

# One-line style: `deb [options] URI suite component…`, options kept.
shopt -s nullglob
for list in "$etc/sources.list" "$etc"/sources.list.d/*.list; do
  [[ -f $list ]] || continue
  grep -E '^[[:space:]]*deb(-src)?[[:space:]]' "$list" \
    | grep -E "$is_debian" \
    | grep -wE 'main' \
    | sed -E 's/^[[:space:]]*deb(-src)?[[:space:]]/deb-src /' >> "$work/sources/debian.list" || true
done

# deb822 style: a stanza a paragraph, whose Types line becomes deb-src. Comments may stand anywhere.
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
# A one-line list may name an archive twice, once for deb and once for deb-src.
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
# Apt as root would drop to a user who can't write to the cache folder, and warn.
if [[ $(id -u) -eq 0 ]]; then options+=(-o "APT::Sandbox::User=root"); fi

{
  apt-get "${options[@]}" update
  cd "$work/tree"
  apt-get "${options[@]}" source "$package"
} >&2

made=$(find "$work/tree" -mindepth 1 -maxdepth 1 -type d -name "$package-*")
tree=$cache/$(basename "$made")
# Renamed into place, so that nobody ever reads half a tree; another run may have been quicker.
mv -T "$made" "$tree" 2> /dev/null || [[ -d $tree/BaseTools ]]
echo "$tree"
