#!/usr/bin/env bash
# `make bench`: measures kiln and edk2's own `build` on the same source, with the same flags, on this machine.
#
# Debian's edk2 source is copied to two folders with paths of equal length, as that length affects images. Both build
# OvmfPkgX64 as Debian does, in turns, and must produce the same images after every step that changes them. Results
# are printed as a table and written to Build/bench.json.
#
#   BENCH_STEPS      the steps, by default all: tools cold noop cfile inf pcd genmake compare scratch fds lzma
#                    second
#   BENCH_RUNS       number of runs of quick steps (3)
#   BENCH_COLD_RUNS  number of runs of cold builds (1)
#   BENCH_OUTPUT     path of the JSON file
#
# The work folder in KILN_CACHE is kept. A later run with BENCH_STEPS measures only these steps, and takes the other
# figures from earlier runs, with their dates.
set -euo pipefail
cd "$(dirname "$0")/.."

steps=" ${BENCH_STEPS:-tools cold noop cfile inf pcd genmake compare scratch fds lzma second} "
runs=${BENCH_RUNS:-3}
cold_runs=${BENCH_COLD_RUNS:-1}
output=${BENCH_OUTPUT:-Build/bench.json}
cores=$(nproc)

say() { echo "bench: $*" >&2; }
wants() { [[ $steps == *" $1 "* ]]; }

Scripts/setup.sh bench
source=$(Scripts/edk2-source.sh)
if [[ -z ${BENCH_KILN:-} ]]; then
  swift build -c release --product kiln >&2
  BENCH_KILN=$(swift build -c release --show-bin-path)/kiln
fi
kiln=$BENCH_KILN

work=${KILN_CACHE:-$HOME/.cache/kiln}/bench
mkdir -p "$work/logs" "$(dirname "$output")"
samples=$work/samples
if [[ -z ${BENCH_STEPS:-} ]]; then rm -f "$samples"; fi
touch "$samples"
commit=$(git describe --always --dirty 2> /dev/null || echo unknown)

for name in edk2 kiln; do
  if [[ ! -e $work/$name/.whole ]]; then
    say "copying the source to $work/$name"
    rm -rf "${work:?}/$name"
    cp -a --reflink=auto "$source" "$work/$name"
    rm -rf "$work/$name"/{Build,Conf/.cache}
    touch "$work/$name/.whole"
  fi
done

# The flags for both builds. kiln maps the path of its tree to that of edk2's tree.
platform=(-a X64 -b RELEASE -t GCC5 -p OvmfPkg/OvmfPkgX64.dsc
  -DNETWORK_HTTP_BOOT_ENABLE=TRUE -DNETWORK_IP6_ENABLE=TRUE -DNETWORK_TLS_ENABLE
  -DSECURE_BOOT_ENABLE=TRUE -DTPM2_ENABLE=TRUE -DFD_SIZE_2MB)
built=Build/OvmfX64/RELEASE_GCC5

# edk2's `build` in the environment that edksetup.sh makes.
edk2_build() (
  unset PACKAGES_PATH
  cd "$work/edk2"
  export WORKSPACE=$work/edk2 EDK_TOOLS_PATH=$work/edk2/BaseTools CONF_PATH=$work/edk2/Conf
  export PATH=$EDK_TOOLS_PATH/BinWrappers/PosixLike:$PATH PYTHON_COMMAND=python3
  build "${platform[@]}" -n "$cores" "$@"
)
kiln_build() (
  unset PACKAGES_PATH WORKSPACE EDK_TOOLS_PATH CONF_PATH
  "$kiln" build "${platform[@]}" -w "$work/kiln" --path-map "$work/kiln=$work/edk2" -j "$cores" "$@"
)

# measure STEP WHO COMMAND…: one sample of wall time, and of the CPU time of all child processes.
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
  printf '%s\t' "$step" "$who" "$wall" "$user" "$system" "$load" "$commit" >> "$samples"
  date -u +%FT%TZ >> "$samples"
  say "$step: $who took $wall s, $user + $system s of CPU"
}

# Removes earlier samples of a step that is measured again.
forget() {
  awk -F'\t' -v step="$1" '$1 != step' "$samples" > "$samples.new"
  mv "$samples.new" "$samples"
}

# both STEP RUN ARGUMENT…: runs both builders, in alternating order.
both() {
  local step=$1 run=$2 order=(edk2 kiln) who
  shift 2
  if ((run % 2 == 0)); then order=(kiln edk2); fi
  for who in "${order[@]}"; do
    if declare -F "before_$step" > /dev/null; then "before_$step" "$who"; fi
    measure "$step" "$who" "${who}_build" "$@"
    if declare -F "after_$step" > /dev/null; then "after_$step" "$who"; fi
  done
}

same_images() {
  local name
  for name in OVMF OVMF_CODE OVMF_VARS; do
    if ! cmp "$work/edk2/$built/FV/$name.fd" "$work/kiln/$built/FV/$name.fd" >&2; then
      say "after $1 the images differ"
      exit 1
    fi
  done
}

# change FILE OLD NEW: makes one edit in both trees; fails if OLD is not found.
change() {
  local who
  for who in edk2 kiln; do
    sed -i "s/$2/$3/" "$work/$who/$1"
    grep -qF -- "$3" "$work/$who/$1"
  done
}

edk2_tools() { make -C "$work/edk2/BaseTools/Source/C" -j "$cores"; }

prepare_edk2() (
  set +eu
  unset WORKSPACE EDK_TOOLS_PATH CONF_PATH PACKAGES_PATH
  cd "$work/edk2" && . ./edksetup.sh > "$work/logs/edksetup.log" 2>&1
)

# Builds edk2's BaseTools. kiln builds the tools that a platform needs together with the platform.
if wants tools || [[ ! -x $work/edk2/BaseTools/Source/C/bin/GenFw ]]; then
  forget tools
  say "building edk2's BaseTools"
  make -C "$work/edk2/BaseTools/Source/C" clean > "$work/logs/tools-clean.log" 2>&1
  measure tools edk2 edk2_tools
fi
prepare_edk2

if wants cold; then
  forget cold
  # Reads the sources once, so that neither builder has to load them from the disk.
  cat "$source"/*Pkg/**/* > /dev/null 2>&1 || true
  before_cold() { rm -rf "$work/$1/Build" "$work/$1/Conf/.cache"; }
  for ((run = 1; run <= cold_runs; run++)); do both cold "$run"; done
  same_images cold
else
  say "bringing both builds up to date"
  edk2_build > "$work/logs/ready-edk2.log" 2>&1
  kiln_build > "$work/logs/ready-kiln.log" 2>&1
  same_images 'bringing both up to date'
fi

if wants noop; then
  forget noop
  for ((run = 1; run <= runs; run++)); do both noop "$run"; done
fi

# edits STEP FILE TEXT START: each run replaces TEXT by START and a number; the last run restores TEXT.
edits() {
  local step=$1 file=$2 before=$3 now=$3 next run who
  forget "$step"
  for who in edk2 kiln; do cp "$work/$who/$file" "$work/$who/$file.kept"; done
  edited=$file
  trap undo EXIT
  for ((run = 1; run <= runs; run++)); do
    next=$4$run
    if ((run == runs && runs > 1)); then next=$before; fi
    change "$file" "$now" "$next"
    now=$next
    both "$step" "$run"
    same_images "$step, run $run"
  done
  for who in edk2 kiln; do cmp "$work/$who/$file" "$work/$who/$file.kept"; done
  trap - EXIT
  undo
}
# Restores the edited file. If its contents are already as before it is left alone, as a new time counts as a change.
undo() {
  local who
  for who in edk2 kiln; do
    cmp -s "$work/$who/$edited.kept" "$work/$who/$edited" || cp "$work/$who/$edited.kept" "$work/$who/$edited"
    rm "$work/$who/$edited.kept"
  done
}
if wants cfile; then
  edits cfile MdeModulePkg/Universal/BdsDxe/BdsEntry.c 'Default PlatformRecovery' 'Default PlatformRecover'
fi
if wants inf; then
  version='VERSION_STRING                 = 1'
  edits inf MdeModulePkg/Universal/BdsDxe/BdsDxe.inf "$version" "$version"
fi

if wants pcd; then
  forget pcd
  for ((run = 1; run <= runs; run++)); do
    value=(--pcd "gEfiMdeModulePkgTokenSpaceGuid.PcdMaxVariableSize=0x2${run}00")
    if ((run == runs && runs > 1)); then value=(); fi
    both pcd "$run" "${value[@]}"
    same_images "pcd, run $run"
  done
fi

# Parsing and AutoGen, with nothing changed and from nothing.
if wants genmake; then
  forget genmake
  for ((run = 1; run <= runs; run++)); do both genmake "$run" genmake; done
fi

# genmake is what edk2's build runs to resolve a platform; it has no command to compare two platforms.
kiln_resolve() { "$kiln" resolve "${platform[@]}" -w "$work/kiln"; }
kiln_diff() {
  local a=OvmfPkg/OvmfPkgX64.dsc b=OvmfPkg/OvmfPkgIa32X64.dsc
  "$kiln" diff "$a" "$b" -w "$work/kiln" "${platform[@]:8}" || [[ $? -eq 3 ]]
}
if wants compare; then
  forget resolve
  forget diff
  forget compare
  for ((run = 1; run <= runs; run++)); do
    measure resolve kiln kiln_resolve
    measure compare edk2 edk2_build genmake
    measure diff kiln kiln_diff
  done
fi
if wants scratch; then
  forget scratch
  before_scratch() { mv "$work/$1/Build" "$work/$1/Build.kept"; }
  after_scratch() {
    rm -rf "$work/$1/Build"
    mv "$work/$1/Build.kept" "$work/$1/Build"
  }
  for ((run = 1; run <= runs; run++)); do both scratch "$run" genmake; done
fi

if wants fds; then
  forget fds
  for ((run = 1; run <= runs; run++)); do both fds "$run" fds; done
  same_images fds
fi

# A lower bound for packing: edk2's compressor alone, on the payload of FVMAIN_COMPACT.
if wants lzma || wants fds; then
  forget lzma
  payload=$(find "$work/edk2/$built/FV/Ffs" -name '*.guided.dummy' -size +8M | head -n 1)
  for ((run = 1; run <= runs; run++)); do
    measure lzma edk2 "$work/edk2/BaseTools/Source/C/bin/LzmaCompress" -e -o "$work/payload.lzma" "$payload"
  done
  rm -f "$work/payload.lzma"
fi

# A second platform with ccache after the first, against the same platform from nothing without ccache.
if wants second; then
  forget second
  second=(-D SMM_REQUIRE=TRUE --output "$work/kiln/Build/Second")
  clear() { rm -rf "$work/kiln/Build/Second" "$work/kiln/Build/First"; }
  clear
  measure second cold kiln_build "${second[@]}"
  cp "$work/kiln/Build/Second/FV/OVMF_CODE.fd" "$work/second.fd"
  clear
  export CCACHE_DIR=$work/ccache
  rm -rf "$CCACHE_DIR"
  say "filling ccache with the first platform"
  kiln_build --launcher ccache --output "$work/kiln/Build/First" > "$work/logs/second-first.log" 2>&1
  measure second ccache kiln_build "${second[@]}" --launcher ccache
  cmp "$work/second.fd" "$work/kiln/Build/Second/FV/OVMF_CODE.fd"
  ccache --show-stats >> "$work/logs/second-ccache.log"
  clear
  rm -rf "$CCACHE_DIR" "$work/second.fd"
fi

version() { "$@" 2>&1 | head -n 1; }
facts=$work/facts
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
  printf 'ccache\t%s\n' "$(version ccache --version)"
} > "$facts"

awk -v cores="$cores" -v json="$output" -f Scripts/bench-report.awk "$facts" "$samples"
say "figures: $output"
