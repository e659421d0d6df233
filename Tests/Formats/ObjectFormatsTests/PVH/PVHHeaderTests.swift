import Diagnostics
import ObjectFormats
import TestSupport
import Testing

/// The computed header, as binutils reads it, and the headers that edk2 has typed in.
@Suite struct PVHHeaderTests {
  /// An image with a header in front and, at its end, `jmp` where PVH is entered and the mark of a VTF.
  static func image(_ header: [UInt8], size: Int) -> [UInt8] {
    var bytes = header + [UInt8](repeating: 0xFF, count: size - header.count)
    bytes[size - 0x30] = 0xE9
    bytes.replaceSubrange((size - 0x14)..<(size - 0x10), with: Array("VTF\0".utf8))
    return bytes
  }

  private func codes(_ bytes: [UInt8]) throws -> [String] {
    try PVHImage(parsing: bytes[...]).diagnose { .image(path: "x", offsets: [$0]) }.map(\.code.name)
  }

  @Test(arguments: [
    (ELFImage.FileClass.elf32, 0x10_0000, "0x1fffd0", "ELF32", "0x000074", "Intel 80386"),
    (.elf32, 0x20_0000, "0x2fffd0", "ELF32", "0x000074", "Intel 80386"),
    (.elf32, 0x40_0000, "0x4fffd0", "ELF32", "0x000074", "Intel 80386"),
    (.elf64, 0x40_0000, "0x4fffd0", "ELF64", "0x0000b0", "X86-64"),
  ])
  func readelfAgrees(
    _ fileClass: ELFImage.FileClass, size: Int, entry: String, name: String, note: String, machine: String
  ) throws {
    let header = try #require(PVHHeader(fileClass, imageSize: size))
    let bytes = Self.image(header.bytes, size: size)
    #expect(try codes(bytes) == [])
    let scratch = try Scratch()
    let readelf = try Program.run(
      "/usr/bin/readelf", ["-lhnW", try scratch.write("image", bytes)], environment: ["LC_ALL": "C"])
    #expect(readelf.status == 0 && readelf.errors.isEmpty, "\(readelf.errors)")
    let lines = readelf.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("Class: \(name)"))
    #expect(lines.contains { $0.hasPrefix("Machine:") && $0.hasSuffix(machine) })
    #expect(lines.contains("Entry point address: \(entry)"))
    let digits = name == "ELF32" ? 8 : 16
    func padded(_ number: Int) -> String {
      let text = String(number, radix: 16)
      return "0x" + String(repeating: "0", count: digits - text.count) + text
    }
    let whole = "0x" + String(size, radix: 16)
    #expect(
      lines.contains("LOAD 0x000000 \(padded(0x10_0000)) \(padded(0x10_0000)) \(whole) \(whole) RWE 0x1000"),
      "\(readelf.output)")
    #expect(lines.contains { $0.hasPrefix("NOTE \(note) ") && $0.hasSuffix("00014 R 0x4") })
    // The descriptor, least byte first.
    let descriptor = stride(from: 0, to: 32, by: 8).map { shift in
      let text = String((size + 0x10_0000 - 0x30) >> shift & 0xFF, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    #expect(
      lines.contains {
        $0.contains("Xen 0x00000004") && $0.contains("description data: \(descriptor.joined(separator: " "))")
      },
      "\(readelf.output)")
  }

  @Test func anImageThatIsTooSmallOrTooHighHasNone() {
    #expect(PVHHeader(.elf32, imageSize: 0x80) == nil)
    #expect(PVHHeader(.elf32, imageSize: 0x10_0000, loadAddress: 0xFFF0_0001) == nil)
    #expect(PVHHeader(.elf64, imageSize: 1 << 40) == nil)
  }

  /// The bytes between the braces of `DATA`.
  private func typed(_ path: String) throws -> [UInt8] {
    let text = String(decoding: try Provided.bytes("\(EDK2Tree().root)/\(path)"), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.flatMap { line in
      line.prefix { $0 != "#" }.split { ", ".contains($0) }.filter { $0.hasPrefix("0x") }
    }.compactMap { UInt8($0.dropFirst(2), radix: 16) }
  }

  /// edk2's is right for 2 MB but for an alignment; for other sizes entry and segment are of 2 MB too.
  @Test(arguments: [
    (0x20_0000, ["pvh-note-alignment"]), (0x40_0000, ["pvh-note-alignment", "pvh-segment", "pvh-entry"]),
    (0x10_0000, ["pvh-truncated", "pvh-note-alignment", "pvh-entry"]),
  ])
  func edk2sHeaderOfXen(size: Int, expected: [String]) throws {
    #expect(try codes(Self.image(typed("OvmfPkg/XenElfHeader.fdf.inc"), size: size)) == expected)
  }

  @Test func edk2sHeaderOfCloudHypervisor() throws {
    let bytes = Self.image(try typed("OvmfPkg/CloudHv/CloudHvElfHeader.fdf.inc"), size: 0x40_0000)
    let image = try PVHImage(parsing: bytes[...])
    #expect(image.fileClass == .elf64 && image.machine == .ia32)
    #expect(image.note?.entry == 0x4F_FFD0 && image.note?.descriptorOffset == 0xB0 + 16)
    #expect(try codes(bytes) == [])
  }

  @Test(arguments: [ELFImage.FileClass.elf32, .elf64])
  func everyTruncationIsAnError(_ fileClass: ELFImage.FileClass) throws {
    let header = try #require(PVHHeader(fileClass, imageSize: 0x1000)).bytes
    for count in 0..<header.count {
      #expect(throws: PVHImage.Fault.self) { try PVHImage(parsing: header.prefix(count)) }
    }
    // Whole, but with nothing behind it.
    #expect(try codes(header).contains("pvh-truncated"))
  }

  /// Any byte may be any other: an error or findings, never a trap.
  @Test(arguments: [ELFImage.FileClass.elf32, .elf64])
  func anyByteMayBeDamaged(_ fileClass: ELFImage.FileClass) throws {
    let header = try #require(PVHHeader(fileClass, imageSize: 0x1000)).bytes
    let whole = Self.image(header, size: 0x1000)
    for offset in header.indices {
      for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
        var bytes = whole
        bytes[offset] = value
        guard let image = try? PVHImage(parsing: bytes[...]) else { continue }
        _ = image.diagnose { .image(path: "x", offsets: [$0]) }
        _ = image.note.map { image.offset(of: $0.entry) }
        #expect(image.headerEnd >= 0)
      }
    }
  }

  @Test func firmwareWithAnotherResetVectorHasNoEntry() throws {
    // OVMF's table of GUIDs ends where the entry would be.
    let code = try Provided.bytes("/usr/share/OVMF/OVMF_CODE.fd")
    #expect(ResetVector(endOf: code[...]) == .noPVHEntry)
    #expect(ResetVector(endOf: [UInt8](repeating: 0, count: 0x1000)[...]) == .none)
    #expect(ResetVector(endOf: [0x56, 0x54, 0x46, 0x00]) == .none)
  }
}
