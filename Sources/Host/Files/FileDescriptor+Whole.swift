package import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension FileDescriptor {
  /// Writes all of `bytes`, in as many calls as needed.
  ///
  /// Waits if the file is non-blocking, which another program that shares the terminal may have set.
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

  /// Waits until the data are on the disk. Does nothing for files without a disk.
  package func sync() throws(Errno) {
    while fsync(rawValue) != 0 {
      // EROFS and EINVAL mean that the file cannot be synchronised.
      if errno == EINVAL || errno == EROFS { return }
      if errno != EINTR { throw Errno(rawValue: errno) }
    }
  }
}

/// Writes as many bytes as one call accepts; returns -1 and sets `errno` if it fails.
private func writeSome(of bytes: [UInt8], from start: Int, to file: Int32) -> Int {
  bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + start }, bytes.count - start) }
}

extension Errno {
  /// The reason for a failed system call as part of a message, such as `permission denied`.
  package var reason: String {
    self == .isDirectory ? "it is a directory" : String(describing: self).lowercased()
  }

  /// The error of the last failed system call.
  static var last: Errno { Errno(rawValue: errno) }
}
