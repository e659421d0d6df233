package import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension FileDescriptor {
  /// Writes all of `bytes`, however many calls that takes.
  ///
  /// Waits where somebody else has made the file non-blocking, as programs that share a terminal do.
  package func writeWhole(_ bytes: [UInt8]) throws(Errno) {
    var count = 0
    while count < bytes.count {
      let written = writeSome(of: bytes, from: count, to: rawValue)
      if written >= 0 {
        count += written
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw Errno(rawValue: errno)
      }
    }
  }

  /// Waits until what was written is on the disk. Fine where there is no disk to wait for.
  package func sync() throws(Errno) {
    while fsync(rawValue) != 0 {
      // EROFS and EINVAL: not a file that can be waited for.
      if errno == EINVAL || errno == EROFS { return }
      if errno != EINTR { throw Errno(rawValue: errno) }
    }
  }
}

/// As many bytes as one call takes; -1 and `errno` when it fails.
private func writeSome(of bytes: [UInt8], from start: Int, to file: Int32) -> Int {
  bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + start }, bytes.count - start) }
}

extension Errno {
  /// Why a call of the system failed, as part of a message: `permission denied`.
  package var reason: String {
    self == .isDirectory ? "it is a directory" : String(describing: self).lowercased()
  }

  /// What the system says now that a call has failed.
  static var last: Errno { Errno(rawValue: errno) }
}
