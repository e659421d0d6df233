import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// The declarations and definitions of a module for one PCD: its own, or one that only its libraries use.
struct ModulePCDText {
  /// Empty if declarations and definitions are interleaved.
  private(set) var declarations = CodeText()
  private(set) var definitions = CodeText()
  /// For a PCD of libraries everything is in AutoGen.c.
  private let isInterleaved: Bool
  private let names: PCDCode

  private var pcd: ModulePCD { names.pcd }

  init(_ names: PCDCode, of code: ModuleCode, isInterleaved: Bool = false) throws(DiagnosticError) {
    self.names = names
    self.isInterleaved = isInterleaved
    let token = code.tokenNumber(of: names.pcd)
    switch names.pcd.access {
    case .dynamicEx:
      declare("\n#define \(names.exTokenName)  \(token)U\n")
      let module = code.module
      let sharing = (module.pcds + module.libraryPCDs).count {
        $0.access == .dynamicEx && $0.name.name == names.name
      }
      declare(code.exAccess(names, isAmbiguous: sharing > 1))
    case .dynamic:
      declare("\n#define \(names.tokenName)  \(token)U\n")
      declare(try code.dynamicAccess(names))
    case .fixedAtBuild, .featureFlag, .patchableInModule:
      declare("\n#define \(names.tokenName)  \(token)U\n")
      if names.isNumber {
        if names.pcd.access == .patchableInModule { patchableNumber() } else { fixedNumber() }
      } else {
        let isShort =
          code.platform.random.shortArrays.contains(.init(code.module))
          && names.pcd.hasRandomSize(in: code.module)
        try buffer(in: code.module, isShort: isShort)
      }
      writeSet()
    }
  }

  private mutating func declare(_ text: CodeText) {
    if isInterleaved { definitions += text } else { declarations += text }
  }

  private mutating func define(_ text: CodeText) { definitions += text }

  // MARK: Numbers

  /// Fixed PCDs are also used in assembly, where casts are not allowed.
  private var number: CodeText {
    pcd.access == .fixedAtBuild ? "\(names.number)" : "((\(pcd.datumType.name))\(names.number))"
  }

  private mutating func fixedNumber() {
    let type = pcd.datumType.name
    declare("#define \(names.fixedSize) \(names.size)\n")
    declare("#define \(names.getSize)  \(names.fixedSize) \n")
    declare("#define \(names.value)  \(number)\n")
    define("GLOBAL_REMOVE_IF_UNREFERENCED const \(type) \(names.variable) = \(names.value);\n")
    declare("extern const  \(type)  \(names.variable);\n")
    declare("#define \(names.get)  \(names.variable)\n")
  }

  private mutating func patchableNumber() {
    let type = pcd.datumType.name
    declare("#define \(names.value)  \(number)\n")
    define("volatile  \(type) \(names.variable) = \(names.value);\n")
    declare("extern volatile   \(type)  \(names.variable);\n")
    declare("#define \(names.get)  \(names.variable)\n")
    declare("#define \(names.patchableSize) \(names.size)\n")
    declare("#define \(names.getSize)  \(names.patchableSizeVariable) \n")
    declare("extern UINTN \(names.patchableSizeVariable); \n")
    define("GLOBAL_REMOVE_IF_UNREFERENCED UINTN \(names.patchableSizeVariable) = \(names.size);\n")
  }

  // MARK: Buffers

  private mutating func buffer(in module: BuildModule, isShort: Bool) throws(DiagnosticError) {
    guard let maxSize = pcd.maxSize else { throw DiagnosticError(.pcdSizeUnknown(pcd, in: module)) }
    let (value, count) = names.initializer
    let width = names.isWide ? 2 : 1
    var room = maxSize / width
    if room < count || isShort {
      if pcd.isMaxSizeFromPlatform { throw DiagnosticError(.pcdSizeExceeded(pcd, in: module)) }
      room = names.size / width
    }
    let constant = pcd.access == .patchableInModule ? "" : "const"
    let type = names.isWide ? "UINT16" : "UINT8"
    declare("#define \(names.value)  \(names.cast)\(names.variable)\n")
    define("GLOBAL_REMOVE_IF_UNREFERENCED \(constant) \(type) \(names.variable)[\(room)] = \(value);\n")
    declare("extern \(constant) \(type) \(names.variable)[\(room)];\n")
    declare("#define \(names.get)  \(names.cast)\(names.variable)\n")
    switch pcd.access {
    case .fixedAtBuild:
      declare("#define \(names.fixedSize) \(names.size)\n")
      declare("#define \(names.getSize)  \(names.fixedSize) \n")
      define(
        "GLOBAL_REMOVE_IF_UNREFERENCED const UINTN _gPcd_FixedAtBuild_Size_\(names.name) = \(names.size);\n")
    case .patchableInModule:
      let maxSize = pcd.maxSizeText ?? String(maxSize)
      declare("#define \(names.patchableSize) \(maxSize)\n")
      declare("#define \(names.getSize)  \(names.patchableSizeVariable) \n")
      declare("extern UINTN \(names.patchableSizeVariable); \n")
      define("GLOBAL_REMOVE_IF_UNREFERENCED UINTN \(names.patchableSizeVariable) = \(names.size);\n")
      define(
        "GLOBAL_REMOVE_IF_UNREFERENCED const UINTN \(names.patchableMaxSizeVariable) = \(maxSize);\n")
    case .featureFlag, .dynamic, .dynamicEx: break
    }
  }

  private mutating func writeSet() {
    guard pcd.access == .patchableInModule else {
      return declare(
        "//#define \(names.set)  ASSERT(FALSE)  // It is not allowed to set value for a FIXED_AT_BUILD PCD\n")
    }
    if names.isNumber {
      declare("#define \(names.set)(Value)  (\(names.variable) = (Value))\n")
      declare("#define \(names.setStatus)(Value)  ((\(names.variable) = (Value)), RETURN_SUCCESS) \n")
    } else {
      let arguments: CodeText =
        "((VOID *)\(names.variable), &\(names.patchableSizeVariable), (UINTN)\(names.patchableSize), (SizeOfBuffer), (Buffer))"
      declare("#define \(names.set)(SizeOfBuffer, Buffer)  LibPatchPcdSetPtrAndSize\(arguments)\n")
      declare("#define \(names.setStatus)(SizeOfBuffer, Buffer)  LibPatchPcdSetPtrAndSizeS\(arguments)\n")
    }
  }
}
