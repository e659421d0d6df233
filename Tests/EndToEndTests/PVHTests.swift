import TestSupport
import Testing

/// `kiln pvh`, and platforms that ask for a PVH header.
@Suite struct PVHTests {
  /// 48 bytes for the end of an image: `jmp` at the PVH entry, the mark of a VTF 20 bytes before the end.
  private static let vector =
    "DATA = {\n  0xE9, "
    + [String](repeating: "0x90", count: 27).joined(separator: ", ")
    + ",\n  0x56, 0x54, 0x46, 0x00,\n  "
    + [String](repeating: "0x90", count: 16).joined(separator: ", ") + "\n}\n"

  private static func regions(header: String = "0x1000", vector: String = vector) -> String {
    "0x0000|\(header)\n\n0x1000|0xE000\nFV = MAIN\n\n0xFFD0|0x30\n\(vector)"
  }

  private static func dsc(_ line: String) -> String {
    TinyWorkspace.dsc + "[UserExtensions.Kiln.\"Pvh\"]\n  \(line)\n"
  }

  private func workspace(_ line: String, _ regions: String = Self.regions()) throws -> TinyWorkspace {
    try TinyWorkspace(["Tiny.dsc": Self.dsc(line), "Tiny.fdf": TinyWorkspace.fdf(regions: regions)])
  }

  @Test(arguments: [("ELF32", "", "0x10ffd0"), ("elf64", "| 0x200000", "0x20ffd0")])
  func aPlatformThatAsksForAHeaderHasOne(fileClass: String, address: String, entry: String) throws {
    let tiny = try workspace("TINY | 0x0 | \(fileClass) \(address)")
    let kiln = try tiny.build()
    #expect(kiln.status == 0 && !kiln.errors.contains("warning"), "\(kiln.errors)")
    let readelf = try Program.run("/usr/bin/readelf", ["-hW", "\(tiny.scratch.path)/out/FV/TINY.fd"])
    #expect(readelf.output.contains(entry), "\(readelf.output)")
    let pvh = try Program.kiln(["pvh", "\(tiny.scratch.path)/out/FV/TINY.fd"])
    #expect(pvh.status == 0 && pvh.errors.isEmpty, "\(pvh.errors)")
    #expect(pvh.output.contains("at offset 0xFFD0 of the image, 0x30 before its end"), "\(pvh.output)")
  }

  @Test(arguments: [
    ("TINY | 0x0 | ELF32", regions(header: "0x80"), "pvh-region", "needs 0x88"),
    ("TINY | 0x0 | ELF32", regions(vector: ""), "pvh-no-entry", "has no PVH entry"),
    ("TINY | 0x0 | ELF32 | 0xFFFF1000", regions(), "pvh-load-address", "below 4 GiB"),
    ("TINY | 0x0 | ELF32 | 0x100001", regions(), "pvh-load-address", "is not a valid load address"),
    ("TINY | 0x1000 | ELF32", regions(), "pvh-region-taken", "expected an empty region at 0x1000"),
    ("TINY | 0x2000 | ELF32", regions(), "pvh-region-unknown", "no region at 0x2000"),
    ("OTHER | 0x0 | ELF32", regions(), "pvh-device-unknown", "'OTHER'"),
    ("TINY | 0x0 | ELF16", regions(), "pvh-malformed", "a request for a PVH header"),
    ("TINY | 0x0", regions(), "pvh-malformed", "a request for a PVH header"),
  ])
  func wrongRequests(line: String, regions: String, code: String, text: String) throws {
    let tiny = try workspace(line, regions)
    let kiln = try tiny.build()
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("Tiny.dsc:13:3: error: "), "\(kiln.errors)")
    for part in ["[\(code)]", text, "  fix: "] { #expect(kiln.errors.contains(part), "\(kiln.errors)") }
    #expect(!tiny.hasOutput)
  }

  /// Bytes typed in by hand are written as they stand, and held against the layout.
  @Test func aTypedHeaderThatDoesNotFitIsAWarningAndCanBeMended() throws {
    let tiny = try workspace("TINY | 0x0 | ELF32")
    #expect(try tiny.build().status == 0)
    let right = try tiny.scratch.bytes("out/FV/TINY.fd")
    var header = Array(right.prefix(0x88))
    header[0x84] = 0xE0  // The entry of the note.
    header[0x70] = 0x00  // The alignment of its segment.
    let typed = "DATA = {\n" + header.map { "0x" + String($0, radix: 16) }.joined(separator: ", ") + "\n}\n"
    let regions = Self.regions().replacing("0x0000|0x1000\n", with: "0x0000|0x1000\n\(typed)")
    let other = try TinyWorkspace(["Tiny.fdf": TinyWorkspace.fdf(regions: regions)])
    let kiln = try other.build()
    #expect(kiln.status == 0, "\(kiln.errors)")
    #expect(
      kiln.errors.contains(
        "Tiny.fdf:8:1: warning: expected the entry point of the reset vector, 0x10FFD0, found 0x10FFE0"),
      "\(kiln.errors)")
    #expect(kiln.errors.contains("p_align is 0"), "\(kiln.errors)")
    let wrong = try other.scratch.bytes("out/FV/TINY.fd")
    #expect(Array(wrong.prefix(0x88)) == header)

    let path = "\(other.scratch.path)/out/FV/TINY.fd"
    let check = try Program.kiln(["pvh", path])
    #expect(check.status == 1)
    #expect(check.errors.contains("TINY.fd:0x84: error: ") && check.errors.contains("[pvh-entry]"))
    #expect(check.errors.contains("TINY.fd:0x54: error: ") && check.errors.contains("[pvh-note-alignment]"))
    let fixed = "\(other.scratch.path)/fixed.fd"
    #expect(try Program.kiln(["pvh", path, "--fix", fixed]).status == 0)
    #expect(try other.scratch.bytes("fixed.fd") == right)
    #expect(try Program.kiln(["pvh", fixed]).status == 0)
  }

  @Test func whatIsNoFirmware() throws {
    let scratch = try Scratch()
    func expect(_ path: String, _ code: String, _ text: String) throws {
      for arguments in [
        ["pvh", path], ["pvh", path, "--fix", "\(scratch.path)/fixed"], ["pvh", path, "--json"],
      ] {
        let kiln = try Program.kiln(arguments)
        #expect(kiln.status == 1, "\(kiln.errors)")
        for part in ["[\(code)]", text, "  fix: "] { #expect(kiln.errors.contains(part), "\(kiln.errors)") }
        #expect(!scratch.exists("fixed"))
      }
    }
    try expect(
      scratch.write("text", "no firmware at all"), "pvh-no-header", "expected firmware, found neither")
    try expect(scratch.write("empty", ""), "pvh-no-header", "expected firmware, found neither")
    try expect("/usr/share/OVMF/OVMF_CODE.fd", "pvh-no-header", "expected an ELF header at the start")
    try expect("\(scratch.path)/missing", "file-missing", "missing")
    let tiny = try workspace("TINY | 0x0 | ELF32")
    #expect(try tiny.build().status == 0)
    let whole = try tiny.scratch.bytes("out/FV/TINY.fd")
    try expect(scratch.write("short", whole.prefix(0x60)), "pvh-truncated", "give the complete image")
    let cut = try Program.kiln(["pvh", scratch.write("cut", whole.prefix(0x8000))])
    #expect(cut.status == 1 && cut.errors.contains("[pvh-truncated]"), "\(cut.errors)")
  }

  @Test func jsonForScripts() throws {
    let tiny = try workspace("TINY | 0x0 | ELF32")
    #expect(try tiny.build().status == 0)
    let kiln = try Program.kiln(["pvh", "\(tiny.scratch.path)/out/FV/TINY.fd", "--json"])
    #expect(kiln.output.contains("\"kiln-pvh-1\"") && kiln.output.contains("1114064"), "\(kiln.output)")
  }
}
