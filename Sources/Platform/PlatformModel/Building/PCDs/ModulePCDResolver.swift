import Diagnostics
import Manifests
import Vocabulary

/// A PCD that an INF names, before a component has its say.
///
/// A copy is a reference, as each module that links a library has the library's.
struct PCDUse {
  struct Fields {
    let line: INFPCD
    /// The same for all PCDs of one name.
    let number: Int
    var pcd: ModulePCD.Fields
    /// Whether only the packages decided what kind it is, so that a component still may.
    var isOpen: Bool
  }

  private final class Box {
    let line: INFPCD
    let number: Int
    let pcd: ModulePCD
    let isOpen: Bool

    init(_ fields: Fields) {
      line = fields.line
      number = fields.number
      pcd = ModulePCD(fields.pcd)
      isOpen = fields.isOpen
    }
  }

  private let box: Box

  init(_ fields: Fields) { box = Box(fields) }

  var line: INFPCD { box.line }
  var number: Int { box.number }
  var pcd: ModulePCD { box.pcd }
  var isOpen: Bool { box.isOpen }
  var fields: Fields { Fields(line: box.line, number: box.number, pcd: box.pcd.fields, isOpen: box.isOpen) }
}

/// Gives the PCDs that modules and libraries name their values: the package's default, the INF's, the
/// platform's and the component's.
struct ModulePCDResolver {
  private let sources: PCDSources
  private let settings: [PCDName: PlatformPCD]
  private let known = Known()

  /// What the packages and the platform make of a PCD, the same for all INFs that name it without a value.
  private final class Known {
    struct Key: Hashable {
      let declared: ObjectIdentifier
      let isOpen: Bool
    }

    var fields: [Key: PCDUse.Fields] = [:]
  }

  init(_ platform: PlatformPCDResolver) {
    sources = platform.sources
    settings = platform.settings
  }

  private func applies(_ scopes: [Qualifier<Architecture>]) -> Bool { scopes.include(sources.architecture) }

  /// The PCDs that an INF names, with the platform's values, in edk2's order of kinds.
  func pcds(of view: ModuleView, _ diagnostics: inout DiagnosticList) -> [PCDUse] {
    var uses: [PCDUse] = []
    uses.reserveCapacity(view.pcds.count)
    var places: [Int: Int] = [:]
    for named in view.pcds {
      guard let declared = named.declared else {
        report(named.line, of: view, &diagnostics)
        continue
      }
      guard let use = use(named.line, declared, of: view, &diagnostics) else { continue }
      if let before = places[declared.number] {
        uses[before] = use
      } else {
        places[declared.number] = uses.count
        uses.append(use)
      }
    }
    return uses
  }

  private func report(_ line: INFPCD, of view: ModuleView, _ diagnostics: inout DiagnosticList) {
    let name = line.name.value
    diagnostics.add(
      .modulePCDUndeclared(
        line, of: view.path, packages: view.packages.map(\.path),
        kindsElsewhere: sources.packages.first { !$0.kinds(of: name).isEmpty }?.kinds(of: name) ?? []))
  }

  private func use(
    _ line: INFPCD, _ declared: DeclaredPCD, of view: ModuleView, _ diagnostics: inout DiagnosticList
  ) -> PCDUse? {
    let key = Known.Key(declared: ObjectIdentifier(declared), isOpen: line.kind.access == nil)
    if line.defaultValue == nil, let known = known.fields[key] {
      var pcd = known.pcd
      pcd.namedBy = view.path
      return PCDUse(.init(line: line, number: known.number, pcd: pcd, isOpen: known.isOpen))
    }
    var own = DiagnosticList()
    let fields = fields(line, of: view, declared, &own)
    if line.defaultValue == nil, own.all.isEmpty { known.fields[key] = fields }
    diagnostics.add(contentsOf: own.all)
    return fields.map { PCDUse($0) }
  }

  private func fields(
    _ line: INFPCD, of view: ModuleView, _ declaration: DeclaredPCD, _ diagnostics: inout DiagnosticList
  ) -> PCDUse.Fields? {
    let declared = declaration.line
    let name = line.name.value
    let type = PCDDatumType(declared.datumType.value)
    guard
      let initial = sources.evaluator.evaluate(
        declared.defaultValue, as: type, of: name, diagnostics: &diagnostics)
    else { return nil }
    guard let token = Self.token(declared.token.value) else {
      diagnostics.add(.pcdTokenMalformed(declared))
      return nil
    }
    var use = PCDUse.Fields(
      line: line, number: declaration.number,
      pcd: ModulePCD.Fields(
        name: name, access: declaration.access, storage: .none, token: token,
        value: Fact(initial, at: .source(declared.defaultValue.range)),
        namedBy: view.path, package: declaration.package),
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
    _ setting: PlatformPCD, to use: inout PCDUse.Fields, module: String, _ diagnostics: inout DiagnosticList
  ) {
    if use.isOpen {
      use.pcd.access = setting.access
      use.isOpen = false
    } else if use.pcd.access != setting.access {
      return diagnostics.add(
        .pcdTypeMismatch(
          ModulePCD(use.pcd), in: use.line, of: module, setting: setting.access, at: setting.place))
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
    _ use: PCDUse.Fields, at place: Diagnostic.Place, _ diagnostics: inout DiagnosticList
  ) {
    let needed = use.pcd.value.value.size
    if let size = use.pcd.maxSize, use.pcd.isMaxSizeFromPlatform, size < needed {
      diagnostics.add(.pcdSizeTooSmall(ModulePCD(use.pcd), needed: needed, place: place))
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
    _ line: DSCPCD, to use: inout PCDUse.Fields, module: String, _ diagnostics: inout DiagnosticList
  ) {
    guard line.field == nil else { return diagnostics.add(.pcdFieldUnsupported(line)) }
    let place = Diagnostic.Place.source(line.name.range)
    if use.isOpen {
      use.pcd.access = line.kind.access
      use.isOpen = false
    } else if use.pcd.access != line.kind.access {
      return diagnostics.add(
        .pcdTypeMismatch(ModulePCD(use.pcd), in: use.line, of: module, setting: line.kind.access, at: place))
    }
    if let size = sources.size(line, use.pcd.name, &diagnostics) {
      use.pcd.maxSize = size
      use.pcd.maxSizeText = line.sizeText?.value
      use.pcd.isMaxSizeFromPlatform = true
    }
    if let text = line.value,
      let new = sources.evaluator.evaluate(
        text, as: use.pcd.value.value.type, of: use.pcd.name, diagnostics: &diagnostics)
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
