"""What edk2's own build decides about small platforms: edk2_platform.py EDK2 FOLDER...

Each folder is a workspace with a Main.dsc; `arguments` in it, one to a line, are options of `build`. Prints
a line of JSON for each: an object by architecture and module, or a string where edk2 refuses.
"""
import contextlib
import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import uuid

tree, *folders = sys.argv[1:]
python = tree + "/BaseTools/Source/Python"


def describe():
    """Runs in a process of its own, as edk2 keeps what it has read in globals."""
    sys.path[:0] = [python + "/build", python]
    from AutoGen.ModuleAutoGen import ModuleAutoGen
    from AutoGen.PlatformAutoGen import PlatformAutoGen
    from AutoGen.WorkspaceAutoGen import WorkspaceAutoGen
    from Common import EdkLogger, GlobalData
    from Common.Misc import DirCache, PathClass
    import build
    import buildoptions

    def refuse(tool, code, message=None, *_, ExtraData=None, **__):
        print("\n" + json.dumps(f"{message or code} {ExtraData or ''}"), flush=True)
        os._exit(0)

    EdkLogger.error = refuse
    options = buildoptions.MyOptionParser()
    options.GetOption()
    option = options.BuildOption
    GlobalData.gOptions = option
    EdkLogger.SetLevel(EdkLogger.QUIET)
    build.CheckEnvVariable()
    GlobalData.gCommandLineDefines.update(build.ParseDefines(option.Macros))
    workspace = os.environ["WORKSPACE"]
    GlobalData.gAllFiles = DirCache(workspace)
    option.PlatformFile = PathClass("Main.dsc", workspace)
    mine = build.Build("genmake", workspace, option, None)
    GlobalData.gCommandLineDefines["ARCH"] = " ".join(mine.ArchList)
    target, chain = mine.BuildTargetList[0], mine.ToolChainList[0]
    for name, value in [("TARGET", target), ("TOOLCHAIN", chain), ("TOOL_CHAIN_TAG", chain), ("FAMILY", "GCC")]:
        GlobalData.gGlobalDefines[name] = value
    whole = WorkspaceAutoGen(
        workspace, mine.PlatformFile, target, chain, mine.ArchList, mine.BuildDatabase, mine.TargetTxt,
        mine.ToolDef, mine.Fdf, mine.FdList, mine.FvList, mine.CapList, mine.SkuId, mine.UniFlag)
    facts = {}
    for arch in sorted(mine.ArchList):
        platform = PlatformAutoGen(whole, mine.PlatformFile, target, chain, arch)
        modules = facts[arch] = {}
        phases = {(pcd.TokenCName, pcd.TokenSpaceGuidCName): pcd.Phase for pcd in platform.DynamicPcdList}
        for path in platform.Platform.Modules:
            module = ModuleAutoGen(whole, path, target, chain, arch, mine.PlatformFile, platform.DataPipe)
            pcds = {}
            for pcd in module.ModulePcdList + module.LibraryPcdList:
                token = platform.PcdTokenNumber.get((pcd.TokenCName, pcd.TokenSpaceGuidCName))
                pcds[f"{pcd.TokenSpaceGuidCName}.{pcd.TokenCName}"] = [
                    pcd.Type, pcd.DatumType, pcd.DefaultValue, str(pcd.MaxDatumSize or ""),
                    phases.get((pcd.TokenCName, pcd.TokenSpaceGuidCName), ""), token]
            # What is not declared is found out when it is asked for.
            _ = module.ProtocolList, module.PpiList, module.GuidList
            name = path.Path[len(workspace) + 1:]
            modules[name] = {
                "name": module.UniqueBaseName,
                "guid": module.Guid.lower(),
                "libraries": [library.MetaFile.Path[len(workspace) + 1:] for library in module.DependentLibraryList],
                "pcds": pcds,
                "depex": {kind: " ".join(map(plain, words)) for kind, words in module.DepexList.items()},
                "options": {
                    f"{tool}_{attribute}": value
                    for tool, attributes in module.BuildOption.items() if isinstance(attributes, dict)
                    for attribute, value in attributes.items() if tool in ("CC", "DLINK")},
            }
    return facts


def plain(word):
    """A GUID as C or as bytes in the registry's form; anything else as it is."""
    numbers = [int(number, 16) for number in re.findall("0x[0-9a-fA-F]+", word)]
    if word.startswith("{") and len(numbers) == 11:
        return str(uuid.UUID(bytes_le=struct.pack("<IHH8B", *numbers)))
    if word.startswith("{") and len(numbers) == 16:
        return str(uuid.UUID(bytes_le=bytes(numbers)))
    return word


def main():
    for folder in folders:
        conf = folder + "/Conf"
        os.makedirs(conf, exist_ok=True)
        for name in ("tools_def", "build_rule", "target"):
            if not os.path.exists(f"{conf}/{name}.txt"):
                shutil.copy(f"{tree}/BaseTools/Conf/{name}.template", f"{conf}/{name}.txt")
        with open(folder + "/arguments") as file:
            arguments = file.read().split("\n")
        environment = dict(
            os.environ, WORKSPACE=folder, EDK_TOOLS_PATH=tree + "/BaseTools", BASE_TOOLS_PATH=tree + "/BaseTools",
            CONF_PATH=conf, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="1", PYTHON_COMMAND="python3",
            PYTHON3_ENABLE="TRUE")
        program = subprocess.run(
            [sys.executable, __file__, tree, *filter(None, arguments)], cwd=folder, env=environment,
            capture_output=True, text=True, timeout=120)
        last = program.stdout.strip().split("\n")[-1]
        if program.returncode == 0 and last[:1] in ("{", '"'):
            print(last)
        else:
            print(json.dumps(program.stderr[-3000:]))


if "WORKSPACE" in os.environ and os.environ.get("CONF_PATH", "").startswith(os.environ["WORKSPACE"]):
    sys.argv = ["build"] + sys.argv[2:]
    print("\n" + json.dumps(describe()), flush=True)
    os._exit(0)  # edk2 leaves threads behind that wait for more
else:
    main()
