import Foundation
import Manifests

/// The edk2 tree of Debian's source package, which `make test` brings.
struct EDK2Tree: ManifestFiles {
  /// Nobody has brought the tree.
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "no edk2 tree at \(path): run 'make test', or name one with KILN_TEST_EDK2"
    }
  }

  let root: String

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    root = environment["KILN_TEST_EDK2"] ?? "\(environment["HOME"] ?? "")/.cache/kiln/edk2-2022.11"
    guard FileManager.default.fileExists(atPath: "\(root)/MdePkg/MdePkg.dec") else {
      throw Missing(path: root)
    }
  }

  func read(_ path: String) -> ManifestFileContents {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: path) else {
      return .unreadable(reason: "it is a directory")
    }
    return .bytes([UInt8](data))
  }

  /// Paths from the root of files that end in `suffix`, in packages and the folders in them.
  func files(endingIn suffix: String) throws -> [String] {
    var found: [String] = []
    func search(_ folder: String, depth: Int) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") {
        let path = "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder) else {
          continue
        }
        if isFolder.boolValue {
          if depth < 2 { try search(path, depth: depth + 1) }
        } else if name.hasSuffix(suffix) {
          found.append(path)
        }
      }
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: root) where name.hasSuffix("Pkg") {
      try search(name, depth: 0)
    }
    return found.sorted()
  }
}
