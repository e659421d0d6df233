import ObjectFormats
import TestSupport
import Testing

/// Modules that gcc and ld make in the test, read by pefile and readelf, and moved.
@Suite struct CompiledModuleTests {
  private func image(of elf: ELFImage) throws -> [UInt8] {
    try ImageConversion(subsystem: .bootServiceDriver, symbolPath: "module.debug").image(of: elf)
  }

  /// The image, moved by its fix-ups, holds what ld stores when it links for that address.
  @Test(arguments: CompiledModule.Target.allCases)
  func aMovedImageIsWhatLdLinksThere(target: CompiledModule.Target) throws {
    let module = try CompiledModule(target)
    let image = try image(of: ELFImage(parsing: module.linked(at: 0)[...]))
    let moved = try ExecutableImage(parsing: image[...]).rebased(to: target.base)
    let there = try ELFImage(parsing: module.linked(at: target.base)[...])

    var compared = 0
    for section in there.sections where section.flags.contains(.allocate) && section.size > 0 {
      let start = Int(section.address - target.base)
      let contents = try there.contents(of: section)
      let expected = section.kind == .noData ? Array(repeating: 0, count: Int(section.size)) : Array(contents)
      #expect(Array(moved[start..<start + Int(section.size)]) == expected, "\(section.name)")
      compared += expected.count
    }
    #expect(compared > 700)
    let pe = try ExecutableImage(parsing: moved[...])
    #expect(UInt64(pe.entryPoint) + target.base == there.entry)
    #expect(pe.codeView?.path == "module.debug")
  }

  /// readelf lists the places that hold absolute addresses; entries of the global offset table have no
  /// relocation of their own.
  @Test(arguments: [CompiledModule.Target.x64, .ia32, .riscv64])
  func everyAbsoluteAddressHasItsFixup(target: CompiledModule.Target) throws {
    let module = try CompiledModule(target)
    let elf = try ELFImage(parsing: module.linked(at: 0)[...])
    let kind =
      switch target {
      case .x64: "R_X86_64_64"
      case .ia32: "R_386_32"
      case .riscv64, .riscv64Absolute: "R_RISCV_64"
      }
    let listed = try module.readelf(["-r"]).split(separator: "\n").compactMap { line -> UInt32? in
      let words = line.split(separator: " ")
      return words.count > 2 && words[2] == kind ? UInt32(words[0], radix: 16) : nil
    }
    let image = try image(of: elf)
    let facts = try PEFacts(image, base: target.base).facts
    // pefile gives up a block with two entries for one place, of which GenFw writes many without effect here.
    let all =
      target != .riscv64
      ? facts.relocations
      : try PEImage(parsing: image[...]).relocations().map { [UInt32($0.kind.rawValue), $0.address] }
    let fixups = all.filter { $0[0] != 0 }
    #expect(fixups.allSatisfy { $0[0] == (target == .ia32 ? 3 : 10) })
    let places = Set(fixups.map { $0[1] })
    #expect(listed.count > 12 && places.count == fixups.count)
    #expect(places.isSuperset(of: listed))
    // counter and choose; zeros is reached without the table, as ld relaxes a MOV.
    #expect(places.count - Set(listed).count == (target == .x64 ? 2 : 0))
    #expect(
      try module.readelf(["-h"]).contains(
        "Entry point address:               0x\(String(facts.entry, radix: 16))"))
  }

  /// pefile reads what was meant, has nothing to complain about, and moves the image as we do.
  @Test func pefileReadsTheImages() throws {
    var images = try CompiledModule.Target.allCases.map { target in
      let module = try CompiledModule(target)
      return (target.rawValue, try image(of: ELFImage(parsing: module.linked(at: 0)[...])), target != .ia32)
    }
    for (name, elf) in TinyELF.all {
      images.append((name, try image(of: ELFImage(parsing: elf.bytes()[...])), elf.is64))
    }
    for (name, image, isWide) in images {
      let base: UInt64 = isWide ? 0x76_5432_1000 : 0x7654_3000
      let oracle = try PEFacts(image, base: base)
      let facts = oracle.facts
      // The fillers of GenFw's blocks all stand for the first address of the page, and much is zero.
      let warnings = facts.warnings.filter {
        !$0.hasPrefix("Byte 0x") && !$0.hasPrefix("Overlapping offsets in relocation data")
      }
      #expect(warnings == [], "\(name)")
      #expect(facts.sizeOfImage == image.count && facts.symbols == "module.debug", "\(name)")
      let hasResource = facts.sections.contains { $0.name == ".rsrc" }
      #expect(
        facts.sections.map(\.name)
          == [".text", ".data"] + (hasResource ? [".rsrc"] : []) + [".reloc"], "\(name)")
      for section in facts.sections {
        #expect(section.address == section.offset && section.size == section.raw, "\(name) \(section.name)")
      }
      // pefile cannot change addresses in instructions.
      if !["arm", "riscv64", "riscv64Absolute", "loongarch64"].contains(name) {
        #expect(try ExecutableImage(parsing: image[...]).rebased(to: base) == oracle.moved, "\(name)")
      }
    }
  }

  @Test func pefileFindsTheHIIPackages() throws {
    let image = try image(of: ELFImage(parsing: TinyELF.x64.bytes()[...]))
    let resource = try #require(try PEFacts(image, base: 0).facts.resource)
    #expect(resource.names == ["HII", "EFI", "BIN"] && resource.size == 8)
    #expect(Array(image[resource.offset..<resource.offset + 4]) == [4, 3, 2, 1])
  }
}
