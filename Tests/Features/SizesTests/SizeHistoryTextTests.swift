import Bytes
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Sizes

/// Lines of a size history, and what is no line of one.
@Suite struct SizeHistoryTextTests {
  static let record = SizeRecord(
    platform: "Ovmf \"x\"\n", configuration: "RELEASE_GCC5 X64 FD_SIZE_2MB", revision: "abc",
    time: 1_583_933_517,
    subjects: [
      .init(name: "CODE", kind: .device, size: 4096, used: 1000, limit: 4000, holds: ["MAIN"]),
      .init(name: "MAIN", kind: .volume, size: 2048, used: 900, limit: 2048, flash: 310.25),
    ],
    modules: [
      .init(
        guid: "7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1", name: "Größe", volume: "MAIN", raw: 700, flash: 0.1),
      .init(guid: "48DB5E17-707C-472D-91CD-1613E7EF51B0", name: "B", volume: "MAIN", raw: 0),
    ])

  /// Written by hand after the README: what other programs read.
  static let line = """
    {"configuration":"RELEASE_GCC5 X64 FD_SIZE_2MB","modules":[{"flash":0.1,\
    "guid":"7CB8BDC9-F8EB-4F34-AAEA-3EE4AF6516A1","name":"Größe","raw":700,"volume":"MAIN"},\
    {"guid":"48DB5E17-707C-472D-91CD-1613E7EF51B0","name":"B","raw":0,"volume":"MAIN"}],\
    "platform":"Ovmf \\"x\\"\\n","revision":"abc","schema":"kiln-sizes-1","subjects":[{"holds":["MAIN"],\
    "kind":"device","limit":4000,"name":"CODE","size":4096,"used":1000},{"flash":310.25,"kind":"volume",\
    "limit":2048,"name":"MAIN","size":2048,"used":900}],"time":1583933517}
    """

  private func read(_ text: some Sequence<UInt8>) -> SizeHistoryText {
    SizeHistoryText(parsing: SourceFile(path: "sizes.jsonl", bytes: Array(text)))
  }

  @Test func aLineIsWhatIsDocumented() {
    #expect(SizeRecordLine.encode(Self.record) == Self.line)
  }

  @Test func aLineIsReadBack() {
    let history = read("\(Self.line)\n\r\n  \n\(Self.line)".utf8)
    #expect(history.records == [Self.record, Self.record] && history.warnings.isEmpty)
  }

  @Test func whatAnotherKilnMightAddIsPassedOver() {
    let line = Self.line.replacing("{\"configuration\"", with: "{\"colour\":[1],\"configuration\"")
      .replacing("\"holds\":[\"MAIN\"],", with: "")
    let history = read(line.utf8)
    #expect(history.warnings.isEmpty && history.records.first?.subjects.first?.holds == [])
  }

  /// Every cut of a line, as a run that is killed leaves it, costs that line alone.
  @Test func cutLines() {
    let bytes = Array(Self.line.utf8)
    for end in stride(from: 1, to: bytes.count, by: 7) {
      let history = read(Array("\(Self.line)\n".utf8) + bytes[..<end] + Array("\n\(Self.line)\n".utf8))
      #expect(history.records.count == 2 && history.warnings.count == 1, "\(end)")
    }
  }

  @Test(arguments: [
    ("xx", "the line is not JSON"), ("[]", "'' has the wrong type"), ("{}", "'schema' is missing"),
    ("{\"schema\":\"kiln-sizes-2\"}", "expected schema 'kiln-sizes-1', found 'kiln-sizes-2'"),
    (line.replacing("\"time\":1583933517", with: "\"time\":-1"), "'time' is out of range"),
    (line.replacing(",\"time\":1583933517", with: ""), "'time' is missing"),
    (line.replacing("\"raw\":700", with: "\"raw\":-700"), "'modules.0' has a size out of range"),
    (
      line.replacing("\"raw\":700", with: "\"raw\":9999999999999"),
      "'modules.0' has a size out of range"
    ),
    (
      line.replacing("\"flash\":310.25", with: "\"flash\":-3"),
      "'subjects.1' has a size out of range"
    ),
    (line.replacing("\"raw\":700", with: "\"raw\":\"7\""), "'modules.0.raw' has the wrong type"),
    (line.replacing("7CB8BDC9-", with: "7CB8BDCX-"), "'modules.0.guid' is not a GUID"),
    (
      line.replacing("\"device\"", with: "\"disk\""),
      "expected 'device' or 'volume' as 'subjects.0.kind', found 'disk'"
    ),
    (line + line, "the line is not JSON"),
  ])
  func noRecord(text: String, reason: String) throws {
    let history = read("\(Self.line)\n\(text)\n".utf8)
    #expect(history.records == [Self.record])
    let warning = try #require(history.warnings.first)
    #expect(warning.message == "this line is not a record: \(reason)")
    #expect(warning.code == "history-line-corrupt" && warning.severity == .warning)
    guard case .source(let range) = warning.place else {
      Issue.record("\(warning.place)")
      return
    }
    #expect(range.description == "sizes.jsonl:2:1")
  }

  @Test func bytesThatAreNoText() {
    let history = read([0xFF, 0xFE, 0x00, 0x0A, 0x0A] + Array(repeating: UInt8(ascii: "["), count: 100_000))
    #expect(history.records.isEmpty && history.warnings.count == 2)
  }

  @Test func aFileOfSomethingElseIsToldOfInShort() {
    let history = read(String(repeating: "no\n", count: 5000).utf8)
    #expect(history.warnings.count == 21)
    #expect(history.warnings.last?.message == "4980 more lines are not records")
  }
}
