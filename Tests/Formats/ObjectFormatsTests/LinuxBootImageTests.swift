import ObjectFormats
import TestSupport
import Testing

/// Offsets are those of Linux's `arch/x86/boot.rst`.
@Suite struct LinuxBootImageTests {
  private func image(sectors: UInt8 = 2, version: UInt16 = 0x20F, offset: UInt32 = 16, length: UInt32 = 4)
    -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: 512 * 5 + 20)
    bytes[0x1F1] = sectors
    bytes.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
    bytes[0x206] = UInt8(version & 0xFF)
    bytes[0x207] = UInt8(version >> 8)
    bytes[0x248] = UInt8(offset)
    bytes[0x24C] = UInt8(length & 0xFF)
    bytes[0x24D] = UInt8(length >> 8)
    let start = (Int(sectors == 0 ? 4 : sectors) + 1) * 512 + 16
    bytes.replaceSubrange(start..<start + 4, with: [1, 2, 3, 4])
    return bytes
  }

  @Test(arguments: [0, 2] as [UInt8])
  func thePayloadIsBehindTheSetupCode(sectors: UInt8) throws {
    #expect(try LinuxBootImage(parsing: image(sectors: sectors)[...]).payload == [1, 2, 3, 4])
  }

  @Test func whatIsNoKernel() {
    #expect(throws: LinuxBootImage.Failure.noSignature) { try LinuxBootImage(parsing: [1, 2, 3]) }
    #expect(throws: LinuxBootImage.Failure.oldProtocol(0x207)) {
      try LinuxBootImage(parsing: image(version: 0x207)[...])
    }
    #expect(throws: LinuxBootImage.Failure.truncated) {
      try LinuxBootImage(parsing: image(length: 0xFFFF)[...])
    }
  }

  /// The one for virtual machines, which starts with the magic of LZ4's legacy frame.
  @Test func debiansKernelIsCompressedWithLZ4() throws {
    let kernel = try LinuxBootImage(parsing: Provided.bytes(try Provided.kernel())[...])
    #expect(Array(kernel.payload.prefix(4)) == [0x02, 0x21, 0x4C, 0x18])
  }

  @Test func librariesInTheirOrder() throws {
    let scratch = try Scratch()
    let source = try scratch.write("empty.c", "")
    let output = "\(scratch.path)/empty.so"
    let gcc = try Program.run(
      "/usr/bin/gcc",
      ["-shared", "-nostdlib", "-Wl,--no-as-needed", "-o", output, source, "-lm", "-llzma", "-lc"])
    #expect(gcc.status == 0, "\(gcc.errors)")
    let image = try ELFImage(parsing: scratch.bytes("empty.so")[...])
    #expect(try image.neededLibraries() == ["libm.so.6", "liblzma.so.5", "libc.so.6"])
  }
}
