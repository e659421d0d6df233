import ActionCache
import Diagnostics
import Host

/// Where the action cache is, and how large it may become.
struct ActionCacheSettings {
  /// nil if there is none.
  let folder: String?
  /// In bytes.
  let limit: Int
  /// A server with results of other machines.
  private let url: String?
  private let isReadOnly: Bool

  /// 5 GiB have the results of some twenty variants of OVMF.
  private static let usualLimit = 5 << 30

  init(_ compile: CompileSelection, _ environment: ProcessEnvironment) {
    folder = compile.usesCache && environment["KILN_NO_CACHE"] == nil ? Self.folder(environment) : nil
    limit = environment["KILN_ACTION_CACHE_SIZE"].flatMap(Self.bytes) ?? Self.usualLimit
    url = compile.cacheURL ?? environment["KILN_ACTION_CACHE_URL"]
    isReadOnly = compile.readsCacheOnly || environment["KILN_ACTION_CACHE_READ_ONLY"] != nil
  }

  /// - Throws: `program-missing` if there is a server and no curl.
  func cache(_ environment: ProcessEnvironment) throws(DiagnosticError) -> ActionCache {
    guard let folder else { return ActionCache(nil) }
    var remote: RemoteStore?
    if let url { remote = try RemoteStore(url, isReadOnly: isReadOnly, environment: environment) }
    return ActionCache(LocalStore(folder), remote: remote)
  }

  private static func folder(_ environment: ProcessEnvironment) -> String {
    environment["KILN_ACTION_CACHE"] ?? "\(environment.cacheFolder)/actions"
  }

  /// A number of bytes with an optional `K`, `M` or `G`, which are powers of 1024; nil for anything else.
  static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    guard let last = text.last else { return nil }
    let unit = units[last]
    guard let number = Int(unit == nil ? text[...] : text.dropLast()), number >= 0 else { return nil }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflows ? nil : bytes
  }
}
