"""The report of edk2's own build: report.py EDK2 WORKSPACE REPORT DSC FLAG...

The DSC is generated, not compiled, in the workspace, with the tree as a folder of packages; the tree is not written to.
"""
import os
import shutil
import subprocess
import sys

tree, workspace, report, dsc = sys.argv[1:5]
tools = tree + "/BaseTools"
configuration = workspace + "/Conf"
os.makedirs(configuration, exist_ok=True)
for name in ("tools_def", "build_rule", "target"):
    shutil.copyfile(f"{tools}/Conf/{name}.template", f"{configuration}/{name}.txt")
environment = dict(
    os.environ,
    WORKSPACE=workspace,
    PACKAGES_PATH=tree,
    EDK_TOOLS_PATH=tools,
    CONF_PATH=configuration,
    PYTHON_COMMAND=sys.executable,
    PYTHONPATH=tools + "/Source/Python",
    PYTHONDONTWRITEBYTECODE="1",
    PYTHONHASHSEED="1",
    PATH=f"{tools}/BinWrappers/PosixLike:{os.environ.get('PATH', '/usr/bin:/bin')}",
)
command = [sys.executable, tools + "/Source/Python/build/build.py", "genmake", "-n", "2", "-p", dsc]
command += ["-a", "X64", "-t", "GCC5", "-b", "RELEASE", "-y", report, "-Y", "PCD", "-Y", "LIBRARY"]
command += ["-Y", "DEPEX", "-Y", "BUILD_FLAGS"]
command += sys.argv[5:]
done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True)
if done.returncode:
    sys.exit(f"{dsc}: {done.stdout[-2000:]}\n{done.stderr[-2000:]}")
