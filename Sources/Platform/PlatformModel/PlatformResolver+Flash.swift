import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension PlatformResolver {
  /// Reads the FDF and gives every number in it a value.
  ///
  /// In the FDF's expressions a PCD that a region sets stands for the region's offset in its device,
  /// while the rest of the build sees the address: edk2 keeps two tables, and so must we.
  mutating func resolveFlash(
    _ definition: Located<String>, dsc: DSCFile, modules: [PlatformModule]
  ) -> FlashDescription? {
    guard let path = library.find(definition.value) else {
      diagnostics.add(.manifestMissing(definition, roots: library.roots))
      return nil
    }
    let preprocessor = Preprocessor(
      .fdf, files: library.files, roots: library.roots, includeFolders: [folder(of: dsc.file.path)],
      sources: library.cache.sources)
    guard let text = preprocessor.preprocess(path, environment: environment, diagnostics: &diagnostics) else {
      return nil
    }
    environment = text.environment
    uses.add(text.uses)
    lines += text.lines
    let fdf = FDFFile(parsing: text.lines, diagnostics: &diagnostics)
    self.fdf = fdf

    var flash = FlashResolver(
      platform: self, fdf: fdf, modules: Dictionary(grouping: modules, by: \.path))
    let description = flash.resolve()
    self = flash.platform
    return description
  }

  func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

/// The pass that turns an FDF's syntax into a `FlashDescription`.
struct FlashResolver {
  var platform: PlatformResolver
  let fdf: FDFFile
  /// By path, in the order of the DSC.
  let modules: [TreePath: [PlatformModule]]
  /// What PCDs stand for in the FDF's expressions, where that is not their value.
  var offsets: [PCDName: String] = [:]
  /// The index of each rule; of two for the same files the later counts.
  let rules: [RuleKey: Int]

  /// What decides for which files a rule is.
  struct RuleKey: Hashable {
    let type: ModuleType
    let template: RuleName?
    let architecture: Qualifier<Architecture>
  }

  init(platform: PlatformResolver, fdf: FDFFile, modules: [TreePath: [PlatformModule]]) {
    self.platform = platform
    self.fdf = fdf
    self.modules = modules
    var rules: [RuleKey: Int] = [:]
    for (index, rule) in fdf.rules.enumerated() {
      let key = RuleKey(
        type: rule.moduleType.value, template: rule.template?.value, architecture: rule.architecture.value)
      rules[key] = index
    }
    self.rules = rules
  }

  mutating func resolve() -> FlashDescription {
    fdf.sets.forEach { set($0) }
    let devices = fdf.flashDevices.compactMap { resolveDevice($0) }
    var volumes: [VolumeDescription] = []
    for volume in fdf.volumes {
      volume.sets.forEach { set($0) }
      if let resolved = resolveVolume(volume, devices: devices) { volumes.append(resolved) }
    }
    return FlashDescription(devices: devices, volumes: volumes)
  }

  mutating func set(_ statement: FDFSet) {
    let name = statement.pcd.map(PCDName.init)
    guard statement.pcd.value.field == nil, platform.isDeclared(name, by: "FDF"),
      let value = evaluate(statement.value)
    else { return }
    let written = platform.expressions.expanded(statement.value.value)
    let isLiteral = written.isNumberLiteral || written.isArrayLiteral
    record(name.value, value: value, text: isLiteral ? written : value.computedText, at: statement.pcd)
  }

  /// Sets a PCD to a value of the FDF. C sources get it as `text`.
  mutating func record(
    _ name: PCDName, value: ExpressionValue, text written: String, at pcd: Located<FDFPCDReference>
  ) {
    platform.flashTexts[name] = written
    let text = value.text
    platform.pcds.set(name, to: text, kind: nil, at: .source(pcd.range))
    if platform.flashPCDs[name]?.override(with: value, at: .source(pcd.range)) == nil {
      platform.flashPCDs[name] = Fact(value, at: .source(pcd.range))
    }
    offsets[name] = text
  }

  // MARK: Expressions

  mutating func evaluate(_ text: Located<String>) -> ExpressionValue? {
    var environment = platform.expressions
    let outside = environment.pcd
    let offsets = offsets
    environment.pcd = { name in PCDName(name).flatMap { offsets[$0] } ?? outside(name) }
    return environment.evaluate(text, diagnostics: &platform.diagnostics)
  }

  // MARK: GUIDs

  /// The GUID that `reference` means; `.moduleGUID` means `module`.
  mutating func resolve(_ reference: Located<FDFGUIDReference>, module: GUID? = nil) -> GUID? {
    switch reference.value {
    case .guid(let guid): return guid
    case .moduleGUID: return module
    case .symbol(let name):
      if let guid = platform.library.guid(named: name) { return guid.value.value }
      platform.diagnostics.add(.guidNameUnknown(name, at: reference.range))
    case .pcd(let pcd):
      let name = PCDName(pcd)
      guard platform.isDeclared(Located(name, at: reference.range), by: "FDF") else { return nil }
      if let guid = platform.pcds.value(of: name).flatMap(GUID.init(pcdValue:)) { return guid }
      platform.diagnostics.add(.guidPCDInvalid(pcd, at: reference.range))
    }
    return nil
  }
}

extension GUID {
  /// The GUID in a PCD's value: 16 bytes in braces, or text.
  init?(pcdValue text: String) {
    if let guid = GUID(text) ?? GUID(cStructure: text) {
      self = guid
      return
    }
    let fields = text.drop { $0 == "{" || $0 == " " }.prefix { $0 != "}" }.split(separator: ",")
    let bytes = fields.compactMap { field -> UInt8? in
      let digits = String(field).trimmed
      return digits.lowercased().hasPrefix("0x") ? UInt8(digits.dropFirst(2), radix: 16) : UInt8(digits)
    }
    guard bytes.count == 16, fields.count == 16 else { return nil }
    self.init(mixedEndian: bytes[...])
  }
}

extension ExpressionValue {
  /// As a manifest would write it.
  var text: String {
    switch self {
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .number(let value): value < 0 ? String(value) : "0x" + String(value, radix: 16, uppercase: true)
    case .string(let text, .plain): "\"\(text)\""
    case .string(let text, .wide): "L\"\(text)\""
    case .string(let text, .character): "'\(text)'"
    case .string(let text, .wideCharacter): "L'\(text)'"
    case .bytes(let bytes): "{" + bytes.map { "0x" + String($0, radix: 16) }.joined(separator: ", ") + "}"
    case .guid(let guid): guid.description
    }
  }
}

extension Diagnostic {
  static func guidNameUnknown(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidUnknown, at: .source(range),
      "GUID '\(name)' is not declared in any package that the platform's modules use",
      fix: "correct the name, or write the GUID itself")
  }

  static func guidPCDInvalid(_ pcd: FDFPCDReference, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .guidMalformed, at: .source(range), "the value of PCD '\(pcd)' is not a GUID",
      fix: "give it 16 bytes, as in {0x00, 0x01, ...}")
  }
}
