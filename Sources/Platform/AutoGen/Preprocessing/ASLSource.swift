import Vocabulary

/// An ASL source with its includes expanded (`Trim --asl-file` of BaseTools).
///
/// `Include ("file")` belongs to ASL. Of `#include` lines only those of ASL files are expanded; headers are
/// left to the C preprocessor.
package struct ASLSource {
  package private(set) var text: [UInt8] = []
  /// All files that were read, in order, the source first; a file included twice is listed twice.
  package private(set) var files: [String] = []
  /// Includes that were left out.
  package private(set) var skipped: [Skipped] = []

  /// An include that is not expanded.
  package struct Skipped: Equatable, Sendable {
    package enum Reason: Sendable {
      /// No folder has the file.
      case missing
      /// The file includes itself, or the limits for repeated includes are reached.
      case circular
    }

    package var name: String
    package var reason: Reason
    /// The file with the include, and the line, from 1.
    package var file: String
    package var line: Int

    package init(name: String, reason: Reason, file: String, line: Int) {
      self.name = name
      self.reason = reason
      self.file = file
      self.line = line
    }
  }

  private let folders: [String]
  private let read: (String) -> [UInt8]?
  private let dropsOnce: Bool
  private var place = (file: "", line: 0)
  private var open: [String] = []

  /// The limits for repeated includes: size of the text in bytes, and number of files.
  private static let longest = 1 << 26
  private static let mostFiles = 1 << 12

  /// - Parameters:
  ///   - source: the path of the source.
  ///   - folders: folders in which includes are searched, after the source's own folder.
  ///   - dropsOnce: leaves `#pragma once` out, as Trim does since edk2-stable202608.
  ///   - read: returns the contents of a path; nil if there is no file.
  package init(
    _ source: String, folders: [String], dropsOnce: Bool = false, read: @escaping (String) -> [UInt8]?
  ) {
    self.dropsOnce = dropsOnce
    let folder = TreePath.folder(of: source)
    self.folders = [folder.isEmpty ? "." : folder] + folders
    self.read = read
    // C macros whose names ASL sources use for other purposes.
    text = Array("#undef MIN\n#undef MAX\n".utf8)
    include(source, indent: [], near: nil)
  }

  /// A makefile rule `target: files`, as compilers write it.
  package func depfile(for target: String) -> [UInt8] {
    func escaped(_ path: String) -> [UInt8] {
      path.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "#"): [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "$"): [byte, byte]
        default: [byte]
        }
      }
    }
    var output = escaped(target) + Array(":".utf8)
    for file in files { output += Array(" \\\n ".utf8) + escaped(file) }
    return output + [0x0A]
  }

  private mutating func include(_ name: String, indent: [UInt8], near folder: String?) {
    let candidates =
      name.hasPrefix("/") ? [name] : ((folder.map { [$0] } ?? []) + folders).map { "\($0)/\(name)" }
    for candidate in candidates {
      guard let bytes = read(candidate) else { continue }
      guard !open.contains(candidate), text.count < Self.longest, files.count < Self.mostFiles else {
        skipped.append(Skipped(name: name, reason: .circular, file: place.file, line: place.line))
        return
      }
      open.append(candidate)
      files.append(candidate)
      let outer = place
      for (index, line) in TextLines.split(bytes).enumerated() {
        place = (candidate, index + 1)
        add(line, indent: indent, in: TreePath.folder(of: candidate))
      }
      place = outer
      open.removeLast()
      return
    }
    skipped.append(Skipped(name: name, reason: .missing, file: place.file, line: place.line))
  }

  private mutating func add(_ line: ArraySlice<UInt8>, indent: [UInt8], in folder: String) {
    if let include = Self.aslInclude(line) {
      self.include(include.name, indent: indent + include.indent, near: nil)
    } else if let include = Self.preprocessorInclude(line) {
      self.include(include.name, indent: indent + include.indent, near: include.isLocal ? folder : nil)
    } else {
      if !dropsOnce || !Self.isOnce(line) { text += indent + line }
      return
    }
    text.append(0x0A)
  }

  /// `#pragma once`, in upper or lower case.
  private static func isOnce(_ line: ArraySlice<UInt8>) -> Bool {
    func blank(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { text.drop { $0.isSpace } }
    func word(_ word: String, _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      let count = word.utf8.count
      guard text.prefix(count).elementsEqual(word.utf8, by: { $0 | 0x20 == $1 }) else { return nil }
      return text.dropFirst(count)
    }
    let hash = blank(line)
    guard hash.first == UInt8(ascii: "#"), let rest = word("pragma", blank(hash.dropFirst())),
      rest.first?.isSpace == true, let end = word("once", blank(rest))
    else { return false }
    return end.first.map { !$0.isNamePart } ?? true
  }

  /// `Include ("file")`.
  private static func aslInclude(_ line: ArraySlice<UInt8>) -> (indent: [UInt8], name: String)? {
    let indent = line.prefix { $0.isSpace }
    var rest = line.dropFirst(indent.count)
    guard rest.starts(with: "Include".utf8) || rest.starts(with: "include".utf8) else { return nil }
    rest = rest.dropFirst(7).drop { $0.isSpace }
    guard rest.first == UInt8(ascii: "(") else { return nil }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "\"") { rest = rest.dropFirst() }
    let name = rest.prefix { !"\"()".utf8.contains($0) }
    guard !name.isEmpty, rest.dropFirst(name.count).starts(with: "\")".utf8) else { return nil }
    return (Array(indent), String(decoding: name, as: UTF8.self))
  }

  /// `#include "file.asl"` or `<file.asl>`, also `.asi`.
  private static func preprocessorInclude(
    _ line: ArraySlice<UInt8>
  ) -> (indent: [UInt8], name: String, isLocal: Bool)? {
    let indent = line.prefix { $0.isSpace }
    var rest = line.dropFirst(indent.count)
    guard rest.starts(with: "#include".utf8) else { return nil }
    rest = rest.dropFirst(8).drop { $0.isSpace }
    guard let opening = rest.first, "<\"".utf8.contains(opening) else { return nil }
    rest = rest.dropFirst().drop { $0.isSpace }
    let name = rest.prefix { $0.isNamePart || "-\\/.".utf8.contains($0) || $0 >= 0x80 }
    rest = rest.dropFirst(name.count).drop { $0.isSpace }
    guard !name.isEmpty, let closing = rest.first, ">\"".utf8.contains(closing) else { return nil }
    let text = String(decoding: name, as: UTF8.self)
    let lowered = text.lowercased()
    guard lowered.hasSuffix(".asl") || lowered.hasSuffix(".asi") else { return nil }
    return (Array(indent), text, closing == UInt8(ascii: "\""))
  }
}
