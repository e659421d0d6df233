import Foundation
import TestSupport
import Testing

/// `kiln size` on Debian's firmware, and on a platform that can be packed both ways.
@Suite struct SizeTests {
  private struct Sizes: Decodable {
    struct Row: Decodable { let name: String, of: String, raw: Int, flash: Double }
    struct Stream: Decodable { let encodedSize: Int, booked: Double? }
    let rows: [Row]
    let streams: [Stream]
  }

  private struct Check: Decodable {
    struct Row: Decodable { let subject: String, used: Int, growth: Int? }
    let rows: [Row]
  }

  private func decode<Value: Decodable>(_ kiln: Program) throws -> Value {
    #expect(kiln.status == 0, "\(kiln.errors)")
    return try JSONDecoder().decode(Value.self, from: Data(kiln.output.utf8))
  }

  private func sizes(_ arguments: String...) throws -> Sizes {
    try decode(try Program.kiln(["size", ShippedFirmware.code.path, "--json"] + arguments))
  }

  /// Whatever a line is about, the lines are the same bytes.
  @Test func groupingsAgree() throws {
    let byFile = try sizes()
    let stream = try #require(byFile.streams.first)
    // The stream of Debian's OVMF_CODE.fd, its 13 bytes of header included.
    #expect(stream.encodedSize == 1_512_740)
    #expect(abs(try #require(stream.booked) - 1_512_727) < 16)
    let whole = byFile.rows.reduce(0) { $0 + $1.flash }
    for grouping in ["volume", "section"] {
      let rows = try sizes("--by", grouping).rows
      #expect(rows.reduce(0) { $0 + $1.raw } == byFile.rows.reduce(0) { $0 + $1.raw })
      #expect(abs(rows.reduce(0) { $0 + $1.flash } - whole) < 0.01, "\(grouping)")
    }
    #expect(try sizes("--top", "3").rows.map(\.name) == ["Shell", "SecurityStubDxe", "TlsDxe"])
  }

  @Test(arguments: ["library", "symbol"])
  func anImageHasNoMaps(_ grouping: String) throws {
    let kiln = try Program.kiln(["size", ShippedFirmware.code.path, "--by", grouping])
    #expect(kiln.status == 1 && kiln.errors.contains("[maps-missing]"), "\(kiln.errors)")
  }

  // MARK: What if

  /// A compressed volume of three modules: two of text that is much alike, one of noise.
  private func platform(without left: String? = nil) throws -> TinyWorkspace {
    let names = [("Alpha", 1), ("Beta", 2), ("Noise", 3)].filter { $0.0 != left }
    let files = names.map { name, number in
      """
      FILE FREEFORM = 99999999-0000-0000-0000-00000000000\(number) {
        SECTION UI = "\(name)"
        SECTION RAW = \(name).bin
      }
      """
    }
    let text = (0..<4000).map { "line \($0 * $0 % 9973) of a text; " }.joined()
    var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
    return try TinyWorkspace([
      "Tiny.fdf": TinyWorkspace.fdf(
        files: """
          FILE FV_IMAGE = 77777777-0000-0000-0000-000000000003 {
            SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
              SECTION FV_IMAGE = INNER
            }
          }
          [FV.INNER]
          FvNameGuid = 77777777-0000-0000-0000-000000000002
          FvAlignment = 16
          ERASE_POLARITY = 1
          BlockSize = 0x1000
          NumBlocks = 0x80
          \(files.joined(separator: "\n"))
          """),
      "Alpha.bin": text, "Beta.bin": text + "and one more",
      "Noise.bin": String(
        decoding: (0..<5003).map { _ -> UInt8 in
          noise ^= noise << 13
          noise ^= noise >> 7
          noise ^= noise << 17
          return UInt8(truncatingIfNeeded: noise >> 32) % 90 + 33
        }, as: UTF8.self),
    ])
  }

  private func used(_ workspace: TinyWorkspace, _ more: [String], command: String) throws -> [String: Int] {
    let kiln = try Program.kiln(
      [command, "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path, "--json"] + more,
      in: workspace.scratch.path)
    let check: Check = try decode(kiln)
    return Dictionary(check.rows.map { ($0.subject, $0.used) }) { first, _ in first }
  }

  /// What leaving a module out is said to make is what packing without it makes, but for the alignment of files.
  @Test(arguments: ["Alpha", "Beta", "Noise"])
  func withoutAModule(_ name: String) throws {
    let said = try used(try platform(), ["--without", name], command: "size")
    let packed = try used(try platform(without: name), [], command: "check")
    #expect(said.keys.sorted() == packed.keys.sorted())
    for (subject, used) in said { #expect(abs(used - packed[subject, default: 0]) < 8, "\(subject)") }
  }

  /// The second of two texts that are alike costs nothing; the first is what the other repeats. Leaving out either
  /// saves next to nothing.
  @Test func marginalCostsOfTwins() throws {
    struct Marginal: Decodable {
      struct Row: Decodable { let name: String, share: Double, saving: Int }
      let rows: [Row]
    }
    let workspace = try platform()
    let kiln = try Program.kiln(
      [
        "size", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path, "--json", "--marginal", "Alpha", "beta",
        "NOISE",
      ], in: workspace.scratch.path)
    let rows = (try decode(kiln) as Marginal).rows
    #expect(rows.map(\.name) == ["Alpha", "Beta", "Noise"])
    #expect(rows[0].share > 5000 && rows[1].share < 300 && rows[2].share > 3500, "\(rows)")
    #expect(rows[0].saving < 300 && rows[1].saving < 300 && rows[2].saving > 3500, "\(rows)")
  }

  @Test func anotherCompressor() throws {
    let workspace = try platform()
    let plain = try used(workspace, [], command: "check")
    let said = try used(workspace, ["--compressor", "lzma:lc=0,lp=2,pb=0"], command: "size")
    try workspace.scratch.write(
      "Tiny.dsc",
      TinyWorkspace.dsc + "[UserExtensions.Kiln.\"Compression\"]\n  MAIN | lzma:lc=0,lp=2,pb=0\n")
    #expect(said["MAIN"] != plain["MAIN"] && said["INNER"] == plain["INNER"])
    // Where nobody is known to open the volume, what the FDF says is done, and that is said.
    let kiln = try Program.kiln(
      ["check", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path], in: workspace.scratch.path)
    #expect(
      kiln.errors.contains("Tiny.dsc:13:3: warning:") && kiln.errors.contains("[compression-undecodable]"))
  }

  @Test(arguments: [
    (["--without", "Alfa"], 1, "[module-unknown]"),
    (["--marginal", "nothing"], 1, "[module-unknown]"),
    (["--compressor", "zip"], 64, "[compressor-unknown]"),
    (["--compressor", "lzma:lc=4,lp=1"], 64, "[compressor-unknown]"),
    (["--compressor", "./no-such-tool"], 1, "[lzma-tool-missing]"),
    (
      ["--without", "Alpha", "--search-compression"], 64,
      "expected one of --marginal, --without, --with and --search-compression"
    ),
    (["--with", "SHELL_ENABLE=FALSE"], 64, "expected -D NAME=VALUE or --pcd NAME=VALUE after --with"),
    (["--with", "-D", "=1"], 64, "[definition-malformed]"),
    (["--top", "0"], 64, "positive"),
  ])
  func mistakes(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let workspace = try platform()
    let kiln = try Program.kiln(
      ["size", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path] + arguments, in: workspace.scratch.path)
    #expect(kiln.status == status && kiln.errors.contains(words), "\(kiln.status) \(kiln.errors)")
  }

  @Test func budgetsOfAnImageBelongToNobody() throws {
    for command in ["check", "size"] {
      let kiln = try Program.kiln([command, ShippedFirmware.code.path, "--budgets", "/dev/null"])
      #expect(kiln.status == 64 && kiln.errors.contains("[budgets-without-platform]"), "\(kiln.errors)")
    }
  }

  @Test func flagsOfAnImageSayNothing() throws {
    let kiln = try Program.kiln(["size", ShippedFirmware.code.path, "--with", "-D", "X=1"])
    #expect(kiln.status == 1 && kiln.errors.contains("[flags-without-platform]"))
  }

  /// The platform with a flag beside the platform without it.
  @Test func withAFlag() throws {
    let kiln = try Program.kiln([
      "size", "qemu", "--workspace", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "--json",
      "--with",
      "-DSHELL_ENABLE=FALSE",
    ])
    let rows = (try decode(kiln) as Check).rows
    let main = try #require(rows.first { $0.subject == "FVMAIN_COMPACT" })
    // The Shell alone is 878 422 bytes of DXEFV, and a quarter of that in flash.
    #expect(try #require(main.growth) < -200_000)
    #expect(try #require(rows.first { $0.subject == "DXEFV" }?.growth) <= -878_422)
  }

  /// What is found to be best is no worse than what the image has, and what firmware decodes is told apart.
  @Test func searching() throws {
    struct Search: Decodable {
      struct Trial: Decodable { let compressor: String, size: Int, needsBranchFilter: Bool }
      let encodedSize: Int
      let trials: [Trial]
    }
    let workspace = try platform()
    let kiln = try Program.kiln(
      ["size", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path, "--search-compression", "--json"],
      in: workspace.scratch.path)
    let search: Search = try decode(kiln)
    let best = try #require(search.trials.first)
    #expect(search.trials.count == 18 && best.size <= search.encodedSize)
    #expect(search.trials.map(\.size) == search.trials.map(\.size).sorted())
    #expect(search.trials.allSatisfy { $0.needsBranchFilter == $0.compressor.hasPrefix("lzma-f86:") })
    // What the ranking calls a compressor is what the option takes.
    let used = try used(workspace, ["--compressor", best.compressor], command: "size")
    let plain = try self.used(workspace, [], command: "check")
    #expect(try #require(used["MAIN"]) - #require(plain["MAIN"]) == best.size - search.encodedSize)
  }
}
