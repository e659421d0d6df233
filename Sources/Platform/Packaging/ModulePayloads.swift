private import Bytes
package import FirmwareImage
package import PlatformModel

/// The leaf sections of one built module. Each is taken once.
///
/// What manifests decide is not included: names, versions, order, alignment, compression.
package struct ModulePayloads: Sendable {
  /// The PCD database of a PCD driver; it precedes the sections of the rule.
  package var pcdDatabase: [UInt8]?
  /// The offsets of strings and forms in the module's executable (edk2's `.offset` file); follows the first
  /// section of the rule.
  package var stringOffsets: [UInt8]?
  /// In the order of the build's or image's files.
  private(set) var leaves: [Leaf]

  package struct Leaf: Sendable {
    package var type: SectionType
    package var fields: Section.Fields
    package var payload: [UInt8]
    /// The extension of the built file, such as `.acpi`; nil if it is unknown.
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

  /// Takes the first remaining leaf of one of the types.
  mutating func take(_ types: Set<SectionType>) -> Leaf? {
    leaves.firstIndex { types.contains($0.type) }.map { leaves.remove(at: $0) }
  }

  /// Takes all leaves of the type, because a rule's `|.acpi` places all such files of a module. A leaf with a
  /// known file extension is only taken if the extension matches.
  mutating func takeAll(_ type: SectionType, fileExtension: String?) -> [Leaf] {
    let isMeant = { (leaf: Leaf) in
      guard leaf.type == type else { return false }
      guard let wanted = fileExtension, let own = leaf.fileExtension else { return true }
      return own.lowercased() == wanted.lowercased()
    }
    defer { leaves.removeAll(where: isMeant) }
    return leaves.filter(isMeant)
  }

  /// The types of the leaves that were not taken.
  package var remaining: [SectionType] { leaves.map(\.type) }
}

/// A source of built modules: an existing image or a build of the sources.
package protocol ModuleSource: Sendable {
  /// The payloads of `module`; nil if this source does not have it.
  func payloads(of module: ModulePlacement) -> ModulePayloads?

  /// The name of the source in messages.
  var description: String { get }
}
