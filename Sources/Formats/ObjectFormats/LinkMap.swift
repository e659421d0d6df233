/// The addresses of data variables in a GNU ld link map.
///
/// With `-fdata-sections` every variable has an input section of its own, `.data.<name>`. edk2 finds string
/// packages and compiled forms by that name (`Common/Misc.py`, `_parseForGCC`).
package struct LinkMap: Sendable {
  /// A variable in an input section of its own.
  package struct Variable: Equatable, Sendable {
    package var name: String
    /// Linked address, before the image is moved.
    package var address: UInt64
  }

  /// In the order of the map.
  package private(set) var variables: [Variable] = []
  /// Address of `.text`; nil if the map has none.
  package private(set) var textAddress: UInt64?

  /// Parses the part after the linker's list of inputs. Other text gives no variables.
  package init(parsing bytes: [UInt8]) {
    var isInMap = false
    var pending: String?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard let first = words.first else { continue }
      if !isInMap {
        isInMap = first.elementsEqual("START".utf8) && words.count == 2
        continue
      }
      if let name = pending {
        pending = nil
        if words.count >= 2, let address = Self.number(words[0]) {
          variables.append(Variable(name: name, address: address))
          continue
        }
      }
      if first.elementsEqual(".text".utf8), words.count == 3, textAddress == nil {
        textAddress = Self.number(words[1])
      } else if first.starts(with: Self.prefix) {
        let name = String(decoding: first.dropFirst(Self.prefix.count), as: UTF8.self)
        if words.count == 1 {
          // A long name has its numbers on the next line.
          pending = name
        } else if let address = Self.number(words[1]) {
          variables.append(Variable(name: name, address: address))
        }
      }
    }
  }

  private static let prefix = Array(".data.".utf8)

  /// `0x…`.
  static func number(_ text: ArraySlice<UInt8>) -> UInt64? {
    guard text.starts(with: "0x".utf8) else { return nil }
    return UInt64(String(decoding: text.dropFirst(2), as: UTF8.self), radix: 16)
  }
}

extension PEImage {
  /// The offset in the file of the byte that was linked at `address`; nil if no section contains it.
  package func fileOffset(of address: UInt64, in map: LinkMap) -> UInt64? {
    let text = sections.first { $0.name == ".text" }
    // The distance by which the conversion moved everything.
    let moved = map.textAddress.flatMap { mapped in text.map { mapped &- UInt64($0.virtualAddress) } } ?? 0
    let section = sections.last { section in
      let start = UInt64(section.virtualAddress)
      return address >= start && address - start < UInt64(section.virtualSize)
    }
    return section.map { UInt64($0.rawOffset) &+ (address - UInt64($0.virtualAddress)) &- moved }
  }
}
