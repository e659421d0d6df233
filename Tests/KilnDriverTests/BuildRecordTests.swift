import Testing

import Host
@testable import KilnDriver

@Suite struct BuildRecordTests {
  private static let record = BuildRecord(
    selection: "0.1\nplatform with \\ and\nlines", environment: ["PATH=/bin", "NINJA"],
    folder: "/tree/Build folder",
    inputs: [
      .init(path: "/tree/a b.dsc", signature: .present(inode: 1, size: 2, modified: 3, changed: 4)),
      .init(path: "/tree/missing", signature: .missing),
    ],
    outputs: [.init(path: "/out.fd", signature: .missing)], text: "a\nb\\n", json: "{}\n",
    unusedDefines: [.init(name: "SECUREBOOT", fix: "write -D A=B\nor not")])

  @Test func isReadBackAsItWasWritten() {
    #expect(BuildRecord(parsing: Self.record.bytes) == Self.record)
  }

  @Test func whatIsCutShortIsNoRecord() {
    let bytes = Self.record.bytes
    for count in 0..<bytes.count {
      #expect(BuildRecord(parsing: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
  }

  @Test func linesThatNobodyWritesAreNoRecord() {
    let text = String(decoding: Self.record.bytes, as: UTF8.self)
    #expect(BuildRecord(parsing: Array(text.replacing("folder ", with: "other ").utf8)) == nil)
    #expect(BuildRecord(parsing: Array(text.replacing("in - ", with: "in x ").utf8)) == nil)
  }

  @Test func aMissingFileStaysUnchanged() {
    #expect(BuildRecord.File("/no/such/file").isUnchanged)
    #expect(!BuildRecord.File(path: "/", signature: .missing).isUnchanged)
  }
}
