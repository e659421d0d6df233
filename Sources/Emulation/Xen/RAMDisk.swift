import Bytes

/// An initial RAM disk of Linux: a "newc" cpio archive (Linux, `driver-api/early-userspace/buffer-format`).
///
/// The kernel unpacks several concatenated archives, so a run can append its files to a cached archive. Time
/// stamps and inode numbers are fixed: the same files give the same bytes.
package struct RAMDisk: Sendable {
  package enum Content: Hashable, Sendable {
    case folder
    case file([UInt8])
    /// An executable file.
    case program([UInt8])
    /// A symbolic link to the path.
    case link(String)
  }

  private var paths: Set<String> = []
  private var entries: [(path: String, content: Content)] = []

  package init() {}

  package func contains(_ path: String) -> Bool { paths.contains(path) }

  /// Adds an entry at `path`, which is relative to the root without a leading slash, and its parent folders. An
  /// existing entry is kept.
  package mutating func add(_ path: String, _ content: Content) {
    let names = path.split(separator: "/")
    for depth in names.indices.dropFirst() {
      let folder = names[..<depth].joined(separator: "/")
      if paths.insert(folder).inserted { entries.append((folder, .folder)) }
    }
    if paths.insert(path).inserted { entries.append((path, content)) }
  }

  /// The archive; its size is a multiple of 4 bytes.
  package var bytes: [UInt8] {
    let size = entries.reduce(0) { $0 + $1.content.data.count + $1.path.utf8.count + 120 }
    var writer = ByteWriter(capacity: size + 128)
    for (index, entry) in entries.enumerated() {
      let content = entry.content
      Self.write(entry.path, mode: content.mode, data: content.data, number: index + 1, to: &writer)
    }
    Self.write("TRAILER!!!", mode: 0, data: [], number: 0, to: &writer)
    return writer.bytes
  }

  private static func write(
    _ name: String, mode: Int, data: [UInt8], number: Int, to writer: inout ByteWriter
  ) {
    let nameSize = name.utf8.count + 1
    // Magic; inode, mode, owner, group, links, time, size, major and minor of two devices, size of the name,
    // checksum.
    let fields = [number, mode, 0, 0, 1, 0, data.count, 0, 0, 0, 0, nameSize, 0]
    writer.write("070701".utf8)
    for field in fields { writer.write(hexadecimal(field)) }
    writer.write(name.utf8)
    writer.write(UInt8(0))
    writer.pad(to: 4, with: 0)
    writer.write(data)
    writer.pad(to: 4, with: 0)
  }

  /// Eight hexadecimal digits.
  private static func hexadecimal(_ value: Int) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return (0..<8).reversed().map { digits[value >> ($0 * 4) & 0xF] }
  }
}

extension RAMDisk.Content {
  /// Type and permissions, as in `st_mode`.
  fileprivate var mode: Int {
    switch self {
    case .folder: 0o040755
    case .file: 0o100644
    case .program: 0o100755
    case .link: 0o120777
    }
  }

  fileprivate var data: [UInt8] {
    switch self {
    case .folder: []
    case .file(let bytes), .program(let bytes): bytes
    case .link(let target): Array(target.utf8)
    }
  }
}
