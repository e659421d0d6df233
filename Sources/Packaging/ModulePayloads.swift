package import FirmwareImage
private import Bytes

/// The leaf bytes that one built module brings to its FFS file, each taken once.
///
/// What the manifests decide is not among them: names, versions, order, alignment, compression.
package struct ModulePayloads: Sendable {
  /// The PCD database of a PCD driver: it goes in front of all that the rule says.
  package var pcdDatabase: [UInt8]?
  /// Where the module's strings and forms lie in its executable (edk2's `.offset` file); goes behind
  /// the first section of the rule.
  package var stringOffsets: [UInt8]?
  /// In the order in which the build, or the image that they are from, has them.
  private var leaves: [Leaf]

  package struct Leaf: Sendable {
    package var type: SectionType
    package var fields: Section.Fields
    package var payload: [UInt8]

    package init(_ type: SectionType, fields: Section.Fields = .none, payload: [UInt8]) {
      self.type = type
      self.fields = fields
      self.payload = payload
    }
  }

  package init(_ leaves: [Leaf], pcdDatabase: [UInt8]? = nil, stringOffsets: [UInt8]? = nil) {
    self.leaves = leaves
    self.pcdDatabase = pcdDatabase
    self.stringOffsets = stringOffsets
  }

  /// The next leaf of one of the types.
  mutating func take(_ types: Set<SectionType>) -> Leaf? {
    leaves.firstIndex { types.contains($0.type) }.map { leaves.remove(at: $0) }
  }

  /// All leaves of the type: a rule's `|.acpi` takes as many files as the module has.
  mutating func takeAll(_ type: SectionType) -> [Leaf] {
    defer { leaves.removeAll { $0.type == type } }
    return leaves.filter { $0.type == type }
  }

  /// The types of the leaves that nobody has taken.
  package var remaining: [SectionType] { leaves.map(\.type) }
}
