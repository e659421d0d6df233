import Diagnostics
import Vocabulary

/// One manifest on its way through the preprocessor.
///
/// Includes and conditionals are kept on stacks of our own: however deep a hostile file nests them,
/// the machine's stack does not grow.
struct PreprocessorRun {
  let preprocessor: Preprocessor
  var tables: MacroTables
  var diagnostics: DiagnosticList
  var frames: [Frame] = []
  private(set) var lines: [ManifestLine] = []
  var macros: [MacroDefinition] = []
  var paths: [String] = []
  var settings: SettingCollector

  /// More errors than this in one manifest help nobody.
  static let mostDiagnostics = 200

  /// A file that is being read.
  struct Frame {
    let file: SourceFile
    /// Without `.` and `..`, for finding cycles.
    let path: String
    var reader: SourceLineReader
    var conditionals: [Conditional] = []
    /// Where the includer was, to go back there.
    let outerSection: MacroTables.Section?
    var isInBraces: Bool
  }

  /// An `!if` and what became of it so far.
  struct Conditional {
    let name: String
    let range: SourceRange
    /// Whether the lines around the conditional count.
    let isOuterTaken: Bool
    /// Whether the lines of the current branch count.
    var isTaken: Bool
    /// Whether a branch was taken already.
    var wasTaken: Bool
    var hasElse = false
  }

  init(_ preprocessor: Preprocessor, _ environment: MacroEnvironment, _ diagnostics: DiagnosticList) {
    self.preprocessor = preprocessor
    self.diagnostics = diagnostics
    tables = MacroTables(preprocessor.dialect, environment)
    settings = SettingCollector(preprocessor.dialect)
  }

  /// Reads `file` and all that it includes.
  mutating func run(_ file: SourceFile) {
    let known = diagnostics.all.count
    open(file, path: TreePath.normalized(file.path))
    while !frames.isEmpty {
      let file = frames[frames.count - 1].file
      guard let line = frames[frames.count - 1].reader.nextLine() else {
        close()
        continue
      }
      read(line, in: file)
      if diagnostics.all.count > known + Self.mostDiagnostics {
        diagnostics.add(.tooManyErrors(at: .source(SourceRange(file, line.source))))
        return
      }
    }
  }

  /// Whether the lines that come now count.
  var isTaken: Bool { frames.last?.conditionals.last?.isTaken ?? true }

  mutating func open(_ file: SourceFile, path: String) {
    paths.append(file.path)
    frames.append(
      Frame(
        file: file, path: path, reader: SourceLineReader(file.bytes, preprocessor.dialect),
        outerSection: tables.section, isInBraces: frames.last?.isInBraces ?? false))
  }

  private mutating func close() {
    let frame = frames.removeLast()
    if let open = frame.conditionals.last {
      diagnostics.add(.unclosed(open.name, others: frame.conditionals.count - 1, at: open.range))
    }
    // A section that an included DSC opens ends with it; an FDF is one text with its includes.
    if preprocessor.dialect != .fdf, !frames.isEmpty { tables.enter(frame.outerSection) }
  }

  private mutating func read(_ line: SourceLineReader.Line, in file: SourceFile) {
    guard let first = line.bytes.first else { return }
    if first == ASCII.exclamation { return direct(line, in: file) }
    guard isTaken else { return }
    if first == ASCII.openBracket, line.bytes.last == ASCII.closeBracket {
      return enterSection(line, in: file)
    }
    let isForeign = tables.section?.name == "USEREXTENSIONS"
    if !isForeign, let keyword = DefinitionKeyword(line.bytes) {
      return define(keyword, line, in: file)
    }
    guard let text = replaced(line, in: file) else { return }
    emit(text, in: file)
  }

  private mutating func enterSection(_ line: SourceLineReader.Line, in file: SourceFile) {
    guard let text = replaced(line, in: file), let emitted = emit(text, in: file) else { return }
    frames[frames.count - 1].isInBraces = false
    tables.enter(SectionHeader(parsing: emitted).map(MacroTables.Section.init))
  }

  /// The line with its macros replaced, blanks at its ends gone; nil after an error.
  private mutating func replaced(_ line: SourceLineReader.Line, in file: SourceFile) -> MappedText? {
    let text = MappedText(line.bytes, at: line.source)
    guard tables.replacesMacros, line.bytes.contains(ASCII.dollar) else { return text }
    return replaceMacros(in: text, of: file) { [tables] name, _ in tables.value(of: name) }?.trimmed()
  }

  /// `text` with its macros replaced by `value`; nil after an error.
  mutating func replaceMacros(
    in text: MappedText, of file: SourceFile, _ value: (String, MappedText.Place) -> String?
  ) -> MappedText? {
    let isFDF = preprocessor.dialect == .fdf
    do {
      return try text.replacingMacros(
        isName: { isFDF ? MacroName.isLoose($0) : MacroName.isStrict($0) }, value)
    } catch {
      diagnostics.add(.macroEndless(at: SourceRange(file, text.source(of: 0..<text.bytes.count))))
      return nil
    }
  }

  @discardableResult
  private mutating func emit(_ text: MappedText, in file: SourceFile) -> ManifestLine? {
    guard !text.bytes.isEmpty else { return nil }
    let line = ManifestLine(
      text: String(decoding: text.bytes, as: UTF8.self), file: file, pieces: text.pieces)
    lines.append(line)
    let top = frames.count - 1
    if preprocessor.dialect == .dsc {
      if text.bytes.first == ASCII.closeBrace { frames[top].isInBraces = false }
      if tables.section?.name == "COMPONENTS", text.bytes.last == ASCII.openBrace {
        frames[top].isInBraces = true
      }
    }
    if !frames[top].isInBraces {
      settings.note(line, tables: &tables, isConditional: !frames[top].conditionals.isEmpty)
    }
    return line
  }
}

extension MacroTables.Section {
  init(_ header: SectionHeader) {
    // An FDF tells its sections apart by the name behind the first dot: [FD.OVMF], [FV.SECFV].
    self.init(
      name: header.name,
      scopes: header.items.map { item in (0..<3).map { item.qualifier($0) } })
  }
}
