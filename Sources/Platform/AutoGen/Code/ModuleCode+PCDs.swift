import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// PCDs: the access macros of a module and its libraries, and the values of those that are in no database.
extension ModuleCode {
  mutating func writePCDs() throws(DiagnosticError) {
    header += "\n// Definition of SkuId Array\nextern UINT64 _gPcd_SkuId_Array[];\n"
    writeTokenSpaces()
    if module.isLibrary {
      if !module.pcds.isEmpty { header += "\n// PCD definitions\n" }
      for pcd in module.pcds { try writeLibraryPCD(PCDCode(pcd: pcd)) }
      writeExComparisons()
      return
    }
    let skus = platform.skuFallbacks.map { "0x" + String($0, radix: 16) }.joined(separator: ",")
    code += "\n// Definition of SkuId Array\n"
    code += "GLOBAL_REMOVE_IF_UNREFERENCED UINT64 _gPcd_SkuId_Array[] = {\(skus)};\n"
    if !module.pcds.isEmpty {
      header += "\n// Definition of PCDs used in this module\n"
      code += "\n// Definition of PCDs used in this module\n"
    }
    for pcd in module.pcds {
      let text = try ModulePCDText(PCDCode(pcd: pcd), of: self)
      header += text.declarations
      code += text.definitions
    }
    writeExComparisons()
    if !module.libraryPCDs.isEmpty {
      header += "\n// Definition of PCDs used in libraries is in AutoGen.c\n"
      code += "\n// Definition of PCDs used in libraries\n"
    }
    for pcd in module.libraryPCDs {
      code += try ModulePCDText(PCDCode(pcd: pcd), of: self, isInterleaved: true).definitions
    }
  }

  private mutating func writeTokenSpaces() {
    var known: Set<String> = []
    for pcd in module.pcds where pcd.access == .dynamicEx {
      guard known.insert(pcd.name.tokenSpace).inserted else { continue }
      if known.count == 1 { header += "\n// Definition of PCD Token Space GUIDs used in this module\n\n" }
      header += "extern \(module.guidType) \(pcd.name.tokenSpace);\n"
    }
  }

  // MARK: Dynamic PCDs

  func tokenNumber(of pcd: ModulePCD) -> Int {
    // A dynamic PCD that is in no database gets token number 0, which no PCD has.
    pcd.access == .dynamicEx ? Int(pcd.token) : platform.tokenNumbers[pcd.name] ?? 0
  }

  /// The access macros of a dynamic PCD.
  func dynamicAccess(_ names: PCDCode) throws(DiagnosticError) -> CodeText {
    let pcd = names.pcd
    for other in module.libraryPCDs + module.pcds
    where other.access == .dynamic && other.name.name == pcd.name.name && other.name != pcd.name {
      throw DiagnosticError(.pcdNameAmbiguous(pcd, other, in: module))
    }
    var text: CodeText = "#define \(names.get)  LibPcdGet\(names.function)(\(names.tokenName))\n"
    text += "#define \(names.getSize)  LibPcdGetSize(\(names.tokenName))\n"
    let (parameters, arguments) =
      names.isNumber ? ("Value", "(Value)") : ("SizeOfBuffer, Buffer", "(SizeOfBuffer), (Buffer)")
    let set: CodeText = "LibPcdSet\(names.function)"
    text += "#define \(names.set)(\(parameters))  \(set)(\(names.tokenName), \(arguments))\n"
    text += "#define \(names.setStatus)(\(parameters))  \(set)S(\(names.tokenName), \(arguments))\n"
    return text
  }

  /// The access macros of a DynamicEx PCD; commented out if several PCDs have the same C name.
  func exAccess(_ names: PCDCode, isAmbiguous: Bool) -> CodeText {
    let place: CodeText = "&\(names.pcd.name.tokenSpace), \(names.tokenName)"
    let start = isAmbiguous ? "// #define" : "#define"
    var text = CodeText()
    if isAmbiguous {
      text +=
        "// Disabled the macros, as PcdToken and PcdGet/Set are not allowed in the case that more than one DynamicEx Pcds are different Guids but same CName.\n"
    }
    text += "\(start) \(names.tokenName)  \(names.exTokenName)\n"
    text += "\(start) \(names.get)  LibPcdGetEx\(names.function)(\(place))\n"
    text += "\(start) \(names.getSize)\(isAmbiguous ? "  " : " ")LibPcdGetExSize(\(place))\n"
    let (parameters, arguments) =
      names.isNumber ? ("Value", "(Value)") : ("SizeOfBuffer, Buffer", "(SizeOfBuffer), (Buffer)")
    let set: CodeText = "LibPcdSetEx\(names.function)"
    text += "\(start) \(names.set)(\(parameters))  \(set)(\(place), \(arguments))\n"
    text += "\(start) \(names.setStatus)(\(parameters))  \(set)S(\(place), \(arguments))\n"
    return text
  }
}
