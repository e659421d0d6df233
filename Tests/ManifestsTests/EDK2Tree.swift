import Foundation
import Manifests
import Testing

/// The edk2 tree that tests read: `${KILN_TEST_EDK2}`, else where `make test` puts it.
struct EDK2Tree: ManifestFiles {
  let root: String

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let root =
      environment["KILN_TEST_EDK2"] ?? "\(environment["HOME"] ?? "")/.cache/kiln/edk2-2022.11"
    try #require(
      FileManager.default.fileExists(atPath: root + "/MdePkg/MdePkg.dec"),
      "there is no edk2 tree at \(root): run 'make test', which unpacks it, or set KILN_TEST_EDK2")
    self.root = root
  }

  func read(_ path: String) -> ManifestFileContents {
    let whole = path.hasPrefix("/") ? path : "\(root)/\(path)"
    return FileManager.default.contents(atPath: whole).map { .bytes([UInt8]($0)) } ?? .missing
  }

  /// The paths of all files whose names end so, sorted; what patch tools put aside does not count.
  func paths(suffix: String) throws -> [String] {
    let resolved = URL(fileURLWithPath: root).resolvingSymlinksInPath()
    let all = try #require(FileManager.default.enumerator(atPath: resolved.path))
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".pc/") }.sorted()
  }
}
