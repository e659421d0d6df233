private import Bytes
package import FirmwareImage
package import PlatformModel

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
  private(set) var leaves: [Leaf]

  package struct Leaf: Sendable {
    package var type: SectionType
    package var fields: Section.Fields
    package var payload: [UInt8]
    /// How the file that it was built as ends, such as `.acpi`; nil where that is not known.
    package var fileExtension: String?

    package init(
      _ type: SectionType, fields: Section.Fields = .none, payload: [UInt8], fileExtension: String? = nil
    ) {
      self.type = type
      self.fields = fields
      self.payload = payload
      self.fileExtension = fileExtension
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

  /// All leaves of the type: a rule's `|.acpi` takes as many files as the module has. A leaf that
  /// knows its file's extension only goes where that is asked for.
  mutating func takeAll(_ type: SectionType, fileExtension: String?) -> [Leaf] {
    let isMeant = { (leaf: Leaf) in
      guard leaf.type == type else { return false }
      guard let wanted = fileExtension, let own = leaf.fileExtension else { return true }
      return own.lowercased() == wanted.lowercased()
    }
    defer { leaves.removeAll(where: isMeant) }
    return leaves.filter(isMeant)
  }

  /// The types of the leaves that nobody has taken.
  package var remaining: [SectionType] { leaves.map(\.type) }
}

/// Where built modules come from: an image that exists already, or a build of the sources.
package protocol ModuleSource: Sendable {
  /// The payloads of `module`; nil when this source does not have it.
  func payloads(of module: ModulePlacement) -> ModulePayloads?

  /// How messages call the source.
  var description: String { get }
}
