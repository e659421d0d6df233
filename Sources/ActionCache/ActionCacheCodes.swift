package import Diagnostics

extension Diagnostic.Code {
  package static let actionCacheCodes: [Diagnostic.Code] = [cacheUnwritable]

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
  static func cacheUnwritable(_ folder: String, _ causes: [Diagnostic]) -> Diagnostic {
    Diagnostic(
      .cacheUnwritable, at: .file(folder),
      "expected an action cache that can be written, found one that cannot",
      notes: causes.map { .init($0.message) },
      fix: "make room or give access, name another folder with KILN_ACTION_CACHE, or build with --no-cache")
  }
}
