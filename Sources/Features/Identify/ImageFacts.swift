package import Bytes
package import FirmwareImage
package import Inspection
package import ObjectFormats

/// The facts about an image that need no knowledge of platforms. All claims are based on them.
package struct ImageFacts: Sendable {
  /// A place in the image: the first offset is in the file, each further one in the decoded contents of the
  /// encapsulation at the one before it. In bytes.
  package typealias Place = [Int]

  package struct File: Sendable {
    package var guid: GUID
    package var type: FFSFile.FileType
    package var place: Place
    /// The processor of its executable.
    package var machine: Machine?
    /// The name of the volume that contains it.
    package var volume: GUID?

    package init(guid: GUID, type: FFSFile.FileType, place: Place, machine: Machine?, volume: GUID?) {
      self.guid = guid
      self.type = type
      self.place = place
      self.machine = machine
      self.volume = volume
    }
  }

  package struct Volume: Sendable {
    package var name: GUID?
    /// Size in bytes, header included.
    package var size: Int
    package var place: Place

    package init(name: GUID?, size: Int, place: Place) {
      self.name = name
      self.size = size
      self.place = place
    }
  }

  package struct Store: Sendable {
    /// Size in bytes of the volume that contains the store, with the blocks for fault tolerant writes.
    package var volumeSize: Int
    /// Size of the store in bytes.
    package var size: Int
    package var isAuthenticated: Bool
    package var place: Place
    /// Whether a working block for fault tolerant writes follows.
    package var hasWorkingBlock: Bool
    /// In the order of the store, without deleted variables.
    package var variables: [StoredVariable]
  }

  /// Size of the file in bytes.
  package var size = 0
  /// Size without the padding at the end, in bytes: Debian pads images for ARM with zeros.
  package var usedSize = 0
  /// In the order of the image, without pad files and a-priori files, whose names are the same in all images.
  package var files: [File] = []
  package var volumes: [Volume] = []
  package var store: Store?
  package var resetVector = ResetVector.none
  /// Whether the image ends with kiln's own reset vector.
  package var hasOwnResetVector = false
  /// The entries of OVMF's GUID table in front of the reset vector.
  package var table: [GUIDTable.Entry] = []
  package var pvh: PVHSummary?
  package var trace = BuildTrace()

  /// Facts of an empty image.
  package init() {}

  /// The only byte value in the file, as in flash that was never written; nil if there are several.
  package var blankByte: UInt8?

  /// Whether the image contains executable code.
  package var hasCode: Bool {
    files.contains { $0.type == .securityCore || $0.type == .peiCore || $0.type == .dxeCore }
  }

  /// Whether a processor can start in the image: it has a SEC core or a substitute.
  package var startsByItself: Bool { files.contains { $0.type == .securityCore } }

  /// The processors of its executables, without EBC, sorted by name.
  package var machines: [Machine] {
    Set(files.compactMap(\.machine)).filter { $0 != .ebc }.sorted { $0.description < $1.description }
  }

  /// The first file of this name.
  package func file(_ guid: GUID) -> File? { files.first { $0.guid == guid } }
}
