import Bytes
package import Diagnostics
import Vocabulary

extension INFFile {
  /// Parses a preprocessed INF. Errors are added to `diagnostics`; lines without an error are kept.
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    var parser = INFParser(inf: INFFields(file: manifest.file))
    parser.inf.macros = manifest.macros
    var found = DiagnosticList()
    for line in manifest.lines { parser.read(line, &found) }
    parser.finish(&found)
    diagnostics.add(contentsOf: found.all)
    self.init(parser.inf)
  }
}

/// Parses the lines of an INF.
struct INFParser {
  var inf: INFFields
  private var header: SectionHeader?

  init(inf: INFFields) { self.inf = inf }

  private static let sections: Set<String> = [
    "DEFINES", "BUILDOPTIONS", "LIBRARYCLASSES", "PACKAGES", "SOURCES", "GUIDS", "PROTOCOLS", "PPIS", "DEPEX",
    "BINARIES", "USEREXTENSIONS",
    // Sections of EDK, which are not used.
    "INCLUDES", "LIBRARIES", "NMAKE",
  ]

  mutating func read(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    if line.isSectionHeader { return open(line, &diagnostics) }
    guard let header else { return diagnostics.addBounded(.outsideOfSections(at: line.range)) }
    let text = ManifestText(line)
    switch header.name {
    case "DEFINES": define(text, header, &diagnostics)
    case "SOURCES": source(text, header.arches)
    case "BINARIES": binary(text, header.arches, &diagnostics)
    case "PACKAGES": inf.packages.append(reference(text, header.arches))
    case "GUIDS": inf.guids.append(reference(text, header.arches))
    case "PROTOCOLS": inf.protocols.append(reference(text, header.arches))
    case "PPIS": inf.ppis.append(reference(text, header.arches))
    case "LIBRARYCLASSES":
      let parts = text.split(on: ASCII.bar)
      inf.libraryClasses.append(
        INFLibraryClass(
          scopes: header.moduleScopes, name: text.located(parts[0]).map(LibraryClassName.init),
          featureFlag: text.nonEmpty(parts.count > 1 ? parts[1] : nil)))
    case "BUILDOPTIONS":
      if let option = text.buildOption(header.buildOptionScopes, &diagnostics) {
        inf.buildOptions.append(option)
      }
    case "DEPEX": inf.depexes[inf.depexes.count - 1].lines.append(line)
    case "USEREXTENSIONS": inf.userExtensions[inf.userExtensions.count - 1].lines.append(line)
    default:
      if let kind = INFPCD.Kind(rawValue: header.name) { pcd(text, kind, header.arches, &diagnostics) }
    }
  }

  private mutating func open(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    header = SectionHeader(parsing: line)
    guard let header else { return diagnostics.addBounded(.sectionMalformed(at: line.range)) }
    guard header.isSound(mayMix: false, &diagnostics) else { return self.header = nil }
    switch header.name {
    case "DEPEX": inf.depexes.append(INFDepex(scopes: header.moduleScopes, range: header.range, lines: []))
    case "USEREXTENSIONS": inf.userExtensions.append(UserExtension(header))
    case let name where Self.sections.contains(name) || INFPCD.Kind(rawValue: name) != nil: break
    default: diagnostics.addBounded(.sectionUnknown(header.items[0].name, at: header.range))
    }
  }

  /// Adds diagnostics that depend on the whole file.
  func finish(_ diagnostics: inout DiagnosticList) {
    if inf.fileGUID == nil, inf.defines["FILE_GUID"] == nil {
      diagnostics.addBounded(.infWithoutFileGUID(inf.file))
    }
  }
}

extension INFParser {
  private mutating func define(
    _ text: ManifestText, _ header: SectionHeader, _ diagnostics: inout DiagnosticList
  ) {
    guard let entry = text.define(header.arches, &diagnostics) else { return }
    inf.defines.append(entry)
    switch entry.name.value {
    case "FILE_GUID":
      guard let guid = GUID(entry.value.value) else {
        return diagnostics.addBounded(.guidMalformed(entry.value.value, at: entry.value.range))
      }
      inf.fileGUID = Located(guid, at: entry.value.range)
    case "LIBRARY_CLASS":
      let sides = text.split(on: ASCII.equals, most: 2)
      let parts = text.split(on: ASCII.bar, most: 2, in: sides[1])
      let types = parts.count > 1 ? text.bytes[parts[1]].split(whereSeparator: \.isBlank) : []
      inf.providedClasses.append(
        INFProvidedClass(
          arches: header.arches, name: text.located(parts[0]).map(LibraryClassName.init),
          moduleTypes: types.map { ModuleType(String(decoding: $0, as: UTF8.self)) }))
    default: break
    }
  }

  private mutating func source(_ text: ManifestText, _ arches: [Qualifier<Architecture>]) {
    let parts = text.split(on: ASCII.bar, most: 5)
    func part(_ index: Int) -> Located<String>? { text.nonEmpty(index < parts.count ? parts[index] : nil) }
    inf.sources.append(
      INFSource(
        arches: arches, path: text.located(parts[0]), family: part(1), tagName: part(2), toolCode: part(3),
        featureFlag: part(4)))
  }

  private mutating func binary(
    _ text: ManifestText, _ arches: [Qualifier<Architecture>], _ diagnostics: inout DiagnosticList
  ) {
    let parts = text.split(on: ASCII.bar, most: 6)
    guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      return diagnostics.addBounded(
        .lineMalformed("a binary needs a type and a path", form: "PE32|Path/Of/File.efi", at: text.line.range)
      )
    }
    func part(_ index: Int) -> Located<String>? { text.nonEmpty(index < parts.count ? parts[index] : nil) }
    inf.binaries.append(
      INFBinary(
        arches: arches, type: text.located(parts[0]), path: text.located(parts[1]), target: part(2),
        family: part(3), tagName: part(4), featureFlag: part(5)))
  }

  private func reference(_ text: ManifestText, _ arches: [Qualifier<Architecture>]) -> INFReference {
    let parts = text.split(on: ASCII.bar, most: 2)
    return INFReference(
      arches: arches, name: text.located(parts[0]),
      featureFlag: text.nonEmpty(parts.count > 1 ? parts[1] : nil))
  }

  private mutating func pcd(
    _ text: ManifestText, _ kind: INFPCD.Kind, _ arches: [Qualifier<Architecture>],
    _ diagnostics: inout DiagnosticList
  ) {
    let parts = text.split(on: ASCII.bar, most: 3)
    guard let name = text.pcd(parts[0], &diagnostics) else { return }
    inf.pcds.append(
      INFPCD(
        kind: kind, arches: arches, name: name,
        defaultValue: text.nonEmpty(parts.count > 1 ? parts[1] : nil),
        featureFlag: text.nonEmpty(parts.count > 2 ? parts[2] : nil)))
  }
}

/// Diagnostics of INF files only.
extension Diagnostic {
  static func infWithoutFileGUID(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .infNoFileGuid, at: .file(file.path), "the module has no FILE_GUID",
      fix: "add 'FILE_GUID = …' to [Defines]; 'uuidgen' makes one")
  }
}
