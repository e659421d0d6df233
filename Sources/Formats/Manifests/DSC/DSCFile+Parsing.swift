package import Diagnostics
import Vocabulary

extension DSCFile {
  /// Parses a preprocessed DSC. Errors are added to `diagnostics`; lines without an error are kept.
  package init(parsing manifest: PreprocessedManifest, diagnostics: inout DiagnosticList) {
    var parser = DSCParser(file: DSCFile(file: manifest.file))
    parser.dsc.macros = manifest.macros
    var found = DiagnosticList()
    parser.parse(manifest.lines, &found)
    diagnostics.add(contentsOf: found.all)
    self = parser.dsc
  }
}

/// Parses the lines of a DSC.
struct DSCParser {
  var dsc: DSCFile
  private var levels: [Level] = []
  private var lookAhead = ManifestValue.mostLookAhead

  /// A file that contains the current line, or includes one that does. Each has a state of its own, because an
  /// included file starts in the section of the including file, and a section that it opens ends with it.
  private struct Level {
    let file: SourceFile
    var state: State
  }

  /// The section of the current line.
  struct State {
    var header: SectionHeader?
    /// The index of the open component in `dsc.components`.
    var component: Int?
    /// `<LibraryClasses>` and the like, without the brackets, in upper case.
    var subsection: String?
    /// The index of the open section in `dsc.userExtensions`.
    var userExtension: Int?
  }

  init(file: DSCFile) { dsc = file }

  private var state: State {
    get { levels.last?.state ?? State() }
    set { if !levels.isEmpty { levels[levels.count - 1].state = newValue } }
  }

  mutating func parse(_ lines: [ManifestLine], _ diagnostics: inout DiagnosticList) {
    var index = 0
    while index < lines.count {
      let line = lines[index]
      follow(line.file, &diagnostics)
      if line.isSectionHeader {
        open(line, &diagnostics)
      } else if DSCPCD.Kind(sectionName: state.subsection ?? state.header?.name) != nil {
        index = pcd(lines, at: index, &diagnostics)
        continue
      } else {
        read(ManifestText(line), &diagnostics)
      }
      index += 1
    }
    while !levels.isEmpty { leave(&diagnostics) }
  }

  /// Continues in `file`: the current one, one that it includes, or one that includes it.
  private mutating func follow(_ file: SourceFile, _ diagnostics: inout DiagnosticList) {
    guard levels.last?.file !== file else { return }
    let ancestors = [file] + file.includeStack.map(\.file)
    while let last = levels.last, !ancestors.contains(where: { $0 === last.file }) { leave(&diagnostics) }
    if levels.last?.file !== file { levels.append(Level(file: file, state: state)) }
  }

  private mutating func leave(_ diagnostics: inout DiagnosticList) {
    guard let left = levels.popLast() else { return }
    // A component opened by the including file is closed there.
    if let component = left.state.component, component != levels.last?.state.component {
      diagnostics.addBounded(.componentUnclosed(at: dsc.components[component].path.range))
    }
  }

  private mutating func open(_ line: ManifestLine, _ diagnostics: inout DiagnosticList) {
    if let component = state.component {
      diagnostics.addBounded(.componentUnclosed(at: dsc.components[component].path.range))
    }
    state = State(header: SectionHeader(parsing: line))
    guard let header = state.header else { return diagnostics.addBounded(.sectionMalformed(at: line.range)) }
    guard header.isSound(mayMix: false, &diagnostics) else { return }
    if header.name == "USEREXTENSIONS" {
      dsc.userExtensions.append(UserExtension(header))
      state.userExtension = dsc.userExtensions.count - 1
    } else if !Self.sections.contains(header.name), DSCPCD.Kind(sectionName: header.name) == nil {
      diagnostics.addBounded(.sectionUnknown(header.items[0].name, at: header.range))
    }
  }

  private static let sections: Set<String> = [
    "DEFINES", "SKUIDS", "DEFAULTSTORES", "PACKAGES", "LIBRARIES", "LIBRARYCLASSES", "COMPONENTS",
    "BUILDOPTIONS",
    "USEREXTENSIONS",
  ]

  private mutating func read(_ text: ManifestText, _ diagnostics: inout DiagnosticList) {
    guard let header = state.header else {
      return diagnostics.addBounded(.outsideOfSections(at: text.line.range))
    }
    if state.component != nil { return readInBraces(text, header, &diagnostics) }
    switch header.name {
    case "DEFINES":
      if let entry = text.define(header.arches, &diagnostics) { dsc.defines.append(entry) }
    case "SKUIDS": sku(text, &diagnostics)
    case "DEFAULTSTORES": store(text, &diagnostics)
    case "PACKAGES": dsc.packages.append(text.located(text.all))
    case "LIBRARIES": dsc.libraries.append(text.located(text.all))
    case "LIBRARYCLASSES":
      if let entry = libraryClass(text, header, &diagnostics) { dsc.libraryClasses.append(entry) }
    case "BUILDOPTIONS":
      if let option = text.buildOption(header.buildOptionScopes, &diagnostics) {
        dsc.buildOptions.append(option)
      }
    case "COMPONENTS": component(text, header, &diagnostics)
    case "USEREXTENSIONS":
      if let index = state.userExtension { dsc.userExtensions[index].lines.append(text.line) }
    default: break
    }
  }

  private mutating func component(
    _ text: ManifestText, _ header: SectionHeader, _ diagnostics: inout DiagnosticList
  ) {
    let opens = text.bytes.last == ASCII.openBrace
    let path = opens ? text.bytes.trimmedBounds(0..<(text.bytes.count - 1)) : text.all
    if text.bytes.first == ASCII.closeBrace || text.bytes.first == ASCII.less {
      return diagnostics.addBounded(.bracesWithoutComponent(text.line.text, at: text.line.range))
    }
    if path.isEmpty { return diagnostics.addBounded(.componentNameless(at: text.line.range)) }
    dsc.components.append(DSCComponent(arches: header.arches, path: text.located(path).map { TreePath($0) }))
    if opens { state.component = dsc.components.count - 1 }
  }

  private mutating func readInBraces(
    _ text: ManifestText, _ header: SectionHeader, _ diagnostics: inout DiagnosticList
  ) {
    guard let component = state.component else { return }
    if text.bytes.first == ASCII.closeBrace {
      state.component = nil
      state.subsection = nil
    } else if text.bytes.first == ASCII.less, text.bytes.last == ASCII.greater {
      enterSubsection(text, &diagnostics)
    } else {
      switch state.subsection {
      case "LIBRARYCLASSES":
        if let entry = libraryClass(text, header, &diagnostics) {
          dsc.components[component].libraryClasses.append(entry)
        }
      case "BUILDOPTIONS":
        let scopes = header.arches.map {
          BuildOption.Scope(arch: $0, codeBase: SectionHeader.common, moduleType: .common)
        }
        if let option = text.buildOption(scopes, &diagnostics) {
          dsc.components[component].buildOptions.append(option)
        }
      case "DEFINES":
        if let entry = text.define(header.arches, &diagnostics) {
          dsc.components[component].defines.append(entry)
        }
      case nil: diagnostics.addBounded(.lineWithoutSubsection(at: text.line.range))
      default: break
      }
    }
  }

  private mutating func enterSubsection(_ text: ManifestText, _ diagnostics: inout DiagnosticList) {
    let name = text.string(1..<(text.bytes.count - 1)).uppercased()
    state.subsection = name
    let isKnown =
      ["LIBRARYCLASSES", "BUILDOPTIONS", "DEFINES"].contains(name) || DSCPCD.Kind(sectionName: name) != nil
    if !isKnown { diagnostics.addBounded(.subsectionUnknown(text.line.text, at: text.line.range)) }
  }
}

extension DSCParser {
  /// Parses a PCD, which may take several lines; returns the index of the line after it.
  private mutating func pcd(
    _ lines: [ManifestLine], at index: Int, _ diagnostics: inout DiagnosticList
  ) -> Int {
    let text = ManifestText(lines[index])
    let isBracket = text.bytes.first == ASCII.closeBrace || text.bytes.first == ASCII.less
    guard let header = state.header, !(state.component != nil && isBracket) else {
      read(text, &diagnostics)
      return index + 1
    }
    guard let kind = DSCPCD.Kind(sectionName: state.subsection ?? header.name) else { return index + 1 }
    let value = ManifestValue(lines, from: index, lookAhead: &lookAhead)
    if !value.isClosed { diagnostics.addBounded(.valueUnclosed(at: text.line.range)) }
    if let pcd = DSCPCD(kind, value, state.component == nil ? header : header.archesOnly, &diagnostics) {
      if let component = state.component {
        dsc.components[component].pcds.append(pcd)
      } else {
        dsc.pcds.append(pcd)
      }
    }
    return index + value.lineCount
  }
}

extension SectionHeader {
  /// The qualifiers that sections within a component inherit: the architectures.
  var archesOnly: SectionHeader {
    SectionHeader(
      items: items.map { Item(name: $0.name, qualifiers: Array($0.qualifiers.prefix(1)), range: $0.range) },
      range: range)
  }
}
