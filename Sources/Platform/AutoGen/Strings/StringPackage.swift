package import Diagnostics
package import Manifests
package import PlatformModel
import Vocabulary

/// What edk2 generates of a module's .uni files.
package struct StringPackage: Sendable {
  /// For the module's DEBUG and OUTPUT folders: `<BaseName>StrDefs.h`, which numbers the strings, and
  /// `<BaseName>StrDefs.hpk`, their packages in binary form.
  package let header: GeneratedFile
  package let binary: GeneratedFile
  /// The array `<BaseName>Strings`, for AutoGen.c; empty for a module whose packages go into a resource
  /// section.
  package let code: [UInt8]
  /// About strings that edk2 passes over in silence.
  package let warnings: [Diagnostic]

  package var files: [GeneratedFile] { [header, binary] }

  /// What the module's AutoGen.h and AutoGen.c get, and the files beside them.
  package var addition: CodeAddition {
    CodeAddition(header: Array("#include \"\(header.name)\"\n".utf8), code: code, files: files)
  }

  /// Nil for a module without .uni files.
  ///
  /// - Parameters:
  ///   - libraries: those that the module links, in order (`ArchitectureBuild.libraries(of:)`): the header
  ///     has their GUIDs too.
  ///   - languages: those that the platform wants, `ResolvedPlatform.languages`; empty for all.
  /// - Throws: what is wrong with the .uni files; several at once where they go on making sense.
  package init?(
    _ module: BuildModule, libraries: [BuildModule], languages: [String], files: any ManifestFiles,
    roots: WorkspaceRoots
  ) throws(DiagnosticError) {
    let sources = module.sources(withExtension: "uni")
    if sources.isEmpty { return nil }
    let modes = try Modes(module)
    let files = ModuleFiles(files: files, roots: roots)
    var reader = UNIReader(files: files, folders: module.includeFolders.compactMap(\.workspacePath))
    var parser = UNIParser(convention: modes.readsISO639 ? .iso639 : .rfc4646)
    for source in sources { parser.parse(try reader.lines(of: source)) }
    try parser.errors.throwIfErrors()
    // From here on every string is known in every language.
    guard !parser.table.languages.isEmpty else {
      throw DiagnosticError(.languagesMissing(sources[0]))
    }
    let used = ReferencedTokens("STRING_TOKEN", of: module, skipping: ["uni", "inf"], files: files)
    let tokens = StringTokens(parser.table, referenced: used.names)
    guard tokens.order.count <= StringTokens.most else {
      throw DiagnosticError(.stringsTooMany(tokens.order.count, sources[0]))
    }
    var writer = StringPackageWriter(tokens, baseName: module.baseName, modes: modes)
    let selected = LanguageCode.selected(languages, of: parser.table.languages.map(\.code))
    for language in parser.table.languages where selected.contains(language.code) {
      guard writer.write(language) else {
        throw DiagnosticError(.stringPackageTooLong(language.code, sources[0]))
      }
    }
    let name = "\(module.baseName)StrDefs"
    let definitions = VFRDefinitions(module, libraries: libraries)
    let text = writer.header("\(name).h", guid: module.fileGUIDText, definitions.lines)
    header = GeneratedFile(.debug, "\(name).h", contents: text)
    binary = GeneratedFile(.output, "\(name).hpk", contents: writer.binary)
    code = writer.code
    warnings = parser.warnings.all
  }
}

extension StringPackage {
  /// What the options of a module say of its strings.
  struct Modes {
    /// `-c` in the BUILD flags: for the first framework's HII.
    let isFramework: Bool
    /// Languages have three letters: in that mode, and by `-s`, which is for the old Shell.
    let readsISO639: Bool
    /// Whether the array goes into AutoGen.c.
    let hasArray: Bool

    init(_ module: BuildModule) throws(DiagnosticError) {
      let flags = Array((module.options["BUILD", "FLAGS"] ?? "").utf8)
      isFramework = flags.offset(of: Array("-c".utf8)) != nil
      let isShell = flags.offset(of: Array("-s".utf8)) != nil
      if isFramework && isShell { throw DiagnosticError(.stringModesExclusive(module)) }
      readsISO639 = isFramework || isShell
      hasArray = isFramework || module.buildType != .uefiHII
    }
  }
}

extension IncludeFolder {
  /// Nil for generated files, among which no .uni file is.
  fileprivate var workspacePath: String? {
    if case .workspace(let path) = self { path } else { nil }
  }
}

/// The strings of a module in the order of their tokens.
struct StringTokens {
  /// A token has 16 bits, and 0 is none.
  static let most = 0x1_0000

  let names: [String]
  /// Places in `names`, token 0 first.
  let order: [Int]
  /// How many tokens, from 0 on, are stored; the others have a number only.
  let referenced: Int

  init(_ table: StringTable, referenced: Set<String>) {
    names = table.names
    (order, self.referenced) = table.order(referenced: referenced)
  }
}
