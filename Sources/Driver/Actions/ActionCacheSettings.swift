import ActionCache
import Diagnostics
import Host

/// Where the action cache is, and how large it may become.
struct ActionCacheSettings: Hashable {
  /// nil if there is none.
  let folder: String?
  /// In bytes.
  let limit: Int
  /// A server with results of other machines.
  private let url: String?
  private let isReadOnly: Bool

  /// 5 GiB have the results of some twenty variants of OVMF.
  private static let usualLimit = 5 << 30

  /// Without a cache the variables that describe it are not looked at.
  ///
  /// - Throws: `cache-setting`, for all variables with a value that is none.
  init(_ compile: CompileSelection, _ environment: ProcessEnvironment) throws(DiagnosticError) {
    var variables = Variables(environment)
    guard compile.usesCache, !variables.flag("KILN_NO_CACHE") else {
      (folder, limit) = (nil, Self.usualLimit)
      (url, isReadOnly) = (compile.cacheURL, compile.readsCacheOnly)
      return
    }
    folder = Self.folder(environment)
    limit =
      variables.value("KILN_ACTION_CACHE_SIZE", "a size such as 500M or 20G", Self.bytes) ?? Self.usualLimit
    let named = variables.value("KILN_ACTION_CACHE_URL", RemoteStore.urlForm, RemoteStore.url)
    url = compile.cacheURL ?? named
    let isReadOnly = variables.flag("KILN_ACTION_CACHE_READ_ONLY")
    self.isReadOnly = compile.readsCacheOnly || isReadOnly
    if !variables.problems.isEmpty { throw DiagnosticError(variables.problems) }
  }

  /// - Throws: `program-missing` if there is a server and no curl.
  func cache(_ environment: ProcessEnvironment) throws(DiagnosticError) -> ActionCache {
    guard let folder else { return ActionCache(nil) }
    var remote: RemoteStore?
    if let url { remote = try RemoteStore(url, isReadOnly: isReadOnly, environment: environment) }
    return ActionCache(LocalStore(folder), remote: remote, limit: limit)
  }

  private static func folder(_ environment: ProcessEnvironment) -> String {
    environment["KILN_ACTION_CACHE"] ?? "\(environment.cacheFolder)/actions"
  }

  /// A number of bytes with an optional `K`, `M` or `G`, which are powers of 1024; nil for anything else.
  private static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    guard let last = text.last else { return nil }
    let unit = units[last]
    let digits = unit == nil ? text[...] : text.dropLast()
    // Int takes a sign as well.
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflows ? nil : bytes
  }
}

/// Reads variables of the environment, and keeps what is wrong with them.
private struct Variables {
  private let environment: ProcessEnvironment
  private(set) var problems: [Diagnostic] = []

  init(_ environment: ProcessEnvironment) { self.environment = environment }

  /// nil if the variable is unset, or has another value than `form` says.
  mutating func value<Value>(_ name: String, _ form: String, _ parse: (String) -> Value?) -> Value? {
    // CI systems set a variable that has no value to nothing.
    guard let text = environment[name], !text.isEmpty else { return nil }
    if let value = parse(text) { return value }
    problems.append(.cacheSetting(name, text, form: form))
    return nil
  }

  mutating func flag(_ name: String) -> Bool {
    value(name, "1 or 0") { ["1": true, "0": false][$0] } ?? false
  }
}

extension CompileSelection {
  /// What is expected of a `cacheURL`; nil if the text can be one.
  package static func cacheURLForm(missedBy text: String) -> String? {
    RemoteStore.url(text) == nil ? RemoteStore.urlForm : nil
  }
}

extension Diagnostic {
  static func cacheSetting(_ name: String, _ text: String, form: String) -> Diagnostic {
    Diagnostic(
      .cacheSetting, at: .commandLine, "\(name): expected \(form), found '\(RemoteStore.shown(text))'",
      fix: "correct the variable in the environment, or unset it; --no-cache builds without the cache")
  }
}
