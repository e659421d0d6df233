package import Diagnostics

extension ToolsDefinition {
  /// Parses a tools_def and the files that it includes.
  ///
  /// - Parameters:
  ///   - environment: the values for `ENV(NAME)`; a missing one is empty.
  ///   - rejectsComments: whether `#` behind a value is an error, as since edk2-stable202605; otherwise it is part of
  ///     the value.
  ///   - files, roots: for `!include`, which is searched in the roots, then in the including file's folder.
  package init(
    parsing file: SourceFile, environment: [String: String], files: any ManifestFiles, roots: WorkspaceRoots,
    rejectsComments: Bool = false, diagnostics: inout DiagnosticList
  ) {
    var reader = ToolsDefinitionReader(file, environment: environment, files: files, roots: roots)
    reader.rejectsComments = rejectsComments
    reader.read(file)
    self = reader.result
    diagnostics.add(contentsOf: reader.diagnostics.all)
  }
}

/// The state of parsing a tools_def. A macro has the value of the lines before its use.
private struct ToolsDefinitionReader {
  let environment: [String: String]
  let files: any ManifestFiles
  let roots: WorkspaceRoots
  var rejectsComments = false
  var result: ToolsDefinition
  var diagnostics = DiagnosticList()

  /// The maximum nesting of includes; edk2's own file has none.
  private static let deepestInclude = 16

  init(_ file: SourceFile, environment: [String: String], files: any ManifestFiles, roots: WorkspaceRoots) {
    self.environment = environment
    self.files = files
    self.roots = roots
    result = ToolsDefinition(file: file)
  }

  mutating func read(_ file: SourceFile) {
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let text = trimmed(line)
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      read(text, in: file)
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, in file: SourceFile) {
    if rejectsComments, let comment = line.firstIndex(of: UInt8(ascii: "#")) {
      diagnostics.add(.toolsCommentInline(SourceRange(file, comment..<line.endIndex)))
      return
    }
    if line.starts(with: "!include".utf8) {
      include(located(trimmed(line.dropFirst(8)), in: file))
      return
    }
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
      diagnostics.add(.toolsLineMalformed(SourceRange(file, line.indices)))
      return
    }
    let name = located(trimmed(line[..<equals]), in: file)
    guard name.value != "IDENTIFIER",
      let value = expand(located(trimmed(line[(equals + 1)...]), in: file))
    else { return }
    if name.value.hasPrefix("DEFINE ") || name.value.hasPrefix("DEFINE\t") {
      let macro = name.value.dropFirst(7).drop { $0 == " " || $0 == "\t" }
      result.macros[String(macro)] = value
      return
    }
    let parts = name.value.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    // edk2 silently ignores names of another form, and those with `*` as the last part.
    guard parts.count == 5, parts[4] != "*" else { return }
    let key = BuildOption.Key(
      target: parts[0], toolChain: parts[1], arch: parts[2], tool: parts[3], attribute: parts[4])
    result.definitions.append(ToolsDefinition.Definition(key: Located(key, at: name.range), value: value))
  }

  private mutating func include(_ path: Located<String>) {
    guard let expanded = expand(path) else { return }
    let folder = path.range.file.path.lastIndex(of: "/").map { String(path.range.file.path[..<$0]) } ?? "."
    let candidates =
      expanded.value.hasPrefix("/")
      ? [expanded.value] : (roots.folders + [folder]).map { "\($0)/\(expanded.value)" }
    guard path.range.file.includeDepth < Self.deepestInclude else {
      diagnostics.add(.includeTooDeep(Self.deepestInclude, at: path.range))
      return
    }
    for candidate in candidates {
      if case .bytes(let bytes) = files.read(candidate) {
        read(SourceFile(path: candidate, bytes: bytes, includedFrom: path.range))
        return
      }
    }
    diagnostics.add(.includeMissing(expanded.value, searched: roots.folders + [folder], at: path.range))
  }

  /// Replaces `ENV(…)`, then `DEF(…)`; nil after an undefined DEF.
  private mutating func expand(_ text: Located<String>) -> Located<String>? {
    var asked: Set<String> = []
    var value = replaced(text.value, "ENV(") { name in
      asked.insert(name)
      return environment[name] ?? environment[name.uppercased()] ?? ""
    }
    result.environmentNames.formUnion(asked)
    var unknown: String?
    let macros = result.macros
    value = replaced(value, "DEF(") { name in
      if macros[name] == nil, unknown == nil { unknown = name }
      return macros[name]?.value ?? ""
    }
    if let unknown {
      diagnostics.add(.toolsMacroUndefined(unknown, at: text.range))
      return nil
    }
    return Located(value, at: text.range)
  }

  /// Replaces each `open…)` by the result of `body` for the name in it. Replacements are not expanded again.
  private func replaced(_ text: String, _ open: String, by body: (String) -> String) -> String {
    // A fast path: the file has thousands of lines, most without parentheses.
    guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
    let bytes = Array(text.utf8)
    let open = Array(open.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index...].starts(with: open) else {
        output.append(bytes[index])
        index += 1
        continue
      }
      let behind = bytes[(index + open.count)...]
      guard let close = behind.firstIndex(of: UInt8(ascii: ")")), close != behind.startIndex else {
        output += open
        index = behind.startIndex
        continue
      }
      output += body(String(decoding: behind[..<close], as: UTF8.self)).utf8
      index = close + 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func located(_ bytes: ArraySlice<UInt8>, in file: SourceFile) -> Located<String> {
    Located(String(decoding: bytes, as: UTF8.self), at: SourceRange(file, bytes.startIndex..<bytes.endIndex))
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    var rest = bytes.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }
}

extension Diagnostic {
  fileprivate static func toolsLineMalformed(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .toolsLineMalformed, at: .source(range), "expected NAME = value; the line is ignored",
      fix: "write NAME = value, or start a comment with #")
  }

  fileprivate static func toolsCommentInline(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .toolsCommentInline, at: .source(range), "expected a value without '#', found a comment behind it",
      fix: "move the comment to a line of its own")
  }

  fileprivate static func toolsMacroUndefined(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .macroUndefined, at: .source(range), "DEF(\(name)) is not defined before this line",
      fix: "add DEFINE \(name) = … before this line")
  }
}
