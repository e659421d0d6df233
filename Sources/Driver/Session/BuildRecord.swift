import Host

/// The files that a build read and wrote, by which the next build can tell that nothing has changed.
///
/// A record only saves time. If it is missing, from another kiln, or differs in any way, the build runs without
/// it.
struct BuildRecord: Equatable {
  /// The command line, and the identity of kiln.
  var selection: String
  /// The environment variables that the build uses, as `NAME=VALUE`, or `NAME` if unset.
  var environment: [String]
  /// The build folder, absolute.
  var folder: String
  /// Files that were read, or searched for and not found.
  var inputs: [File]
  /// Folders in which a new file would be found before one that was read.
  var folders: [File] = []
  /// Files that were written or compiled: images, modules, the build graph.
  var outputs: [File]
  /// The printed reports.
  var text: String
  var json: String
  /// The macros of the command line that no manifest asks for: their warning is shown each time.
  var unusedDefines: [UnusedDefine] = []

  struct UnusedDefine: Equatable {
    var name: String
    /// What to do about it, as in the warning.
    var fix: String
  }

  struct File: Equatable {
    var path: String
    var signature: FileSignature

    init(path: String, signature: FileSignature) {
      self.path = path
      self.signature = signature
    }

    /// The current state of the file.
    init(_ path: String) { self.init(path: path, signature: FileSignature(of: path)) }

    var isUnchanged: Bool { FileSignature(of: path) == signature }
  }

  var hasUnchangedInputs: Bool {
    inputs.allSatisfy(\.isUnchanged)
      && folders.allSatisfy { FileSignature(ofFolder: $0.path) == $0.signature }
  }
  var hasUnchangedOutputs: Bool { outputs.allSatisfy(\.isUnchanged) }

  private static let head = "kiln build record 1"

  /// Lines with a key and a value.
  var bytes: [UInt8] {
    var lines = [Self.head, "selection \(Self.escaped(selection))", "folder \(Self.escaped(folder))"]
    lines += environment.map { "env \(Self.escaped($0))" }
    for (key, files) in [("in", inputs), ("dir", folders), ("out", outputs)] {
      for file in files { lines.append("\(key) \(file.signature.text) \(Self.escaped(file.path))") }
    }
    lines += unusedDefines.map { "unused \(Self.escaped($0.name))=\(Self.escaped($0.fix))" }
    lines += ["text \(Self.escaped(text))", "json \(Self.escaped(json))", "end"]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// nil unless the bytes are a complete record.
  init?(parsing bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == Self.head, lines.dropLast().last == "end" else { return nil }
    self.init(selection: "", environment: [], folder: "", inputs: [], outputs: [], text: "", json: "")
    for line in lines.dropFirst() {
      guard let space = line.firstIndex(of: " ") else { continue }  // "end", and the empty last line
      let key = line[..<space]
      let value = line[line.index(after: space)...]
      switch key {
      case "selection": selection = Self.unescaped(value)
      case "env": environment.append(Self.unescaped(value))
      case "unused":
        // The name of a macro has no equals sign, or it would be its value.
        let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        unusedDefines.append(
          UnusedDefine(name: Self.unescaped(parts[0]), fix: Self.unescaped(parts[1])))
      case "folder": folder = Self.unescaped(value)
      case "text": text = Self.unescaped(value)
      case "json": json = Self.unescaped(value)
      case "in", "dir", "out":
        guard let space = value.firstIndex(of: " "), let signature = FileSignature(text: value[..<space])
        else { return nil }
        let file = File(path: Self.unescaped(value[value.index(after: space)...]), signature: signature)
        switch key {
        case "in": inputs.append(file)
        case "dir": folders.append(file)
        default: outputs.append(file)
        }
      default: return nil
      }
    }
  }

  init(
    selection: String, environment: [String], folder: String, inputs: [File], outputs: [File], text: String,
    json: String, unusedDefines: [UnusedDefine] = []
  ) {
    self.selection = selection
    self.environment = environment
    self.folder = folder
    self.inputs = inputs
    self.outputs = outputs
    self.text = text
    self.json = json
    self.unusedDefines = unusedDefines
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.contains { $0 == 0x0A || $0 == 0x5C }
      ? text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") : text
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(0x5C) else { return String(text) }
    var result = ""
    var rest = text
    while let slash = rest.firstIndex(of: "\\") {
      result += rest[..<slash]
      let next = rest.index(after: slash)
      guard next < rest.endIndex else { return result }
      result += rest[next] == "n" ? "\n" : String(rest[next])
      rest = rest[rest.index(after: next)...]
    }
    return result + rest
  }
}
