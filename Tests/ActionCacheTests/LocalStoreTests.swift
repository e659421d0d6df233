import ActionCache
import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct LocalStoreTests {
  private let scratch: Scratch
  private let store: LocalStore
  private let key = Digest(of: [1])

  init() throws {
    scratch = try Scratch()
    store = LocalStore("\(scratch.path)/cache")
  }

  private func result(_ bytes: [UInt8]) -> ActionResult {
    ActionResult(
      files: [.init(path: "$B/a", digest: Digest(of: bytes), size: bytes.count, isExecutable: false)])
  }

  private func files() throws -> [String] {
    (FileManager.default.enumerator(atPath: store.folder)?.compactMap { $0 as? String } ?? [])
      .filter { $0.split(separator: "/").count == 3 }.map { "\(store.folder)/\($0)" }.sorted()
  }

  @Test func whatIsPutIsFound() throws {
    #expect(store.entry(key) == nil)
    try store.put([7, 8], named: Digest(of: [7, 8]))
    try store.put(result([7, 8]), for: key)
    #expect(store.entry(key) == result([7, 8]))
    #expect(store.contents(Digest(of: [7, 8])) == [7, 8])
    #expect(store.contents(Digest(of: [7])) == nil)
    #expect(store.usage.entries == 1)
    #expect(store.usage.contents == 1)
  }

  @Test func whatIsDamagedIsRemoved() throws {
    try store.put([7, 8], named: Digest(of: [7, 8]))
    try store.put(result([7, 8]), for: key)
    for path in try files() { try Data([1]).write(to: URL(filePath: path)) }
    #expect(store.entry(key) == nil)
    #expect(store.contents(Digest(of: [7, 8])) == nil)
    #expect(try files().isEmpty)
  }

  @Test func verifyingCountsWhatIsDamaged() throws {
    try store.put([7, 8], named: Digest(of: [7, 8]))
    try store.put([9], named: Digest(of: [9]))
    try Data([1]).write(to: URL(filePath: try #require(try files().first)))
    #expect(store.removeDamaged() == 1)
    #expect(store.removeDamaged() == 0)
    #expect(store.usage.contents == 1)
  }

  /// Three files of 8 KiB; the one that was not used goes.
  @Test func whatWasNotUsedForTheLongestTimeGoesFirst() throws {
    let contents = (0..<3).map { [UInt8](repeating: UInt8($0), count: 8192) }
    for bytes in contents { try store.put(bytes, named: Digest(of: bytes)) }
    let old = Date(timeIntervalSince1970: 1_000_000)
    for path in try files() {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    }
    #expect(store.contents(Digest(of: contents[0])) != nil)
    #expect(store.contents(Digest(of: contents[2])) != nil)
    store.shrink(to: 20_000, now: 2_000_000_000_000_000_000)
    #expect(store.contents(Digest(of: contents[0])) != nil)
    #expect(store.contents(Digest(of: contents[1])) == nil)
    #expect(store.contents(Digest(of: contents[2])) != nil)
    store.shrink(to: 20_000, now: 2_000_000_000_000_000_000)
    #expect(store.usage.contents == 2)
  }

  @Test func temporaryFilesOfADeadBuildGoAfterADay() throws {
    try store.put([1], named: Digest(of: [1]))
    let folder = try #require(try files().first).split(separator: "/").dropLast().joined(separator: "/")
    let left = "/\(folder)/.kiln-0123456789abcdef"
    try Data([1]).write(to: URL(filePath: left))
    let day: Int64 = 86_400_000_000_000
    let now = Int64(Date().timeIntervalSince1970) * 1_000_000_000
    store.shrink(to: 1 << 30, now: now)
    #expect(FileManager.default.fileExists(atPath: left))
    store.shrink(to: 1 << 30, now: now + 2 * day)
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  /// What stands in place of a file goes, and is no reason not to write.
  @Test func aFolderInPlaceOfAFileIsRemoved() throws {
    try store.put([7, 8], named: Digest(of: [7, 8]))
    try store.put(result([7, 8]), for: key)
    #expect(!store.hasFoundDamage)
    for path in try files() {
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createDirectory(atPath: "\(path)/inner", withIntermediateDirectories: true)
    }
    #expect(store.entry(key) == nil)
    #expect(store.hasFoundDamage)
    try store.put([7, 8], named: Digest(of: [7, 8]))
    #expect(store.contents(Digest(of: [7, 8])) == [7, 8])
    #expect(store.removeDamaged() == 0)
  }

  @Test func verifyingCountsFolders() throws {
    try store.put([7, 8], named: Digest(of: [7, 8]))
    let path = try #require(try files().first)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(store.removeDamaged() == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  /// The name alone says nothing.
  @Test func whatIsDamagedIsWrittenAgain() throws {
    try store.put([7, 8], named: Digest(of: [7, 8]))
    try Data([7, 9]).write(to: URL(filePath: try #require(try files().first)))
    try store.put([7, 8], named: Digest(of: [7, 8]))
    #expect(store.contents(Digest(of: [7, 8])) == [7, 8])
  }

  /// It is neither used nor removed nor damage.
  @Test func anEntryOfAnotherVersionStays() throws {
    try store.put(result([7, 8]), for: key)
    let path = try #require(try files().first)
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let seal = Array("kiln 1 ".utf8)
    let start = try #require(bytes.indices.last { bytes[$0...].starts(with: seal) })
    bytes[start + 5] = UInt8(ascii: "7")
    try Data(bytes).write(to: URL(filePath: path))
    #expect(store.entry(key) == nil)
    #expect(!store.hasFoundDamage)
    #expect(store.removeDamaged() == 0)
    #expect(try files() == [path])
  }

  @Test func downloadsOfADeadBuildGoAfterADay() throws {
    try store.put([1], named: Digest(of: [1]))
    let left = "\(store.folder)/kiln-Ab3dEf"
    try FileManager.default.createDirectory(atPath: "\(left)/inner", withIntermediateDirectories: true)
    let day: Int64 = 86_400_000_000_000
    let now = Int64(Date().timeIntervalSince1970) * 1_000_000_000
    store.shrink(to: 1 << 30, now: now)
    #expect(FileManager.default.fileExists(atPath: left))
    store.shrink(to: 1 << 30, now: now + 2 * day)
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(store.usage.contents == 1)
  }
}
