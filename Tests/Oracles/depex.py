"""Compiles dependency expressions with edk2's own GenDepex: depex.py EDK2, `module type<TAB>expression` lines on a file.

Prints a line each: the bytes in hexadecimal, `none` where edk2 leaves the expression out, `error` where it refuses.
"""
import contextlib
import io
import os
import sys
import tempfile

tree, path = sys.argv[1:3]
sys.path.insert(0, tree + "/BaseTools/Source/Python")
sys.dont_write_bytecode = True
from AutoGen.GenDepex import DependencyExpression  # noqa: E402

for line in open(path):
    kind, expression = line.rstrip("\n").split("\t")
    out = tempfile.mktemp()
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            DependencyExpression(expression, kind, True).Generate(out)
        print(open(out, "rb").read().hex() if os.path.exists(out) else "none")
    except BaseException:
        print("error")
    finally:
        if os.path.exists(out):
            os.remove(out)
