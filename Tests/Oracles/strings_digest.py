"""The SHA-256 of what edk2's build generated of strings and images: strings_digest.py FOLDER, such as
Build/OvmfX64/RELEASE_GCC5.

Of each module with strings or images: AutoGen.h, AutoGen.c, *StrDefs.h and *ImgDefs.h of DEBUG, *.depex, *StrDefs.hpk
and *Idf.hpk of OUTPUT. Hashed are, for each file in the order of paths (bytes, not locale): its path below FOLDER, its
length in decimal, each with a line feed behind it, and its bytes.
"""
import glob
import hashlib
import os
import sys

os.chdir(sys.argv[1])
files = []
for header in glob.glob("*/**/DEBUG/AutoGen.h", recursive=True):
    module = header[: -len("DEBUG/AutoGen.h")]
    own = [name for end in ("StrDefs.h", "ImgDefs.h") for name in glob.glob(module + "DEBUG/*" + end)]
    if not own:
        continue
    files += own + [header] + glob.glob(module + "DEBUG/AutoGen.c")
    for end in (".depex", "StrDefs.hpk", "Idf.hpk"):
        files += glob.glob(module + "OUTPUT/*" + end)
digest = hashlib.sha256()
for path in sorted(files, key=os.fsencode):
    data = open(path, "rb").read()
    digest.update(b"%s\n%d\n%s" % (os.fsencode(path), len(data), data))
print(len(files), digest.hexdigest())
