import Diagnostics

/// The JSON of a finding in `kiln check` and `kiln lint`: lines and columns from 1, offsets in bytes.
package struct FindingJSON: Encodable {
  package let code: String
  package let severity: String
  package let message: String
  package let notes: [String]
  package let fix: String?
  package let path: String?
  package let line: Int?
  package let column: Int?
  package let offsets: [Int]?
  package let fingerprint: String

  package init(_ finding: Finding) {
    code = finding.diagnostic.code.name
    severity = finding.diagnostic.severity.rawValue
    message = finding.diagnostic.message
    notes = finding.diagnostic.notes.map(\.message)
    fix = finding.diagnostic.fix
    path = finding.place.hasFile ? finding.place.path.text : nil
    line = finding.place.start?.line
    column = finding.place.start?.column
    offsets = finding.place.offsets.isEmpty ? nil : finding.place.offsets
    fingerprint = finding.fingerprint
  }
}
