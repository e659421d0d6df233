import Foundation
import TestSupport
import Testing

/// What is no firmware, and what is damaged.
@Suite struct IdentifyRefusalTests {
  private func refusal(_ path: String) throws -> String {
    let kiln = try Program.kiln(["identify", path], seconds: 20)
    #expect(kiln.status == 1, "\(path)")
    #expect(kiln.output.isEmpty && kiln.errors.contains("fix:"), "\(kiln.errors)")
    return kiln.errors
  }

  @Test(arguments: ["bios.bin", "bios-256k.bin", "bios-microvm.bin"])
  func seaBIOS(name: String) throws {
    let said = try refusal(try Provided.existing("/usr/share/seabios/\(name)"))
    #expect(said.contains("found SeaBIOS") && said.contains("[identify-no-firmware]"))
  }

  @Test func otherFiles() throws {
    #expect(try refusal("/bin/true").contains("expected a firmware volume, found an ELF program"))
    #expect(try refusal("/usr/share/seabios/vgabios.bin").contains("an option ROM"))
    #expect(try refusal("/etc/passwd").contains("expected a firmware volume, found none"))
    let scratch = try Scratch()
    #expect(try refusal(try scratch.write("empty", [])).contains("[image-truncated]"))
    #expect(
      try refusal(try scratch.write("disk", [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3])).contains(
        "qemu-img convert"))
    #expect(try refusal(try scratch.write("zeros", [0, 0, 0])).contains("[identify-no-firmware]"))
    #expect(try refusal("\(scratch.path)/nothing").contains("[file-missing]"))
    try scratch.write("folder/readme", "x")
    #expect(try refusal("\(scratch.path)/folder").contains("[folder-no-image]"))
  }

  /// Numbers of a linear congruential generator (Knuth's MMIX), always the same.
  @Test func randomBytes() throws {
    let scratch = try Scratch()
    var state: UInt64 = 1
    let bytes = (0..<2 << 20).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    #expect(try refusal(try scratch.write("random.fd", bytes)).contains("[identify-no-firmware]"))
  }

  /// One of several that is nothing does not keep the others from being told.
  @Test func othersAreToldAllTheSame() throws {
    let kiln = try Program.kiln(["identify", "/bin/true", "/usr/share/OVMF/OVMF_VARS.fd"])
    #expect(kiln.status == 1)
    #expect(kiln.output.contains("131072 bytes, authenticated"))
  }

  /// Whatever is overwritten, kiln ends by itself and says something.
  @Test(arguments: [0, 0x20, 0x28, 0x48, 0x60, 0x90, 0xA8, 0x1AC000, 0x1AC048, 0x1DFFB0, 0x1DFFCE, 0x1DFFF0])
  func damage(offset: Int) throws {
    let scratch = try Scratch()
    var image = try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd")
    image.replaceSubrange(offset..<offset + 16, with: Array(repeating: 0xFF, count: 16))
    let kiln = try Program.kiln(["identify", try scratch.write("bad.fd", image)], seconds: 60)
    #expect(kiln.status == 0 || kiln.status == 1, "\(kiln.errors)")
    #expect(!kiln.output.isEmpty || !kiln.errors.isEmpty)
    for count in [1, 0x48, 0x1000, 0x1AC000, 0x1DFFF0] {
      let cut = try Program.kiln(["identify", try scratch.write("cut.fd", image.prefix(count))], seconds: 60)
      #expect(cut.status == 0 || cut.status == 1)
    }
  }
}
