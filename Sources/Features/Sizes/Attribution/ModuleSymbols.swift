package import Bytes
package import ObjectFormats

/// A function or variable in the image of a module.
package struct ModuleSymbol: Equatable, Sendable {
  package var name: String
  /// The library that it comes from; the module's own name for its own sources.
  package var library: String
  /// Byte range in the PE or TE file.
  package var range: Range<Int>

  package init(name: String, library: String, range: Range<Int>) {
    self.name = name
    self.library = library
    self.range = range
  }
}

/// A source of symbols for the executables of an image, such as the link maps of a build.
package protocol SymbolSource: Sendable {
  /// The symbols of a module's executable in ascending order, without overlap; nil for an unknown module.
  func symbols(of module: GUID, executable: ArraySlice<UInt8>) -> [ModuleSymbol]?
}

extension ModuleSymbol {
  /// The symbols that a link map lists for an executable.
  ///
  /// - Parameters:
  ///   - inputs: in ascending order of address.
  ///   - owner: the library of an input.
  package static func all(
    in executable: ArraySlice<UInt8>, inputs: [LinkMap.Input], textAddress: UInt64,
    owner: (LinkMap.Input) -> String
  ) -> [ModuleSymbol] {
    guard let offset = fileOffset(of: executable, textAddress: textAddress) else { return [] }
    var symbols: [ModuleSymbol] = []
    var end = 0
    for input in inputs {
      guard let address = Int(exactly: input.address) else { continue }
      let start = max(address + offset, end)
      let stop = min(address + offset + input.size, executable.count)
      guard start >= 0, start < stop else { continue }
      symbols.append(
        ModuleSymbol(name: input.symbol ?? input.section, library: owner(input), range: start..<stop))
      end = stop
    }
    return symbols
  }

  /// The number of bytes to add to an address to get the offset in the file. A PE image of edk2 has the same
  /// layout in the file as in memory; in a TE image the offset is smaller by the headers that were removed.
  private static func fileOffset(of executable: ArraySlice<UInt8>, textAddress: UInt64) -> Int? {
    guard let image = try? ExecutableImage(parsing: executable), let linked = Int(exactly: textAddress),
      let text = image.sections.first(where: { $0.name == ".text" })
    else { return nil }
    let bias = if case .te(let terse) = image { Int(terse.bias) } else { 0 }
    return Int(text.rawOffset) + bias - linked
  }
}
