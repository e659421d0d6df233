"""Compares two build reports in edk2's form: the one that edk2's `build -y` wrote, and kiln's.

usage: build_reports.py EDK2 KILN

Module by module, the summaries and the sections that both have. Lines of edk2's report are wrapped at hyphens, so blanks
do not count. Prints a line for each difference, and a last line of counts; ends with 1 if there is a difference.
"""

import re
import sys

# Of compiled modules only, or of the machine.
LEFT_OUT = ("Size", "SHA1 HASH", "Build Time Stamp", "Module Build Time")


def parts(path):
    part = []
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith((">==", "<==", ">--", "<--")):
                yield part
                part = []
            else:
                part.append(line)
    yield part


# edk2 writes the text of a variable as its bytes, and takes it for another value than the text in the manifests.
BYTES = re.compile(
    r'(?:\*[MP])?(Pcd\w+:D(?:YN|EX)HII\(VOID\*\)=)\{((?:0x[0-9a-f]{2},?)+)\}'
    r'(g\w+:L"[^"]*":0x[0-9a-fA-F]+?(?=DSC|DEC|Pcd|[*]|g|$))?(?:DSCDEFAULT="([^"]*)")?(?:DECDEFAULT="([^"]*)")?')


def as_text(found):
    text = bytes(int(byte, 0) for byte in found[2].split(",")).rstrip(b"\0").decode("latin-1")
    others = [other for other in found.group(4, 5) if other is not None]
    return f'{found[1]}"{text}"{found[3] or ""}' if all(other == text for other in others) else found[0]


def solid(lines):
    text = re.sub(r"\s", "", "".join(line for line in lines if not re.fullmatch(r"[-=]{120}", line)))
    return BYTES.sub(as_text, text)


def read(path):
    modules, current = {}, None
    for part in parts(path):
        text = [line for line in part if line.strip()]
        if not text:
            continue
        title = text[0].strip()
        if title == "Module Summary":
            fields = dict(line.split(":", 1) for line in text[1:] if ":" in line)
            fields = {name.strip(): value.strip() for name, value in fields.items()}
            key = (fields["Module INF Path"], fields["Module Arch"], fields["File GUID"].upper())
            current = modules[key] = {
                name: value for name, value in fields.items() if name not in LEFT_OUT}
        elif title == "Platform Configuration Database Report":
            modules[(title, "", "")] = {"lines": {solid([line]) for line in part if "DEFAULT" not in line}}
        elif current is not None and title in ("PCD", "Library", "Build Flags"):
            current[title] = solid(text[1:])
        elif current is not None and "Dependency Expression" in title:
            # The compiled form is there only if the module is compiled.
            start = next(place for place, line in enumerate(text) if line.endswith("from INF"))
            current["Dependency Expression"] = solid(text[start + 1:])
    return modules


def main():
    theirs, ours = read(sys.argv[1]), read(sys.argv[2])
    differences, counts = 0, {}
    for key in sorted(set(theirs) | set(ours)):
        one, other = theirs.get(key), ours.get(key)
        if one is None or other is None:
            print(*key, "only in", "kiln" if one is None else "edk2")
            differences += 1
            continue
        for name in sorted(set(one) | set(other)):
            counts[name] = counts.get(name, 0) + 1
            if one.get(name) != other.get(name):
                differences += 1
                left, right = one.get(name), other.get(name)
                if isinstance(left, set):
                    left, right = sorted(left - right), sorted(right - left)
                print(key[0], name, "\n  edk2:", left, "\n  kiln:", right)
    summary = ", ".join(f"{counts[name]} {name}" for name in ("PCD", "Library", "Dependency Expression", "Build Flags") if name in counts)
    print(f"{len(ours)} modules, {summary}: {differences} differences")
    sys.exit(1 if differences or len(ours) < 2 else 0)


main()
