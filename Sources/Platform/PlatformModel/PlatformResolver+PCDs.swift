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

  /// Finds the token space of a PCD that `--pcd` names without one, among the packages that the platform's modules
  /// use. As in edk2, conditionals of the DSC do not know such a name, as they decide which packages those are;
  /// conditionals of the FDF do.
  mutating func completeCommandLinePCDs() {
    for (index, (name, value)) in configuration.pcds.enumerated() where !name.contains(".") {
      let found = pcds.names(of: name)
      guard let only = found.first, found.count == 1 else {
        diagnostics.add(
          found.isEmpty
            ? .commandLinePCDUnknown(name, similar: pcds.similar(to: name))
            : .commandLinePCDAmbiguous(name, found))
        continue
      }
      configuration.pcds[index].name = only.description
      environment.commandLinePCDs[only.description] = value
    }
  }

  /// `--pcd` comes last and wins.
  mutating func setCommandLinePCDs() {
    // A name without a token space is reported already.
    for (name, value) in configuration.pcds where name.contains(".") {
      guard let pcd = PCDName(name), pcds.declarations[pcd] != nil else {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        diagnostics.add(.commandLinePCDUnknown(name, similar: pcds.similar(to: last)))
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

  /// - Parameter similar: declared PCDs of nearly this name.
  static func commandLinePCDUnknown(_ name: String, similar: [PCDName]) -> Diagnostic {
    Diagnostic(
      .pcdUndeclared, at: .commandLine,
      "PCD '\(name)' of --pcd is not declared in any package that the platform's modules use",
      notes: similar.isEmpty
        ? [] : [.init("declared: \(similar.map(\.description).joined(separator: ", "))")],
      fix: "correct the name, as PcdName or TokenSpaceGuid.PcdName")
  }

  static func commandLinePCDAmbiguous(_ name: String, _ found: [PCDName]) -> Diagnostic {
    Diagnostic(
      .pcdAmbiguous, at: .commandLine, "PCD '\(name)' of --pcd is declared in \(found.count) token spaces",
      notes: found.map { .init("declared: \($0)") },
      fix: "write one of \(found.map(\.description).joined(separator: ", "))")
  }
}
