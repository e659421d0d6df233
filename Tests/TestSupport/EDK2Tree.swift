import Foundation
package import Manifests
import Testing

/// Debian's edk2 tree.
package struct EDK2Tree: ManifestFiles {
  package let root: String

  package init() throws { root = try Provided.edk2() }

  package func read(_ path: String) -> ManifestFileContents {
    let whole = path.hasPrefix("/") ? path : "\(root)/\(path)"
    return FileManager.default.contents(atPath: whole).map { .bytes([UInt8]($0)) } ?? .missing
  }

  /// The paths of all files whose names end so, sorted; what patch tools put aside does not count.
  package func paths(suffix: String) throws -> [String] {
    let resolved = URL(fileURLWithPath: root).resolvingSymlinksInPath()
    let all = try #require(FileManager.default.enumerator(atPath: resolved.path))
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".pc/") }.sorted()
  }
}
