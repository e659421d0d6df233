import Diagnostics
import Manifests
import Vocabulary

/// A PCD that an INF names, before a component has its say.
struct PCDUse {
  let line: INFPCD
  var pcd: ModulePCD
  /// Whether only the packages decided what kind it is, so that a component still may.
  var isOpen: Bool
}

/// Gives the PCDs that modules and libraries name their values: the package's default, the INF's, the
/// platform's and the component's.
struct ModulePCDResolver {
  private let sources: PCDSources
  private let settings: [PCDName: PlatformPCD]

  init(_ platform: PlatformPCDResolver) {
    sources = platform.sources
    settings = platform.settings
  }

  private func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(sources.architecture) }

  /// The PCDs that an INF names, with the platform's values, in edk2's order of kinds.
  func pcds(of view: ModuleView, _ diagnostics: inout DiagnosticList) -> [PCDUse] {
    var uses: [PCDUse] = []
    var places: [PCDName: Int] = [:]
    for kind in INFPCD.Kind.inOrderOfReading {
      for line in view.inf.pcds where line.kind == kind && applies(line.arches) {
        guard let use = use(line, of: view, &diagnostics) else { continue }
        if let before = places[line.name.value] {
          uses[before] = use
        } else {
          places[line.name.value] = uses.count
          uses.append(use)
        }
      }
    }
    return uses
  }

  /// The package that declares the PCD for the kind that the line wants; for [Pcd] the first kind of
  /// the first package that declares it at all.
  private func declaration(of line: INFPCD, in view: ModuleView) -> (DECPCD, PCDAccess, PackageID)? {
    for id in view.packages {
      let package = sources.store[id]
      guard let access = line.kind.access ?? package.kinds(of: line.name.value).first else { continue }
      if let found = package.pcd(line.name.value, access: access) { return (found, access, id) }
    }
    return nil
  }

  private func use(
    _ line: INFPCD, of view: ModuleView, _ diagnostics: inout DiagnosticList
  ) -> PCDUse? {
    let name = line.name.value
    guard let (declared, access, package) = declaration(of: line, in: view) else {
      diagnostics.add(
        .modulePCDUndeclared(
          line, of: view.path, packages: view.packages.map { sources.store[$0].path },
          kindsElsewhere: sources.packages.first { !$0.kinds(of: name).isEmpty }?.kinds(of: name) ?? []))
      return nil
    }
    let type = PCDDatumType(declared.datumType.value)
    guard
      let initial = sources.evaluator.evaluate(
        declared.defaultValue, as: type, of: name, diagnostics: &diagnostics)
    else { return nil }
    guard let token = Self.token(declared.token.value) else {
      diagnostics.add(.pcdTokenMalformed(declared))
      return nil
    }
    var use = PCDUse(
      line: line,
      pcd: ModulePCD(
        name: name, access: access, storage: .none, token: token,
        value: Fact(initial, at: .source(declared.defaultValue.range)),
        namedBy: view.path, package: sources.store[package].path),
      isOpen: line.kind.access == nil)
    if let text = line.defaultValue,
      let own = sources.evaluator.evaluate(text, as: type, of: name, diagnostics: &diagnostics)
    {
      use.pcd.value.override(with: own, at: .source(text.range))
    }
    if let setting = settings[name] { apply(setting, to: &use, module: view.path, &diagnostics) }
    if type.size == nil, use.pcd.maxSize == nil { use.pcd.maxSize = use.pcd.value.value.size }
    return use
  }

  private func apply(
    _ setting: PlatformPCD, to use: inout PCDUse, module: String, _ diagnostics: inout DiagnosticList
  ) {
    if use.isOpen {
      use.pcd.access = setting.access
      use.isOpen = false
    } else if use.pcd.access != setting.access {
      return diagnostics.add(
        .pcdTypeMismatch(use.pcd, in: use.line, of: module, setting: setting.access, at: setting.place))
    }
    use.pcd.storage = setting.storage
    if let value = setting.value { use.pcd.value.override(with: value) }
    if let size = setting.maxSize {
      use.pcd.maxSize = size
      use.pcd.maxSizeText = setting.maxSizeText
      use.pcd.isMaxSizeFromPlatform = true
    }
    checkSize(use, at: setting.place, &diagnostics)
  }

  private func checkSize(
    _ use: PCDUse, at place: Diagnostic.Place, _ diagnostics: inout DiagnosticList
  ) {
    let needed = use.pcd.value.value.size
    if let size = use.pcd.maxSize, use.pcd.isMaxSizeFromPlatform, size < needed {
      diagnostics.add(.pcdSizeTooSmall(use.pcd, needed: needed, place: place))
    }
  }

  private static func token(_ text: String) -> UInt32? {
    text.hasPrefix("0x") || text.hasPrefix("0X") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
  }

  // MARK: Components

  /// What a component sets for itself and the libraries that it links; of a PCD the first line counts,
  /// as edk2 has it.
  func settings(of component: DSCComponent) -> [DSCPCD] {
    var names: Set<PCDName> = []
    var result: [DSCPCD] = []
    for kind in DSCPCD.Kind.inOrderOfReading {
      for line in component.pcds
      where line.kind == kind && applies(line.scopes.map(\.arch)) && names.insert(line.name.value).inserted {
        result.append(line)
      }
    }
    return result
  }

  func apply(
    _ line: DSCPCD, to use: inout PCDUse, module: String, _ diagnostics: inout DiagnosticList
  ) {
    guard line.field == nil else { return diagnostics.add(.pcdFieldUnsupported(line)) }
    let place = Diagnostic.Place.source(line.name.range)
    if use.isOpen {
      use.pcd.access = line.kind.access
      use.isOpen = false
    } else if use.pcd.access != line.kind.access {
      return diagnostics.add(
        .pcdTypeMismatch(use.pcd, in: use.line, of: module, setting: line.kind.access, at: place))
    }
    if let size = sources.size(line, use.pcd.name, &diagnostics) {
      use.pcd.maxSize = size
      use.pcd.maxSizeText = line.sizeText?.value
      use.pcd.isMaxSizeFromPlatform = true
    }
    if let text = line.value,
      let new = sources.evaluator.evaluate(
        text, as: use.pcd.datumType, of: use.pcd.name, diagnostics: &diagnostics)
    {
      use.pcd.value.override(with: new, at: .source(text.range))
      if !use.pcd.isMaxSizeFromPlatform, let size = use.pcd.maxSize { use.pcd.maxSize = max(size, new.size) }
      checkSize(use, at: place, &diagnostics)
    }
  }
}

extension Fact {
  /// Takes over all decisions of `other`, the last one to count.
  mutating func override(with other: Fact) {
    for decision in other.overrode { override(with: decision.value, at: decision.place) }
    override(with: other.value, at: other.place)
  }
}
