package import Bytes
package import Diagnostics
package import Host

/// A server with the same files as a `LocalStore`, under `<URL>/ac/<key>` and `<URL>/cas/<digest>`: GET, HEAD and PUT, as
/// Bazel and ccache use them. curl does the transfers, many at a time, with what the user has in ~/.curlrc and ~/.netrc.
package struct RemoteStore: Sendable {
  /// `http://` or `https://`, without a trailing slash; it may contain a user's name and password.
  package let url: String
  package let isReadOnly: Bool
  private let curl: HostProgram

  /// - Throws: `program-missing`.
  package init(
    _ url: String, isReadOnly: Bool, environment: ProcessEnvironment
  ) throws(DiagnosticError) {
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.isReadOnly = isReadOnly
    curl = try HostProgram(
      "curl", role: "exchanges results with \(Self.shown(url))", package: "curl", environment: environment)
  }

  package static let urlForm = "an address such as http://host:8080/folder"

  /// The text if it is the URL of a server, below which names can follow; nil for anything else.
  package static func url(_ text: String) -> String? {
    guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }),
      // A line break or a quotation mark would be more of curl's configuration.
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !Self.foreign.contains($0) })
    else { return nil }
    let host = text.dropFirst(scheme.count).prefix { $0 != "/" }
    return host.isEmpty || host.hasSuffix("@") || host.hasPrefix(":") ? nil : text
  }

  /// What no URL contains, and what begins a query or a fragment.
  private static let foreign = Set("\"<>\\^`{|}?#".utf8)

  /// The URL without a password.
  package static func shown(_ url: String) -> String {
    // What is no URL may have one, too.
    let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let host = url[start...].prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else { return url }
    return String(url[..<start] + url[url.index(after: at)...])
  }

  package var shown: String { Self.shown(url) }

  /// Why the server is not asked again in this run.
  package enum Failure: Error, Equatable, Sendable {
    /// What curl says.
    case transfer(String)
    /// What curl says when it cannot write a file here.
    case disk(String)
    /// An HTTP status other than 200 and 404.
    case status(Int)
    /// The answers take so many milliseconds each.
    case slow(Int)
    /// A file with other contents than its name says.
    case foreign(String)

    /// As a clause.
    package var reason: String {
      switch self {
      case .transfer(let text), .disk(let text): text
      case .status(let status): "it answers with HTTP status \(status)"
      case .slow(let milliseconds): "it needs \(milliseconds) ms for a file"
      case .foreign(let name): "what it has as \(name) is something else"
      }
    }
  }

  /// A file on the server.
  package struct Name: Hashable, Sendable {
    package let kind: LocalStore.Kind
    package let digest: Digest

    package init(_ kind: LocalStore.Kind, _ digest: Digest) {
      self.kind = kind
      self.digest = digest
    }

    var path: String { "\(kind.rawValue)/\(digest.text)" }
  }

  /// In seconds: to connect, for one transfer, and for a transfer in which nothing arrives.
  private static let (connecting, transferring, standing) = (5, 60, 15)
  private static let parallel = 16
  /// In seconds: a server that has been waited for so long must be fast.
  private static let patience = 20
  /// In milliseconds for a file.
  private static let fast = 100

  /// Whether a server is worth the wait, after so many files in this time.
  static func check(_ elapsed: Duration, files: Int) throws(Failure) {
    guard files > 0, elapsed > .seconds(patience), elapsed / files > .milliseconds(fast) else { return }
    throw .slow(Int(elapsed.components.seconds) * 1000 / files)
  }

  /// Downloads files to `folder`, under their digests. Those that the server does not have are left out.
  func get(_ names: [Name], into folder: String) async throws(Failure) -> [Name] {
    let statuses = try await transfer(names) { name in
      ["output = \(Self.quoted("\(folder)/\(name.digest.text)"))"]
    }
    return zip(names, statuses).filter { $0.1 == 200 }.map(\.0)
  }

  /// The files that the server has.
  func has(_ names: [Name]) async throws(Failure) -> Set<Name> {
    let statuses = try await transfer(names, options: ["--head"]) { _ in ["output = \"/dev/null\""] }
    return Set(zip(names, statuses).filter { $0.1 == 200 }.map(\.0))
  }

  /// Uploads files of a local store. Those that another build has removed are left out.
  func put(_ names: [Name], from store: LocalStore) async throws(Failure) {
    _ = try await transfer(names.filter { FileSystem().kind(of: store.path($0.kind, $0.digest)) == .file }) {
      name in
      ["upload-file = \(Self.quoted(store.path(name.kind, name.digest)))", "output = \"/dev/null\""]
    }
  }

  /// Runs curl, and returns the HTTP status of each transfer.
  private func transfer(
    _ names: [Name], options: [String] = [], _ lines: (Name) -> [String]
  ) async throws(Failure) -> [Int] {
    if names.isEmpty { return [] }
    var config: [String] = []
    for name in names { config += ["url = \(Self.quoted("\(url)/\(name.path)"))"] + lines(name) }
    let arguments =
      [
        "--no-progress-meter", "--parallel", "--parallel-immediate", "--parallel-max", "\(Self.parallel)",
        "--netrc-optional", "--globoff",
        "--connect-timeout", "\(Self.connecting)", "--max-time", "\(Self.transferring)",
        "--speed-limit", "1", "--speed-time", "\(Self.standing)", "--fail-early", "--location",
        "--write-out", "%{urlnum} %{http_code} %{exitcode}\\n", "--config", "-",
      ] + options
    let result: HostProgram.Result
    do throws(DiagnosticError) {
      result = try await curl.run(arguments, input: Array((config.joined(separator: "\n") + "\n").utf8))
    } catch {
      throw .transfer(error.diagnostics.first?.message ?? "curl cannot be run")
    }
    var statuses = Array(repeating: 0, count: names.count)
    for line in result.text.split(separator: "\n") {
      let fields = line.split(separator: " ").compactMap { Int($0) }
      guard fields.count == 3, statuses.indices.contains(fields[0]) else { continue }
      if fields[2] != 0 {
        let text = Self.message(result) ?? "curl ended with exit status \(fields[2])"
        throw fields[2] == Self.writeError ? .disk(text) : .transfer(text)
      }
      statuses[fields[0]] = fields[1]
    }
    // 201 and 204 are answers to PUT.
    if let bad = statuses.first(where: { ![200, 201, 204, 404].contains($0) }) {
      if bad != 0 { throw .status(bad) }
      throw .transfer(Self.message(result) ?? "curl gave no status")
    }
    return statuses.map { [201, 204].contains($0) ? 200 : $0 }
  }

  /// CURLE_WRITE_ERROR: the file that is downloaded cannot be written.
  private static let writeError = 23

  /// What curl says, without its name.
  private static func message(_ result: HostProgram.Result) -> String? {
    let start = "curl: "
    return result.errors.split(separator: "\n").first { $0.hasPrefix(start) }.map {
      String($0.dropFirst(start.count))
    }
  }

  /// A value in curl's configuration file.
  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
