/// A path in an edk2 source tree, in normal form.
///
/// Separated by `/` (manifests may use backslashes), without `.` and empty parts, and with `..` only at the
/// start. Relative paths stay relative; WORKSPACE and PACKAGES_PATH determine where they are searched.
package struct TreePath: Hashable, Sendable {
  package let text: String

  package init(_ path: some StringProtocol) { text = Self.normalized(String(path)) }

  /// Everything before the last `/`; empty for a bare name.
  package var folder: String { Self.folder(of: text) }
  /// The part after the last `/`.
  package var name: String { Self.name(of: text) }

  package static func / (folder: TreePath, name: some StringProtocol) -> TreePath {
    TreePath(joining(folder.text, name))
  }
}

extension TreePath: CustomStringConvertible {
  package var description: String { text }
}

extension TreePath: Comparable {
  package static func < (left: TreePath, right: TreePath) -> Bool { left.text < right.text }
}

/// The same operations on text, for paths of files on disk.
extension TreePath {
  /// `path` in normal form. Most paths already are, which takes one pass and no copy.
  package static func normalized(_ path: String) -> String {
    normalized(path, backslashSeparates: true)
  }

  /// The same for the path of a file on disk, in which a backslash is an ordinary character.
  package static func normalized(onDisk path: String) -> String {
    normalized(path, backslashSeparates: false)
  }

  /// `path` in `folder`, in normal form; `folder` may be empty.
  package static func resolving(_ path: String, in folder: String) -> String {
    normalized(joining(folder, path))
  }

  /// `path` in a folder on disk, in normal form.
  package static func resolving(_ path: String, onDisk folder: String) -> String {
    normalized(onDisk: joining(folder, path))
  }

  private static func normalized(_ path: String, backslashSeparates: Bool) -> String {
    if isNormal(path, backslashSeparates) { return path }
    let isAbsolute = path.utf8.first == slash || backslashSeparates && path.utf8.first == backslash
    var parts: [Substring.UTF8View] = []
    let all = path.utf8.split { $0 == slash || backslashSeparates && $0 == backslash }
    for part in all where !isDot(part) {
      if isDotDot(part), let last = parts.last, !isDotDot(last) {
        parts.removeLast()
      } else if isDotDot(part), isAbsolute, parts.isEmpty {
        continue  // Nothing is above the root.
      } else {
        parts.append(part)
      }
    }
    let text = parts.map { String(Substring($0)) }.joined(separator: "/")
    return isAbsolute ? "/" + text : text
  }

  /// `path` in `folder`, without normalisation; `folder` may be empty or end in `/`.
  package static func joining(_ folder: String, _ path: some StringProtocol) -> String {
    folder.isEmpty ? String(path) : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  package static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: slash).map { String(path[..<$0]) } ?? ""
  }

  package static func name(of path: String) -> String {
    path.utf8.lastIndex(of: slash).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The last part, divided into base name and extension with the dot. A name that only starts with a dot has
  /// no extension.
  package static func split(_ path: String) -> (base: String, fileExtension: String) {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: dot), dot != name.startIndex else { return (name, "") }
    return (String(name[..<dot]), String(name[dot...]))
  }

  /// `path` relative to `folder`; nil if it is not in it. Both in normal form.
  package static func relative(_ path: String, to folder: String) -> String? {
    if path == folder { return "." }
    let prefix = (folder.hasSuffix("/") ? folder : folder + "/").utf8
    return path.utf8.starts(with: prefix)
      ? String(path[path.utf8.index(path.startIndex, offsetBy: prefix.count)...]) : nil
  }

  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")
  private static let dot = UInt8(ascii: ".")

  private static func isDot(_ part: Substring.UTF8View) -> Bool { part.count == 1 && part.first == dot }
  private static func isDotDot(_ part: Substring.UTF8View) -> Bool {
    part.count == 2 && part.allSatisfy { $0 == dot }
  }

  /// A quick check; it may return false for a path in normal form.
  private static func isNormal(_ path: String, _ backslashSeparates: Bool) -> Bool {
    var before = UInt8(ascii: "x")
    for byte in path.utf8 {
      if backslashSeparates && byte == backslash || before == slash && (byte == slash || byte == dot) {
        return false
      }
      before = byte
    }
    return path.utf8.first != dot && (before != slash || path.utf8.count == 1)
  }
}
