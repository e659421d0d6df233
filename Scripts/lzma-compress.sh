#!/usr/bin/env bash
# Prints the path of edk2's own LzmaCompress, built from Debian's source of edk2. Only this encoder
# gives the bytes that edk2's build gives. The source tree itself is not written to.
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
    # edk2's top makefile writes this header; the version is only for --version.
    echo '#define __BUILD_VERSION "kiln"' > "$work/Include/Common/BuildVersion.h"
    make --silent -C "$work/Common"
    make --silent -C "$work/LzmaCompress"
    # Renamed into place, so that nobody ever runs half a file.
    mv "$work/bin/LzmaCompress" "$tool"
  } >&2
fi
echo "$tool"
