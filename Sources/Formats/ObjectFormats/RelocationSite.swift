import Bytes

/// One place that a linker filled in, on its way from the ELF file to the image.
struct RelocationSite {
  /// How far a section moves.
  struct Move {
    /// Where it was linked.
    let address: UInt64
    /// Where it is in the image; 0 for one that isn't.
    let offset: Int

    var distance: UInt64 { UInt64(offset) &- address }
  }

  /// What the place refers to.
  enum Target {
    case section(Move)
    /// The global offset table as a whole. Its value is not used: the instructions that need the
    /// table's entries have relocations of their own.
    case offsetTable
    case unresolved(name: String)
  }

  let relocation: ELFImage.Relocation
  let symbolValue: UInt64
  let target: Target
  let section: Move
  let place: ELFError.Place
  let machine: ELFImage.Machine
  /// The section in the image.
  let sectionRange: Range<Int>
  /// The image's section alignment in bytes.
  let imageAlignment: Int

  var kind: UInt32 { relocation.kind }

  /// The offset in the image of the `width` bytes that are to change.
  func offset(width: Int) throws(ELFError) -> Int {
    let inside = relocation.address &- section.address
    guard inside <= UInt64(sectionRange.count), UInt64(sectionRange.count) - inside >= UInt64(width) else {
      throw .outsideSection(place)
    }
    return sectionRange.lowerBound + Int(inside)
  }

  /// How the section referred to moves; nil when nothing is to change.
  func targetMove() throws(ELFError) -> Move? {
    switch target {
    case .section(let move): move
    case .offsetTable: nil
    case .unresolved(let name): throw .unresolvedSymbol(place, symbol: name)
    }
  }

  /// The same for machines of 32 bits, where `GenFw` passes over what is no address in the image.
  var targetMoveIfAny: Move? {
    if case .section(let move) = target { move } else { nil }
  }

  var unsupported: ELFError { .unsupportedRelocation(place, machine: machine, kind: kind) }
}

/// Carries relocations of one machine over to the image.
protocol MachineRelocator {
  /// Changes the place so that it is right in an image at address 0.
  ///
  /// - Returns: what a loader has to do with the place; nil when it suits every address.
  mutating func apply(_ site: RelocationSite, to image: inout [UInt8]) throws(ELFError) -> BaseRelocation
    .Kind?

  /// 64-bit addresses that came up on the way, and the ELF section that holds them.
  var offsetTable: (section: Int, entries: [Int])? { get }
}

extension MachineRelocator {
  var offsetTable: (section: Int, entries: [Int])? { nil }
}

extension [UInt8] {
  /// Adds to the little-endian number at `offset`, modulo its width; the caller guarantees that it lies inside.
  @inline(__always)
  mutating func add<I: FixedWidthInteger>(_ delta: I, at offset: Int) {
    store(load(I.self, at: offset) &+ delta, at: offset)
  }
}
