"""Generates what edk2's own build generates, makefiles too: genmake.py EDK2 WORKSPACE DSC ...

Each DSC is built for X64, GCC5 and RELEASE into the workspace's Build folder; the tree is not written to.
"""
import os
import shutil
import subprocess
import sys

tree, workspace = sys.argv[1:3]
tools = tree + "/BaseTools"
configuration = workspace + "/Conf"
os.makedirs(configuration, exist_ok=True)
for name in ("tools_def", "build_rule", "target"):
    shutil.copyfile(f"{tools}/Conf/{name}.template", f"{configuration}/{name}.txt")
environment = dict(
    os.environ,
    WORKSPACE=workspace,
    EDK_TOOLS_PATH=tools,
    CONF_PATH=configuration,
    PYTHON_COMMAND=sys.executable,
    PYTHONPATH=tools + "/Source/Python",
    PYTHONDONTWRITEBYTECODE="1",
    # What edk2's own wrapper of build.py asks for: the order of sets depends on it.
    PYTHONHASHSEED="1",
    PATH=f"{tools}/BinWrappers/PosixLike:{os.environ.get('PATH', '/usr/bin:/bin')}",
)
environment.pop("PACKAGES_PATH", None)
for dsc in sys.argv[3:]:
    command = [sys.executable, tools + "/Source/Python/build/build.py", "-n", "1", "-p", dsc]
    command += ["-a", "X64", "-t", "GCC5", "-b", "RELEASE", "genmake"]
    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{dsc}: {done.stdout[-2000:]}\n{done.stderr[-2000:]}")
