import Diagnostics

/// The JSON of a finding in `kiln check` and `kiln lint`: lines and columns from 1, offsets in bytes.
package struct FindingJSON: Encodable {
  package let code: String
  package let severity: String
  package let message: String
  package let notes: [String]
  /// The notes that name a place; left out if there are none.
  package let related: [Related]?
  package let fix: String?
  package let path: String?
  package let line: Int?
  package let column: Int?
  package let offsets: [Int]?
  package let fingerprint: String

  package struct Related: Encodable {
    package let message: String
    package let path: String
    package let line: Int?
    package let column: Int?
  }

  package init(_ finding: Finding) {
    code = finding.diagnostic.code.name
    severity = finding.diagnostic.severity.rawValue
    message = finding.diagnostic.message
    notes = finding.diagnostic.notes.map(\.message)
    related =
      finding.related.isEmpty
      ? nil
      : finding.related.map {
        Related(
          message: $0.message, path: $0.place.path.text, line: $0.place.start?.line,
          column: $0.place.start?.column)
      }
    fix = finding.diagnostic.fix
    path = finding.place.hasFile ? finding.place.path.text : nil
    line = finding.place.start?.line
    column = finding.place.start?.column
    offsets = finding.place.offsets.isEmpty ? nil : finding.place.offsets
    fingerprint = finding.fingerprint
  }
}
