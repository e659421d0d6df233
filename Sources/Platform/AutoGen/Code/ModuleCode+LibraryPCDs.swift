import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The PCD declarations of a library. It is compiled once, and each module that links it defines the values.
extension ModuleCode {
  mutating func writeLibraryPCD(_ names: PCDCode) throws(DiagnosticError) {
    let token = tokenNumber(of: names.pcd)
    switch names.pcd.access {
    case .dynamicEx:
      header += "\n#define \(names.exTokenName)  \(token)U\n"
      // edk2 does not check for other PCDs of the same name here.
      header += exAccess(names, isAmbiguous: false)
    case .dynamic:
      header += "#define \(names.tokenName)  \(token)U\n"
      header += try dynamicAccess(names)
    case .patchableInModule:
      header += "#define \(names.tokenName)  \(token)U\n"
      writePatchable(names)
    case .fixedAtBuild, .featureFlag:
      header += "#define \(names.tokenName)  \(token)U\n"
      writeFixed(names)
    }
  }

  /// The type after `extern`, and `[]` for a buffer.
  private func datum(_ names: PCDCode) -> (type: String, array: String) {
    if names.isNumber { return (names.pcd.datumType.name, "") }
    return (names.isWide && names.pcd.datumType == .pointer ? "UINT16" : "UINT8", "[]")
  }

  private mutating func writePatchable(_ names: PCDCode) {
    let (type, array) = datum(names)
    let size = names.patchableSizeVariable
    let maxSize = names.patchableMaxSizeVariable
    if names.isNumber {
      header += "extern volatile  \(type)  \(names.variable)\(array);\n"
    } else {
      header += "extern \(type) \(names.variable)\(array);\n"
    }
    header += "#define \(names.get)  \(names.cast)\(names.variable)\n"
    if names.isNumber {
      header += "#define \(names.set)(Value)  (\(names.variable) = (Value))\n"
      header += "#define \(names.setStatus)(Value)  ((\(names.variable) = (Value)), RETURN_SUCCESS)\n"
      header += "#define \(names.patchableSize) \(names.size)\n"
    } else {
      let arguments: CodeText = "((VOID *)\(names.variable), &\(size), \(maxSize), (SizeOfBuffer), (Buffer))"
      header += "#define \(names.set)(SizeOfBuffer, Buffer)  LibPatchPcdSetPtrAndSize\(arguments)\n"
      header += "#define \(names.setStatus)(SizeOfBuffer, Buffer)  LibPatchPcdSetPtrAndSizeS\(arguments)\n"
      header += "#define \(names.patchableSize) \(maxSize)\n"
      header += "extern const UINTN \(maxSize); \n"
    }
    header += "#define \(names.getSize) \(size)\n"
    header += "extern UINTN \(size); \n"
  }

  /// A fixed PCD also becomes a constant with the platform's value, even if a module that links the library has
  /// a different one: edk2 does not check that in the process that writes the file.
  private mutating func writeFixed(_ names: PCDCode) {
    let (type, array) = datum(names)
    header += "extern const \(type) \(names.variable)\(array);\n"
    header += "#define \(names.get)  \(names.cast)\(names.variable)\n"
    header +=
      "//#define \(names.set)  ASSERT(FALSE)  // It is not allowed to set value for a FIXED_AT_BUILD PCD\n"
    guard names.pcd.access == .fixedAtBuild else { return }
    let value: CodeText = names.isNumber ? "\(names.pcd.literal)" : "\(names.cast)\(names.variable)"
    header += "#define \(names.value) \(value)\n"
    header += "#define \(names.fixedSize) \(names.size)\n"
    header += "#define \(names.getSize) \(names.fixedSize)\n"
  }
}
