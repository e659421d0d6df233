package import Vocabulary

/// The reports of a command about several variants, in the order of their file.
package struct VariantReports {
  package struct Section: Sendable {
    package let variant: VariantName
    /// In the requested format.
    package let report: String

    package init(_ variant: VariantName, report: String) {
      self.variant = variant
      self.report = report
    }
  }

  let command: String
  let sections: [Section]
  let coverage: VariantCoverage

  /// - Parameter command: the name of the command, such as `resolve`.
  package init(_ command: String, _ sections: [Section], coverage: VariantCoverage) {
    self.command = command
    self.sections = sections
    self.coverage = coverage
  }

  /// Every text that is not empty below the name of its variant, then one line that counts the variants.
  ///
  /// - Parameter done: what the command does with a variant, such as `resolved`.
  package func text(done: String) -> String {
    var text = ""
    // Reports are long, and are copied once.
    text.reserveCapacity(sections.reduce(4096) { $0 + $1.report.utf8.count + 256 })
    for section in sections where !section.report.isEmpty {
      text += "variant \(section.variant.text.visible)\n\n"
      text += section.report
      text += "\n"
    }
    return text + "\(coverage.line(done: done))\n"
  }

  /// One document with the JSON document of each variant inside, written as `kiln <command> --json` writes it.
  package var json: String {
    let rows = sections.map { section in
      let report = section.report.split(separator: "\n", omittingEmptySubsequences: true)
        .joined(separator: "\n      ")
      return
        "    {\n      \"report\" : \(report),\n      \"variant\" : \(JSON.line(section.variant.text))\n    }"
    }
    let list = rows.isEmpty ? "[]" : "[\n\(rows.joined(separator: ",\n"))\n  ]"
    return """
      {
        "command" : \(JSON.line(command)),
        "coverage" : \(JSON.line(VariantCoverageJSON(coverage))),
        "schema" : "kiln-variants-1",
        "variants" : \(list)
      }

      """
  }
}
