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
  package private(set) var leaves: [Leaf]

  package struct Leaf: Sendable {
    package var type: SectionType
    package var fields: Section.Fields
    package var payload: [UInt8]
    /// The extension of the file, such as `.acpi`; nil if it is unknown.
    package var fileExtension: String?
    /// The file type in [Binaries] of the INF, such as `ACPI`; nil for a file that was built.
    package var inputType: String?

    package init(
      _ type: SectionType, fields: Section.Fields = .none, payload: [UInt8], fileExtension: String? = nil,
      inputType: String? = nil
    ) {
      self.type = type
      self.fields = fields
      self.payload = payload
      self.fileExtension = fileExtension
      self.inputType = inputType
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

  /// Takes all leaves of the type that `RAW inputType |.extension` of a rule places: the binaries of this input
  /// type, or, if there are none, the files with this extension, compared with regard to case (GenFds,
  /// `Section.GetFileList`). A leaf with an unknown extension matches every extension.
  mutating func takeAll(_ type: SectionType, inputType: String?, fileExtension: String?) -> [Leaf] {
    let candidates = leaves.indices.filter { leaves[$0].type == type }
    var taken = candidates.filter { inputType != nil && leaves[$0].inputType == inputType }
    if taken.isEmpty {
      taken = candidates.filter { index in
        guard let fileExtension, let own = leaves[index].fileExtension else { return true }
        return own == fileExtension
      }
    }
    defer { for index in taken.reversed() { leaves.remove(at: index) } }
    return taken.map { leaves[$0] }
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
