import Foundation
import TestSupport
import Testing

/// Overflows that stopped people's builds, in a volume of the size that it had then: the message says which volume,
/// by how much, what costs most in it, and what has grown since the last good one.
@Suite struct OverflowReplayTests {
  /// FVMAIN_COMPACT of a 2 MB flash, in bytes, until edk2's 70df56728f (2025).
  private static let room = 0x1AC000

  private struct Check: Decodable {
    struct Row: Decodable { let subject: String, used: Int }
    let rows: [Row]
  }

  private let tiny: TinyWorkspace

  /// A compressed volume of three modules, whose bytes no compressor makes smaller, and room for what is to be
  /// found in front of the end.
  init() throws {
    let modules = ["Shell", "TlsDxe", "HttpDxe"].enumerated().map { index, name in
      """
      FILE FREEFORM = 99999999-0000-0000-0000-00000000000\(index + 1) {
        SECTION UI = "\(name)"
        SECTION RAW = \(name).bin
      }
      """
    }
    let attributes = "FvAlignment = 16\nERASE_POLARITY = 1\nMEMORY_MAPPED = TRUE\n"
    tiny = try TinyWorkspace([
      "Tiny.fdf": """
      [FD.OVMF_CODE]
      BaseAddress = 0xFFE20000
      Size = 0x1E0000
      ErasePolarity = 1
      BlockSize = 0x1000
      NumBlocks = 0x1E0

      0x0|0x1AC000
      FV = FVMAIN_COMPACT

      [FV.DXEFV]
      FvNameGuid = 77777777-0000-0000-0000-000000000002
      BlockSize = 0x1000
      NumBlocks = 0x400
      \(attributes)
      \(modules.joined(separator: "\n"))

      [FV.FVMAIN_COMPACT]
      FvNameGuid = 77777777-0000-0000-0000-000000000001
      \(attributes)
      FILE FV_IMAGE = 77777777-0000-0000-0000-000000000003 {
        SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
          SECTION FV_IMAGE = DXEFV
        }
      }
      FILE RAW = 99999999-0000-0000-0000-000000000009 { rest.bin }

      """
    ])
    try write("Shell", 900_000)
    try write("TlsDxe", 500_000)
    try write("HttpDxe", 200_000)
    try write("rest", 8)
  }

  /// Numbers that repeat on every machine (xorshift), another series for each name.
  private func write(_ name: String, _ count: Int) throws {
    var state = name.utf8.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let bytes = (0..<count).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    try tiny.scratch.write("\(name).bin", bytes)
  }

  private func check(_ more: [String]) throws -> Program {
    try Program.kiln(
      ["check", "Tiny.dsc", "--prebuilt", ShippedFirmware.code.path] + more, in: tiny.scratch.path,
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
  }

  /// - Parameters:
  ///   - needed: by FVMAIN_COMPACT, in bytes: what the build's own message said.
  ///   - over: that minus the room, worked out by hand.
  @Test(arguments: [
    (name: "e#10839", needed: 0x1AC000 + 16_328, over: 16_328),
    (name: "LXD", needed: 0x1B9180, over: 53_632),
  ])
  func replayed(name: String, needed: Int, over: Int) throws {
    let good = try check(["--record", "history.jsonl", "--revision", "good"])
    #expect(good.status == 0, "\(good.errors)")

    try write("TlsDxe", 540_000)
    let fits = try check(["--json"])
    #expect(fits.status == 0, "\(fits.errors)")
    let rows = try JSONDecoder().decode(Check.self, from: Data(fits.output.utf8)).rows
    let used = try #require(rows.first { $0.subject == "FVMAIN_COMPACT" }).used
    // The last file of the volume takes what is missing.
    try write("rest", 8 + needed - used)

    let bad = try check(["--base", "history.jsonl"])
    #expect(bad.status == 2)
    let message =
      "FVMAIN_COMPACT needs \(needed) bytes and has \(Self.room): \(over) too many [fv-overflow]"
    // The filler grew most.
    let culprits = bad.errors.split(separator: "\n").filter { $0.contains(" error: ") }
    #expect(culprits.count == 1, "\(culprits)")
    #expect(culprits[0].contains(" error: 99999999-0000-0000-0000-000000000009 grew ("), "\(culprits)")
    #expect(culprits[0].hasSuffix(" bytes): \(message)"), "\(culprits)")
    let notes = bad.errors.split(separator: "\n").filter { $0.hasPrefix("  note: ") }.map {
      String($0.dropFirst(8))
    }
    // Noise costs what it is large, give or take what the coder adds: an eightieth at most.
    let costs = notes.filter { $0.contains(" bytes of flash, ") && !$0.contains("since the base") }
    #expect(costs.map { $0.split(separator: " ").last ?? "" } == ["Shell", "TlsDxe", "HttpDxe"], "\(notes)")
    let first = try #require(costs.first?.split(separator: " ").first.flatMap { Int($0) })
    #expect((890_000...915_000).contains(first))
    let grown = notes.filter { $0.hasPrefix("grown since the base") }
    #expect(grown.contains { $0.hasSuffix("40000 raw: TlsDxe") }, "\(notes)")
    #expect(!grown.contains { $0.hasSuffix("Shell") }, "\(notes)")
    // The device is too large only with the volume, and that has been said.
    #expect(!bad.errors.contains("budget-exceeded"))
  }
}
