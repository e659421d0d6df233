import Diagnostics

/// Whether tracked files differ from the checked-out commit, including those of submodules.
extension GitRepository {
  /// The maximum nesting depth of submodules.
  private static let deepest = 8

  /// - Returns: whether there are differences; if git fails, its message as `failure`.
  func differsFromHead(depth: Int = 0) async throws(DiagnosticError) -> (differs: Bool, failure: String?) {
    let variables = try await withoutFilters()
    // Each submodule is queried separately, because its own configuration can define filters.
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

  /// Environment variables that prevent git from running the filter programs in the configuration.
  private func withoutFilters() async throws(DiagnosticError) -> [String: String] {
    let names = try await run(
      ["config", "--null", "--name-only", "--get-regexp", #"^filter\..*\.(clean|smudge|process)$"#],
      limit: 1 << 20)
    // Variables and not options, because the name of a filter may contain an equals sign. The caller's settings
    // are kept.
    var count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    var variables: [String: String] = [:]
    for name in names.output.split(separator: 0) {
      let name = String(decoding: name, as: UTF8.self)
      guard let end = name.lastIndex(of: ".") else { continue }
      // An empty `process` takes precedence over `clean` and `smudge`.
      for (key, value) in [("process", ""), ("required", "false")] {
        variables["GIT_CONFIG_KEY_\(count)"] = "\(name[..<end]).\(key)"
        variables["GIT_CONFIG_VALUE_\(count)"] = value
        count += 1
      }
    }
    if !variables.isEmpty { variables["GIT_CONFIG_COUNT"] = String(count) }
    return variables
  }

  /// The checked-out submodules.
  private func submodules(of top: String) async throws(DiagnosticError) -> [String] {
    try await GitRepository(top, git: git, environment: environment).links()
      .map { "\(top)/\($0.path)" }.filter { FileSystem().kind(of: $0 + "/.git") != nil }
  }
}
