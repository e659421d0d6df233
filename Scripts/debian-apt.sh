# shellcheck shell=bash
# Functions for scripts that get packages and sources of a Debian release which the machine need not run. Sourced.
#
# The Debian mirrors are taken from the machine's apt configuration. That configuration and the package lists are not
# changed: apt uses a private list of sources, and stores package lists in the cache folder.
# KILN_CACHE names the cache folder, KILN_APT_ETC the apt configuration (default /etc/apt).

# shellcheck disable=SC2034 # For the scripts.
cache=${KILN_CACHE:-$HOME/.cache/kiln}
etc=${KILN_APT_ETC:-/etc/apt}

# `debian_name RELEASE` prints the name of a release in the cache: debian-13 for trixie.
debian_name() {
  case $1 in
    bookworm) echo debian-12 ;;
    trixie) echo debian-13 ;;
    forky) echo debian-14 ;;
    sid | unstable) echo debian-unstable ;;
    *) echo "${0##*/}: expected bookworm, trixie, forky or unstable, found $1" >&2; return 64 ;;
  esac
}

# `debian_sources FOLDER TYPE [RELEASE]` writes Debian's entries of the machine's apt configuration to files in FOLDER,
# with TYPE (deb or deb-src) for their types. RELEASE replaces the release in the names of suites: of bookworm,
# bookworm-updates and bookworm-security, trixie makes trixie, trixie-updates and trixie-security.
debian_sources() {
  local folder=$1 type=$2 release=${3:-} list file
  # Matches Debian's archive on any mirror. Other vendors may have a folder named debian too, but seldom with a
  # component named main. If one matches nevertheless, it has no edk2 and does no harm.
  local is_debian='[/@.]debian[.]org/|^debian[.]org/|/debian(-security)?/?([[:space:]]|$)'
  mkdir -p "$folder"

  # One-line format: `deb [options] URI suite component…`. Options are kept.
  for list in "$etc/sources.list" "$etc"/sources.list.d/*.list; do
    [[ -f $list ]] || continue
    grep -E '^[[:space:]]*deb(-src)?[[:space:]]' "$list" \
      | grep -E "$is_debian" \
      | grep -wE 'main' \
      | sed -E "s/^[[:space:]]*deb(-src)?[[:space:]]/$type /" >> "$folder/debian.list" || true
  done

  # deb822 format: the Types of each stanza become TYPE. Comments may be anywhere.
  for file in "$etc"/sources.list.d/*.sources; do
    [[ -f $file ]] || continue
    grep -v '^#' "$file" | awk -v RS= -v ORS='\n\n' -v debian="$is_debian" -v type="$type" '
      tolower($0) ~ /(^|\n)enabled:[ \t]*(no|false|0)/ { next }
      $0 ~ /(^|\n)Components:[^\n]*main/ && match($0, /(^|\n)URIs:[^\n]*/) && substr($0, RSTART, RLENGTH) ~ debian {
        gsub(/(^|\n)Types:[^\n]*/, "")
        sub(/^\n/, "")
        print "Types: " type "\n" $0
      }' >> "$folder/debian.sources"
  done
  find "$folder" -type f -empty -delete
  if [[ -z $(ls "$folder") ]]; then
    echo "${0##*/}: no Debian entry in $etc/sources.list or $etc/sources.list.d" >&2
    return 1
  fi
  if [[ -n $release ]]; then debian_rename_suites "$folder" "$release"; fi
  # A one-line list may contain an archive twice, as deb and as deb-src.
  if [[ -f $folder/debian.list ]]; then sort -u -o "$folder/debian.list" "$folder/debian.list"; fi
}

# `debian_rename_suites FOLDER RELEASE` is a step of debian_sources. Suites that RELEASE does not have, or that would
# bring packages which are not part of it, are left out.
debian_rename_suites() {
  local folder=$1 release=$2 file
  for file in "$folder"/*; do
    awk -v release="$release" '
      # The suite of the release for a suite of the machine, or nothing.
      function renamed(suite) {
        if (suite ~ /-(backports|backports-sloppy|proposed-updates)$/) return ""
        if (suite !~ /(-|\/)(updates|security)$/) return release
        if (release == "sid" || release == "unstable") return ""
        return release (suite ~ /-updates$/ ? "-updates" : "-security")
      }
      # deb822 format: `Suites: suite…`. A stanza without a suite is turned off.
      /^Suites:/ {
        line = ""
        for (i = 2; i <= NF; i++) {
          name = renamed($i)
          if (name != "" && !index(line " ", " " name " ")) line = line " " name
        }
        print line == "" ? "Suites: " release "\nEnabled: no" : "Suites:" line
        next
      }
      # One-line format; options in brackets may contain spaces.
      /^deb(-src)? / {
        i = 2
        if ($2 ~ /^\[/) { while (i < NF && $i !~ /\]$/) i++; i++ }
        $(i + 1) = renamed($(i + 1))
        if ($(i + 1) == "") next
      }
      { print }' "$file" > "$file.new"
    mv "$file.new" "$file"
  done
}

# `debian_apt_options WORK SOURCES LISTS` sets the array `options` of apt: WORK takes downloads, SOURCES has the list of
# sources, LISTS the package lists.
debian_apt_options() {
  local work=$1 sources=$2 lists=$3
  mkdir -p "$lists/partial"
  options=(
    -o "Dir::Etc::SourceList=/dev/null"
    -o "Dir::Etc::SourceParts=$sources"
    -o "Dir::State::lists=$lists"
    -o "Dir::Cache=$work"
    -o "APT::Update::Post-Invoke-Success=/bin/true"
    -o "APT::Get::List-Cleanup=false"
    -o "Acquire::Languages=none"
    -o "Acquire::Retries=3"
  )
  # As root, apt would change to a user who cannot write to the cache folder, and warn.
  if [[ $(id -u) -eq 0 ]]; then options+=(-o "APT::Sandbox::User=root"); fi
}
