"""Holds `kiln resolve --json` to the report of edk2's own build (`build -y REPORT -Y PCD -Y LIBRARY`).

usage: build_report.py REPORT RESOLVED WORKSPACE

Prints a line for each module, library instance or PCD on which they disagree, and a last line of counts. Ends with 1
when they disagree.
"""

import json
import re
import sys

KINDS = {
    "FIXED": "FixedAtBuild", "FLAG": "FeatureFlag", "PATCH": "PatchableInModule", "DYN": "Dynamic",
    "DYNHII": "Dynamic", "DYNVPD": "Dynamic", "DEX": "DynamicEx", "DEXHII": "DynamicEx", "DEXVPD": "DynamicEx",
}
PCD = re.compile(r"^ ?(?:\*[BPFM])? +(\w+) +: +([A-Z-]+) +\(([^)]*)\) = (.*)$")


def number(text):
    """The value of a PCD in a form that both sides come to."""
    text = text.strip()
    if text.startswith("{"):
        return tuple(int(byte, 0) for byte in text.strip("{}").replace(" ", "").split(",") if byte)
    literal = re.match(r"^(0[xX][0-9a-fA-F]+|\d+)(?: \(\d+\))?$", text)
    return int(literal[1], 0) if literal else text


def same(one, other):
    """The report writes the text of a variable as its bytes."""
    if one is None or other is None or one[0] != other[0]:
        return one == other
    forms = [
        tuple(value.strip('"').encode()) + (0,) if isinstance(value, str) and value.startswith('"') else value
        for value in (one[1], other[1])
    ]
    return one == other or (isinstance(one[1], tuple) != isinstance(other[1], tuple) and forms[0] == forms[1])


def sections(lines):
    """The report's parts, each the lines between two rules."""
    part = []
    for line in lines:
        if line.startswith(("<==", ">==", "<--", ">--")):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def wrapped(lines):
    """Lines of 120 columns go on in the next one, which has no name."""
    result = []
    for line in lines:
        if result and PCD.match(result[-1]) and "{" in result[-1] and "}" not in result[-1]:
            result[-1] += line.strip()
        else:
            result.append(line)
    return result


def edk2(path, workspace):
    modules, current = {}, None
    with open(path, encoding="utf-8") as file:
        parts = list(sections(file.read().splitlines()))
    for part in parts:
        text = [line for line in part if line.strip()]
        if text and text[0] == "Module Summary":
            fields = dict(line.split(":", 1) for line in text[1:] if ":" in line)
            key = (fields["Module INF Path"].strip(), fields["Module Arch"].strip(), fields["File GUID"].strip().upper())
            current = modules[key] = {"pcds": {}, "libraries": set()}
        elif text and text[0].startswith("PCD") and len(text) > 1 and current is not None and text[1].startswith("---"):
            space = None
            for line in wrapped(text[2:]):
                if re.match(r"^\w+$", line):
                    space = line
                elif found := PCD.match(line):
                    name, kind, _, value = found.groups()
                    current["pcds"][f"{space}.{name}"] = (KINDS[kind], number(value))
        elif text and text[0].startswith("Library") and len(text) > 1 and current is not None and text[1].startswith("---"):
            # A path, and what it is in braces; lines of 120 columns go on in the next one.
            for instance, name in re.findall(r"([^{}]+)\{([^:}]*)[^}]*\}", "".join(text[2:])):
                current["libraries"].add((name.strip(), instance.strip().removeprefix(workspace.rstrip("/") + "/")))
    return modules


def kiln(path):
    with open(path, encoding="utf-8") as file:
        resolved = json.load(file)
    modules = {}
    for module in resolved["modules"]:
        libraries = (resolved["libraries"][use["row"]] for use in module["libraries"])
        pcds = (resolved["pcds"][use["row"]] for use in module["pcds"])
        modules[(module["inf"], module["architecture"], module["guid"].upper())] = {
            "libraries": {(row["libraryClass"], row["instance"]) for row in libraries},
            "pcds": {row["name"]: (row["access"], number(row["value"])) for row in pcds},
        }
    return modules


def main():
    report, resolved, workspace = sys.argv[1:]
    theirs, ours = edk2(report, workspace), kiln(resolved)
    differences, counts = 0, {"modules": 0, "libraries": 0, "pcds": 0}

    def tell(*words):
        nonlocal differences
        differences += 1
        print(*words)

    for key in sorted(set(theirs) | set(ours)):
        if key not in theirs or key not in ours:
            tell(key[0], key[1], "only in", "kiln" if key in ours else "edk2")
            continue
        counts["modules"] += 1
        one, other = theirs[key], ours[key]
        counts["libraries"] += len(one["libraries"])
        # The report calls a library that was linked without a class by the class that it offers.
        unnamed = {instance for name, instance in other["libraries"] if name == "NULL"}
        one["libraries"] = {("NULL" if path in unnamed else name, path) for name, path in one["libraries"]}
        for library in sorted(one["libraries"] ^ other["libraries"]):
            tell(key[0], library, "only in", "edk2" if library in one["libraries"] else "kiln")
        counts["pcds"] += len(one["pcds"])
        for name in sorted(set(one["pcds"]) | set(other["pcds"])):
            if not same(one["pcds"].get(name), other["pcds"].get(name)):
                tell(key[0], name, "edk2:", one["pcds"].get(name), "kiln:", other["pcds"].get(name))
    print(
        f"{counts['modules']} modules, {counts['libraries']} library instances, {counts['pcds']} PCD values:"
        f" {differences} differences")
    # A report that nothing was read from agrees with everything.
    sys.exit(1 if differences or not all(counts.values()) else 0)


main()
