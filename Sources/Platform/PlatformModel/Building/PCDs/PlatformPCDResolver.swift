import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// Sets the PCDs of a platform for all modules of one architecture: the DSC's values, then the FDF's over
/// them, then the command line's.
struct PlatformPCDResolver {
  static let defaultSKU = "DEFAULT"
  static let standardStore = "STANDARD"

  let sources: PCDSources
  private(set) var settings: [PCDName: PlatformPCD] = [:]
  /// The values of `--pcd`, which count for components too.
  private(set) var commandLine: [PCDName: EvaluatedPCD] = [:]

  init(_ sources: PCDSources, _ diagnostics: inout DiagnosticList) {
    self.sources = sources
    setFromDSC(&diagnostics)
    setFromFDF(&diagnostics)
    setFromCommandLine(&diagnostics)
  }

  private mutating func setFromDSC(_ diagnostics: inout DiagnosticList) {
    let system = SKUSelection(sources.dsc).system
    for kind in DSCPCD.Kind.inOrderOfReading {
      var set: [PCDName: PlatformPCD] = [:]
      // What is said for the architecture comes after, and so before, what is said for all.
      for isOwn in [false, true] {
        for line in sources.dsc.pcds where line.kind == kind {
          for scope in line.scopes where scope.arch == (isOwn ? .only(sources.architecture) : .common) {
            read(line, scope, into: &set, &diagnostics)
          }
        }
      }
      for name in set.keys { set[name]?.select(system) }
      settings.merge(set) { $1 }
    }
  }

  private func read(
    _ line: DSCPCD, _ scope: DSCPCD.Scope, into set: inout [PCDName: PlatformPCD],
    _ diagnostics: inout DiagnosticList
  ) {
    guard let declaration = sources.declarations[line.name.value] else { return }
    guard line.field == nil else { return diagnostics.add(.pcdFieldUnsupported(line)) }
    let name = line.name.value
    let type = PCDDatumType(declaration.datumType.value)
    if let written = line.typeText, written.value != type.name {
      diagnostics.add(.pcdDatumType(name, written, declared: declaration))
    }
    var pcd =
      set[name]
      ?? PlatformPCD(access: line.kind.access, storage: .none, place: .source(line.name.range))
    pcd.place = .source(line.name.range)
    let sku = scope.sku.uppercased()
    let isOtherSKU = sku != SectionHeader.common && sku != Self.defaultSKU
    let storage = storage(of: line, &diagnostics) ?? pcd.storage
    // What is said for another SKU stands in only until the default one is read.
    if case .none = pcd.storage { pcd.storage = storage } else if !isOtherSKU { pcd.storage = storage }
    if let size = sources.size(line, name, &diagnostics) {
      if !line.kind.access.isDynamic || size > pcd.maxSize ?? 0 {
        // Where several sections give a size, edk2 writes the larger one anew.
        pcd.maxSizeText = pcd.maxSize == nil ? line.sizeText?.value : String(size)
        pcd.maxSize = size
      }
    }

    let value = line.value ?? (line.kind.needsDefault ? declaration.defaultValue : nil)
    if let text = value,
      let new = sources.evaluator.evaluate(text, as: type, of: name, diagnostics: &diagnostics)
    {
      let store = scope.defaultStore.uppercased()
      let isStandard = store == SectionHeader.common || store == Self.standardStore
      if isOtherSKU {
        if isStandard { pcd.skus.append((sku, new, storage, .source(text.range))) }
      } else if !isStandard {
        pcd.defaultStores.append((store, new))
      } else {
        pcd.decide(new, at: .source(text.range))
      }
      let measured = pcd.measuredStores[isOtherSKU ? sku : Self.defaultSKU, default: store]
      pcd.measuredStores[isOtherSKU ? sku : Self.defaultSKU] = measured
      if line.kind.isVariable, type.size == nil, measured == store {
        pcd.maxSize = max(pcd.maxSize ?? 0, new.sizeInVariable)
      }
    }
    set[name] = pcd
  }

  /// Where a variable or VPD PCD lies; nil for the others, or after an error.
  private func storage(of line: DSCPCD, _ diagnostics: inout DiagnosticList) -> PCDStorage? {
    switch line.kind {
    case .dynamicVPD, .dynamicExVPD:
      guard let offset = line.parts.first, offset.value != "*" else { return .vpd(offset: nil, text: "*") }
      let number = sources.evaluator.expressions.evaluate(offset, diagnostics: &diagnostics)?.number
      return .vpd(offset: number.flatMap(UInt32.init(exactly:)), text: offset.value)
    case .dynamicHII, .dynamicExHII:
      guard let name = sources.evaluator.expressions.evaluate(line.parts[0], diagnostics: &diagnostics),
        case .string(let text, _) = name, let guid = sources.guid(named: line.parts[1].value)
      else {
        diagnostics.add(.pcdVariableMalformed(line))
        return nil
      }
      let offset = sources.evaluator.expressions.evaluate(line.parts[2], diagnostics: &diagnostics)?.number
      guard let offset, (0...0xFFFF).contains(offset) else {
        diagnostics.add(.pcdVariableMalformed(line))
        return nil
      }
      return .variable(
        PCDVariable(
          name: text,
          guid: NamedGUID(
            name: line.parts[1].value, value: guid.value.value, package: "", text: guid.text),
          offset: Int(offset), offsetText: line.parts[2].value,
          attributes: line.parts.count > 4 ? line.parts[4].value : ""))
    default: return nil
    }
  }

  /// What the FDF sets; a PCD that the DSC does not mention becomes what its package declares first.
  private mutating func setFromFDF(_ diagnostics: inout DiagnosticList) {
    let ordered = sources.flash.map { (title: $0.key.description, name: $0.key, fact: $0.value) }
      .sorted { $0.title < $1.title }
    for (_, name, fact) in ordered {
      guard let declaration = sources.declarations[name], case .source(let range) = fact.place else {
        continue
      }
      let text = Located(fact.value.text, at: range)
      guard
        var new = sources.evaluator.check(
          fact.value, text, as: PCDDatumType(declaration.datumType.value), of: name, &diagnostics)
      else { continue }
      if let written = sources.flashTexts[name] { new = new.written(written) }
      if settings[name] == nil {
        guard let access = firstKind(of: name), !access.isDynamic else { continue }
        settings[name] = PlatformPCD(access: access, storage: .none, place: fact.place)
      }
      settings[name]?.decide(new, at: fact.place)
    }
  }

  private mutating func setFromCommandLine(_ diagnostics: inout DiagnosticList) {
    for (name, value) in sources.commandLine {
      guard let pcd = PCDName(name), let declaration = sources.declarations[pcd] else { continue }
      let type = PCDDatumType(declaration.datumType.value)
      let written = Self.commandLineForm(value, as: type)
      let text = Located(
        written,
        at: SourceRange(SourceFile(path: "--pcd", bytes: Array(written.utf8)), 0..<written.utf8.count))
      guard let new = sources.evaluator.evaluate(text, as: type, of: pcd, diagnostics: &diagnostics) else {
        continue
      }
      commandLine[pcd] = new
      if settings[pcd] == nil {
        guard let access = firstKind(of: pcd) else { continue }
        settings[pcd] = PlatformPCD(access: access, storage: .none, place: .commandLine)
      }
      settings[pcd]?.decide(new, at: .commandLine)
    }
  }

  /// A shell eats quotation marks: what is neither `H{…}` nor quoted is the text of a `VOID*` PCD, with
  /// an L in front a wide one.
  private static func commandLineForm(_ value: String, as type: PCDDatumType) -> String {
    if value.hasPrefix("H") { return String(value.dropFirst()) }
    guard type.size == nil else { return value }
    let quoted = ["\"", "'", "{", "L\"", "L'"]
    if quoted.contains(where: value.hasPrefix) { return value }
    return value.hasPrefix("L") ? "L\"\(value.dropFirst())\"" : "\"\(value)\""
  }

  private func firstKind(of name: PCDName) -> PCDAccess? {
    for package in sources.packages {
      if let first = package.kinds(of: name).first { return first }
    }
    return sources.declarations[name]?.scopes.first?.access
  }
}

extension PCDAccess {
  var isDynamic: Bool { self == .dynamic || self == .dynamicEx }
}

extension EvaluatedPCD {
  /// In bytes. For a variable edk2 rounds strings up to whole UCS-2 characters.
  fileprivate var sizeInVariable: Int {
    if case .string = value { size + size % 2 } else { size }
  }
}

extension DSCPCD.Kind {
  fileprivate var isVariable: Bool { self == .dynamicHII || self == .dynamicExHII }
  /// A dynamic PCD without a value has its package's.
  fileprivate var needsDefault: Bool { access.isDynamic }
}
