import Diagnostics

/// A finding as `kiln check` and `kiln lint` write it: lines and columns from 1, offsets in bytes.
struct FindingJSON: Encodable {
  let code: String
  let severity: String
  let message: String
  let notes: [String]
  let fix: String?
  let path: String?
  let line: Int?
  let column: Int?
  let offsets: [Int]?
  let fingerprint: String

  init(_ finding: Finding) {
    code = finding.diagnostic.code
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
