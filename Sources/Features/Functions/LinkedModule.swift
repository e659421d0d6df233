package import ObjectFormats

/// A linked module taken apart into its functions and variables, with all that the linker filled in.
///
/// Of linked files that kept their relocations (`ld --emit-relocs`), as edk2's and kiln's builds leave them.
package struct LinkedModule: Sendable {
  /// A function or a variable.
  package struct Part: Equatable, Sendable {
    package enum Kind: String, Sendable { case function, data }

    /// As the linker has it, what gcc appends included, as in `Foo.part.0`.
    package var name: String
    package var kind: Kind
    /// As linked.
    package var addresses: Range<UInt64>

    package var size: Int { addresses.count }
  }

  /// A place that the linker filled in.
  struct Reference: Equatable, Sendable {
    var address: UInt64
    var field: RelocationField
    /// The symbol; nil where only a section and an offset are known.
    var symbol: Symbol?
    /// What is referred to, exactly or short of it by the few bytes that follow in the instruction; nil for
    /// instructions that keep it to themselves.
    var target: UInt64?

    struct Symbol: Equatable, Sendable {
      var name: String
      /// nil for what lies in no section.
      var address: UInt64?
    }
  }

  /// A section in memory.
  struct Area: Sendable {
    var addresses: Range<UInt64>
    /// Empty for what is zero until something writes to it.
    var bytes: ArraySlice<UInt8>
  }

  /// Bytes that no name stands for: strings, constants and tables that the compiler made.
  struct Unnamed: Sendable {
    var addresses: Range<UInt64>
    /// The section that the linker took them from, such as `.rodata.str1.1`; empty without a link map.
    var section: String
  }

  package let machine: ELFImage.Machine
  /// In ascending order of address, without overlap.
  package let parts: [Part]
  /// In ascending order.
  let areas: [Area]
  let references: [Reference]
  let unnamed: [Unnamed]
  /// Where something in `unnamed` begins, as far as anything refers to it; in ascending order.
  let anchors: [UInt64]
  /// The first code section as it lies in memory.
  let code: Area
}

extension LinkedModule {
  /// The bytes at addresses; empty where there are none, or not all of them.
  func bytes(_ addresses: Range<UInt64>) -> ArraySlice<UInt8> {
    guard let area = areas.last(where: { $0.addresses.lowerBound <= addresses.lowerBound }),
      addresses.upperBound <= area.addresses.upperBound, !area.bytes.isEmpty
    else { return [] }
    let start = area.bytes.startIndex + Int(addresses.lowerBound - area.addresses.lowerBound)
    guard start + addresses.count <= area.bytes.endIndex else { return [] }
    return area.bytes[start..<start + addresses.count]
  }

  /// The places that were filled in at addresses.
  func references(_ addresses: Range<UInt64>) -> ArraySlice<Reference> {
    let first = references.partition(atLeast: addresses.lowerBound) { $0.address }
    let end = references.partition(atLeast: addresses.upperBound) { $0.address }
    return references[first..<max(first, end)]
  }

  /// The bytes with all that the linker filled in made zero.
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

  /// What has no name at an address.
  func unnamed(at address: UInt64) -> Unnamed? {
    let next = unnamed.partition(atLeast: address &+ 1) { $0.addresses.lowerBound }
    guard next > 0, unnamed[next - 1].addresses.contains(address) else { return nil }
    return unnamed[next - 1]
  }

  /// Whether this is what an executable was made of: its code is the same but for what moves with it.
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
  /// The first index whose number is at least `number`; the numbers ascend.
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
