import ActionCache
package import Diagnostics
import Host
import Render

/// `kiln cache`: what the action cache holds.
package struct CacheCommand: KilnCommand {
  package enum Task: Sendable {
    /// Says how large it is.
    case stats
    /// Removes everything.
    case clean
    /// Compares each file with its name, and removes those that are damaged.
    case verify
  }

  package let context: Context
  let task: Task
  let json: Bool

  package init(_ task: Task, json: Bool, context: Context) {
    self.context = context
    self.task = task
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let settings = try ActionCacheSettings(CompileSelection(), environment)
    guard let folder = settings.folder else { throw DiagnosticError(.cacheOff) }
    let store = LocalStore(folder)
    switch task {
    case .clean:
      let usage = store.usage
      try store.clean()
      console.progress("removed \(usage.entries) results, \(usage.size) bytes, from \(folder)")
      return .fine
    case .stats:
      report(folder, store.usage, damaged: nil, limit: settings.limit)
      return .fine
    case .verify:
      let damaged = store.removeDamaged()
      report(folder, store.usage, damaged: damaged, limit: settings.limit)
      return damaged == 0 ? .fine : .differs
    }
  }

  private func report(_ folder: String, _ usage: LocalStore.Usage, damaged: Int?, limit: Int) {
    if json {
      return console.print(
        JSON.encode(
          Document(
            schema: "kiln-cache-1", folder: folder, entries: usage.entries, files: usage.contents,
            bytes: usage.size,
            limit: limit, damaged: damaged)))
    }
    var lines = [
      "folder   \(folder)", "entries  \(usage.entries)", "files    \(usage.contents)",
      "size     \(usage.size) of \(limit) bytes",
    ]
    if let damaged { lines.append("damaged  \(damaged), removed") }
    console.print(lines.map { $0 + "\n" }.joined())
  }

  private struct Document: Encodable {
    let schema: String
    let folder: String
    let entries: Int
    let files: Int
    let bytes: Int
    let limit: Int
    let damaged: Int?
  }
}

extension Diagnostic {
  static let cacheOff = Diagnostic(
    .cacheOff, at: .commandLine, "expected an action cache, found KILN_NO_CACHE in the environment",
    fix: "unset KILN_NO_CACHE")
}
