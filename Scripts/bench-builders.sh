# shellcheck shell=bash
# For bench.sh: the checkouts, the two builders in them, their action caches and images, and how they are measured.
#
# The caller sets `work`, `source`, `list`, `kiln`, `cores`, `samples` and `commit`, and has a function `say`.
# shellcheck disable=SC2154 # They are set there.
# shellcheck disable=SC2120,SC2119 # `both` calls the builders with arguments, by names that it puts together.

# fresh FOLDER: a clean checkout.
fresh() {
  say "copying the source to $work/$1"
  rm -rf "${work:?}/$1"
  cp -a --reflink=auto "$source" "$work/$1"
  rm -rf "$work/$1"/{Build,Conf/.cache}
  touch "$work/$1/.whole"
  sync
}

# choose NAME: sets `platform` to a variant's platform and flags, as both builders take them. NAME-4M is the variant with
# flash devices of 4 MB; Debian has none of OvmfPkgX64.
choose() {
  local common words
  common=$(sed -n 's/^ *DEFINE COMMON *= *//p' "$list")
  words=$(sed -n "s/^ *${1%-4M} *| *\([^|]*\) | .*/\1/p" "$list")
  words=${words//"\$(COMMON)"/$common}
  if [[ $1 == *-4M ]]; then words=${words/FD_SIZE_2MB/FD_SIZE_4MB}; fi
  read -ra platform <<< "-t GCC5 -p $words"
  if [[ $words != *FD_SIZE_[24]MB* ]]; then
    say "$list has no variant $1"
    exit 1
  fi
}

# edk2's `build` in the environment that edksetup.sh makes.
edk2_build() (
  cd "$work/edk2"
  export WORKSPACE=$work/edk2 EDK_TOOLS_PATH=$work/edk2/BaseTools CONF_PATH=$work/edk2/Conf
  export PATH=$EDK_TOOLS_PATH/BinWrappers/PosixLike:$PATH PYTHON_COMMAND=python3
  build "${platform[@]}" -n "$cores" "$@"
)

# kiln_in FOLDER ARGUMENT…: kiln in a checkout, with the action cache that `cache` names. It maps the path of the checkout
# to that of edk2's.
cache=main
kiln_in() (
  tree=$work/$1
  shift
  export KILN_ACTION_CACHE=$work/caches/$cache
  if [[ $cache == off ]]; then export KILN_NO_CACHE=1; fi
  "$kiln" build "$@" -w "$tree" --path-map "$tree=$work/edk2" -j "$cores"
)
kiln_build() { kiln_in kiln "${platform[@]}" "$@"; }

# measure STEP WHO COMMAND…: one sample of wall time, and of the CPU time of all child processes. The first sample of a
# run replaces those of earlier runs.
declare -A renewed=()
measure() {
  local step=$1 who=$2 log=$work/logs/$1-$2.log TIMEFORMAT='%3R %3U %3S' load wall user system
  shift 2
  say "$step: $who"
  read -r load _ < /proc/loadavg
  if ! { time "$@" > "$log" 2>&1; } 2> "$work/time"; then
    tail -n 30 "$log" >&2
    say "$step: $who failed, see $log"
    exit 1
  fi
  read -r wall user system < "$work/time"
  if [[ -z ${renewed[$step.$who]:-} ]]; then
    renewed[$step.$who]=1
    awk -F'\t' -v step="$step" -v who="$who" '$1 != step || $2 != who' "$samples" > "$samples.new"
    mv "$samples.new" "$samples"
  fi
  printf '%s\t' "$step" "$who" "$wall" "$user" "$system" "$load" "$commit" >> "$samples"
  date -u +%FT%TZ >> "$samples"
  say "$step: $who took $wall s, $user + $system s of CPU"
}

# both STEP RUN ARGUMENT…: runs both builders, in alternating order, with the functions before_STEP and after_STEP, or
# those of the step that `hooks` names.
both() {
  local step=$1 run=$2 order=(edk2 kiln) who hook=${hooks:-$1}
  shift 2
  if ((run % 2 == 0)); then order=(kiln edk2); fi
  for who in "${order[@]}"; do
    if declare -F "before_$hook" > /dev/null; then "before_$hook" "$who" "$step"; fi
    measure "$step" "$who" "${who}_build" "$@"
    if declare -F "after_$hook" > /dev/null; then "after_$hook" "$who" "$step"; fi
  done
}

# same WHAT FOLDER FOLDER: ends the run if the images in two folders differ.
same() {
  local name
  for name in OVMF OVMF_CODE OVMF_VARS; do
    if ! cmp "$2/$name.fd" "$3/$name.fd" >&2; then
      say "after $1 the images differ"
      exit 1
    fi
  done
}
same_images() { same "$1" "$work/edk2/$built/FV" "$work/kiln/$built/FV"; }

# keep WHO STEP [BUILDER]: keeps the images of the one platform in the builder's folder Build.
keep() {
  local kept=$work/images/$2/$1
  rm -rf "$kept"
  mkdir -p "$kept"
  cp "$work/${3:-$1}"/Build/Ovmf*/RELEASE_GCC5/FV/OVMF{,_CODE,_VARS}.fd "$kept"
}
kept_same() { same "$1" "$work/images/$1/$2" "$work/images/$1/$3"; }

# Puts what is built aside, and back.
aside() { mv "$work/$1/Build" "$work/$1/Build.kept"; }
back() {
  rm -rf "$work/$1/Build"
  mv "$work/$1/Build.kept" "$work/$1/Build"
}

# kiln's action cache is a folder of the bench's own for each purpose, in $work/caches:
#
#   main      what a build of the first variant with an empty cache has left there, and what later steps add
#   first     a copy of that, before later steps
#   cold      emptied before every use
#   checkout  made of `first` before every use
#   second    made of `first`, then filled by the second variant for the third
#   variants  emptied before every use
empty_cache() { rm -rf "$work/caches/$1"; }
# fill_cache NAME NAME: makes the first a copy of the second.
fill_cache() {
  empty_cache "$1"
  cp -a "$work/caches/$2" "$work/caches/$1"
}
# What must be as it was for `first` to have all results of the first variant.
cache_state() {
  sha256sum < "$kiln"
  gcc --version
  ld --version
}
first_cache() {
  fill_cache first main
  cache_state > "$work/caches/first.state"
}

# BaseTools as edk2's instructions and Debian build them, which runs their tests, too. kiln builds the tools that a
# platform needs together with the platform.
edk2_tools() { PYTHON_COMMAND=python3 make -C "$work/edk2/BaseTools" -j "$cores"; }

prepare_edk2() (
  set +eu
  cd "$work/edk2" && . ./edksetup.sh > "$work/logs/edksetup.log" 2>&1
)
