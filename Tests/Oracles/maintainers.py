"""Asks edk2's own GetMaintainer.py: maintainers.py SCRIPT MAINTAINERS.TXT PATHS, a path on each line of PATHS.

Prints a JSON object for each path, in order: maintainers, reviewers, lists. The script of 2022 does not tell reviewers
from maintainers, and looks at <default> only where both are missing; of that one the sections are asked one by one.
"""
import contextlib
import importlib.util
import io
import json
import sys
import types

script, text, paths = sys.argv[1:4]
sys.dont_write_bytecode = True
# It finds the repository, with a package that need not be here; looking up a path does not use it.
sys.modules["SetupGit"] = types.ModuleType("SetupGit")
spec = importlib.util.spec_from_file_location("GetMaintainer", script)
edk2 = importlib.util.module_from_spec(spec)
spec.loader.exec_module(edk2)
sections = edk2.parse_maintainers_file(text)
EMPTY = {"maintainers": [], "reviewers": [], "lists": []}
KEYS = {"maintainers": "maintainer", "reviewers": "reviewer", "lists": "list"}
tells_apart = "reviewers" in edk2.get_section_maintainers.__code__.co_varnames


def of_sections(path):
    found = {name: [] for name in KEYS}
    for section in sections:
        for name, key in KEYS.items():
            alone = type(section)(list, {k: v for k, v in section.items() if k not in KEYS.values() or k == key})
            people, lists = edk2.get_section_maintainers(path, alone)
            found[name] += people + lists
    return found


def ask(path):
    if tells_apart:
        return edk2.get_maintainers(path, sections) or EMPTY
    found = of_sections(path)
    if not found["maintainers"]:
        default = of_sections("<default>")
        found = {name: found[name] + default[name] for name in KEYS}
    return found


for path in open(paths, encoding="utf-8"):
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            found = ask(path.rstrip("\n"))
        except TypeError:
            # What it does without any maintainer for <default>.
            found = EMPTY
    print(json.dumps({name: list(dict.fromkeys(found[name])) for name in KEYS}))
