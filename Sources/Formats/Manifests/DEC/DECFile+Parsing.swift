import Bytes
package import Diagnostics
import Vocabulary

extension DECFile {
  /// Parses a preprocessed DEC. Errors are added to `diagnostics`; lines without an error are kept.
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    var parser = DECParser(dec: DECFile(file: manifest.file))
    parser.dec.macros = manifest.macros
    var found = DiagnosticList()
    parser.parse(manifest.lines, &found)
    diagnostics.add(contentsOf: found.all)
    self = parser.dec
  }
}

/// Parses the lines of a DEC.
struct DECParser {
  var dec: DECFile
  var header: SectionHeader?
  /// Whether the braces of a structure PCD are open, and in which of its sections the line is.
  var structure: Structure?
  var lookAhead = ManifestValue.mostLookAhead

  /// The section of the current line within the braces of a structure PCD.
  enum Structure { case start, headerFiles, packages, other }

  init(dec: DECFile) { self.dec = dec }

  mutating func parse(_ lines: [ManifestLine], _ diagnostics: inout DiagnosticList) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if line.isSectionHeader {
        open(line, &diagnostics)
      } else if isInPCDs {
        index += readPCD(lines, at: index, &diagnostics)
        continue
      } else {
        read(ManifestText(line), &diagnostics)
      }
      index += 1
    }
  }

  /// Whether the section declares PCDs; its header may combine several access types.
  private var isInPCDs: Bool { header.map { DECPCD.access(of: $0.name) != nil } ?? false }

  private static let sections: Set<String> = [
    "DEFINES", "INCLUDES", "LIBRARYCLASSES", "GUIDS", "PROTOCOLS", "PPIS", "USEREXTENSIONS",
  ]

  private mutating func open(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    structure = nil
    header = SectionHeader(parsing: line)
    guard let header else { return diagnostics.addBounded(.sectionMalformed(at: line.range)) }
    guard header.isSound(mayMix: isInPCDs, &diagnostics) else { return self.header = nil }
    if header.name == "USEREXTENSIONS" {
      dec.userExtensions.append(UserExtension(header))
    } else if !isInPCDs, !Self.sections.contains(header.name) {
      diagnostics.addBounded(.sectionUnknown(header.items[0].name, at: header.range))
    } else if isInPCDs {
      for item in header.items where DECPCD.access(of: item.name) == nil {
        diagnostics.addBounded(.sectionMixed(header.name, item.name, at: item.range))
      }
    }
  }

  private mutating func read(_ text: ManifestText, _ diagnostics: inout DiagnosticList) {
    guard let header else { return diagnostics.addBounded(.outsideOfSections(at: text.line.range)) }
    let isPrivate = header.items.contains { $0.qualifier(1) == "PRIVATE" }
    switch header.name {
    case "DEFINES":
      if let entry = text.define(header.arches, &diagnostics) { dec.defines.append(entry) }
    case "INCLUDES":
      dec.includes.append(
        DECInclude(arches: header.arches, isPrivate: isPrivate, path: text.located(text.all)))
    case "LIBRARYCLASSES": libraryClass(text, header.arches, isPrivate, &diagnostics)
    case "GUIDS":
      if let entry = guid(text, header.arches, isPrivate, &diagnostics) { dec.guids.append(entry) }
    case "PROTOCOLS":
      if let entry = guid(text, header.arches, isPrivate, &diagnostics) { dec.protocols.append(entry) }
    case "PPIS":
      if let entry = guid(text, header.arches, isPrivate, &diagnostics) { dec.ppis.append(entry) }
    case "USEREXTENSIONS": dec.userExtensions[dec.userExtensions.count - 1].lines.append(text.line)
    default: break
    }
  }

  private mutating func libraryClass(
    _ text: ManifestText, _ arches: [Qualifier<Architecture>], _ isPrivate: Bool,
    _ diagnostics: inout DiagnosticList
  ) {
    let parts = text.split(on: ASCII.bar, most: 3)
    guard parts.count >= 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      return diagnostics.addBounded(
        .lineMalformed(
          "a library class needs a name and a header", form: "LibraryClass|Include/Library/Header.h",
          at: text.line.range))
    }
    dec.libraryClasses.append(
      DECLibraryClass(
        arches: arches, isPrivate: isPrivate, name: text.located(parts[0]).map(LibraryClassName.init),
        header: text.located(parts[1])))
  }

  /// `CName = {C structure}`; nil after an error.
  private func guid(
    _ text: ManifestText, _ arches: [Qualifier<Architecture>], _ isPrivate: Bool,
    _ diagnostics: inout DiagnosticList
  ) -> DECGUID? {
    let sides = text.split(on: ASCII.equals, most: 2)
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
      diagnostics.addBounded(
        .lineMalformed("a GUID needs a name and a value", form: "gName = { 0x…, … }", at: text.line.range))
      return nil
    }
    // A feature flag may follow; edk2 does not use it.
    let parts = text.split(on: ASCII.bar, most: 2, in: sides[1])
    let value = text.located(parts[0])
    guard let guid = GUID(cStructure: value.value) else {
      diagnostics.addBounded(.guidStructureMalformed(value.value, at: value.range))
      return nil
    }
    return DECGUID(
      arches: arches, isPrivate: isPrivate, name: text.located(sides[0]),
      value: Located(guid, at: value.range), text: value.value)
  }
}
