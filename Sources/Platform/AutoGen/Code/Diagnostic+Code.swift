import Diagnostics
import Manifests
import PlatformModel

/// The diagnostics of writing AutoGen.c.
extension Diagnostic {
  static func entryPointCount(_ module: BuildModule, _ count: Int) -> Diagnostic {
    Diagnostic(
      .entryPointCount, at: .source(module.range),
      "expected exactly one entry point for a \(module.moduleType), found \(count) in \(module.path)",
      fix: "name it with one ENTRY_POINT in [Defines] of the INF")
  }

  static func specificationVersion(_ line: DefineEntry) -> Diagnostic {
    Diagnostic(
      .specificationVersion, at: .source(line.value.range),
      "expected a specification version, found '\(line.value.value)'",
      fix: "write it as 2.10 or as 0x0002000A")
  }

  static func moduleTypeVersion(_ module: BuildModule, least: UInt32) -> Diagnostic {
    let version = "\(least >> 16).\(least & 0xFFFF)"
    let line = module.inf.piSpecificationVersion
    return Diagnostic(
      .moduleTypeVersion, at: (line?.range).map { .source($0) } ?? .source(module.range),
      "\(module.path) is a \(module.moduleType), which requires PI \(version) or later",
      fix: "set 'PI_SPECIFICATION_VERSION = \(version)' or later in [Defines]")
  }

  static func pcdNameAmbiguous(_ pcd: ModulePCD, _ other: ModulePCD, in module: BuildModule) -> Diagnostic {
    Diagnostic(
      .pcdNameAmbiguous, at: .source(module.range),
      "\(module.path) uses the dynamic PCDs \(pcd.name) and \(other.name), which have the same name in C",
      notes: [Note("named by \(pcd.namedBy)"), Note("named by \(other.namedBy)")],
      fix: "make them DynamicEx, or use only one of them")
  }

  static func pcdSizeUnknown(_ pcd: ModulePCD, in module: BuildModule) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: pcd.value.place, "\(pcd.name), which \(module.path) uses, has no size",
      fix: "give it a value, or a size after VOID*")
  }

  static func pcdSizeExceeded(_ pcd: ModulePCD, in module: BuildModule) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: pcd.value.place,
      "the value of \(pcd.name), which \(module.path) uses, does not fit into its \(pcd.maxSize ?? 0) bytes",
      fix: "raise the size after VOID*, or remove it")
  }
}
