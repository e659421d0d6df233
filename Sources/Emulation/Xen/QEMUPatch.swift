import ObjectFormats

/// Works around a bug of QEMU 7.2 in a copy of its translator (`accel-tcg-x86_64.so`).
///
/// When a guest writes CR8 under emulated AMD virtualisation, QEMU 7.2 raises an interrupt without the lock
/// that `tcg_handle_interrupt` asserts to be held, and aborts. In the copy the conditional jump over the
/// assertion is unconditional.
package enum QEMUPatch {
  /// Whether the version is known to have the bug and the expected code.
  package static func concerns(_ version: QEMUVersion) -> Bool { version.major == 7 && version.minor == 2 }

  private static let function = "tcg_handle_interrupt"
  /// The number of bytes at the start of the function that are searched for the assertion, which comes first.
  private static let beginning: UInt64 = 64
  private static let question = "qemu_mutex_iothread_locked"
  /// The instructions after the call: `test %al,%al` and `jne`.
  private static let behind: [UInt8] = [0x84, 0xC0, 0x75]
  private static let call: UInt8 = 0xE8
  private static let callSize = 5
  private static let jump: UInt8 = 0xEB

  /// The module with the jump changed; nil unless exactly one place matches.
  package static func interruptLock(in module: [UInt8]) -> [UInt8]? {
    guard let image = try? ELFImage(parsing: module[...]), image.machine == .x64,
      let code = function(in: image)
    else { return nil }
    let places = code.indices.filter { place in
      code[place] == call && code[place...].dropFirst(callSize).starts(with: behind)
        && target(of: place, in: image) == question
    }
    guard places.count == 1 else { return nil }
    var patched = module
    patched[places[0] + callSize + 2] = jump
    return patched
  }

  /// The first bytes of the function, found by its symbol. A stripped module still has its dynamic symbols.
  private static func function(in image: ELFImage) -> ArraySlice<UInt8>? {
    guard let section = image.sections.first(where: { $0.kind == .dynamicSymbols }),
      let symbols = try? image.symbols(in: section)
    else { return nil }
    for index in 0..<symbols.count {
      let symbol = symbols[index]
      guard symbol.section != ELFImage.Symbol.undefinedSection, symbols.name(of: symbol) == function else {
        continue
      }
      return bytes(of: image, at: symbol.value, count: beginning)
    }
    return nil
  }

  /// The name of the function that a call reaches through the procedure linkage table (System V ABI for x86-64,
  /// 5.2), whose entry jumps to the address that the linker fills in for a symbol.
  private static func target(of call: Int, in image: ELFImage) -> String? {
    guard let from = address(in: image, of: call),
      let entry = displacement(in: image, at: from &+ 1).map({ from &+ 5 &+ $0 }),
      let jump = bytes(of: image, at: entry, count: 6), jump.starts(with: [0xFF, 0x25]),
      let slot = displacement(in: image, at: entry &+ 2).map({ entry &+ 6 &+ $0 }),
      let table = image.sections.first(where: { $0.name == ".rela.plt" }),
      let relocations = try? image.relocations(in: table), Int(table.link) < image.sections.count,
      let symbols = try? image.symbols(in: image.sections[Int(table.link)])
    else { return nil }
    for index in 0..<relocations.count where relocations[index].address == slot {
      let symbol = Int(relocations[index].symbol)
      return symbol < symbols.count ? symbols.name(of: symbols[symbol]) : nil
    }
    return nil
  }

  /// A signed 32-bit displacement in the code.
  private static func displacement(in image: ELFImage, at address: UInt64) -> UInt64? {
    bytes(of: image, at: address, count: 4).map { bytes in
      let value = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return UInt64(bitPattern: Int64(Int32(bitPattern: value)))
    }
  }

  private static func bytes(of image: ELFImage, at address: UInt64, count: UInt64) -> ArraySlice<UInt8>? {
    for section in image.sections where section.flags.contains(.allocate) && section.address <= address {
      let offset = address - section.address
      guard offset < section.size, let contents = try? image.contents(of: section) else { continue }
      guard count <= section.size - offset, section.size == UInt64(contents.count) else { return nil }
      return contents.dropFirst(Int(offset)).prefix(Int(count))
    }
    return nil
  }

  /// The address of the byte at an offset in the file.
  private static func address(in image: ELFImage, of index: Int) -> UInt64? {
    let distance = UInt64(index - image.bytes.startIndex)
    for section in image.sections where section.flags.contains(.allocate) && section.kind != .noData {
      if distance >= section.offset, distance - section.offset < section.size {
        return section.address &+ (distance - section.offset)
      }
    }
    return nil
  }
}
