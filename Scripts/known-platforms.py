#!/usr/bin/env python3
"""Writes Platforms/known: which files each platform places in flash, release by release.

    Scripts/known-platforms.py EDK2.git [FOLDER]

EDK2.git is a clone of tianocore/edk2 with its tags; FOLDER is Platforms/known by default. What is written
are facts only: FILE_GUIDs, names, volumes, sizes and the switches that decide them, each with the first and
the last edk2-stable release that has it so. kiln's own platforms are read from the working folder.

A conditional is not decided: a file keeps the conditions that it stands under, so that an image tells which
switches it was built with. Sizes of volumes are worked out for every size of flash.
"""
import re, subprocess, sys, os

PLATFORMS = [
    "OvmfPkg/OvmfPkgX64", "OvmfPkg/OvmfPkgIa32X64", "OvmfPkg/OvmfPkgIa32", "OvmfPkg/OvmfXen",
    "OvmfPkg/Microvm/MicrovmX64", "OvmfPkg/CloudHv/CloudHvX64", "OvmfPkg/AmdSev/AmdSevX64",
    "OvmfPkg/IntelTdx/IntelTdxX64", "OvmfPkg/Bhyve/BhyveX64", "OvmfPkg/RiscVVirt/RiscVVirtQemu",
    "OvmfPkg/LoongArchVirt/LoongArchVirtQemu", "ArmVirtPkg/ArmVirtQemu", "ArmVirtPkg/ArmVirtQemuKernel",
    "ArmVirtPkg/ArmVirtXen", "ArmVirtPkg/ArmVirtCloudHv", "ArmVirtPkg/ArmVirtKvmTool",
]
OWN = ["Platforms/qemu/qemu", "Platforms/qemu/qemu-aarch64", "Platforms/xen/xen", "Platforms/xen/xen-aarch64"]


class Git:
    """Files of a commit, through one process."""
    def __init__(self, repository):
        self.repository = repository
        self.process = subprocess.Popen(
            ["git", "--git-dir", repository, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.cache = {}

    def tags(self):
        out = subprocess.check_output(["git", "--git-dir", self.repository, "tag"], text=True).split()
        return sorted(t for t in out if re.fullmatch(r"edk2-stable\d{6}", t))

    def read(self, tag, path):
        key = (tag, path)
        if key not in self.cache:
            self.process.stdin.write(f"{tag}:{path}\n".encode())
            self.process.stdin.flush()
            head = self.process.stdout.readline().split()
            if len(head) < 3:
                self.cache[key] = None
            else:
                data = self.process.stdout.read(int(head[2]) + 1)[:-1]
                self.cache[key] = data.decode("utf-8", "replace") if head[1] == b"blob" else None
        return self.cache[key]


class Commit:
    def __init__(self, git, tag): self.git, self.tag = git, tag
    def read(self, path): return self.git.read(self.tag, path)


class Folder:
    """kiln's own tree first, an edk2 commit behind it."""
    def __init__(self, behind): self.behind = behind
    def read(self, path):
        if os.path.isfile(path):
            return open(path, encoding="utf-8").read()
        return self.behind.read(path)


def lines(tree, path, near=None, depth=0):
    """The lines of a file, includes followed, comments gone."""
    text = tree.read(path)
    if text is None and near is not None:
        text = tree.read(os.path.normpath(os.path.join(near, path)))
        path = os.path.normpath(os.path.join(near, path))
    if text is None or depth > 8:
        return
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        include = re.match(r"!include\s+(\S+)", line)
        if include:
            yield from lines(tree, include.group(1), os.path.dirname(path), depth + 1)
        elif line:
            yield line


def normal(condition):
    """A condition in few words: `SWITCH`, `!SWITCH`, or what stands there."""
    text = re.sub(r"\s+", " ", condition).strip()
    text = re.sub(r"\$\((\w+)\)", r"\1", text)
    text = re.sub(r'\bin \$\(ARCH\)', "in ARCH", text)
    text = re.sub(r'(?<!\w)(?:==|EQ) TRUE\b', "", text).replace('"', "")
    text = re.sub(r"\b(\w+) *(?:==|EQ) *FALSE\b", r"!\1", text)
    text = re.sub(r"\b(\w+) *(?:!=|NE) *TRUE\b", r"!\1", text)
    text = re.sub(r" (\|\||OR) ", "|", text)
    text = re.sub(r" (&&|AND) ", "&", text)
    text = re.sub(r"\(\s*(!?\w+)\s*\)", r"\1", text)
    return re.sub(r"\s+", "", text)


def negated(condition):
    if re.fullmatch(r"\w+", condition): return "!" + condition
    if re.fullmatch(r"!\w+", condition): return condition[1:]
    return f"!({condition})"


class Conditions:
    """The stack of conditionals, none of them decided."""
    def __init__(self): self.stack = []

    def take(self, line):
        word = line.split(None, 1)[0].lower()
        rest = line.split(None, 1)[1] if " " in line else ""
        if word == "!if": self.stack.append([normal(rest)])
        elif word == "!ifdef": self.stack.append([normal(rest)])
        elif word == "!ifndef": self.stack.append([negated(normal(rest))])
        elif word == "!elseif": self.stack[-1] = [negated(c) for c in self.stack[-1][:-1]] + [negated(self.stack[-1][-1]), normal(rest)]
        elif word == "!else": self.stack[-1] = self.stack[-1][:-1] + [negated(self.stack[-1][-1])]
        elif word == "!endif": self.stack.pop()
        else: return False
        return True

    @property
    def text(self):
        out = []
        for frame in self.stack:
            for condition in frame:
                for part in condition.split("&") if "(" not in condition and "|" not in condition else [condition]:
                    # Nobody builds for shipping with it.
                    if part not in out and part != "TOOL_CHAIN_TAG!=XCODE5": out.append(part)
        return "&".join(sorted(out))


def macros(tree, dsc, fdf, start):
    """The first value of each, as if no conditional stood around it; decided where `start` decides them."""
    found = {}
    if start:
        machine = Arithmetic(start)
        for _ in machine.run(l for l in lines(tree, dsc) if l.startswith(("DEFINE", "!"))): pass
        found.update(machine.values)
    for path in (dsc, fdf):
        for line in lines(tree, path):
            match = re.match(r"DEFINE\s+(\w+)\s*=\s*(\S+)", line)
            if match: found.setdefault(match.group(1), match.group(2))
    return found


def overrides(tree, dsc, table):
    """FILE_GUIDs that the DSC gives to modules; of two builds of one module the FDF names one by its GUID."""
    found, module, seen = {}, None, {}
    for line in lines(tree, dsc):
        match = re.match(r"([\w/.\-]+\.inf)\s*\{", line)
        component = re.match(r"([\w/.\-]+\.inf)\b", line)
        if component: seen[component.group(1).lower()] = seen.get(component.group(1).lower(), 0) + 1
        if match: module = match.group(1)
        elif line == "}": module = None
        match = re.match(r"FILE_GUID\s*=\s*(\S+)", line)
        if match and module:
            guid = re.sub(r"\$\((\w+)\)", lambda m: table.get(m.group(1), ""), match.group(1)).upper()
            if len(guid) == 36: found[module.lower()] = guid
    return {path: guid for path, guid in found.items() if seen[path] == 1}


def module(tree, path, cache):
    if path not in cache:
        text = tree.read(path) or ""
        guid = re.search(r"(?m)^\s*FILE_GUID\s*=\s*([0-9A-Fa-f-]{36})", text)
        name = re.search(r"(?m)^\s*BASE_NAME\s*=\s*(\S+)", text)
        cache[path] = (guid.group(1).upper() if guid else None, name.group(1) if name else os.path.basename(path)[:-4])
    return cache[path]


def rules(tree, fdf):
    """The names that a rule gives to files itself."""
    found, rule = {}, None
    for line in lines(tree, fdf):
        match = re.match(r"\[Rule\.([\w.]+)", line, re.I)
        if match: rule = match.group(1).split(".")[-1].upper()
        elif line.startswith("["): rule = None
        match = re.match(r"FILE\s+\w+\s*=\s*([0-9A-Fa-f-]{36})", line)
        if match and rule: found[rule] = match.group(1).upper()
    return found


def placements(tree, stem, start=None):
    """(volume, GUID, name, conditions) of every file in the volumes."""
    dsc, fdf = stem + ".dsc", stem + ".fdf"
    if tree.read(fdf) is None: return None
    table = macros(tree, dsc, fdf, start)
    given, named, cache = overrides(tree, dsc, table), rules(tree, fdf), {}
    conditions, volume, depth, apriori, found = Conditions(), None, 0, False, []
    for line in lines(tree, fdf):
        if line.startswith("!") and conditions.take(line): continue
        section = re.match(r"\[FV\.(\w+)", line, re.I)
        if section: volume = section.group(1).upper(); continue
        if line.startswith("["): volume = None; continue
        if volume is None: continue
        if re.match(r"APRIORI\b", line): apriori = True; continue
        if apriori:
            if line.startswith("}"): apriori = False
            continue
        match = re.match(r"INF\s+(.*)", line)
        if match:
            text = re.sub(r"\$\((\w+)\)", lambda m: table.get(m.group(1), m.group(0)), match.group(1))
            path = next((w for w in re.split(r"\s+", text) if w.lower().endswith(".inf")), None)
            if path is None: continue
            path = path.replace("WORKSPACE/", "")
            guid, name = module(tree, path, cache)
            own = re.search(r"FILE_GUID\s*=\s*([0-9A-Fa-f-]{36})", text)
            rule = re.search(r"RuleOverride\s*=\s*(\w+)", text)
            guid = own.group(1).upper() if own else given.get(path.lower(), guid)
            if rule and rule.group(1).upper() in named: guid = named[rule.group(1).upper()]
            # Some FDFs name modules that have never been there, under switches that nobody sets.
            if guid: found.append((volume, guid, name, conditions.text))
            continue
        match = re.match(r"FILE\s+(\w+)\s*=\s*([0-9A-Fa-f-]{36})", line)
        if match and match.group(1).upper() != "FV_IMAGE":
            found.append((volume, match.group(2).upper(), match.group(1).upper(), conditions.text))
            continue
        match = re.match(r"SECTION\s+(?:\w+\s+)?(?:PE32|RAW|TE)\s*=\s*(\S+)$", line)
        if match and found and found[-1][2].isupper():
            # A file that a statement makes is called as what goes into it.
            found[-1] = found[-1][:2] + (os.path.splitext(os.path.basename(match.group(1)))[0],) + found[-1][3:]
    return found


class Arithmetic:
    """Conditionals decided and macros replaced, for flash of one size."""
    def __init__(self, start): self.values, self.stack = dict(start), []

    def replaced(self, text): return re.sub(r"\$\((\w+)\)", lambda m: str(self.values.get(m.group(1), "UNDEFINED")), text)

    def truth(self, text):
        text = self.replaced(text).replace("||", " or ").replace("&&", " and ").replace('"', "'")
        text = re.sub(r"\bEQ\b", "==", text)
        text = re.sub(r"\bOR\b", "or", re.sub(r"\bAND\b", "and", text))
        text = re.sub(r"\bTRUE\b", "True", re.sub(r"\bFALSE\b", "False", text))
        try: return bool(eval(text, {"__builtins__": {}}, _Words()))
        except Exception: return False

    def run(self, source):
        for line in source:
            word = line.split(None, 1)[0].lower()
            rest = line.split(None, 1)[1] if len(line.split(None, 1)) > 1 else ""
            active = all(state == "on" for state in self.stack)
            if word in ("!if", "!ifdef", "!ifndef"):
                value = {"!if": lambda: self.truth(rest), "!ifdef": lambda: rest.strip("$()") in self.values,
                         "!ifndef": lambda: rest.strip("$()") not in self.values}[word]()
                self.stack.append("on" if active and value else "off" if active else "done")
            elif word == "!elseif":
                outer = all(s == "on" for s in self.stack[:-1])
                self.stack[-1] = "done" if self.stack[-1] != "off" or not outer else "on" if self.truth(rest) else "off"
            elif word == "!else": self.stack[-1] = "on" if self.stack[-1] == "off" else "done"
            elif word == "!endif": self.stack.pop()
            elif active:
                match = re.match(r"(?:DEFINE\s+)(\w+)\s*=\s*(.+)", line)
                if match: self.values[match.group(1)] = self.replaced(match.group(2)).strip()
                else: yield self.replaced(line)


class _Words(dict):
    def __missing__(self, key): return key


def number(text):
    try: return int(eval(text, {"__builtins__": {}}, {}))
    except Exception: return None


def sizes(tree, stem):
    """(volume, size in bytes, condition) of every volume that a flash device places."""
    found = []
    choices = [("FD_SIZE_IN_KB", n) for n in (2048, 4096)] if stem.endswith("-aarch64") else \
        [("FD_SIZE_IN_KB", n) for n in (1024, 2048, 4096)] if "Arm" not in stem and "RiscV" not in stem and "Loong" not in stem else [("FD_SIZE_IN_MB", 2), ("FD_SIZE_IN_MB", 3)]
    for key, value in choices:
        # A size of which the DSC knows nothing is whatever the platform has.
        start = {key: str(value), "FD_SIZE_%dMB" % (value // 1024 if key.endswith("KB") else value): "TRUE",
                 "EDK2_RELEASE": "202211" }
        machine = Arithmetic(start)
        list(machine.run(l for l in lines(tree, stem + ".dsc") if l.startswith(("DEFINE", "!"))))
        machine.values[key] = str(value)
        machine.stack = []
        size = None
        for line in machine.run(lines(tree, stem + ".fdf")):
            match = re.match(r"([^|=]+)\|([^|=]+)$", line)
            if match and not line.startswith("g"): size = number(match.group(2))
            match = re.match(r"FV\s*=\s*(\w+)$", line)
            if match and size:
                # A size that no choice changes comes once for each, and is kept once.
                found.append((match.group(1).upper(), size, f"{key}={value}"))
                size = None
    common = {}
    for volume, size, choice in found: common.setdefault((volume, size), []).append(choice)
    out = []
    for (volume, size), chosen in common.items():
        chosen = list(dict.fromkeys(chosen))
        out += [(volume, size, "")] if len(chosen) == len(choices) else [(volume, size, c) for c in chosen]
    return out


def intervals(present, releases):
    """Runs of neighbouring releases."""
    runs = []
    for index, release in enumerate(releases):
        if release not in present: continue
        if runs and runs[-1][1] == index - 1: runs[-1][1] = index
        else: runs.append([index, index])
    return [(releases[a], releases[b]) for a, b in runs]


def architectures(tree, stem):
    """`IA32+X64`: both in one image; `AARCH64/ARM`: either."""
    if stem.endswith("Ia32X64"): return "IA32+X64"
    for line in lines(tree, stem + ".dsc"):
        match = re.match(r"SUPPORTED_ARCHITECTURES\s*=\s*(\S+)", line)
        if match: return "/".join(sorted(match.group(1).strip('"').split("|")))
    return "X64"


def write(path, stem, releases, modules, volumes, arches):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    rows = []
    for (volume, guid, condition), entry in modules.items():
        for first, last in intervals(entry["in"], releases):
            rows.append(("file", volume, guid, entry["name"], first, last, condition))
    for (volume, size, condition), entry in volumes.items():
        for first, last in intervals(entry, releases):
            rows.append(("size", volume, "0x%X" % size, "", first, last, condition))
    order = {v: i for i, v in enumerate(["SECFV", "PEIFV", "DXEFV", "NCCFV", "FVMAIN_COMPACT", "FVMAIN"])}
    rows.sort(key=lambda r: (r[0] != "size", order.get(r[1], 9), r[1], r[3], r[2], r[4], r[6]))
    with open(path, "w") as out:
        out.write(f"platform {stem}.dsc {releases[0]} {releases[-1]}\n")
        for names in sorted(arches):
            for first, last in intervals(arches[names], releases): out.write(f"arch {names} {first} {last}\n")
        for kind, volume, value, name, first, last, condition in rows:
            out.write(" ".join(x for x in [kind, volume, value, first, last, name, f"if {condition}" if condition else ""] if x) + "\n")


def main():
    git, folder = Git(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "Platforms/known"
    tags = git.tags()
    releases = [t[-6:] for t in tags]
    with open_list(folder) as out:
        out.write("\n".join(releases) + "\n")
    for stem in PLATFORMS:
        modules, volumes, arches, known = {}, {}, {}, []
        for tag, release in zip(tags, releases):
            tree = Commit(git, tag)
            placed = placements(tree, stem)
            if placed is None: continue
            known.append(release)
            for volume, guid, name, condition in placed:
                entry = modules.setdefault((volume, guid, condition), {"name": name, "in": set()})
                entry["in"].add(release); entry["name"] = name
            arches.setdefault(architectures(tree, stem), set()).add(release)
            for key in sizes(tree, stem): volumes.setdefault(key, set()).add(release)
        write(f"{folder}/{stem}.txt", stem, known, modules, volumes, arches)
    for stem in OWN:
        # kiln's platforms are built with edk2 releases from 202211 on, which EDK2_RELEASE tells apart.
        known = [r for r in releases if r >= "202211"]
        modules, volumes, arches = {}, {}, {}
        for release in known:
            tree = Folder(Commit(git, "edk2-stable" + release))
            arches.setdefault(architectures(tree, stem), set()).add(release)
            arch = architectures(tree, stem)
            facts = {"EDK2_RELEASE": release, "ARCH": arch, "QEMU_DEVICE_MODEL": stem != "Platforms/xen/xen-aarch64"}
            # The others refuse the switch.
            if stem != "Platforms/qemu/qemu": facts["SMM_REQUIRE"] = False
            for volume, guid, name, condition in placements(tree, stem, {"EDK2_RELEASE": release, "ARCH": arch}):
                parts = [settled(part, facts) for part in condition.split("&")] if condition else []
                if False in parts: continue
                left = "&".join(part for part in parts if part is not True)
                entry = modules.setdefault((volume, guid, left), {"name": name, "in": set()})
                entry["in"].add(release)
        for key in sizes(tree, stem): volumes[key] = set(known)
        write(f"{folder}/{stem}.txt", stem, known, modules, volumes, arches)


def settled(condition, facts):
    """Whether a condition about a platform of kiln's holds; the condition itself if the facts do not tell."""
    if "|" in condition and "(" not in condition:
        parts = [settled(part, facts) for part in condition.split("|")]
        return True if True in parts else "|".join(part for part in parts if part) or False
    match = re.fullmatch(r"(!?)\(?(\w+?)(?:(>=|<|==)(\w+))?\)?", condition)
    if not match or match.group(2) not in facts: return condition
    no, name, sign, value = match.groups()
    holds = {None: lambda: facts[name], ">=": lambda: facts[name] >= value, "<": lambda: facts[name] < value,
             "==": lambda: facts[name] == value}[sign]()
    return holds != bool(no)


def open_list(folder):
    os.makedirs(folder, exist_ok=True)
    return open(f"{folder}/releases.txt", "w")


main()
