package import Manifests

/// Files that exist only in a test.
package struct FilesInMemory: ManifestFiles {
  package var texts: [String: String]

  package init(texts: [String: String]) { self.texts = texts }

  package func read(_ path: String) -> ManifestFileContents {
    texts[path].map { .bytes(Array($0.utf8)) } ?? .missing
  }
}
