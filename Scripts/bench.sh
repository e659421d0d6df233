#!/usr/bin/env bash
# `make bench`: measures kiln and edk2's own `build` on the same source, with the same flags, on this machine.
#
# Debian's edk2 source is copied to two folders with paths of equal length, as that length affects images. Both build
# variants of Platforms/variants/debian-12.dsc.inc, in turns, and must produce the same images after every step that
# changes them. Results are printed as a table and written to Build/bench.json and, as Markdown, to Build/bench.md.
#
#   BENCH_STEPS      the steps, by default all: cold noop genmake compare scratch fds lzma checkout second variants
#                    cfile inf header pcd; `report` only prints what earlier runs have measured
#   BENCH_RUNS       number of runs of quick steps (3)
#   BENCH_COLD_RUNS  number of runs of what takes edk2 minutes: cold, second, variants, header, pcd (1)
#   BENCH_OUTPUT     path of the JSON file; the Markdown file is beside it
#   BENCH_KILN       the kiln to measure; by default the release build, which is brought up to date
#   BENCH_RENEW      if set, puts the table into Documentation/internals.md
#
# The work folder in KILN_CACHE is kept. A later run with BENCH_STEPS measures only these steps, and takes the other
# figures from earlier runs, with their dates.
set -euo pipefail
cd "$(dirname "$0")/.."

steps=" ${BENCH_STEPS:-cold noop genmake compare scratch fds lzma checkout second variants cfile inf header pcd} "
runs=${BENCH_RUNS:-3}
cold_runs=${BENCH_COLD_RUNS:-1}
output=${BENCH_OUTPUT:-Build/bench.json}
cores=$(nproc)
# What a user has set must not decide what is measured.
unset "${!KILN_ACTION_CACHE@}" KILN_NO_CACHE CCACHE_DIR PACKAGES_PATH WORKSPACE EDK_TOOLS_PATH CONF_PATH

say() { echo "bench: $*" >&2; }
wants() { [[ $steps == *" $1 "* ]]; }

for step in $steps; do
  case $step in
    cold | noop | genmake | compare | scratch | fds | lzma | checkout | second | variants) ;;
    cfile | inf | header | pcd | report) ;;
    *) say "there is no step $step"; exit 64 ;;
  esac
done

work=${KILN_CACHE:-$HOME/.cache/kiln}/bench
mkdir -p "$work/logs" "$work/caches" "$(dirname "$output")"
samples=$work/samples
facts=$work/facts
if [[ -z ${BENCH_STEPS:-} ]]; then rm -f "$samples"; fi
touch "$samples"
commit=$(git describe --always --dirty 2> /dev/null || echo unknown)
list=$PWD/Platforms/variants/debian-12.dsc.inc
# All variants for x86 but the first, OvmfX64.
others=$(sed -n 's/^ *\(Ovmf[^ ]*\) *|.*/\1/p' "$list" | grep -vx OvmfX64 | tr '\n' ' ')

report() {
  awk -v cores="$cores" -v others="$others" -v json="$output" -v markdown="${output%.json}.md" \
    -f Scripts/bench-report.awk "$facts" "$samples"
  say "figures: $output"
  if [[ -z ${BENCH_RENEW:-} ]]; then return; fi
  local page=Documentation/internals.md
  awk -v table="${output%.json}.md" '
    /^## / { here = $0 == "## How fast" }
    here && /^\|/ {
      if (!done++) while ((getline line < table) > 0) print line
      next
    }
    { print }
    END { if (!done) exit 1 }' "$page" > "$work/page"
  cp "$work/page" "$page"
}
if [[ $steps == " report " ]]; then
  report
  exit
fi

Scripts/setup.sh bench
source=$(Scripts/edk2-source.sh)
if [[ -z ${BENCH_KILN:-} ]]; then
  swift build -c release --product kiln >&2
  BENCH_KILN=$(swift build -c release --show-bin-path)/kiln
fi
kiln=$BENCH_KILN

# shellcheck source-path=SCRIPTDIR source=bench-builders.sh
. Scripts/bench-builders.sh
choose OvmfX64
built=Build/OvmfX64/RELEASE_GCC5

# The files that steps edit.
c_file=MdeModulePkg/Universal/BdsDxe/BdsEntry.c
inf_file=MdeModulePkg/Universal/BdsDxe/BdsDxe.inf
header_file=MdePkg/Include/Base.h

if wants cold; then
  rm -f "$work/caches/first.state"
  before_cold() {
    fresh "$1"
    if [[ $1 == kiln ]]; then
      empty_cache main
    else
      measure tools edk2 edk2_tools
      prepare_edk2
    fi
  }
  for ((run = 1; run <= cold_runs; run++)); do
    both cold "$run"
    same_images cold
  done
  first_cache
else
  for who in edk2 kiln; do
    if [[ ! -e $work/$who/.whole ]]; then fresh "$who"; fi
    if [[ -d $work/$who/Build.kept ]]; then back "$who"; fi
    # Takes edits of earlier runs back. The new time counts as a change.
    for file in "$c_file" "$inf_file" "$header_file"; do
      cmp -s "$source/$file" "$work/$who/$file" || cp "$source/$file" "$work/$who/$file"
    done
  done
  if [[ ! -x $work/edk2/BaseTools/Source/C/bin/GenFw ]]; then edk2_tools > "$work/logs/ready-tools.log" 2>&1; fi
  prepare_edk2
  say "bringing both builds up to date"
  edk2_build > "$work/logs/ready-edk2.log" 2>&1
  if cmp -s <(cache_state) "$work/caches/first.state"; then
    fill_cache main first
    kiln_build > "$work/logs/ready-kiln.log" 2>&1
  else
    say "filling the action cache with the first variant"
    rm -rf "$work/kiln/Build"
    empty_cache main
    kiln_build > "$work/logs/ready-kiln.log" 2>&1
    first_cache
  fi
  same_images 'bringing both up to date'
fi

if wants noop; then
  for ((run = 1; run <= runs; run++)); do both noop "$run"; done
fi

# Parsing and AutoGen, with nothing changed and from nothing.
if wants genmake; then
  for ((run = 1; run <= runs; run++)); do both genmake "$run" genmake; done
fi

# genmake is what edk2's build runs to resolve a platform; it has no command to compare two platforms.
kiln_resolve() { "$kiln" resolve "${platform[@]}" -w "$work/kiln"; }
kiln_diff() {
  local a=OvmfPkg/OvmfPkgX64.dsc b=OvmfPkg/OvmfPkgIa32X64.dsc
  # Without -t, -p, -a and -b.
  "$kiln" diff "$a" "$b" -w "$work/kiln" "${platform[@]:8}" || [[ $? -eq 3 ]]
}
if wants compare; then
  for ((run = 1; run <= runs; run++)); do
    measure resolve kiln kiln_resolve
    measure compare edk2 edk2_build genmake
    measure diff kiln kiln_diff
  done
fi
if wants scratch; then
  before_scratch() { aside "$1"; }
  after_scratch() { back "$1"; }
  for ((run = 1; run <= runs; run++)); do both scratch "$run" genmake; done
fi

# Without the action cache, which would give what LzmaCompress has written before.
if wants fds; then
  for ((run = 1; run <= runs; run++)); do cache=off both fds "$run" fds; done
  same_images fds
fi

# A lower bound for packing: edk2's compressor alone, on the payload of FVMAIN_COMPACT.
if wants lzma || wants fds; then
  payload=$(find "$work/edk2/$built/FV/Ffs" -name '*.guided.dummy' -size +8M | head -n 1)
  for ((run = 1; run <= runs; run++)); do
    measure lzma edk2 "$work/edk2/BaseTools/Source/C/bin/LzmaCompress" -e -o "$work/payload.lzma" "$payload"
  done
  rm -f "$work/payload.lzma"
fi

# A clean checkout in another folder, with the results of the first.
if wants checkout; then
  for ((run = 1; run <= runs; run++)); do
    fresh elsewhere
    fill_cache checkout first
    cache=checkout measure checkout kiln kiln_in elsewhere "${platform[@]}"
    same checkout "$work/edk2/$built/FV" "$work/elsewhere/$built/FV"
  done
  rm -rf "$work/elsewhere"
fi

# cold_variant NAME: a variant from nothing, by both builders, unless this run has done that. BaseTools are built.
before_variant() {
  aside "$1"
  if [[ $1 == edk2 ]]; then rm -rf "$work/edk2/Conf/.cache"; else empty_cache cold; fi
}
after_variant() {
  keep "$1" "$2"
  back "$1"
}
declare -A cold_variants=()
cold_variant() {
  local name=$1 run
  if [[ -n ${cold_variants[$name]:-} ]]; then return; fi
  choose "$name"
  for ((run = 1; run <= cold_runs; run++)); do
    cache=cold hooks=variant both "$name" "$run"
    kept_same "$name" edk2 kiln
  done
  cold_variants[$name]=1
  choose OvmfX64
}

# The second variant with the results of the first, and the third with those of both.
if wants second; then
  seconds=(OvmfX64-4M OvmfX64-smm)
  for name in "${seconds[@]}"; do cold_variant "$name"; done
  for ((run = 1; run <= cold_runs; run++)); do
    fill_cache second first
    for name in "${seconds[@]}"; do
      aside kiln
      choose "$name"
      cache=second measure "$name" warm kiln_build
      keep warm "$name" kiln
      back kiln
      kept_same "$name" edk2 warm
    done
  done
  choose OvmfX64
fi

# All variants for x86 in one call, with an empty action cache.
if wants variants; then
  for name in $others; do cold_variant "$name"; done
  keep edk2 OvmfX64
  for ((run = 1; run <= cold_runs; run++)); do
    aside kiln
    empty_cache variants
    cache=variants measure variants kiln kiln_in kiln --variants "$list" --only 'Ovmf*' -t GCC5
    for name in OvmfX64 $others; do
      same "variants, $name," "$work/images/$name/edk2" "$work/kiln/Build/Debian/$name/FV"
    done
    back kiln
  done
fi

# edits STEP RUNS FILE TEXT: each run puts a number behind TEXT in both trees that was never there before, so that no
# action cache has what it gives. The last one stays until the next run of the bench.
stamp=$(date +%s)
edits() {
  local step=$1 count=$2 file=$3 text=$4 run who
  for ((run = 1; run <= count; run++)); do
    for who in edk2 kiln; do
      sed -i "s/${text}[0-9]*/$text$stamp$run/" "$work/$who/$file"
      grep -qF -- "$text$stamp$run" "$work/$who/$file"
    done
    both "$step" "$run"
    same_images "$step, run $run"
  done
}
if wants cfile; then edits cfile "$runs" "$c_file" 'Default PlatformRecovery'; fi
if wants inf; then edits inf "$runs" "$inf_file" 'VERSION_STRING                 = 1'; fi
# In the comment at the start of the header that everything includes.
if wants header; then edits header "$cold_runs" "$header_file" 'Root include file'; fi

if wants pcd; then
  for ((run = 1; run <= cold_runs; run++)); do
    value=$(printf '0x%X' $((0x2000 + (stamp + run) % 0x400 * 0x10)))
    both pcd "$run" --pcd "gEfiMdeModulePkgTokenSpaceGuid.PcdMaxVariableSize=$value"
    same_images "pcd, run $run"
  done
fi

version() { "$@" 2>&1 | head -n 1; }
{
  printf 'date\t%s\n' "$(date -u +%FT%TZ)"
  printf 'processor\t%s\n' "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
  printf 'cores\t%s\n' "$cores"
  printf 'memory\t%s MiB\n' "$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)"
  printf 'system\t%s, Linux %s\n' "$(. /etc/os-release && echo "$PRETTY_NAME")" "$(uname -r)"
  printf 'source\t%s\n' "$(basename "$source")"
  printf 'kiln\t%s\n' "$commit"
  printf 'swift\t%s\n' "$(swift --version 2> /dev/null | grep -m 1 -i 'swift version')"
  printf 'gcc\t%s\n' "$(version gcc --version)"
  printf 'python\t%s\n' "$(version python3 --version)"
  printf 'make\t%s\n' "$(version make --version)"
  printf 'ninja\t%s\n' "$(version ninja --version)"
  printf 'nasm\t%s\n' "$(version nasm --version)"
} > "$facts"

report
