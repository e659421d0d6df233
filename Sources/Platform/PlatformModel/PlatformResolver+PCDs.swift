import Bytes
import Diagnostics
import Manifests
import Vocabulary

extension PlatformResolver {
  /// The DSC's platform-wide values. Values for one module only stay with the component.
  mutating func setPCDs(_ dsc: DSCFile) {
    for pcd in dsc.pcds {
      guard isDeclared(pcd.name, by: "DSC") else { continue }
      // A field sets a part of a structure PCD, not the PCD.
      guard pcd.field == nil, let value = pcd.value else { continue }
      pcds.set(pcd.name.value, to: value.value, kind: pcd.kind, at: .source(pcd.name.range))
    }
    for component in dsc.components {
      for pcd in component.pcds { _ = isDeclared(pcd.name, by: "DSC") }
    }
  }

  /// `--pcd` comes last and wins.
  mutating func setCommandLinePCDs() {
    for (name, value) in configuration.pcds {
      guard let pcd = PCDName(name), pcds.declarations[pcd] != nil else {
        diagnostics.add(.commandLinePCDUnknown(name))
        continue
      }
      pcds.set(pcd, to: value, kind: nil, at: .commandLine)
    }
  }

  /// Whether a package declares the PCD; says so when none does.
  mutating func isDeclared(_ pcd: Located<PCDName>, by manifest: String) -> Bool {
    if pcds.declarations[pcd.value] != nil { return true }
    let similar = pcds.declarations.keys.filter { $0.name == pcd.value.name }.map(\.description).sorted()
    diagnostics.add(.pcdUndeclared(pcd, manifest: manifest, similar: similar))
    return false
  }

  /// What expressions of the manifests may name.
  var expressions: ExpressionEnvironment {
    let environment = environment
    let pcds = pcds
    let library = library
    return ExpressionEnvironment(
      macro: { environment.value(of: $0) },
      pcd: { name in PCDName(name).flatMap(pcds.value(of:)) },
      guid: { library.guid(named: $0)?.value.value })
  }
}

extension MacroEnvironment {
  /// The value of a macro by edk2's precedence: the command line, the build, the DSC.
  func value(of name: String) -> String? {
    commandLine[name] ?? global[name] ?? edkGlobal[name] ?? platform[name]
  }
}

extension Diagnostic {
  static func pcdUndeclared(_ pcd: Located<PCDName>, manifest: String, similar: [String]) -> Diagnostic {
    Diagnostic(
      .pcdUndeclared, at: .source(pcd.range), about: .pcd(pcd.value),
      "PCD '\(pcd.value)' is not declared in any package that the platform's modules use",
      notes: similar.isEmpty ? [] : [.init("declared: \(similar.joined(separator: ", "))")],
      fix: "correct the name, or remove the line if no module needs it")
  }

  static func commandLinePCDUnknown(_ name: String) -> Diagnostic {
    Diagnostic(
      .pcdUndeclared, at: .commandLine,
      "PCD '\(name)' of --pcd is not declared in any package of the platform",
      fix: "write it as TokenSpaceGuid.PcdName=value")
  }
}
