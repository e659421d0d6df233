import Bytes

/// The headers of an image made from ELF, including the section table.
///
/// The DOS header only contains the offset of the PE headers; there is no DOS program. Versions, stack and heap
/// sizes, checksum and time stamp are zero, as in edk2.
struct ImageHeaders {
  let machine: Machine
  let format: PEImage.OptionalHeader.Format
  let subsystem: Subsystem
  let placement: SectionPlacement
  /// Size of the whole image in bytes, `.reloc` included.
  let imageSize: Int
  let hasDebugData: Bool
  let version: ImageConversion.Version
  /// Whether NX_COMPAT is set where the format and the section alignment allow it.
  let marksNXCompatible: Bool

  private static let dosSignature: UInt16 = 0x5A4D
  private static let peSignature: UInt32 = 0x0000_4550
  private static let directoryCount = 16

  /// An entry of the section table to be written.
  private struct Section {
    let name: String
    let range: Range<Int>
    let characteristics: UInt32
  }

  /// `.text`, `.data`, `.rsrc`, `.bldid` and `.reloc`, without empty ones.
  private var sections: [Section] {
    let code: UInt32 = 0x6000_0020  // CNT_CODE, MEM_EXECUTE, MEM_READ
    let readOnly: UInt32 = 0x4000_0040  // CNT_INITIALIZED_DATA, MEM_READ
    let (writable, discardable): (UInt32, UInt32) = (0x8000_0000, 0x0200_0000)
    return [
      Section(name: ".text", range: placement.textOffset..<placement.dataOffset, characteristics: code),
      Section(
        name: ".data", range: placement.dataOffset..<placement.resourceOffset,
        characteristics: readOnly | writable),
      Section(name: ".rsrc", range: resources, characteristics: readOnly),
      Section(name: ".bldid", range: buildIdentifier, characteristics: readOnly),
      Section(name: ".reloc", range: relocations, characteristics: readOnly | discardable),
    ].filter { !$0.range.isEmpty }
  }

  private var resources: Range<Int> { placement.resourceOffset..<placement.buildIdentifierOffset }
  private var buildIdentifier: Range<Int> { placement.buildIdentifierOffset..<placement.relocationOffset }
  private var relocations: Range<Int> { placement.relocationOffset..<imageSize }

  func write(to image: inout [UInt8]) {
    image.store(Self.dosSignature, at: 0)
    image.store(UInt32(placement.signatureOffset), at: PEImage.newHeaderField)
    var writer = ByteWriter(capacity: 512)
    writeFileHeader(to: &writer)
    writeOptionalHeader(to: &writer)
    writeDirectories(to: &writer)
    writeSectionTable(to: &writer)
    let start = placement.signatureOffset
    image.replaceSubrange(start..<start + writer.bytes.count, with: writer.bytes)
  }

  private func writeFileHeader(to writer: inout ByteWriter) {
    // LINE_NUMS_STRIPPED and LOCAL_SYMS_STRIPPED; 32BIT_MACHINE, or LARGE_ADDRESS_AWARE.
    let characteristics =
      PEImage.Characteristics.executable.rawValue | 0x000C | (format == .pe32 ? 0x0100 : 0x0020)
    writer.write(Self.peSignature)
    writer.write(machine.rawValue)
    writer.write(UInt16(sections.count))
    writer.write(zeros: 12)  // time stamp, symbol table
    writer.write(UInt16(format.size))
    writer.write(characteristics)
  }

  private func writeOptionalHeader(to writer: inout ByteWriter) {
    writer.write(format.rawValue)
    writer.write(zeros: 2)  // linker version
    writer.write(UInt32(max(0, placement.dataOffset - placement.textOffset)))
    writer.write(UInt32(placement.relocationOffset - placement.dataOffset))
    writer.write(zeros: 4)  // uninitialised data: what ELF leaves out is spelt out
    writer.write(UInt32(placement.entryPoint))
    writer.write(UInt32(placement.textOffset))
    switch format {
    case .pe32:
      writer.write(UInt32(placement.dataOffset))
      writer.write(zeros: 4)  // image base
    case .pe32Plus:
      writer.write(zeros: 8)  // image base
    }
    writer.write(UInt32(placement.alignment))
    writer.write(UInt32(placement.alignment))
    writer.write(zeros: 4)  // version of the operating system
    writer.write(version.major)
    writer.write(version.minor)
    writer.write(zeros: 8)  // versions of the subsystem and of Win32
    writer.write(UInt32(imageSize))
    writer.write(UInt32(placement.textOffset))
    writer.write(zeros: 4)  // checksum
    writer.write(subsystem.rawValue)
    writer.write(dllCharacteristics)
    // Stack and heap sizes, each with the width of an address; loader flags.
    writer.write(zeros: 4 * format.addressSize + 4)
    writer.write(UInt32(Self.directoryCount))
  }

  /// GenFw also asks that no section is writable and executable, which no section of such an image is.
  private var dllCharacteristics: UInt16 {
    let allowsNX = format == .pe32Plus && placement.alignment.isMultiple(of: 4096)
    return marksNXCompatible && allowsNX ? PEImage.nxCompatible : 0
  }

  private func writeDirectories(to writer: inout ByteWriter) {
    var directories: [PEImage.DirectoryIndex: Range<Int>] = [
      .resource: resources, .baseRelocation: relocations,
    ]
    if hasDebugData {
      directories[.debug] = placement.debugOffset..<placement.debugOffset + placement.debugDirectorySize
    }
    for index in 0..<Self.directoryCount {
      let range = PEImage.DirectoryIndex(rawValue: index).flatMap { directories[$0] } ?? 0..<0
      writer.write(UInt32(range.isEmpty ? 0 : range.lowerBound))
      writer.write(UInt32(range.count))
    }
  }

  private func writeSectionTable(to writer: inout ByteWriter) {
    for section in sections {
      let name = Array(section.name.utf8)
      writer.write(name)
      writer.write(zeros: 8 - name.count)
      for _ in 0..<2 {  // in memory, in the file
        writer.write(UInt32(section.range.count))
        writer.write(UInt32(section.range.lowerBound))
      }
      writer.write(zeros: 12)  // relocations and line numbers of object files
      writer.write(section.characteristics)
    }
  }
}

extension PEImage {
  /// IMAGE_DLLCHARACTERISTICS_NX_COMPAT.
  static let nxCompatible: UInt16 = 0x0100
}

extension PEImage.COFFHeader {
  /// Size of the stored header in bytes.
  static let size = 20
}

extension PEImage.OptionalHeader.Format {
  /// Size of the optional header with all its 16 data directories, in bytes.
  var size: Int { directoriesOffset + 16 * DataDirectory.size }
}

extension ByteWriter {
  fileprivate mutating func write(zeros count: Int) { write(repeatElement(UInt8(0), count: count)) }
}
