import AutoGen
import Manifests
import TestSupport
import Testing

@Suite struct PreprocessingTests {
  /// On sources of the tree and on made-up texts, against edk2's own Trim.
  @Test func sourcesAreTrimmedAsTrimDoes() throws {
    let tree = try EDK2Tree()
    let scratch = try Scratch()
    let lines = try Program.oracle("trim.py", [tree.root, scratch.path]).output.split(separator: "\n")
    var compared = 0
    func read(_ path: String) -> [UInt8]? {
      switch tree.read(path) {
      case .bytes(let bytes): bytes
      default: nil
      }
    }
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      let text = try scratch.bytes("\(parts[0]).in")
      for flags in ["", "c", "l", "cl"] {
        let rules = PreprocessedSource(
          dropsLongSuffixes: flags.contains("l"), convertsHexadecimal: flags.contains("c"))
        let theirs = try scratch.bytes("\(parts[0]).\(flags)")
        #expect(rules.trimmed(text) == theirs, "\(line) \(flags)")
        compared += 1
      }
      guard parts.count == 2 else { continue }
      let include = ["MdePkg/Include", "MdePkg/Include/X64", "OvmfPkg/Include"]
      let source = ASLSource(parts[1], folders: include.map { "\(tree.root)/\($0)" }, read: read)
      #expect(try source.text == scratch.bytes("\(parts[0]).asl"), "\(line)")
      compared += 1
    }
    print("\(compared) trimmed texts equal those of edk2's Trim")
    #expect(compared > 1000)
  }

  private static func asl(_ files: [String: String], _ source: String = "/s/a.asl") -> ASLSource {
    ASLSource(source, folders: ["/i"]) { files[$0].map { Array($0.utf8) } }
  }

  @Test func includesStandInTheirPlaces() {
    let source = Self.asl([
      "/s/a.asl": "One\r\n  Include (\"b.asi\")\n#include \"c.h\"\n#include <d.asl>\nLast",
      "/i/b.asi": "Two\n#include \"sub/e.ASL\"\n", "/i/sub/e.ASL": "Three\n", "/s/d.asl": "Four\n",
    ])
    #expect(
      String(decoding: source.text, as: UTF8.self)
        == "#undef MIN\n#undef MAX\nOne\n  Two\n  Three\n\n\n#include \"c.h\"\nFour\n\nLast")
    #expect(source.files == ["/s/a.asl", "/i/b.asi", "/i/sub/e.ASL", "/s/d.asl"])
    #expect(source.skipped == [])
    #expect(
      String(decoding: source.depfile(for: "/o/a b.i"), as: UTF8.self)
        == "/o/a\\ b.i: \\\n /s/a.asl \\\n /i/b.asi \\\n /i/sub/e.ASL \\\n /s/d.asl\n")
  }

  @Test func whatIncludesItselfEnds() {
    let source = Self.asl(["/s/a.asl": "A\nInclude (\"a.asl\")\nInclude (\"gone.asl\")\n"])
    #expect(String(decoding: source.text, as: UTF8.self) == "#undef MIN\n#undef MAX\nA\n\n\n")
    #expect(
      source.skipped == [
        .init(name: "a.asl", reason: .circular, file: "/s/a.asl", line: 2),
        .init(name: "gone.asl", reason: .missing, file: "/s/a.asl", line: 3),
      ])
  }

  /// edk2 a59064933f: the pattern is `^\s*#\s*pragma\s+once\b` in any case.
  @Test func aPragmaOnceIsLeftOutWhereTrimLeavesItOut() {
    let text = " # Pragma  ONCE // x\n#pragma once_more\n#pragma\n#pragmaonce\nA\n"
    func source(_ dropsOnce: Bool) -> String {
      let source = ASLSource("/s/a.asl", folders: [], dropsOnce: dropsOnce) { _ in Array(text.utf8) }
      return String(decoding: source.text, as: UTF8.self)
    }
    #expect(source(true) == "#undef MIN\n#undef MAX\n#pragma once_more\n#pragma\n#pragmaonce\nA\n")
    #expect(source(false) == "#undef MIN\n#undef MAX\n" + text)
  }

  /// As Trim of edk2 c5aa7e7d94 writes it with --source-code-format=NASM: the marker counts as a line.
  @Test func lineMarkersStayForNASM() {
    let text = Array(
      "# 0 \"a\"\n# 0 \"<built-in>\"\n# 1 \"a\"\none\ntwo\n# 1 \"b\"\nother\n# 4 \"a\" 2\nfour\n#line 9 \"a\"\nnine\n"
        .utf8)
    let trimmed = PreprocessedSource(keepsLineMarkers: true).trimmed(text)
    #expect(
      String(decoding: trimmed, as: UTF8.self)
        == "one\n# 1 \"a\"\ntwo\nfour\n%line 9 \"a\"\n\n\n\nnine\n")
  }

  /// Each file includes the next one twice: 2^40 lines, if they were all read.
  @Test func textThatDoublesEnds() {
    let source = ASLSource("/s/0.asl", folders: []) { path in
      let number = Int(path.dropFirst(3).prefix { $0 != "." }) ?? 0
      let line = "Include (\"\(number + 1).asl\")\n"
      return Array((number > 40 ? "Last\n" : line + line).utf8)
    }
    #expect(source.files.count == 1 << 12)
    #expect(!source.skipped.isEmpty)
  }

  @Test func linesThatNoFileHasAreNotMade() {
    let text = Array("# 1 \"a\"\n# 99999999999999999999 \"a\"\nx\n# 0 \"a\"\ny\n".utf8)
    #expect(PreprocessedSource().trimmed(text) == Array("y\n".utf8))
  }

  /// As AmlToC writes the array; its comment names paths, ours does not.
  @Test func aTableIsAnArray() {
    let table = Array("SSDT".utf8) + [0, 1, 0xFE, 0xFF, 0x10]
    #expect(
      AMLArray.source(of: table, baseName: "RamDisk").map { String(decoding: $0, as: UTF8.self) } == """
        // Generated from an ACPI table in machine language.

        unsigned char ramdisk_aml_code[] = {
          0x53, 0x53, 0x44, 0x54, 0x00, 0x01, 0xFE, 0xFF,
          0x10,
        };

        """)
    #expect(AMLArray.source(of: [0x7F, 0x45], baseName: "x") == nil)
  }
}
