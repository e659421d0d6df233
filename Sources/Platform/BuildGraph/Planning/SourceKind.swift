/// The kind of a source by its extension, as in build_rule for the GCC family.
enum SourceKind: Hashable {
  case c, assembly, nasm, nasmBinary, assembly16, forms, asl, tableC, deviceTree
  /// Only read by AutoGen or by other sources.
  case other

  init(fileExtension: String) {
    switch fileExtension {
    case ".c", ".C", ".cc", ".CC", ".cpp", ".Cpp", ".CPP": self = .c
    case ".S", ".s": self = .assembly
    case ".nasm": self = .nasm
    case ".nasmb": self = .nasmBinary
    case ".asm16", ".Asm16", ".ASM16", ".s16", ".S16": self = .assembly16
    case ".vfr", ".Vfr", ".VFR": self = .forms
    case ".asl", ".Asl", ".ASL": self = .asl
    case ".aslc", ".act": self = .tableC
    case ".dts": self = .deviceTree
    default: self = .other
    }
  }

  /// Whether only one of several files with the same name is built.
  var isOrdered: Bool { self != .other }
}
