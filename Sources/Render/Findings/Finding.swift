import Bytes
package import Diagnostics

/// A diagnostic with its place in a report and its fingerprint.
package struct Finding {
  package let diagnostic: Diagnostic
  package let place: FindingPlace
  /// The notes that name a place.
  package let related: [Related]
  /// 16 hexadecimal digits. The same in the next run, and different for each finding of a run.
  package let fingerprint: String

  /// A note with its place in a report.
  package struct Related {
    package let message: String
    package let place: FindingPlace
  }

  package static func all(_ diagnostics: [Diagnostic], artifact: ReportPath, paths: ReportPaths) -> [Finding]
  {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let place = FindingPlace(diagnostic.place, artifact: artifact, paths: paths)
      let identity = "\(place.path.stable)\n\(diagnostic.identity)"
      let earlier = seen[identity, default: 0]
      seen[identity] = earlier + 1
      let text = earlier == 0 ? identity : "\(identity)\n\(earlier)"
      let related = diagnostic.notes.compactMap { note in
        note.place.map {
          Related(message: note.message, place: FindingPlace($0, artifact: artifact, paths: paths))
        }
      }
      return Finding(
        diagnostic: diagnostic, place: place, related: related,
        fingerprint: digits(Checksum.fnv1a(text.utf8)))
    }
  }

  private static func digits(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The message, the notes and the fix, one line each.
  package var lines: [String] {
    [diagnostic.message] + diagnostic.notes.map(\.message) + (diagnostic.fix.map { ["fix: \($0)"] } ?? [])
  }
}
