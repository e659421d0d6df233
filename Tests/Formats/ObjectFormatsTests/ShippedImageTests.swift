import ObjectFormats
import Testing

/// Every executable image of Debian's firmware, against pefile and against the place where GenFv put it.
///
/// Images are compared outside `#expect`, which would print all their bytes.
@Suite struct ShippedImageTests {
  @Test(arguments: Oracle.shipped) func headersReadAsOthersReadThem(firmware: String) throws {
    let images = try Oracle.of(firmware).images
    #expect(images.count > 100)
    for (number, shipped) in images.enumerated() {
      let image = try ExecutableImage(parsing: shipped.bytes[...])
      let facts = shipped.facts
      let context: Comment = "image \(number)"
      #expect(image.machine.rawValue == facts.machine, context)
      #expect(image.subsystem.rawValue == facts.subsystem, context)
      #expect(image.imageBase == facts.base, context)
      #expect(image.entryPoint == facts.entry, context)
      #expect(image.isFixed == facts.fixed, context)
      #expect(image.codeView?.path == facts.symbols, context)
      let sections = image.sections.map {
        Oracle.Section(
          name: $0.name, address: $0.virtualAddress, size: $0.virtualSize, raw: $0.rawSize,
          offset: $0.rawOffset)
      }
      #expect(sections == facts.sections, context)
      switch image {
      case .pe(let image):
        #expect(facts.kind == .pe, context)
        #expect(image.optionalHeader.sectionAlignment == facts.sectionAlignment, context)
        #expect(image.optionalHeader.fileAlignment == facts.fileAlignment, context)
        #expect(image.sizeInMemory == UInt64(facts.sizeOfImage), context)
      case .te(let image):
        #expect(facts.kind == .te, context)
        #expect(image.sizeInMemory % 4096 == 0, context)
      }
    }
  }

  @Test(arguments: Oracle.shipped) func relocationsAreThoseOfPefile(firmware: String) throws {
    for (number, shipped) in try Oracle.of(firmware).images.enumerated() {
      let image = try ExecutableImage(parsing: shipped.bytes[...])
      // pefile gives up a block at the first entry that repeats one, which only fillers do.
      let ours = try image.relocations().filter { $0.kind != .absolute }
        .map { [UInt32($0.kind.rawValue), $0.address] }
      let theirs = shipped.facts.relocations.filter { $0[0] != 0 }
      let agree = ours == theirs
      #expect(agree, "image \(number): \(ours.count) relocations, \(theirs.count) by pefile")
    }
  }

  @Test(arguments: Oracle.shipped) func movingChangesWhatPefileChanges(firmware: String) throws {
    for (number, shipped) in try Oracle.of(firmware).images.enumerated() where !shipped.facts.fixed {
      let pe = try PEImage(parsing: shipped.pe[...])
      let base = Oracle.movedBase(wide: pe.optionalHeader.format == .pe32Plus)
      let samePE = try pe.rebased(to: base) == shipped.moved
      #expect(samePE, "image \(number)")
      guard case .te(let te) = try ExecutableImage(parsing: shipped.bytes[...]) else { continue }
      let moved = try te.rebased(to: base)
      let sameTE = moved.dropFirst(40) == shipped.moved.dropFirst(Int(te.strippedSize))
      #expect(sameTE, "image \(number)")
      #expect(try TEImage(parsing: moved[...]).imageBase == base, "image \(number)")
    }
  }

  @Test(arguments: Oracle.shipped) func movingAwayAndBackGivesTheShippedBytes(firmware: String) throws {
    for (number, shipped) in try Oracle.of(firmware).images.enumerated() where !shipped.facts.fixed {
      let image = try ExecutableImage(parsing: shipped.bytes[...])
      let atZero = try image.rebased(to: 0)
      #expect(atZero.count == shipped.bytes.count, "image \(number)")
      let changed = atZero != shipped.bytes
      #expect(changed == (image.imageBase != 0), "image \(number)")
      let back = try ExecutableImage(parsing: atZero[...]).rebased(to: image.imageBase)
      let restored = back == shipped.bytes
      #expect(restored, "image \(number)")
    }
  }

  /// SEC and, on ARM, all of PEI run from flash: GenFv wrote for each the base that fits its place.
  @Test(arguments: [
    ("OVMF/OVMF_CODE", 1, 0x1_0000_0000), ("OVMF/OVMF_CODE_4M", 1, 0x1_0000_0000),
    ("AAVMF/AAVMF_CODE", 10, nil), ("AAVMF/AAVMF32_CODE", 10, nil),
  ])
  func imagesInFlashAreBasedAtTheirPlace(firmware: String, count: Int, end: Int?) throws {
    let stored = try Oracle.of(firmware).images.filter { $0.facts.place >= 0 }
    #expect(stored.count == count)
    for shipped in stored {
      let image = try ExecutableImage(parsing: shipped.bytes[...])
      // x86 flash ends at 4 GiB; QEMU's ARM machines have theirs at zero.
      let address = UInt64(shipped.facts.place + (end.map { $0 - shipped.facts.firmwareSize } ?? 0))
      #expect(image.isPlaced(at: address))
      let unchanged = try image.placed(at: address) == shipped.bytes
      #expect(unchanged)
      #expect(!image.isPlaced(at: address + 4096))
    }
  }

  @Test(arguments: ["AAVMF/AAVMF_CODE", "AAVMF/AAVMF32_CODE"])
  func terseImagesComeOutAsShipped(firmware: String) throws {
    let images = try Oracle.of(firmware).images.filter { $0.facts.kind == .te }
    #expect(images.count == 10)
    for shipped in images {
      let same = try PEImage(parsing: shipped.pe[...]).terse() == shipped.bytes
      #expect(same)
    }
  }
}
