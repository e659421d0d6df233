import Diagnostics
import Vocabulary

/// Lines of the smaller sections.
extension DSCParser {
  /// `number|name[|parent]`.
  mutating func sku(_ text: ManifestText, _ diagnostics: inout DiagnosticList) {
    let parts = text.split(on: ASCII.bar)
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
      return diagnostics.addBounded(
        .lineMalformed("a SKU needs a number and a name", form: "number|name[|parent]", at: text.line.range))
    }
    dsc.skuIdentifiers.append(
      DSCSKUIdentifier(
        number: text.located(parts[0]), name: text.located(parts[1]),
        parent: parts.count == 3 ? text.located(parts[2]) : nil))
  }

  /// `number|name`.
  mutating func store(_ text: ManifestText, _ diagnostics: inout DiagnosticList) {
    let parts = text.split(on: ASCII.bar)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      return diagnostics.addBounded(
        .lineMalformed("a default store needs a number and a name", form: "number|name", at: text.line.range))
    }
    dsc.defaultStores.append(
      DSCDefaultStore(number: text.located(parts[0]), name: text.located(parts[1])))
  }

  /// `class|path`; nil after an error.
  func libraryClass(
    _ text: ManifestText, _ header: SectionHeader, _ diagnostics: inout DiagnosticList
  ) -> DSCLibraryClass? {
    let parts = text.split(on: ASCII.bar)
    guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      diagnostics.addBounded(
        .lineMalformed(
          "a library class needs a name and an instance", form: "LibraryClass|Path/Of/Instance.inf",
          at: text.line.range))
      return nil
    }
    let path = text.located(parts[1])
    if let macro = MacroName.first(in: Array(text.bytes[parts[1]])) {
      diagnostics.addBounded(.macroUndefined(macro, at: path.range))
    }
    // In a component the scopes are those of [Components], whose header has no module types.
    return DSCLibraryClass(
      scopes: header.moduleScopes, name: text.located(parts[0]).map(LibraryClassName.init),
      path: path.map { TreePath($0) })
  }
}

/// Diagnostics of DSC files only.
extension Diagnostic {
  static func componentUnclosed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .componentUnclosed, at: .source(range), "the braces of this component are never closed",
      fix: "add '}' after its last line")
  }

  static func componentNameless(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .lineMalformed, at: .source(range), "expected the path of a module before '{'",
      fix: "write 'Path/Of/Module.inf {' on one line")
  }

  static func bracesWithoutComponent(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .lineMalformed, at: .source(range), "'\(text)' is outside the braces of a component",
      fix: "open the braces with 'Path/Of/Module.inf {'")
  }

  static func lineWithoutSubsection(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .lineMalformed, at: .source(range),
      "this line is in the braces of a component, but in none of its sections",
      fix: "put a header <LibraryClasses>, <BuildOptions>, <Defines> or <Pcds…> before it")
  }

  static func subsectionUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sectionUnknown, .warning, at: .source(range),
      "unknown section \(name) of a component is ignored",
      fix: "check its spelling")
  }
}
