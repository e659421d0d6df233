import Diagnostics
import Vocabulary

extension FDFParser {
  /// `INF [options] path.inf [| RELOCS_…]`. edk2 wants the options in one order; here any will do.
  mutating func readModule() throws(DiagnosticError) -> FDFModule {
    let keyword = located(current)
    advance()
    var module = FDFModule(path: keyword.map { TreePath($0) })
    while true {
      if isAtSetting("FILE_GUID") {
        skip(to: index + 2)
        module.fileGUID = try expectGUID("the GUID of the file")
      } else if isAtSetting("RuleOverride") {
        skip(to: index + 2)
        module.ruleOverride = try expectWord("the name of a rule", fix: "write the template name of a rule")
          .map {
            RuleName($0)
          }
      } else if isAtSetting("VERSION") {
        skip(to: index + 2)
        module.version = try expectText("a version")
      } else if isAtSetting("UI") {
        skip(to: index + 2)
        module.userInterface = try expectText("a name")
      } else if isAtSetting("USE") {
        skip(to: index + 2)
        module.architecture = try expectWord("an architecture", fix: "write IA32, X64, ARM or AARCH64")
          .map(Architecture.init)
      } else if isAtKeyString {
        module.keyStrings += try takeKeyStrings()
      } else {
        break
      }
    }

    if current.kind == .word, next.kind == .equals, !next.isFirstOnLine, continuesLine {
      throw .fdfOption(
        located(current), "unknown option '\(current.text)' of INF",
        fix: "use FILE_GUID, RuleOverride, VERSION, UI or USE")
    }
    let path = try expectPath("the path of an INF file")
    guard path.value.hasSuffix(".inf") else {
      throw .fdfValue(
        path, "'\(path.value)' is not the path of an INF file",
        fix: "write a path that ends in .inf, after the options")
    }
    module.path = path.map { TreePath($0) }
    if take(.bar) {
      guard let flag = takeRelocationFlag() else {
        throw .fdfExpected(
          "RELOCS_STRIPPED or RELOCS_RETAINED", at: self, fix: "write one of them, or remove the '|'")
      }
      module.keepsRelocations = flag
    }
    return module
  }
}
