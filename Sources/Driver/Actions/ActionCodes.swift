package import Diagnostics

extension Diagnostic.Code {
  package static let actionCodes: [Diagnostic.Code] = [cacheOff, cacheSetting, cacheWrong]

  package static let cacheOff = Diagnostic.Code(
    "cache-off", "there is no action cache to look at",
    explanation: """
      `kiln cache` shows, checks or empties the action cache. KILN_NO_CACHE is set, with which builds have none, so that
      nothing is looked at.
      """,
    remedy: "Unset KILN_NO_CACHE for the command.")

  package static let cacheSetting = Diagnostic.Code(
    "cache-setting", "a variable of the action cache has a value that it cannot have", ends: .usage,
    explanation: """
      KILN_ACTION_CACHE_SIZE is a number of bytes, with K, M or G for powers of 1024, KILN_ACTION_CACHE_URL the address of
      an HTTP server, and KILN_NO_CACHE and KILN_ACTION_CACHE_READ_ONLY are 1 or 0. Another value is not guessed at: a
      limit that nobody reads fills a disk, and a server that nobody asks is missed only by the time that builds take.
      """,
    remedy: "Correct the variable that the message names, or unset it. Empty is the same as unset.")

  package static let cacheWrong = Diagnostic.Code(
    "cache-wrong", "the action cache has another result than the commands give",
    explanation: """
      With `--verify-cache` kiln runs the commands whose results the cache has, and compares. Here they differ. Either the
      commands give other bytes each time they run, for instance because a compiler writes the time, or something that
      they read is not part of the key. The build has used what the commands have made.
      """,
    remedy:
      "Report it with the action that the message names. `kiln cache clean` empties the cache; `--no-cache` builds "
      + "without it.")
}

extension Diagnostic {
  static func cacheWrong(_ action: String, file: String) -> Diagnostic {
    Diagnostic(
      .cacheWrong, at: .file(file), "\(action): expected what the cache has, found other bytes",
      fix: "report it; 'kiln cache clean' empties the cache, and --no-cache builds without it")
  }
}
