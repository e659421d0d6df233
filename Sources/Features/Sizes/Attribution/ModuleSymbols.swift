package import Bytes
package import ObjectFormats

/// A function or variable in the image of a module.
package struct ModuleSymbol: Equatable, Sendable {
  package var name: String
  /// The library that it comes from; the module's own name for what it brings itself.
  package var library: String
  /// Where in the PE or TE file, in bytes.
  package var range: Range<Int>

  package init(name: String, library: String, range: Range<Int>) {
    self.name = name
    self.library = library
    self.range = range
  }
}

/// Knows what the executables of an image consist of, because it has their link maps.
package protocol SymbolSource: Sendable {
  /// The symbols of a module's executable in ascending order, without overlap; nil for a module that is not known.
  func symbols(of module: GUID, executable: ArraySlice<UInt8>) -> [ModuleSymbol]?
}

extension ModuleSymbol {
  /// What a linker's map says of an executable.
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

  /// What to add to an address to have the place in the file: edk2's images lie in files as they lie in memory, and
  /// a TE image lacks what its headers were cut short by.
  private static func fileOffset(of executable: ArraySlice<UInt8>, textAddress: UInt64) -> Int? {
    guard let image = try? ExecutableImage(parsing: executable), let linked = Int(exactly: textAddress),
      let text = image.sections.first(where: { $0.name == ".text" })
    else { return nil }
    let bias = if case .te(let terse) = image { Int(terse.bias) } else { 0 }
    return Int(text.rawOffset) + bias - linked
  }
}
