#!/usr/bin/env bash
# Runs a command in the root of a Debian release, which debian-root.sh makes: `debian-run.sh trixie COMMAND ARGUMENT…`.
# The cache folder, the checkout, the current folder and /tmp have the same paths there, and the command starts in the
# current folder. `--bind FROM:TO`, in front of the release and any number of times, shows the folder FROM as TO, for
# instance edk2's source where Debian's build machine had it. Needs root.
#
# debian-apt.sh says which variables count.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=debian-apt.sh
. "$scripts/debian-apt.sh"

binds=()
while [[ ${1:-} == --bind ]]; do
  binds+=("${2:?--bind needs FROM:TO}")
  shift 2
done
if [[ $# -lt 2 ]]; then
  echo "usage: debian-run.sh [--bind FROM:TO]… RELEASE COMMAND [ARGUMENT]…" >&2
  exit 64
fi
root=$("$scripts/debian-root.sh" "$1")
shift

mkdir -p "$cache"
for folder in /tmp "$cache" "${scripts%/*}" "$PWD"; do
  # What is below a folder that is shown already has its path; the root has its own /.
  shown=no
  [[ $folder != / ]] || continue
  for bind in "${binds[@]}"; do
    [[ ${bind%%:*} != "${bind#*:}" || $folder/ != "${bind#*:}"/* ]] || shown=yes
  done
  [[ $shown == yes ]] || binds+=("$folder:$folder")
done

# The mounts end with the command.
# shellcheck disable=SC2016 # Expanded by the inner shells.
exec unshare --mount bash -euc '
  root=$1 folder=$2 count=$3
  shift 3
  mount --make-rprivate /
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  while ((count-- > 0)); do
    mkdir -p "$root${1#*:}"
    mount --rbind "${1%%:*}" "$root${1#*:}"
    shift
  done
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  exec chroot "$root" sh -c "cd \"\$1\" && shift && exec \"\$@\"" sh "$folder" "$@"
' bash "$root" "$PWD" "${#binds[@]}" "${binds[@]}" "$@"
