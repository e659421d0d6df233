import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension FlashResolver {
  /// The device, when its base, size and every region have a value.
  mutating func resolveDevice(_ device: FDFFlashDevice) -> FlashDevice? {
    guard let base = evaluateAddress(device.baseAddress.value), let size = evaluateSize(device.size.value)
    else {
      return nil
    }
    if let pcd = device.baseAddress.pcd {
      define(pcd, as: .number(Int128(base)), text: device.baseAddress.value.value)
    }
    if let pcd = device.size.pcd { define(pcd, as: .number(Int128(size)), text: device.size.value.value) }
    if !Self.isAddressable(base, size: Int128(size)) {
      platform.diagnostics.add(
        .flashEndOutside(
          device.name.value.text, base: base, size: Int128(size), at: device.baseAddress.value.range))
    }
    let blocks = resolveBlocks(device, size: size)

    var regions: [FlashRegion] = []
    for item in device.items {
      switch item {
      case .set(let statement): set(statement)
      case .region(let region):
        if let resolved = resolveRegion(region, base: base) { regions.append(resolved) }
      }
    }
    checkPlaces(of: regions, device: device, size: size)
    return FlashDevice(
      name: device.name.value, baseAddress: base, size: size, erasePolarity: device.erasePolarity.value,
      blocks: blocks, regions: regions, range: device.name.range)
  }

  mutating func define(_ pcd: Located<FDFPCDReference>, as value: ExpressionValue, text: String) {
    let name = pcd.map(PCDName.init)
    let written = platform.expressions.expanded(text)
    if platform.isDeclared(name, by: "FDF") { record(name.value, value: value, text: written, at: pcd) }
  }

  /// The runs of blocks; one run over all of the device where none is written.
  private mutating func resolveBlocks(_ device: FDFFlashDevice, size: Int) -> [BlockRun] {
    let runs = device.blocks.compactMap { block -> BlockRun? in
      guard let blockSize = evaluateBlockSize(block.size.value) else { return nil }
      if let pcd = block.size.pcd {
        define(pcd, as: .number(Int128(blockSize)), text: block.size.value.value)
      }
      guard let count = block.count else { return BlockRun(size: blockSize, count: size / blockSize) }
      return evaluateSize(count).map { BlockRun(size: blockSize, count: $0) }
    }
    if device.blocks.isEmpty { return [BlockRun(size: 1, count: size)] }
    if runs.count == device.blocks.count, runs.bytes != Int128(size) {
      platform.diagnostics.add(.deviceBlocksDisagree(device, size: size, blocks: runs.bytes))
    }
    return runs
  }

  private mutating func resolveRegion(_ region: FDFRegion, base: UInt64) -> FlashRegion? {
    guard let offset = evaluateSize(region.offset), let size = evaluateSize(region.size) else { return nil }
    if let pcd = region.basePCD {
      let address = Int128(base) + Int128(offset)
      define(pcd, as: .number(address), text: address.paddedHexadecimal)
      // From here on the FDF's own expressions see the offset.
      offsets[PCDName(pcd.value)] = ExpressionValue.number(Int128(offset)).text
    }
    if let pcd = region.sizePCD {
      define(pcd, as: .number(Int128(size)), text: Int128(size).paddedHexadecimal)
    }
    return FlashRegion(
      offset: offset, size: size, content: resolveContent(region), basePCD: region.basePCD?.value.description,
      range: region.offset.range)
  }

  private mutating func resolveContent(_ region: FDFRegion) -> FlashRegion.Content {
    switch region.content {
    case .empty: return .empty
    case .volumes(let names): return .volumes(names)
    case .files(let paths), .capsules(let paths): return .files(paths)
    case .data(let blocks): return .data(blocks.flatMap(\.bytes))
    case .modules(let statements): return .modules(statements.compactMap { resolveModule($0) })
    }
  }

  /// Regions stand in ascending order, apart from each other, inside the device.
  private mutating func checkPlaces(of regions: [FlashRegion], device: FDFFlashDevice, size: Int) {
    var before: FlashRegion?
    for region in regions {
      if region.size > size - min(size, region.offset) {
        platform.diagnostics.add(.regionOutside(region, device: device, size: size))
      }
      if let before, region.offset < before.offset + before.size {
        platform.diagnostics.add(.regionsOverlap(before, region, device: device))
      }
      if case .data(let bytes) = region.content, bytes.count > region.size {
        platform.diagnostics.add(.regionDataTooLarge(region, bytes: bytes.count))
      }
      before = region
    }
  }
}

extension Diagnostic {
  static func deviceBlocksDisagree(_ device: FDFFlashDevice, size: Int, blocks: Int128) -> Diagnostic {
    Diagnostic(
      .fdBlocks, at: .source(device.size.value.range),
      "the blocks of \(device.name.value) add up to \(blocks.hexadecimal) bytes, its size is \(size.hexadecimal)",
      fix: "make BlockSize times NumBlocks equal Size")
  }

  static func regionOutside(_ region: FlashRegion, device: FDFFlashDevice, size: Int) -> Diagnostic {
    Diagnostic(
      .fdRegionOutside, at: .source(region.range),
      "the region at \(region.offset.hexadecimal) of \(region.size.hexadecimal) bytes ends after "
        + "\(device.name.value), which has \(size.hexadecimal)",
      fix: "move or shrink the region, or enlarge the device")
  }

  static func regionsOverlap(_ first: FlashRegion, _ second: FlashRegion, device: FDFFlashDevice)
    -> Diagnostic
  {
    Diagnostic(
      .fdRegionOverlap, at: .source(second.range),
      "the region at \(second.offset.hexadecimal) of \(device.name.value) overlaps the one at "
        + "\(first.offset.hexadecimal), which ends at \((first.offset + first.size).hexadecimal)",
      notes: [.init("the other region", at: .source(first.range))],
      fix: "write the regions in ascending order, each after the end of the previous one")
  }

  static func regionDataTooLarge(_ region: FlashRegion, bytes: Int) -> Diagnostic {
    Diagnostic(
      .fdRegionData, at: .source(region.range),
      "the region has \(region.size.hexadecimal) bytes, its DATA has \(bytes.hexadecimal)",
      fix: "enlarge the region or shorten the DATA")
  }
}

extension Int128 {
  /// With eight digits at least, as edk2 writes what regions define.
  fileprivate var paddedHexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: Swift.max(0, 8 - digits.utf8.count)) + digits
  }
}
