import Bytes

/// One row of an image's debug directory (PE/COFF specification, "Debug Directory"): 28 bytes.
package struct DebugEntry: Equatable, Sendable {
  package static let size = 28
  /// The type whose data names the file with the symbols.
  package static let codeViewType: UInt32 = 2

  package var type: UInt32
  /// In bytes.
  package var dataSize: UInt32
  /// Where the data is in memory; 0 when no loader brings it there.
  package var address: UInt32
  /// Where the data is in the (PE) file.
  package var fileOffset: UInt32

  init(parsing reader: inout ByteReader) throws(ObjectError) {
    // Characteristics, time stamp, version.
    try reader.pass(12)
    type = try reader.field()
    dataSize = try reader.field()
    address = try reader.field()
    fileOffset = try reader.field()
  }
}

/// What a linker leaves in an image about its symbols: a signature, some identity, and a path.
package struct CodeView: Equatable, Sendable {
  package enum Format: UInt32, Sendable {
    case nb10 = 0x3031_424E
    case rsds = 0x5344_5352
    /// From Mach-O, by edk2's mtoc.
    case mtoc = 0x434F_544D

    /// How many bytes stand before the path, the signature included.
    package var headerSize: Int {
      switch self {
      case .nb10: 16
      case .rsds: 24
      case .mtoc: 20
      }
    }
  }

  package let format: Format
  /// As stored, up to the first zero; empty when it has been wiped.
  package let path: String
  /// Room that header and path take in the image, in bytes: it grows with the path of the build folder.
  package let size: Int
}

extension ImageLayout {
  func debugEntries(in directory: DataDirectory) -> [DebugEntry] {
    let count = Int(directory.size) / DebugEntry.size
    guard let stored = data(at: directory.virtualAddress, count: count * DebugEntry.size) else { return [] }
    var reader = ByteReader(stored)
    return (0..<count).compactMap { _ in try? DebugEntry(parsing: &reader) }
  }

  /// The first CodeView data that a loader would find; what is malformed is passed over, as loaders do.
  func codeView(in directory: DataDirectory) -> CodeView? {
    for entry in debugEntries(in: directory) where entry.type == DebugEntry.codeViewType {
      guard let stored = data(at: entry.address, count: Int(entry.dataSize)) else { continue }
      var reader = ByteReader(stored)
      guard let signature: UInt32 = try? reader.field(), let format = CodeView.Format(rawValue: signature)
      else { continue }
      let path = stored.dropFirst(format.headerSize).prefix { $0 != 0 }
      return CodeView(format: format, path: String(decoding: path, as: UTF8.self), size: stored.count)
    }
    return nil
  }
}

extension PEImage {
  /// The debug directory; empty when there is none, or when it lies outside the image.
  package var debugEntries: [DebugEntry] { directory(.debug).map(layout.debugEntries) ?? [] }
  /// Where the symbols are said to be.
  package var codeView: CodeView? { directory(.debug).flatMap(layout.codeView) }
}

extension TEImage {
  /// The debug directory; empty when there is none, or when it lies outside the image.
  package var debugEntries: [DebugEntry] { layout.debugEntries(in: debug) }
  /// Where the symbols are said to be.
  package var codeView: CodeView? { layout.codeView(in: debug) }
}
