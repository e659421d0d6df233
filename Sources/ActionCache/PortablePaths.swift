/// Paths of one build in a form that is the same in another checkout: `$B/` for the build folder, `$0/`, `$1/` and so on
/// for the workspace and the folders of PACKAGES_PATH. Others stay absolute.
package struct PortablePaths: Sendable {
  private struct Root: Sendable {
    let name: String
    let path: String
    let bytes: [UInt8]
  }

  /// Longer paths first, as the build folder is often in the workspace.
  private let roots: [Root]

  /// - Parameters: absolute paths without a trailing slash.
  package init(output: String, roots: [String]) {
    let named = [("$B", output)] + roots.enumerated().map { ("$\($0)", $1) }
    self.roots = named.filter { $1.utf8.count > 1 }
      .map { Root(name: $0, path: $1, bytes: Array($1.utf8)) }
      .sorted { $0.bytes.count > $1.bytes.count }
  }

  package func portable(_ path: String) -> String {
    for root in roots where path.utf8.starts(with: root.bytes) {
      let rest = path.utf8.dropFirst(root.bytes.count)
      if rest.isEmpty || rest.first == UInt8(ascii: "/") { return root.name + String(Substring(rest)) }
    }
    return path
  }

  /// nil if the form names a folder that this build does not have.
  package func absolute(_ portable: String) -> String? {
    guard portable.hasPrefix("$") else { return portable.hasPrefix("/") ? portable : nil }
    let name = portable.prefix { $0 != "/" }
    return roots.first { $0.name == name }.map { $0.path + portable.dropFirst(name.count) }
  }

  /// A word with every mention of the folders replaced.
  package func portable(bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "/")) else { return bytes }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "/"),
        let root = roots.first(where: { bytes[index...].starts(with: $0.bytes) })
      {
        result += root.name.utf8
        index += root.bytes.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Whether the bytes contain the path of one of the folders.
  package func isMentioned(in bytes: [UInt8]) -> Bool {
    roots.contains { ByteSearch.contains($0.bytes, in: bytes) }
  }

  /// What differs from place to place.
  package var place: String { roots.map { "\($0.name)=\($0.path)" }.joined(separator: "\n") }
}
