"""What pefile says of a PE image: pe_image.py IMAGE BASE MOVED.

Prints one JSON object, and leaves the image relocated to BASE in MOVED.
"""
import json
import sys

import pefile

path, base, moved = sys.argv[1:]
pe = pefile.PE(path)


def resource():
    """The names on the way to the first resource, and where its data are."""
    names, directory = [], getattr(pe, "DIRECTORY_ENTRY_RESOURCE", None)
    while directory is not None:
        entry = directory.entries[0]
        names.append(str(entry.name))
        directory = getattr(entry, "directory", None)
        if directory is None:
            return {"names": names, "offset": entry.data.struct.OffsetToData, "size": entry.data.struct.Size}
    return None


debug = [d for d in getattr(pe, "DIRECTORY_ENTRY_DEBUG", []) if d.struct.Type == 2 and d.entry]
facts = {
    "machine": pe.FILE_HEADER.Machine,
    "entry": pe.OPTIONAL_HEADER.AddressOfEntryPoint,
    "sizeOfImage": pe.OPTIONAL_HEADER.SizeOfImage,
    "sections": [
        {
            "name": section.Name.rstrip(b"\0").decode(),
            "address": section.VirtualAddress,
            "size": section.Misc_VirtualSize,
            "raw": section.SizeOfRawData,
            "offset": section.PointerToRawData,
        }
        for section in pe.sections
    ],
    "relocations": [
        [entry.type, entry.rva]
        for block in getattr(pe, "DIRECTORY_ENTRY_BASERELOC", [])
        for entry in block.entries
    ],
    "symbols": debug[0].entry.PdbFileName.rstrip(b"\0").decode() if debug else None,
    "resource": resource(),
    "warnings": pe.get_warnings(),
}
pe.relocate_image(int(base))
pe.OPTIONAL_HEADER.ImageBase = int(base)
with open(moved, "wb") as file:
    file.write(bytes(pe.write()))
print(json.dumps(facts))
