import ActionCache
import Diagnostics
import Host
import Synchronization

/// The action caches of a command. Builds with the same settings share one, so that a problem with it is one warning, and
/// a server that has failed is not waited for again.
final class ActionCaches: Sendable {
  private let caches = Mutex<[ActionCacheSettings: ActionCache]>([:])

  /// - Throws: `program-missing`.
  func cache(
    _ settings: ActionCacheSettings, _ environment: ProcessEnvironment
  ) throws(DiagnosticError) -> ActionCache {
    if let known = caches.withLock({ $0[settings] }) { return known }
    let new = try settings.cache(environment)
    return caches.withLock { caches in
      let cache = caches[settings] ?? new
      caches[settings] = cache
      return cache
    }
  }
}
