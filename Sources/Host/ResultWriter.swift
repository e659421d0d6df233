import Synchronization
import SystemPackage

/// Standard output, with a record of write errors.
final class ResultWriter: Sendable {
  private let state = Mutex<Errno?>(nil)

  /// The first error; nil if everything was written.
  var failure: Errno? { state.withLock { $0 } }

  /// Writes `bytes`, unless an earlier write failed: results with a gap would be wrong.
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
