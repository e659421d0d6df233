import Diagnostics
import PlatformModel
import Vocabulary

/// AutoGen.h and AutoGen.c of a module or library, in edk2's order.
///
/// The text is equal to edk2's to the byte: ASSERTs contain line numbers, and only equality proves that a
/// module is built as edk2 builds it.
struct ModuleCode {
  let module: BuildModule
  let platform: ModuleAutoGen
  var header = CodeText()
  var code = CodeText()

  init(_ module: BuildModule, of platform: ModuleAutoGen) {
    self.module = module
    self.platform = platform
    header.reserveCapacity(1 << 14)
    if !module.isLibrary { code.reserveCapacity(1 << 16) }
  }

  mutating func write(_ additions: CodeAdditions) throws(DiagnosticError) {
    writeStart()
    writeStackCookie()
    writeNames()
    try writePCDs()
    add(additions.database)
    writeStructors()
    try writeEntryPoints()
    writeUnloadFunctions()
    add(additions.strings)
    add(additions.images)
    header += """


      #ifdef __cplusplus
      }
      #endif

      #endif

      """
  }

  private mutating func add(_ addition: CodeAddition?) {
    guard let addition else { return }
    header += addition.header
    code += addition.code
  }

  // MARK: The start

  private mutating func writeStart() {
    let fence = "_AUTOGENH_" + module.fileGUIDText.replacingDashes
    header += Self.banner("AutoGen.h")
    header += """

      #ifndef \(fence)
      #define \(fence)

      #ifdef __cplusplus
      extern "C" {
      #endif


      """
    let includes = ModuleHeaders.includes(moduleType: module.moduleType)
    if let first = includes.first { header += "#include <\(first)>\n" }
    if module.names(.pcd) || !module.pcds.isEmpty { header += "#include <Library/PcdLib.h>\n" }
    header += """

      extern GUID  gEfiCallerIdGuid;
      extern GUID  gEdkiiDscPlatformGuid;
      extern CHAR8 *gEfiCallerBaseName;


      """
    if module.isLibrary { return }

    let own = Self.initializer(ofGUID: module.fileGUIDText)
    let dsc = Self.initializer(ofGUID: platform.platformGUIDText)
    header += "#define EFI_CALLER_ID_GUID \\\n  \(own)\n"
    header += "#define EDKII_DSC_PLATFORM_GUID \\\n  \(dsc)\n"
    code += Self.banner("AutoGen.c")
    for name in includes.isEmpty ? [ModuleHeaders.basic] : includes { code += "#include <\(name)>\n" }
    code += """

      GLOBAL_REMOVE_IF_UNREFERENCED GUID gEfiCallerIdGuid = \(own);

      GLOBAL_REMOVE_IF_UNREFERENCED GUID gEdkiiDscPlatformGuid = \(dsc);

      GLOBAL_REMOVE_IF_UNREFERENCED CHAR8 *gEfiCallerBaseName = "\(module.baseName)";

      """
  }

  /// The comment at the start of each generated source.
  static func banner(_ file: String) -> CodeText {
    """
    /**
      DO NOT EDIT
      FILE auto-generated
      Module name:
        \(file)
      Abstract:       Auto-generated \(file) for building module or library.
    **/

    """
  }

  /// The C initialiser for a GUID in registry form, with the case of its digits kept.
  private static func initializer(ofGUID text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 5 else { return "{0}" }
    let tail = Array(parts[3]) + Array(parts[4])
    let bytes = stride(from: 0, to: tail.count, by: 2).map {
      "0x" + String(tail[$0..<min($0 + 2, tail.count)])
    }
    return "{0x\(parts[0]), 0x\(parts[1]), 0x\(parts[2]), {\(bytes.joined(separator: ", "))}}"
  }

  // MARK: GUIDs, protocols, PPIs

  private mutating func writeNames() {
    write(merged(\.guids), "Guids")
    write(merged(\.protocols), "Protocols")
    write(merged(\.ppis), "PPIs")
  }

  /// The module's own, followed by those of its libraries. If several libraries have a name, the last value
  /// applies.
  private func merged(_ list: KeyPath<BuildModule, [NamedGUID]>) -> [NamedGUID] {
    var result = module[keyPath: list]
    if module.libraries.isEmpty { return result }
    var places = Dictionary(result.enumerated().map { ($1.name, $0) }) { first, _ in first }
    for use in module.libraries {
      for name in platform.build[use.library][keyPath: list] {
        if let place = places[name.name] {
          result[place] = name
        } else {
          places[name.name] = result.count
          result.append(name)
        }
      }
    }
    return result
  }

  private mutating func write(_ names: [NamedGUID], _ title: String) {
    if names.isEmpty { return }
    let type = module.guidType
    header += "\n// \(title)\n"
    for name in names { header += "extern \(type) \(name.name);\n" }
    if module.isLibrary { return }
    code += "\n// \(title)\n"
    for name in names { code += "GLOBAL_REMOVE_IF_UNREFERENCED \(type) \(name.name) = \(name.text);\n" }
  }
}

extension String {
  fileprivate var replacingDashes: String {
    String(decoding: utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }
}
