import Diagnostics
import Vocabulary

/// The preprocessing of one manifest.
///
/// Includes and conditionals are kept on explicit stacks, so that deep nesting cannot overflow the call stack.
struct PreprocessorRun {
  let preprocessor: Preprocessor
  var tables: MacroTables
  var diagnostics: DiagnosticList
  var frames: [Frame] = []
  private(set) var lines: [ManifestLine] = []
  var macros: [MacroDefinition] = []
  var paths: [String] = []
  var settings: SettingCollector
  var uses = MacroUses()
  var record = LineRecord()

  /// The maximum number of diagnostics for one manifest.
  static let mostDiagnostics = 200

  /// A file that is being read.
  struct Frame {
    let file: SourceFile
    /// Without `.` and `..`, for detecting cycles.
    let path: String
    var reader: SourceLineReader
    var conditionals: [Conditional] = []
    /// The section of the including file, which is restored at the end.
    let outerSection: MacroTables.Section?
    var isInBraces: Bool
  }

  /// The state of an `!if`.
  struct Conditional {
    let name: String
    let range: SourceRange
    /// Whether the lines around the conditional are used.
    let isOuterTaken: Bool
    /// Whether the lines of the current branch are used.
    var isTaken: Bool
    /// Whether a branch has been taken before.
    var wasTaken: Bool
    var hasElse = false
  }

  init(_ preprocessor: Preprocessor, _ environment: MacroEnvironment, _ diagnostics: DiagnosticList) {
    self.preprocessor = preprocessor
    self.diagnostics = diagnostics
    tables = MacroTables(preprocessor.dialect, environment)
    settings = SettingCollector(preprocessor.dialect)
  }

  /// Preprocesses `file` and its includes.
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

  /// Whether the command line can change what the manifest says.
  var notesUses: Bool { preprocessor.dialect == .dsc || preprocessor.dialect == .fdf }

  /// Whether the current lines are used.
  var isTaken: Bool { frames.last?.conditionals.last?.isTaken ?? true }

  mutating func open(_ file: SourceFile, path: String) {
    paths.append(file.path)
    uses.opened(path)
    frames.append(
      Frame(
        file: file, path: path, reader: preprocessor.reader(of: file),
        outerSection: tables.section, isInBraces: frames.last?.isInBraces ?? false))
  }

  private mutating func close() {
    let frame = frames.removeLast()
    if let open = frame.conditionals.last {
      diagnostics.add(.unclosed(open.name, others: frame.conditionals.count - 1, at: open.range))
    }
    // A section opened in an included DSC ends with that file. An FDF is one text with its includes.
    if preprocessor.dialect != .fdf, !frames.isEmpty { tables.enter(frame.outerSection) }
  }

  private mutating func read(_ line: SourceLineReader.Line, in file: SourceFile) {
    guard let first = line.bytes.first else { return }
    if notesUses { uses.note(line, in: file, isTaken: isTaken) }
    if first == ASCII.exclamation { return direct(line, in: file) }
    guard isTaken else { return }
    defer { if notesUses { record.read(line.source.lowerBound, in: file, section: tables.section) } }
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

  /// The line with macros replaced and surrounding blanks removed; nil after an error.
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
    // Sections of an FDF are distinguished by the name after the first dot: [FD.OVMF], [FV.SECFV].
    self.init(
      name: header.name,
      scopes: header.items.map { item in (0..<3).map { item.qualifier($0) } })
  }
}
