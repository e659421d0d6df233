import Bytes

/// A field that the linker filled in, with its target, for conversion to the image.
struct RelocationSite {
  /// The movement of a section from the ELF file to the image.
  struct Move {
    /// Linked address.
    let address: UInt64
    /// Offset in the image; 0 for a section that is not in the image.
    let offset: Int

    var distance: UInt64 { UInt64(offset) &- address }
  }

  /// The target of the field.
  enum Target {
    case section(Move)
    /// The global offset table as a whole. Its address is not used, because the instructions that use its
    /// entries have relocations of their own.
    case offsetTable
    case unresolved(name: String)
  }

  let relocation: ELFImage.Relocation
  let symbolValue: UInt64
  /// Index of the symbol's section, or a special number such as that of absolute symbols.
  let symbolSection: Int
  let target: Target
  let section: Move
  let place: ELFError.Place
  let machine: ELFImage.Machine
  /// The range of the section in the image.
  let sectionRange: Range<Int>
  /// The image's section alignment in bytes.
  let imageAlignment: Int

  var kind: UInt32 { relocation.kind }

  /// The offset in the image of the `width` bytes to change.
  func offset(width: Int) throws(ELFError) -> Int {
    let inside = relocation.address &- section.address
    guard inside <= UInt64(sectionRange.count), UInt64(sectionRange.count) - inside >= UInt64(width) else {
      throw .outsideSection(place)
    }
    return sectionRange.lowerBound + Int(inside)
  }

  /// The movement of the target's section; nil if nothing has to change.
  func targetMove() throws(ELFError) -> Move? {
    switch target {
    case .section(let move): move
    case .offsetTable: nil
    case .unresolved(let name): throw .unresolvedSymbol(place, symbol: name)
    }
  }

  /// The same for machines for which `GenFw` ignores targets that are no address in the image: all with 32 bits,
  /// RISC-V and LoongArch.
  var targetMoveIfAny: Move? {
    if case .section(let move) = target { move } else { nil }
  }

  var unsupported: ELFError { .unsupportedRelocation(place, machine: machine, kind: kind) }
}

/// Converts the relocations of one machine.
protocol MachineRelocator {
  /// Called before the first relocation of each table.
  mutating func startTable()

  /// Changes the field so that it is correct in an image at address 0.
  ///
  /// - Returns: the fix-up for loaders; nil if the field is correct at every address.
  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?

  /// The offset table entries that were used, which are 64-bit addresses, and the ELF section that contains
  /// them.
  var offsetTable: (section: Int, entries: [Int])? { get }
}

extension MachineRelocator {
  func startTable() {}
  var offsetTable: (section: Int, entries: [Int])? { nil }
}

extension [UInt8] {
  /// Adds to the little-endian number at `offset`, modulo its width. The caller guarantees that it is inside.
  @inline(__always)
  mutating func add<I: FixedWidthInteger>(_ delta: I, at offset: Int) {
    store(load(I.self, at: offset) &+ delta, at: offset)
  }
}
