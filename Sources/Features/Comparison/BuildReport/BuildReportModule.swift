import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// What edk2's build report says of a module.
enum BuildReportModule {
  /// EFI_FV_FILETYPE of the PI specification, as edk2 writes it.
  static func driverType(_ module: BuildModule) -> String {
    switch module.moduleType {
    case .sec: "0x3 (SECURITY_CORE)"
    case .peiCore: "0x4 (PEI_CORE)"
    case .peim: "0x6 (PEIM)"
    case .dxeCore: "0x5 (DXE_CORE)"
    case .dxeSMMDriver: isPI11(module) ? "0xA (SMM)" : "0x7 (DRIVER)"
    case .dxeDriver, .dxeSALDriver, .dxeRuntimeDriver, .uefiDriver: "0x7 (DRIVER)"
    case .uefiApplication: "0x9 (APPLICATION)"
    case .smmCore: "0xD (SMM_CORE)"
    case .mmStandalone: "0xE (MM_STANDALONE)"
    case .mmCoreStandalone: "0xF (MM_CORE_STANDALONE)"
    default: "0x2 (FREE_FORM)"
    }
  }

  /// SMM drivers are a type of their own since PI 1.1.
  private static func isPI11(_ module: BuildModule) -> Bool {
    guard let text = module.inf.piSpecificationVersion?.value, let version = version(text) else {
      return false
    }
    return UInt32(version.dropFirst(2), radix: 16).map { $0 >= 0x0001_000A } ?? false
  }

  /// The specifications and the PCI device of the INF.
  static func specifications(_ module: BuildModule) -> [(String, String)] {
    let defines = module.inf.defines
    let uefi = defines.last {
      ["UEFI_SPECIFICATION_VERSION", "EFI_SPECIFICATION_VERSION"].contains($0.name.value)
    }
    let found: [(String, String?)] = [
      ("UEFI Spec Version", uefi.flatMap { version($0.value.value) }),
      ("PI Spec Version", module.inf.piSpecificationVersion.flatMap { version($0.value) }),
      ("PCI Device ID", defines["PCI_DEVICE_ID"]?.value), ("PCI Vendor ID", defines["PCI_VENDOR_ID"]?.value),
      ("PCI Class Code", defines["PCI_CLASS_CODE"]?.value),
    ]
    return found.compactMap { name, value in value.map { (name, $0) } }
  }

  /// `0x0001000A` as it is, `1.10` as a number of 16 bits for each part.
  private static func version(_ text: String) -> String? {
    let text = text.split { $0 == " " || $0 == "\t" }.joined()
    if text.lowercased().hasPrefix("0x") { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = UInt32(parts[0]), let minor = UInt32(parts[1]), major < 0x1_0000,
      minor < 0x1000
    else { return nil }
    let number = major << 16 | (parts[1].count == 1 ? minor * 10 : minor)
    return "0x" + String(number, radix: 16).leftPadded(toZeros: 8)
  }

  static func libraries(
    _ module: BuildModule, of build: ArchitectureBuild, _ paths: BuildReport.Paths,
    _ text: inout BuildReportText
  ) {
    guard !module.libraries.isEmpty else { return }
    text.start(.subsection, "Library")
    text.rule(.subsection)
    for use in module.libraries {
      let library = build[use.library]
      text.line(paths.absolute(library.path))
      let name =
        library.inf.providedClasses.first { $0.arches.include(build.architecture) }?.name.value.name
        ?? use.libraryClass.name
      var said = ""
      for (letter, field) in [("C", "CONSTRUCTOR"), ("D", "DESTRUCTOR")] {
        let functions = functions(field, of: library)
        if !functions.isEmpty { said += " \(letter) = " + functions.joined(separator: " ") }
      }
      let clauses = module.depex?.clauses.filter { $0.owner == library.path } ?? []
      if !clauses.isEmpty { said += " Depex = " + clauses.map { words($0.tokens) }.joined(separator: " ") }
      text.line(said.isEmpty ? "{\(name)}" : "{\(name): \(said)}")
    }
    text.end(.subsection)
  }

  /// Those that CONSTRUCTOR or DESTRUCTOR names.
  private static func functions(_ field: String, of library: BuildModule) -> [String] {
    library.inf.defines.filter { $0.name.value == field && $0.arches.include(library.architecture) }
      .map(\.value.value)
  }

  /// Modules that nothing can delay have none in edk2's report.
  private static let withoutDepex: Set<ModuleType> = [
    .sec, .peiCore, .dxeCore, .smmCore, .mmCoreStandalone, .uefiApplication,
  ]

  /// - Parameter instructions: as they are compiled, such as `PUSH gEfiPeiPcdPpiGuid`; nil if they are not.
  static func depex(_ module: BuildModule, instructions: [String]?, _ text: inout BuildReportText) {
    guard let depex = module.depex, !depex.tokens.isEmpty, !withoutDepex.contains(module.moduleType) else {
      return
    }
    let own = depex.clauses.filter { $0.owner == module.path }.map { words($0.tokens) }
    let others = depex.clauses.filter { $0.owner != module.path }.map { "(\(words($0.tokens)))" }
    let title = "Dependency Expression (DEPEX) from INF"
    if let instructions {
      text.start(.subsection, "Final Dependency Expression (DEPEX) Instructions")
      for instruction in instructions { text.line("  \(instruction)") }
      text.rule(.subsection)
      text.line(title)
    } else {
      text.start(.subsection, title)
    }
    text.wrapped(depex.clauses.map { "(\(words($0.tokens)))" }.joined(separator: " AND "))
    text.rule(.subsection)
    text.wrapped("From Module INF:  " + (own.isEmpty ? "(None)" : own.joined(separator: " ")))
    text.wrapped("From Library INF: " + (others.isEmpty ? "(None)" : others.joined(separator: " AND ")))
    text.end(.subsection)
  }

  private static func words(_ tokens: [DepexToken]) -> String {
    tokens.map { token in
      switch token.kind {
      case .keyword(let word): word
      case .guid(let name, _): name
      }
    }.joined(separator: " ")
  }

  /// The flags of the tools that the module's sources need.
  static func flags(_ module: BuildModule, tag: String, _ text: inout BuildReportText) {
    text.start(.subsection, "Build Flags")
    text.line("Tool Chain Tag: \(tag)")
    for tool in tools(module.sources) {
      text.rule(.subsection)
      text.wrapped("\(tool)_FLAGS = \(module.options[tool, "FLAGS"] ?? "")")
    }
    text.end(.subsection)
  }

  private static func tools(_ sources: [BuildSource]) -> [String] {
    var tools: [String] = []
    for source in sources {
      let name = source.path.lowercased()
      let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
      let needed =
        switch ending {
        case ".c", ".cc", ".cpp": ["CC"]
        case ".s", ".asm": ["PP", "ASM"]
        case ".vfr": ["VFRPP", "VFR"]
        case ".dxs": ["APP", "CC"]
        case ".asl": ["ASLPP", "ASL"]
        case ".aslc": ["ASLCC", "ASLDLINK", "CC"]
        case ".asm16": ["ASMLINK"]
        default: [String]()
        }
      for tool in needed + ["SLINK", "DLINK"] where !tools.contains(tool) { tools.append(tool) }
    }
    return tools
  }
}

extension String {
  func leftPadded(toZeros width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
