import Bytes
import Render

/// A line of a size history: one record as JSON of schema `kiln-sizes-1`, with sorted keys.
///
/// Sizes in bytes, `time` in seconds since 1970-01-01 UTC. Unknown values are left out. A reader ignores keys
/// that it does not know, so later versions of kiln may add some.
package enum SizeRecordLine {
  static let schema = "kiln-sizes-1"

  /// The record as one line, without a newline.
  package static func encode(_ record: SizeRecord) -> String { JSON.line(SizeRecordJSON(record)) }

  /// The reason why a line is not a record, as a clause that follows "this line is not a record: ".
  struct Fault: Error {
    let reason: String
  }

  /// The maximum length of a line in bytes.
  static let longest = 8 << 20

  /// - Parameter line: without the newline.
  static func decode(_ line: ArraySlice<UInt8>) throws(Fault) -> SizeRecord {
    guard line.count <= longest else { throw Fault(reason: "the line is longer than \(longest) bytes") }
    do {
      // Checked first: nothing is known about the keys of another schema.
      let found = try JSON.decode(SchemaJSON.self, line).schema
      guard found == schema else {
        throw Fault(reason: "expected schema '\(schema)', found '\(found.prefix(40))'")
      }
      return try JSON.decode(SizeRecordJSON.self, line).record()
    } catch let error as Fault {
      throw error
    } catch {
      throw Fault(error as? DecodingError)
    }
  }
}

extension SizeRecordLine.Fault {
  fileprivate init(_ error: DecodingError?) {
    switch error {
    case .keyNotFound(let key, let context):
      reason = "'\(Self.path(context.codingPath + [key]))' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      reason = "'\(Self.path(context.codingPath))' has the wrong type"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      reason = "'\(Self.path(context.codingPath))' has an invalid value"
    default: reason = "the line is not JSON"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

private struct SchemaJSON: Decodable {
  let schema: String
}

/// The documented form of a line.
private struct SizeRecordJSON: Codable {
  let schema: String
  let platform: String
  let configuration: String
  let revision: String?
  let time: Int
  let subjects: [Subject]
  let modules: [Module]

  struct Subject: Codable {
    let name: String
    let kind: String
    let size: Int
    let used: Int
    let limit: Int
    let flash: Double?
    let holds: [String]?
  }

  struct Module: Codable {
    let guid: String
    let name: String
    let volume: String
    let raw: Int
    let flash: Double?
  }

  init(_ record: SizeRecord) {
    schema = SizeRecordLine.schema
    platform = record.platform
    configuration = record.configuration
    revision = record.revision
    time = record.time
    subjects = record.subjects.map {
      Subject(
        name: $0.name, kind: $0.kind.rawValue, size: $0.size, used: $0.used, limit: $0.limit, flash: $0.flash,
        holds: $0.holds.isEmpty ? nil : $0.holds)
    }
    modules = record.modules.map {
      Module(guid: $0.guid.description, name: $0.name, volume: $0.volume, raw: $0.raw, flash: $0.flash)
    }
  }

  /// Sums over everything in a line stay exact within this range.
  private static let sizes = 0...(1 << 40)
  /// Up to the end of the year 9999.
  private static let times = 0...253_402_300_799

  func record() throws(SizeRecordLine.Fault) -> SizeRecord {
    guard Self.times.contains(time) else { throw .init(reason: "'time' is out of range") }
    guard subjects.count <= 1024, modules.count <= 1 << 16 else {
      throw .init(reason: "there are more subjects or modules than in any flash image")
    }
    var record = SizeRecord(
      platform: platform, configuration: configuration, revision: revision, time: time, subjects: [],
      modules: [])
    for (index, subject) in subjects.enumerated() {
      let place = "subjects.\(index)"
      guard let kind = SizeRecord.Subject.Kind(rawValue: subject.kind) else {
        throw .init(
          reason: "expected 'device' or 'volume' as '\(place).kind', found '\(subject.kind.prefix(40))'")
      }
      for size in [subject.size, subject.used, subject.limit] { try Self.check(size, subject.flash, place) }
      record.subjects.append(
        SizeRecord.Subject(
          name: subject.name, kind: kind, size: subject.size, used: subject.used, limit: subject.limit,
          flash: subject.flash, holds: subject.holds ?? []))
    }
    for (index, module) in modules.enumerated() {
      let place = "modules.\(index)"
      guard let guid = GUID(module.guid) else { throw .init(reason: "'\(place).guid' is not a GUID") }
      try Self.check(module.raw, module.flash, place)
      record.modules.append(
        SizeRecord.Module(
          guid: guid, name: module.name, volume: module.volume, raw: module.raw, flash: module.flash))
    }
    return record
  }

  private static func check(_ size: Int, _ flash: Double?, _ place: String) throws(SizeRecordLine.Fault) {
    guard sizes.contains(size), flash.map({ $0 >= 0 && $0 <= Double(sizes.upperBound) }) ?? true else {
      throw .init(reason: "'\(place)' has a size out of range")
    }
  }
}
