package import Vocabulary

/// `[Capsule.name]` (FDF 1.28, 3.7).
package struct FDFCapsule: Equatable, Sendable {
  package enum Entry: Equatable, Sendable {
    case module(FDFModule)
    case file(FDFFileStatement)
    case volume(Located<VolumeName>)
    case flashDevice(Located<DeviceName>)
    /// `FILE DATA = path`.
    case data(Located<String>)
    /// `APPEND = path`.
    case append(Located<String>)
    case fmpPayload(Located<String>)
  }

  package var name: Located<String>
  package var createFile: Located<String>?
  /// CAPSULE_GUID, CAPSULE_FLAGS and their like, unevaluated.
  package var settings: [FDFAssignment] = []
  package var sets: [FDFSet] = []
  package var entries: [Entry] = []

  package init(name: Located<String>) { self.name = name }
}

/// `[FmpPayload.name]` (FDF 1.28, 3.8).
package struct FDFFMPPayload: Equatable, Sendable {
  package var name: Located<String>
  /// IMAGE_TYPE_ID, IMAGE_INDEX and their like, unevaluated.
  package var settings: [FDFAssignment] = []
  /// The image first, then the vendor code when there is one. Only `.volume`, `.flashDevice` and
  /// `.data` stand here.
  package var entries: [FDFCapsule.Entry] = []

  package init(name: Located<String>) { self.name = name }
}
