import Bytes

/// An entry of the debug directory (PE/COFF specification, "Debug Directory"): 28 bytes.
package struct DebugEntry: Equatable, Sendable {
  package static let size = 28
  /// The type whose data contains the name of the file with symbols.
  package static let codeViewType: UInt32 = 2
  /// The type whose data are extended DLL characteristics, 4 bytes.
  package static let extendedCharacteristicsType: UInt32 = 20
  /// The extended characteristic of an image whose indirect calls only reach landing pads.
  static let forwardCFICompatible: UInt32 = 0x40

  package var type: UInt32
  /// Size of the data in bytes.
  package var dataSize: UInt32
  /// Address of the data in memory; 0 if it is not loaded.
  package var address: UInt32
  /// Offset of the data in the (PE) file.
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

/// The linker's reference to the symbols of an image: a signature, an identity, and a path.
package struct CodeView: Equatable, Sendable {
  package enum Format: UInt32, Sendable {
    case nb10 = 0x3031_424E
    case rsds = 0x5344_5352
    /// Written by edk2's mtoc for Mach-O.
    case mtoc = 0x434F_544D

    /// Size in bytes of the header before the path, signature included.
    package var headerSize: Int {
      switch self {
      case .nb10: 16
      case .rsds: 24
      case .mtoc: 20
      }
    }
  }

  package let format: Format
  /// The stored path up to the first zero; empty if it was wiped.
  package let path: String
  /// Size of header and path in the image, in bytes. It depends on the length of the build folder's path.
  package let size: Int
}

extension ImageLayout {
  func debugEntries(in directory: DataDirectory) -> [DebugEntry] {
    let count = Int(directory.size) / DebugEntry.size
    guard let stored = data(at: directory.virtualAddress, count: count * DebugEntry.size) else { return [] }
    var reader = ByteReader(stored)
    return (0..<count).compactMap { _ in try? DebugEntry(parsing: &reader) }
  }

  /// The first CodeView data that a loader would find. Malformed entries are skipped, as by loaders.
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
  /// The entries of the debug directory; empty if there is none, or if it is outside the image.
  package var debugEntries: [DebugEntry] { directory(.debug).map(layout.debugEntries) ?? [] }
  /// The reference to the symbols.
  package var codeView: CodeView? { directory(.debug).flatMap(layout.codeView) }
}

extension TEImage {
  /// The entries of the debug directory; empty if there is none, or if it is outside the image.
  package var debugEntries: [DebugEntry] { layout.debugEntries(in: debug) }
  /// The reference to the symbols.
  package var codeView: CodeView? { layout.codeView(in: debug) }
}
