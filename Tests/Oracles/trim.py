"""Trims sources with edk2's own Trim: trim.py EDK2 OUT.

Takes every ASL source of the tree, each .nasm of OvmfPkg and UefiCpuPkg preprocessed by gcc, and made-up
texts. Leaves NUMBER.in and NUMBER.FLAGS (`c` converts hexadecimal numbers, `l` drops LL) in OUT; for ASL
NUMBER.asl too, with includes expanded. Prints `number path` lines for ASL, `number` for the rest.
"""
import contextlib
import glob
import io
import os
import random
import subprocess
import sys

tree, out = sys.argv[1:3]
sys.path.insert(0, tree + "/BaseTools/Source/Python")
sys.dont_write_bytecode = True
from Trim import Trim  # noqa: E402
import Common.EdkLogger  # noqa: E402

Common.EdkLogger.Initialize()
folders = [tree + "/MdePkg/Include", tree + "/MdePkg/Include/X64", tree + "/OvmfPkg/Include"]
open(out + "/AutoGen.h", "w").close()
with open(out + "/inc.lst", "w") as f:
    f.write("\n".join("-I" + folder for folder in folders))
count = 0


def gcc(language, source, target):
    with open(target, "w") as f:
        flags = ["-E", "-x", language, "-include", "AutoGen.h", "-I" + out] + ["-I" + x for x in folders]
        subprocess.run(["gcc"] + flags + [source], stdout=f, stderr=subprocess.DEVNULL, check=False)


def trim(name):
    for flags in ["", "c", "l", "cl"]:
        Trim.TrimPreprocessedFile(f"{out}/{name}.in", f"{out}/{name}.{flags}", "c" in flags, "l" in flags)


for source in sorted(glob.glob(tree + "/**/*.asl", recursive=True)):
    Trim.gIncludedAslFile.clear()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        Trim.TrimAslFile(source, f"{out}/{count}.asl", out + "/inc.lst")
    gcc("c", f"{out}/{count}.asl", f"{out}/{count}.in")
    trim(count)
    print(count, source)
    count += 1
for package in ["OvmfPkg", "UefiCpuPkg"]:
    for source in sorted(glob.glob(f"{tree}/{package}/**/*.nasm*", recursive=True)):
        gcc("assembler-with-cpp", source, f"{out}/{count}.in")
        trim(count)
        print(count)
        count += 1

made_up = random.Random(7)
words = ("0x1FULL 0x1F 12U 12UL 3LL 0xULL 0x x0x12 0X0aU _1U 1U_ (4ULL) 0x1g 0b1U 08ULL mov , é1U 0xABh 5u "
         "7LLU").split()
marks = ['# 1 "a.c"', '# 3 "a.c" 2', '#line 5 "a.c"', '# 1 "./a.c"', '# 2 "b.h" 1', '  #  4 "x/../a.c"',
         '# 9 a.c', '# 2 ""', '# 2 "a.c', '# 7', '#12 "a.c"', '# 1 ""a.c"']
types = ["#pragma pack(1)", "typedef struct {", "typedef struct FOO {", "} FOO;", " struct BAR", "typedef int X;",
         "union {", "  union U {", "typedef struct", "int a;", "{", "}", "# pragma pack", "#pragma  packed"]
for number in range(300):
    lines = []
    for _ in range(made_up.randrange(1, 25)):
        if made_up.random() < 0.4:
            lines.append(made_up.choice(types if number % 3 == 0 else marks))
        else:
            lines.append(" ".join(made_up.choice(words) for _ in range(made_up.randrange(0, 5))))
    with open(f"{out}/{count}.in", "w", newline="") as f:
        f.write(made_up.choice(["\n", "\r\n"]).join(lines) + made_up.choice(["\n", ""]))
    trim(count)
    print(count)
    count += 1
