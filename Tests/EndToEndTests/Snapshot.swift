import Foundation
import TestSupport
import Testing

/// What users see, as it was when somebody last looked at it.
enum Snapshot {
  /// Holds `text` to `Snapshots/<name>.txt`, or records it there with KILN_RECORD_SNAPSHOTS=1.
  static func expect(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = "\(Provided.root)/Tests/EndToEndTests/Snapshots/\(name).txt"
    if ProcessInfo.processInfo.environment["KILN_RECORD_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: URL(filePath: file))
    }
    let recorded = String(decoding: try Provided.bytes(file), as: UTF8.self)
    #expect(
      text == recorded, "\(name): record it anew when the change is meant", sourceLocation: sourceLocation)
  }
}
