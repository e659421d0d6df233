import Manifests

/// Gathers the PCDs of the PEI and DXE databases over all architectures.
///
/// A PCD that a PEI module uses is PEI's, seen as the last such module sees it; any other is DXE's, seen
/// as its first user sees it. Modules that the FDF does not place do not count.
struct DynamicPCDCollection {
  private var entries: [PCDName: DynamicPCD] = [:]

  /// `isPlaced` says whether the FDF has an INF statement for a module.
  mutating func collect(
    _ build: ArchitectureBuild, platform: [PCDName: PlatformPCD], dsc: DSCFile,
    isPlaced: (BuildModule) -> Bool
  ) {
    for module in build.modules where !module.isLibrary && isPlaced(module) {
      let phase: DynamicPCD.Phase = ModuleTypes.pei.contains(module.moduleType) ? .pei : .dxe
      for pcd in module.pcds + module.libraryPCDs where pcd.access.isDynamic {
        var entry =
          entries[pcd.name] ?? DynamicPCD(pcd: pcd, phase: phase, tokenNumber: 0, skus: [], users: [])
        if phase == .pei {
          entry.pcd = pcd
          entry.phase = .pei
        }
        entry.skus = skus(of: entry.pcd, platform[pcd.name], dsc)
        if !entry.users.contains(module.path) { entry.users.append(module.path) }
        entries[pcd.name] = entry
      }
    }
  }

  /// By full name, with token numbers: PEI before DXE, in each dynamic before dynamicEx, from 1.
  func numbered() -> [DynamicPCD] {
    var sorted = entries.values.sorted { $0.pcd.name.description < $1.pcd.name.description }
    var next = 1
    for phase in [DynamicPCD.Phase.pei, .dxe] {
      for access in [PCDAccess.dynamic, .dynamicEx] {
        for index in sorted.indices where sorted[index].phase == phase && sorted[index].pcd.access == access {
          sorted[index].tokenNumber = next
          next += 1
        }
      }
    }
    return sorted
  }

  private func skus(of pcd: ModulePCD, _ setting: PlatformPCD?, _ dsc: DSCFile) -> [DynamicPCD.SKUValue] {
    let standard = setting?.value?.value ?? pcd.value.value
    let stores = (setting?.defaultStores ?? []).map { (name: $0.name, value: $0.value) }
    let isVariable = if case .variable = pcd.storage { true } else { false }
    var result = [
      DynamicPCD.SKUValue(
        name: ArchitectureResolver.defaultSKU, number: 0, value: standard,
        defaultStores: isVariable ? [(ArchitectureResolver.standardStore, standard)] + stores : [])
    ]
    // Only a build for all SKUs keeps the values of others.
    let identifier = dsc.defines["SKUID_IDENTIFIER"]?.value.uppercased() ?? ""
    guard identifier == "ALL" || identifier.contains("|") else { return result }
    for sku in dsc.skuIdentifiers {
      let name = sku.name.value.uppercased()
      guard name != ArchitectureResolver.defaultSKU,
        let number = sku.number.value.lowercased().hasPrefix("0x")
          ? UInt64(sku.number.value.dropFirst(2), radix: 16) : UInt64(sku.number.value)
      else { continue }
      let value = setting?.skus.last { $0.name == name }?.value ?? standard
      result.append(.init(name: name, number: number, value: value, defaultStores: []))
    }
    return result
  }
}
