import Synchronization
import SystemPackage

/// Standard output, and whether all that went there arrived.
final class ResultWriter: Sendable {
  private let state = Mutex<Errno?>(nil)

  /// Why something could not be written; nil when all was.
  var failure: Errno? { state.withLock { $0 } }

  /// Writes `bytes`, unless something before them could not be written: results with a hole are none.
  func write(_ bytes: [UInt8]) {
    state.withLock { failure in
      guard failure == nil else { return }
      do throws(Errno) {
        try FileDescriptor.standardOutput.writeWhole(bytes)
      } catch {
        failure = error
      }
    }
  }
}
