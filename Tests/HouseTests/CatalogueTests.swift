import Diagnostics
import Foundation
import KilnDriver
import Testing

/// Every code is declared once, explained, and in the catalogue that `kiln explain CODE` and
/// `Documentation/diagnostics.md` are made from.
@Suite struct CatalogueTests {
  let house: House
  let catalogue = DiagnosticCatalogue()

  init() throws { house = try House() }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: house.root.appending(path: path), encoding: .utf8)
  }

  @Test func noTwoCodesShareAName() {
    let names = catalogue.codes.map(\.name)
    let doubles = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(doubles.isEmpty)
  }

  @Test func everyDeclaredCodeIsInTheCatalogueAndNoOther() throws {
    var declared: Set<String> = []
    for room in house.rooms {
      for (_, text) in try house.sources(of: room.name) {
        for match in text.matches(of: #/Diagnostic\.Code\(\s*"([^"]*)"/#) { declared.insert(String(match.1)) }
      }
    }
    let listed = Set(catalogue.codes.map(\.name))
    #expect(declared.subtracting(listed).sorted() == [], "declared, and in no list of the catalogue")
    #expect(listed.subtracting(declared).sorted() == [], "listed, and not declared as Diagnostic.Code(\"…\"")
  }

  @Test func namesAreInKebabCase() {
    for code in catalogue.codes {
      #expect(code.name.wholeMatch(of: #/[a-z][a-z0-9]*(-[a-z0-9]+)*/#) != nil, "\(code.name)")
    }
  }

  @Test func everyCodeIsExplained() {
    #expect(names { $0.title.isEmpty } == [], "have no title")
    #expect(names { Self.sentences(in: $0.explanation) < 2 } == [], "an explanation takes two sentences")
    #expect(names { Self.sentences(in: $0.remedy) < 1 } == [], "a remedy is a sentence")
    #expect(names { $0.title.hasSuffix(".") } == [], "a title is no sentence")
  }

  private func names(where isBad: (Diagnostic.Code) -> Bool) -> [String] {
    catalogue.codes.filter(isBad).map(\.name)
  }

  /// Full stops, question and exclamation marks, and colons in front of an example, at the end of a word.
  private static func sentences(in text: String) -> Int { text.matches(of: #/[.?!:][)`"']?(\s|$)/#).count }

  /// What is printed in square brackets behind a message, or between backquotes.
  @Test func everyCodeThatDocumentationNamesExists() throws {
    let known = Set(catalogue.codes.map(\.name))
    let scripts = try ["setup", "demo", "test"].map { try text("Scripts/\($0).sh") }.joined()
    for path in try house.documents() where path != "Documentation/diagnostics.md" {
      for match in try text(path).matches(of: #/[\[`]([a-z]+(?:-[a-z0-9]+)+)[\]`](?!\()/#) {
        let word = String(match.1)
        // Names of schemas and programs of kiln's, and of what the scripts install and run.
        if known.contains(word) || word.hasPrefix("kiln-") || scripts.contains(word) { continue }
        Issue.record("\(path) names '\(word)', which is no diagnostic code")
      }
    }
  }

  @Test func everyCodeThatATestNamesExists() throws {
    let known = Set(catalogue.codes.map(\.name))
    for (file, text) in try house.swiftFiles(in: "Tests/EndToEndTests") {
      for match in text.matches(
        of: #/\[([a-z]+(?:-[a-z0-9]+)+)\]|code\w*\s*==\s*\[?"([a-z]+(?:-[a-z0-9]+)+)"/#)
      {
        let word = String(match.1 ?? match.2 ?? "")
        #expect(known.contains(word), "\(file) names '\(word)', which is no diagnostic code")
      }
    }
  }

  /// KILN_RECORD_SNAPSHOTS=1 writes it again.
  @Test func thePageAboutCodesIsUpToDate() throws {
    let file = house.root.appending(path: "Documentation/diagnostics.md")
    let page = CatalogueDocument(catalogue).markdown
    if ProcessInfo.processInfo.environment["KILN_RECORD_SNAPSHOTS"] != nil {
      try Data(page.utf8).write(to: file)
    }
    let written = try text("Documentation/diagnostics.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    let expected = page.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = zip(written, expected).first { $0 != $1 }
    #expect(
      difference == nil && written.count == expected.count,
      """
      Documentation/diagnostics.md is out of date, first at '\(difference?.0 ?? "its end")': write it again with \
      'kiln tool diagnostics-markdown > Documentation/diagnostics.md'
      """)
  }

  @Test func thePageAboutBaseToolsIsUpToDate() throws {
    #expect(
      try text("Documentation/basetools.md") == BaseToolsPage.markdown,
      "write it again with 'kiln tool basetools-markdown > Documentation/basetools.md'")
  }

  @Test func aTypingErrorIsUnderstood() {
    #expect(catalogue.suggestions(for: "fv-overfow") == ["fv-overflow"])
    #expect(catalogue.suggestions(for: "varstore").contains("varstore-header"))
    #expect(catalogue.suggestions(for: "").isEmpty)
  }

  @Test func aCodeIsFoundByItsName() {
    #expect(catalogue["fv-overflow"]?.ending == .overBudget)
    #expect(catalogue["no-such-code"] == nil)
  }

  @Test func theListHasALineForEachCode() {
    let lines = CatalogueReport(catalogue.codes).list.split(separator: "\n")
    #expect(lines.count == catalogue.codes.count)
  }
}
