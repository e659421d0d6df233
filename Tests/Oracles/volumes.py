"""Prints name, size and SHA-256 of the volumes inside the first LZMA section of an image.

Knows nothing of firmware but the GUID of the section and the magic of a volume: what it reads is not
what kiln thinks it wrote.
"""
import hashlib
import lzma
import struct
import sys

LZMA_SECTION = bytes.fromhex("98584eee1439594" + "29d6edc7bd79403cf")

image = open(sys.argv[1], "rb").read()
start = image.index(LZMA_SECTION)
offset = struct.unpack_from("<H", image, start + 16)[0]
decoder = lzma.LZMADecompressor(lzma.FORMAT_ALONE)
payload = decoder.decompress(image[start - 4 + offset:])
at = payload.find(b"_FVH")
while at >= 0:
    length = struct.unpack_from("<Q", payload, at - 8)[0]
    volume = payload[at - 40:at - 40 + length]
    print(length, hashlib.sha256(volume).hexdigest())
    at = payload.find(b"_FVH", at - 40 + length)
