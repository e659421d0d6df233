import Diagnostics
import Vocabulary

/// `!include` (EDK II DSC Specification, 2.2.6 "!include Statements").
extension PreprocessorRun {
  /// The maximum nesting of includes. Real manifests have three or four levels.
  static let deepestInclude = 100
  /// The maximum number of includes; a file included twice counts twice.
  static let mostIncludes = 4096

  mutating func include(_ operand: MappedText, at range: SourceRange, in file: SourceFile) {
    guard !operand.bytes.isEmpty else { return diagnostics.add(.directiveIncomplete("!include", at: range)) }
    let opened = paths.count
    defer { if paths.count == opened { uses.missedFile() } }
    let replaced = replaceMacros(in: operand, of: file) { [tables] name, _ in tables.includeValue(of: name) }
    guard let replaced else { return }
    let path = String(decoding: replaced.bytes, as: UTF8.self)
    let place = SourceRange(file, replaced.source(of: 0..<replaced.bytes.count))
    if let name = MacroName.first(in: replaced.bytes) {
      return diagnostics.add(.macroUndefined(name, at: place))
    }
    guard frames.count <= Self.deepestInclude else {
      return diagnostics.add(.includeTooDeep(Self.deepestInclude, at: range))
    }
    guard paths.count <= Self.mostIncludes else {
      return diagnostics.add(.includeTooMany(Self.mostIncludes, at: range))
    }

    let folders = searchedFolders
    for candidate in path.hasPrefix("/") ? [path] : folders.map({ TreePath.joining($0, path) }) {
      let normalized = TreePath.normalized(candidate)
      if let index = frames.firstIndex(where: { $0.path == normalized }) {
        let first = index + 1 < frames.count ? frames[index + 1].file.includedFrom : nil
        return diagnostics.add(.includeCycle(path, first: first, at: place))
      }
      switch preprocessor.files.read(normalized) {
      case .missing: continue
      case .unreadable(let reason):
        return diagnostics.add(.includeUnreadable(normalized, reason: reason, at: place))
      case .bytes(let bytes):
        uses.includes(includeSite(range, [normalized]), isTaken: true)
        return open(preprocessor.source(normalized, bytes, includedFrom: range), path: normalized)
      }
    }
    diagnostics.add(.includeMissing(path, searched: folders, at: place))
  }

  /// Remembers an `!include` in a branch that is not taken, for what its file asks for.
  mutating func passOver(_ operand: MappedText, at range: SourceRange) {
    // A macro without a value here, and one without end, leave it unknown which file is meant.
    let replaced = try? operand.replacingMacros(isName: { MacroName.isLoose($0) }) {
      [tables] name, _ in tables.includeValue(of: name)
    }
    guard let replaced, !replaced.bytes.isEmpty, MacroName.first(in: replaced.bytes) == nil else {
      return uses.missedFile()
    }
    let path = String(decoding: replaced.bytes, as: UTF8.self)
    let candidates = path.hasPrefix("/") ? [path] : searchedFolders.map { TreePath.joining($0, path) }
    uses.includes(includeSite(range, candidates.map { TreePath.normalized($0) }), isTaken: false)
  }

  /// Notes what each line of `file` asks for, as if none of them were used.
  mutating func scan(_ file: SourceFile) {
    open(file, path: TreePath.normalized(file.path))
    while let line = frames[0].reader.nextLine() {
      uses.note(line, in: file, isTaken: false)
      guard let directive = Directive(line), directive.keyword == "!include" else { continue }
      passOver(directive.operand, at: SourceRange(file, line.source))
    }
  }

  private func includeSite(_ range: SourceRange, _ candidates: [String]) -> MacroUses.Include {
    MacroUses.Include(
      path: TreePath.normalized(range.file.path), offset: range.bytes.lowerBound, candidates: candidates)
  }

  /// The folders that edk2 searches, in order, and that of the including file.
  private var searchedFolders: [String] {
    var folders: [String] = []
    let own = [frames.first, frames.last].compactMap { $0.map { TreePath.folder(of: $0.path) } }
    for folder in own + preprocessor.includeFolders + preprocessor.roots.folders
    where !folders.contains(folder) {
      folders.append(folder)
    }
    return folders
  }
}
