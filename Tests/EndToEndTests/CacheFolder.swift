import Foundation
import TestSupport
import Testing

/// An action cache of a test, which it may damage.
struct CacheFolder {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  var path: String { "\(scratch.path)/actions" }
  var environment: [String: String] { ["KILN_ACTION_CACHE": path] }

  /// Entries and contents, sorted.
  func files() throws -> [String] { Self.files(below: path) }

  static func files(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.split(separator: "/").count == 3 }.map { "\(folder)/\($0)" }.sorted()
  }

  /// Makes an entry one of a later version of kiln, by the number in its seal.
  static func makeLater(_ path: String) throws {
    var bytes = try Provided.bytes(path)
    let seal = Array("kiln 1 ".utf8)
    let start = try #require(bytes.indices.last { bytes[$0...].starts(with: seal) }, "\(path) has no seal")
    bytes[start + 5] = UInt8(ascii: "2")
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// In bytes.
  func size() throws -> Int {
    try files().map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int ?? 0 }.reduce(0, +)
  }
}

extension Program {
  /// The numbers of actions that a build ran and of those that it took from the cache.
  var actions: [Int] {
    [" actions run", " taken from the cache"].map { ending in
      let lines = errors.split(separator: "\n").filter { $0.contains(ending) && !$0.contains("stream") }
      guard lines.count == 1, let before = lines[0].range(of: ending).map({ lines[0][..<$0.lowerBound] })
      else {
        return 0
      }
      return Int(before.split(separator: " ").last ?? "") ?? 0
    }
  }

  /// The codes of what a build reports about the action cache and its server.
  var cacheCodes: [String] {
    errors.split(separator: "\n").compactMap { line in
      guard let start = line.range(of: "[cache-"), line.hasSuffix("]") else { return nil }
      return "cache-" + line[start.upperBound...].dropLast()
    }
  }
}
