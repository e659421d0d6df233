import Diagnostics
import Manifests
import Vocabulary

/// What giving modules their PCDs can say.
extension Diagnostic {
  static func pcdFieldUnsupported(_ line: DSCPCD) -> Diagnostic {
    Diagnostic(
      .pcdStructureUnsupported, at: .source(line.field?.range ?? line.name.range),
      about: .pcd(line.name.value),
      "kiln does not support setting a field of the structure PCD '\(line.name.value)'",
      fix: "give the value of the whole PCD, as bytes in braces")
  }

  static func pcdDatumType(_ name: PCDName, _ written: Located<String>, declared: DECPCD) -> Diagnostic {
    Diagnostic(
      .pcdDatumType, at: .source(written.range), about: .pcd(name),
      "expected type \(declared.datumType.value) for \(name), found \(written.value)",
      notes: [Note("declared here", at: .source(declared.datumType.range))],
      fix: "write \(declared.datumType.value), or remove the type")
  }

  static func pcdSizeMalformed(_ name: PCDName, _ text: Located<String>) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: .source(text.range), about: .pcd(name),
      "expected a size for \(name), found '\(text.value)'",
      fix: "write a number of bytes, at most 65535")
  }

  static func pcdSizeTooSmall(_ pcd: ModulePCD, needed: Int, place: Place) -> Diagnostic {
    Diagnostic(
      .pcdSize, at: place, about: .pcd(pcd.name),
      "\(pcd.name) needs \(needed) bytes, its size is \(pcd.maxSize ?? 0)",
      fix: "raise the size after VOID*, or remove it")
  }

  static func pcdVariableMalformed(_ line: DSCPCD) -> Diagnostic {
    Diagnostic(
      .pcdVariable, at: .source(line.name.range), about: .pcd(line.name.value),
      "expected a name, a declared GUID and an offset below 65536 for the variable of \(line.name.value)",
      fix: "write L\"VariableName\"|gVariableGuid|offset[|default[|attributes]]")
  }

  static func pcdTypeMismatch(
    _ pcd: ModulePCD, in line: INFPCD, of module: String, setting: PCDAccess, at place: Place
  ) -> Diagnostic {
    Diagnostic(
      .pcdTypeMismatch, at: .source(line.name.range), about: .pcd(pcd.name),
      involving: [.path(TreePath(module))],
      "\(module) uses \(pcd.name) as \(pcd.access.name), the platform makes it \(setting.name)",
      notes: [Note("set here", at: place)],
      fix: "set it in [Pcds\(pcd.access.name)] of the DSC, or list it in [Pcd] of the INF")
  }

  static func modulePCDUndeclared(
    _ line: INFPCD, of module: String, packages: [String], kindsElsewhere: [PCDAccess]
  ) -> Diagnostic {
    let kind = line.kind == .any ? "" : " for [\(line.kind.sectionName)]"
    var notes = packages.map { Note("looked in \($0)") }
    if !kindsElsewhere.isEmpty {
      notes.append(Note("it is declared for \(kindsElsewhere.map(\.name).joined(separator: ", "))"))
    }
    return Diagnostic(
      .pcdUndeclared, at: .source(line.name.range), about: .pcd(line.name.value),
      involving: [.path(TreePath(module))],
      "PCD '\(line.name.value)' is not declared\(kind) in any package that \(module) lists", notes: notes,
      fix: "add the package that declares it to [Packages], or correct the name")
  }

  static func pcdTokenMalformed(_ declaration: DECPCD) -> Diagnostic {
    Diagnostic(
      .pcdToken, at: .source(declaration.token.range), about: .pcd(declaration.name.value),
      "expected a token number for \(declaration.name.value), found '\(declaration.token.value)'",
      fix: "write a 32-bit number")
  }
}

extension PCDAccess {
  /// As section names have it.
  package var name: String {
    switch self {
    case .featureFlag: "FeatureFlag"
    case .fixedAtBuild: "FixedAtBuild"
    case .patchableInModule: "PatchableInModule"
    case .dynamic: "Dynamic"
    case .dynamicEx: "DynamicEx"
    }
  }
}

extension INFPCD.Kind {
  var sectionName: String {
    switch self {
    case .fixed: "FixedPcd"
    case .patchable: "PatchPcd"
    case .feature: "FeaturePcd"
    case .any: "Pcd"
    case .dynamicEx: "PcdEx"
    }
  }

  /// What the module wants it to be; nil where it leaves that to the platform.
  var access: PCDAccess? {
    switch self {
    case .fixed: .fixedAtBuild
    case .patchable: .patchableInModule
    case .feature: .featureFlag
    case .any: nil
    case .dynamicEx: .dynamicEx
    }
  }

  /// The order in which edk2 lists a module's PCDs.
  static let inOrderOfReading: [INFPCD.Kind] = [.fixed, .patchable, .feature, .any, .dynamicEx]
}
