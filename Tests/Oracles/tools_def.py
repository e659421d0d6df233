"""Prints what edk2's own parser makes of a tools_def: tools_def.py EDK2 FILE, `name<TAB>value` lines, sorted."""
import sys

tree, path = sys.argv[1:3]
sys.path.insert(0, tree + "/BaseTools/Source/Python")
sys.dont_write_bytecode = True
import Common.GlobalData as GlobalData  # noqa: E402
from Common.ToolDefClassObject import ToolDefClassObject  # noqa: E402

GlobalData.gWorkspace = tree
for name, value in sorted(ToolDefClassObject(path).ToolsDefTxtDictionary.items()):
    print(f"{name}\t{value}")
