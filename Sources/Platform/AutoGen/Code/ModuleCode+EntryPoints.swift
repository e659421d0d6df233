import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The function that an entry point library calls, with the calls of the module's entry points.
extension ModuleCode {
  mutating func writeEntryPoints() throws(DiagnosticError) {
    if module.isLibrary { return }
    let pi = try module.specificationVersion(["PI_SPECIFICATION_VERSION"])
    let uefi = try module.specificationVersion(["UEFI_SPECIFICATION_VERSION", "EFI_SPECIFICATION_VERSION"])
    try module.checkVersionForType(pi)
    guard let form = EntryPointForm(moduleType: module.moduleType) else { return }
    let functions = module.functions("ENTRY_POINT")
    if form.isCore, functions.count != 1, !module.sources.isEmpty {
      throw DiagnosticError(.entryPointCount(module, functions.count))
    }
    code += form.code(of: functions, pi: "\(pi)U", uefi: "\(uefi)U")
    header += form.prototypes(of: functions)
  }

  mutating func writeUnloadFunctions() {
    if module.isLibrary { return }
    switch module.moduleType {
    case .userDefined, .hostApplication, .base, .sec: return
    default: break
    }
    let functions = module.functions("UNLOAD_IMAGE")
    let count = "GLOBAL_REMOVE_IF_UNREFERENCED const UINT8 _gDriverUnloadImageCount = \(functions.count)U;\n"
    let parameter = "  IN EFI_HANDLE        ImageHandle\n"
    let head = "EFI_STATUS\nEFIAPI\nProcessModuleUnloadList (\n\(parameter)  )\n{\n"
    switch functions.count {
    case 0: code += "\n\(count)\n\(head)  return EFI_SUCCESS;\n}\n"
    case 1: code += "\n\(count)\n\n\(head)  return \(functions[0]) (ImageHandle);\n}\n\n"
    default:
      code += "\n\(count)\n\(head)  EFI_STATUS  Status;\n\n  Status = EFI_SUCCESS;\n"
      for function in functions {
        code += """

            if (EFI_ERROR (Status)) {
              \(function) (ImageHandle);
            } else {
              Status = \(function) (ImageHandle);
            }

          """
      }
      code += "\n  return Status;\n}\n"
    }
    header += "\n"
    for function in functions { header += "\nEFI_STATUS\nEFIAPI\n\(function) (\n\(parameter)  );\n" }
    header += "\n"
  }
}

extension BuildModule {
  /// A version in [Defines] as a C number without suffix: `1.10` is 0x0001000a. The last of `names` that is
  /// defined applies.
  fileprivate func specificationVersion(_ names: [String]) throws(DiagnosticError) -> String {
    guard let line = inf.defines.last(where: { names.contains($0.name.value) && applies($0.arches) }) else {
      return "0x00000000"
    }
    guard let version = SpecificationVersion(line.value.value) else {
      throw DiagnosticError(.specificationVersion(line))
    }
    return version.text
  }

  /// SMM_CORE requires PI 1.10, standalone MM 1.50.
  fileprivate func checkVersionForType(_ pi: String) throws(DiagnosticError) {
    let least: UInt32
    switch moduleType {
    case .smmCore: least = 0x0001_000A
    case .mmStandalone, .mmCoreStandalone: least = 0x0001_0032
    default: return
    }
    guard let number = UInt32(pi.dropFirst(2), radix: 16), number >= least else {
      throw DiagnosticError(.moduleTypeVersion(self, least: least))
    }
  }
}

/// The version of a specification in a manifest: `2.10`, or `0x0002000A`.
struct SpecificationVersion {
  /// Hexadecimal: the major version in the upper 16 bits, hundredths of the minor version in the lower 16. A
  /// hexadecimal version is kept as written.
  let text: String

  init?(_ written: String) {
    let digits = written.utf8
    let isHexadecimal = { (byte: UInt8) in Character(Unicode.Scalar(byte)).isHexDigit }
    if digits.count == 10, written.hasPrefix("0x") || written.hasPrefix("0X"),
      digits.dropFirst(2).allSatisfy(isHexadecimal)
    {
      text = written
      return
    }
    let parts = written.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = UInt32(parts[0]), let minor = UInt32(parts[1]),
      (1...2).contains(parts[1].utf8.count), parts[0] == "\(major)", major <= 0xFFFF
    else { return nil }
    let number = String(major << 16 + (parts[1].utf8.count == 1 ? minor * 10 : minor), radix: 16)
    text = "0x" + String(repeating: "0", count: 8 - number.utf8.count) + number
  }
}
