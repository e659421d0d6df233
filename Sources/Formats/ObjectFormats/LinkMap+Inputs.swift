extension LinkMap {
  /// An input section that the linker placed.
  package struct Input: Equatable, Sendable {
    /// The name, such as `.text.DebugPrint`.
    package var section: String
    /// Linked address, before the image is moved.
    package var address: UInt64
    /// Size in bytes.
    package var size: Int
    /// The object file, or `archive(member)`, as written in the map.
    package var object: String
  }

  /// The linked archive members, as `archive(member)`, in the order of the map.
  ///
  /// With link-time optimisation these are the inputs from which gcc made its own objects.
  package static func members(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let first = line.first else { continue }
      if line.starts(with: "Discarded input".utf8) || line.starts(with: "Memory Configuration".utf8) { break }
      guard first != 0x20, first != 0x09, line.last == UInt8(ascii: ")"),
        let open = line.lastIndex(of: UInt8(ascii: "(")), open > line.startIndex, line[open - 1] != 0x20
      else { continue }
      found.append(String(decoding: line, as: UTF8.self))
    }
    return found
  }

  /// The placed input sections in ascending order of address: code, constants and data, without debug
  /// information.
  package static func inputs(in bytes: [UInt8]) -> [Input] {
    var inputs: [Input] = []
    var isInMap = false
    var pending: ArraySlice<UInt8>?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if !isInMap {
        isInMap = line.starts(with: "Linker script and memory map".utf8)
        continue
      }
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      // Input sections are indented by one; a long name has its numbers on the next line.
      var name = pending
      var numbers = words[...]
      pending = nil
      if line.first == 0x20, line.dropFirst().first == UInt8(ascii: "."), let first = words.first {
        name = first
        numbers = words.dropFirst()
        if numbers.isEmpty { pending = name }
      }
      guard let name, numbers.count >= 3, kinds.contains(where: name.starts(with:)),
        let address = number(numbers[numbers.startIndex]), address > 0,
        let size = number(numbers[numbers.startIndex + 1]).flatMap(Int.init(exactly:)), size > 0
      else { continue }
      let object = numbers.dropFirst(2).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      inputs.append(
        Input(section: String(decoding: name, as: UTF8.self), address: address, size: size, object: object))
    }
    return inputs.sorted { $0.address < $1.address }
  }

  /// Prefixes of the names of sections that are loaded.
  private static let kinds = [".text", ".rodata", ".data", ".bss", ".hii", ".got"].map { Array($0.utf8) }
}

extension LinkMap.Input {
  /// The function or variable if the section contains only one (`-ffunction-sections`, `-fdata-sections`),
  /// without the suffixes of gcc's clones, as in `Foo.part.0`; nil for other sections.
  package var symbol: String? {
    var parts = section.split(separator: ".", omittingEmptySubsequences: true)[...]
    guard parts.count > 1 else { return nil }
    parts = parts.dropFirst()
    while parts.count > 1, let first = parts.first, Self.groups.contains(String(first)) {
      parts = parts.dropFirst()
    }
    guard let name = parts.first, !Self.groups.contains(String(name)), !Self.isString(name) else {
      return nil
    }
    return String(name)
  }

  /// Words that can be between a section's kind and the name.
  private static let groups: Set = ["unlikely", "startup", "exit", "hot", "rel", "ro", "local", "cst"]

  /// `str1`, `cst16`: merged strings and constants.
  private static func isString(_ name: Substring) -> Bool {
    (name.hasPrefix("str") || name.hasPrefix("cst")) && name.count > 3
      && name.dropFirst(3).allSatisfy(\.isNumber)
  }
}
