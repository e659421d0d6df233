import Diagnostics
import Manifests
import PlatformModel

/// Reads a .uni file and what it includes into one list of lines.
struct UNIReader {
  private static let deepest = 32
  private static let mostIncludes = 1024

  let files: ModuleFiles
  /// Where an included file is looked for behind the folder of the including one.
  let folders: [String]
  private var includes = 0

  init(files: ModuleFiles, folders: [String]) {
    self.files = files
    self.folders = folders
  }

  mutating func lines(of source: BuildSource) throws(DiagnosticError) -> [UNILine] {
    let (bytes, path) = try files.read(source)
    var lines: [UNILine] = []
    try read(UNISource(path: path, bytes: bytes), open: [path], into: &lines)
    return lines
  }

  /// `open` are the files on the way here, this one the last.
  private mutating func read(_ source: UNISource, open: [String], into lines: inout [UNILine])
    throws(DiagnosticError)
  {
    let bytes = source.file.bytes
    var start = 0
    while start < bytes.count {
      let (bounds, next) = bytes.line(from: start)
      start = next
      guard let line = UNILine(bounds, of: source.file) else { continue }
      guard let name = line.includedName else {
        lines.append(line)
        continue
      }
      let (contents, path) = try find(name, for: source, at: line.range)
      includes += 1
      if open.contains(path) { throw DiagnosticError(.uniIncludesItself(path, at: line.range)) }
      guard open.count < Self.deepest, includes <= Self.mostIncludes else {
        throw DiagnosticError(.uniIncludesTooMany(at: line.range))
      }
      let included = try UNISource(path: path, bytes: contents, includedFrom: line.range)
      try read(included, open: open + [path], into: &lines)
    }
  }

  /// In the folder of the including file, then in the roots, then in the module's include folders.
  private func find(_ name: String, for source: UNISource, at range: SourceRange) throws(DiagnosticError)
    -> (bytes: [UInt8], path: String)
  {
    let own = source.folder.isEmpty ? name : "\(source.folder)/\(name)"
    let candidates = name.hasPrefix("/") ? [name] : [own, name] + folders.map { "\($0)/\(name)" }
    for (place, candidate) in candidates.enumerated() {
      // The first path is one on the disk already; the others are looked for in every root.
      let contents: ModuleFiles.Contents =
        if place == 0 {
          switch files.files.read(candidate) {
          case .bytes(let bytes): .bytes(bytes, at: candidate)
          case .missing: .missing
          case .unreadable(let reason): .unreadable(path: candidate, reason: reason)
          }
        } else {
          files.read(candidate)
        }
      switch contents {
      case .bytes(let bytes, let path): return (bytes, path)
      case .unreadable(let path, let reason):
        throw DiagnosticError(.uniIncludeUnreadable(path, reason: reason, at: range))
      case .missing: continue
      }
    }
    throw DiagnosticError(.uniIncludeMissing(name, searched: [source.folder] + folders, at: range))
  }
}
