import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension FlashResolver {
  /// The volume with what the devices that hold it say of it: the first region gives its address and
  /// the size that all must agree on.
  mutating func resolveVolume(_ volume: FDFVolume, devices: [FlashDevice]) -> VolumeDescription? {
    let homes = devices.flatMap { device in
      device.regions.filter { $0.holds(volume.name.value) }.map { (device: device, region: $0) }
    }
    if let first = homes.first, let other = homes.first(where: { $0.region.size != first.region.size }) {
      platform.diagnostics.add(.volumeRegionsDisagree(volume, first.region, other.region))
    }
    let blocks = resolveBlocks(volume, home: homes.first)
    let base = resolveBase(volume, home: homes.first, blocks: blocks)

    return VolumeDescription(
      name: volume.name.value, syntax: volume, baseAddress: base, regionSize: homes.first?.region.size,
      blocks: blocks,
      nameGUID: volume.nameGUID.flatMap { resolve($0) },
      fileSystemGUID: volume.fileSystemGUID.flatMap { resolve($0) },
      alignment: volume.alignment.flatMap { Int(exactly: $0.value.bytes ?? 1) },
      erasePolarity: homes.first?.device.erasePolarity ?? .one,
      aprioriLists: volume.aprioriLists.map { resolveApriori($0) },
      files: volume.entries.compactMap { resolveEntry($0) }, range: volume.name.range)
  }

  /// FvBaseAddress, else where the first region lies. A region that is not in the address space has been
  /// told of with its device.
  private mutating func resolveBase(
    _ volume: FDFVolume, home: (device: FlashDevice, region: FlashRegion)?, blocks: [BlockRun]
  ) -> UInt64? {
    guard let written = volume.baseAddress else {
      return home.flatMap { UInt64(exactly: Int128($0.device.baseAddress) + Int128($0.region.offset)) }
    }
    guard let base = evaluateAddress(written) else { return nil }
    let size = home.map { Int128($0.region.size) } ?? blocks.bytes
    if !Self.isAddressable(base, size: size) {
      platform.diagnostics.add(
        .flashEndOutside(volume.name.value.text, base: base, size: size, at: written.range))
    }
    return base
  }

  /// Those of the FV where they are complete, else those of the device under its region; for a
  /// volume outside any device, blocks of one byte, as edk2 has it.
  private mutating func resolveBlocks(
    _ volume: FDFVolume, home: (device: FlashDevice, region: FlashRegion)?
  ) -> [BlockRun] {
    let written = volume.blocks.compactMap { block -> (size: Int, count: Int?)? in
      guard let size = evaluateBlockSize(block.size.value) else { return nil }
      return (size, block.count.flatMap { evaluateSize($0) })
    }
    let complete = written.compactMap { run in run.count.map { BlockRun(size: run.size, count: $0) } }
    guard let home else {
      return complete.count == written.count && !complete.isEmpty
        ? complete : [BlockRun(size: written.first?.size ?? 1, count: 0)]
    }
    let expected = home.device.blocks(under: home.region)
    guard !written.isEmpty, complete.count == written.count else { return expected }
    if complete.bytes > Int128(home.region.size) {
      platform.diagnostics.add(.volumeBlocksTooLarge(volume, blocks: complete.bytes, region: home.region))
    } else if complete.map(\.size) != expected.prefix(complete.count).map(\.size) {
      platform.diagnostics.add(.volumeBlocksDisagree(volume, device: home.device))
    }
    return complete
  }

  private mutating func resolveApriori(_ list: FDFApriori) -> AprioriList {
    AprioriList(
      phase: list.phase.value,
      files: list.entries.compactMap { entry in
        // A module of an apriori list needs no rule: only its name goes in.
        switch entry {
        case .module(let statement):
          statement.fileGUID.flatMap { resolve($0) } ?? findModule(statement)?.fileGUID
        case .file(let statement): resolve(statement.name)
        }
      },
      range: list.phase.range)
  }

  private mutating func resolveEntry(_ entry: FDFVolumeEntry) -> FilePlacement? {
    switch entry {
    case .module(let statement):
      resolveModule(statement).map(FilePlacement.module)
    case .file(let statement):
      resolve(statement.name).map { .statement(FileStatementPlacement(name: $0, statement: statement)) }
    }
  }
}

extension FDFAlignment {
  var bytes: UInt64? {
    if case .bytes(let bytes) = self { bytes } else { nil }
  }
}

extension FlashRegion {
  func holds(_ volume: VolumeName) -> Bool {
    guard case .volumes(let names) = content else { return false }
    return names.contains { $0.value == volume }
  }
}

extension FlashDevice {
  /// The runs of blocks that a region covers.
  func blocks(under region: FlashRegion) -> [BlockRun] {
    var runs: [BlockRun] = []
    let (first, last) = (Int128(region.offset), Int128(region.offset) + Int128(region.size))
    var start: Int128 = 0
    var rest = Int128(region.size)
    for block in blocks where block.size > 0 {
      let end = start + block.bytes
      defer { start = end }
      if first >= end { continue }
      let size = Int128(block.size)
      if last <= end {
        runs.append(BlockRun(size: block.size, count: Int(clamping: (rest + size - 1) / size)))
        break
      }
      let used = first <= start ? Int128(block.count) : (end - first) / size
      runs.append(BlockRun(size: block.size, count: Int(clamping: used)))
      rest -= size * used
    }
    return runs
  }
}

extension Diagnostic {
  static func volumeRegionsDisagree(_ volume: FDFVolume, _ first: FlashRegion, _ other: FlashRegion)
    -> Diagnostic
  {
    Diagnostic(
      .fvRegions, at: .source(other.range),
      "this region gives \(volume.name.value) \(other.size.hexadecimal) bytes, another one \(first.size.hexadecimal)",
      notes: [.init("the other region", at: .source(first.range))],
      fix: "give the volume the same size in every flash device")
  }

  static func volumeBlocksTooLarge(_ volume: FDFVolume, blocks: Int128, region: FlashRegion) -> Diagnostic {
    Diagnostic(
      .fvBlocks, at: .source(volume.name.range),
      "the blocks of \(volume.name.value) add up to \(blocks.hexadecimal) bytes, its region has "
        + region.size.hexadecimal,
      notes: [.init("the region", at: .source(region.range))], fix: "lower NumBlocks or enlarge the region")
  }

  static func volumeBlocksDisagree(_ volume: FDFVolume, device: FlashDevice) -> Diagnostic {
    Diagnostic(
      .fvBlocks, at: .source(volume.name.range),
      "the block sizes of \(volume.name.value) differ from those of \(device.name) in its region",
      notes: [.init("the device", at: .source(device.range))],
      fix: "remove BlockSize and NumBlocks from the volume, which then uses the device's")
  }
}
