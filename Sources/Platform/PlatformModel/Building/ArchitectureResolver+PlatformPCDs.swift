import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// The platform's PCDs: the DSC's, then the FDF's over them, then the command line's.
extension ArchitectureResolver {
  var evaluator: PCDEvaluator { PCDEvaluator(expressions: platform.expressions) }

  static let defaultSKU = "DEFAULT"
  static let standardStore = "STANDARD"

  /// From here on `platformPCDs` is final.
  mutating func setPlatformPCDs() {
    let evaluator = evaluator
    let system = SKUSelection(dsc).system
    for kind in DSCPCD.Kind.inOrderOfReading {
      var set: [PCDName: PlatformPCD] = [:]
      // What is said for the architecture comes after, and so before, what is said for all.
      for isOwn in [false, true] {
        for line in dsc.pcds where line.kind == kind {
          for scope in line.scopes where scope.arch == (isOwn ? .only(architecture) : .common) {
            read(line, scope, into: &set, evaluator)
          }
        }
      }
      for name in set.keys { set[name]?.select(system) }
      platformPCDs.merge(set) { $1 }
    }
    setFlashPCDs()
    setCommandLinePCDs()
  }

  private mutating func read(
    _ line: DSCPCD, _ scope: DSCPCD.Scope, into set: inout [PCDName: PlatformPCD], _ evaluator: PCDEvaluator
  ) {
    guard let declaration = platform.pcds.declarations[line.name.value] else { return }
    guard line.field == nil else { return report(.pcdFieldUnsupported(line)) }
    let name = line.name.value
    let type = PCDDatumType(declaration.datumType.value)
    if let written = line.typeText, written.value != type.name {
      report(.pcdDatumType(name, written, declared: declaration))
    }
    var pcd =
      set[name]
      ?? PlatformPCD(access: line.kind.access, storage: .none, place: .source(line.name.range))
    pcd.place = .source(line.name.range)
    let sku = scope.sku.uppercased()
    let isOtherSKU = sku != SectionHeader.common && sku != Self.defaultSKU
    let storage = storage(of: line) ?? pcd.storage
    // What is said for another SKU stands in only until the default one is read.
    if case .none = pcd.storage { pcd.storage = storage } else if !isOtherSKU { pcd.storage = storage }
    if let size = size(line, name) {
      if !line.kind.access.isDynamic || size > pcd.maxSize ?? 0 {
        // Where several sections give a size, edk2 writes the larger one anew.
        pcd.maxSizeText = pcd.maxSize == nil ? line.sizeText?.value : String(size)
        pcd.maxSize = size
      }
    }

    let value = line.value ?? (line.kind.needsDefault ? declaration.defaultValue : nil)
    if let text = value,
      let new = evaluator.evaluate(text, as: type, of: name, diagnostics: &platform.diagnostics)
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

  mutating func size(_ line: DSCPCD, _ name: PCDName) -> Int? {
    guard let text = line.sizeText else { return nil }
    guard let size = platform.expressions.evaluate(text, diagnostics: &platform.diagnostics)?.number,
      (0...0xFFFF).contains(size)
    else {
      report(.pcdSizeMalformed(name, text))
      return nil
    }
    return Int(size)
  }

  /// Where a variable or VPD PCD lies; nil for the others, or after an error.
  private mutating func storage(of line: DSCPCD) -> PCDStorage? {
    switch line.kind {
    case .dynamicVPD, .dynamicExVPD:
      guard let offset = line.parts.first, offset.value != "*" else { return .vpd(offset: nil, text: "*") }
      let number = platform.expressions.evaluate(offset, diagnostics: &platform.diagnostics)?.number
      return .vpd(offset: number.flatMap(UInt32.init(exactly:)), text: offset.value)
    case .dynamicHII, .dynamicExHII:
      guard let name = platform.expressions.evaluate(line.parts[0], diagnostics: &platform.diagnostics),
        case .string(let text, _) = name, let guid = platform.library.guid(named: line.parts[1].value)
      else {
        report(.pcdVariableMalformed(line))
        return nil
      }
      let offset = platform.expressions.evaluate(line.parts[2], diagnostics: &platform.diagnostics)?.number
      guard let offset, (0...0xFFFF).contains(offset) else {
        report(.pcdVariableMalformed(line))
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
  private mutating func setFlashPCDs() {
    let evaluator = evaluator
    for (name, fact) in platform.flashPCDs.sorted(by: { $0.key.description < $1.key.description }) {
      guard let declaration = platform.pcds.declarations[name], case .source(let range) = fact.place else {
        continue
      }
      let text = Located(fact.value.text, at: range)
      guard
        var new = evaluator.check(
          fact.value, text, as: PCDDatumType(declaration.datumType.value), of: name, &platform.diagnostics)
      else { continue }
      if let written = platform.flashTexts[name] { new = new.written(written) }
      if platformPCDs[name] == nil {
        guard let access = firstKind(of: name), !access.isDynamic else { continue }
        platformPCDs[name] = PlatformPCD(access: access, storage: .none, place: fact.place)
      }
      platformPCDs[name]?.decide(new, at: fact.place)
    }
  }

  private mutating func setCommandLinePCDs() {
    for (name, new) in commandLinePCDs() {
      if platformPCDs[name] == nil {
        guard let access = firstKind(of: name) else { continue }
        platformPCDs[name] = PlatformPCD(access: access, storage: .none, place: .commandLine)
      }
      platformPCDs[name]?.decide(new, at: .commandLine)
    }
  }

  /// The values of `--pcd`, in the order of the command line.
  mutating func commandLinePCDs() -> [(name: PCDName, value: EvaluatedPCD)] {
    let evaluator = evaluator
    return platform.configuration.pcds.compactMap { name, value in
      guard let pcd = PCDName(name), let declaration = platform.pcds.declarations[pcd] else { return nil }
      let type = PCDDatumType(declaration.datumType.value)
      let written = Self.commandLineForm(value, as: type)
      let text = Located(
        written,
        at: SourceRange(SourceFile(path: "--pcd", bytes: Array(written.utf8)), 0..<written.utf8.count))
      return evaluator.evaluate(text, as: type, of: pcd, diagnostics: &platform.diagnostics).map { (pcd, $0) }
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
    for package in store.packages {
      if let first = package.kinds(of: name).first { return first }
    }
    return platform.pcds.declarations[name]?.scopes.first?.access
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
