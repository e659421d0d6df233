import Bytes
import Diagnostics
package import Manifests
package import Vocabulary

/// The PCDs of a platform: which packages declare them, and what the platform makes of them.
package struct PCDTable: Sendable {
  /// What a PCD is set to platform-wide.
  package struct Setting: Sendable {
    /// The section of the DSC that set it; nil where only the FDF or the command line did.
    package let kind: DSCPCD.Kind?
    /// As written, or a number in hexadecimal where the FDF computed it.
    package var value: Fact<String>
  }

  /// By name; the first package in the order of loading wins.
  package private(set) var declarations: [PCDName: DECPCD] = [:]
  package private(set) var settings: [PCDName: Setting] = [:]

  package init() {}

  /// - Parameter declarations: those of the first package that declares each.
  init(declarations: [PCDName: DECPCD]) { self.declarations = declarations }

  mutating func set(_ name: PCDName, to value: String, kind: DSCPCD.Kind?, at place: Diagnostic.Place) {
    if settings[name] == nil {
      settings[name] = Setting(kind: kind, value: Fact(value, at: place))
    } else {
      settings[name]?.value.override(with: value, at: place)
    }
  }

  /// All declared PCDs of a name, sorted by token space.
  package func names(of name: String) -> [PCDName] {
    declarations.keys.filter { $0.name == name }.sorted { $0.tokenSpace < $1.tokenSpace }
  }

  /// Declared PCDs whose names differ little from a name that is not declared in this token space.
  func similar(to name: String) -> [PCDName] {
    let ranked = declarations.keys.map { (distance: EditDistance.between($0.name, name), name: $0) }
      .filter { $0.distance <= max(2, name.utf8.count / 5) }
    return ranked.sorted { ($0.distance, $0.name.description) < ($1.distance, $1.name.description) }
      .prefix(5).map(\.name)
  }

  /// What the PCD is worth as written: the platform's value, else its package's default.
  package func value(of name: PCDName) -> String? {
    settings[name]?.value.value ?? declarations[name]?.defaultValue.value
  }
}

extension PCDName {
  /// Splits `TokenSpace.Name`; nil when the dot is missing.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    self.init(tokenSpace: String(parts[0]), name: String(parts[1]))
  }

  init(_ reference: FDFPCDReference) {
    self.init(tokenSpace: reference.tokenSpace, name: reference.name)
  }
}
