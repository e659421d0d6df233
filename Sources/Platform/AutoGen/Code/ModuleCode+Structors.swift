import BaseTools
import Manifests
import PlatformModel
import Vocabulary

/// The calling convention of a phase: the parameters of its entry points, constructors and destructors.
enum CallConvention {
  case base, pei, dxe, mm

  /// The convention of a library's constructors and destructors; nil for a type whose functions are never
  /// called.
  ///
  /// A library for any phase has the type BASE or SEC.
  init?(ofLibraryType type: ModuleType) {
    switch type {
    case .base, .sec: self = .base
    default: self.init(ofPhase: type)
    }
  }

  /// The convention of the function that calls them.
  init?(ofModuleType type: ModuleType) {
    switch type {
    case .base, .sec, .userDefined, .hostApplication: self = .base
    default: self.init(ofPhase: type)
    }
  }

  private init?(ofPhase type: ModuleType) {
    switch type {
    case .peim, .peiCore: self = .pei
    case .dxeCore, .dxeDriver, .dxeSMMDriver, .dxeRuntimeDriver, .dxeSALDriver, .uefiDriver,
      .uefiApplication, .smmCore:
      self = .dxe
    case .mmStandalone, .mmCoreStandalone: self = .mm
    default: return nil
    }
  }

  var returnType: String { self == .base ? "RETURN_STATUS" : "EFI_STATUS" }
  var check: String { self == .base ? "ASSERT_RETURN_ERROR" : "ASSERT_EFI_ERROR" }

  var arguments: String {
    switch self {
    case .base: ""
    case .pei: "FileHandle, PeiServices"
    case .dxe: "ImageHandle, SystemTable"
    case .mm: "ImageHandle, MmSystemTable"
    }
  }

  var parameters: String {
    switch self {
    case .base: "  VOID\n"
    case .pei:
      "  IN       EFI_PEI_FILE_HANDLE       FileHandle,\n"
        + "  IN CONST EFI_PEI_SERVICES          **PeiServices\n"
    case .dxe: "  IN EFI_HANDLE        ImageHandle,\n  IN EFI_SYSTEM_TABLE  *SystemTable\n"
    case .mm: "  IN EFI_HANDLE            ImageHandle,\n  IN EFI_MM_SYSTEM_TABLE   *MmSystemTable\n"
    }
  }
}

/// The constructors and destructors of a library.
struct LibraryStructors: Sendable {
  let constructors: [String]
  let destructors: [String]
  let convention: CallConvention?

  init(_ library: BuildModule) {
    constructors = library.functions("CONSTRUCTOR")
    destructors = library.functions("DESTRUCTOR")
    convention = CallConvention(ofLibraryType: library.moduleType)
  }
}

extension ModuleCode {
  /// In a library, declares its own functions. In a module, declares those of all its libraries and calls them,
  /// destructors in reverse order.
  mutating func writeStructors() {
    if module.isLibrary {
      let own = LibraryStructors(module)
      header += callable(own, own.constructors).prototypes
      header += callable(own, own.destructors).prototypes
      return
    }
    let libraries = module.libraries.map { platform.structors[$0.library] }
    if platform.baseTools.has(.constructorListOfSEC), module.moduleType == .sec,
      module.declaresConstructorList
    {
      header += """

        // ProcessLibraryConstructorList() declared here because SEC has no standard entry point.
        VOID
        EFIAPI
        ProcessLibraryConstructorList (
          VOID
          );

        """
    }
    writeList("Constructor", libraries.map { ($0, $0.constructors) })
    writeList("Destructor", libraries.reversed().map { ($0, $0.destructors) })
  }

  private mutating func writeList(_ kind: String, _ lists: [(LibraryStructors, [String])]) {
    guard let caller = CallConvention(ofModuleType: module.moduleType) else { return }
    var prototypes = CodeText()
    var calls = CodeText()
    for (library, functions) in lists where !functions.isEmpty {
      let more = callable(library, functions)
      prototypes += more.prototypes
      calls += more.calls
    }
    code += "\n\(prototypes)\n\nVOID\nEFIAPI\nProcessLibrary\(kind)List (\n\(caller.parameters)  )\n{\n"
    if !calls.isEmpty { code += "  \(caller.returnType)  Status;\n\(calls)" }
    code += "\n}\n"
  }

  /// A module without a phase only calls functions without parameters.
  private func callable(
    _ library: LibraryStructors, _ functions: [String]
  ) -> (prototypes: CodeText, calls: CodeText) {
    var prototypes = CodeText()
    var calls = CodeText()
    let knowsPhases = ![.base, .userDefined, .hostApplication].contains(module.moduleType)
    guard !functions.isEmpty, let kind = library.convention, kind == .base || knowsPhases else {
      return (prototypes, calls)
    }
    for function in functions {
      prototypes += "\n\(kind.returnType)\nEFIAPI\n\(function) (\n\(kind.parameters)  );"
      calls += "\n  Status = \(function) (\(kind.arguments));\n  \(kind.check) (Status);"
    }
    prototypes += "\n"
    calls += "\n"
    return (prototypes, calls)
  }
}

extension BuildModule {
  /// Whether INF_VERSION is 1.30 or later. edk2 formats the decimal parts of the version as octal digits and
  /// parses these as hexadecimal, so some earlier versions are included too.
  fileprivate var declaresConstructorList: Bool {
    guard let text = inf.infVersion?.value else { return false }
    let parts = text.split(separator: ".").map { UInt32($0) }
    if parts.count == 2, let major = parts[0], let minor = parts[1], major < 64, minor < 512 {
      let digits = String(major, radix: 8) + String(repeating: "0", count: 4 - String(minor, radix: 8).count)
      return UInt32(digits + String(minor, radix: 8), radix: 16).map { $0 >= 0x0001_001E } ?? false
    }
    let isHexadecimal = text.lowercased().hasPrefix("0x")
    return UInt32(text.dropFirst(isHexadecimal ? 2 : 0), radix: isHexadecimal ? 16 : 10).map {
      $0 >= 0x0001_001E
    } ?? false
  }
}
