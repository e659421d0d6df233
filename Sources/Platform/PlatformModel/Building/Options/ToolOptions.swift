package import Diagnostics
package import Manifests

/// A line of tools_def, its macros replaced: `TARGET_TOOLCHAIN_ARCH_TOOL_ATTRIBUTE = value`.
package struct ToolDefinition: Sendable {
  /// Each part may be `*`.
  package var key: BuildOption.Key
  package var value: String
  package var place: Diagnostic.Place

  package init(_ key: BuildOption.Key, _ value: String, at place: Diagnostic.Place) {
    self.key = key
    self.value = value
    self.place = place
  }
}

/// The tool chain of a build.
package struct Toolchain: Hashable, Sendable {
  /// Such as `GCC5`.
  package var tag: String
  /// FAMILY of tools_def; MSFT where there is none.
  package var family: String
  /// BUILDRULEFAMILY of tools_def; MSFT where there is none, as edk2 has it.
  package var buildRuleFamily: String
}

/// Tools and what they are given, by tool code and attribute: `options["CC", "FLAGS"]`.
package struct ToolOptions: Sendable {
  package struct Key: Hashable, Comparable, Sendable {
    package var tool: String
    package var attribute: String

    package static func < (left: Key, right: Key) -> Bool {
      (left.tool, left.attribute) < (right.tool, right.attribute)
    }
  }

  /// A piece of an option and where it was written.
  package struct Part: Hashable, Sendable {
    package var text: String
    package var place: Diagnostic.Place
  }

  /// What the parts that count come to, and those that were replaced.
  package struct Option: Hashable, Sendable {
    /// In order; joined with a blank they are the option.
    package var parts: [Part] = []
    package var replaced: [Part] = []

    package var text: String { parts.map(\.text).joined(separator: " ") }
  }

  package var options: [Key: Option] = [:]
  /// The attribute BUILDRULEORDER, which belongs to no tool: file extensions, the preferred one first.
  package var buildRuleOrder: [String] = []

  package init() {}

  package subscript(tool: String, attribute: String) -> String? {
    options[Key(tool: tool, attribute: attribute)]?.text
  }

  /// In ascending order.
  package var keys: [Key] { options.keys.sorted() }
}
