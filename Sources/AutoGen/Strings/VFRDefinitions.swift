/// What `<BaseName>StrDefs.h` tells VfrCompile of a module beyond its strings: forms name GUIDs, and ask
/// for fixed PCDs.
package struct VFRDefinitions: Sendable {
  package struct Definition: Sendable {
    package let name: String
    /// As written in C.
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// GUIDs, protocols and PPIs.
  package var guids: [Definition] = []
  /// Fixed PCDs and feature flags; nil where the module has no forms or no PCDs at all.
  package var pcds: [Definition]?

  package init() {}
}

extension VFRDefinitions {
  private static let getters = [
    "FixedPcdGetBool", "FixedPcdGet8", "FixedPcdGet16", "FixedPcdGet32", "FixedPcdGet64", "FeaturePcdGet",
  ]

  /// The lines between `#ifdef VFRCOMPILE` and its end, without their ends.
  var lines: [String] {
    var lines = guids.map { "#define \($0.name) \($0.value)" }
    if let pcds {
      lines += Self.getters.map { "#define \($0)(TokenName) _PCD_VALUE_##TokenName" }
      lines += pcds.map { "#define _PCD_VALUE_\($0.name) \($0.value)" }
    }
    return lines
  }
}
