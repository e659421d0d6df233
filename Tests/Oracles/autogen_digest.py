"""The SHA-256 of what edk2's build generated: autogen_digest.py FOLDER, such as Build/OvmfX64/RELEASE_GCC5.

Of each module without strings, images and PCD database: DEBUG/AutoGen.h, DEBUG/AutoGen.c, OUTPUT/*.depex. Hashed are,
for each file in the order of paths (bytes, not locale): its path below FOLDER, its length in decimal, each with a line
feed behind it, and its bytes.
"""
import glob
import hashlib
import os
import sys

os.chdir(sys.argv[1])
files = []
for header in glob.glob("*/**/DEBUG/AutoGen.h", recursive=True):
    module = header[: -len("DEBUG/AutoGen.h")]
    if any(glob.glob(module + x) for x in ("DEBUG/*StrDefs.h", "DEBUG/*ImgDefs.h", "OUTPUT/*PcdDataBase.raw")):
        continue
    files += [header] + glob.glob(module + "DEBUG/AutoGen.c") + glob.glob(module + "OUTPUT/*.depex")
digest = hashlib.sha256()
for path in sorted(files, key=os.fsencode):
    data = open(path, "rb").read()
    digest.update(b"%s\n%d\n%s" % (os.fsencode(path), len(data), data))
print(len(files), digest.hexdigest())
