#!/usr/bin/env python3
"""Lists what independent readers find in firmware images, one line for each part.

usage: firmware_files.py virt-firmware|uefi-firmware IMAGE...

Both readers are on PyPI (virt-firmware, uefi_firmware) and share no code with kiln. Lines, each
part in front of what is inside it:

    image PATH
    volume FILE-SYSTEM-GUID SIZE
    file GUID TYPE SIZE ATTRIBUTES
    section TYPE SIZE
    store GUID SIZE
"""
import sys


def virt_firmware(path, data):
    from virt.firmware import dump

    def walk(part):
        if isinstance(part, dump.Edk2Volume):
            print("volume", str(part.guid).lower(), part.tlen)
        elif isinstance(part, dump.Edk2FfsFile):
            print("file", str(part.guid).lower(), part.typeid, part.tlen, part.attr)
        elif isinstance(part, dump.Edk2FileSection):
            print("section", part.typeid, part.tlen)
        elif isinstance(part, dump.Edk2NvData):
            print("store", str(part.guid).lower(), part.tlen)
            return
        if not isinstance(part, (str, dump.OvmfResetVector)):
            for child in part:
                walk(child)

    walk(dump.Edk2Image(path, data))


def uefi_firmware(path, data):
    from uefi_firmware import AutoParser

    def walk(parts):
        for part in parts:
            attributes, kind = part["attrs"], part["type"]
            if kind == "FirmwareVolume":
                print("volume", part["guid"], part["_self"].size)
            elif kind == "FirmwareFile":
                print("file", part["guid"], attributes["type"], attributes["size"], attributes["attributes"])
            elif kind == "FirmwareFileSystemSection":
                print("section", attributes["type"], attributes["size"])
            walk(part["_self"].iterate_objects(False) if part["objects"] else [])

    parsed = AutoParser(data, search=False).parse()
    if parsed is None:
        raise SystemExit(f"{path}: uefi_firmware does not know this image")
    walk(parsed.iterate_objects(False))


def main():
    readers = {"virt-firmware": virt_firmware, "uefi-firmware": uefi_firmware}
    read = readers[sys.argv[1]]
    for path in sys.argv[2:]:
        print("image", path)
        with open(path, "rb") as file:
            read(path, file.read())


main()
