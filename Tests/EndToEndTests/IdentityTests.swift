import TestSupport
import Testing

/// The strictest measure: what kiln packs from Debian's modules is what Debian ships, to the byte.
@Suite struct IdentityTests {
  @Test(arguments: ShippedFirmware.all)
  func imagesAreDebiansWithEDK2sCompressor(firmware: ShippedFirmware) throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln(
      try firmware.arguments(output: scratch.path, lzmaTool: try Provided.lzmaTool()))
    #expect(kiln.status == 0, "\(kiln.errors)")
    let packed = try scratch.bytes("FV/\(firmware.device).fd")
    var shipped = try Provided.bytes(firmware.path)
    if let size = firmware.size { shipped = Array(shipped.prefix(size)) }
    #expect(DebianImages.areEqual(packed, shipped))
  }

  @Test func theUnifiedImageAndTheVariableStoreAreDebiansToo() throws {
    let scratch = try Scratch()
    _ = try Program.kiln(
      try ShippedFirmware.code.arguments(output: scratch.path, lzmaTool: try Provided.lzmaTool()))
    #expect(
      DebianImages.areEqual(try scratch.bytes("FV/OVMF.fd"), try Provided.bytes("/usr/share/ovmf/OVMF.fd")))
    #expect(
      DebianImages.areEqual(
        try scratch.bytes("FV/OVMF_VARS.fd"), try Provided.bytes("/usr/share/OVMF/OVMF_VARS.fd")))
  }

  /// liblzma gives other bytes than edk2's encoder; everything else is the same, and what they decode to.
  @Test func withLiblzmaOnlyTheCompressedBytesDiffer() throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln(try ShippedFirmware.code.arguments(output: scratch.path))
    #expect(kiln.status == 0, "\(kiln.errors)")
    let packed = try scratch.bytes("FV/OVMF_CODE.fd")
    let shipped = try Provided.bytes(ShippedFirmware.code.path)
    #expect(packed.count == shipped.count)
    // SECFV is not compressed and ends the image: 0x34000 bytes in Debian's 2 MB layout.
    #expect(DebianImages.areEqual(Array(packed.suffix(0x34000)), Array(shipped.suffix(0x34000))))
    let volumes = try Program.oracle("volumes.py", ["\(scratch.path)/FV/OVMF_CODE.fd"]).output
    #expect(volumes == (try Program.oracle("volumes.py", [ShippedFirmware.code.path]).output))
    #expect(volumes.split(separator: "\n").count == 2)
    let diff = try Program.kiln(["diff", "\(scratch.path)/FV/OVMF_CODE.fd", ShippedFirmware.code.path])
    #expect(diff.status == 0)
    #expect(diff.output.hasPrefix("same content"))
  }

  @Test func neitherPlaceNorTimeNorLocaleMatters() throws {
    let scratch = try Scratch()
    let other = try Scratch()
    let edk2 = try Provided.edk2()
    _ = try Program.kiln(
      ["build", "qemu", "--workspace", edk2, "--prebuilt", ShippedFirmware.code.path, "-o", "a"],
      in: scratch.path)
    _ = try Program.kiln(
      [
        "build", "-p", "qemu", "-w", edk2 + "/../" + (edk2.split(separator: "/").last ?? ""), "--prebuilt",
        "/usr/share/OVMF/../OVMF/OVMF_CODE.fd", "--output", other.path,
      ],
      in: scratch.path, environment: ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "HOME": "/nonexistent"])
    for name in ["OVMF.fd", "OVMF_CODE.fd", "OVMF_VARS.fd", "MEMFD.fd", "DXEFV.Fv"] {
      #expect(
        DebianImages.areEqual(try scratch.bytes("a/FV/\(name)"), try other.bytes("FV/\(name)")), "\(name)")
    }
  }

}
