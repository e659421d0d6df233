package import Diagnostics

/// A submodule that `.gitmodules` names (gitmodules(5)).
package struct GitSubmodule: Equatable, Sendable {
  /// Relative to the repository.
  package var path: String
  package var url: String?
}

extension GitRepository {
  /// The submodules that `.gitmodules` of the folder names, which may be that of an archive without a repository; none
  /// if there is no such file, or if git cannot read it.
  ///
  /// - Throws: `program-failed`.
  package func submodules() async throws(DiagnosticError) -> [GitSubmodule] {
    let file = "\(folder)/.gitmodules"
    guard FileSystem().kind(of: file) == .file else { return [] }
    let names = #"^submodule\..*\.(path|url)$"#
    let list = try await run(["config", "--no-includes", "-z", "--file", file, "--get-regexp", names])
    guard list.isSuccess else { return [] }
    var paths: [(name: String, path: String)] = []
    var urls: [String: String] = [:]
    // Each entry is `submodule.NAME.path<newline>VALUE`.
    for entry in list.output.split(separator: 0) {
      guard let end = entry.firstIndex(of: UInt8(ascii: "\n")),
        let dot = entry[..<end].lastIndex(of: UInt8(ascii: "."))
      else { continue }
      let name = String(decoding: entry[..<dot], as: UTF8.self)
      let value = String(decoding: entry[(end + 1)...], as: UTF8.self)
      if entry[dot..<end].elementsEqual(".url".utf8) {
        urls[name] = value
      } else {
        paths.append((name, value))
      }
    }
    return paths.map { GitSubmodule(path: $0.path, url: urls[$0.name]) }
  }

  /// The commit that the index has for a submodule; nil if the folder is in no repository.
  ///
  /// - Throws: `program-failed`.
  package func commit(ofSubmodule path: String) async throws(DiagnosticError) -> String? {
    try await links(["--", path]).first?.commit
  }

  /// The maximum size of an index listing in bytes; edk2 has 100,000 files in submodules.
  private static let largestIndex = 1 << 26

  /// The submodules that the index has; none if the folder is in no repository.
  ///
  /// - Parameter arguments: for `git ls-files`.
  /// - Throws: `program-failed`.
  func links(_ arguments: [String] = []) async throws(DiagnosticError) -> [(path: String, commit: String)] {
    let index = try await run(["ls-files", "--stage", "-z"] + arguments, limit: Self.largestIndex)
    // Each entry is `mode id stage<tab>path`; mode 160000 is a submodule.
    return index.output.split(separator: 0).compactMap { entry in
      guard entry.starts(with: "160000 ".utf8), let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else {
        return nil
      }
      let commit = entry[..<tab].split(separator: UInt8(ascii: " ")).dropFirst().first ?? []
      return (
        String(decoding: entry[(tab + 1)...], as: UTF8.self), String(decoding: commit, as: UTF8.self)
      )
    }
  }
}
