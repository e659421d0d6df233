package import Vocabulary

/// Which variants of a file a command looked at, and which it did not.
package struct VariantCoverage: Equatable, Sendable {
  package var checked: [VariantName]
  /// Those that it could not look at. There is an error for each.
  package var notChecked: [VariantName]
  /// How many variants of the file `--only` left out.
  package var leftOut: Int

  package init(checked: [VariantName], notChecked: [VariantName], leftOut: Int) {
    self.checked = checked
    self.notChecked = notChecked
    self.leftOut = leftOut
  }

  /// `5 variants checked, 1 not checked: 4M.smm, 3 left out by --only`.
  package var line: String { line(done: "checked") }

  /// - Parameter done: what the command does with a variant, such as `built`.
  package func line(done: String) -> String {
    var parts = ["\(checked.count) \(checked.count == 1 ? "variant" : "variants") \(done)"]
    let names = notChecked.map(\.text).joined(separator: " ")
    parts.append(notChecked.isEmpty ? "0 not \(done)" : "\(notChecked.count) not \(done): \(names)")
    if leftOut > 0 { parts.append("\(leftOut) left out by --only") }
    return parts.joined(separator: ", ")
  }
}

/// The coverage in kiln's JSON: names of variants, in the order of their file.
package struct VariantCoverageJSON: Encodable {
  let checked: [String]
  let notChecked: [String]
  let leftOut: Int

  package init(_ coverage: VariantCoverage) {
    checked = coverage.checked.map(\.text)
    notChecked = coverage.notChecked.map(\.text)
    leftOut = coverage.leftOut
  }
}
