#!/usr/bin/env bash
# Prints the path of edk2's LzmaCompress, built from Debian's edk2 source. No other encoder gives the same bytes as
# edk2's build. The source tree is not written to.
set -euo pipefail

cache=${KILN_CACHE:-$HOME/.cache/kiln}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$("$here/edk2-source.sh")
tool=$cache/$(basename "$source")-tools/LzmaCompress

if [[ ! -x $tool ]]; then
  {
    mkdir -p "$(dirname "$tool")"
    work=$(mktemp -d "$cache/lzma-compress.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cp -R "$source"/BaseTools/Source/C/{Common,Include,LzmaCompress,Makefiles} "$work"
    # edk2's top-level makefile generates this header, which is only used for --version.
    echo '#define __BUILD_VERSION "kiln"' > "$work/Include/Common/BuildVersion.h"
    make --silent -C "$work/Common"
    make --silent -C "$work/LzmaCompress"
    # Renamed when complete, so that no other run sees half a file.
    mv "$work/bin/LzmaCompress" "$tool"
  } >&2
fi
echo "$tool"
