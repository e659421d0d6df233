package import ObjectFormats

/// A linked module divided into functions and variables, with all fields that the linker filled in.
///
/// The file must have kept its relocations (`ld --emit-relocs`), as in edk2's and kiln's builds.
package struct LinkedModule: Sendable {
  /// A function or a variable.
  package struct Part: Equatable, Sendable {
    package enum Kind: String, Sendable { case function, data }

    /// The name in the symbol table, with gcc's suffixes, as in `Foo.part.0`.
    package var name: String
    package var kind: Kind
    /// The linked addresses.
    package var addresses: Range<UInt64>

    package var size: Int { addresses.count }
  }

  /// A field that the linker filled in.
  struct Reference: Equatable, Sendable {
    var address: UInt64
    var field: RelocationField
    /// The symbol; nil if the relocation names only a section and an offset.
    var symbol: Symbol?
    /// The target address, possibly too low by the size of the rest of the instruction; nil if the instruction
    /// does not encode it as a plain number.
    var target: UInt64?

    struct Symbol: Equatable, Sendable {
      var name: String
      /// nil for a symbol without a section.
      var address: UInt64?
    }
  }

  /// A section in memory.
  struct Area: Sendable {
    var addresses: Range<UInt64>
    /// Empty for data that is zero at the start (.bss).
    var bytes: ArraySlice<UInt8>
  }

  /// Bytes without a symbol: strings, constants and tables that the compiler made.
  struct Unnamed: Sendable {
    var addresses: Range<UInt64>
    /// The input section, such as `.rodata.str1.1`; empty without a link map.
    var section: String
  }

  package let machine: ELFImage.Machine
  /// In ascending order of address, without overlap.
  package let parts: [Part]
  /// In ascending order.
  let areas: [Area]
  let references: [Reference]
  let unnamed: [Unnamed]
  /// Addresses in `unnamed` that references point to, in ascending order.
  let anchors: [UInt64]
  /// The first code section.
  let code: Area
}

extension LinkedModule {
  /// The bytes at the addresses; empty unless the file has all of them.
  func bytes(_ addresses: Range<UInt64>) -> ArraySlice<UInt8> {
    guard let area = areas.last(where: { $0.addresses.lowerBound <= addresses.lowerBound }),
      addresses.upperBound <= area.addresses.upperBound, !area.bytes.isEmpty
    else { return [] }
    let start = area.bytes.startIndex + Int(addresses.lowerBound - area.addresses.lowerBound)
    guard start + addresses.count <= area.bytes.endIndex else { return [] }
    return area.bytes[start..<start + addresses.count]
  }

  /// The fields that the linker filled in at the addresses.
  func references(_ addresses: Range<UInt64>) -> ArraySlice<Reference> {
    let first = references.partition(atLeast: addresses.lowerBound) { $0.address }
    let end = references.partition(atLeast: addresses.upperBound) { $0.address }
    return references[first..<max(first, end)]
  }

  /// The bytes with zeros in place of the fields that the linker filled in.
  func masked(_ addresses: Range<UInt64>) -> [UInt8] {
    var bytes = Array(self.bytes(addresses))
    for reference in references(addresses) {
      let start = Int(reference.address - addresses.lowerBound)
      for index in 0..<reference.field.width where start + index < bytes.count {
        bytes[start + index] &= UInt8(truncatingIfNeeded: ~(reference.field.mask >> UInt64(index * 8)))
      }
    }
    return bytes
  }

  /// The last part that starts at or below an address.
  func part(atOrBelow address: UInt64) -> Int? {
    let next = parts.partition(atLeast: address) { $0.addresses.lowerBound }
    if next < parts.count, parts[next].addresses.lowerBound == address { return next }
    return next > 0 ? next - 1 : nil
  }

  /// The unnamed bytes that contain the address.
  func unnamed(at address: UInt64) -> Unnamed? {
    let next = unnamed.partition(atLeast: address &+ 1) { $0.addresses.lowerBound }
    guard next > 0, unnamed[next - 1].addresses.contains(address) else { return nil }
    return unnamed[next - 1]
  }

  /// Whether the executable was made from this module: its code is equal apart from relocated fields.
  package func isSource(of executable: ArraySlice<UInt8>) -> Bool {
    guard let image = try? ExecutableImage(parsing: executable),
      let text = image.sections.first(where: { $0.name == ".text" })
    else { return false }
    let bias = if case .te(let terse) = image { terse.bias } else { 0 }
    let start = executable.startIndex + Int(text.rawOffset) + bias
    let count = code.addresses.count
    guard start >= executable.startIndex, count <= executable.endIndex - start else { return false }
    var found = Array(executable[start..<start + count])
    for reference in references(code.addresses) {
      let offset = Int(reference.address - code.addresses.lowerBound)
      for index in 0..<reference.field.width where offset + index < count {
        found[offset + index] &= UInt8(truncatingIfNeeded: ~(reference.field.mask >> UInt64(index * 8)))
      }
    }
    return found == masked(code.addresses)
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose number is at least `number`; the numbers must be in ascending order.
  func partition(atLeast number: UInt64, _ value: (Element) -> UInt64) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if value(self[middle]) < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
