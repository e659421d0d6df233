"""What readers that are not ours say about the executable images in a firmware image.

Usage: executables.py FIRMWARE FOLDER

Takes every PE32 and TE section out of FIRMWARE with uefi_firmware and describes it with pefile.
Leaves in FOLDER, for each image N:
  N.image    the section's data as shipped
  N.pe       (TE only) the PE image that it stands for, under headers made up to fit
  N.moved    pefile's own relocation of the PE image to 0x7654321000, or 0x76543000 for PE32
and facts.json, one object for each image.
"""

import json
import os
import struct
import sys

import pefile
from uefi_firmware.uefi import FirmwareFileSystemSection, FirmwareVolume
from uefi_firmware.utils import search_firmware_volumes

TE_HEADER = struct.Struct("<2sHBBHIIQIIII")


KINDS = {0x10: "PE", 0x12: "TE"}


def sections(thing):
    """All sections of a parsed firmware image, depth first."""
    if isinstance(thing, FirmwareFileSystemSection):
        yield thing
    for child in thing.objects or []:
        if child is not None:
            yield from sections(child)


def volumes(firmware):
    """The volumes that are not inside another one."""
    end = 0
    for signature in search_firmware_volumes(firmware):
        start = signature - 40
        volume = FirmwareVolume(firmware[start:], start)
        if start >= end and volume.valid_header and volume.process():
            end = start + volume.size
            yield volume


def unterse(data):
    """A PE image with the sections, directories and base of the TE image `data`."""
    (_, machine, count, subsystem, stripped, entry, code, base, *directories) = TE_HEADER.unpack_from(data)
    wide = machine in (0x8664, 0xAA64, 0x5064)
    optional_size = 240 if wide else 224
    dos = bytearray(stripped - 24 - optional_size)
    dos[0:2] = b"MZ"
    struct.pack_into("<I", dos, 0x3C, len(dos))
    size = sum(struct.unpack_from("<II", data, 40 + 40 * (count - 1) + 8))
    size = (size + 31) & ~31
    relocs, debug = directories[0:2], directories[2:4]
    fixed = relocs == [0, 0]
    if relocs[1] == 0 and not fixed:
        size, relocs = relocs[0] + 8, [0, 0]
    header = b"PE\0\0" + struct.pack("<HHIIIHH", machine, count, 0, 0, 0, optional_size, 0x2E | fixed)
    header += struct.pack("<HBBIIIII", 0x20B if wide else 0x10B, 0, 0, 0, 0, 0, entry, code)
    header += struct.pack("<Q", base) if wide else struct.pack("<II", 0, base)
    header += struct.pack("<II", 32, 32) + bytes(16)
    header += struct.pack("<IIIHH", size, stripped + 40 * count, 0, subsystem, 0)
    header += bytes(32 if wide else 16) + struct.pack("<II", 0, 16)
    table = bytearray(128)
    struct.pack_into("<II", table, 5 * 8, *relocs)
    struct.pack_into("<II", table, 6 * 8, *debug)
    return bytes(dos) + header + bytes(table) + data[40:]


def describe(kind, data, firmware, size, folder, number):
    def leave(name, content):
        with open(os.path.join(folder, f"{number}.{name}"), "wb") as file:
            file.write(content)

    leave("image", data)
    if kind == "TE":
        leave("pe", unterse(data))
    pe = pefile.PE(data=unterse(data) if kind == "TE" else data)
    optional = pe.OPTIONAL_HEADER
    facts = {
        "kind": kind,
        "machine": pe.FILE_HEADER.Machine,
        "fixed": pe.FILE_HEADER.Characteristics & 1 == 1,
        "subsystem": optional.Subsystem,
        "entry": optional.AddressOfEntryPoint,
        "base": optional.ImageBase,
        "sectionAlignment": optional.SectionAlignment,
        "fileAlignment": optional.FileAlignment,
        "sizeOfImage": optional.SizeOfImage,
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
        # Where it is stored as it is; -1 when only behind a compression.
        "place": firmware.find(data),
        "firmwareSize": size,
    }
    debug = [d for d in getattr(pe, "DIRECTORY_ENTRY_DEBUG", []) if d.struct.Type == 2 and d.entry]
    facts["symbols"] = debug[0].entry.PdbFileName.rstrip(b"\0").decode() if debug else None
    base = 0x7654321000 if optional.Magic == 0x20B else 0x76543000
    pe.relocate_image(base)
    # pefile leaves the base of an image that has no relocations as it was.
    optional.ImageBase = base
    leave("moved", bytes(pe.write()))
    return facts


def main():
    path, folder = sys.argv[1:]
    with open(path, "rb") as file:
        firmware = file.read()
    facts = []
    size = len(firmware)
    # ARM's flash images are filled up to 64 MiB, and every image is looked for in them.
    firmware = firmware.rstrip(firmware[-1:])
    for volume in volumes(firmware):
        for section in sections(volume):
            if kind := KINDS.get(section.type):
                facts.append(describe(kind, bytes(section.data), firmware, size, folder, len(facts)))
    with open(os.path.join(folder, "facts.json"), "w") as file:
        json.dump(facts, file)


main()
