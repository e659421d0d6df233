import Manifests
import Vocabulary

/// Gathers the PCDs of the PEI and DXE databases over all architectures.
///
/// A PCD that a PEI module uses is PEI's, seen as the last such module sees it; any other is DXE's, seen
/// as its first user sees it. Modules that the FDF does not place do not count.
struct DynamicPCDCollection {
  private let skus: SKUSelection
  private let dsc: DSCFile
  private var entries: [PCDName: DynamicPCD] = [:]
  /// PCDs that are dynamic by their package alone.
  private var unmentioned: Set<PCDName> = []

  init(_ dsc: DSCFile) {
    self.dsc = dsc
    skus = SKUSelection(dsc)
  }

  var settings: DynamicPCDSettings {
    func isOn(_ name: String) -> Bool { dsc.defines[name]?.value.uppercased() == "TRUE" }
    var settings = DynamicPCDSettings()
    settings.skuNumbers = skus.named.map(\.number)
    settings.hasNames = isOn("PCD_INFO_GENERATION")
    settings.wantsVariableCheck = isOn("PCD_VAR_CHECK_GENERATION")
    return settings
  }

  /// `isPlaced` says whether the FDF has an INF statement for a module.
  mutating func collect(
    _ build: ArchitectureBuild, platform: [PCDName: PlatformPCD], isPlaced: (BuildModule) -> Bool
  ) {
    let tokenSpaces = Self.tokenSpaces(of: build)
    for module in build.modules where !module.isLibrary && isPlaced(module) {
      let phase: DynamicPCD.Phase = ModuleType.pei.contains(module.moduleType) ? .pei : .dxe
      for pcd in module.pcds where pcd.access.isDynamic {
        collect(pcd, of: module.path, phase, tokenSpaces, platform[pcd.name])
      }
      for pcd in module.libraryPCDs where pcd.access.isDynamic {
        collect(pcd, of: module.path, phase, tokenSpaces, platform[pcd.name])
      }
    }
  }

  /// By C name; the first module counts.
  private static func tokenSpaces(of build: ArchitectureBuild) -> [String: NamedGUID] {
    var tokenSpaces: [String: NamedGUID] = [:]
    func add(_ guids: [NamedGUID]) {
      for guid in guids where tokenSpaces[guid.name] == nil { tokenSpaces[guid.name] = guid }
    }
    // By index: a module is large to copy.
    for index in build.modules.indices { add(build.modules[index].guids) }
    for library in build.libraries.indices { add(build.libraries[library].guids) }
    return tokenSpaces
  }

  private mutating func collect(
    _ pcd: ModulePCD, of module: String, _ phase: DynamicPCD.Phase, _ tokenSpaces: [String: NamedGUID],
    _ setting: PlatformPCD?
  ) {
    // An undeclared token space is an error that was reported where its module was resolved.
    guard let tokenSpace = tokenSpaces[pcd.name.tokenSpace] else { return }
    var entry =
      entries[pcd.name]
      ?? DynamicPCD(
        pcd: pcd, phase: phase, tokenSpace: tokenSpace, tokenNumber: 0, skus: [], users: [])
    if phase == .pei {
      entry.pcd = pcd
      entry.phase = .pei
    }
    if phase == .pei || entry.users.isEmpty { entry.skus = values(of: entry.pcd, setting) }
    if setting == nil { unmentioned.insert(pcd.name) }
    if !entry.users.contains(module) { entry.users.append(module) }
    entries[pcd.name] = entry
  }

  /// By full name, with token numbers: PEI before DXE, in each dynamic before dynamicEx, from 1.
  func numbered() -> [DynamicPCD] {
    var sorted = entries.map { (title: $0.key.description, entry: $0.value) }
      .sorted { $0.title < $1.title }.map(\.entry)
    let mentioned = sorted.filter { !unmentioned.contains($0.pcd.name) }.flatMap(\.skus)
    for index in sorted.indices where unmentioned.contains(sorted[index].pcd.name) {
      sorted[index].skus = spread(sorted[index].skus, over: mentioned)
    }
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

  /// A PCD that the DSC does not mention has one value, and the SKUs that the others have, in their order.
  private func spread(
    _ own: [DynamicPCD.SKUValue], over others: [DynamicPCD.SKUValue]
  ) -> [DynamicPCD.SKUValue] {
    var result = Array(own.prefix(1))
    for other in others where !result.contains(where: { $0.name == other.name }) {
      guard var value = own.first else { break }
      value.name = other.name
      value.number = other.number
      result.append(value)
    }
    return result
  }

  private func values(of pcd: ModulePCD, _ setting: PlatformPCD?) -> [DynamicPCD.SKUValue] {
    var standard = setting?.value?.value ?? pcd.value.value
    let isVariable = if case .variable = pcd.storage { true } else { false }
    // Where only other stores have a value, that of the one with the lowest number stands in.
    if isVariable, let setting, setting.value == nil, let lowest = lowestStore(setting) { standard = lowest }

    // The DSC's order, then that of SKUID_IDENTIFIER for the SKUs that it does not mention.
    let own = setting?.skus ?? []
    var order = [PlatformPCDResolver.defaultSKU]
    for name in own.map(\.name) + skus.all.map(\.name) where !order.contains(name) { order.append(name) }
    return order.compactMap { name in
      guard let sku = skus.all.first(where: { $0.name == name }) else { return nil }
      let isStandard = name == PlatformPCDResolver.defaultSKU
      let found = skus.chain(of: name).lazy.compactMap { link in own.last { $0.name == link } }.first
      let value = isStandard ? standard : found?.value ?? standard
      var stores: [(name: String, value: EvaluatedPCD)] = []
      if isVariable {
        stores = [(PlatformPCDResolver.standardStore, value)]
        if isStandard { stores += setting?.defaultStores ?? [] }
      }
      return DynamicPCD.SKUValue(
        name: name, number: sku.number, storage: isStandard ? pcd.storage : found?.storage ?? pcd.storage,
        value: value, defaultStores: stores)
    }
  }

  private func lowestStore(_ setting: PlatformPCD) -> EvaluatedPCD? {
    var lowest: (number: UInt64, value: EvaluatedPCD)?
    for (name, value) in setting.defaultStores {
      let text = dsc.defaultStores.last { $0.name.value.uppercased() == name }?.number.value ?? ""
      let number =
        text.hasPrefix("0x") || text.hasPrefix("0X") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
      if let number, number <= lowest?.number ?? .max { lowest = (number, value) }
    }
    return lowest?.value
  }
}
