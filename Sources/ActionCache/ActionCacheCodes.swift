package import Diagnostics

extension Diagnostic.Code {
  package static let actionCacheCodes: [Diagnostic.Code] = [
    cacheDamaged, cacheRemoteFailed, cacheUnwritable,
  ]

  package static let cacheDamaged = Diagnostic.Code(
    "cache-damaged", "the action cache has files that are not what was written", .warning,
    explanation: """
      Contents in the action cache have their SHA-256 as name, and entries have one in them. A file that the build wanted
      is another one now, shorter, or no file any more. It has been removed, and what it had is made again, so the image is
      right. It costs time, and means that a disk fails or that something else writes into the folder. An entry of another
      version of kiln is no damage.
      """,
    remedy: "`kiln cache verify` looks for more, and removes it. If it happens again, check the disk.")

  package static let cacheRemoteFailed = Diagnostic.Code(
    "cache-remote-failed", "the server of the action cache is of no use", .warning,
    explanation: """
      KILN_ACTION_CACHE_URL, or `--cache-url`, names a server with results of other machines. It does not answer, answers
      with an error, is too slow to be worth the wait, or has something else than what a name stands for. The build goes
      on without it, and its result is right.
      """,
    remedy: "Check the URL, the server's log, and `curl URL`. The message has what curl says.")

  package static let cacheUnwritable = Diagnostic.Code(
    "cache-unwritable", "nothing can be kept in the action cache", .warning,
    explanation: """
      The action cache keeps what compilers and linkers wrote, so that another build need not run them. A file cannot be
      written there, for instance because the disk is full or the folder belongs to another user. The build goes on and
      its result is right; what it compiles from here on is not kept.
      """,
    remedy: "Make room or give access, name another folder with KILN_ACTION_CACHE, or build with --no-cache.")
}

extension Diagnostic {
  static func cacheDamaged(_ folder: String) -> Diagnostic {
    Diagnostic(
      .cacheDamaged, at: .file(folder),
      "expected what was written to the action cache, found damaged files, which are removed and made again",
      fix: "look for more with 'kiln cache verify'; if it happens again, check the disk")
  }

  /// - Parameter reason: what curl says.
  static func cacheDownloadFailed(_ reason: String) -> Diagnostic {
    Diagnostic(.cacheUnwritable, at: .commandLine, "curl: \(reason)")
  }

  /// - Parameter reason: a clause.
  static func cacheRemoteFailed(_ url: String, reason: String) -> Diagnostic {
    Diagnostic(
      .cacheRemoteFailed, at: .commandLine, "the action cache at \(url) is not used any more: \(reason)",
      fix: "check the server, or build without KILN_ACTION_CACHE_URL and --cache-url")
  }

  static func cacheUnwritable(_ folder: String, _ causes: [Diagnostic]) -> Diagnostic {
    Diagnostic(
      .cacheUnwritable, at: .file(folder),
      "expected an action cache that can be written, found one that cannot",
      notes: causes.map { .init($0.message) },
      fix: "make room or give access, name another folder with KILN_ACTION_CACHE, or build with --no-cache")
  }
}
