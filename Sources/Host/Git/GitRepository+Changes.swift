import Diagnostics

/// Whether tracked files differ from the commit that is checked out, those of submodules too.
extension GitRepository {
  /// Submodules lie no deeper in each other than this.
  private static let deepest = 8
  /// The index of edk2 has 100,000 files in its submodules.
  private static let largestIndex = 1 << 26

  /// - Returns: why git does not tell, in its words, as `failure`.
  func differsFromHead(depth: Int = 0) async throws(DiagnosticError) -> (differs: Bool, failure: String?) {
    let variables = try await withoutFilters()
    // A submodule's own configuration names filters of its own, so each is asked by itself.
    let status = try await run(
      ["status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty"], variables: variables,
      limit: 1 << 24)
    guard status.isSuccess else { return (true, String(status.errors.prefix { $0 != "\n" })) }
    if !status.output.isEmpty { return (true, nil) }
    guard depth < Self.deepest, let top, FileSystem().kind(of: "\(top)/.gitmodules") != nil else {
      return (false, nil)
    }
    for path in try await submodules(of: top) {
      let (differs, failure) = try await GitRepository(path, git: git, environment: environment)
        .differsFromHead(depth: depth + 1)
      if differs { return (true, failure) }
    }
    return (false, nil)
  }

  /// Variables that keep git from running the programs through which the configuration sends files that are compared.
  private func withoutFilters() async throws(DiagnosticError) -> [String: String] {
    let names = try await run(
      ["config", "--null", "--name-only", "--get-regexp", #"^filter\..*\.(clean|smudge|process)$"#],
      limit: 1 << 20)
    // Not as options: the name of a filter may hold an equals sign. What the caller sets stays.
    var count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    var variables: [String: String] = [:]
    for name in names.output.split(separator: 0) {
      let name = String(decoding: name, as: UTF8.self)
      guard let end = name.lastIndex(of: ".") else { continue }
      // An empty process takes the place of the other two.
      for (key, value) in [("process", ""), ("required", "false")] {
        variables["GIT_CONFIG_KEY_\(count)"] = "\(name[..<end]).\(key)"
        variables["GIT_CONFIG_VALUE_\(count)"] = value
        count += 1
      }
    }
    if !variables.isEmpty { variables["GIT_CONFIG_COUNT"] = String(count) }
    return variables
  }

  /// The submodules that are checked out.
  private func submodules(of top: String) async throws(DiagnosticError) -> [String] {
    let index = try await GitRepository(top, git: git, environment: environment)
      .run(["ls-files", "--stage", "-z"], limit: Self.largestIndex)
    // Each entry is `mode id stage<tab>path`; this mode is a commit's.
    return index.output.split(separator: 0).compactMap { entry in
      guard entry.starts(with: "160000 ".utf8), let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else {
        return nil
      }
      let path = "\(top)/" + String(decoding: entry[(tab + 1)...], as: UTF8.self)
      return FileSystem().kind(of: path + "/.git") == nil ? nil : path
    }
  }
}
